//! A page of prose.

use leptos::prelude::*;

use crate::ui::Opaque;

/// What an article shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticlePage {
    /// Its heading.
    pub title: String,
    /// What it says, in a sentence.
    pub summary: String,
    /// The text, as HTML.
    pub html: String,
}

impl ArticlePage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        view! {
            <article class="wrap section section--first stack stack--l">
                <header class="stack stack--s">
                    <h1>{self.title}</h1>
                    <p class="lead">{self.summary}</p>
                </header>
                <Opaque html=self.html class="prose"/>
            </article>
        }
        .into_any()
    }
}
