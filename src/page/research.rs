//! Research: its figures and highlights.

use leptos::prelude::*;

use crate::i18n::{Key, PageName, Words};
use crate::ui::{Figures, HighlightCard, HighlightCardData, Reading};

/// What the research page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ResearchPage {
    /// Highlights, newest first.
    pub highlights: Vec<HighlightCardData>,
    /// Articles that tell of research.
    pub articles: Vec<PageName>,
}

impl ResearchPage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let words = Words::expect();
        view! {
            <div class="wrap section section--first stack stack--l">
                <header class="stack stack--s">
                    <h1>{words.get(Key::PagesResearch)}</h1>
                    <p class="lead">{words.get(Key::PagesResearchLead)}</p>
                </header>
                <Figures/>
                <Reading articles=self.articles/>
                <h2>{words.get(Key::PagesHighlights)}</h2>
                <ul class="highlights" role="list">
                    {self.highlights.into_iter().map(|card| view! { <HighlightCard card/> }).collect_view()}
                </ul>
            </div>
        }
        .into_any()
    }
}
