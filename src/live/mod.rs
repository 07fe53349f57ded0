//! Brings a form's body to life in the browser: asks only what applies, checks each step, leads through
//! them, and sends. Reads what was typed from the DOM, and writes a patient's field only where they ask for it.

mod advice;
mod attach;
pub mod bar;
mod clock;
mod dom;
mod facts;
mod filter;
mod guide;
pub mod letter;
pub mod menus;
mod more;
pub mod outbox;
mod problems;
pub mod programs;
mod repeat;
mod sender;
mod storage;
mod surroundings;
mod turn;

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::form::Reading;
use crate::i18n::Key;
use crate::page::FormSetup;
use crate::ui::form::{Acts, Advice, Copied, Ladder, Receipt, Review, Sending, Status, Way};
use guide::Guide;
use outbox::{Kept, Outbox};
use storage::Place;

/// What stands below the form's own steps.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    /// Nothing: the patient answers.
    Asking,
    /// All answers once more, and what there is to see to.
    Checking(Reading, Vec<String>),
    /// The request is on its way.
    Sending,
    /// It is there, as this receipt says.
    Arrived(Kept),
    /// It is not, or that is not known.
    Stuck(Advice),
}

/// Attaches to the form as soon as it is in the document, and draws what follows its last step.
///
/// What follows is drawn into the document by itself, each stage anew: nothing of it is in the page that
/// was made on the host, so the app need not know how to take it over.
pub fn attend(setup: FormSetup) {
    let stage = RwSignal::new(Stage::Asking);
    let guide = StoredValue::new_local(None);
    let drawn = StoredValue::new_local(None::<Box<dyn Any>>);
    let outbox = Outbox::expect();
    Effect::new(move |_| guide.set_value(attach::attach(setup.clone(), stage)));
    Effect::new(move |_| {
        if let Some(news) = outbox.news() {
            guide.with_value(|guide| guide.as_ref().map(|guide| guide.hear_news(news)));
        }
    });
    Effect::new(move |_| {
        drawn.set_value(None);
        let place = document().query_selector(".page__after").ok().flatten();
        let stage = stage.get();
        drawn.set_value(place.and_then(|place| draw(stage, place.unchecked_into(), guide)));
    });
}

/// Draws a stage; it goes when what is given back is dropped.
fn draw(stage: Stage, place: HtmlElement, guide: Held) -> Option<Box<dyn Any>> {
    Some(match stage {
        Stage::Asking => return None,
        Stage::Checking(reading, advice) => {
            let on_send = Callback::new(move |()| with(guide, Guide::send));
            let posts = guide.get_value()?.posts();
            Box::new(mount_to(
                place,
                move || view! { <Review reading advice posts on_send/> },
            ))
        }
        Stage::Sending => Box::new(mount_to(place, || view! { <Sending/> })),
        Stage::Arrived(kept) => {
            let held = guide.get_value()?;
            let mut said = held.model.get()?.receipt.clone();
            if kept.handed {
                let own = |key| problems::said(held.words.get(key).to_owned());
                said.title = own(Key::SendHandedTitle);
                said.text = own(Key::SendHandedText);
            }
            let reference = kept.reference;
            let acts = Acts {
                time: (!kept.handed).then(|| clock::said(kept.at)),
                sealed: held.seals(),
                on_print: Callback::new(|()| _ = window().print()),
                on_new: Callback::new(move |()| with(guide, Guide::start_anew)),
            };
            Box::new(mount_to(
                place,
                move || view! { <Receipt said reference acts=Some(acts)/> },
            ))
        }
        Stage::Stuck(advice) => {
            let held = guide.get_value()?;
            Box::new(mount_to(place, move || stuck(&held, guide, advice)))
        }
    })
}

type Held = StoredValue<Option<std::rc::Rc<Guide>>, LocalStorage>;

fn with(guide: Held, act: fn(&std::rc::Rc<Guide>)) {
    guide.with_value(|guide| guide.as_ref().map(act));
}

/// Why it is stuck, and the ways on. The answers stand below once the patient has asked for them.
fn stuck(held: &Guide, guide: Held, advice: Advice) -> impl IntoView + use<> {
    let (reference, (mail, carried)) = (held.reference(), held.mail());
    let (once, back) = (held.page.keeps_once(), held.last_step());
    let seals = held.seals();
    let email = held.page.email(&held.words.locale().contact).to_owned();
    let address = email.clone();
    let waits = held.waits();
    let asks = advice == Advice::Unknown && held.asks();
    let place = match (waits, asks) {
        (None, _) => None,
        (Some(Place::Device), true) => Some(Key::SendAsksDevice),
        (Some(Place::Device), false) => Some(Key::SendWaitsDevice),
        (Some(_), true) => Some(Key::SendAsksTab),
        (Some(_), false) => Some(Key::SendWaitsTab),
    };
    let keeps = waits.is_some_and(|place| place != Place::Device);
    let taken = RwSignal::new(None);
    let on_way = Callback::new(move |way| {
        guide.with_value(|guide| guide.as_ref().map(|guide| guide.take(way)));
        if matches!(way, Way::Mail | Way::Copy) {
            taken.set(Some(way));
        }
    });
    let copied = move || {
        let way = taken.get()?;
        let text = guide.with_value(|guide| guide.as_ref().map(|guide| guide.text()))?;
        let text = (way == Way::Copy || !seals).then_some(text);
        Some(view! { <Copied way text email=address.clone()/> })
    };
    view! {
        <div class="review">
            <Status advice reference email once place/>
            <Ladder advice once asks keeps mail carried back on_way/>
            {copied}
        </div>
    }
}
