//! A drawing of our own, which says nothing that the words beside it do not say.

use leptos::prelude::*;

use crate::i18n::Words;

/// A drawing from `src/ui/art`.
#[component]
pub fn Art(
    /// File name without its ending.
    #[prop(into)]
    name: String,
    /// Class of the box it stands in.
    class: &'static str,
) -> impl IntoView {
    let svg = Words::expect().art(&name);
    view! { <span class=class data-opaque aria-hidden="true" inner_html=svg></span> }
}
