//! The shape of a transaction: which entries it has, and the check that they can be stored together.
//! Knows no form and no database.

use std::collections::BTreeSet;

use serde_json::Value;

use super::outcome::{Issue, Outcome};
use crate::envelope::check_texts;
use crate::refusal::Refusal;
use crate::store::Entry;

/// What requests are made of, and what is taken.
const TYPES: [&str; 8] = [
    "Patient",
    "RelatedPerson",
    "Practitioner",
    "PractitionerRole",
    "QuestionnaireResponse",
    "ServiceRequest",
    "Appointment",
    "Consent",
];

/// The system of identifiers that are addresses.
const URI: &str = "urn:ietf:rfc:3986";

/// A transaction that can be stored.
pub struct Transaction {
    /// UUID of the request.
    pub id: String,
    /// Its resources, in order.
    pub entries: Vec<Entry>,
    /// Which of them is the QuestionnaireResponse.
    pub response: usize,
}

impl Transaction {
    /// Reads a posted body and checks its shape.
    pub fn read(body: &[u8]) -> Result<Self, Outcome> {
        let bundle: Value = serde_json::from_slice(body).map_err(|_| Refusal::Malformed)?;
        let mut faults = Vec::new();
        check_texts(&bundle, &mut Vec::new(), &mut faults);
        let mut issues: Vec<Issue> = faults
            .into_iter()
            .map(|fault| Issue {
                kind: "value",
                code: fault.code,
                place: expression(fault.field.as_deref().unwrap_or_default()),
                said: fault.message,
            })
            .collect();
        let of_bundle = [("resourceType", "Bundle"), ("type", "transaction")];
        for (name, expected) in of_bundle {
            if bundle[name] != expected {
                issues.push(Issue::structure(
                    format!("Bundle.{name}"),
                    format!("Not `{expected}`"),
                ));
            }
        }
        let entries = bundle["entry"].as_array().map_or(&[][..], Vec::as_slice);
        let read = entries.iter().enumerate();
        let entries: Vec<Entry> = read
            .filter_map(|(at, entry)| read_entry(at, entry, &mut issues))
            .collect();
        check_together(&entries, &mut issues);
        let is_response = |entry: &Entry| entry.kind == "QuestionnaireResponse";
        let response = entries.iter().position(is_response);
        if entries.iter().filter(|entry| is_response(entry)).count() != 1 {
            issues.push(Issue::structure(
                "Bundle.entry",
                "A request has one QuestionnaireResponse",
            ));
        }
        let own = identity(&bundle["identifier"]);
        let id = own.or_else(|| identity(&entries.get(response?)?.resource["identifier"]));
        if id.is_none() {
            issues.push(Issue::structure(
                "Bundle.identifier",
                "Not `urn:uuid:` with a UUID in lower case, which says which request it is",
            ));
        }
        match (id, response) {
            (Some(id), Some(response)) if issues.is_empty() => Ok(Self {
                id,
                entries,
                response,
            }),
            _ => Err(issues.into()),
        }
    }

    /// The QuestionnaireResponse.
    pub fn response(&self) -> &Value {
        &self.entries[self.response].resource
    }

    /// The place of something in the QuestionnaireResponse, as FHIRPath.
    pub fn place(&self, within: &str) -> String {
        format!("Bundle.entry[{}].resource{within}", self.response)
    }
}

fn read_entry(at: usize, entry: &Value, issues: &mut Vec<Issue>) -> Option<Entry> {
    let before = issues.len();
    let mut wrong = |place: &str, said: String| {
        issues.push(Issue::structure(
            format!("Bundle.entry[{at}].{place}"),
            said,
        ));
    };
    let resource = &entry["resource"];
    let kind = resource["resourceType"].as_str().unwrap_or_default();
    if !TYPES.contains(&kind) {
        wrong("resource", format!("Not one of {}", TYPES.join(", ")));
    }
    let request = &entry["request"];
    if request["method"] != "POST" || request["url"] != kind {
        wrong("request", "Not `POST` to the resource's own type".into());
    }
    let identifier = match &request["ifNoneExist"] {
        Value::Null => None,
        condition => {
            let identifier = condition.as_str().and_then(searched);
            if !identifier.as_ref().is_some_and(|it| bears(resource, it)) {
                wrong(
                    "request.ifNoneExist",
                    "Not `identifier=system|value` with an identifier of the resource".into(),
                );
            }
            identifier
        }
    };
    (issues.len() == before).then(|| Entry {
        kind: kind.to_owned(),
        url: entry["fullUrl"].as_str().unwrap_or_default().to_owned(),
        identifier,
        resource: resource.clone(),
    })
}

