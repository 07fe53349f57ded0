//! A request form in a browser, filled in and sent with a pointer.

use std::collections::BTreeMap;

use serde_json::json;
use thirtyfour::prelude::*;

use crate::answer::{Answer, SHORT, Sheet, pairs};
use crate::browser::Browser;
use crate::hospital::Hospital;
use crate::site;

/// True once the app has taken the page over and has the questions: those that are not asked are hidden.
pub const READY: &str = "document.querySelector('html.live [data-form] [data-item][hidden]')";

/// Sets values as a browser's autofill does; of a function that is given names and values.
pub const PUT: &str = "
    const form = document.querySelector('[data-form] form');
    for (const [name, value] of arguments[0]) {
        for (const field of form.querySelectorAll(`[name='${name}']`)) {
            const box = /radio|checkbox/.test(field.type);
            if (box && field.value != value) continue;
            if (box) field.checked = true; else field.value = value;
            for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, {bubbles: true}));
        }
    }";

/// All values that are not empty, by name, in the order of the form.
const VALUES: &str = "
    const found = {};
    for (const [name, value] of new FormData(document.querySelector('[data-form] form')))
        if (value) (found[name] ||= []).push(value);
    return found;";

/// A form that is open in a browser.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    browser: &'a Browser,
}

impl<'a> Form<'a> {
    /// Opens the form, and waits until the app has it.
    pub async fn open(hospital: &Hospital, browser: &'a Browser, lang: &str) -> Self {
        let form = Self::open_early(hospital, browser, lang).await;
        browser.until(READY).await;
        form
    }

    /// Opens the form of this name, and waits until the app has it.
    pub async fn open_named(
        hospital: &Hospital,
        browser: &'a Browser,
        id: &str,
        lang: &str,
    ) -> Self {
        browser
            .open(&hospital.url(&site::form_named(id, lang)))
            .await;
        browser.until(READY).await;
        Self { browser }
    }

    /// Opens the form, and does not wait for the app.
    pub async fn open_early(hospital: &Hospital, browser: &'a Browser, lang: &str) -> Self {
        browser.open(&hospital.url(&site::form(lang))).await;
        Self { browser }
    }

    /// The form that is open.
    pub fn here(browser: &'a Browser) -> Self {
        Self { browser }
    }

    /// Opens the form, answers what must be answered, and sends it.
    pub async fn sent(hospital: &Hospital, browser: &'a Browser, lang: &str) -> Self {
        let form = Self::open(hospital, browser, lang).await;
        form.review(SHORT).await;
        form.send().await;
        form
    }

    /// Answers one question.
    pub async fn answer(&self, id: &str, answer: Answer) {
        for (name, value) in pairs(id, answer) {
            match answer {
                Answer::Text(_) | Answer::Date(..) => self.type_into(&name, &value).await,
                Answer::One(_) | Answer::Several(_) | Answer::Tick | Answer::Listed(..) => {
                    self.choose(&name, &value).await
                }
            }
        }
    }

    /// Types into a field that shows.
    pub async fn type_into(&self, name: &str, text: &str) {
        let field = self
            .browser
            .find(&format!("[data-form] [name='{name}']"))
            .await;
        field
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("{name} cannot be typed into: {error}"));
    }

    async fn choose(&self, name: &str, value: &str) {
        let list = format!("[data-form] select[name='{name}'] option[value='{value}']");
        let all = self
            .browser
            .driver()
            .find_all(By::Css(list.as_str()))
            .await
            .expect("the browser answers");
        match all.first() {
            Some(option) => option
                .click()
                .await
                .unwrap_or_else(|error| panic!("{list} cannot be chosen: {error}")),
            None => {
                self.browser
                    .click(&format!("label:has(input[name='{name}'][value='{value}'])"))
                    .await
            }
        }
    }

    /// Answers the questions of one step.
    pub async fn fill_step(&self, sheet: Sheet, step: &str) {
        for (id, answer) in sheet.step(step) {
            self.answer(id, *answer).await;
        }
    }

    /// Goes through all steps, answering, until the review.
    pub async fn fill(&self, sheet: Sheet) {
        for (step, _) in sheet.0 {
            self.browser.find(&format!("#{step}")).await;
            self.fill_step(sheet, step).await;
            self.go_on().await;
        }
        self.browser.find(".review").await;
    }

    /// Answers all at once, as a browser's autofill does.
    pub async fn put(&self, sheet: Sheet) {
        self.put_pairs(&sheet.pairs()).await;
    }

    /// Puts values into their fields, as a browser's autofill does.
    pub async fn put_pairs(&self, pairs: &[(String, String)]) {
        self.browser.run::<()>(PUT, json!([pairs])).await;
    }

    /// Goes on from the step that shows.
    pub async fn go_on(&self) {
        self.browser.click("[data-next]").await;
    }

    /// Opens a step, or the review, by its address.
    pub async fn go_to(&self, step: &str) {
        self.browser
            .run::<()>("location.hash = arguments[0]", json!([step]))
            .await;
        let shown = if step == "check" {
            ".review".to_owned()
        } else {
            format!("#{step}")
        };
        self.browser.find(&shown).await;
    }

    /// Answers everything and opens the review.
    pub async fn review(&self, sheet: Sheet) {
        self.put(sheet).await;
        self.go_to("check").await;
    }

    /// Sends from the review.
    pub async fn send(&self) {
        self.browser.click(".review .actions button").await;
    }

    /// Waits for the receipt, and returns its reference.
    pub async fn receipt(&self) -> String {
        self.browser.text(".receipt__reference").await
    }

    /// Reads another page of the site, and comes back to the form.
    pub async fn read_elsewhere(&self) {
        self.browser.click(".footer a[href='/en/privacy/']").await;
        self.browser
            .until("document.querySelector('main h1') == document.activeElement")
            .await;
        self.browser.back().await;
        self.browser.until(READY).await;
    }

    /// Waits until the page has put back what was typed before, which it does without the app.
    pub async fn restored(&self) {
        self.browser
            .until("document.querySelector('[data-form] form')?._zone.value")
            .await;
    }

    /// What the form holds, by name; without its own hidden fields.
    pub async fn values(&self) -> BTreeMap<String, Vec<String>> {
        let mut values: BTreeMap<String, Vec<String>> = self.browser.run(VALUES, json!([])).await;
        values.retain(|name, _| !name.starts_with('_'));
        values
    }

    /// The value of one field, hidden ones too.
    pub async fn value(&self, name: &str) -> String {
        self.browser
            .ask(&format!(
                "document.querySelector(\"[data-form] [name='{name}']\").value"
            ))
            .await
    }
}

/// What a form that holds this sheet says that it holds.
pub fn held(sheet: Sheet) -> BTreeMap<String, Vec<String>> {
    let mut held = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in sheet.pairs() {
        held.entry(name).or_default().push(value);
    }
    held
}
