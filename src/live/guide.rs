//! Leads a patient through a form: from step to step, to the review, and to the receipt. Where they
//! are is the address's fragment; what they typed is in the document.

use std::cell::{OnceCell, RefCell};
use std::future::ready;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement};

use super::Stage;
use super::advice;
use super::clock;
use super::dom::{all, boot, by_id, draft, element, fields, find, focus, focus_drawn, set, toggle};
use super::facts::{self, Facts};
use super::filter::{self, Filter};
use super::more;
use super::outbox::{self, News, Outbox};
use super::problems::{self, Fault, SUMMARY, describe, said};
use super::repeat;
use super::sender::Request;
use super::storage::Place;
use super::surroundings::{count, surroundings};
use crate::browser::{call, global};
use crate::form::model::{Item, Operator, Rule};
use crate::form::{
    Asked, Draft, Form, Problem, Problems, asked, check, check_step, review, shown, way,
};
use crate::i18n::{Key, Plural, Words};
use crate::page::FormSetup;
use crate::submit::waiting::State;
use crate::submit::{Outcome, Parcel, Refusal, Waiting, hand_over};
use crate::ui::form::{Advice, Carried, Way, explain};

/// The fragment of the review.
const CHECK: &str = "check";

/// How long to wait when a busy endpoint does not say.
const BUSY_SECONDS: u32 = 30;

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
        more::offer(&self.form, &model);
        for filter in &self.filters {
            filter.learn(self.words);
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

    /// The next step that is asked or an outcome; the review after the last one.
    fn step_after(&self, model: &Form, step: &str) -> String {
        let asked = asked(model, &self.draft());
        way::after(model, &asked, step).map_or(CHECK.into(), |step| step.id.clone())
    }

    /// Where answers lead to an outcome, it stands before the review.
    fn meets_outcome(&self) -> bool {
        let outcome = self.model.get().and_then(|model| {
            let asked = asked(model, &self.draft());
            way::outcome(model, &asked)
        });
        outcome.map(|outcome| replace(&outcome.id)).is_some()
    }

    /// Adds to what can be given several times, or takes away from it.
    fn repeat(&self, repeat: &Element, button: &Element) {
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

    fn changed(self: &Rc<Self>, target: &Element) {
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
    fn ask(&self) {
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
    fn advice(&self, model: &Form, asked: &Asked) -> Vec<String> {
        let rules = self.page.records.as_ref();
        rules.map_or_else(Vec::new, |rules| {
            advice::lines(model, &self.draft(), asked, rules, self.words)
        })
    }

    fn choose_program(&self) {
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
    fn entitle(&self, heading: Option<&Element>) {
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
    fn lead_to(&self, id: &str) {
        let step = by_id(id).and_then(|element| element.closest("[data-step]").ok().flatten());
        self.target.replace(Some(id.to_owned()));
        match step {
            Some(step) if fragment() != step.id() => go(&step.id()),
            _ => self.arrive(),
        }
    }

    /// The patient goes back to the answers: they are theirs again until they send them.
    fn take_back(&self) {
        let id = self.id();
        self.outbox.give_back(&id, self.open_draft());
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

    fn faults(&self, found: &Problems) -> Vec<Fault> {
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
    fn show(&self, step: &Element, faults: &[Fault]) {
        problems::show(&self.form, step, faults, self.words);
        self.lead_to(SUMMARY);
    }

    /// As `show`, in the step of the first fault. The review that was refused is no place to go back to.
    fn show_in_its_step(&self, faults: &[Fault]) {
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

    /// Sends what was reviewed. A second click finds it on its way.
    pub fn send(self: &Rc<Self>) {
        if self.stage.get_untracked() == Stage::Sending || self.meets_outcome() {
            return;
        }
        let draft = self.draft();
        let kept = self
            .request
            .borrow()
            .clone()
            .filter(|request| request.parcel.is_ok() && request.is_of(&draft));
        if let Some(request) = kept {
            return self.deliver(ready(request));
        }
        self.make(|request| request);
    }

    /// Makes the request of what the form holds, and sends it.
    fn make(self: &Rc<Self>, change: impl FnOnce(Request) -> Request + 'static) {
        let Some(model) = self.model.get() else {
            return;
        };
        let draft = self.draft();
        match check(model, &draft, &surroundings()) {
            Ok(submission) => {
                let guide = self.clone();
                self.deliver(async move {
                    let request = Request::of(draft, &submission, &guide.page).await;
                    Rc::new(change(request))
                });
            }
            Err(found) => self.show_in_its_step(&self.faults(&found)),
        }
    }

    /// Sends a request as soon as it is made.
    fn deliver(self: &Rc<Self>, request: impl Future<Output = Rc<Request>> + 'static) {
        self.stop(Stage::Sending);
        let guide = self.clone();
        spawn_local(async move {
            let request = request.await;
            guide.request.replace(Some(request.clone()));
            let parcel = match &request.parcel {
                Ok(parcel) => parcel,
                Err(advice) => return guide.stop(Stage::Stuck(*advice)),
            };
            let again = guide.freeze(parcel);
            guide.outbox.send(&parcel.id, again, true);
        });
    }

    /// Stores a request before it leaves, so that it stays the same through all that may come. Whether
    /// it was sent before: then what leaves is what left first.
    fn freeze(&self, parcel: &Parcel) -> bool {
        let found = self.outbox.find(&parcel.id);
        let kept = find(&self.container, "#keep:checked").is_some();
        let place = match &found {
            Some((place, _)) => *place,
            None if kept => Place::Device,
            None => Place::Tab,
        };
        let fresh = Waiting {
            parcel: parcel.clone(),
            draft: self.open_draft(),
            page: window().location().pathname().unwrap_or_default(),
            timeout_seconds: self.page.timeout_seconds,
            since: clock::now(),
            state: State::Network,
            doubt: false,
            broken: false,
            changed: false,
        };
        let Some((_, earlier)) = found else {
            self.outbox.put(place, fresh);
            return false;
        };
        let same_draft = fresh.draft.is_some() && earlier.draft == fresh.draft;
        let same = same_draft || earlier.parcel.body == fresh.parcel.body;
        let waiting = if same {
            Waiting {
                state: State::Network,
                ..earlier
            }
        } else {
            fresh.replaces(&earlier)
        };
        self.outbox.put(place, waiting);
        same
    }

    /// What is kept beside a request that waits: the answers, where they may leave open.
    fn open_draft(&self) -> Option<String> {
        (!self.seals()).then(|| fields(&self.form))
    }

    /// Goes on where this tab was left: with the receipt, or with a request that has none yet.
    fn resume(self: &Rc<Self>) -> bool {
        self.go_on() || self.show_receipt()
    }

    /// Goes on with the form's request where it has left and has no receipt yet; whether it does.
    fn go_on(self: &Rc<Self>) -> bool {
        let asking = self.model.get().is_some() && self.stage.get_untracked() == Stage::Asking;
        let found = self.outbox.find(&self.id()).filter(|_| asking);
        let Some((_, waiting)) = found.filter(|(_, waiting)| waiting.goes()) else {
            return false;
        };
        set(&self.container, "data-at", CHECK);
        self.make(move |mut request| {
            request.parcel = Ok(waiting.parcel);
            request
        });
        true
    }

    /// Shows the receipt of the request that this tab has sent last.
    pub fn show_receipt(&self) -> bool {
        let stage = self.stage.try_get_untracked();
        if self.model.get().is_none() || matches!(stage, None | Some(Stage::Arrived(_))) {
            return true;
        }
        let Some(kept) = outbox::receipt(&self.name()) else {
            return false;
        };
        self.forget();
        set(&self.container, "data-at", "done");
        self.stop(Stage::Arrived(kept));
        true
    }

    /// Something is known of a request, perhaps of this one.
    pub fn hear_news(&self, news: News) {
        if news.id != self.id() {
            return;
        }
        self.outbox.read();
        let stage = self.stage.get_untracked();
        // Nobody is told twice that nothing has happened.
        let settles = match news.outcome {
            Outcome::Arrived(_) | Outcome::Handed => true,
            Outcome::Unknown | Outcome::Unreachable | Outcome::Busy(_) => stage == Stage::Sending,
            _ => matches!(stage, Stage::Sending | Stage::Stuck(_)),
        };
        if settles {
            self.settle(news.outcome);
        }
    }

    fn settle(&self, outcome: Outcome) {
        match outcome {
            Outcome::Arrived(_) | Outcome::Handed => _ = self.show_receipt(),
            Outcome::Refused(refusals) => self.refused(refusals),
            Outcome::Different => self.stop(Stage::Stuck(Advice::Different)),
            Outcome::Busy(seconds) => {
                self.stop(Stage::Stuck(Advice::Busy(seconds.unwrap_or(BUSY_SECONDS))))
            }
            Outcome::Failed => self.stop(Stage::Stuck(Advice::Failed)),
            Outcome::Unknown => self.stop(Stage::Stuck(Advice::Unknown)),
            Outcome::Unreachable => self.stop(Stage::Stuck(Advice::Unreachable)),
        }
    }

    fn stop(&self, stage: Stage) {
        self.stage.set(stage);
        focus_drawn();
    }

    /// Answers that the endpoint refused go back to their questions, with the form's own words for the
    /// mistake where it has some. The endpoint's words are English.
    fn refused(&self, refusals: Vec<Refusal>) {
        let fault = |refusal: Refusal| {
            let (model, field) = (self.model.get()?, refusal.field.as_deref()?);
            // A date is refused under its own name or under that of its day.
            let of = |name: &str| model.item(name);
            let item = of(field).or_else(|| of(field.rsplit_once('.')?.0))?;
            let own = self.words.get(Key::SendRefusedField);
            let (item, control) = (item.id.clone(), item.control_id());
            let text = if let Some(kind) = refusal.kind() {
                let problem = Problem {
                    item: item.clone(),
                    control: control.clone(),
                    kind,
                };
                explain(&problem, model, self.words)
            } else if self.words.lang() == "en" {
                said([own, " ", &refusal.message].concat())
            } else {
                said(own.to_owned())
            };
            Some(Fault {
                item,
                control,
                text,
            })
        };
        let faults: Vec<_> = refusals.into_iter().filter_map(fault).collect();
        if faults.is_empty() {
            return self.stop(Stage::Stuck(Advice::Refused));
        }
        self.stage.set(Stage::Asking);
        self.show_in_its_step(&faults);
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

    /// Takes a way on other than waiting.
    pub fn take(self: &Rc<Self>, way: Way) {
        let Some(request) = self.request.borrow().clone() else {
            return;
        };
        match way {
            Way::Again => self.send(),
            Way::Keep => self.keep(),
            Way::File(file) => {
                let (name, media_type, text) = request.file(file, &self.page, self.words);
                _ = hand_over::download(&name, media_type, &text);
            }
            Way::Copy => spawn_local(async move { _ = hand_over::copy(&request.text).await }),
            // The link itself opens the mail program.
            Way::Mail => {}
        }
    }

    /// Lets the request wait on this device, and the answers with it.
    fn keep(self: &Rc<Self>) {
        let guide = self.clone();
        spawn_local(async move {
            if let Some((_, waiting)) = guide.outbox.find(&guide.id()) {
                guide.outbox.keep(Place::Device, waiting).await;
            }
            if let Some(stage) = guide.stage.try_get_untracked() {
                guide.stop(stage);
            }
        });
    }

    /// Where the request waits, if it goes by itself.
    pub fn waits(&self) -> Option<Place> {
        let found = self.outbox.find(&self.id());
        found
            .filter(|(_, waiting)| waiting.goes())
            .map(|(place, _)| place)
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

    /// Whether the endpoint can be asked whether the request is there.
    pub fn asks(&self) -> bool {
        let request = self.request.borrow();
        let parcel = request.as_ref().map(|request| &request.parcel);
        matches!(parcel, Some(Ok(parcel)) if parcel.asked_at().is_some())
    }

    /// Whether the next click after the review sends.
    pub fn posts(&self) -> bool {
        let destination = self.page.destination.as_ref();
        destination.is_some_and(|destination| destination.is_posted())
    }

    /// What people call the request.
    pub fn reference(&self) -> String {
        self.request
            .borrow()
            .as_ref()
            .map(|request| request.reference.clone())
            .unwrap_or_default()
    }

    /// The request as an e-mail.
    pub fn mail(&self) -> (String, Carried) {
        let request = self.request.borrow();
        let request = request
            .as_ref()
            .expect("only a request that was made gets stuck");
        request.mail(&self.page, self.words)
    }

    /// The request as text.
    pub fn text(&self) -> String {
        self.request
            .borrow()
            .as_ref()
            .map(|request| request.text.clone())
            .unwrap_or_default()
    }

    /// Id of the first step.
    fn first_step(&self) -> String {
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

fn max_length(item: &Item) -> Option<usize> {
    item.rules.iter().find_map(|rule| match rule {
        Rule::MaxLength(max) => Some(*max),
        _ => None,
    })
}

fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

fn go(fragment: &str) {
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
