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
