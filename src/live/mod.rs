//! Brings a form's body to life in the browser: asks only what applies, checks each step, leads through
//! them, and sends. Reads what was typed from the DOM, and never writes a patient's field.

mod attach;
mod clock;
mod dom;
mod filter;
mod guide;
mod problems;
mod sender;
mod surroundings;

use leptos::prelude::*;

use crate::form::Reading;
use crate::page::FormPageData;
use crate::ui::form::{Advice, Copied, Ladder, Receipt, Review, Sending, Status, Way};
use guide::Guide;

/// What stands below the form's own steps.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    /// Nothing: the patient answers.
    Asking,
    /// All answers once more.
    Checking(Reading),
    /// The request is on its way.
    Sending,
    /// It is there, under this reference.
    Arrived(String),
    /// It is not, or that is not known.
    Stuck(Advice),
}

/// Attaches to the form as soon as it is in the document, and draws what follows its last step.
pub fn after(page: FormPageData) -> impl Fn() -> AnyView {
    let stage = RwSignal::new(Stage::Asking);
    let guide = StoredValue::new_local(None);
    Effect::new(move |_| guide.set_value(attach::attach(page.clone(), stage)));

    move || match stage.get() {
        Stage::Asking => ().into_any(),
        Stage::Checking(reading) => {
            let on_send = Callback::new(move |()| with(guide, Guide::send));
            view! { <Review reading on_send/> }.into_any()
        }
        Stage::Sending => view! { <Sending/> }.into_any(),
        Stage::Arrived(reference) => {
            let on_print = Callback::new(|()| _ = window().print());
            view! { <Receipt reference on_print/> }.into_any()
        }
        Stage::Stuck(advice) => guide
            .with_value(|held| held.as_ref().map(|held| stuck(held, guide, advice)))
            .into_any(),
    }
}

type Held = StoredValue<Option<std::rc::Rc<Guide>>, LocalStorage>;

fn with(guide: Held, act: fn(&std::rc::Rc<Guide>)) {
    guide.with_value(|guide| guide.as_ref().map(act));
}

/// Why it is stuck, and the ways on. The answers stand below once the patient has asked for them.
fn stuck(held: &Guide, guide: Held, advice: Advice) -> AnyView {
    let (reference, mail) = (held.reference(), held.mail());
    let (again, whole, back) = (advice.repeats(), mail.whole, held.last_step());
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
        Some(view! { <Copied way text/> })
    };
    view! {
        <div class="review">
            <Status advice reference/>
            <Ladder again mail=mail.address whole back on_way/>
            {copied}
        </div>
    }
    .into_any()
}
