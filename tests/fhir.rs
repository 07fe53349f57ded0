//! What leaves as FHIR, on answers that chance gives to all three forms: FHIR's own schema takes it, and
//! where `PORTICO_FHIR` names a folder, it is left there for a validator that is not ours.
#![cfg(feature = "host")]

#[path = "shared/chance.rs"]
mod chance;
#[path = "shared/schema.rs"]
mod schema;

use std::collections::BTreeSet;
use std::path::Path;

use chance::{FORMS, REQUESTS, Request};
use portico::submit::transaction::transaction;
use serde_json::Value;

fn kinds(bundle: &Value) -> BTreeSet<String> {
    let entries = bundle["entry"].as_array().expect("entries").iter();
    entries
        .map(|entry| {
            entry["resource"]["resourceType"]
                .as_str()
                .expect("a type")
                .to_owned()
        })
        .collect()
}

#[test]
fn a_transaction_is_one_to_fhir() {
    let Some(validator) = schema::validator("Bundle") else {
        return;
    };
    for Request { form, bundle, .. } in REQUESTS.iter() {
        schema::assert_valid(&validator, form, bundle);
    }
}

#[test]
fn a_response_is_one_to_fhir() {
    let Some(validator) = schema::validator("QuestionnaireResponse") else {
        return;
    };
    for request in REQUESTS.iter() {
        let response = request.submission.response(&request.identity);
        schema::assert_valid(&validator, request.form, &response);
    }
}

#[test]
fn each_form_leaves_as_the_resources_that_its_answers_are_about() {
    let seen = FORMS.map(|name| {
        let requests = REQUESTS.iter().filter(|request| request.form == name);
        requests
            .flat_map(|request| kinds(&request.bundle))
            .collect::<BTreeSet<_>>()
    });
    let all = |kinds: &[&str]| {
        kinds
            .iter()
            .map(|kind| (*kind).to_owned())
            .collect::<BTreeSet<_>>()
    };
    let care = [
        "Patient",
        "RelatedPerson",
        "Practitioner",
        "PractitionerRole",
        "QuestionnaireResponse",
        "ServiceRequest",
        "Consent",
    ];
    let visit = [&care[..], &["Appointment"]].concat();
    let news = [
        "Practitioner",
        "PractitionerRole",
        "QuestionnaireResponse",
        "Consent",
    ];
    let expected = [&visit[..], &care, &news].map(all);
    assert_eq!(seen, expected);
}

#[test]
fn every_reference_leads_to_an_entry_before() {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("reference").and_then(Value::as_str));
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    for Request { form, bundle, .. } in REQUESTS.iter() {
        let entries = bundle["entry"].as_array().expect("entries");
        for (at, entry) in entries.iter().enumerate() {
            let mut found = Vec::new();
            references(&entry["resource"], &mut found);
            for reference in found {
                let before = entries[..at]
                    .iter()
                    .any(|entry| entry["fullUrl"] == reference);
                assert!(before, "{form}: {reference} in {entry:#}");
            }
        }
    }
}

#[test]
fn every_place_leads_to_an_answer() {
    for request in REQUESTS.iter() {
        let mut places = Vec::new();
        transaction(&request.submission, &request.identity, false, &mut places);
        for (place, item) in &places {
            let (entry, path) = place.split_once('.').expect("entry and path");
            let path = path.replace(['.', '['], "/").replace(']', "");
            let value = request
                .bundle
                .pointer(&format!("/entry/{entry}/resource/{path}"));
            assert!(value.is_some(), "{}: {place}", request.form);
            assert!(!request.submission.answers(item).is_empty(), "{item}");
        }
    }
}

#[test]
fn requests_are_left_for_another_validator() {
    let Some(folder) = std::env::var_os("PORTICO_FHIR") else {
        println!("left nowhere: PORTICO_FHIR names no folder");
        return;
    };
    let folder = Path::new(&folder);
    // What an earlier run left says nothing of this one.
    _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).expect("the folder can be made");
    for (number, Request { form, bundle, .. }) in REQUESTS.iter().enumerate() {
        let file = folder.join(format!("{form}-{number}.json"));
        std::fs::write(file, bundle.to_string()).expect("there is room");
    }
}
