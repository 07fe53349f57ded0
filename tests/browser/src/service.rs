//! Services that take forms, on this computer. Each answers as its documentation says, and knows nothing of
//! Portico: a form arrives as fields, and some rule of theirs may refuse one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::cors::CorsLayer;

/// The fields of a form that arrived; several values of one name stand on a line each.
pub type Fields = BTreeMap<String, String>;

/// A field, the code of what is wrong with it, and whether a value is right.
pub type Rule = (&'static str, &'static str, fn(&str) -> bool);

/// A running service. It stops when it is dropped.
pub struct Service {
    address: SocketAddr,
    desk: Arc<Desk>,
    running: JoinHandle<()>,
}

/// What a service has taken, and what it does not take.
#[derive(Default)]
struct Desk {
    taken: Mutex<Vec<Fields>>,
    rules: Mutex<Vec<Rule>>,
    closed: Mutex<bool>,
    /// What the published pages say of their forms: the names of their fields.
    published: BTreeMap<String, BTreeSet<String>>,
    /// What is answered to a form that was taken, as a page.
    page: String,
}

impl Service {
    /// Formspree: <https://formspree.io>, as `@formspree/core` reads its answers.
    pub async fn formspree() -> Self {
        Self::start("/f/{form}", post(formspree), Desk::default()).await
    }

    /// Netlify's forms, for the pages of a site that was published there.
    pub async fn netlify(site: &Path) -> Self {
        let mut published = BTreeMap::new();
        let page = |path: &str| fs::read_to_string(site.join(path)).expect("the page is built");
        for path in ["en/appointment/index.html", "en/subscribe/index.html"] {
            let (name, fields) = published_form(&page(path));
            published.insert(name, fields);
        }
        let desk = Desk {
            published,
            page: page("index.html"),
            ..Desk::default()
        };
        Self::start("/", post(netlify), desk).await
    }

    /// Any other that takes what a browser posts, and says that it did.
    pub async fn plain() -> Self {
        Self::start("/take", post(plain), Desk::default()).await
    }

