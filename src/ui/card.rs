//! Cards whose whole face is the link.

use leptos::prelude::*;

use crate::i18n::Words;
use crate::route::Route;

/// A program, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardData {
    /// Slug.
    pub slug: String,
    /// Short plain title.
    pub title: String,
    /// The hospital's own name of it, in English.
    pub name: String,
    /// In a sentence.
    pub summary: String,
    /// Drawing of its field.
    pub art: String,
    /// `en` where the card stands in English on a page of another language.
    pub lang: Option<&'static str>,
}

/// A program, as a card.
#[component]
pub fn ProgramCard(
    /// The program.
    card: CardData,
) -> impl IntoView {
    let lang = Words::expect().lang();
    view! {
        <li class="program-card" lang=card.lang dir=card.lang.map(|_| "ltr")>
            <h3 class="program-card__title">
                <a class="program-card__link" href=Route::Program(card.slug).path(lang)>{card.title}</a>
            </h3>
            <p class="program-card__name"><bdi lang="en" dir="ltr">{card.name}</bdi></p>
            <p class="program-card__text">{card.summary}</p>
        </li>
    }
}

/// A research highlight, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HighlightCardData {
    /// Slug.
    pub slug: String,
    /// What was found.
    pub title: String,
    /// In a sentence or two.
    pub summary: String,
    /// Year of publication, where the source shows one.
    pub year: Option<u16>,
    /// Journal, or who announced it.
    pub journal: String,
    /// `en` where the card stands in English on a page of another language.
    pub lang: Option<&'static str>,
}

impl HighlightCardData {
    /// The language of a journal's name: in Latin letters it is English.
    pub fn language_of(journal: &str) -> Option<&'static str> {
        journal
            .starts_with(|letter: char| letter.is_ascii_alphabetic())
            .then_some("en")
    }
}

/// A research highlight, as a card.
#[component]
pub fn HighlightCard(
    /// The highlight.
    card: HighlightCardData,
) -> impl IntoView {
    let lang = Words::expect().lang();
    let tongue = HighlightCardData::language_of(&card.journal);
    view! {
        <li class="highlight-card" lang=card.lang dir=card.lang.map(|_| "ltr")>
            <p class="highlight-card__meta">
                {card.year.map(|year| view! { <span class="highlight-card__year">{year}</span> })}
                <bdi class="highlight-card__journal" lang=tongue>{card.journal}</bdi>
            </p>
            <h3 class="highlight-card__title">
                <a class="highlight-card__link" href=Route::Highlight(card.slug).path(lang)>{card.title}</a>
            </h3>
            <p class="highlight-card__text">{card.summary}</p>
        </li>
    }
}
