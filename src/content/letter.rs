//! A letter that a patient prints, with blanks for what they typed in a form.

use serde::Deserialize;

/// The head of a letter's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The heading of its page.
    pub title: String,
    /// What to do with it.
    pub summary: String,
}

/// The names in braces of a letter's HTML: what its blanks are filled in with. Several names in one
/// blank have a space between them.
pub fn blanks(html: &str) -> Vec<&str> {
    let names = parts(html).filter_map(|(_, names)| names);
    names.flat_map(|names| names.split(' ')).collect()
}

/// The letter's HTML with an element for each blank.
pub fn with_blanks(html: &str) -> String {
    let mut written = String::new();
    for (text, name) in parts(html) {
        written += text;
        if let Some(name) = name {
            written += &format!("<bdi class=\"letter__blank\" data-from=\"{name}\"></bdi>");
        }
    }
    written
}

/// Stretches of text, each with the name in braces behind it.
fn parts(html: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    html.split('}').map(|part| {
        part.split_once('{')
            .map_or((part, None), |(text, name)| (text, Some(name)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_knows_what_fills_it() {
        assert_eq!(
            blanks("<p>Dear {given-name family-name}, of {city}.</p>"),
            ["given-name", "family-name", "city"]
        );
    }

    #[test]
    fn what_stands_around_a_blank_stays() {
        let html = with_blanks("<p>Dear {doctor-name}!</p>");
        let blank = r#"<bdi class="letter__blank" data-from="doctor-name"></bdi>"#;
        assert_eq!(html, format!("<p>Dear {blank}!</p>"));
    }
}
