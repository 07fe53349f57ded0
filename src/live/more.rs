//! Offers the answers that a page leaves out because they are many. One that a draft has chosen before stands
//! in the list already, under its code.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};

use super::dom::{all, element, set, toggle};
use crate::form::Form;
use crate::form::model::Kind;

/// Fills every list that is marked, in the reader's order, and keeps what is chosen if it is offered.
pub fn offer(form: &Element, model: &Form) {
    for list in all(form, "select[data-more]") {
        let select: &HtmlSelectElement = list.unchecked_ref();
        let Some(Kind::Choice(choices) | Kind::OpenChoice(choices)) =
            model.item(&select.name()).map(|item| &item.kind)
        else {
            continue;
        };
        let chosen = select.value();
        let options = all(&list, "option:not([value=\"\"])").into_iter();
        let mut drawn: Vec<(Option<String>, Element)> = options
            .map(|option| (option.get_attribute("value"), option))
            .collect();
        if let Some((_, code)) = drawn.pop_if(|(value, last)| last.text_content() == *value) {
            code.remove();
        }
        for choice in choices {
            let known = drawn
                .iter()
                .find(|(value, _)| value.as_deref() == Some(&choice.code));
            let new = || {
                let option = element("option", "", &choice.text);
                set(&option, "value", &choice.code);
                option
            };
            let option = known.map_or_else(new, |(_, option)| option.clone());
            _ = list.append_child(&option);
        }
        let offered = choices.iter().any(|choice| choice.code == chosen);
        select.set_value(if offered { &chosen } else { "" });
        toggle(&list, "data-more", false);
    }
}
