//! Makes the template of a FHIR transaction from a form's definitions: which answer stands where in
//! which resource. `submit::transaction` fills it in.
//!
//! A text of the template that holds `$` is a hole: `$text:city` the words of an answer, `$value:sex` its
//! code or plain value, `$concept:program` both; `$3` another entry of the template, where that is in the
//! bundle. Behind `?` stands the answer under which it holds, behind `|` what stands there otherwise.

mod element;

use serde_json::{Value, json};

use crate::form::questionnaire::{Item, ItemType, OURS, Questionnaire, STANDARD};
use element::Element;

/// The entries, in an order in which each refers to those before it only.
const ENTRIES: &str = include_str!("transaction/entries.json");

/// Our own model of whoever fills in a form: the patient, their doctor, or somebody else.
const REQUESTER: &str = "Requester";

/// Where the answers about whoever fills in a form belong.
const OF_REQUESTER: [(&str, Who, &str); 14] = [
    ("", Who::Other, "RelatedPerson.relationship"),
    ("relationship", Who::Other, "RelatedPerson.relationship"),
    ("name.text", Who::Other, "RelatedPerson.name.text"),
    ("name.text", Who::Doctor, "Practitioner.name.text"),
    ("email", Who::Patient, "Patient.telecom:email.value"),
    ("email", Who::Other, "RelatedPerson.telecom:email.value"),
    ("email", Who::Doctor, "Practitioner.telecom:email.value"),
    ("phone", Who::Patient, "Patient.telecom:phone.value"),
    ("phone", Who::Other, "RelatedPerson.telecom:phone.value"),
    ("phone", Who::Doctor, "Practitioner.telecom:phone.value"),
    (
        "language",
        Who::Patient,
        "Patient.communication:preferred.language",
    ),
    (
        "language",
        Who::Other,
        "RelatedPerson.communication:preferred.language",
    ),
    ("language", Who::Doctor, "Practitioner.communication"),
    (
        "organization",
        Who::Doctor,
        "PractitionerRole.organization.display",
    ),
];

/// Who fills in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Patient,
    Doctor,
    Other,
}

/// What a definition names.
enum Target<'a> {
    /// An element of a resource.
    Element(&'a str),
    /// An element of our own model; the bare model is the question who fills in the form.
    Requester(&'a str),
}

/// The entries of a transaction in which this form's answers leave.
pub fn template(questionnaire: &Questionnaire) -> Value {
    let requester = Requester::of(questionnaire);
    let entries = ENTRIES.replace("$requester", &requester.references());
    let mut entries: Value = serde_json::from_str(&entries).expect("the entries are JSON");
    for (item, _) in questionnaire.items() {
        let asks = !matches!(
            item.item_type(),
            None | Some(ItemType::Group | ItemType::Display)
        );
        let id = item.link_id.as_str();
        if !asks || id.contains(['$', '|', '?']) {
            continue;
        }
        for (path, condition) in requester.places(item) {
            if let Some(element) = Element::named(path) {
                element.put(&mut entries, id, &condition);
            }
        }
    }
    entries
}

/// Why this definition names nothing that can be filled in; nothing where it does, or is of others.
pub fn fault(definition: &str) -> Option<String> {
    let path = match target(definition)? {
        Target::Element(path) => path,
        Target::Requester(element) => {
            let known = OF_REQUESTER.iter().any(|(known, ..)| *known == element);
            return (!known).then(|| format!("our model `{REQUESTER}` has no `{element}`"));
        }
    };
    Element::named(path)
        .is_none()
        .then(|| format!("`{path}` is no element that this app fills in"))
}

/// Names of all elements that a definition may name.
pub fn elements() -> Vec<String> {
    element::all()
}

fn target(definition: &str) -> Option<Target<'_>> {
    let (_, path) = definition.split_once('#')?;
    if let Some(own) = definition.strip_prefix(OURS) {
        own.strip_prefix(REQUESTER)?;
        let element = path.strip_prefix(REQUESTER)?;
        return Some(Target::Requester(element.trim_start_matches('.')));
    }
    definition.strip_prefix(STANDARD)?;
    Some(Target::Element(path))
}

/// The question who fills in the form, and its answers.
struct Requester<'a> {
    question: Option<&'a Item>,
}

impl<'a> Requester<'a> {
    fn of(questionnaire: &'a Questionnaire) -> Self {
        let asks = |item: &&Item| {
            let definition = item.definition.as_deref().and_then(target);
            matches!(definition, Some(Target::Requester("")))
        };
        let mut items = questionnaire.items().into_iter().map(|(item, _)| item);
        Self {
            question: items.find(asks),
        }
    }

