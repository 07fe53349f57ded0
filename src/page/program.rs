//! One program: what it treats, how, what is studied, and the one next step.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::i18n::{Key, Words};
use crate::route::Route;
use crate::ui::{Art, CardData, Crumbs, HighlightCard, HighlightCardData, Opaque, ProgramCard};

/// What a program's page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgramPage {
    /// Slug.
    pub slug: String,
    /// The hospital's own name of it, in English.
    pub name: String,
    /// Short plain title.
    pub title: String,
    /// In a sentence.
    pub summary: String,
    /// The category's name and its anchor.
    pub category: (String, String),
    /// Drawing of its field.
    pub art: String,
    /// The text, as HTML; only where the page is not in the document already.
    #[serde(default)]
    pub html: String,
    /// Conditions the hospital names.
    pub conditions: Vec<String>,
    /// Conditions such a program treats in general.
    pub conditions_general: Vec<String>,
    /// Treatments the hospital names.
    pub treatments: Vec<String>,
    /// Treatments such a program gives in general.
    pub treatments_general: Vec<String>,
    /// Programs near to it.
    pub related: Vec<CardData>,
    /// Its research.
    pub highlights: Vec<HighlightCardData>,
}

impl ProgramPage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let words = Words::expect();
        let lang = words.lang();
        let ask = format!("{}?program={}", Route::Form("appointment".into()).path(lang), self.slug);
        let (category, anchor) = self.category;
        let category_path = format!("{}#{anchor}", Route::Programs.path(lang));
        view! {
            <article class="wrap section program">
                <Crumbs trail=vec![
                    (words.get(Key::PagesPrograms).into(), Route::Programs.path(lang)),
                    (category, category_path),
                ]/>
                <header class="program__head">
                    <Art name=self.art class="program__art"/>
                    <h1>{self.title}</h1>
                    <p class="program__name" lang="en" dir="ltr">{self.name}</p>
                    <p class="lead">{self.summary}</p>
                </header>
                <div class="program__body">
                    <div class="program__main stack">
                        <Opaque html=self.html class="prose"/>
                        <Facts
                            title=Key::PagesConditions
                            own=self.conditions
                            general=self.conditions_general
                        />
                        <Facts
                            title=Key::PagesTreatments
                            own=self.treatments
                            general=self.treatments_general
                        />
                    </div>
                    <aside class="next-step">
                        <h2 class="next-step__title">{words.get(Key::PagesNextStep)}</h2>
                        <p class="next-step__text">{words.get(Key::PagesNextStepText)}</p>
                        <a class="button" href=ask>{words.get(Key::PagesAskAbout)}</a>
                    </aside>
                </div>
                <Beside related=self.related highlights=self.highlights/>
            </article>
        }
        .into_any()
    }
}

/// The hospital's own list, and general information clearly told apart.
#[component]
fn Facts(title: Key, own: Vec<String>, general: Vec<String>) -> impl IntoView {
    let words = Words::expect();
    let list = |items: Vec<String>| items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
    let own = (!own.is_empty()).then(|| view! { <ul class="facts__list">{list(own)}</ul> });
    let general = (!general.is_empty()).then(|| {
        view! {
            <div class="facts facts--general">
                <p class="facts__note">{words.get(Key::PagesGeneral)}</p>
                <ul class="facts__list">{list(general)}</ul>
            </div>
        }
    });
    (own.is_some() || general.is_some()).then(|| {
        view! {
            <section class="facts">
                <h2 class="facts__title">{words.get(title)}</h2>
                {own}
                {general}
            </section>
        }
    })
}

#[component]
fn Beside(related: Vec<CardData>, highlights: Vec<HighlightCardData>) -> impl IntoView {
    let words = Words::expect();
    let research = (!highlights.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{words.get(Key::PagesProgramResearch)}</h2>
                <ul class="highlights" role="list">
                    {highlights.into_iter().map(|card| view! { <HighlightCard card/> }).collect_view()}
                </ul>
            </section>
        }
    });
    let related = (!related.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{words.get(Key::PagesRelated)}</h2>
                <ul class="grid" role="list">
                    {related.into_iter().map(|card| view! { <ProgramCard card/> }).collect_view()}
                </ul>
            </section>
        }
    });
    view! { <div class="program__beside stack">{research}{related}</div> }
}
