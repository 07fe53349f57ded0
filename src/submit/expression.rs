//! Which item a FHIRPath means, in a transaction that was sent: `Patient.birthDate`,
//! `Bundle.entry[3].resource.item[0]`, `…where(linkId='email')`. Pure.

use serde_json::Value;

use super::parcel::Parcel;
use crate::form::model::occurrence_id;

/// The item whose answer stands there.
pub fn item(parcel: &Parcel, expression: &str) -> Option<String> {
    if let Some((_, named)) = expression.split_once("linkId='") {
        let (id, rest) = named.split_once('\'')?;
        return Some(occurrence_id(id, 1 + index(rest)));
    }
    let bundle: Value = serde_json::from_str(&parcel.body).ok()?;
    let entries = bundle["entry"].as_array()?;
    let mut steps = expression.split('.').filter(|step| !step.contains('('));
    let first = steps.next()?;
    let entry = if first == "Bundle" {
        let entry = index(steps.next()?);
        steps.next();
        entry
    } else {
        let is_first = |entry: &Value| entry["resource"]["resourceType"] == first;
        entries.iter().position(is_first)?
    };
    let mut value = &entries.get(entry)?["resource"];
    let (mut place, mut found, mut number) = (entry.to_string(), None, 1);
    for step in steps {
        // Some servers name the resource in a comment.
        let name = step.split_once('/').map_or(step, |(name, _)| name);
        let name = name.split_once('[').map_or(name, |(name, _)| name);
        let mut next = &value[name];
        if next.is_null() {
            break;
        }
        place = [&place, ".", name].concat();
        if let Some(all) = next.as_array() {
            let at = index(step);
            next = all.get(at)?;
            place = [&place, "[", &at.to_string(), "]"].concat();
            if let Some(id) = next["linkId"].as_str() {
                let before = all[..at].iter().filter(|item| item["linkId"] == id);
                number = number.max(before.count() + 1);
                found = Some(occurrence_id(id, number));
            }
        }
        value = next;
    }
    found.or_else(|| {
        let covers = |known: &str| known.starts_with(&place) || place.starts_with(known);
        let mut places = parcel.places.iter().filter(|_| place.contains('.'));
        places
            .find(|(known, _)| covers(known))
            .map(|(_, item)| item.clone())
    })
}

/// The number in brackets; the first where there is none.
fn index(step: &str) -> usize {
    let number = step
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'));
    number
        .and_then(|(number, _)| number.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel() -> Parcel {
        let item =
            |id: &str| serde_json::json!({ "linkId": id, "answer": [{ "valueString": "a" }] });
        let group = |id: &str| serde_json::json!({ "linkId": id, "item": [item("kind")] });
        let bundle = serde_json::json!({ "entry": [
            { "resource": { "resourceType": "Patient", "birthDate": "1954-03-27",
                "name": [{ "family": "Haddad", "given": ["Amal"] }] } },
            { "resource": { "resourceType": "QuestionnaireResponse",
                "item": [{ "linkId": "step", "item": [item("email"), group("record"), group("record")] }] } },
            { "resource": { "resourceType": "ServiceRequest", "reasonCode": [{ "text": "a" }] } },
        ] });
        let places = [
            ("0.birthDate", "birth-date"),
            ("0.name[0].family", "family-name"),
            ("0.name[0].given[0]", "given-name"),
            ("2.reasonCode[0]", "diagnosis"),
        ];
        Parcel {
            id: "our-id".into(),
            reference: String::new(),
            form: "appointment".into(),
            destination: serde_json::from_str(r#"{"kind":"fhir","url":"/fhir"}"#)
                .expect("a destination"),
            media_type: String::new(),
            body: bundle.to_string(),
            places: places
                .map(|(place, item)| (place.to_owned(), item.to_owned()))
                .to_vec(),
        }
    }

    #[track_caller]
    fn means(expression: &str, expected: &str) {
        assert_eq!(item(&parcel(), expression).as_deref(), Some(expected));
    }

    #[test]
    fn an_element_of_an_entry_means_the_item_that_stands_there() {
        means("Bundle.entry[0].resource.birthDate", "birth-date");
        means(
            "Bundle.entry[0].resource.ofType(Patient).name[0].given[0]",
            "given-name",
        );
    }

    #[test]
    fn servers_may_write_the_resource_into_a_comment() {
        means(
            "Bundle.entry[0].resource/*Patient/null*/.birthDate",
            "birth-date",
        );
    }

    #[test]
    fn an_element_of_a_resource_means_the_first_resource_of_that_type() {
        means("Patient.birthDate", "birth-date");
    }

    #[test]
    fn indices_may_be_left_out() {
        means("Patient.name.given", "given-name");
    }

    #[test]
    fn what_is_inside_an_answer_means_the_answer() {
        means("ServiceRequest.reasonCode[0].text", "diagnosis");
    }

    #[test]
    fn what_is_around_answers_means_the_first_of_them() {
        means("Patient.name", "family-name");
    }

    #[test]
    fn an_answer_of_the_response_means_its_item() {
        means(
            "QuestionnaireResponse.item[0].item[0].answer[0].value",
            "email",
        );
    }

    #[test]
    fn of_what_was_given_several_times_the_one_that_is_meant_is_found() {
        means("Bundle.entry[1].resource.item[0].item[2].item[0]", "kind~2");
    }

    #[test]
    fn an_item_can_be_meant_that_was_not_answered() {
        means(
            "Bundle.entry[1].resource.descendants().where(linkId='phone')",
            "phone",
        );
        means(
            "Bundle.entry[1].resource.descendants().where(linkId='kind')[1]",
            "kind~2",
        );
    }

    #[test]
    fn the_whole_of_a_resource_means_no_item() {
        for expression in [
            "Patient",
            "Bundle.entry[0].resource",
            "Bundle",
            "Observation.value",
            "",
            "Patient.shoe",
        ] {
            assert_eq!(item(&parcel(), expression), None, "{expression}");
        }
    }
}
