//! A page of prose: privacy, accessibility.

use serde::Deserialize;

use crate::i18n::Contact;

/// The head of an article's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its heading.
    pub title: String,
    /// What it says, in a sentence.
    pub summary: String,
}

/// Prose as it holds for this site: what stands between `{sealing}` and `{/sealing}` only where requests
/// are sealed.
pub fn with_sealing(html: &str, seals: bool) -> String {
    let (start, end) = ("<p>{sealing}</p>", "<p>{/sealing}</p>");
    let Some((before, rest)) = html.split_once(start) else {
        return html.to_owned();
    };
    let (inside, after) = rest.split_once(end).unwrap_or((rest, ""));
    [before, if seals { inside } else { "" }, after].concat()
}

/// Prose with the contact details in the places that ask for them.
pub fn with_contact(html: &str, contact: &Contact) -> String {
    html.replace(
        "{email}",
        &format!("<a href=\"mailto:{0}\"><bdi>{0}</bdi></a>", contact.email),
    )
    .replace(
        "{phone}",
        &format!("<bdi dir=\"ltr\">{}</bdi>", contact.phone),
    )
    .replace(
        "{address}",
        &format!("<bdi>{}</bdi>", contact.address.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<p>a</p><p>{sealing}</p><p>b</p><p>{/sealing}</p><p>c</p>";

    #[test]
    fn only_a_site_that_seals_says_so() {
        assert_eq!(with_sealing(PAGE, true), "<p>a</p><p>b</p><p>c</p>");
        assert_eq!(with_sealing(PAGE, false), "<p>a</p><p>c</p>");
    }

    #[test]
    fn a_page_that_says_nothing_of_seals_stays_as_it_is() {
        assert_eq!(with_sealing("<p>a</p>", false), "<p>a</p>");
    }
}
