//! Leads a patient through a form: from step to step, to the review, and to the receipt. Where they
//! are is the address's fragment; what they typed is in the document.

mod answers;
mod sending;
mod steps;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement};

use super::Stage;
use super::dom::{boot, draft, find, set};
use super::facts::{self, Facts};
use super::filter::{self, Filter};
use super::more;
use super::outbox::{self, Outbox};
use super::problems;
use super::repeat;
use super::sender::Request;
use super::surroundings::surroundings;
use crate::browser::{call, global};
use crate::form::{Draft, Form, check_step};
use crate::i18n::{Key, Words};
use crate::page::FormSetup;
use steps::{fragment, go};

/// One form in one page view.
pub struct Guide {
    /// The title of the page.
    pub title: String,
    /// The lines above long lists.
    pub filters: Vec<Filter>,
    /// What is asked, once it has come.
    pub model: OnceCell<Form>,
    /// Id of the element that focus moves to when the step is there.
    pub target: RefCell<Option<String>>,
    /// The request, once the patient has sent it.
    pub request: RefCell<Option<Rc<Request>>>,
    /// How the form is sent.
    pub page: FormSetup,
    /// The box around the form.
    pub container: Element,
    /// The form.
    pub form: HtmlFormElement,
    /// The words of the page.
    pub words: Words,
    /// What stands below the form.
    pub stage: RwSignal<Stage>,
    /// What is sent, and waits until it has arrived.
    pub outbox: Outbox,
}

impl Guide {
    /// The questions have come.
    pub fn begin(self: &Rc<Self>, model: Form) {
        self.filters.iter().for_each(Filter::suspend);
        more::offer(&self.form, &model);
        for filter in &self.filters {
            if filter.resume(self.words) {
                boot("save", &self.form);
            }
        }
        _ = self.model.set(model);
        repeat::begin(&self.form);
        let known = self.known();
        self.choose_program();
        self.ask();
        if self.resume() {
            return;
        }
        if let Some(known) = known {
            let guide = self.clone();
            facts::offer(known, &self.form, self.words, move || guide.ask());
        }
        if !fragment().is_empty() && !self.has_focus() {
            self.arrive();
        }
    }

    fn known(&self) -> Option<Facts> {
        facts::known(self.model.get()?, &self.draft(), self.words)
    }

    /// Whether the patient is at a field of the form already, perhaps in the middle of a word.
    fn has_focus(&self) -> bool {
        document()
            .active_element()
            .is_some_and(|active| self.form.contains(Some(&active)))
    }

    /// Something happened in the form or below it.
    pub fn hear(self: &Rc<Self>, event: &Event) {
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        match event.type_().as_str() {
            "submit" => {
                event.prevent_default();
                self.enter();
            }
            "click" => self.click(event, &target),
            _ => self.changed(&target),
        }
    }

    /// Enter in a field goes on, as the step's own link does.
    fn enter(&self) {
        let Some(active) = document().active_element() else {
            return;
        };
        if let Some(filter) = filter::of(&self.filters, &active) {
            return filter.done();
        }
        let step = active.closest("[data-step]").ok().flatten();
        if let Some(next) = step.and_then(|step| find(&step, "[data-next]")) {
            next.unchecked_ref::<web_sys::HtmlElement>().click();
        }
    }

    fn click(self: &Rc<Self>, event: &Event, target: &Element) {
        const WAYS: &str = "[data-next], [data-control], [data-clear], [data-add], [data-remove]";
        let Ok(Some(link)) = target.closest(WAYS) else {
            return;
        };
        if let Some(control) = link.get_attribute("data-control") {
            event.prevent_default();
            self.lead_to(&control);
        } else if link.has_attribute("data-clear") {
            let question = self.words.get(Key::FormClearSure);
            if window().confirm_with_message(question).unwrap_or_default() {
                self.erase();
                go(&self.first_step());
            }
        } else if let Ok(Some(repeat)) = link.closest("[data-repeat]") {
            self.repeat(&repeat, &link);
        } else if let (Some(model), Ok(Some(step))) =
            (self.model.get(), link.closest("[data-step]"))
        {
            let found = check_step(model, &step.id(), &self.draft(), &surroundings());
            event.prevent_default();
            if found.is_empty() {
                problems::clear(&self.form);
                go(&self.step_after(model, &step.id()));
            } else {
                self.show(&step, &self.faults(&found));
            }
        }
    }

    /// The form's name.
    fn name(&self) -> String {
        let name = self.container.get_attribute("data-form");
        name.unwrap_or_default()
    }

    /// Which request the form holds.
    fn id(&self) -> String {
        self.draft().get("_id").unwrap_or_default().to_owned()
    }

    fn draft(&self) -> Draft {
        draft(&self.form)
    }

    /// Leaves nothing of this request, wherever it is kept or waits.
    fn erase(&self) {
        let id = self.id();
        self.request.take();
        self.outbox.erase(&id);
        _ = call(&global("portico"), "erase", &[id.into()]);
        self.forget();
    }

    /// Empties the form and this tab; the next request gets an identity of its own.
    fn forget(&self) {
        boot("leave", &self.form);
        self.form.reset();
        if let Some(id) = find(&self.form, "[name=_id]") {
            set(&id, "value", "");
        }
        problems::clear(&self.form);
        repeat::close(&self.form);
        boot("save", &self.form);
        self.ask();
    }

    /// A new request, in a form that is empty.
    pub fn start_anew(self: &Rc<Self>) {
        outbox::forget_receipt(&self.name());
        self.request.take();
        self.forget();
        self.choose_program();
        self.stage.set(Stage::Asking);
        let first = self.first_step();
        if fragment() == first {
            self.arrive();
        } else {
            go(&first);
        }
    }

    /// Whether requests leave sealed.
    pub fn seals(&self) -> bool {
        self.page.sealing.is_some()
    }

    /// Whether the next click after the review sends.
    pub fn posts(&self) -> bool {
        let destination = self.page.destination.as_ref();
        destination.is_some_and(|destination| destination.is_posted())
    }
}
