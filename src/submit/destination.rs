//! Where a form goes, as `site.json` says it.

use serde::{Deserialize, Serialize};

/// Where a form goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// What the endpoint understands.
    pub kind: DestinationKind,
    /// Its address: absolute, or a path of the site's own host.
    pub url: String,
}

impl Destination {
    /// Whether a request that comes again is kept once. Where it is not, nothing is sent again unasked.
    pub fn keeps_once(&self) -> bool {
        matches!(self.kind, DestinationKind::Json)
    }
}

/// What an endpoint understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DestinationKind {
    /// Our own contract, described in `intake/openapi.yaml`.
    Json,
}
