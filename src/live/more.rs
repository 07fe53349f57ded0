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
        let mut drawn = all(&list, "option:not([value=\"\"])");
        let has =
            |option: &Element, code: &str| option.get_attribute("value").as_deref() == Some(code);
        if let Some(code) = drawn.pop_if(|last| last.text_content() == last.get_attribute("value"))
        {
            code.remove();
        }
        for choice in choices {
            let option = drawn.iter().find(|option| has(option, &choice.code));
            let option = option
                .cloned()
                .unwrap_or_else(|| element("option", "", &choice.text));
            set(&option, "value", &choice.code);
            _ = list.append_child(&option);
        }
        let offered = choices.iter().any(|choice| choice.code == chosen);
        select.set_value(if offered { &chosen } else { "" });
        toggle(&list, "data-more", false);
    }
}
