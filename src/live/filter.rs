//! A line above a long list that shortens it as one types. Options are taken out and put back, since
//! some browsers show hidden ones.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::dom::{all, element, find, set};
use super::problems::said;
use crate::form::model::Text;
use crate::i18n::{Key, Plural, Words};
use crate::search;

/// A list and all its options.
pub struct Filter {
    input: HtmlInputElement,
    select: HtmlSelectElement,
    /// What the whole list offers, once something is sought in it.
    options: RefCell<Vec<(Element, String)>>,
    /// What was chosen because nothing else fitted.
    single: RefCell<Option<String>>,
    told: RefCell<Option<Element>>,
}

/// Puts a filter above every list that asks for one.
pub fn add(form: &Element, words: Words) -> Vec<Filter> {
    let lists = all(form, "select[data-filter]").into_iter();
    lists
        .map(|select| Filter::above(select.unchecked_into(), words))
        .collect()
}

impl Filter {
    fn above(select: HtmlSelectElement, words: Words) -> Self {
        let input = element("input", "field__filter", &Text::default());
        set(&input, "type", "search");
        set(&input, "dir", "auto");
        set(&input, "autocomplete", "off");
        set(&input, "enterkeyhint", "done");
        set(&input, "aria-controls", &select.id());
        set(&input, "aria-label", words.get(Key::FormFilter));
        set(&input, "placeholder", words.get(Key::FormFilter));
        _ = select
            .parent_node()
            .map(|field| field.insert_before(&input, Some(&select)));
        Self {
            input: input.unchecked_into(),
            select,
            options: RefCell::default(),
            single: RefCell::default(),
            told: RefCell::default(),
        }
    }

    /// Makes the list whole for a moment, in which it may get other options.
    pub fn suspend(&self) {
        for (option, _) in self.options.take() {
            _ = self.select.append_child(&option);
        }
    }

    /// Shortens the list again where something is typed already; whether that chose something.
    pub fn resume(&self, words: Words) -> bool {
        !self.input.value().is_empty() && self.apply(words)
    }

    fn learn(&self) {
        let folded = |option: Element| {
            let text = search::fold(&option.text_content().unwrap_or_default());
            (option, text)
        };
        let options = all(&self.select, "option").into_iter().map(folded);
        self.options.replace(options.collect());
    }

    /// Whether this is the line of this filter.
    pub fn is(&self, element: &Element) -> bool {
        element == self.input.as_ref()
    }

    /// Shortens the list to what fits. What the patient chose stays in it, and so does "no answer". A single
    /// fit is chosen when nothing was, for as long as it fits; whether another answer is chosen now.
    pub fn apply(&self, words: Words) -> bool {
        if self.options.borrow().is_empty() {
            self.learn();
        }
        let query = search::fold(&self.input.value());
        let before = self.select.value();
        let value = |option: &Element| option.get_attribute("value").unwrap_or_default();
        let fits = |text: &str| search::matches(text, &query);
        let options = self.options.borrow();
        let found: Vec<_> = options
            .iter()
            .skip(1)
            .filter(|(_, text)| fits(text))
            .collect();
        let by_itself = self.single.take().is_some_and(|single| single == before);
        let gone = by_itself && !found.iter().any(|(option, _)| value(option) == before);
        let chosen = if gone { "" } else { &before };
        // An option that is taken out while it is chosen would come back chosen.
        self.select.set_value(chosen);
        for (at, (option, text)) in options.iter().enumerate() {
            if at == 0 || fits(text) || value(option) == chosen {
                _ = self.select.append_child(option);
            } else {
                option.remove();
            }
        }
        let single = (chosen.is_empty() && query.chars().count() > 1 && found.len() == 1)
            .then(|| value(&found[0].0));
        let now = single.as_deref().unwrap_or(chosen);
        self.select.set_value(now);
        self.tell(&query, found.len(), words);
        if single.is_some() || by_itself && !gone {
            self.single.replace(Some(now.to_owned()));
        }
        now != before
    }

    /// Whether this is the filter of a list within an element.
    pub fn is_in(&self, element: &Element) -> bool {
        element.contains(Some(&self.select))
    }

    /// Makes the list whole again.
    pub fn clear(&self, words: Words) {
        self.input.set_value("");
        self.apply(words);
    }

    /// Leads from the line to the list.
    pub fn done(&self) {
        _ = self.select.focus();
    }

    fn tell(&self, query: &str, found: usize, words: Words) {
        let line = (!query.is_empty()).then(|| {
            let line = element(
                "p",
                "field__count",
                &said(words.plural(Plural::FormFilterFound, found, &[])),
            );
            set(&line, "role", "status");
            let after = self.select.next_sibling();
            _ = self
                .select
                .parent_node()
                .map(|field| field.insert_before(&line, after.as_ref()));
            line
        });
        if let Some(old) = self.told.replace(line) {
            old.remove();
        }
    }
}

/// The filter whose line this is.
pub fn of<'a>(filters: &'a [Filter], element: &Element) -> Option<&'a Filter> {
    filters.iter().find(|filter| filter.is(element))
}

/// Chooses the program that the address names, where none is chosen; whether the list has it.
pub fn choose(form: &Element, name: &str, value: &str) -> Option<bool> {
    let list: HtmlSelectElement =
        find(form, &["select[name=\"", name, "\"]"].concat())?.unchecked_into();
    let known = all(&list, "option")
        .iter()
        .any(|option| option.get_attribute("value").as_deref() == Some(value));
    if known && list.value().is_empty() {
        list.set_value(value);
    }
    Some(known)
}
