//! One Questionnaire as a page that opens from disk, so that an editor sees a form before publishing it.

use std::fs;
use std::path::Path;

use portico::content::{Edition, Library};
use portico::finding::Finding;
use portico::i18n::{Key, Words};
use portico::markup::escape;
use portico::ui::form::body;

use crate::assets::styles;
use crate::document::render;
use crate::forms::{FormSource, sets};
use crate::site::art;

/// Checks the file and writes its steps, all of them open, to `out`.
///
/// # Errors
/// What must be mended in the form.
pub fn write(
    public: &Path,
    file: &Path,
    lang: &str,
    out: &Path,
) -> Result<Vec<Finding>, Vec<Finding>> {
    let library = Library::read(public, &art())?;
    let source = FormSource::read(file, public, &[lang.to_owned()])?;
    let english = &library.editions[0];
    let edition = library.edition(lang).unwrap_or(english);
    let in_words = |edition: &Edition| Words::new(edition.locale.clone());
    let words = in_words(edition);
    let sets = sets((edition, words), (english, in_words(english)));
    let form = source.compile(&sets, lang);
    let html = render("/", words, || body(&form));
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\" class=\"failed\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{styles}</style>\n\
         </head>\n<body>\n<main class=\"wrap section\"><h1>{title}</h1>{html}</main>\n</body>\n</html>\n",
        title = escape(&words.fill(Key::FrameTitle, &[("page", &form.title.own)])),
        styles = styles(Path::new("style")).unwrap_or_default(),
    );
    let written = out
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(out, page));
    written.map_err(|error| {
        vec![Finding::new(
            out,
            1,
            error.to_string(),
            "Choose a folder that can be written to.",
        )]
    })?;
    Ok(source.warnings)
}
