//! What is given to translators, and what comes back.

use std::fs;
use std::path::Path;

use portico::finding::Finding;

use crate::translation;

/// Writes all texts, with what is translated already, into a file for translators.
///
/// # Errors
/// What cannot be read or written.
pub fn export(public: &Path, lang: &str, file: &Path) -> Result<Vec<Finding>, Vec<Finding>> {
    let entries = translation::entries(public, lang)?;
    fs::write(file, translation::write(lang, &entries)).map_err(|error| {
        refused(
            file,
            error.to_string(),
            "Choose another place for the file.",
        )
    })?;
    println!("{}", translation::completeness(lang, &entries));
    Ok(Vec::new())
}

/// Brings what translators wrote into the files of the language; gives what could not be used.
///
/// # Errors
/// What cannot be read or written.
pub fn import(public: &Path, lang: &str, file: &Path) -> Result<Vec<Finding>, Vec<Finding>> {
    let text = fs::read_to_string(file)
        .map_err(|error| refused(file, error.to_string(), "Name a PO file in UTF-8."))?;
    let texts = translation::read(&text)
        .map_err(|error| refused(file, error, "Save it as gettext PO and try again."))?;
    let imported = translation::import(public, lang, &texts)?;
    for written in &imported.written {
        println!("{}", written.display());
    }
    let entries = translation::entries(public, lang)?;
    println!("{}", translation::completeness(lang, &entries));
    let unknown = imported.unknown.iter().map(|place| {
        let message = format!("the site has no text `{place}`");
        Finding::new(
            file,
            1,
            message,
            "Export the file again, and translate that.",
        )
        .warning()
    });
    let unfinished = imported.unfinished.iter().map(|document| {
        let message = format!("`{document}` was not made: some of its texts are not translated");
        let fix = "Translate them too; until then the page stands in English.";
        Finding::new(file, 1, message, fix).warning()
    });
    Ok(unknown.chain(unfinished).collect())
}

fn refused(file: &Path, error: String, fix: &str) -> Vec<Finding> {
    vec![Finding::new(file, 1, error, fix)]
}
