//! Which forms there are, and their compiled questions in the built site.

use std::path::Path;

use portico::form::Form;

use crate::embedded::FORMS;
use crate::envelope::{is_language, is_name};

/// Whether a form has this name: one of those this was built with, or of the site it serves.
pub fn is_known(name: &str, site: Option<&Path>) -> bool {
    is_name(name)
        && (FORMS.contains(&name)
            || site
                .is_some_and(|site| site.join("forms").join(format!("{name}.en.json")).is_file()))
}

/// The form's questions in this language, or in English where the site has no such language.
pub async fn load(site: &Path, name: &str, language: &str) -> Option<Form> {
    for language in [language, "en"] {
        if is_name(name) && is_language(language) {
            let file = site.join("forms").join(format!("{name}.{language}.json"));
            if let Ok(text) = tokio::fs::read(file).await {
                return serde_json::from_slice(&text).ok();
            }
        }
    }
    None
}
