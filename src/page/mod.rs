//! The routed views, one file each. Pages are drawn on the host; in the browser they are markup that the
//! app takes over as it stands, with `live` behind what a reader can touch. So the app does not grow with
//! what pages say, and nothing a translator or an extension does to a page can break it.

#[cfg(feature = "ssr")]
mod article;
#[cfg(feature = "ssr")]
mod contact;
mod form;
#[cfg(feature = "ssr")]
mod highlight;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
mod letter;
#[cfg(feature = "ssr")]
mod not_found;
#[cfg(feature = "ssr")]
mod program;
#[cfg(feature = "ssr")]
mod programs;
#[cfg(feature = "ssr")]
mod received;
#[cfg(feature = "ssr")]
mod research;

use leptos::prelude::*;
use serde::Serialize;

use crate::json::from_json;

#[cfg(feature = "ssr")]
pub use article::{ArticlePage, FirstData};
#[cfg(feature = "ssr")]
pub use contact::ContactPage;
#[cfg(feature = "ssr")]
pub use form::{FormPage, FormPageProps};
pub use form::{FormSetup, Sealing};
#[cfg(feature = "ssr")]
pub use highlight::HighlightPage;
#[cfg(feature = "ssr")]
pub use home::HomePage;
#[cfg(feature = "ssr")]
pub use letter::LetterPage;
#[cfg(feature = "ssr")]
pub use not_found::not_found;
#[cfg(feature = "ssr")]
pub use program::ProgramPage;
#[cfg(feature = "ssr")]
pub use programs::{Group, ProgramsPage};
#[cfg(feature = "ssr")]
pub use received::ReceivedPage;
#[cfg(feature = "ssr")]
pub use research::ResearchPage;

/// One page. Written beside each page as `page.json`; in the document itself without its markup.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// Its address.
    pub path: String,
    /// Its title, without the hospital's name.
    pub title: String,
    /// What it says, in a sentence.
    pub description: String,
    /// What it shows, as markup; empty in the document's data, for the document holds it.
    pub html: String,
    /// What its form needs, on a form's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<FormSetup>,
}

from_json! { Page { path, title, description, html, form } }

impl Page {
    /// Shows the page's markup, and leaves room below it for what its form draws by itself.
    pub fn view(&self) -> impl IntoView + use<> {
        #[cfg(feature = "hydrate")]
        if let Some(setup) = self.form.clone() {
            crate::live::attend(setup);
        }
        view! {
            <div class="page">
                <div data-opaque inner_html=self.html.clone()></div>
                <div class="page__after wrap" data-opaque></div>
            </div>
        }
    }
}
