//! The filter above the list of programs: hides what does not fit, and says how many do.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlInputElement};

use super::dom::{all, by_id, element, find, toggle};
use crate::form::model::Text;
use crate::i18n::{Plural, Words};
use crate::search::{fold, matches};

/// Listens to the filter, where the page has one, and applies what was typed before.
pub fn attach(words: Words) {
    let Some(input) = by_id("filter") else {
        return;
    };
    let field: HtmlInputElement = input.clone().unchecked_into();
    let apply = move || apply(&field.value(), words);
    apply();
    let heard = Closure::<dyn Fn()>::new(apply).into_js_value();
    _ = input.add_event_listener_with_callback("input", heard.unchecked_ref::<js_sys::Function>());
}

fn apply(typed: &str, words: Words) {
    let Some(main) = by_id("main") else {
        return;
    };
    let query = fold(typed);
    let mut found = 0;
    for card in all(&main, "[data-terms]") {
        let fits = matches(
            &card.get_attribute("data-terms").unwrap_or_default(),
            &query,
        );
        found += usize::from(fits);
        toggle(&card, "hidden", !fits);
    }
    for group in all(&main, ".group:has([data-terms])") {
        toggle(
            &group,
            "hidden",
            find(&group, "[data-terms]:not([hidden])").is_none(),
        );
    }
    if let Some(nothing) = by_id("filter-nothing") {
        toggle(&nothing, "hidden", found > 0);
    }
    say(found, query.is_empty(), words);
}

/// The count is a new element each time: a browser's translator freezes text that is only changed.
fn say(found: usize, quiet: bool, words: Words) {
    let Some(count) = by_id("filter-count") else {
        return;
    };
    count.set_inner_html("");
    if !quiet {
        let own = words.plural(Plural::PagesProgramsFound, found, &[]);
        let line: Element = element(
            "p",
            "filter__count",
            &Text {
                own,
                ..Text::default()
            },
        );
        _ = count.append_child(&line);
    }
}
