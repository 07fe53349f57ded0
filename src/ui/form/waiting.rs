//! On every page: requests that wait on this device, and what became of them. Each state is an element of
//! its own: a browser's translator freezes text that is only changed.

use leptos::prelude::*;

use crate::i18n::{Key, Words};

/// What is said of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wait {
    /// It waits for the network.
    Network,
    /// It waits, and may have arrived already.
    Doubt,
    /// It is being sent.
    Going,
    /// It has arrived.
    Arrived,
    /// A service took it that gives no receipt.
    Handed,
    /// It may have arrived, and is not sent again unasked.
    Lost,
    /// It was not taken.
    Stopped,
    /// It has waited too long, and was erased.
    Expired,
    /// It was erased, and may have arrived.
    ExpiredInDoubt,
}

/// What a patient can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Have it sent now.
    Send,
    /// Have it back in the form.
    Back,
    /// Be told no more.
    Close,
}

impl Wait {
    fn text(self) -> Key {
        match self {
            Self::Network => Key::SendWaitingNetwork,
            Self::Doubt | Self::Lost => Key::SendWaitingDoubt,
            Self::Handed => Key::SendWaitingHanded,
            Self::Going => Key::SendWaitingGoing,
            Self::Arrived => Key::SendWaitingArrived,
            Self::Stopped => Key::SendWaitingStopped,
            Self::Expired => Key::SendWaitingExpired,
            Self::ExpiredInDoubt => Key::SendWaitingExpiredDoubt,
        }
    }

    fn ways(self) -> &'static [(Act, Key)] {
        match self {
            Self::Network => &[
                (Act::Send, Key::SendWaitingNow),
                (Act::Back, Key::SendWaitingBack),
            ],
            Self::Doubt => &[
                (Act::Send, Key::SendWaitingAsk),
                (Act::Back, Key::SendWaitingBack),
            ],
            Self::Going => &[],
            Self::Stopped => &[(Act::Back, Key::SendWaitingLook)],
            Self::Lost => &[(Act::Back, Key::SendWaitingBack)],
            Self::Arrived | Self::Handed | Self::Expired | Self::ExpiredInDoubt => {
                &[(Act::Close, Key::SendWaitingClose)]
            }
        }
    }
}

/// One request that waits.
#[component]
pub fn WaitingRequest(
    /// What is said of it.
    wait: Wait,
    /// What people call it.
    reference: String,
    /// Called when the patient does something about it.
    on_act: Callback<Act>,
) -> impl IntoView {
    let words = Words::expect();
    let ways = wait.ways().iter().map(|(act, key)| {
        let act = *act;
        view! {
            <button class="button button--link" type="button" on:click=move |_| on_act.run(act)>{words.get(*key)}</button>
        }
    });
    view! {
        <div class="waiting__request wrap">
            <p>{words.fill(wait.text(), &[("reference", &reference)])}</p>
            <p class="waiting__ways">{ways.collect_view()}</p>
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::form::item::tests::render;

    fn html(wait: Wait) -> String {
        let on_act = Callback::new(|_| ());
        render(|| view! { <WaitingRequest wait reference="6HAF-6SPZ-0".into() on_act/> }.into_any())
    }

    #[test]
    fn a_request_is_called_by_its_reference() {
        assert!(html(Wait::Network).contains("6HAF-6SPZ-0"));
    }

    #[test]
    fn what_may_have_arrived_is_asked_for() {
        assert!(html(Wait::Doubt).contains("Ask now"));
    }

    #[test]
    fn what_was_erased_is_not_said_to_have_been_sent() {
        assert!(html(Wait::Expired).contains("was not sent"));
    }
}
