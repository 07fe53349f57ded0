//! One research highlight: what was found, where it was published, what it does not show.

use leptos::prelude::*;

use crate::i18n::{Key, Words};
use crate::route::Route;
use crate::ui::{CardData, Caveat, Crumbs, HighlightCardData, Opaque, Sources};

/// What a highlight's page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct HighlightPage {
    /// What was found.
    pub title: String,
    /// In a sentence or two.
    pub summary: String,
    /// Year of publication, where the source shows one.
    pub year: Option<u16>,
    /// Journal, or who announced it.
    pub journal: String,
    /// What it does not show.
    pub caveat: Option<String>,
    /// The text, as HTML.
    pub html: String,
    /// Where the facts are from.
    pub sources: Vec<String>,
    /// Programs it belongs to.
    pub programs: Vec<CardData>,
}

impl HighlightPage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let words = Words::expect();
        let tongue = HighlightCardData::language_of(&self.journal);
        let programs = (!self.programs.is_empty()).then(|| {
            let links = self.programs.into_iter().map(|card| {
                view! {
                    <li>
                        <a href=Route::Program(card.slug).path(words.lang()) lang=card.lang dir=card.lang.map(|_| "ltr")>{card.title}</a>
                    </li>
                }
            });
            view! {
                <aside class="aside">
                    <h2 class="aside__title">{words.get(Key::PagesPrograms)}</h2>
                    <ul class="aside__list" role="list">{links.collect_view()}</ul>
                </aside>
            }
        });
        view! {
            <article class="wrap section section--first stack stack--l highlight">
                <header class="stack stack--s">
                    <Crumbs trail=vec![(words.get(Key::PagesResearch).into(), Route::Research.path(words.lang()))]/>
                    <h1>{self.title}</h1>
                    <p class="highlight__meta">
                        {self.year.map(|year| view! { <span>{year}</span> })}
                        <cite><bdi lang=tongue>{self.journal}</bdi></cite>
                    </p>
                    <p class="highlight__lead">{self.summary}</p>
                </header>
                <div class="split">
                    <div class="highlight__body">
                        <Opaque html=self.html class="prose"/>
                        {self.caveat.map(|text| view! { <Caveat text/> })}
                        <Sources sources=self.sources/>
                    </div>
                    {programs}
                </div>
            </article>
        }
        .into_any()
    }
}
