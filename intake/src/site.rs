//! Serves the built site: files with their compressed twins, its own page for what is missing, and
//! the headers that its build wrote down.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tower_http::services::{ServeDir, ServeFile};

use crate::envelope::{is_language, is_name};

/// Where the reference stands on the built receipt page.
const REFERENCE: &str = "REFERENCE-PLACEHOLDER";

/// The folder of files that are named by their content.
const ASSETS: &str = "/assets/";

/// The built site.
#[derive(Clone)]
pub struct Site {
    folder: PathBuf,
    rules: Arc<[Rule]>,
}

/// Headers for some addresses; of two rules for one address the later one counts.
struct Rule {
    /// An address, or the beginning of addresses where it ends in `*`.
    path: String,
    headers: HeaderMap,
}

/// `headers.json`, as the site's build writes it.
#[derive(Deserialize)]
struct Written {
    rules: Vec<WrittenRule>,
}

#[derive(Deserialize)]
struct WrittenRule {
    path: String,
    headers: BTreeMap<String, String>,
}

/// Why a folder cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// There is no such folder, or no page in it.
    #[error("there is no built site in {0}")]
    Missing(PathBuf),
    /// `headers.json` is not what the build writes.
    #[error("the site's headers.json cannot be read: {0}")]
    Headers(String),
}

impl Site {
    /// Opens the folder and reads its `headers.json`, where it has one.
    pub fn open(folder: &Path) -> Result<Self, SiteError> {
        if !folder.is_dir() {
            return Err(SiteError::Missing(folder.into()));
        }
        let rules = match std::fs::read_to_string(folder.join("headers.json")) {
            Ok(text) => read_rules(&text)?,
            Err(_) => Vec::new(),
        };
        Ok(Self {
            folder: folder.into(),
            rules: rules.into(),
        })
    }

    /// Answers every address that is not the intake's own.
    pub fn service(&self) -> Router {
        let missing = ServeFile::new(self.folder.join("404.html"));
        let pages = ServeDir::new(&self.folder)
            .precompressed_br()
            .precompressed_gzip()
            .not_found_service(missing);
        Router::new()
            .fallback_service(pages)
            .layer(from_fn_with_state(self.clone(), dress))
    }

    /// A form's receipt page in this language, with the reference in its place.
    pub fn received(
        &self,
        form: &str,
        language: &str,
        reference: &str,
        encrypted: bool,
    ) -> Option<Response> {
        if !is_language(language) || !is_name(form) {
            return None;
        }
        let folder = self.folder.join(language).join(form);
        let file = folder.join("received/index.html");
        let html = std::fs::read_to_string(file).ok()?;
        let mut response = Html(html.replace(REFERENCE, reference)).into_response();
        self.add_headers("/", encrypted, response.headers_mut());
        Some(response)
    }

    fn add_headers(&self, path: &str, encrypted: bool, headers: &mut HeaderMap) {
        for rule in self.rules.iter().filter(|rule| rule.covers(path)) {
            headers.extend(rule.headers.clone());
        }
        if !encrypted {
            stay_unencrypted(headers);
        }
    }
}

impl Rule {
    fn covers(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(beginning) => path.starts_with(beginning),
            None => path == self.path,
        }
    }
}

/// Whether the browser's connection is encrypted, as far as a proxy tells: this program's own is not.
pub fn is_encrypted(headers: &HeaderMap) -> bool {
    headers
        .get("x-forwarded-proto")
        .is_some_and(|scheme| scheme == "https")
}

/// On a page that came unencrypted, the policy's wish for encryption would ask this program for
/// what it does not speak, and no style or script would arrive (Safari, also on this computer).
fn stay_unencrypted(headers: &mut HeaderMap) {
    let policy = headers
        .get(header::CONTENT_SECURITY_POLICY)
        .and_then(|policy| policy.to_str().ok())
        .map(|policy| policy.replace("; upgrade-insecure-requests", ""))
        .and_then(|policy| HeaderValue::from_str(&policy).ok());
    if let Some(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Adds headers to a file. What is missing is never kept, and a missing asset is never a page: a
/// browser would keep the page in the place of the script or style it asked for.
async fn dress(State(site): State<Site>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let asset = path.starts_with(ASSETS);
    let encrypted = is_encrypted(request.headers());
    let mut response = next.run(request).await;
    if asset && response.status() == StatusCode::NOT_FOUND {
        response = (StatusCode::NOT_FOUND, Body::empty()).into_response();
    }
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let cache = match asset {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    name_encoding(headers);
    site.add_headers(&path, encrypted, headers);
    if !found {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}

/// Says that texts are UTF-8, as all files of the site are.
fn name_encoding(headers: &mut HeaderMap) {
    let text = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .filter(|value| value.starts_with("text/") && !value.contains("charset"))
        .and_then(|value| HeaderValue::from_str(&format!("{value}; charset=utf-8")).ok());
    if let Some(value) = text {
        headers.insert(header::CONTENT_TYPE, value);
    }
}

fn read_rules(text: &str) -> Result<Vec<Rule>, SiteError> {
    let written: Written =
        serde_json::from_str(text).map_err(|error| SiteError::Headers(error.to_string()))?;
    written.rules.into_iter().map(read_rule).collect()
}

fn read_rule(written: WrittenRule) -> Result<Rule, SiteError> {
    let mut headers = HeaderMap::new();
    for (name, value) in written.headers {
        let unreadable = || SiteError::Headers(format!("`{name}` is no header"));
        let parsed: HeaderName = name.parse().map_err(|_| unreadable())?;
        let value = HeaderValue::from_str(&value).map_err(|_| unreadable())?;
        headers.insert(parsed, value);
    }
    Ok(Rule {
        path: written.path,
        headers,
    })
}
