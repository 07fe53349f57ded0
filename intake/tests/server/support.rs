//! Starts the intake for one test, speaks to it, and makes requests to send.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use intake::settings::Token;
use intake::words::Words;
use intake::{App, Settings};
use jiff::tz::TimeZone;
use seal::PublicKey;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use ureq::http::{Request, Response};

pub const ID: &str = "0193a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
pub const TOKEN: &str = "a-token-for-the-tests";
pub const JSON: &str = "application/json";
pub const FORM: &str = "application/x-www-form-urlencoded";
pub const FHIR: &str = "application/fhir+json";
pub const HTML: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// A running intake; it stops and its files go when it is dropped.
pub struct Intake {
    address: SocketAddr,
    folder: TempDir,
    runtime: Runtime,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: String,
    response: Response<()>,
}

impl Intake {
    /// With the site of the tests.
    pub fn start() -> Self {
        Self::start_with(|_| {})
    }

    pub fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings {
            database: folder.path().join("intake.sqlite"),
            site: Some(site()),
            token: TOKEN.parse::<Token>().unwrap(),
            origins: vec![],
            rate: NonZeroU32::new(10_000).unwrap(),
            behind_proxy: false,
            keys: vec![],
            language: Words::english(),
            zone: TimeZone::UTC,
        };
        change(&mut settings);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let app = App::open(settings).unwrap();
        let (stop, stopped) = oneshot::channel();
        let server = runtime.spawn(async move {
            let stop = async { drop(stopped.await) };
            app.serve_until(listener, stop).await.unwrap();
        });
        Self {
            address,
            folder,
            runtime,
            running: Some((stop, server)),
        }
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("intake.sqlite")
    }

    /// Stops the server and keeps its files.
    pub fn stop(&mut self) {
        if let Some((stop, server)) = self.running.take() {
            drop(stop);
            self.runtime.block_on(server).unwrap();
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(Request::get(self.url(path)).body(Vec::new()).unwrap())
    }

    /// As a coordinator who has opened the inbox.
    pub fn read(&self, path: &str) -> Answer {
        let cookie = format!("other=1; portico_inbox={TOKEN}");
        self.send(
            Request::get(self.url(path))
                .header("cookie", cookie)
                .body(Vec::new())
                .unwrap(),
        )
    }

    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Answer {
        let mut request = Request::post(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.into()).unwrap())
    }

    /// As the app posts a request.
    pub fn post_json(&self, envelope: &Value) -> Answer {
        let id = envelope["id"].as_str().unwrap_or_default();
        let headers = [("content-type", JSON), ("idempotency-key", id)];
        self.post("/intake/appointment", &headers, envelope.to_string())
    }

    /// As a browser posts a form.
    pub fn post_form(&self, pairs: &[(&str, &str)]) -> Answer {
        let headers = [("content-type", FORM), ("accept", HTML)];
        self.post("/intake/appointment", &headers, form(pairs))
    }

    pub fn send(&self, request: Request<Vec<u8>>) -> Answer {
        send(request)
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Intake {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Answer {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.response
            .headers()
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The status with the code of the first error.
    #[track_caller]
    pub fn refusal(&self) -> (u16, String) {
        (
            self.status,
            self.json()["errors"][0]["code"]
                .as_str()
                .unwrap()
                .to_owned(),
        )
    }
}

/// Sends one request on a connection of its own.
pub fn send(request: Request<Vec<u8>>) -> Answer {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into();
    let (parts, mut body) = agent.run(request).unwrap().into_parts();
    let body = body.read_to_vec().unwrap();
    let body = String::from_utf8_lossy(&body).into_owned();
    Answer {
        status: parts.status.as_u16(),
        body,
        response: Response::from_parts(parts, ()),
    }
}

/// The built site of the tests.
pub fn site() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site")
}

pub fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// A form filled in without script.
pub fn filled() -> Vec<(&'static str, &'static str)> {
    vec![
        ("_id", ""),
        ("_reference", ""),
        ("_opened", ""),
        ("_lang", "ar"),
        ("_version", "1.0.0"),
        ("_zone", ""),
        ("_website", ""),
        ("given-name", "أمل"),
        ("family-name", "Haddad"),
        ("birth-date.day", "27"),
        ("birth-date.month", "3"),
        ("birth-date.year", "1984"),
        ("care-kind", "diagnosis"),
        ("care-kind", "surgery"),
        ("problem", "ألم في الصدر\r\nمنذ شهر"),
    ]
}

/// The same form with one value changed.
pub fn filled_with(name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut pairs = filled();
    pairs
        .iter_mut()
        .find(|(known, _)| *known == name)
        .unwrap()
        .1 = value;
    pairs
}

/// A request as the app sends it.
pub fn envelope() -> Value {
    envelope_of(ID)
}

pub fn envelope_of(id: &str) -> Value {
    json!({
        "id": id,
        "reference": portico::form::reference::of(id).unwrap(),
        "form": "appointment",
        "version": "1.0.0",
        "language": "ar",
        "authored": "2026-11-24T02:15:00+03:00",
        "zone": "Asia/Riyadh",
        "flagged": false,
        "response": {
            "resourceType": "QuestionnaireResponse",
            "status": "completed",
            "item": [{"linkId": "patient", "item": [
                {"linkId": "given-name", "answer": [{"valueString": "Amal"}]},
            ]}],
        },
        "staff": {"lang": "en", "title": "Request an appointment", "sections": [
            {"title": "About the patient", "entries": [
                {"id": "given-name", "question": "Given names", "answer": "Amal", "answer_lang": "ar"},
                {"id": "family-name", "question": "Family name", "answer": "Haddad", "answer_lang": "ar"},
            ]},
        ]},
        "patient": {"lang": "ar", "title": "طلب موعد", "sections": [
            {"title": "عن المريض", "entries": [
                {"id": "given-name", "question": "الاسم", "answer": "Amal", "answer_lang": "ar"},
            ]},
        ]},
    })
}

/// A request as the app seals it.
pub fn sealed(envelope: &Value, key: &PublicKey) -> Value {
    let mut sealed = json!({"sealed": seal::seal(envelope.to_string().as_bytes(), key)});
    for name in ["id", "reference", "form", "version"] {
        sealed[name] = envelope[name].clone();
    }
    sealed
}

/// The same with one letter of what is sealed changed.
pub fn tampered(sealed: &Value) -> Value {
    let mut tampered = sealed.clone();
    let text = sealed["sealed"].as_str().unwrap();
    let mut parts: Vec<String> = text.split('.').map(str::to_owned).collect();
    let other = if parts[3].starts_with('A') { "B" } else { "A" };
    parts[3].replace_range(..1, other);
    tampered["sealed"] = parts.join(".").into();
    tampered
}

/// A request as the app sends it to a FHIR server.
pub fn bundle() -> Value {
    let entry = |number: usize, kind: &str, mut resource: Value| {
        let url = format!("urn:uuid:00000000-0000-8000-8000-00000000000{number}");
        let identifier = json!({ "system": "urn:ietf:rfc:3986", "value": url });
        resource["resourceType"] = json!(kind);
        resource["identifier"] = match kind {
            "QuestionnaireResponse" => identifier,
            _ => json!([identifier]),
        };
        json!({
            "fullUrl": url,
            "resource": resource,
            "request": {
                "method": "POST", "url": kind,
                "ifNoneExist": format!("identifier=urn:ietf:rfc:3986|{url}"),
            },
        })
    };
    let patient = json!({ "reference": "urn:uuid:00000000-0000-8000-8000-000000000000" });
    let response = json!({
        "questionnaire": "https://portico.example/fhir/Questionnaire/appointment|1.0.0",
        "status": "completed",
        "language": "ar",
        "authored": "2026-11-24T02:15:00+03:00",
        "subject": patient,
        "item": [{ "linkId": "patient", "text": "About the patient", "item": [
            { "linkId": "given-name", "text": "Given names", "answer": [{ "valueString": "Amal" }] },
        ] }],
    });
    let order = json!({ "status": "active", "intent": "proposal", "subject": patient });
    json!({
        "resourceType": "Bundle",
        "identifier": { "system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{ID}") },
        "type": "transaction",
        "entry": [
            entry(0, "Patient", json!({ "name": [{ "family": "Haddad", "given": ["Amal"] }] })),
            entry(1, "QuestionnaireResponse", response),
            entry(2, "ServiceRequest", order),
        ],
    })
}

/// As the app posts a bundle.
pub fn post_bundle(intake: &Intake, bundle: &Value) -> Answer {
    intake.post("/fhir", &[("content-type", FHIR)], bundle.to_string())
}
