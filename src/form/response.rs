//! A submission as a FHIR R4 QuestionnaireResponse. The only place that knows its JSON.

use serde_json::{Map, Value};

use super::answer::Answer;
use super::submission::{Entry, Identity, Submission};

impl Submission {
    /// The QuestionnaireResponse: items in the form's order, in English, answers in their types.
    pub fn response(&self, identity: &Identity) -> Value {
        let record = &self.record;
        object([
            ("resourceType", "QuestionnaireResponse".into()),
            (
                "identifier",
                object([
                    ("system", "urn:ietf:rfc:3986".into()),
                    ("value", ["urn:uuid:", &identity.id].concat().into()),
                ]),
            ),
            (
                "questionnaire",
                [&record.url, "|", &record.version].concat().into(),
            ),
            ("status", "completed".into()),
            ("language", identity.language.as_str().into()),
            ("authored", identity.authored.as_str().into()),
            ("item", record.steps.iter().map(item).collect()),
        ])
    }
}

fn item(entry: &Entry) -> Value {
    let mut fields = Map::new();
    fields.insert("linkId".into(), entry.id.as_str().into());
    let text = entry.text.english();
    if !text.is_empty() {
        fields.insert("text".into(), text.into());
    }
    let mut items: Vec<Value> = entry.entries.iter().map(item).collect();
    let mut answers: Vec<Value> = entry.answers.iter().map(answer).collect();
    // Questions below a question belong to its answer (qrs-1).
    if let Some(Value::Object(first)) = answers.first_mut() {
        if !items.is_empty() {
            first.insert("item".into(), std::mem::take(&mut items).into());
        }
        fields.insert("answer".into(), answers.into());
    }
    if !items.is_empty() {
        fields.insert("item".into(), items.into());
    }
    fields.into()
}

fn answer(answer: &Answer) -> Value {
    let (key, value) = match answer {
        Answer::Boolean(yes) => ("valueBoolean", (*yes).into()),
        Answer::Integer(number) => ("valueInteger", (*number).into()),
        Answer::Date(date) => ("valueDate", date.to_iso().into()),
        Answer::Choice(choice) => {
            let mut coding = Map::new();
            if let Some(system) = &choice.system {
                coding.insert("system".into(), system.as_str().into());
            }
            coding.insert("code".into(), choice.code.as_str().into());
            coding.insert("display".into(), choice.text.english().into());
            ("valueCoding", coding.into())
        }
        Answer::Words(text) | Answer::Email(text) | Answer::Unread(text) => {
            ("valueString", text.as_str().into())
        }
        Answer::Phone(phone) => ("valueString", phone.typed.as_str().into()),
    };
    object([(key, value)])
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(
        fields
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}
