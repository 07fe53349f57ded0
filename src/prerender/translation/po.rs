//! A translator's file: gettext PO, a message for each text. Its context is the text's place.

use std::collections::BTreeMap;
use std::io::BufWriter;

use polib::catalog::Catalog;
use polib::message::{Message, MessageView};
use polib::metadata::CatalogMetadata;
use polib::po_file;

use super::Entry;

/// The file for a language.
pub fn write(lang: &str, entries: &[Entry]) -> String {
    let mut metadata = CatalogMetadata::new();
    metadata.project_id_version = "Portico".into();
    metadata.language = lang.into();
    metadata.mime_version = "1.0".into();
    metadata.content_type = "text/plain; charset=UTF-8".into();
    metadata.content_transfer_encoding = "8bit".into();
    let mut catalog = Catalog::new(metadata);
    for entry in entries {
        let message = Message::build_singular()
            .with_msgctxt(entry.place())
            .with_msgid(entry.english.clone())
            .with_msgstr(entry.own.clone().unwrap_or_default())
            .done();
        catalog.append_or_update(message);
    }
    let mut bytes = Vec::new();
    po_file::write(&catalog, &mut BufWriter::new(&mut bytes)).expect("memory takes all");
    String::from_utf8(bytes).expect("texts are UTF-8")
}

/// The translations in a file, by their places. What is marked as fuzzy is not sure, and left out.
///
/// # Errors
/// Why it is no such file.
pub fn read(file: &str) -> Result<BTreeMap<String, String>, String> {
    let catalog = po_file::parse_from_reader(file.as_bytes()).map_err(|error| error.to_string())?;
    let sure = |message: &&dyn MessageView| message.is_translated() && !message.is_fuzzy();
    let text = |message: &dyn MessageView| {
        let text = message.msgstr().ok()?.to_owned();
        Some((message.msgctxt()?.to_owned(), text))
    };
    Ok(catalog.messages().filter(sure).filter_map(text).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(english in "\\PC{1,200}", own in "[\\PC\n\t]{1,400}") {
            let entry = Entry {
                file: "locales/a.json".into(),
                key: "b".into(),
                english: english.clone(),
                own: Some(own.clone()),
            };
            let back = read(&write("ar", &[entry])).unwrap();
            prop_assert_eq!(back.get("locales/a.json#b"), Some(&own));
        }
    }

    #[test]
    fn what_a_translator_is_not_sure_of_is_left_out() {
        let file = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n#, fuzzy\nmsgctxt \"a\"\nmsgid \"Yes\"\nmsgstr \"Oui\"\n";
        assert!(read(file).unwrap().is_empty());
    }
}
