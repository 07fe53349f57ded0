//! A request as a FHIR transaction: the template of its form, filled in. Pure; what a template is made of
//! says `form::compile::transaction`.

use serde_json::{Map, Value, json};

use super::parcel::json;
use crate::form::answer::Answer;
use crate::form::model::{Text, link_id};
use crate::form::response;
use crate::form::{Identity, Submission};

/// An item's answer, with the item's id and question.
type Given<'a> = (&'a str, &'a Text, &'a Answer);

/// What was put into a place, and whether it is an answer: what has places for answers and got none is
/// left out.
type Filled = Option<(Value, bool)>;

/// The Bundle of a request. It is the same for the same answers, and other answers have other identifiers;
/// so whoever stores it can tell a repeat. `places` are told which item's answer stands where.
pub fn transaction(
    submission: &Submission,
    identity: &Identity,
    flagged: bool,
    places: &mut Vec<(String, String)>,
) -> Value {
    let mut said = submission.response(identity);
    let answers = json(&said["item"]);
    said["title"] = submission.title().english().into();
    said["reference"] = identity.reference.as_str().into();
    if flagged {
        said["flagged"] = "flagged".into();
    }
    let mut filler = Filler {
        given: submission.given(),
        said,
        id: &identity.id,
        mark: mark(&answers),
        here: 0,
        places,
    };
    let mut entries = Vec::new();
    let template = submission.template().as_array();
    for (number, entry) in template.into_iter().flatten().enumerate() {
        let before = filler.places.len();
        filler.here |= 1 << number;
        match filler.fill(entry, &entries.len().to_string(), 0) {
            Some((entry, true)) => entries.push(entry),
            _ => {
                filler.here ^= 1 << number;
                filler.places.truncate(before);
            }
        }
    }
    let value = ["urn:uuid:", &identity.id].concat();
    json!({
        "resourceType": "Bundle",
        "identifier": { "system": "urn:ietf:rfc:3986", "value": value },
        "type": "transaction",
        "entry": entries,
    })
}

struct Filler<'a> {
    given: Vec<Given<'a>>,
    /// What can be said of the request as a whole.
    said: Value,
    id: &'a str,
    mark: u32,
    /// The template's entries that are in the bundle, a bit for each.
    here: u32,
    places: &'a mut Vec<(String, String)>,
}

impl Filler<'_> {
    /// Fills in a part of the template, with this answer of each question that has several.
    fn fill(&mut self, template: &Value, path: &str, at: usize) -> Filled {
        match template {
            Value::Object(fields) => {
                let (mut object, mut answered, mut lacks) = (Map::new(), false, false);
                for (name, field) in fields {
                    // A path is that of the resource, which its entry only holds.
                    let path = match name.as_str() {
                        "resource" => path.to_owned(),
                        name => [path, ".", name].concat(),
                    };
                    match self.fill(field, &path, at) {
                        Some((field, is_answer)) => {
                            answered |= is_answer;
                            object.insert(name.clone(), field);
                        }
                        None => lacks = true,
                    }
                }
                (answered || !lacks).then(|| (object.into(), answered))
            }
            Value::Array(parts) => {
                let (mut all, mut answered) = (Vec::new(), false);
                for part in parts {
                    for at in at.. {
                        let path = [path, "[", &all.len().to_string(), "]"].concat();
                        let Some((part, is_answer)) = self.fill(part, &path, at) else {
                            break;
                        };
                        answered |= is_answer;
                        all.push(part);
                        if !is_answer {
                            break;
                        }
                    }
                }
                (!all.is_empty()).then(|| (all.into(), answered))
            }
            Value::String(text) => match text.split_once('$') {
                Some((before, hole)) => hole.split('|').find_map(|hole| {
                    let (value, is_answer) = self.hole(hole.trim_start_matches('$'), path, at)?;
                    let whole = match value {
                        Value::String(text) => [before, &text].concat().into(),
                        value => value,
                    };
                    Some((whole, is_answer))
                }),
                None => Some((template.clone(), false)),
            },
            _ => Some((template.clone(), false)),
        }
    }

    fn hole(&mut self, hole: &str, path: &str, at: usize) -> Filled {
        let hole = match hole.split_once('?') {
            Some((hole, condition)) if self.holds(condition) => hole,
            Some(_) => return None,
            None => hole,
        };
        if let Some((how, item)) = hole.split_once(':') {
            let mut given = self.given.iter().filter(|(id, ..)| link_id(id) == item);
            let (id, question, answer) = *given.nth(at)?;
            let value = written(how, question, response::value(answer).1)?;
            self.places.push((path.to_owned(), id.to_owned()));
            return Some((value, true));
        }
        if let Some(entry) = hole.chars().next()?.to_digit(10) {
            let is_here = self.here >> entry & 1 == 1;
            return is_here.then(|| (self.identifier(entry).into(), false));
        }
        let value = self.said.get(hole)?.clone();
        Some((value, hole == "item"))
    }

    /// Whether a question has one of these answers.
    fn holds(&self, condition: &str) -> bool {
        let (question, codes) = condition.split_once('=').unwrap_or((condition, ""));
        self.given.iter().any(|(id, _, answer)| match answer {
            Answer::Choice(choice) => {
                *id == question && codes.split(',').any(|code| code == choice.code)
            }
            _ => false,
        })
    }

    /// Names an entry: a UUID of version 8, from the request's own, the entry's number and the answers.
    fn identifier(&self, entry: u32) -> String {
        let id = self.id;
        let own = |from, to| id.get(from..to).unwrap_or_default();
        let digit = |value| char::from_digit(value & 15, 16).unwrap_or_default();
        let mut name = "urn:uuid:".to_owned();
        for place in (0..8).rev() {
            name.push(digit(self.mark >> (4 * place)));
        }
        name += own(8, 14);
        name.push('8');
        name.push(digit(entry));
        name + own(16, 36)
    }
}

