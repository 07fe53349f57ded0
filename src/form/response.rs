//! A submission as a FHIR R4 QuestionnaireResponse, and back. The only place that knows its JSON.

use serde_json::{Map, Value};

use super::answer::Answer;
use super::date::PartialDate;
use super::draft::Draft;
use super::model::{Form, Kind, link_id, occurrence_id};
use super::submission::{Entry, Identity, Record, Submission};

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
            ("item", items(record)),
        ])
    }
}

impl Draft {
    /// The draft that a QuestionnaireResponse answers to, so that whoever receives one can check it
    /// again. What the form does not ask is kept under its name, where no check looks.
    pub fn from_response(form: &Form, response: &Value) -> Self {
        let mut draft = Self::default();
        read_items(form, response, 1, &mut draft);
        draft
    }
}

/// The items, in the form's order. A step that bears the form's own id was made for questions
/// outside any group; they stand outside again.
fn items(record: &Record) -> Value {
    let mut items = Vec::new();
    for step in &record.steps {
        if step.id == record.form {
            items.extend(list(&step.entries));
        } else {
            items.push(item(step));
        }
    }
    items.into()
}

/// Items beside each other. A group that was given several times is as many items; the answers to a
/// question that was are all in one.
fn list(entries: &[Entry]) -> Vec<Value> {
    let mut items: Vec<Value> = Vec::new();
    for entry in entries {
        let item = item(entry);
        let again = !entry.group && entry.number.is_some_and(|number| number > 1);
        let before = items.last_mut().filter(|_| again);
        let before = before.and_then(|before| before.get_mut("answer")?.as_array_mut());
        match (before, item.get("answer").and_then(Value::as_array)) {
            (Some(before), Some(more)) => before.extend(more.iter().cloned()),
            _ => items.push(item),
        }
    }
    items
}

fn item(entry: &Entry) -> Value {
    let mut fields = Map::new();
    fields.insert("linkId".into(), link_id(&entry.id).into());
    let text = entry.text.english();
    if !text.is_empty() {
        fields.insert("text".into(), text.into());
    }
    let mut items = list(&entry.entries);
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
    object([value(answer)])
}

/// An answer's value, after the name that says its type.
pub fn value(answer: &Answer) -> (&'static str, Value) {
    match answer {
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
    }
}

/// Reads the items inside one, which stands in this occurrence of what can be given several times.
fn read_items(form: &Form, around: &Value, occurrence: usize, draft: &mut Draft) {
    let mut seen = Vec::new();
    for item in around["item"].as_array().into_iter().flatten() {
        let link_id = item["linkId"].as_str().unwrap_or_default();
        let before = seen.iter().filter(|seen| **seen == link_id).count();
        seen.push(link_id);
        let asked = form.item(link_id);
        let kind = asked.map(|item| &item.kind);
        let repeats = asked.is_some_and(|item| item.occurrence.is_some());
        let answers = item["answer"].as_array().into_iter().flatten();
        for (at, answer) in answers.enumerate() {
            let occurrence = if repeats { before + at + 1 } else { occurrence };
            read_answer(&occurrence_id(link_id, occurrence), kind, answer, draft);
            read_items(form, answer, occurrence, draft);
        }
        let occurrence = if repeats { before + 1 } else { occurrence };
        read_items(form, item, occurrence, draft);
    }
}

fn read_answer(id: &str, kind: Option<&Kind>, answer: &Value, draft: &mut Draft) {
    let Some(fields) = answer.as_object() else {
        return;
    };
    let Some((name, value)) = fields.iter().find(|(name, _)| name.starts_with("value")) else {
        return;
    };
    let number;
    let text = match (name.as_str(), value) {
        ("valueCoding", coding) => coding["code"].as_str().unwrap_or_default(),
        (_, Value::String(text)) => text,
        (_, Value::Bool(yes)) => {
            if *yes {
                "true"
            } else {
                "false"
            }
        }
        (_, Value::Number(value)) => {
            number = value.to_string();
            &number
        }
        _ => return,
    };
    match (kind, PartialDate::from_iso(text)) {
        (Some(Kind::OpenChoice(_)), _) if name == "valueString" => {
            draft.push(&[id, ".other"].concat(), text)
        }
        (Some(Kind::Date), Some(_)) => {
            for (part, value) in [".year", ".month", ".day"].into_iter().zip(text.split('-')) {
                draft.push(&[id, part].concat(), value);
            }
        }
        _ => draft.push(id, text),
    }
}

