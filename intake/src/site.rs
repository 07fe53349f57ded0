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
use tower_http::services::{ServeDir, ServeFile};

use crate::envelope::is_language;

/// Where the reference stands on the built receipt page.
const REFERENCE: &str = "REFERENCE-PLACEHOLDER";

/// The folder of files that are named by their content.
const ASSETS: &str = "/assets/";

/// The built site.
#[derive(Clone)]
pub struct Site {
    folder: PathBuf,
    headers: Arc<Headers>,
}

/// Headers by the beginning of the address; a longer beginning counts more.
type Headers = Vec<(String, HeaderMap)>;

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
        let headers = match std::fs::read_to_string(folder.join("headers.json")) {
            Ok(text) => read_headers(&text)?,
            Err(_) => Headers::new(),
        };
        Ok(Self {
            folder: folder.into(),
            headers: Arc::new(headers),
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

    /// The receipt page in this language, with the reference in its place.
    pub fn received(&self, language: &str, reference: &str) -> Option<Response> {
        if !is_language(language) {
            return None;
        }
        let file = self.folder.join(language).join("received/index.html");
        let html = std::fs::read_to_string(file).ok()?;
        let mut response = Html(html.replace(REFERENCE, reference)).into_response();
        self.add_headers("/", response.headers_mut());
        Some(response)
    }

    fn add_headers(&self, path: &str, headers: &mut HeaderMap) {
        for (beginning, given) in self.headers.iter() {
            if path.starts_with(beginning) {
                headers.extend(given.clone());
            }
        }
    }
}

/// Adds headers to a file. What is missing is never kept, and a missing asset is never a page: a
/// browser would keep the page in the place of the script or style it asked for.
async fn dress(State(site): State<Site>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let asset = path.starts_with(ASSETS);
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
    site.add_headers(&path, headers);
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

fn read_headers(text: &str) -> Result<Headers, SiteError> {
    let unreadable = |what: &dyn ToString| SiteError::Headers(what.to_string());
    let written: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    let mut headers = Headers::new();
    for (beginning, given) in written {
        let mut map = HeaderMap::new();
        for (name, value) in given {
            let name: HeaderName = name.parse().map_err(|_| unreadable(&name))?;
            let value = HeaderValue::from_str(&value).map_err(|_| unreadable(&name))?;
            map.insert(name, value);
        }
        headers.push((beginning, map));
    }
    headers.sort_by_key(|(beginning, _)| beginning.len());
    Ok(headers)
}