    /// The condition under which it is one of these.
    fn is(&self, who: Who) -> String {
        let Some(question) = self.question else {
            return String::new();
        };
        let codes = question.answer_option.iter().filter_map(|option| {
            let code = option.code()?;
            let of = match code.as_str() {
                "patient" => Who::Patient,
                "doctor" => Who::Doctor,
                _ => Who::Other,
            };
            (of == who).then_some(code)
        });
        let codes: Vec<_> = codes.collect();
        format!("?{}={}", question.link_id, codes.join(","))
    }

    /// Whoever fills in the form, as a reference.
    fn references(&self) -> String {
        format!("$1|$2{}|$0", self.is(Who::Doctor))
    }

    /// The elements that an item's answer stands in, each with its condition.
    fn places<'b>(&self, item: &'b Item) -> Vec<(&'b str, String)> {
        match item.definition.as_deref().and_then(target) {
            Some(Target::Element(path)) => vec![(path, String::new())],
            Some(Target::Requester(element)) => {
                let places = OF_REQUESTER.iter().filter(|(known, ..)| *known == element);
                places
                    .map(|(_, who, path)| (*path, self.is(*who)))
                    .collect()
            }
            None => Vec::new(),
        }
    }
}

/// The resource of this type.
fn resource<'a>(entries: &'a mut Value, kind: &str) -> Option<&'a mut Value> {
    let entries = entries.as_array_mut()?.iter_mut();
    entries
        .map(|entry| &mut entry["resource"])
        .find(|resource| resource["resourceType"] == kind)
}

/// What a hole says.
fn hole(how: &str, id: &str, condition: &str) -> Value {
    json!(format!("${how}:{id}{condition}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::questionnaire::read;

    fn form(items: Value) -> Value {
        let form = json!({ "resourceType": "Questionnaire", "item": items });
        template(&read(&form.to_string()).expect("a form"))
    }

    fn item(id: &str, definition: &str) -> Value {
        json!({ "linkId": id, "type": "string", "definition": definition })
    }

    fn patient(element: &str) -> String {
        format!("{STANDARD}Patient#Patient.{element}")
    }

    fn of<'a>(entries: &'a Value, kind: &str) -> &'a Value {
        let mut entries = entries.as_array().expect("entries").iter();
        let entry = entries.find(|entry| entry["resource"]["resourceType"] == kind);
        &entry.expect("it is there")["resource"]
    }

    #[test]
    fn an_answer_stands_where_its_definition_says() {
        let form = form(json!([item("born", &patient("birthDate"))]));
        assert_eq!(of(&form, "Patient")["birthDate"], "$value:born");
    }

    #[test]
    fn parts_of_one_name_stand_together() {
        let form = form(json!([
            item("given", &patient("name:official.given")),
            item("family", &patient("name:official.family")),
            item("called", &patient("name:nickname.text")),
        ]));
        let expected = json!([
            { "use": "official", "given": ["$text:given"], "family": "$text:family" },
            { "use": "nickname", "text": "$text:called" },
        ]);
        assert_eq!(of(&form, "Patient")["name"], expected);
    }

    #[test]
    fn of_two_answers_for_one_place_the_first_that_was_given_stands_there() {
        let form = form(json!([
            item("a", &patient("address.city")),
            item("b", &patient("address.city"))
        ]));
        assert_eq!(
            of(&form, "Patient")["address"],
            json!([{ "city": "$text:a|$text:b" }])
        );
    }

    fn with_requester() -> Value {
        let requester = format!("{OURS}Requester#Requester");
        let option = |code: &str| json!({ "valueCoding": { "code": code } });
        let options = ["patient", "parent", "doctor", "agent"].map(option);
        form(json!([
            { "linkId": "who", "type": "choice", "definition": requester, "answerOption": options },
            item("email", &format!("{requester}.email")),
        ]))
    }

    #[test]
    fn who_fills_in_the_form_decides_whose_address_it_is() {
        let form = with_requester();
        let expected = [
            ("Patient", "$value:email?who=patient"),
            ("RelatedPerson", "$value:email?who=parent,agent"),
            ("Practitioner", "$value:email?who=doctor"),
        ];
        for (kind, hole) in expected {
            assert_eq!(of(&form, kind)["telecom"][0]["value"], hole);
        }
    }

    #[test]
    fn a_doctor_is_the_requester_only_where_a_doctor_fills_in_the_form() {
        let form = with_requester();
        assert_eq!(
            of(&form, "ServiceRequest")["requester"]["reference"],
            "$1|$2?who=doctor|$0"
        );
    }

    #[test]
    fn an_element_that_does_not_exist_is_named() {
        let fault = fault(&patient("names.given")).expect("a fault");
        assert!(fault.contains("Patient.names.given"), "{fault}");
    }

    #[test]
    fn definitions_of_others_are_left_alone() {
        assert_eq!(fault("https://a.example/Patient#Patient.shoe"), None);
    }

    #[test]
    fn every_element_can_be_filled_in() {
        for name in elements() {
            assert!(Element::named(&name).is_some(), "{name}");
        }
    }
}
