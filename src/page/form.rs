//! A request form: its page is written on the host, and `live` brings it to life.

#[cfg(feature = "ssr")]
use leptos::prelude::*;
use serde::Serialize;

use crate::form::records::RecordRules;
use crate::i18n::Contact;
use crate::json::from_json;
use crate::submit::{Destination, Seal};

/// What a form's page needs in the browser.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormSetup {
    /// The form's title.
    pub title: String,
    /// Address of the form as data.
    pub model: String,
    /// Where answers go; nowhere when absent.
    pub destination: Option<Destination>,
    /// What seals it on the way there; nothing when absent.
    pub sealing: Option<Sealing>,
    /// How long an answer of the endpoint is waited for.
    pub timeout_seconds: u32,
    /// The longest `mailto:` address, in octets.
    pub mailto_octets: usize,
    /// What the hospital needs of the records that the form asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<RecordRules>,
}

/// What seals a request in the browser.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sealing {
    /// For whom, and until when.
    pub seal: Seal,
    /// Address of the script that does.
    pub script: String,
}

from_json! {
    FormSetup { title, model, destination, sealing, timeout_seconds, mailto_octets, records }
    Sealing { seal, script }
}

impl FormSetup {
    /// Where answers are mailed to.
    pub fn email<'a>(&'a self, contact: &'a Contact) -> &'a str {
        let own = self.destination.as_ref();
        own.and_then(|destination| destination.email.as_deref())
            .unwrap_or(&contact.email)
    }

    /// Whether the endpoint keeps a request once, however often it comes.
    pub fn keeps_once(&self) -> bool {
        self.destination
            .as_ref()
            .is_none_or(Destination::keeps_once)
    }
}

/// The page of a request form, every step of it open.
#[cfg(feature = "ssr")]
#[component]
pub fn FormPage(
    /// The form.
    form: crate::form::Form,
    /// How it is sent.
    setup: FormSetup,
    /// Address of what can be said above it.
    said: String,
    /// The article that prepares for it.
    article: Option<crate::i18n::PageName>,
) -> impl IntoView {
    use crate::i18n::{Key, Words};
    use crate::submit::{DestinationKind, form_post, mailto};
    use crate::ui::form::{FormBody, Keep, Rescue};

    let words = Words::expect();
    let email = setup.email(&words.locale().contact);
    let mail_start = mailto::address(email, &setup.title, "");
    let seals = setup.sealing.is_some();
    // What is to be sealed is never written into an e-mail, whatever fits.
    let (mail_short, limit) = if seals {
        (Key::SendRescueMailSealed, 0)
    } else {
        (Key::SendRescueMailShort, setup.mailto_octets)
    };
    let mail_short = mailto::address(email, &setup.title, words.get(mail_short));
    let destination = setup.destination.as_ref();
    // Without the app nothing can be sealed, and what is to be sealed never leaves open.
    let action = destination
        .filter(|_| !seals)
        .and_then(Destination::form_action);
    let action = action.map(str::to_owned);
    let posts = action.is_some();
    let netlify = destination
        .filter(|destination| destination.kind == DestinationKind::Netlify)
        .map(|destination| {
            let name = destination.name_of(&form.id).to_owned();
            (name, form_post::ADDED.to_vec())
        });
    let name = form.id.clone();
    let article = article.map(|article| {
        let href = crate::route::Route::Article(article.id).path(words.lang());
        view! { <p><a href=href>{article.title}</a></p> }
    });

    view! {
        <Rescue mail_start mail_short limit posts seals/>
        <div class="wrap section section--first">
            <header class="form__intro stack">
                <h1>{setup.title}</h1>
                <p class="lead">{form.description.own.clone()}</p>
                {article}
            </header>
            <div class="form" data-form=name>
                <div class="kept" role="status" data-said=said></div>
                <FormBody form action seals netlify/>
                <Keep/>
            </div>
        </div>
    }
}
