//! From step to step, and to the review.

use leptos::prelude::*;
use web_sys::Element;

use super::Guide;
use crate::form::{Form, Problem, Problems, asked, check, review, way};
use crate::i18n::Key;
use crate::live::Stage;
use crate::live::dom::{all, by_id, element, find, focus, focus_drawn, set, toggle};
use crate::live::problems::{self, Fault, SUMMARY, said};
use crate::live::surroundings::surroundings;
use crate::ui::form::explain;

/// The fragment of the review.
pub(super) const CHECK: &str = "check";

impl Guide {
    /// The next step that is asked or an outcome; the review after the last one.
    pub(super) fn step_after(&self, model: &Form, step: &str) -> String {
        let asked = asked(model, &self.draft());
        way::after(model, &asked, step).map_or(CHECK.into(), |step| step.id.clone())
    }

    /// Where answers lead to an outcome, it stands before the review.
    pub(super) fn meets_outcome(&self) -> bool {
        let outcome = self.model.get().and_then(|model| {
            let asked = asked(model, &self.draft());
            way::outcome(model, &asked)
        });
        outcome.map(|outcome| replace(&outcome.id)).is_some()
    }

    /// The fragment has changed: shows that step or the review, and puts title and focus there.
    pub fn arrive(&self) {
        let stage = self.stage.try_get_untracked();
        if matches!(stage, None | Some(Stage::Sending | Stage::Arrived(_))) {
            return;
        }
        let fragment = fragment();
        if fragment == CHECK {
            return self.review();
        }
        toggle(&self.container, "data-at", false);
        if stage != Some(Stage::Asking) {
            self.stage.set(Stage::Asking);
            self.take_back();
        }
        let step = by_id(&fragment).and_then(|step| step.closest("[data-step]").ok().flatten());
        if let Some(step) = step.as_ref().filter(|step| step.has_attribute("hidden")) {
            return leave(step);
        }
        let step = step.or_else(|| find(&self.form, "[data-step]"));
        let heading = step.and_then(|step| find(&step, "h2[tabindex]"));
        let target = self.target.take().and_then(|id| by_id(&id));
        self.entitle(heading.as_ref());
        if let Some(target) = target.or(heading) {
            target.scroll_into_view();
            focus(&target);
        }
    }

    /// The title says where one is, and whether something is wrong there.
    pub(super) fn entitle(&self, heading: Option<&Element>) {
        let heading = heading.and_then(|heading| heading.text_content());
        let title = heading.map_or_else(
            || self.title.clone(),
            |heading| [&heading, " · ", self.title.as_str()].concat(),
        );
        let wrong = by_id(SUMMARY).is_some();
        let title = if wrong {
            self.words.fill(Key::FormErrorTitle, &[("title", &title)])
        } else {
            title
        };
        document().set_title(&title);
    }

    /// Moves focus to an element, in whatever step it is.
    pub(super) fn lead_to(&self, id: &str) {
        let step = by_id(id).and_then(|element| element.closest("[data-step]").ok().flatten());
        self.target.replace(Some(id.to_owned()));
        match step {
            Some(step) if fragment() != step.id() => go(&step.id()),
            _ => self.arrive(),
        }
    }

    pub(super) fn faults(&self, found: &Problems) -> Vec<Fault> {
        let model = self
            .model
            .get()
            .expect("only a form that is there was checked");
        let fault = |problem: &Problem| Fault {
            item: problem.item.clone(),
            control: problem.control.clone(),
            text: model.in_its_occurrence(&problem.item, explain(problem, model, self.words)),
        };
        found.iter().map(fault).collect()
    }

    /// Shows what is wrong, and leads there.
    pub(super) fn show(&self, step: &Element, faults: &[Fault]) {
        problems::show(&self.form, step, faults, self.words);
        self.lead_to(SUMMARY);
    }

    /// As `show`, in the step of the first fault. The review that was refused is no place to go back to.
    pub(super) fn show_in_its_step(&self, faults: &[Fault]) {
        let control = faults.first().and_then(|fault| by_id(&fault.control));
        if let Some(Ok(Some(step))) = control.map(|control| control.closest("[data-step]")) {
            problems::show(&self.form, &step, faults, self.words);
            self.target.replace(Some(SUMMARY.to_owned()));
            if fragment() == step.id() {
                self.arrive();
            } else {
                replace(&step.id());
            }
        }
    }

    fn review(&self) {
        let Some(model) = self.model.get() else {
            return;
        };
        if self.meets_outcome() {
            return;
        }
        let draft = self.draft();
        match check(model, &draft, &surroundings()) {
            Ok(_) => {
                problems::clear(&self.form);
                set(&self.container, "data-at", CHECK);
                let asked = asked(model, &draft);
                let reading = review(model, &draft, &asked);
                let advice = self.advice(model, &asked);
                self.stage.set(Stage::Checking(reading, advice));
                let title = element("h2", "", &said(self.words.get(Key::FormCheckTitle).into()));
                self.entitle(Some(&title));
                focus_drawn();
            }
            Err(found) => self.show_in_its_step(&self.faults(&found)),
        }
    }

    /// Id of the first step.
    pub(super) fn first_step(&self) -> String {
        find(&self.form, "[data-step]")
            .map(|step| step.id())
            .unwrap_or_default()
    }

    /// Address of the last step.
    pub fn last_step(&self) -> String {
        let last = all(&self.form, "[data-step]:not([hidden])").pop();
        ["#", &last.map(|step| step.id()).unwrap_or_default()].concat()
    }
}

pub(super) fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

pub(super) fn go(fragment: &str) {
    _ = window().location().set_hash(fragment);
}

/// As `go`, in place of where one is.
fn replace(fragment: &str) {
    _ = window().location().replace(&["#", fragment].concat());
}

/// Leads from a step that is not asked to the one before it.
fn leave(step: &Element) {
    let back = find(step, "[data-back]").and_then(|back| back.get_attribute("href"));
    replace(back.as_deref().unwrap_or_default().trim_start_matches('#'));
}
