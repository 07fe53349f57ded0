//! Portico's reference intake: takes the requests of the site's forms, keeps them in one SQLite
//! file, and shows them to coordinators.
//!
//! Reading order: `settings` is what whoever starts it decides; a request comes in by `json`, by
//! `form_post` or as `fhir`, is a `parcel`, an open `envelope` or a `sealed` one, and is kept in the `store` or meets a `refusal`; `inbox` shows
//! what was kept, `site` serves the pages. `docs/intake.md` is for those who run it.

mod app;
mod embedded {
    #![allow(missing_docs)]
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}
pub mod envelope;
mod fhir;
mod form_post;
mod forms;
mod inbox;
mod json;
pub mod keys;
mod limit;
mod log;
pub mod open;
mod page;
pub mod parcel;
mod problem;
mod receipt;
pub mod refusal;
pub mod sealed;
pub mod settings;
mod site;
pub mod store;
pub mod words;

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub use crate::app::App;
pub use crate::settings::Settings;

/// How long requests under way may take after the intake was told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(4);

/// Why the intake does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The database is of no use.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The site's folder is of no use.
    #[error(transparent)]
    Site(#[from] site::SiteError),
    /// The network failed.
    #[error("the network failed: {0}")]
    Network(#[from] std::io::Error),
}

/// Runs the intake until the process is told to stop, by Ctrl-C or by the system.
pub async fn serve(settings: Settings, listener: TcpListener) -> Result<(), ServeError> {
    let stop = told_to_stop()?;
    App::open(settings)?.serve_until(listener, stop).await
}

impl App {
    /// Answers until `stop`; requests under way are still answered.
    pub async fn serve_until(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let service = self
            .routes()
            .into_make_service_with_connect_info::<SocketAddr>();
        let (stopped, stopping) = oneshot::channel::<()>();
        let told = async move {
            stop.await;
            drop(stopped);
        };
        let server = axum::serve(listener, service).with_graceful_shutdown(told);
        let late = async move {
            // Ends when the other end is dropped, never with a value.
            let _ = stopping.await;
            tokio::time::sleep(LAST_REQUESTS).await;
        };
        tokio::select! {
            outcome = async { server.await } => Ok(outcome?),
            () = late => Ok(()),
        }
    }
}

/// Ends when the process is told to stop; it listens from the call on.
#[cfg(unix)]
pub fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Ends when the process is told to stop.
#[cfg(not(unix))]
pub fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
