//! The intake's words in every language, embedded when it is built: its own, and what the forms'
//! pages say about problems. A text without translation stands in English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::embedded::LANGUAGES;
pub use crate::embedded::Word;

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| {
    LANGUAGES
        .iter()
        .map(|(tag, language, intake, form)| {
            let language: Language = serde_json::from_str(language).expect(tag);
            let mut texts: Texts = serde_json::from_str(intake).expect(tag);
            let form: Texts = serde_json::from_str(form).expect(tag);
            texts.extend(
                form.into_iter()
                    .map(|(key, text)| (format!("form_{key}"), text)),
            );
            Words {
                tag,
                name: language.name,
                dir: language.dir,
                texts,
            }
        })
        .collect()
});

type Texts = BTreeMap<String, String>;

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// The language's name in itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    texts: Texts,
}

#[derive(Deserialize)]
struct Language {
    name: String,
    dir: String,
}

impl Words {
    /// Words in exactly this language.
    pub fn in_language(tag: &str) -> Option<&'static Words> {
        ALL.iter().find(|words| words.tag.eq_ignore_ascii_case(tag))
    }

    /// English.
    pub fn english() -> &'static Words {
        Self::in_language("en").expect("the build takes its keys from the English words")
    }

    /// The best language for what a browser asked for; English where there is none of these.
    pub fn for_reader(accept_language: &str) -> &'static Words {
        accept_language
            .split(',')
            .filter_map(|range| range.split([';', '-']).next())
            .find_map(|tag| Self::in_language(tag.trim()))
            .unwrap_or_else(Self::english)
    }

    /// A text.
    pub fn text(&self, word: Word) -> &str {
        self.texts.get(word.key()).map_or_else(
            || Self::english().texts[word.key()].as_str(),
            String::as_str,
        )
    }

    /// A text with its holes filled.
    pub fn filled(&self, word: Word, holes: &[(&str, &str)]) -> String {
        holes
            .iter()
            .fold(self.text(word).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_answered_in_the_first_language_it_asked_for_and_we_have() {
        assert_eq!(Words::for_reader("tlh, ar-SA;q=0.9, en;q=0.8").tag, "ar");
    }

    #[test]
    fn a_browser_that_asks_for_none_of_our_languages_is_answered_in_english() {
        assert_eq!(Words::for_reader("tlh").tag, "en");
    }

    #[test]
    fn every_language_has_every_text_of_the_intake_with_the_same_holes() {
        let own = |words: &'static Words| {
            words
                .texts
                .iter()
                .filter(|(key, _)| !key.starts_with("form_"))
        };
        for words in ALL.iter() {
            for (key, text) in own(Words::english()) {
                let translated = words.texts.get(key);
                let translated = translated.unwrap_or_else(|| panic!("{}: {key}", words.tag));
                assert_eq!(holes(translated), holes(text), "{}: {key}", words.tag);
            }
            let count = own(Words::english()).count();
            assert_eq!(own(words).count(), count, "{}", words.tag);
        }
    }

    fn holes(text: &str) -> Vec<&str> {
        let mut holes: Vec<_> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(hole, _)| hole)
            .collect();
        holes.sort_unstable();
        holes
    }
}
