//! Holds the server to `openapi.yaml`: every answer that is described there is asked for here, and
//! what comes back fits its description.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use intake::store::Store;
use jsonschema::Validator;
use seal::PrivateKey;
use serde_json::{Value, json};

use crate::support::{
    Answer, FHIR, FORM, HTML, ID, Intake, JSON, bundle, envelope, filled, filled_with, form,
    post_bundle, sealed, tampered,
};

const TAKE: &str = "/intake/{form}";
const FHIR_PATH: &str = "/fhir";
const RECEIPT: &str = "/intake/{form}/{id}";

#[test]
fn every_described_answer_is_given_and_fits_its_description() {
    let description = Description::read();
    let mut seen = BTreeSet::new();
    for (path, method, answer) in answers() {
        let kind = description.assert_fits(path, method, &answer);
        seen.insert((
            path.to_owned(),
            method.to_owned(),
            answer.status.to_string(),
            kind,
        ));
    }
    assert_eq!(seen, description.described());
}

#[test]
fn a_request_of_the_app_fits_its_description() {
    Description::read().assert_valid("Request", &envelope());
}

#[test]
fn a_sealed_request_of_the_app_fits_its_description() {
    let key = PrivateKey::generate("a").public();
    Description::read().assert_valid("Sealed", &sealed(&envelope(), &key));
}

#[test]
fn what_the_server_refuses_the_description_refuses_too() {
    let description = Description::read();
    for (place, value) in [
        ("/id", json!("0193A2B4-5C6D-7E8F-9A0B-1C2D3E4F5A6B")),
        ("/form", json!("../appointment")),
        ("/language", json!("")),
        ("/authored", json!("yesterday")),
        ("/response/resourceType", json!("Patient")),
        ("/staff/sections", json!({})),
        (
            "/staff/sections/0/entries/0/answer",
            json!("a".repeat(20_001)),
        ),
        ("/staff/sections/0/entries/0/answer_lang", json!("العربية")),
    ] {
        let mut request = envelope();
        *request.pointer_mut(place).unwrap() = value;
        let headers = [("content-type", JSON), ("idempotency-key", ID)];
        let answer = Intake::start().post("/intake/appointment", &headers, request.to_string());
        assert_eq!(answer.status, 422, "{place}");
        assert!(!description.schema("Request").is_valid(&request), "{place}");
    }
}

/// One answer of every kind.
fn answers() -> Vec<(&'static str, &'static str, Answer)> {
    let mut all = Vec::new();
    let address = "/intake/appointment";
    let intake = Intake::start();
    let post = |path, kind, accept, body: String| {
        let headers = [
            ("content-type", kind),
            ("accept", accept),
            ("idempotency-key", ID),
        ];
        (TAKE, "post", intake.post(path, &headers, body))
    };

    // The app.
    all.push(post(address, JSON, JSON, "{".into()));
    all.push(post("/intake/nothing", JSON, JSON, envelope().to_string()));
    all.push(post(address, "text/plain", JSON, envelope().to_string()));
    all.push(post(address, JSON, JSON, "a".repeat(1024 * 1024 + 1)));
    all.push(post(address, JSON, JSON, "{}".into()));
    all.push((RECEIPT, "get", intake.get(&format!("{address}/{ID}"))));
    all.push(post(address, JSON, JSON, envelope().to_string()));
    all.push(post(address, JSON, JSON, envelope().to_string()));
    all.push(post(
        address,
        JSON,
        JSON,
        envelope().to_string().replace("Amal", "Leila"),
    ));
    all.push((RECEIPT, "get", intake.get(&format!("{address}/{ID}"))));

    // Sealed, and changed on its way.
    let key = PrivateKey::generate("a");
    let holder = Intake::start_with(|settings| settings.keys = vec![key.clone()]);
    let changed = tampered(&sealed(&envelope(), &key.public()));
    all.push((TAKE, "post", holder.post_json(&changed)));

    // A browser without script.
    all.push(post("/intake/nothing", FORM, HTML, form(&filled())));
    all.push(post(address, "multipart/form-data", HTML, String::new()));
    all.push(post(address, FORM, HTML, "a".repeat(1024 * 1024 + 1)));
    all.push(post(
        address,
        FORM,
        HTML,
        form(&filled_with("given-name", "")),
    ));
    all.push(post(address, FORM, HTML, form(&filled_with("_id", ID))));
    all.push(post(address, FORM, HTML, form(&filled())));
    all.push(post(address, FORM, HTML, form(&filled())));

    // A FHIR transaction; what was stored above under this id has other answers.
    let send = |kind, body: String| {
        let answer = intake.post(FHIR_PATH, &[("content-type", kind)], body);
        (FHIR_PATH, "post", answer)
    };
    let fresh = Intake::start();
    all.push((FHIR_PATH, "post", post_bundle(&fresh, &bundle())));
    all.push(send(FHIR, "{".into()));
    all.push(send("text/plain", bundle().to_string()));
    all.push(send(FHIR, "a".repeat(1024 * 1024 + 1)));
    all.push(send(FHIR, "{}".into()));
    all.push(send(
        FHIR,
        bundle()
            .to_string()
            .replace("Questionnaire/app", "Questionnaire/x"),
    ));
    all.push(send(FHIR, bundle().to_string().replace("Amal", "Leila")));

    let hurried = Intake::start_with(|settings| settings.rate = NonZeroU32::MIN);
    hurried.post_json(&envelope());
    all.push((FHIR_PATH, "post", post_bundle(&hurried, &bundle())));
    all.push((TAKE, "post", hurried.post_json(&envelope())));
    all.push((TAKE, "post", hurried.post_form(&filled())));

    let broken = Intake::start();
    break_database(&broken);
    all.push((TAKE, "post", broken.post_json(&envelope())));
    all.push((TAKE, "post", broken.post_form(&filled())));
    all.push((FHIR_PATH, "post", post_bundle(&broken, &bundle())));
    all.push((RECEIPT, "get", broken.get(&format!("{address}/{ID}"))));
    all
}

