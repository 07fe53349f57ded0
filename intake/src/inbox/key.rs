//! Who may read the inbox: whoever opened it once with the token has a cookie from then on.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use crate::app::App;
use crate::page;
use crate::settings::Settings;
use crate::site::is_encrypted;
use crate::words::Word;

const COOKIE: &str = "portico_inbox";

/// Proof that the sender may read the inbox.
pub struct Coordinator(());

impl FromRequestParts<Arc<App>> for Coordinator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let known = cookies(&parts.headers).any(|value| app.settings.token.is(value));
        if known {
            Ok(Self(()))
        } else {
            Err(locked(&app.settings))
        }
    }
}

/// Answers an address that holds a token: the cookie for the right one, and the address without it.
pub fn unlock(settings: &Settings, token: &str, headers: &HeaderMap) -> Response {
    if !settings.token.is(token) {
        return locked(settings);
    }
    let secure = if is_encrypted(headers) {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!("{COOKIE}={token}; Path=/inbox; HttpOnly; SameSite=Strict{secure}");
    let mut response = page::with_headers(Redirect::to("/inbox").into_response());
    let cookie = HeaderValue::from_str(&cookie).expect("a token is plain ASCII");
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    response
}

/// The link on the page is for those who opened the full address from a mail: a browser keeps a
/// strict cookie back until the next click inside the site.
fn locked(settings: &Settings) -> Response {
    let words = settings.language;
    let rest = html! {
        p { (words.text(Word::LockedLead)) }
        p { a href="/inbox" { (words.text(Word::LockedAgain)) } }
    };
    page::message(
        StatusCode::FORBIDDEN,
        words,
        words.text(Word::LockedTitle),
        &rest,
    )
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}
