//! A page of prose, with what its kind shows below it.

use leptos::prelude::*;

use crate::content::Section;
use crate::i18n::{Key, PageName, Words};
use crate::route::Route;
use crate::ui::{CardData, Caveat, HighlightCardData, Opaque, Sources};

/// What an article shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticlePage {
    /// Its heading.
    pub title: String,
    /// What it says, in a sentence.
    pub summary: String,
    /// The places in it that have a name.
    pub contents: Vec<Section>,
    /// The text, as HTML.
    pub html: String,
    /// Questions with their answers, in groups.
    pub questions: Vec<(Section, Vec<Section>)>,
    /// What was done for the first time.
    pub firsts: Vec<FirstData>,
    /// Research highlights by field of medicine.
    pub fields: Vec<(String, Vec<HighlightCardData>)>,
    /// What to keep in mind.
    pub caveat: Option<String>,
    /// Where its facts are from.
    pub sources: Vec<String>,
    /// The form that it prepares for.
    pub form: Option<PageName>,
    /// Other articles.
    pub others: Vec<PageName>,
}

/// Something that was done for the first time.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstData {
    /// When.
    pub year: u16,
    /// What.
    pub title: String,
    /// In a sentence or two.
    pub text: String,
    /// The program that goes on with it.
    pub program: Option<CardData>,
    /// Where it is from.
    pub sources: Vec<String>,
}

impl ArticlePage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let prose =
            (!self.html.is_empty()).then(|| view! { <Opaque html=self.html class="prose"/> });
        let groups = self
            .questions
            .into_iter()
            .map(|(group, questions)| view! { <Questions group questions/> });
        let firsts = (!self.firsts.is_empty()).then(|| view! { <Timeline firsts=self.firsts/> });
        let fields = (!self.fields.is_empty()).then(|| view! { <Fields fields=self.fields/> });
        let sources = (!self.sources.is_empty()).then(|| view! { <Sources sources=self.sources/> });
        let has_side = !self.others.is_empty() || self.form.is_some();
        let beside = has_side.then(|| view! { <Beside form=self.form others=self.others/> });
        view! {
            <article class="wrap section section--first stack stack--l">
                <header class="stack stack--s">
                    <h1>{self.title}</h1>
                    <p class="lead">{self.summary}</p>
                </header>
                <Contents places=self.contents/>
                <div class:split=has_side>
                    <div class="stack stack--l">
                        {prose}
                        {groups.collect_view()}
                        {firsts}
                        {self.caveat.map(|text| view! { <Caveat text/> })}
                        {fields}
                        {sources}
                    </div>
                    {beside}
                </div>
            </article>
        }
        .into_any()
    }
}

/// The way to each part of the page.
#[component]
fn Contents(places: Vec<Section>) -> impl IntoView {
    (!places.is_empty()).then(|| {
        let links = places.into_iter().map(|place| {
            let href = format!("#{}", place.id);
            view! { <li><a class="chip" href=href rel="external" inner_html=place.title></a></li> }
        });
        view! {
            <nav aria-label=Words::expect().get(Key::PagesContents)>
                <ul class="chips" role="list">{links.collect_view()}</ul>
            </nav>
        }
    })
}

/// Questions of one kind; each opens without script.
#[component]
fn Questions(group: Section, questions: Vec<Section>) -> impl IntoView {
    let questions = questions.into_iter().map(|question| {
        view! {
            <details class="questions__item" id=question.id>
                <summary><h3 class="questions__title" inner_html=question.title></h3></summary>
                <Opaque html=question.html class="prose"/>
            </details>
        }
    });
    view! {
        <section class="questions" id=group.id>
            <h2 class="questions__group" inner_html=group.title></h2>
            {questions.collect_view()}
        </section>
    }
}

/// The years, one below the other, along a line.
#[component]
fn Timeline(firsts: Vec<FirstData>) -> impl IntoView {
    let items = firsts.into_iter().map(|first| {
        let sources = first.sources.into_iter().map(|source| {
            let host = source.split('/').nth(2).unwrap_or_default().to_owned();
            view! { <a href=source rel="external noreferrer"><bdi dir="ltr">{host}</bdi></a> }
        });
        let sources = sources.collect_view();
        let program = first.program.map(|card| {
            let href = Route::Program(card.slug).path(Words::expect().lang());
            view! { <a href=href>{card.title}</a> }
        });
        view! {
            <li class="timeline__item">
                <h2 class="timeline__title">
                    <span class="timeline__year">{first.year}</span>" "
                    <span>{first.title}</span>
                </h2>
                <p>{first.text}</p>
                <p class="timeline__links">{program}" "{sources}</p>
            </li>
        }
    });
    view! { <ol class="timeline" role="list">{items.collect_view()}</ol> }
}

/// Research highlights, for professionals.
#[component]
fn Fields(fields: Vec<(String, Vec<HighlightCardData>)>) -> impl IntoView {
    let words = Words::expect();
    let fields = fields.into_iter().map(|(name, cards)| {
        let cards = cards.into_iter().map(|card| {
            let tongue = HighlightCardData::language_of(&card.journal);
            let year = card.year.map(|year| format!(", {year}"));
            view! {
                <li>
                    <a href=Route::Highlight(card.slug).path(words.lang())>{card.title}</a>
                    <bdi class="fields__journal" lang=tongue>{card.journal}{year}</bdi>
                </li>
            }
        });
        view! {
            <section class="aside fields__field">
                <h3 class="aside__title">{name}</h3>
                <ul class="aside__list" role="list">{cards.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <section class="stack">
            <h2>{words.get(Key::PagesFields)}</h2>
            <p>{words.get(Key::PagesFieldsText)}</p>
            <div class="fields">{fields.collect_view()}</div>
        </section>
    }
}

/// The form that the article prepares for, and what else there is to read.
#[component]
fn Beside(form: Option<PageName>, others: Vec<PageName>) -> impl IntoView {
    let words = Words::expect();
    let form = form.map(|PageName { id, title }| {
        view! {
            <aside class="next-step">
                <h2 class="next-step__title">{words.get(Key::PagesNextStep)}</h2>
                <p class="next-step__text">{words.get(Key::HomeWayVisitNote)}</p>
                <a class="button" href=Route::Form(id).path(words.lang())>{title}</a>
            </aside>
        }
    });
    let others = (!others.is_empty()).then(|| {
        let links = others.into_iter().map(
            |PageName { id, title }| view! { <li><a href=Route::Article(id).path(words.lang())>{title}</a></li> },
        );
        view! {
            <aside class="aside">
                <h2 class="aside__title">{words.get(Key::FrameMore)}</h2>
                <ul class="aside__list" role="list">{links.collect_view()}</ul>
            </aside>
        }
    });
    view! { <div class="program__side">{others}{form}</div> }
}