    async fn start(path: &str, route: axum::routing::MethodRouter<Arc<Desk>>, desk: Desk) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("there is a free port");
        let address = listener.local_addr().expect("it has an address");
        let desk = Arc::new(desk);
        let routes = Router::new()
            .route(path, route)
            .layer(CorsLayer::permissive())
            .with_state(desk.clone());
        let running = tokio::spawn(async move { _ = axum::serve(listener, routes).await });
        Self {
            address,
            desk,
            running,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on, this is refused.
    pub fn demand(&self, rule: Rule) {
        lock(&self.desk.rules).push(rule);
    }

    /// From now on, nothing is taken: its owner has closed the form.
    pub fn close(&self) {
        *lock(&self.desk.closed) = true;
    }

    /// The forms that were taken.
    pub fn taken(&self) -> Vec<Fields> {
        lock(&self.desk.taken).clone()
    }

    /// The only form that was taken.
    ///
    /// # Panics
    /// When none was, or several.
    #[track_caller]
    pub fn only(&self) -> Fields {
        let taken = self.taken();
        assert_eq!(taken.len(), 1, "{taken:#?}");
        taken.into_iter().next().expect("there is one")
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.running.abort();
    }
}

fn lock<T>(inside: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    inside.lock().expect("nobody panics with it")
}

impl Desk {
    /// Takes a form, or says what is wrong with it.
    fn take(&self, fields: Fields) -> Result<(), Vec<Value>> {
        let value = |name: &str| fields.get(name).map_or("", String::as_str);
        let rules = lock(&self.rules).clone();
        let wrong: Vec<_> = rules
            .iter()
            .filter(|(field, _, is_right)| !is_right(value(field)))
            .map(|(field, code, _)| {
                json!({"field": field, "code": code, "message": "is not what the owner wants"})
            })
            .collect();
        if wrong.is_empty() {
            lock(&self.taken).push(fields);
            Ok(())
        } else {
            Err(wrong)
        }
    }
}

async fn formspree(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let wants_json = accepts_json(request.headers());
    let says = |status: StatusCode, body: Value| (status, body.to_string()).into_response();
    let Some(fields) = fields(request).await.filter(|fields| !fields.is_empty()) else {
        let empty = json!({"errors": [{"code": "EMPTY", "message": "empty form"}]});
        return says(StatusCode::BAD_REQUEST, empty);
    };
    if *lock(&desk.closed) {
        let closed = json!({"errors": [{"code": "INACTIVE", "message": "form is not active"}]});
        return says(StatusCode::FORBIDDEN, closed);
    }
    // Who fills the trap is thanked, and nothing is kept.
    let trapped = fields.get("_gotcha").is_some_and(|trap| !trap.is_empty());
    let taken = if trapped { Ok(()) } else { desk.take(fields) };
    match taken {
        Ok(()) if wants_json => says(StatusCode::OK, json!({"next": "/thanks", "ok": true})),
        Ok(()) => Html("<!doctype html><title>Thanks!</title>").into_response(),
        Err(errors) => says(
            StatusCode::UNPROCESSABLE_ENTITY,
            json!({"error": "Validation errors", "errors": errors}),
        ),
    }
}

async fn netlify(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let fields = fields(request).await.unwrap_or_default();
    let form = fields.get("form-name").map_or("", String::as_str);
    let Some(known) = desk.published.get(form) else {
        return (StatusCode::NOT_FOUND, Html("Page not found")).into_response();
    };
    // What the published form does not have is dropped without a word, and so is what fills the trap.
    let trapped = fields.get("_website").is_some_and(|trap| !trap.is_empty());
    let kept = fields.clone().into_iter();
    let kept = kept.filter(|(name, _)| known.contains(name)).collect();
    if !trapped {
        _ = desk.take(kept);
    }
    Html(desk.page.clone()).into_response()
}

async fn plain(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    match fields(request).await.map(|fields| desk.take(fields)) {
        Some(Ok(())) => json!({"ok": true}).to_string().into_response(),
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn accepts_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT);
    accepted.is_some_and(|accepted| accepted == "application/json")
}

/// The fields of a form, in each way in which one is posted.
async fn fields(request: Request) -> Option<Fields> {
    let kind = request.headers().get(header::CONTENT_TYPE)?;
    let kind = kind.to_str().ok()?.to_owned();
    let mut pairs = Vec::new();
    if kind.starts_with("multipart/form-data") {
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        while let Some(part) = parts.next_field().await.ok()? {
            let name = part.name()?.to_owned();
            pairs.push((name, part.text().await.ok()?));
        }
    } else {
        let body = Bytes::from_request(request, &()).await.ok()?;
        match kind.as_str() {
            "application/json" => {
                let object: BTreeMap<String, Value> = serde_json::from_slice(&body).ok()?;
                for (name, value) in object {
                    let values = match value {
                        Value::Array(values) => values,
                        value => vec![value],
                    };
                    let texts = values.iter().filter_map(Value::as_str);
                    pairs.extend(texts.map(|text| (name.clone(), text.to_owned())));
                }
            }
            "application/x-www-form-urlencoded" => {
                pairs.extend(form_urlencoded::parse(&body).into_owned());
            }
            _ => return None,
        }
    }
    let mut fields = Fields::new();
    for (name, value) in pairs {
        let found = fields.entry(name).or_default();
        if !found.is_empty() {
            found.push('\n');
        }
        found.push_str(&value);
    }
    Some(fields)
}

/// The name of the form in a page that Netlify is to find, and those of its fields.
fn published_form(page: &str) -> (String, BTreeSet<String>) {
    let form = page
        .split("<form ")
        .find(|form| form.contains("data-netlify="));
    let form = form.expect("the page has a form for Netlify");
    let form = &form[..form.find("</form>").expect("it ends")];
    let mut names = form.split(" name=\"").skip(1);
    let mut name = || Some(names.next()?.split('"').next()?.to_owned());
    let own = name().expect("the form has a name");
    (own, std::iter::from_fn(name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_form_is_found_with_its_fields() {
        let page = r#"<form id="form" name="visit" data-netlify="true"><input name="a"><input id="x" name="b"></form><input name="c">"#;
        let fields = BTreeSet::from(["a".to_owned(), "b".to_owned()]);
        assert_eq!(published_form(page), ("visit".to_owned(), fields));
    }
}
