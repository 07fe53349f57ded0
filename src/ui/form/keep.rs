//! Where the answers are meanwhile, and what a patient can have done with them: kept on the device, saved
//! to a file, erased. `kept.js` and `file.js` serve it; until they have come, nothing of it can be pressed.

use leptos::prelude::*;

use crate::i18n::{Key, Words};
use crate::ui::Art;

/// What is said of a draft or asked, under the name by which the scripts know it.
const SAID: [(&str, Key); 10] = [
    ("part", Key::FormKeptPart),
    ("fork", Key::FormKeptFork),
    ("full", Key::FormKeptFull),
    ("file", Key::FormFileBack),
    ("broken", Key::FormFileBroken),
    ("other", Key::FormFileOther),
    ("newer", Key::FormFileNewer),
    ("replace", Key::FormReplaceSure),
    ("erase", Key::FormKeptEraseSure),
    ("clear", Key::FormClearSure),
];

/// All that can be said above a form. An asset of its own: most visitors never read it.
#[component]
pub fn Said() -> impl IntoView {
    let words = Words::expect();
    let said = SAID.map(|(name, key)| {
        view! { <div data-say=name><p>{words.get(key)}</p></div> }
    });

    view! {
        <div data-say="back">
            <p>{words.get(Key::FormKeptBack)}</p>
            <button class="button button--link" type="button" data-kept="empty">{words.get(Key::FormKeptEmpty)}</button>
        </div>
        <div data-say="list">
            <p>{words.get(Key::FormKeptList)}</p>
            <ul class="kept__list" role="list">
                <li class="kept__draft">
                    <span></span>
                    <button class="button button--link" type="button" data-kept="open">{words.get(Key::FormKeptOpen)}</button>
                    <button class="button button--link" type="button" data-kept="erase">{words.get(Key::FormKeptErase)}</button>
                </li>
            </ul>
        </div>
        {said}
    }
}

/// Below the form, at every step: where the answers are, and the choice to keep them longer.
#[component]
pub fn Keep() -> impl IntoView {
    let words = Words::expect();

    view! {
        <div class="keep">
            <div class="keep__where">
                <Art name="shield" class="keep__icon"/>
                <p class="keep__tab">{words.get(Key::FormSafe)}</p>
                <p class="keep__memory">{words.get(Key::FormSafeMemory)}</p>
            </div>
            <div class="keep__choice">
                <input class="choice__box" type="checkbox" id="keep" aria-describedby="keep-hint" disabled/>
                <label class="keep__label" for="keep">{words.get(Key::FormKeep)}</label>
                <p class="keep__hint" id="keep-hint">{words.get(Key::FormKeepHint)}</p>
            </div>
            <p class="keep__ways">
                <button class="button button--link" type="button" data-file="save" disabled>{words.get(Key::FormFileSave)}</button>
                <button class="button button--link" type="button" data-file="open" disabled>{words.get(Key::FormFileOpen)}</button>
                <input type="file" accept=".json" data-file hidden/>
                <button class="button button--link" type="button" data-clear disabled>{words.get(Key::FormClear)}</button>
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::form::item::tests::render;

    #[test]
    fn keeping_is_not_chosen_beforehand() {
        let html = render(|| view! { <Keep/> }.into_any());
        assert!(!html.contains("checked"), "{html}");
    }

    #[test]
    fn whoever_chooses_hears_of_shared_computers() {
        let html = render(|| view! { <Keep/> }.into_any());
        assert!(
            html.contains(r#"aria-describedby="keep-hint""#) && html.contains(r#"id="keep-hint""#),
            "{html}"
        );
    }

    #[test]
    fn every_sentence_has_a_name_of_its_own() {
        let html = render(|| view! { <Said/> }.into_any());
        assert_eq!(html.matches("data-say=").count(), SAID.len() + 2);
    }
}