/// Checks that no entry is there twice, and that every reference leads to an entry.
fn check_together(entries: &[Entry], issues: &mut Vec<Issue>) {
    let (mut urls, mut identifiers) = (BTreeSet::new(), BTreeSet::new());
    for (at, entry) in entries.iter().enumerate() {
        let again = !entry.url.is_empty() && !urls.insert(&entry.url);
        let same =
            entry.identifier.is_some() && !identifiers.insert((&entry.kind, &entry.identifier));
        if again || same {
            issues.push(Issue::structure(
                format!("Bundle.entry[{at}]"),
                "Another entry has this address or identifier",
            ));
        }
    }
    for (at, entry) in entries.iter().enumerate() {
        check_references(
            &entry.resource,
            &format!("Bundle.entry[{at}].resource"),
            &urls,
            issues,
        );
    }
}

fn check_references(value: &Value, place: &str, urls: &BTreeSet<&String>, issues: &mut Vec<Issue>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let place = format!("{place}.{name}");
                match field {
                    Value::String(url) if name == "reference" => {
                        if !urls.contains(url) {
                            issues.push(Issue::structure(place, "Leads to no entry"));
                        }
                    }
                    field => check_references(field, &place, urls, issues),
                }
            }
        }
        Value::Array(parts) => {
            for (at, part) in parts.iter().enumerate() {
                check_references(part, &format!("{place}[{at}]"), urls, issues);
            }
        }
        _ => {}
    }
}

/// The identifier that a search looks for.
fn searched(query: &str) -> Option<(String, String)> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (name, value) = pairs.next()?;
    let (system, value) = value.split_once('|')?;
    let only = name == "identifier" && pairs.next().is_none() && !value.is_empty();
    only.then(|| (system.to_owned(), value.to_owned()))
}

/// Whether a resource has an identifier.
fn bears(resource: &Value, (system, value): &(String, String)) -> bool {
    let own = &resource["identifier"];
    let all = own
        .as_array()
        .map_or(std::slice::from_ref(own), Vec::as_slice);
    all.iter()
        .any(|own| own["system"] == system.as_str() && own["value"] == value.as_str())
}

/// The UUID in an identifier.
fn identity(identifier: &Value) -> Option<String> {
    let value = identifier["value"].as_str()?.strip_prefix("urn:uuid:")?;
    let known = identifier["system"] == URI && crate::envelope::is_canonical_uuid(value);
    known.then(|| value.to_owned())
}

/// A JSON pointer into a bundle as FHIRPath.
fn expression(pointer: &str) -> String {
    let mut expression = "Bundle".to_owned();
    for part in pointer.split('/').skip(1) {
        expression += &match part.parse::<usize>() {
            Ok(number) => format!("[{number}]"),
            Err(_) => format!(".{part}"),
        };
    }
    expression
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_becomes_a_path() {
        assert_eq!(
            expression("/entry/0/resource/name/1/text"),
            "Bundle.entry[0].resource.name[1].text"
        );
    }

    #[test]
    fn a_search_for_an_identifier_is_read() {
        let found = Some(("urn:ietf:rfc:3986".to_owned(), "urn:uuid:1".to_owned()));
        assert_eq!(searched("identifier=urn:ietf:rfc:3986|urn:uuid:1"), found);
        assert_eq!(
            searched("identifier=urn%3Aietf%3Arfc%3A3986%7Curn:uuid:1"),
            found
        );
    }

    #[test]
    fn a_search_for_anything_else_is_not() {
        assert_eq!(searched("name=a|b"), None);
        assert_eq!(searched("identifier=a|b&name=c"), None);
    }
}