/// As when the disk is gone.
fn break_database(intake: &Intake) {
    Store::open(&intake.database()).unwrap();
    let file = rusqlite::Connection::open(intake.database()).unwrap();
    file.execute_batch("DROP TABLE request").unwrap();
}

struct Description(Value);

impl Description {
    fn read() -> Self {
        Self(serde_yaml_ng::from_str(include_str!("../../openapi.yaml")).unwrap())
    }

    /// Path, method, status and content type of every described answer.
    fn described(&self) -> BTreeSet<(String, String, String, String)> {
        let mut all = BTreeSet::new();
        for (path, methods) in self.0["paths"].as_object().unwrap() {
            for method in ["get", "post"]
                .into_iter()
                .filter(|method| !methods[method].is_null())
            {
                for (status, response) in methods[method]["responses"].as_object().unwrap() {
                    for kind in self.resolved(response)["content"]
                        .as_object()
                        .unwrap()
                        .keys()
                    {
                        all.insert((
                            path.clone(),
                            method.to_owned(),
                            status.clone(),
                            kind.clone(),
                        ));
                    }
                }
            }
        }
        all
    }

    /// Checks an answer against its description, and gives its content type.
    #[track_caller]
    fn assert_fits(&self, path: &str, method: &str, answer: &Answer) -> String {
        let responses = &self.0["paths"][path][method]["responses"];
        let response = self.resolved(&responses[answer.status.to_string()]);
        let kind = answer
            .header("content-type")
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        let content = &response["content"][&kind];
        assert!(
            !content.is_null(),
            "{method} {path}: {} {kind}",
            answer.status
        );
        if kind == JSON || kind == FHIR {
            self.assert_matches(&content["schema"], &answer.json());
        }
        for (name, header) in response["headers"].as_object().into_iter().flatten() {
            let value = answer.header(name);
            let value = value
                .parse::<u64>()
                .map_or_else(|_| json!(value), |number| json!(number));
            self.assert_matches(&self.resolved(header)["schema"], &value);
            assert_ne!(
                value,
                json!(""),
                "{method} {path}: {} {name}",
                answer.status
            );
        }
        kind
    }

    #[track_caller]
    fn assert_valid(&self, schema: &str, value: &Value) {
        self.assert_matches(
            &json!({"$ref": format!("#/components/schemas/{schema}")}),
            value,
        );
    }

    #[track_caller]
    fn assert_matches(&self, schema: &Value, value: &Value) {
        if let Err(error) = self.validator(schema).validate(value) {
            panic!("{error}: {value}");
        }
    }

    fn schema(&self, name: &str) -> Validator {
        self.validator(&json!({"$ref": format!("#/components/schemas/{name}")}))
    }

    fn validator(&self, schema: &Value) -> Validator {
        let mut schema = schema.clone();
        schema["components"] = self.0["components"].clone();
        jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap()
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(place) => self.0.pointer(place.trim_start_matches('#')).unwrap(),
            None => value,
        }
    }
}
