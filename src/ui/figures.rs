//! The hospital's figures, each with what it counts.

use leptos::prelude::*;

use crate::i18n::{Key, Words};

/// A ruled strip of figures.
#[component]
pub fn Figures() -> impl IntoView {
    let words = Words::expect();
    let figures = [
        (Key::PagesFigureFunding, Key::PagesFigureFundingText),
        (Key::PagesFigureTrials, Key::PagesFigureTrialsText),
        (Key::PagesFigureCountries, Key::PagesFigureCountriesText),
    ];
    let figures = figures.map(|(figure, text)| {
        view! {
            <div class="figures__item">
                <dt class="figures__label">{words.get(text)}</dt>
                <dd class="figures__value">{words.get(figure)}</dd>
            </div>
        }
    });
    view! { <dl class="figures">{figures.into_iter().collect_view()}</dl> }
}
