//! What to keep in mind about a text.

use leptos::prelude::*;

use super::Art;
use crate::i18n::{Key, Words};

/// A box beside the text.
#[component]
pub fn Caveat(
    /// What it says.
    text: String,
) -> impl IntoView {
    view! {
        <div class="caveat">
            <Art name="info" class="caveat__icon"/>
            <p><strong>{Words::expect().get(Key::PagesCaveat)}</strong>" "{text}</p>
        </div>
    }
}
