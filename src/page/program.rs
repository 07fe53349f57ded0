//! One program: what it treats, how, what is studied, and the one next step.

use leptos::prelude::*;

use crate::i18n::{Key, Words};
use crate::route::Route;
use crate::ui::{CardData, Crumbs, HighlightCardData, Opaque};

/// What a program's page shows.
#[derive(Debug, Clone, PartialEq)]
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
    /// The text, as HTML.
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
        let ask = format!(
            "{}?program={}",
            Route::Form("appointment".into()).path(lang),
            self.slug
        );
        let forms = &words.locale().forms;
        let opinion = forms.iter().find(|form| form.id == "second-opinion").map(|form| {
            let href = Route::Form(form.id.clone()).path(lang);
            view! { <p class="next-step__text"><a href=href>{words.get(Key::PagesAskOpinion)}</a></p> }
        });
        let (category, anchor) = self.category;
        let category_path = format!("{}#{anchor}", Route::Programs.path(lang));
        view! {
            <article class="program">
                <header class="program__head">
                    <div class="wrap stack">
                        <Crumbs trail=vec![
                            (words.get(Key::PagesPrograms).into(), Route::Programs.path(lang)),
                            (category, category_path),
                        ]/>
                        <h1>{self.title}</h1>
                        <p class="program__name"><bdi lang="en" dir="ltr">{self.name}</bdi></p>
                        <p class="program__lead">{self.summary}</p>
                    </div>
                </header>
                <div class="wrap section section--first split program__columns">
                    <div class="program__body">
                        <Opaque html=self.html class="prose"/>
                        <Facts title=Key::PagesConditions list=self.conditions/>
                        <Facts title=Key::PagesTreatments list=self.treatments/>
                        <Facts title=Key::PagesConditionsGeneral list=self.conditions_general general=true/>
                        <Facts title=Key::PagesTreatmentsGeneral list=self.treatments_general general=true/>
                    </div>
                    <div class="program__side">
                        <Beside related=self.related highlights=self.highlights/>
                        <aside class="next-step">
                            <h2 class="next-step__title">{words.get(Key::PagesNextStep)}</h2>
                            <p class="next-step__text">{words.get(Key::PagesNextStepText)}</p>
                            <a class="button" href=ask>{words.get(Key::PagesAskAbout)}</a>
                            {opinion}
                        </aside>
                    </div>
                </div>
            </article>
        }
        .into_any()
    }
}

/// A list of facts: the hospital's own, or general information clearly told apart.
#[component]
fn Facts(title: Key, list: Vec<String>, #[prop(optional)] general: bool) -> impl IntoView {
    let words = Words::expect();
    (!list.is_empty()).then(|| {
        let items = list
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect_view();
        let note =
            general.then(|| view! { <p class="facts__note">{words.get(Key::PagesGeneral)}</p> });
        view! {
            <section class="facts" class:facts--general=general>
                <h2 class="facts__title">{words.get(title)}</h2>
                {note}
                <ul class="facts__list">{items}</ul>
            </section>
        }
    })
}

/// Research and programs near to this one.
#[component]
fn Beside(related: Vec<CardData>, highlights: Vec<HighlightCardData>) -> impl IntoView {
    let lang = Words::expect().lang();
    let research = highlights.into_iter().map(|card| {
        (
            card.title,
            Route::Highlight(card.slug).path(lang),
            card.lang,
        )
    });
    let programs = related
        .into_iter()
        .map(|card| (card.title, Route::Program(card.slug).path(lang), card.lang));
    view! {
        <aside class="aside">
            <Links title=Key::PagesProgramResearch links=research.collect()/>
            <Links title=Key::PagesRelated links=programs.collect()/>
        </aside>
    }
}

#[component]
fn Links(title: Key, links: Vec<(String, String, Option<&'static str>)>) -> impl IntoView {
    (!links.is_empty()).then(|| {
        let items = links
            .into_iter()
            .map(|(name, href, lang)| view! { <li><a href=href lang=lang dir=lang.map(|_| "ltr")>{name}</a></li> });
        view! {
            <h2 class="aside__title">{Words::expect().get(title)}</h2>
            <ul class="aside__list" role="list">{items.collect_view()}</ul>
        }
    })
}
