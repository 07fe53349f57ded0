//! A request as the fields of its form, for endpoints that take what a browser posts. Pure.

use super::destination::{Destination, DestinationKind, Encoding};
use super::mailto::escape;
use super::parcel::{self, Leaving};
use super::text;
use crate::form::Submission;
use crate::form::answer::Answer;

/// The field that holds all answers as staff read them, where a form service shows fields as they come.
const IN_ENGLISH: &str = "answers-in-english";

/// The fields that a form service gets and the form itself does not have.
pub const ADDED: [&str; 2] = [FLAGGED, IN_ENGLISH];

/// The field that says that a machine may have filled in the form.
const FLAGGED: &str = "_flagged";

/// Hidden fields of the form that go along.
const HIDDEN: [&str; 4] = ["_lang", "_version", "_opened", "_zone"];

/// A field: its name and its value.
pub type Field = (String, String);

/// The fields of a request: what a browser would post, without answers that were not asked for, and what
/// the service wants besides. Places are those that the service may name and the form does not.
pub fn fields(leaving: Leaving, destination: &Destination, places: &mut Vec<Field>) -> Vec<Field> {
    let Leaving {
        envelope,
        submission,
        draft,
        ..
    } = leaving;
    let mut fields = Vec::new();
    let mut add = |name: &str, value: &str| fields.push((name.to_owned(), value.to_owned()));
    let staff = &envelope.staff;
    match destination.kind {
        DestinationKind::Netlify => add("form-name", destination.name_of(&envelope.form)),
        DestinationKind::Formspree => {
            add(
                "_subject",
                &[&staff.title, " ", envelope.reference.as_str()].concat(),
            );
            // A trap that is filled makes Formspree drop the request and say that it took it.
            add("_gotcha", "");
            if let Some((item, address)) = reply_to(submission) {
                add("_replyto", &address);
                places.push(("_replyto".into(), item));
            }
        }
        _ => {}
    }
    add("_id", &envelope.id);
    add("_reference", &envelope.reference);
    for name in HIDDEN {
        add(name, draft.get(name).unwrap_or_default());
    }
    // Netlify drops what has its trap filled; a flag does not.
    let trap = match destination.kind {
        DestinationKind::Form => "_website",
        _ => FLAGGED,
    };
    add(trap, if envelope.flagged { "true" } else { "" });
    for (name, value) in draft.pairs() {
        if !value.is_empty() && is_answer(name, submission) {
            add(name, value);
        }
    }
    if destination.kind != DestinationKind::Form {
        add(IN_ENGLISH, &text::text(staff, &envelope.reference));
    }
    fields
}

/// Whether a control's value is, or is part of, an answer that leaves.
fn is_answer(name: &str, submission: &Submission) -> bool {
    !name.starts_with('_')
        && (!submission.answers(name).is_empty()
            || name
                .rsplit_once('.')
                .is_some_and(|(item, _)| is_answer(item, submission)))
}

/// The first e-mail address that was given, with its item.
fn reply_to(submission: &Submission) -> Option<Field> {
    let mut given = submission.given().into_iter();
    given.find_map(|(id, _, answer)| match answer {
        Answer::Email(address) => Some((id.to_owned(), address.clone())),
        _ => None,
    })
}

/// The media type and the body of these fields. A request's id tells its parts apart.
pub fn write(fields: &[Field], encoding: Encoding, id: &str) -> (String, String) {
    match encoding {
        Encoding::Json => ("application/json".into(), json(fields)),
        Encoding::Urlencoded => (
            "application/x-www-form-urlencoded".into(),
            urlencoded(fields),
        ),
        Encoding::Multipart => (
            ["multipart/form-data; boundary=portico-", id].concat(),
            multipart(fields, id),
        ),
    }
}

fn urlencoded(fields: &[Field]) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        escape(name, "", &mut body);
        body.push('=');
        escape(value, "", &mut body);
    }
    body
}

fn multipart(fields: &[Field], id: &str) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        let (name, value) = (name.replace('"', "%22"), value.replace('\n', "\r\n"));
        for part in [
            "--portico-",
            id,
            "\r\nContent-Disposition: form-data; name=\"",
            &name,
            "\"\r\n\r\n",
            &value,
            "\r\n",
        ] {
            body.push_str(part);
        }
    }
    body + "--portico-" + id + "--\r\n"
}

/// An object; what was answered several times is a list.
fn json(fields: &[Field]) -> String {
    let mut object = serde_json::Map::new();
    for (name, value) in fields {
        match object.get_mut(name) {
            Some(serde_json::Value::Array(values)) => values.push(value.as_str().into()),
            Some(first) => *first = vec![first.take(), value.as_str().into()].into(),
            None => _ = object.insert(name.clone(), value.as_str().into()),
        }
    }
    parcel::json(&object)
}
