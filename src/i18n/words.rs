//! The words of one language as the app holds them: loaded once for a page, never changed.

use serde::{Deserialize, Serialize};

use super::plural::category;
use crate::json::from_json;

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// All that a page of one language needs besides its own content. Written to
/// `assets/locale-<lang>-<hash>.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Locale {
    /// BCP 47 tag of the page.
    pub lang: String,
    /// Whether a qualified person has reviewed this language's words.
    pub reviewed: bool,
    /// The texts, in the order of `Key`.
    pub texts: Vec<String>,
    /// The texts that change with a number, in the order of `Plural`: zero, one, two, few, many,
    /// other. Missing forms are empty; zero, where it is there, is said of none in every language.
    pub plurals: Vec<[String; 6]>,
    /// The site's languages, this one among them.
    pub languages: Vec<Language>,
    /// How to reach the team.
    pub contact: Contact,
    /// The site's forms, in the order of their names.
    pub forms: Vec<PageName>,
    /// The site's articles, in their order.
    pub articles: Vec<PageName>,
    /// Drawings by name, as SVG.
    pub art: Vec<Art>,
}

/// A language of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Language {
    /// BCP 47 tag; also the first segment of its addresses.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: String,
}

/// A form or an article of the site, as links name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageName {
    /// Its id, which is its address too.
    pub id: String,
    /// Its title in the language of the page.
    pub title: String,
}

/// How to reach the team, from `site.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Address for patients.
    pub email: String,
    /// With country code.
    pub phone: String,
    /// Lines of the postal address.
    pub address: Vec<String>,
    /// When the office is open; said nowhere if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
}

/// When the office is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// IANA time zone of the office.
    pub zone: String,
    /// Days of the week, 1 is Monday, 7 is Sunday.
    pub days: Vec<u8>,
    /// `HH:MM` in that zone.
    pub opens: String,
    /// `HH:MM` in that zone.
    pub closes: String,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Art {
    /// File name without its ending.
    pub name: String,
    /// The whole `<svg>` element.
    pub svg: String,
}

from_json! {
    Locale { lang, reviewed, texts, plurals, languages, contact, forms, articles, art }
    Language { tag, name, dir }
    PageName { id, title }
    Contact { email, phone, address, hours }
    Hours { zone, days, opens, closes }
    Art { name, svg }
}

/// The words of the page's language. Copied freely; lives as long as the page.
#[derive(Debug, Clone, Copy)]
pub struct Words(&'static Locale);

impl Locale {
    /// A text.
    pub fn text(&self, key: Key) -> &str {
        self.texts.get(key as usize).map_or("", String::as_str)
    }
}

impl Words {
    /// Takes a language in use for good.
    pub fn new(locale: Locale) -> Self {
        Self(Box::leak(Box::new(locale)))
    }

    /// The whole locale.
    pub fn locale(self) -> &'static Locale {
        self.0
    }

    /// BCP 47 tag of the page.
    pub fn lang(self) -> &'static str {
        &self.0.lang
    }

    /// A text.
    pub fn get(self, key: Key) -> &'static str {
        self.0.text(key)
    }

    /// A text with its `{holes}` filled.
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The text for a number, `{count}` and other holes filled. The number is written as given.
    pub fn plural(self, plural: Plural, count: usize, values: &[(&str, &str)]) -> String {
        let Some(forms) = self.0.plurals.get(plural as usize) else {
            return String::new();
        };
        let category = match count {
            0 if !forms[0].is_empty() => 0,
            _ => category(self.lang(), count),
        };
        let form = Some(&forms[category])
            .filter(|form| !form.is_empty())
            .unwrap_or(&forms[5]);
        fill(&fill(form, &[("count", &count.to_string())]), values)
    }

    /// A drawing; empty where there is none of this name.
    pub fn art(self, name: &str) -> &'static str {
        let drawing = self.0.art.iter().find(|art| art.name == name);
        drawing.map_or("", |art| &art.svg)
    }
}

#[cfg(feature = "view")]
impl Words {
    /// The words of the page that is being drawn.
    ///
    /// # Panics
    /// Outside of `App`, which provides them.
    pub fn expect() -> Self {
        leptos::prelude::use_context().expect("App provides the words")
    }
}

fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = text.to_owned();
    for (hole, value) in values {
        filled = filled.replace(&["{", hole, "}"].concat(), value);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_by_name() {
        assert_eq!(
            fill("Step {n} of {all}", &[("n", "2"), ("all", "7")]),
            "Step 2 of 7"
        );
    }
}
