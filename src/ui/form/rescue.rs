//! What shows when the app has failed: the answers can still be saved, sent and copied. `boot.js` shows
//! it and serves it, for nothing else may be left.

use leptos::prelude::*;

use crate::i18n::{Key, Words};

/// The bar with the ways out, hidden until then.
#[component]
pub fn Rescue(
    /// A `mailto:` address that lacks nothing but the message.
    mail_start: String,
    /// A `mailto:` address with a message that asks to paste the answers.
    mail_short: String,
    /// The longest address that mail programs open, in octets.
    limit: usize,
    /// Whether the form can still be posted.
    posts: bool,
    /// Whether answers should leave sealed only, which they cannot any more.
    seals: bool,
) -> impl IntoView {
    let words = Words::expect();
    let text = match (seals, posts) {
        (true, _) => Key::SendRescueTextSealed,
        (_, true) => Key::SendRescueText,
        _ => Key::SendRescueTextEmail,
    };

    view! {
        <div class="rescue" id="rescue" role="alert" hidden>
            <div class="rescue__inner wrap">
                <p class="rescue__title">{words.get(Key::SendRescueTitle)}</p>
                <p class="rescue__text">{words.get(text)}</p>
                <p class="rescue__ways">
                    <a class="button" href="" rel="external">{words.get(Key::SendRescueReload)}</a>
                    <button class="button button--quiet" type="button" data-rescue="copy">{words.get(Key::SendRescueCopy)}</button>
                    <a class="button button--quiet" href="#rescue" rel="external" download="answers.txt" data-rescue="file">
                        {words.get(Key::SendRescueFile)}
                    </a>
                    <a class="button button--quiet" href=mail_short data-rescue="mail" data-start=mail_start data-limit=limit.to_string()>
                        {words.get(Key::SendRescueMail)}
                    </a>
                </p>
                <textarea class="copybox__text" readonly hidden aria-label=words.get(Key::SendRescueBox)></textarea>
            </div>
        </div>
    }
}
