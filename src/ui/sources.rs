//! Where the facts of a text are from.

use leptos::prelude::*;

use crate::i18n::{Key, Words};

/// So many addresses show at once; a longer list opens.
const OPEN: usize = 4;

/// The addresses, in full.
#[component]
pub fn Sources(
    /// Addresses of pages and papers.
    sources: Vec<String>,
) -> impl IntoView {
    let open = sources.len() <= OPEN;
    let sources = sources.into_iter().map(|source| {
        let href = source.clone();
        view! { <li><a href=href rel="external noreferrer"><bdi dir="ltr">{source}</bdi></a></li> }
    });
    view! {
        <details class="sources" open=open>
            <summary><h2 class="sources__title">{Words::expect().get(Key::PagesSources)}</h2></summary>
            <ul>{sources.collect_view()}</ul>
        </details>
    }
}
