//! Shows on every page what waits on this device, above what the page says.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::dom::{self, element, find, focus, set};
use super::outbox::{Outbox, draft_here, is_here, restore};
use crate::form::model::Text;
use crate::i18n::{Key, Words};
use crate::page::Page;
use crate::submit::waiting::State;
use crate::submit::{Outcome, Waiting};
use crate::ui::form::{Act, Wait, WaitingRequest};

/// Keeps the bar as long as the app lives. While nothing waits, there is none.
pub fn show(outbox: Outbox, shown: RwSignal<Page>) {
    let words = Words::expect();
    let drawn = StoredValue::new_local(None::<Box<dyn Any>>);
    Effect::new(move |_| {
        shown.track();
        let rows = rows(outbox);
        if rows.is_empty() {
            drawn.set_value(None);
            if let Some(bar) = dom::by_id(BAR) {
                bar.remove();
            }
            return;
        }
        let Some(place) = place(words) else { return };
        let focused = place.contains(document().active_element().as_deref());
        drawn.set_value(None);
        let bar = place.clone();
        drawn.set_value(Some(Box::new(mount_to(place, move || {
            rows.into_iter()
                .map(|(wait, id, reference)| {
                    let on_act = Callback::new(move |act| take(outbox, words, &id, act));
                    view! { <WaitingRequest wait reference on_act/> }
                })
                .collect_view()
        }))));
        if focused {
            focus(&bar);
        }
    });
}

const BAR: &str = "waiting";

/// What is said of which request. A form's page tells of its own request itself.
fn rows(outbox: Outbox) -> Vec<(Wait, String, String)> {
    let news = outbox.news().and_then(|news| {
        let wait = match news.outcome {
            Outcome::Arrived(_) => Wait::Arrived,
            Outcome::Handed => Wait::Handed,
            _ => return None,
        };
        Some((wait, news.id, news.reference))
    });
    let waiting = outbox.all().into_iter().filter_map(|(waiting, going)| {
        let wait = wait(&waiting, going)?;
        Some((wait, waiting.parcel.id, waiting.parcel.reference))
    });
    waiting
        .chain(news)
        .filter(|(_, id, _)| !is_here(id))
        .collect()
}

fn wait(waiting: &Waiting, going: bool) -> Option<Wait> {
    Some(match waiting.state {
        State::Patient => return None,
        State::Stopped => Wait::Stopped,
        State::Expired if waiting.doubt => Wait::ExpiredInDoubt,
        State::Expired => Wait::Expired,
        State::Network if going => Wait::Going,
        State::Network if waiting.doubt && !waiting.goes() => Wait::Lost,
        State::Network if waiting.doubt => Wait::Doubt,
        State::Network => Wait::Network,
    })
}

/// The bar, made where it is missing: what is added to it then is announced.
fn place(words: Words) -> Option<HtmlElement> {
    if let Some(bar) = dom::by_id(BAR) {
        return find(&bar, "[role=status]").map(JsCast::unchecked_into);
    }
    let main = dom::by_id("main")?;
    let nothing = Text::default();
    let bar = element("aside", BAR, &nothing);
    set(&bar, "id", BAR);
    set(&bar, "aria-label", words.get(Key::SendWaitingLabel));
    let place: Element = element("div", "", &nothing);
    set(&place, "role", "status");
    set(&place, "tabindex", "-1");
    _ = bar.append_child(&place);
    _ = main.parent_node()?.insert_before(&bar, Some(&main));
    Some(place.unchecked_into())
}

fn take(outbox: Outbox, words: Words, id: &str, act: Act) {
    match act {
        Act::Send => outbox.send(id, true, true),
        Act::Back => take_back(outbox, words, id),
        Act::Close => {
            outbox.read();
            outbox.erase(id);
            _ = dom::by_id("main").map(|main| focus(&main));
        }
    }
}

/// Puts a request back into its form. One that only the hospital can open, and whose answers are in this
/// tab no more, cannot come back: then it is erased, if the patient wants that.
fn take_back(outbox: Outbox, words: Words, id: &str) {
    let Some((_, waiting)) = outbox.find(id) else {
        return;
    };
    let sure = |key| {
        window()
            .confirm_with_message(words.get(key))
            .unwrap_or_default()
    };
    let form = &waiting.parcel.form;
    match waiting.draft.clone().or_else(|| draft_here(form, id)) {
        Some(draft) => {
            let replace = || sure(Key::SendWaitingReplace);
            if restore(form, id, &draft, replace) {
                outbox.give_back(id, None);
                let location = window().location();
                let here = location.pathname().is_ok_and(|path| path == waiting.page);
                _ = location.assign(&[&waiting.page, "#check"].concat());
                if here {
                    _ = location.reload();
                }
            }
        }
        None if sure(Key::SendWaitingErase) => outbox.erase(id),
        None => {}
    }
}
