//! How to reach the team.

use leptos::prelude::*;

use crate::i18n::{Key, PageName, Words};
use crate::route::Route;
use crate::ui::{Art, OfficeHours, OwnHours, PostalAddress, Reading};

/// What the contact page shows besides what the locale holds.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactPage {
    /// Articles that may answer a question before it is asked.
    pub articles: Vec<PageName>,
}

impl ContactPage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let words = Words::expect();
        let contact = &words.locale().contact;
        // Where the line is too short, the address breaks behind its sign.
        let (name, host) = contact.email.split_once('@').unwrap_or_default();
        let telephone = format!("tel:{}", contact.phone.replace(' ', ""));
        view! {
            <div class="wrap section section--first stack stack--l">
                <header class="stack stack--s">
                    <h1>{words.get(Key::PagesContact)}</h1>
                    <p class="lead">{words.get(Key::PagesContactLead)}</p>
                </header>
                <ul class="grid contact" role="list">
                    <li class="card card--path">
                        <Art name="appointment" class="card__icon"/>
                        <h2 class="card__title">
                            <a class="card__link" href=Route::Form("appointment".into()).path(words.lang())>
                                {words.get(Key::HomeAskAppointment)}
                            </a>
                        </h2>
                        <p class="card__text">{words.get(Key::PagesContactForm)}</p>
                    </li>
                    <li class="card card--path">
                        <Art name="mail" class="card__icon"/>
                        <h2 class="card__title">
                            <a class="card__link" href=format!("mailto:{}", contact.email)>
                                {words.get(Key::PagesContactEmail)}
                            </a>
                        </h2>
                        <p class="card__text"><bdi dir="ltr">{name}"@"<wbr/>{host}</bdi></p>
                        <p class="card__note">{words.get(Key::PagesContactEmailRisk)}</p>
                    </li>
                    <li class="card card--path">
                        <Art name="phone" class="card__icon"/>
                        <h2 class="card__title">
                            <a class="card__link" href=telephone>{words.get(Key::PagesContactPhone)}</a>
                        </h2>
                        <p class="card__text"><bdi dir="ltr">{contact.phone.as_str()}</bdi></p>
                        <div class="stack stack--s">
                            <OfficeHours/>
                            <OwnHours/>
                        </div>
                    </li>
                    <li class="card card--path">
                        <Art name="mark" class="card__icon"/>
                        <h2 class="card__title">{words.get(Key::PagesContactAddress)}</h2>
                        <PostalAddress/>
                    </li>
                </ul>
                <section class="stack">
                    <h2>{words.get(Key::PagesReading)}</h2>
                    <Reading articles=self.articles/>
                </section>
            </div>
        }
        .into_any()
    }
}
