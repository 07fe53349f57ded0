//! The routed views, one file each: what a page shows (data made on the host, travelling as JSON) and
//! how. Knows the words and the pieces of `ui`; knows nothing of files or of the network.

mod article;
mod contact;
mod form;
mod highlight;
mod home;
#[cfg(feature = "ssr")]
pub mod not_found;
mod program;
mod programs;
mod received;
mod research;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use article::ArticlePage;
pub use contact::ContactPage;
pub use form::{FormPage, FormPageData};
pub use highlight::HighlightPage;
pub use home::HomePage;
pub use program::ProgramPage;
pub use programs::{Group, ProgramsPage};
pub use received::ReceivedPage;
pub use research::ResearchPage;

/// One page: what its head says and what it shows. Written beside each page as `page.json`; in the
/// page itself without the parts that the HTML already holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Its address.
    pub path: String,
    /// Its title, without the hospital's name.
    pub title: String,
    /// What it says, in a sentence.
    pub description: String,
    /// What it shows.
    pub body: Body,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// What the hospital offers to patients abroad.
    Home(HomePage),
    /// All programs.
    Programs(ProgramsPage),
    /// One program.
    Program(ProgramPage),
    /// Research and its highlights.
    Research(ResearchPage),
    /// One highlight.
    Highlight(HighlightPage),
    /// Prose.
    Article(ArticlePage),
    /// How to reach the team.
    Contact(ContactPage),
    /// A request form.
    Form(FormPageData),
    /// The receipt of a form that was sent without script.
    Received(ReceivedPage),
}

impl Page {
    /// Draws what the page shows.
    pub fn view(&self) -> AnyView {
        match self.body.clone() {
            Body::Home(page) => page.view(),
            Body::Programs(page) => page.view(),
            Body::Program(page) => page.view(),
            Body::Research(page) => page.view(),
            Body::Highlight(page) => page.view(),
            Body::Article(page) => page.view(),
            Body::Contact(page) => page.view(),
            Body::Form(data) => view! { <FormPage data/> }.into_any(),
            Body::Received(page) => page.view(),
        }
    }
}
