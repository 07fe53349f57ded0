//! What a patient finds, for editors who try their words.

use std::path::Path;

use portico::content::{Edition, Library};
use portico::finding::Finding;
use portico::search::Index;

/// Prints the programs that are found, by the names of their files, best first.
///
/// # Errors
/// What must be mended in `public/`, or that the site has no such language.
pub fn print(public: &Path, lang: &str, typed: &str) -> Result<Vec<Finding>, Vec<Finding>> {
    let library = Library::read(public, &[])?;
    let Some(edition) = library.edition(lang) else {
        let languages = library.site.languages.join(", ");
        return Err(vec![Finding::new(
            &public.join("site.json"),
            1,
            format!("the site has no language `{lang}`"),
            format!("Use one of these with --lang: {languages}."),
        )]);
    };
    for slug in found(edition, &library.editions[0], typed) {
        println!("{slug}");
    }
    Ok(library.warnings)
}

fn found<'a>(edition: &'a Edition, english: &Edition, typed: &str) -> Vec<&'a str> {
    let slugs: Vec<_> = edition
        .listed()
        .map(|program| program.slug.as_str())
        .collect();
    let index = Index::new(edition.found_by(english), edition.vague());
    let found = index.find(typed).programs;
    found.iter().map(|found| slugs[found.program]).collect()
}
