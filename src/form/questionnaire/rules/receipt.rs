//! What a form says once its answers have arrived: known parts, each with words.

use super::{Review, advice};
use crate::form::questionnaire::{Extension, OURS, Questionnaire, Severity};

/// Checks the form's own extensions of ours, of which `receipt` is the only one.
pub fn check(review: &mut Review, form: &Questionnaire) {
    for (index, extension) in form.extension.iter().enumerate() {
        let at = format!("/extension/{index}");
        match extension.url.strip_prefix(OURS) {
            Some("receipt") => check_parts(review, extension, &at, true),
            Some(name) => {
                let message = format!("a form has no extension `{name}`");
                let fix = "use `receipt`, or move it to the item it is about";
                review.about_form(advice("extension", &at, message, fix), Severity::Error);
            }
            None => {}
        }
    }
}

fn check_parts(review: &mut Review, around: &Extension, at: &str, outer: bool) {
    for (index, part) in around.all_parts().iter().enumerate() {
        let at = format!("{at}/extension/{index}");
        match part.url.as_str() {
            "next" if outer => check_parts(review, part, &at, false),
            "title" | "text" => check_words(review, part, &at),
            "prepare" if outer => check_words(review, part, &at),
            name => {
                let message = format!("a receipt has no part `{name}` here");
                let fix = if outer {
                    "use title, text, next or prepare"
                } else {
                    "use title or text within `next`"
                };
                review.about_form(advice("receipt", &at, message, fix), Severity::Error);
            }
        }
    }
}

fn check_words(review: &mut Review, part: &Extension, at: &str) {
    if part.text().is_none_or(|text| text.trim().is_empty()) {
        let message = format!("`{}` of the receipt says nothing", part.url);
        let fix = "write the words as its `valueString`, or remove it";
        review.about_form(advice("receipt", at, message, fix), Severity::Error);
    }
}
