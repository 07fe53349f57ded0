//! What changes around the answers while they are given.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::Guide;
use crate::form::model::{Item, Operator, Rule};
use crate::form::{Asked, Form, shown};
use crate::i18n::{Key, Plural};
use crate::live::advice;
use crate::live::dom::{all, boot, by_id, element, find, focus, set, toggle};
use crate::live::filter;
use crate::live::problems::{self, describe, said};
use crate::live::repeat;
use crate::live::surroundings::count;

impl Guide {
    /// Adds to what can be given several times, or takes away from it.
    pub(super) fn repeat(&self, repeat: &Element, button: &Element) {
        let add = button.has_attribute("data-add");
        let one = if add {
            repeat::add(repeat)
        } else {
            for filter in self.filters.iter().filter(|filter| filter.is_in(repeat)) {
                filter.clear(self.words);
            }
            repeat::remove(repeat, button)
        };
        let Some(one) = one else {
            return;
        };
        problems::clear(&self.form);
        self.ask();
        for field in all(repeat, "[name]") {
            self.tell_length(&field, &field.get_attribute("name").unwrap_or_default());
        }
        boot("save", &self.form);
        let full = find(repeat, "[data-add][hidden]").is_some();
        let key = match (add, full) {
            (true, true) => Key::FormRepeatFull,
            (true, false) => Key::FormRepeatAdded,
            (false, _) => Key::FormRepeatRemoved,
        };
        let id = repeat.get_attribute("data-repeat").unwrap_or_default();
        let item = self.model.get().and_then(|model| model.item(&id));
        let text = item.map_or("", |item| &item.text.own);
        let count = repeat::count(repeat).to_string();
        repeat::tell(
            repeat,
            self.words.fill(key, &[("text", text), ("n", &count)]),
        );
        let step = repeat.closest("[data-step]").ok().flatten();
        self.entitle(step.and_then(|step| find(&step, "h2[tabindex]")).as_ref());
        if let Some(head) = repeat::head(&one) {
            head.scroll_into_view();
            focus(&head);
        }
    }

    pub(super) fn changed(self: &Rc<Self>, target: &Element) {
        if let Some(filter) = filter::of(&self.filters, target) {
            if filter.apply(self.words) {
                self.ask();
                boot("save", &self.form);
            }
            return;
        }
        let Some(name) = target.get_attribute("name") else {
            self.ask();
            // Answers were put back, perhaps those of a request that waits.
            _ = self.go_on();
            return;
        };
        if self.settle_choices(target, &name) {
            boot("save", &self.form);
        }
        self.tell_length(target, &name);
        self.ask();
    }

    /// Own words choose themselves; an answer that excludes others does.
    fn settle_choices(&self, target: &Element, name: &str) -> bool {
        if let Some(item) = name.strip_suffix(".other") {
            let button = find(
                &self.form,
                &["input[name=\"", item, "\"][value=_other]"].concat(),
            );
            return button
                .map(|button| button.unchecked_ref::<HtmlInputElement>().set_checked(true))
                .is_some();
        }
        let input: &HtmlInputElement = target.unchecked_ref();
        if target.get_attribute("type").as_deref() != Some("checkbox") || !input.checked() {
            return false;
        }
        let alone = target.has_attribute("data-exclusive");
        let same = all(&self.form, &["input[name=\"", name, "\"]"].concat());
        for other in same
            .iter()
            .filter(|other| *other != target && (alone || other.has_attribute("data-exclusive")))
        {
            other.unchecked_ref::<HtmlInputElement>().set_checked(false);
        }
        true
    }

    /// From three quarters of the length on, says how much room is left. The line is a new one each
    /// time: a browser's translator freezes text that is only changed.
    fn tell_length(&self, target: &Element, name: &str) {
        let Some(item) = self.model.get().and_then(|model| model.item(name)) else {
            return;
        };
        let Some(max) = max_length(item) else {
            return;
        };
        let id = ["f-", name, "-count"].concat();
        if let Some(old) = by_id(&id) {
            old.remove();
        }
        let now = count(self.draft().get(name).unwrap_or_default());
        if let Some(field) = target.parent_element() {
            if now * 4 >= max * 3 {
                let (plural, class) = if now > max {
                    (Plural::FormOver, "field__count field__count--over")
                } else {
                    (Plural::FormLeft, "field__count")
                };
                let line = element(
                    "p",
                    class,
                    &said(self.words.plural(plural, now.abs_diff(max), &[])),
                );
                set(&line, "id", &id);
                _ = field.append_child(&line);
            }
            describe(target, &field, true);
        }
    }

    /// Shows the questions that apply, hides the others.
    pub(super) fn ask(&self) {
        let Some(model) = self.model.get() else {
            return;
        };
        let shown = shown(model, &self.draft(), &repeat::opened(&self.form));
        for part in all(&self.form, "[data-item]") {
            let id = part.get_attribute("data-item").unwrap_or_default();
            toggle(&part, "hidden", !shown.contains(&id));
        }
        repeat::show(&self.form, &shown);
        advice::show(&self.form, &self.advice(model, &shown), self.words);
    }

    /// What there is to see to about the records.
    pub(super) fn advice(&self, model: &Form, asked: &Asked) -> Vec<String> {
        let rules = self.page.records.as_ref();
        rules.map_or_else(Vec::new, |rules| {
            advice::lines(model, &self.draft(), asked, rules, self.words)
        })
    }

    pub(super) fn choose_program(&self) {
        let search = window().location().search().unwrap_or_default();
        let Ok(query) = web_sys::UrlSearchParams::new_with_str(&search) else {
            return;
        };
        let Some(slug) = query.get("program") else {
            return;
        };
        match filter::choose(&self.form, "program", &slug) {
            Some(false) => {
                let notice = element(
                    "p",
                    "status status--warn",
                    &said(self.words.get(Key::FormProgramUnknown).into()),
                );
                set(&notice, "role", "status");
                _ = self.container.insert_before(&notice, Some(&self.form));
            }
            Some(true) => {
                self.meet_conditions("program");
                boot("save", &self.form);
            }
            None => {}
        }
    }

    /// Gives the answers under which an item is asked, where none were given: whoever follows a link to
    /// a program has one in mind.
    fn meet_conditions(&self, item: &str) {
        let draft = self.draft();
        let when = self
            .model
            .get()
            .and_then(|model| model.item(item)?.when.as_ref());
        for condition in when.iter().flat_map(|when| &when.conditions) {
            let button = [
                "input[name=\"",
                &condition.question,
                "\"][value=\"",
                &condition.answer,
                "\"]",
            ]
            .concat();
            if condition.operator == Operator::Equal && draft.get(&condition.question).is_none() {
                _ = find(&self.form, &button)
                    .map(|button| button.unchecked_ref::<HtmlInputElement>().set_checked(true));
            }
        }
    }
}

fn max_length(item: &Item) -> Option<usize> {
    item.rules.iter().find_map(|rule| match rule {
        Rule::MaxLength(max) => Some(*max),
        _ => None,
    })
}
