//! Adds and takes away what can be given several times. All occurrences are in the page; those show that
//! are needed, filled in or opened, and what has shown stays until the patient takes it away.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::dom::{all, element, find, toggle};
use super::problems::said;
use crate::form::Asked;

/// Opens what closes without script; what the patient opened before the app came counts as opened.
pub fn begin(form: &Element) {
    for more in all(form, ".repeat__more") {
        if more.has_attribute("open")
            && let Some(one) = find(&more, "[data-occurrence]")
        {
            toggle(&one, "data-open", true);
        }
        toggle(&more, "open", true);
    }
}

/// The occurrences that the patient has opened.
pub fn opened(form: &Element) -> Vec<String> {
    let id = |one: &Element| one.get_attribute("data-occurrence");
    all(form, "[data-open]").iter().filter_map(id).collect()
}

/// Closes all but the first ones, in a form that was emptied.
pub fn close(form: &Element) {
    for one in all(form, ".repeat__more [data-open]") {
        toggle(&one, "data-open", false);
    }
}

/// Shows what is shown, and the buttons that can do something.
pub fn show(form: &Element, shown: &Asked) {
    for repeat in all(form, "[data-repeat]") {
        let all_of_it = all(&repeat, "[data-occurrence]");
        let mut now = 0;
        for one in &all_of_it {
            let id = one.get_attribute("data-occurrence").unwrap_or_default();
            let shows = shown.contains(&id);
            toggle(one, "hidden", !shows);
            if shows {
                now += 1;
                toggle(one, "data-open", true);
            }
        }
        toggle(&repeat, "hidden", now == 0);
        let least = repeat.get_attribute("data-least").unwrap_or_default();
        for button in all(&repeat, "[data-remove]") {
            toggle(
                &button,
                "hidden",
                least.parse().is_ok_and(|least: usize| now <= least),
            );
        }
        if let Some(add) = find(&repeat, "[data-add]") {
            toggle(&add, "hidden", now == all_of_it.len());
        }
    }
}

/// Opens one more occurrence; it shows after the next `show`.
pub fn add(repeat: &Element) -> Option<Element> {
    let one = find(repeat, "[data-occurrence][hidden]")?;
    toggle(&one, "data-open", true);
    Some(one)
}

/// Takes an occurrence away: later ones move up into its place, and the last one closes, empty. Which one
/// the patient is at then; none if they would rather keep it.
pub fn remove(repeat: &Element, button: &Element) -> Option<Element> {
    let ones = all(repeat, "[data-occurrence]:not([hidden])");
    let at = ones.iter().position(|one| one.contains(Some(button)))?;
    let fields: Vec<_> = ones.iter().map(fields).collect();
    let sure = button.get_attribute("data-remove").unwrap_or_default();
    if fields[at].iter().any(is_filled) && !window().confirm_with_message(&sure).unwrap_or_default()
    {
        return None;
    }
    for pair in fields[at..].windows(2) {
        for (to, from) in pair[0].iter().zip(&pair[1]) {
            put(to, from.checked(), &from.value());
        }
    }
    for field in fields.last()? {
        put(field, false, "");
    }
    toggle(ones.last()?, "data-open", false);
    Some(ones[at.min(ones.len() - 2)].clone())
}

/// What takes the focus in an occurrence: its heading, or the field where it has none.
pub fn head(one: &Element) -> Option<Element> {
    find(one, "legend[tabindex], .field__input, .field__area")
}

/// How many occurrences show.
pub fn count(repeat: &Element) -> usize {
    all(repeat, "[data-occurrence]:not([hidden])").len()
}

/// Says what has happened. The line is a new one each time, as all that is announced.
pub fn tell(repeat: &Element, text: String) {
    if let Some(old) = find(repeat, ".repeat__said") {
        old.remove();
    }
    let line = element("p", "repeat__said", &said(text));
    _ = line.set_attribute("role", "status");
    _ = repeat.append_child(&line);
}

/// The fields of an occurrence, in the same order in each.
fn fields(one: &Element) -> Vec<HtmlInputElement> {
    let fields = all(one, "[name]:not([type=hidden])").into_iter();
    fields.map(JsCast::unchecked_into).collect()
}

fn is_box(field: &HtmlInputElement) -> bool {
    let kind = field.get_attribute("type").unwrap_or_default();
    kind == "radio" || kind == "checkbox"
}

fn is_filled(field: &HtmlInputElement) -> bool {
    if is_box(field) {
        field.checked()
    } else {
        !field.value().is_empty()
    }
}

fn put(field: &HtmlInputElement, checked: bool, value: &str) {
    if is_box(field) {
        field.set_checked(checked);
    } else {
        field.set_value(value);
    }
}