/// Inserts one by one: collecting would bring a sort into the app for each number of fields.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (key, value) in fields {
        object.insert(key.to_owned(), value);
    }
    object.into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::sample::{form, identity, least_with, surroundings};
    use crate::form::{check, model};

    fn response(pairs: &[(&str, &str)]) -> Value {
        let submission = check(&form(), &least_with(pairs), &surroundings()).expect("no problems");
        submission.response(&identity())
    }

    fn found<'a>(around: &'a Value, id: &str) -> Option<&'a Value> {
        let items = around["item"].as_array()?;
        items.iter().find_map(|item| {
            if item["linkId"] == id {
                Some(item)
            } else {
                found(item, id)
            }
        })
    }

    #[track_caller]
    fn answers(id: &str, pairs: &[(&str, &str)], expected: Value) {
        let response = response(pairs);
        let item = found(&response, id).unwrap_or(&Value::Null);
        assert_eq!(item["answer"], expected);
    }

    #[test]
    fn the_head_says_which_request_of_which_form() {
        let mut response = response(&[]);
        response["item"].take();
        let expected = json!({
            "resourceType": "QuestionnaireResponse",
            "identifier": {
                "system": "urn:ietf:rfc:3986",
                "value": "urn:uuid:01940000-0000-7000-8000-123456789abc"
            },
            "questionnaire": "https://portico.example/fhir/Questionnaire/every-kind|1.2.0",
            "status": "completed",
            "language": "ar",
            "authored": "2026-11-24T02:15:00+03:00",
            "item": null
        });
        assert_eq!(response, expected);
    }

    #[test]
    fn items_stand_in_their_groups_with_english_texts() {
        let response = response(&[]);
        assert_eq!(response["item"][0]["linkId"], "you");
        assert_eq!(response["item"][0]["text"], "You");
        assert_eq!(
            response["item"][0]["item"][1]["text"],
            "Name in Latin letters"
        );
    }

    #[test]
    fn options_are_codings_with_english_names() {
        let coding = json!({
            "system": "https://portico.example/fhir/CodeSystem/requester",
            "code": "patient",
            "display": "The patient"
        });
        answers("requester", &[], json!([{ "valueCoding": coding }]));
    }

    #[test]
    fn an_option_without_system_has_none() {
        let pairs = [
            ("phone", "+96170123456"),
            ("messaging", "signal"),
            ("messaging", "whatsapp"),
        ];
        let expected = json!([
            { "valueCoding": { "code": "signal", "display": "Signal" } },
            { "valueCoding": { "code": "whatsapp", "display": "WhatsApp" } }
        ]);
        answers("messaging", &pairs, expected);
    }

    #[test]
    fn words_are_strings() {
        answers("problem", &[], json!([{ "valueString": "ألم في الصدر" }]));
        let diet = [("diet", "_other"), ("diet.other", "بلا غلوتين")];
        answers("diet", &diet, json!([{ "valueString": "بلا غلوتين" }]));
    }

    #[test]
    fn a_telephone_number_is_sent_as_typed() {
        answers(
            "phone",
            &[("phone", " 00961 70-123456")],
            json!([{ "valueString": "00961 70-123456" }]),
        );
    }

    #[test]
    fn dates_numbers_and_yes_or_no_have_their_types() {
        answers("birth-date", &[], json!([{ "valueDate": "1954-03-27" }]));
        answers(
            "companions",
            &[("companions", "٢")],
            json!([{ "valueInteger": 2 }]),
        );
        answers("agree", &[], json!([{ "valueBoolean": true }]));
    }

    #[test]
    fn a_date_may_be_a_month_or_a_year() {
        answers(
            "began",
            &[("began.year", "2019")],
            json!([{ "valueDate": "2019" }]),
        );
        let march = [("began.month", "3"), ("began.year", "2024")];
        answers("began", &march, json!([{ "valueDate": "2024-03" }]));
    }

    #[test]
    fn hidden_items_are_sent() {
        answers("source", &[], json!([{ "valueString": "web" }]));
    }

    #[test]
    fn what_was_not_answered_is_left_out() {
        let response = response(&[]);
        for id in ["phone", "companions", "care-note", "scan"] {
            assert_eq!(found(&response, id), None, "{id}");
        }
    }

    #[test]
    fn groups_without_answers_are_left_out() {
        assert_eq!(found(&response(&[]), "doctor"), None);
    }

    #[test]
    fn what_is_not_asked_is_left_out() {
        let pairs = [
            ("has-doctor", "false"),
            ("doctor-name", "Sami"),
            ("your-name", "Sami"),
        ];
        let response = response(&pairs);
        assert_eq!(found(&response, "doctor-name"), None);
        assert_eq!(found(&response, "your-name"), None);
    }

    #[test]
    fn questions_below_a_question_stand_under_its_answer() {
        let mut form = form();
        let below = form.steps[0].items.remove(1);
        form.steps[0].items[0].items.push(model::Item {
            when: None,
            required: false,
            ..below
        });
        let draft = least_with(&[("your-name", "Sami")]);
        let response = check(&form, &draft, &surroundings())
            .expect("no problems")
            .response(&identity());
        let requester = &response["item"][0]["item"][0];
        assert_eq!(requester["answer"][0]["item"][0]["linkId"], "your-name");
        assert_eq!(requester.get("item"), None);
    }

    #[test]
    fn a_step_made_for_loose_questions_is_unmade() {
        let mut form = form();
        form.steps[2].id = form.id.clone();
        let draft = least_with(&[]);
        let response = check(&form, &draft, &surroundings())
            .expect("no problems")
            .response(&identity());
        assert_eq!(response["item"][2]["linkId"], "agree");
        assert_eq!(response["item"][3]["linkId"], "source");
    }

    #[test]
    fn a_response_gives_its_draft_back() {
        let response = response(&[
            ("diet.other", "بلا غلوتين"),
            ("companions", "3"),
            ("rooms", "false"),
        ]);
        let draft = Draft::from_response(&form(), &response);
        let again = check(&form(), &draft, &surroundings())
            .expect("no problems")
            .response(&identity());
        assert_eq!(again, response);
    }

    #[test]
    fn a_response_that_is_none_gives_an_empty_draft() {
        for wrong in [
            json!(null),
            json!([]),
            json!({ "item": 1 }),
            json!({ "item": [{ "answer": [7] }] }),
        ] {
            assert_eq!(Draft::from_response(&form(), &wrong), Draft::default());
        }
    }

    /// Two hospitals, the second of which has the third place in the page.
    const HOSPITALS: [(&str, &str); 4] = [
        ("hospital-name", "A"),
        ("hospital-name~3", "B"),
        ("operated~3", "true"),
        ("operated-on~3.year", "2019"),
    ];

    #[test]
    fn a_group_is_an_item_each_time_it_was_given() {
        let response = response(&HOSPITALS);
        let items = response["item"][1]["item"].as_array().expect("items");
        let hospitals: Vec<_> = items
            .iter()
            .filter(|item| item["linkId"] == "hospital")
            .collect();
        assert_eq!(hospitals.len(), 2);
        assert_eq!(hospitals[1]["text"], "Hospital");
        assert_eq!(hospitals[1]["item"][0]["linkId"], "hospital-name");
        assert_eq!(
            hospitals[1]["item"][2]["answer"],
            json!([{ "valueDate": "2019" }])
        );
    }

    #[test]
    fn all_answers_to_a_question_are_in_one_item() {
        let wishes = [("wish", "a"), ("wish~3", "b")];
        let expected = json!([{ "valueString": "a" }, { "valueString": "b" }]);
        answers("wish", &wishes, expected);
    }

    #[test]
    fn what_was_given_several_times_is_read_back() {
        let response =
            response(&[HOSPITALS.as_slice(), &[("wish", "a"), ("wish~3", "b")]].concat());
        let draft = Draft::from_response(&form(), &response);
        assert_eq!(draft.get("hospital-name~2"), Some("B"));
        assert_eq!(draft.get("operated-on~2.year"), Some("2019"));
        assert_eq!(draft.all("wish~2"), ["b"]);
        let again = check(&form(), &draft, &surroundings())
            .expect("no problems")
            .response(&identity());
        assert_eq!(again, response);
    }
}
