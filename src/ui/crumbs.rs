//! The way back up.

use leptos::prelude::*;

use crate::i18n::{Key, Words};

/// Links from the top down to the page's parent.
#[component]
pub fn Crumbs(
    /// Name and address of each, the top first.
    trail: Vec<(String, String)>,
) -> impl IntoView {
    let links = trail
        .into_iter()
        .map(|(name, href)| view! { <li><a href=href>{name}</a></li> });
    view! {
        <nav class="crumbs" aria-label=Words::expect().get(Key::FrameCrumbs)>
            <ol class="crumbs__list">{links.collect_view()}</ol>
        </nav>
    }
}
