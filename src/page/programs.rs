//! All programs, grouped by category, and a filter for them.

use leptos::prelude::*;

use crate::i18n::{Key, Words};
use crate::route::Route;
use crate::ui::{Art, CardData, ProgramCard};

/// What the list shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramsPage {
    /// Categories in their order.
    pub groups: Vec<Group>,
    /// Address of the words by which they are found, fetched once somebody searches.
    pub index: String,
}

/// The programs of one category.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The category's key, an anchor of the page.
    pub key: String,
    /// Its name.
    pub title: String,
    /// `en` where that stands in English on a page of another language.
    pub lang: Option<&'static str>,
    /// Its programs.
    pub programs: Vec<CardData>,
}

impl ProgramsPage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let words = Words::expect();
        let chips = self.groups.iter().map(|group| {
            let href = format!("#{}", group.key);
            view! { <li><a class="chip" href=href rel="external" lang=group.lang>{group.title.clone()}</a></li> }
        });
        let chips = chips.collect_view();
        let groups = self
            .groups
            .into_iter()
            .map(|group| view! { <Category group/> });
        view! {
            <div class="wrap section section--first">
                <div class="stack stack--l">
                    <header class="stack stack--s">
                        <h1>{words.get(Key::PagesPrograms)}</h1>
                        <p class="lead">{words.get(Key::PagesProgramsLead)}</p>
                    </header>
                    <Filter index=self.index/>
                    <nav aria-label=words.get(Key::PagesCategories)>
                        <ul class="chips chips--row" role="list">{chips}</ul>
                    </nav>
                </div>
            </div>
            <div class="wrap section section--joined">
                <section class="group" id="found" hidden>
                    <h2 class="visually-hidden">{words.get(Key::PagesFilter)}</h2>
                    <ul class="group__list" role="list"></ul>
                </section>
                <div id="programs">{groups.collect_view()}</div>
                <Nothing/>
            </div>
        }
        .into_any()
    }
}

/// Shown where there is script; `live::programs` listens to it, or else `seek.js`.
#[component]
fn Filter(index: String) -> impl IntoView {
    let words = Words::expect();
    view! {
        <div class="filter" role="search" data-index=index>
            <label class="filter__label" for="filter">{words.get(Key::PagesFilter)}</label>
            <p class="field__hint" id="filter-hint">{words.get(Key::PagesFilterHint)}</p>
            <span class="filter__box">
                <Art name="search" class="filter__icon"/>
                <input
                    class="filter__input"
                    id="filter"
                    type="search"
                    placeholder=" "
                    dir="auto"
                    autocomplete="off"
                    enterkeyhint="search"
                    aria-describedby="filter-hint"
                />
            </span>
            <div role="status" id="filter-count"></div>
        </div>
    }
}

#[component]
fn Category(group: Group) -> impl IntoView {
    let cards = group
        .programs
        .into_iter()
        .map(|card| view! { <ProgramCard card/> });
    view! {
        <section class="group" id=group.key>
            <h2 class="group__title" lang=group.lang dir=group.lang.map(|_| "ltr")>{group.title}</h2>
            <ul class="group__list" role="list">{cards.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let words = Words::expect();
    view! {
        <div class="group" id="nothing" hidden>
            <div class="empty">
                <h2 class="empty__title">{words.get(Key::PagesNothingFound)}</h2>
                <p>{words.get(Key::PagesNothingFoundText)}</p>
                <div class="actions">
                    <a class="button" href=Route::Form("appointment".into()).path(words.lang())>
                        {words.get(Key::HomeAskAppointment)}
                    </a>
                    <button class="button button--quiet" id="all" type="button">
                        {words.get(Key::HomeSeePrograms)}
                    </button>
                </div>
            </div>
        </div>
    }
}
