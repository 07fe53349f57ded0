//! Transactions, as a FHIR server takes them.

use intake::envelope::Envelope;
use intake::store::{Store, Stored};
use seal::Keys;
use serde_json::{Value, json};
use ureq::http::Request;

use crate::chance::{FORMS, REQUESTS, form};
use crate::schema;
use crate::support::{Answer, ID, Intake, bundle, envelope_of, post_bundle};

fn stored(intake: &Intake) -> Vec<Stored> {
    let store = Store::open(&intake.database()).unwrap();
    store.listing(0, 10).unwrap().requests
}

fn opened(stored: &Stored) -> Envelope {
    stored.parcel.open(&Keys::default()).unwrap().into_owned()
}

/// Type and JSON of all stored resources.
fn resources(intake: &Intake) -> Vec<(String, Value)> {
    let file = rusqlite::Connection::open(intake.database()).unwrap();
    let mut all = file
        .prepare("SELECT type, resource FROM resource ORDER BY sequence")
        .unwrap();
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
    rows.unwrap()
        .map(|row| row.unwrap())
        .map(|(kind, text)| (kind, serde_json::from_str(&text).unwrap()))
        .collect()
}

fn statuses(answer: &Answer) -> Vec<String> {
    let entries = answer.json()["entry"].as_array().unwrap().clone();
    let status = |entry: &Value| entry["response"]["status"].as_str().unwrap().to_owned();
    entries.iter().map(status).collect()
}

/// Posts a bundle with one place changed, and gives status, place and code of the first issue.
fn refused(intake: &Intake, place: &str, value: Value) -> (u16, String, String) {
    let mut bundle = bundle();
    *bundle.pointer_mut(place).unwrap() = value;
    let answer = post_bundle(intake, &bundle);
    let issue = &answer.json()["issue"][0];
    (
        answer.status,
        issue["expression"][0].as_str().unwrap_or_default().into(),
        issue["details"]["coding"][0]["code"]
            .as_str()
            .unwrap_or_default()
            .into(),
    )
}

#[track_caller]
fn refuses(place: &str, value: Value, named: &str) {
    let intake = Intake::start();
    let (status, expression, _) = refused(&intake, place, value);
    assert_eq!((status, expression.as_str()), (422, named));
    assert!(stored(&intake).is_empty() && resources(&intake).is_empty());
}

#[test]
fn every_resource_of_a_transaction_is_created() {
    let answer = post_bundle(&Intake::start(), &bundle());
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/fhir+json");
    assert_eq!(statuses(&answer), ["201 Created"; 3]);
}

#[test]
fn the_request_is_in_the_inbox_as_any_other() {
    let intake = Intake::start();
    post_bundle(&intake, &bundle());
    let stored = stored(&intake);
    let request = opened(&stored[0]);
    assert_eq!((request.id.as_str(), request.language.as_str()), (ID, "ar"));
    assert_eq!(
        request.staff.entries().next().unwrap().question,
        "Given names"
    );
    assert_eq!(request.patient.entries().next().unwrap().question, "الاسم");
    assert!(intake.read("/inbox").body.contains(&request.reference));
}

#[test]
fn a_transaction_that_comes_again_creates_nothing() {
    let intake = Intake::start();
    let first = post_bundle(&intake, &bundle());
    let again = post_bundle(&intake, &bundle());
    assert_eq!(statuses(&again), ["200 OK"; 3]);
    let location = |answer: &Answer| answer.json()["entry"][0]["response"]["location"].clone();
    assert_eq!(location(&again), location(&first));
    assert_eq!((stored(&intake).len(), resources(&intake).len()), (1, 3));
}

#[test]
fn references_lead_to_what_was_stored() {
    let intake = Intake::start();
    post_bundle(&intake, &bundle());
    let all = resources(&intake);
    let patient = format!("Patient/{}", all[0].1["id"].as_str().unwrap());
    assert_eq!(all[1].1["subject"]["reference"], patient);
}

#[test]
fn other_answers_under_the_same_identity_are_refused_whole() {
    let intake = Intake::start();
    post_bundle(&intake, &bundle());
    let name = "/entry/1/resource/item/0/item/0/answer/0/valueString";
    let (status, _, code) = refused(&intake, name, json!("Leila"));
    assert_eq!((status, code.as_str()), (409, "conflict"));
    assert_eq!(resources(&intake).len(), 3);
}

#[test]
fn a_request_that_came_as_json_is_the_same_request() {
    let intake = Intake::start();
    let mut envelope = envelope_of(ID);
    envelope["response"]["item"] = bundle()["entry"][1]["resource"]["item"].clone();
    intake.post_json(&envelope);
    assert_eq!(post_bundle(&intake, &bundle()).status, 200);
    assert_eq!(stored(&intake).len(), 1);
}

#[test]
fn an_answer_that_breaks_a_rule_is_named_with_the_form_s_own_words() {
    let intake = Intake::start();
    let answers = "/entry/1/resource/item/0/item";
    let mut bundle = bundle();
    *bundle.pointer_mut(answers).unwrap() =
        json!([{ "linkId": "family-name", "answer": [{ "valueString": "H" }] }]);
    let answer = post_bundle(&intake, &bundle);
    let issue = &answer.json()["issue"][0];
    assert_eq!((answer.status, &issue["code"]), (422, &json!("required")));
    assert_eq!(issue["details"]["text"], "اكتب الاسم");
    assert_eq!(
        issue["expression"][0],
        "Bundle.entry[1].resource.descendants().where(linkId='given-name')[0]"
    );
    assert!(stored(&intake).is_empty() && resources(&intake).is_empty());
}

