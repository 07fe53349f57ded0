//! One visit of one browser to one hospital. Both end with it, however it ends.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;
use std::thread;

use futures_util::FutureExt;
use tokio::sync::Semaphore;

use crate::browser::{Browser, Wish};
use crate::hospital::Hospital;
use crate::place;

/// So many browsers at once.
static ROOM: Semaphore = Semaphore::const_new(3);

/// Brings a browser to a hospital with the built site.
pub async fn visit<T>(
    wish: impl Into<Wish>,
    journey: impl AsyncFnOnce(&Hospital, &Browser) -> T,
) -> T {
    visit_site(&place::dist(), wish, journey).await
}

/// Brings a browser to a hospital with a site of its own.
pub async fn visit_site<T>(
    site: &Path,
    wish: impl Into<Wish>,
    journey: impl AsyncFnOnce(&Hospital, &Browser) -> T,
) -> T {
    visit_with(site, &[], wish, journey).await
}

/// The same, with more arguments for the intake. When the journey fails, a picture of the page is kept under the name
/// of its test.
pub async fn visit_with<T>(
    site: &Path,
    arguments: &[&str],
    wish: impl Into<Wish>,
    journey: impl AsyncFnOnce(&Hospital, &Browser) -> T,
) -> T {
    let _room = ROOM.acquire().await.expect("it is never closed");
    let name = thread::current()
        .name()
        .unwrap_or("journey")
        .replace("::", "-");
    place::forget_picture(&name);
    let hospital = Hospital::open_with(site, arguments).await;
    let browser = Browser::start(wish.into()).await;
    let outcome = AssertUnwindSafe(journey(&hospital, &browser))
        .catch_unwind()
        .await;
    if outcome.is_err() {
        browser.picture(&name).await;
    }
    browser.quit().await;
    outcome.unwrap_or_else(|panic| resume_unwind(panic))
}
