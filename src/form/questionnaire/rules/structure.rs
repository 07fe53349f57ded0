//! What every item needs: a name, a type and words; and what its type rules out.

use super::{Entry, Review, advice};
use crate::form::model::OCCURRENCE;
use crate::form::questionnaire::{Extended, Extension, ItemType, Questionnaire, Severity};

/// Checks what stands around the items.
pub fn check_form(review: &mut Review, questionnaire: &Questionnaire) {
    check_own_name(review, questionnaire);
    let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    if questionnaire.item.is_empty() {
        let found = advice(
            "no-items",
            "/item",
            "the form asks nothing",
            "add at least one `item`",
        );
        review.about_form(found, Severity::Error);
    }
    if blank(&questionnaire.title) {
        let found = advice(
            "no-title",
            "/title",
            "the form has no name for people",
            "add `title`, for example \"Request an appointment\"",
        );
        review.about_form(found, Severity::Error);
    }
    if blank(&questionnaire.url) || blank(&questionnaire.version) {
        let found = advice(
            "no-version",
            "/version",
            "answers cannot say which form they belong to",
            "add `url` and `version`, and raise the version with every change",
        );
        review.about_form(found, Severity::Warning);
    }
    let english = |lang: &String| lang == "en" || lang.starts_with("en-");
    if questionnaire
        .language
        .as_ref()
        .is_some_and(|lang| !english(lang))
    {
        let found = advice(
            "language",
            "/language",
            "the texts are read as English, whatever `language` says",
            "write the form in English and its other languages as translations",
        );
        review.about_form(found, Severity::Warning);
    }
}

/// The form's own name is that of the step for questions outside any group.
fn check_own_name(review: &mut Review, questionnaire: &Questionnaire) {
    let own = questionnaire.short_name();
    let named = |entry: &&Entry| entry.parent.is_none() && entry.item.link_id == own;
    if let Some(entry) = review.entries.iter().find(named).cloned() {
        let found = advice(
            "link-id",
            "",
            "the form itself has this name",
            "give the item a name of its own",
        );
        review.error(&entry, found);
    }
}

/// Checks one item.
pub fn check(review: &mut Review, entry: &Entry) {
    check_name(review, entry);
    check_type(review, entry);
    check_words(review, entry);
    check_inside(review, entry);
    match entry.item.item_type() {
        Some(ItemType::Display) => check_display(review, entry),
        Some(ItemType::Group) => {}
        _ => check_question(review, entry),
    }
}

fn check_name(review: &mut Review, entry: &Entry) {
    let id = entry.item.link_id.as_str();
    if id.trim().is_empty() {
        review.error(
            entry,
            advice(
                "link-id",
                "",
                "the item has no `linkId`",
                "give it a name of its own",
            ),
        );
        return;
    }
    let first = review.by_id[id];
    let is_first = review.entries[first].place == entry.place;
    if !is_first {
        let line = review
            .source
            .line(&format!("{}/linkId", review.entries[first].place));
        review.error(
            entry,
            advice(
                "que-2",
                "",
                format!("another item has the same `linkId`, on line {line}"),
                "give each item a name of its own",
            ),
        );
    }
    if id.starts_with('_') || id.contains(char::is_whitespace) {
        review.error(
            entry,
            advice(
                "link-id-characters",
                "",
                "a name with spaces, or that begins with `_`, cannot name a control in the page",
                "use letters, digits and hyphens",
            ),
        );
    }
    if id.contains(OCCURRENCE) {
        review.error(
            entry,
            advice(
                "link-id-characters",
                "",
                format!("`{OCCURRENCE}` in a name stands before the number of an occurrence"),
                "use letters, digits and hyphens",
            ),
        );
    }
    let parts = [".day", ".month", ".year", ".other"];
    if id.contains(['/', '!']) || parts.iter().any(|part| id.ends_with(part)) {
        review.warning(
            entry,
            advice(
                "link-id-characters",
                "",
                "the name may be taken for an option's, a message's or a part of another's",
                "use letters, digits and hyphens",
            ),
        );
    }
}

fn check_type(review: &mut Review, entry: &Entry) {
    let written = entry.item.kind.as_str();
    match entry.item.item_type() {
        None if written.is_empty() => review.error(
            entry,
            advice(
                "type",
                "/type",
                "the item has no `type`",
                "add one, for example `string`",
            ),
        ),
        None => review.error(
            entry,
            advice(
                "type",
                "/type",
                format!("FHIR R4 has no item type `{written}`"),
                "use group, display, boolean, integer, date, string, text, choice or open-choice",
            ),
        ),
        Some(kind) if !kind.is_supported() => review.warning(
            entry,
            advice(
                "unsupported-type",
                "/type",
                format!("this site cannot ask for `{kind}`, so patients read the question only"),
                "use another type, for example `string`",
            ),
        ),
        Some(_) => {}
    }
}

fn check_words(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let wordless = item
        .text
        .as_deref()
        .is_none_or(|text| text.trim().is_empty());
    if wordless && !is_hidden(entry) {
        review.error(
            entry,
            advice(
                "text",
                "/text",
                "the item has no `text`",
                "write the question or heading",
            ),
        );
    }
}

fn check_inside(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let empty = item.questions().next().is_none();
    match item.item_type() {
        Some(ItemType::Group) if empty => review.error(
            entry,
            advice(
                "que-1",
                "",
                "the group is empty",
                "put items into it, or remove it",
            ),
        ),
        Some(ItemType::Display) if !item.item.is_empty() => review.error(
            entry,
            advice(
                "que-1",
                "/item",
                "a text to read cannot hold items",
                "make it a `group`, or move the items out of it",
            ),
        ),
        Some(ItemType::Group | ItemType::Display) | None => {}
        Some(_) if !empty => review.warning(
            entry,
            advice(
                "nested-question",
                "/item",
                "it holds further questions, which are asked whether or not it is answered",
                "put them after it, with `enableWhen`",
            ),
        ),
        Some(_) => {}
    }
}

fn check_display(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let refused = [
        ("que-3", "/code", !item.code.is_empty(), "a `code`"),
        ("que-6", "/required", item.required.is_some(), "`required`"),
        ("que-6", "/repeats", item.repeats.is_some(), "`repeats`"),
        ("que-9", "/readOnly", item.read_only.is_some(), "`readOnly`"),
    ];
    for (rule, at, wrong, what) in refused {
        if wrong {
            review.error(
                entry,
                advice(
                    rule,
                    at,
                    format!("a text to read cannot have {what}"),
                    format!("remove {what}, or make it a question"),
                ),
            );
        }
    }
}

fn check_question(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let given = !item.initial.is_empty()
        || item
            .answer_option
            .iter()
            .any(|option| option.initial_selected == Some(true));
    if item.required == Some(true) && !given && is_hidden(entry) {
        review.error(
            entry,
            advice(
                "hidden-required",
                "/required",
                "nobody can answer it, because it is hidden, and nobody can go on without",
                "give it an `initial` answer, or remove `required`",
            ),
        );
    }
    if item.read_only == Some(true) {
        review.warning(
            entry,
            advice(
                "read-only",
                "/readOnly",
                "this site lets people change the answer all the same",
                "hide the question, or make it a `display`",
            ),
        );
    }
}

fn is_hidden(entry: &Entry) -> bool {
    entry
        .item
        .standard("questionnaire-hidden")
        .and_then(Extension::truth)
        == Some(true)
}
