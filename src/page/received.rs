//! The receipt of a form that was sent without script: the server writes the reference into it.

use leptos::prelude::*;

use crate::i18n::{Key, Words};
use crate::ui::Art;

/// Stands where the server writes the reference.
pub const REFERENCE_PLACEHOLDER: &str = "REFERENCE-PLACEHOLDER";

/// The receipt shows only what the words hold.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceivedPage {}

impl ReceivedPage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let words = Words::expect();
        view! {
            <div class="wrap section section--first">
                <div class="receipt">
                    <div class="receipt__top">
                        <Art name="receipt" class="receipt__mark"/>
                        <h1>{words.get(Key::PagesReceived)}</h1>
                        <p class="receipt__label">{words.get(Key::PagesReceivedReference)}</p>
                        <p class="receipt__reference" translate="no" dir="ltr">{REFERENCE_PLACEHOLDER}</p>
                        <p>{words.get(Key::PagesReceivedText)}</p>
                    </div>
                </div>
            </div>
        }
        .into_any()
    }
}
