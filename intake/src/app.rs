//! What all handlers share, and which address goes to which handler.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::handler::HandlerWithoutStateExt;
use axum::http::request::Parts;
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::middleware::from_fn;
use axum::routing::{get, post};
use jiff::Timestamp;
use seal::Keys;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::limit::Limit;
use crate::refusal::Refusal;
use crate::settings::Settings;
use crate::site::Site;
use crate::store::{Store, StoreError};
use crate::{ServeError, fhir, inbox, log, page, receipt};

/// The header by which a sender names its request.
pub static IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// How long a browser may remember that an origin is allowed.
const PREFLIGHT: Duration = Duration::from_secs(24 * 60 * 60);

/// What all handlers share.
pub struct App {
    /// What whoever started it decided.
    pub settings: Settings,
    /// The built site, where there is one.
    pub site: Option<Site>,
    /// What opens sealed requests.
    pub keys: Keys,
    store: Store,
    limit: Limit,
}

/// The app as handlers get it.
pub type Shared = axum::extract::State<Arc<App>>;

impl App {
    /// Opens the database and the site.
    pub fn open(settings: Settings) -> Result<Self, ServeError> {
        Ok(Self {
            site: settings.site.as_deref().map(Site::open).transpose()?,
            keys: Keys(settings.keys.clone()),
            store: Store::open(&settings.database)?,
            limit: Limit::per_minute(settings.rate),
            settings,
        })
    }

    /// Every address of this program.
    pub fn routes(self) -> Router {
        let app = Arc::new(self);
        let intake = Router::new()
            .route("/intake/{form}", post(receipt::take).get(receipt::reopen))
            .route("/intake/{form}/{id}", get(receipt::show))
            .route("/fhir", post(fhir::take))
            .layer(cors(&app.settings))
            .route("/intake/style.css", get(page::style));
        let inbox = Router::new()
            .route("/inbox", get(inbox::list::show))
            .route("/inbox/{id}", get(inbox::request::show))
            .route("/inbox/{id}/response.json", get(inbox::request::download))
            .route("/inbox/{id}/sealed.json", get(inbox::request::sealed));
        let own = intake.merge(inbox).with_state(Arc::clone(&app));
        let all = match &app.site {
            Some(site) => own.fallback_service(site.service()),
            None => own.fallback_service(not_found.into_service()),
        };
        all.layer(from_fn(log::requests))
    }

    /// Takes a token of the sender's address.
    pub fn admit(&self, sender: Sender) -> Result<(), Refusal> {
        self.limit.take(sender.0).map_err(Refusal::TooMany)
    }

    /// Asks the database, on a thread that may wait for the disk.
    pub async fn with_store<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let store = self.store.clone();
        let answer = tokio::task::spawn_blocking(move || ask(&store)).await;
        answer.expect("no query panics").map_err(|error| {
            log::failure(&error);
            Refusal::Unavailable
        })
    }
}

/// The time, to the second.
pub fn now() -> Timestamp {
    let second = Timestamp::now().as_second();
    Timestamp::from_second(second).expect("this second is a time")
}

/// The address that a request came from.
pub struct Sender(IpAddr);

impl FromRequestParts<Arc<App>> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::from([0, 0, 0, 0]), |ConnectInfo(address)| {
            address.ip()
        });
        let forwarded = || {
            let last = parts
                .headers
                .get_all("x-forwarded-for")
                .iter()
                .next_back()?;
            last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        let address = if app.settings.behind_proxy {
            forwarded()
        } else {
            None
        };
        Ok(Self(address.unwrap_or(peer)))
    }
}

async fn not_found() -> StatusCode {
    StatusCode::NOT_FOUND
}

fn cors(settings: &Settings) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(settings.origins.iter().cloned()))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([
            header::CONTENT_TYPE,
            header::ACCEPT,
            IDEMPOTENCY_KEY.clone(),
        ])
        .expose_headers([header::LOCATION, header::RETRY_AFTER])
        .max_age(PREFLIGHT)
}
