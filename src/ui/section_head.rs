//! The head of a band of a page.

use leptos::prelude::*;

use super::Art;
use crate::i18n::{Key, Words};
use crate::route::Route;

/// A heading, what stands below it, and the way to more.
#[component]
pub fn SectionHead(
    /// The heading.
    title: Key,
    /// A sentence below it.
    #[prop(optional)]
    lead: Option<Key>,
    /// Words and place of a link to more.
    #[prop(optional)]
    more: Option<(String, Route)>,
) -> impl IntoView {
    let words = Words::expect();
    let more = more.map(|(text, route)| {
        view! {
            <a class="section__more" href=route.path(words.lang())>
                <span>{text}</span>
                <Art name="arrow" class="section__arrow"/>
            </a>
        }
    });
    view! {
        <div class="section__head">
            <h2>{words.get(title)}</h2>
            {lead.map(|lead| view! { <p class="section__lead">{words.get(lead)}</p> })}
            {more}
        </div>
    }
}