/// An answer as the element takes it that it stands in.
fn written(how: &str, question: &Text, answer: Value) -> Option<Value> {
    let concept = |text: &Value| json!({ "text": text });
    Some(match (how, answer) {
        ("value", Value::Object(coding)) => coding["code"].clone(),
        ("text", Value::Object(coding)) => coding["display"].clone(),
        (_, Value::Object(coding)) => {
            let mut whole = concept(&coding["display"]);
            whole["coding"] = vec![Value::from(coding)].into();
            whole
        }
        ("value", value) => value,
        // What was agreed to is said by the question.
        ("concept", Value::Bool(yes)) => yes.then(|| concept(&question.english().into()))?,
        ("concept", text) => concept(&text),
        (_, Value::String(text)) => text.into(),
        (_, value) => json(&value).into(),
    })
}

/// Tells answers apart (FNV-1a).
fn mark(answers: &str) -> u32 {
    let mix = |mark: u32, byte| (mark ^ u32::from(byte)).wrapping_mul(16_777_619);
    answers.bytes().fold(2_166_136_261, mix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::check;
    use crate::form::sample::{form, identity, least_with, surroundings};

    fn template() -> Value {
        let entry = |number: usize, resource: Value| json!({ "fullUrl": format!("${number}"), "resource": resource });
        json!([
            entry(
                0,
                json!({ "resourceType": "Patient", "birthDate": "$value:birth-date",
                "name": [{ "use": "official", "given": ["$text:given-name"] },
                         { "use": "usual", "text": "$text:your-name" }],
                "telecom": [{ "system": "email", "value": "$value:email?requester=patient" }] })
            ),
            entry(
                1,
                json!({ "resourceType": "RelatedPerson", "patient": { "reference": "$0" },
                "telecom": [{ "system": "email", "value": "$value:email?requester=parent" }] })
            ),
            entry(
                2,
                json!({ "resourceType": "ServiceRequest", "note": [{ "text": "$text:wish" }],
                "category": ["$concept:messaging"],
                "requester": { "reference": "$1|$0" } })
            ),
            entry(
                3,
                json!({ "resourceType": "Appointment", "status": "proposed",
                "requestedPeriod": [{ "start": "$value:nobody" }] })
            ),
            entry(
                4,
                json!({ "resourceType": "Consent", "provision": { "action": ["$concept:agree"] },
                "status": "active", "organization": [{ "reference": "$3" }] })
            ),
        ])
    }

    fn bundle_with(pairs: &[(&str, &str)]) -> (Value, Vec<(String, String)>) {
        let mut form = form();
        form.transaction = template();
        let submission = check(&form, &least_with(pairs), &surroundings()).expect("no problems");
        let mut places = Vec::new();
        let bundle = transaction(&submission, &identity(), false, &mut places);
        (bundle, places)
    }

    fn resource(pairs: &[(&str, &str)], kind: &str) -> Value {
        let (bundle, _) = bundle_with(pairs);
        let entries = bundle["entry"].as_array().expect("entries").iter();
        let mut resources = entries.map(|entry| entry["resource"].clone());
        resources
            .find(|it| it["resourceType"] == kind)
            .unwrap_or_default()
    }

    #[test]
    fn what_was_not_answered_is_left_out_with_all_that_is_said_of_it() {
        let name = &resource(&[], "Patient")["name"];
        assert_eq!(*name, json!([{ "use": "official", "given": ["Amal"] }]));
    }

    #[test]
    fn a_resource_without_answers_is_left_out() {
        assert_eq!(resource(&[], "Appointment"), Value::Null);
    }

    #[test]
    fn a_reference_to_what_is_not_there_is_left_out() {
        assert_eq!(resource(&[], "Consent")["organization"], Value::Null);
    }

    #[test]
    fn several_answers_stand_beside_each_other() {
        let wishes = [("wish", "a"), ("wish~2", "b")];
        assert_eq!(
            resource(&wishes, "ServiceRequest")["note"],
            json!([{ "text": "a" }, { "text": "b" }])
        );
    }

    #[test]
    fn an_option_is_a_concept_with_its_english_name() {
        let pairs = [("phone", "+96170123456"), ("messaging", "signal")];
        let expected =
            json!([{ "coding": [{ "code": "signal", "display": "Signal" }], "text": "Signal" }]);
        assert_eq!(resource(&pairs, "ServiceRequest")["category"], expected);
    }

    #[test]
    fn what_was_agreed_to_is_said_in_the_words_of_the_question() {
        let action = &resource(&[], "Consent")["provision"]["action"][0];
        assert_eq!(
            action["text"],
            form().item("agree").expect("it is there").text.english()
        );
    }

    #[test]
    fn a_condition_decides_where_an_answer_stands() {
        let email = json!([{ "system": "email", "value": "amal@example.com" }]);
        assert_eq!(resource(&[], "Patient")["telecom"], email);
        assert_eq!(resource(&[], "RelatedPerson"), Value::Null);
    }

    #[test]
    fn entries_name_each_other_by_their_identifiers() {
        let (bundle, _) = bundle_with(&[("wish", "a")]);
        assert_eq!(
            bundle["entry"][1]["resource"]["requester"]["reference"],
            bundle["entry"][0]["fullUrl"]
        );
    }

    #[test]
    fn the_same_answers_are_the_same_transaction() {
        assert_eq!(bundle_with(&[]), bundle_with(&[]));
    }

    #[test]
    fn other_answers_under_the_same_identity_have_other_identifiers() {
        let url = |pairs| bundle_with(pairs).0["entry"][0]["fullUrl"].clone();
        assert_ne!(url(&[]), url(&[("problem", "b")]));
    }

    #[test]
    fn an_identifier_keeps_the_reference_of_the_request() {
        let (bundle, _) = bundle_with(&[]);
        let url = bundle["entry"][0]["fullUrl"]
            .as_str()
            .expect("text")
            .to_owned();
        let reference = |id: &str| crate::form::reference::of(id);
        assert_eq!(
            reference(&url["urn:uuid:".len()..]),
            reference(&identity().id)
        );
    }

    #[test]
    fn every_answer_is_known_by_its_place() {
        let (_, places) = bundle_with(&[("wish~2", "b")]);
        let item = |place: &str| {
            places
                .iter()
                .find(|(known, _)| known == place)
                .map(|(_, item)| item.as_str())
        };
        assert_eq!(item("0.name[0].given[0]"), Some("given-name"));
        assert_eq!(item("1.note[0].text"), Some("wish~2"));
    }
}
