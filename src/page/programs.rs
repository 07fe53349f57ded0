//! All programs, grouped by category, and a filter that hides those that do not fit.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::i18n::{Key, Plural, Words};
use crate::route::Route;
use crate::search::{fold, matches};
use crate::ui::{Art, CardData, ProgramCard};

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgramsPage {
    /// Categories in their order.
    pub groups: Vec<Group>,
}

/// The programs of one category.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The category's key, an anchor of the page.
    pub key: String,
    /// Its name.
    pub title: String,
    /// Its programs.
    pub programs: Vec<CardData>,
}

/// What is typed into the filter, folded; every card reads it.
#[derive(Debug, Clone, Copy)]
struct Query(RwSignal<String>);

impl ProgramsPage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let words = Words::expect();
        let query = Query(RwSignal::new(String::new()));
        let terms: Vec<String> = self.groups.iter().flat_map(|group| &group.programs).map(|card| fold(&card.terms)).collect();
        let found = Memo::new(move |_| query.0.with(|query| terms.iter().filter(|terms| matches(terms, query)).count()));
        let chips = self.groups.iter().map(|group| {
            let href = format!("#{}", group.key);
            view! { <li><a class="chip" href=href rel="external">{group.title.clone()}</a></li> }
        });
        let chips = chips.collect_view();
        let groups = self.groups.into_iter().map(|group| view! { <Category group query/> });
        view! {
            <div class="wrap section section--first">
                <div class="stack">
                    <h1>{words.get(Key::PagesPrograms)}</h1>
                    <p class="lead">{words.get(Key::PagesProgramsLead)}</p>
                    <Filter query found/>
                    <nav aria-label=words.get(Key::PagesCategories)>
                        <ul class="chips" role="list">{chips}</ul>
                    </nav>
                </div>
            </div>
            <div class="wrap section section--joined">
                {groups.collect_view()}
                <Nothing found/>
            </div>
        }
        .into_any()
    }
}

#[component]
fn Filter(query: Query, found: Memo<usize>) -> impl IntoView {
    let words = Words::expect();
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| input.get().map(|input| query.0.set(fold(&input.value()))));
    let count = move || {
        let text = words.plural(Plural::PagesProgramsFound, found.get(), &[]);
        view! { <p class="filter__count">{text}</p> }
    };
    view! {
        <div class="filter" role="search">
            <label class="filter__label" for="filter">{words.get(Key::PagesFilter)}</label>
            <p class="field__hint" id="filter-hint">{words.get(Key::PagesFilterHint)}</p>
            <span class="filter__box">
                <Art name="search" class="filter__icon"/>
                <input
                    class="filter__input"
                    id="filter"
                    type="search"
                    dir="auto"
                    autocomplete="off"
                    aria-describedby="filter-hint"
                    node_ref=input
                    on:input:target=move |ev| query.0.set(fold(&ev.target().value()))
                />
            </span>
            <div role="status">{count}</div>
        </div>
    }
}

#[component]
fn Category(group: Group, query: Query) -> impl IntoView {
    let terms: Vec<String> = group.programs.iter().map(|card| fold(&card.terms)).collect();
    let empty = move || query.0.with(|query| !terms.iter().any(|terms| matches(terms, query)));
    let cards = group.programs.into_iter().map(|card| {
        let terms = fold(&card.terms);
        let hidden = Signal::derive(move || query.0.with(|query| !matches(&terms, query)));
        view! { <ProgramCard card hidden/> }
    });
    view! {
        <section class="group" id=group.key hidden=empty>
            <h2 class="group__title">{group.title}</h2>
            <ul class="group__list" role="list">{cards.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Nothing(found: Memo<usize>) -> impl IntoView {
    let words = Words::expect();
    view! {
        <div class="group" hidden=move || found.get() != 0>
            <div class="empty">
                <h2 class="empty__title">{words.get(Key::PagesNothingFound)}</h2>
                <p>{words.get(Key::PagesNothingFoundText)}</p>
                <div class="actions">
                    <a class="button" href=Route::Form("appointment".into()).path(words.lang())>
                        {words.get(Key::HomeAskAppointment)}
                    </a>
                </div>
            </div>
        </div>
    }
}