#[test]
fn what_is_no_transaction_is_refused() {
    refuses("/type", json!("batch"), "Bundle.type");
}

#[test]
fn a_resource_that_no_request_has_is_refused() {
    refuses(
        "/entry/2/resource/resourceType",
        json!("Observation"),
        "Bundle.entry[2].resource",
    );
}

#[test]
fn nothing_but_creating_is_taken() {
    refuses(
        "/entry/0/request/method",
        json!("DELETE"),
        "Bundle.entry[0].request",
    );
}

#[test]
fn a_condition_is_an_identifier_of_the_resource() {
    let place = "Bundle.entry[0].request.ifNoneExist";
    refuses("/entry/0/request/ifNoneExist", json!("name=Haddad"), place);
    refuses(
        "/entry/0/request/ifNoneExist",
        json!("identifier=urn:ietf:rfc:3986|other"),
        place,
    );
}

#[test]
fn a_reference_leads_to_an_entry() {
    let place = "Bundle.entry[1].resource.subject.reference";
    refuses(
        "/entry/1/resource/subject/reference",
        json!("Patient/1"),
        place,
    );
}

#[test]
fn one_identifier_is_one_entry() {
    let url = bundle()["entry"][0]["fullUrl"].clone();
    refuses("/entry/2/fullUrl", url, "Bundle.entry[2]");
}

#[test]
fn a_request_says_which_it_is() {
    let intake = Intake::start();
    let mut bundle = bundle();
    bundle["identifier"]["value"] = json!("7");
    bundle["entry"][1]["resource"]["identifier"]["value"] = json!("urn:uuid:8");
    bundle["entry"][1]["request"]
        .as_object_mut()
        .unwrap()
        .remove("ifNoneExist");
    let answer = post_bundle(&intake, &bundle);
    assert_eq!(
        answer.json()["issue"][0]["expression"][0],
        "Bundle.identifier"
    );
}

#[test]
fn a_text_that_is_too_long_is_named_by_its_place() {
    let long = json!("a".repeat(20_001));
    let place = "Bundle.entry[0].resource.name[0].family";
    refuses("/entry/0/resource/name/0/family", long, place);
}

#[test]
fn a_form_that_is_not_of_this_site_is_unknown() {
    let intake = Intake::start();
    for url in [
        "https://portico.example/fhir/Questionnaire/nothing",
        "https://a.example/appointment",
        "../appointment",
    ] {
        let place = "/entry/1/resource/questionnaire";
        assert_eq!(refused(&intake, place, json!(url)).0, 404, "{url}");
    }
}

#[test]
fn a_request_that_a_machine_may_have_made_is_marked() {
    let intake = Intake::start();
    let mut bundle = bundle();
    bundle["entry"][1]["resource"]["meta"] = json!({ "tag": [{ "code": "flagged" }] });
    post_bundle(&intake, &bundle);
    assert!(opened(&stored(&intake)[0]).flagged);
}

#[test]
fn a_page_of_an_allowed_origin_may_send_fhir() {
    let intake = Intake::start_with(|settings| {
        settings.origins = vec!["https://www.hospital.example".parse().unwrap()];
    });
    let request = Request::options(intake.url("/fhir"))
        .header("origin", "https://www.hospital.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type");
    let answer = intake.send(request.body(Vec::new()).unwrap());
    assert_eq!(
        answer.header("access-control-allow-origin"),
        "https://www.hospital.example"
    );
    assert!(
        answer
            .header("access-control-allow-headers")
            .contains("content-type")
    );
}

#[test]
fn what_the_server_answers_is_fhir() {
    let intake = Intake::start();
    let taken = post_bundle(&intake, &bundle()).json();
    let refused = post_bundle(&intake, &json!({ "resourceType": "Bundle" })).json();
    for (kind, answer) in [("Bundle", taken), ("OperationOutcome", refused)] {
        if let Some(validator) = schema::validator(kind) {
            schema::assert_valid(&validator, kind, &answer);
        }
    }
}

/// An intake with the forms that patients answer.
fn with_forms(folder: &std::path::Path) -> Intake {
    let forms = folder.join("forms");
    std::fs::create_dir_all(&forms).unwrap();
    for name in FORMS {
        let file = forms.join(format!("{name}.en.json"));
        std::fs::write(file, serde_json::to_vec(&form(name)).unwrap()).unwrap();
    }
    Intake::start_with(|settings| settings.site = Some(folder.into()))
}

#[test]
fn whatever_is_answered_is_taken_once() {
    let folder = tempfile::tempdir().unwrap();
    let intake = with_forms(folder.path());
    for request in REQUESTS.iter() {
        for status in ["201 Created", "200 OK"] {
            let answer = post_bundle(&intake, &request.bundle);
            assert_eq!(answer.status, 200, "{}: {}", request.form, answer.body);
            assert!(
                statuses(&answer).iter().all(|said| said == status),
                "{}",
                answer.body
            );
        }
    }
    let store = Store::open(&intake.database()).unwrap();
    assert_eq!(store.listing(0, 1).unwrap().total, REQUESTS.len());
}

#[test]
fn what_is_stored_of_an_answer_is_what_was_answered() {
    let folder = tempfile::tempdir().unwrap();
    let intake = with_forms(folder.path());
    for request in REQUESTS.iter().step_by(7) {
        post_bundle(&intake, &request.bundle);
        let stored = Store::open(&intake.database()).unwrap();
        let stored = stored.request(&request.identity.id).unwrap().unwrap();
        let response = request.submission.response(&request.identity);
        assert_eq!(opened(&stored).response, response);
    }
}
