//! A request form: its body was written on the host, and `live` brings it to life.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::i18n::{Key, Words};
use crate::submit::mailto;
use crate::ui::form::Rescue;

/// What a form's page needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormPageData {
    /// The form's name.
    pub form: String,
    /// Its title.
    pub title: String,
    /// What becomes of the answers, in a sentence.
    pub intro: String,
    /// Address of the form as data.
    pub model: String,
    /// Its body; empty in the document's data, for the document holds it.
    #[serde(default)]
    pub html: String,
    /// Where answers are posted; nowhere when absent.
    pub action: Option<String>,
    /// How long an answer of the endpoint is waited for.
    pub timeout_seconds: u32,
    /// The longest `mailto:` address, in octets.
    pub mailto_octets: usize,
}

#[cfg(feature = "ssr")]
impl FormPageData {
    /// Writes a form's body, and gathers what sending it needs.
    pub fn of(
        form: &crate::form::Form,
        model: String,
        site: &crate::config::Site,
        words: Words,
    ) -> Self {
        use crate::ui::form::FormBody;
        let action = site
            .destinations
            .get(&form.id)
            .map(|destination| destination.url.clone());
        let owner = Owner::new_root(None);
        let html = owner.with(|| {
            provide_context(words);
            view! { <FormBody form=form.clone() action=action.clone()/> }.to_html()
        });
        owner.unset_with_forced_cleanup();
        Self {
            form: form.id.clone(),
            title: form.title.own.clone(),
            intro: words.get(Key::FormIntro).into(),
            model,
            html,
            action,
            timeout_seconds: site.submit.timeout_seconds,
            mailto_octets: site.submit.mailto_octets,
        }
    }
}

/// The page of a request form.
#[component]
pub fn FormPage(
    /// The form and how it is sent.
    data: FormPageData,
) -> impl IntoView {
    let words = Words::expect();
    let email = words.locale().contact.email.as_str();
    let mail_start = mailto::address(email, &data.title, "");
    let mail_short = mailto::address(email, &data.title, words.get(Key::SendRescueMailShort));
    let (limit, posts) = (data.mailto_octets, data.action.is_some());
    let (title, intro, form, html) = (
        data.title.clone(),
        data.intro.clone(),
        data.form.clone(),
        data.html.clone(),
    );
    #[cfg(feature = "hydrate")]
    let after = crate::live::after(data);
    #[cfg(not(feature = "hydrate"))]
    let after = || ().into_any();

    view! {
        <Rescue mail_start mail_short limit posts/>
        <div class="wrap section stack">
            <header class="form__intro stack">
                <h1>{title}</h1>
                <p class="lead">{intro}</p>
            </header>
            <div class="form" data-form=form data-opaque inner_html=html></div>
            {after}
        </div>
    }
}
