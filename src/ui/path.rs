//! What happens after a patient asks, as a numbered path.

use leptos::prelude::*;

use crate::i18n::{Key, Words};

/// The four steps from asking to deciding.
#[component]
pub fn Path() -> impl IntoView {
    let words = Words::expect();
    let steps = [
        (Key::HomeNext1, Key::HomeNext1Text),
        (Key::HomeNext2, Key::HomeNext2Text),
        (Key::HomeNext3, Key::HomeNext3Text),
        (Key::HomeNext4, Key::HomeNext4Text),
    ];
    let steps = steps.into_iter().enumerate().map(|(at, (title, text))| {
        view! {
            <li class="path__item" class:path__item--here=at == 0>
                <h3 class="path__title">{words.get(title)}</h3>
                <p class="path__text">{words.get(text)}</p>
            </li>
        }
    });
    view! { <ol class="path path--wide" role="list">{steps.collect_view()}</ol> }
}
