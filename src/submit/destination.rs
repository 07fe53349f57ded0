//! Where a form goes, as `site.json` says it, and what that means for those who send there.

use serde::{Deserialize, Serialize};

use crate::json::{cases_from_json, from_json};

/// Where a form goes. Which of the options mean something depends on the kind; `config` checks that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// What the endpoint understands.
    pub kind: DestinationKind,
    /// Its address: absolute, or a path of the site's own host. Empty where nothing is posted.
    #[serde(default)]
    pub url: String,
    /// How a body is written, where an endpoint reads several ways.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// Where a request says who it is, so that a repeat can be told from a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idempotency: Option<Idempotency>,
    /// What the host calls the form, where that is not the form's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form_name: Option<String>,
    /// Who the answers are mailed to, where the patient sends them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// What an endpoint understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DestinationKind {
    /// Our own contract, described in `intake/openapi.yaml`.
    Json,
    /// The fields of the form, as a browser posts them.
    Form,
    /// The form service Formspree, and others that answer as it does.
    Formspree,
    /// The form service of the host Netlify.
    Netlify,
    /// A FHIR R4 server that takes transactions.
    Fhir,
    /// Nothing: the patient's mail program.
    Mailto,
    /// Nothing: the patient saves a file and sends it.
    Download,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Urlencoded,
    /// `multipart/form-data`
    Multipart,
}

/// Where a request says who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Idempotency {
    /// In the header `Idempotency-Key`, for which another host must give leave first.
    Header,
    /// In the body alone, which needs no leave.
    Body,
}

from_json! { Destination { kind, url, encoding, idempotency, form_name, email } }

cases_from_json! {
    DestinationKind {
        Json = "json", Form = "form", Formspree = "formspree", Netlify = "netlify", Fhir = "fhir",
        Mailto = "mailto", Download = "download",
    }
    Encoding { Json = "json", Urlencoded = "urlencoded", Multipart = "multipart" }
    Idempotency { Header = "header", Body = "body" }
}

impl Destination {
    /// Whether requests are posted there at all.
    pub fn is_posted(&self) -> bool {
        !matches!(
            self.kind,
            DestinationKind::Mailto | DestinationKind::Download
        )
    }

    /// Whether a request that comes again is kept once. Where it is not, nothing is sent again unasked.
    pub fn keeps_once(&self) -> bool {
        use DestinationKind::{Fhir, Form, Json};
        matches!(self.kind, Json | Form | Fhir)
    }

    /// Where a browser may post the form by itself, without the app.
    pub fn form_action(&self) -> Option<&str> {
        let posts = self.is_posted() && self.kind != DestinationKind::Fhir;
        posts.then_some(self.url.as_str())
    }

    /// How the body is written.
    pub fn encoding(&self) -> Encoding {
        let default = match self.kind {
            DestinationKind::Json | DestinationKind::Formspree => Encoding::Json,
            _ => Encoding::Urlencoded,
        };
        self.encoding.unwrap_or(default)
    }

    /// What the host calls the form of this id.
    pub fn name_of<'a>(&'a self, form: &'a str) -> &'a str {
        self.form_name.as_deref().unwrap_or(form)
    }

    /// Whether the header `Idempotency-Key` is sent.
    pub fn has_key(&self) -> bool {
        let default = match self.kind {
            DestinationKind::Json => Idempotency::Header,
            _ => Idempotency::Body,
        };
        self.idempotency.unwrap_or(default) == Idempotency::Header
    }
}
