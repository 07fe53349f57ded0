//! What stands around every page: emergency line, header, review note and footer.

use leptos::prelude::*;

use super::Art;
use crate::i18n::{Key, Words};
use crate::route::{Address, Route};

/// What to do in an emergency; on top of every page.
#[component]
pub fn Notice() -> impl IntoView {
    view! {
        <div class="notice">
            <p class="notice__text wrap">{Words::expect().get(Key::FrameEmergency)}</p>
        </div>
    }
}

/// The hospital's name and the way around the site, one line on a phone.
#[component]
pub fn Header(
    /// Where the reader is.
    #[prop(into)]
    path: Signal<String>,
) -> impl IntoView {
    let words = Words::expect();
    view! {
        <header class="header">
            <div class="header__bar wrap">
                <a class="brand" href=Route::Home.path(words.lang())>
                    <Art name="mark" class="brand__mark"/>
                    <span class="brand__text">
                        <span class="brand__name">{words.get(Key::FrameHospital)}</span>
                        <span class="brand__sub">{words.get(Key::FrameCenter)}</span>
                    </span>
                </a>
                <nav class="nav" aria-label=words.get(Key::FrameNavigation)>
                    <Links path class="nav__link"/>
                    <Languages path/>
                </nav>
                <details class="menu">
                    <summary class="menu__button">
                        <Art name="menu" class="menu__icon"/>
                        <span>{words.get(Key::FrameMenu)}</span>
                    </summary>
                    <nav class="menu__list" aria-label=words.get(Key::FrameMenu)>
                        <Links path class="menu__link"/>
                        <Languages path/>
                    </nav>
                </details>
            </div>
        </header>
    }
}

#[component]
fn Links(path: Signal<String>, class: &'static str) -> impl IntoView {
    let words = Words::expect();
    let links = [
        (Route::Programs, Key::FramePrograms),
        (Route::Research, Key::FrameResearch),
        (Route::Contact, Key::FrameContact),
        (Route::Form("appointment".into()), Key::FrameAppointment),
    ];
    links
        .map(|(route, name)| {
            let href = route.path(words.lang());
            let here = href.clone();
            let current = move || path.with(|path| path.starts_with(&here)).then_some("page");
            view! { <a class=class href=href aria-current=current>{words.get(name)}</a> }
        })
        .into_iter()
        .collect_view()
}

/// The same page in the site's other languages. A new document each, so that its language and
/// direction are right from the first letter.
#[component]
fn Languages(path: Signal<String>) -> impl IntoView {
    let words = Words::expect();
    let others = words.locale().languages.iter().filter(|language| language.tag != words.lang());
    let links = others.map(|language| {
        let tag = language.tag.as_str();
        let href = move || path.with(|path| Address::parse(path).unwrap_or(HOME).route.path(tag));
        view! {
            <a class="language__link" rel="external" lang=tag hreflang=tag dir=language.dir.as_str() href=href>
                {language.name.as_str()}
            </a>
        }
    });
    view! { <div class="language">{links.collect_view()}</div> }
}

const HOME: Address = Address { lang: String::new(), route: Route::Home };

/// Says that no qualified person has reviewed this language yet, where that is so.
#[component]
pub fn ReviewNote() -> impl IntoView {
    let words = Words::expect();
    (!words.locale().reviewed).then(|| {
        view! {
            <div class="review-note">
                <p class="review-note__text wrap">{words.get(Key::FrameNotReviewed)}</p>
            </div>
        }
    })
}

/// Where the hospital is and what else there is to read.
#[component]
pub fn Footer() -> impl IntoView {
    let words = Words::expect();
    let contact = &words.locale().contact;
    let links = [
        (Route::Programs, Key::FramePrograms),
        (Route::Research, Key::FrameResearch),
        (Route::Contact, Key::FrameContact),
        (Route::Privacy, Key::FramePrivacy),
        (Route::Accessibility, Key::FrameAccessibility),
    ];
    let links = links.map(|(route, name)| view! { <li><a href=route.path(words.lang())>{words.get(name)}</a></li> });
    let address = contact.address.iter().map(|line| view! { <bdi class="footer__line">{line.as_str()}</bdi> });
    view! {
        <footer class="footer">
            <div class="footer__grid wrap">
                <div>
                    <p class="footer__title">{words.get(Key::FrameHospital)}</p>
                    <address class="footer__address" lang="en" dir="ltr">{address.collect_view()}</address>
                </div>
                <div>
                    <p class="footer__title">{words.get(Key::FrameReachUs)}</p>
                    <p>
                        <a href=format!("mailto:{}", contact.email)><bdi dir="ltr">{contact.email.as_str()}</bdi></a>
                    </p>
                    <p><bdi dir="ltr">{contact.phone.as_str()}</bdi></p>
                </div>
                <nav aria-label=words.get(Key::FrameMore)>
                    <ul class="footer__links" role="list">{links.into_iter().collect_view()}</ul>
                </nav>
            </div>
            <p class="footer__note wrap">{words.get(Key::FrameNoTracking)}</p>
        </footer>
    }
}
