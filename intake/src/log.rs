//! The log: one line a request with method, address pattern, status and the request's id. It never
//! holds an address as it was called, a header, or anything a patient typed.

use std::fmt;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use jiff::Timestamp;

/// The id of the request that a response is about; handlers put it among the extensions.
#[derive(Debug, Clone)]
pub struct About(pub String);

/// One line.
struct Line<'a> {
    now: Timestamp,
    method: &'a Method,
    pattern: &'a str,
    status: u16,
    id: Option<&'a str>,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            now,
            method,
            pattern,
            status,
            id,
        } = self;
        write!(f, "{now:.0} {method} {pattern} {status}")?;
        id.map_or(Ok(()), |id| write!(f, " {id}"))
    }
}

/// Writes the line of each request that one of this program's own addresses answers. Requests for
/// the site's pages leave no line: which page was read is nobody's business.
pub async fn requests(path: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let response = next.run(request).await;
    if let Some(path) = path {
        let line = Line {
            now: Timestamp::now(),
            method: &method,
            pattern: path.as_str(),
            status: response.status().as_u16(),
            id: response
                .extensions()
                .get::<About>()
                .map(|about| about.0.as_str()),
        };
        eprintln!("{line}");
    }
    response
}

/// Writes that something of ours failed.
pub fn failure(error: &dyn std::error::Error) {
    eprintln!("{:.0} failed: {error}", Timestamp::now());
}
