//! What stands around every page: emergency line, header, review note and footer.

use leptos::prelude::*;

use super::{Art, OfficeHours, PostalAddress};
use crate::i18n::{Key, Words};
use crate::route::{Address, Route};

/// What to do in an emergency; on top of every page.
#[component]
pub fn Notice() -> impl IntoView {
    let words = Words::expect();
    view! {
        <aside class="notice" aria-label=words.get(Key::FrameEmergencyLabel)>
            <div class="wrap">
                <p>{words.get(Key::FrameEmergency)}</p>
            </div>
        </aside>
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
        <header class="header wrap">
            <a class="brand" href=Route::Home.path(words.lang())>
                <Art name="mark" class="brand__mark"/>
                <span>
                    <span class="brand__name">{words.get(Key::FrameHospital)}</span>
                    <span class="brand__sub">{words.get(Key::FrameCenter)}</span>
                </span>
            </a>
            <nav aria-label=words.get(Key::FrameNavigation)>
                <ul class="nav" role="list">
                    <Links path class="nav__link"/>
                </ul>
            </nav>
            <Languages path/>
            <Menu path/>
        </header>
    }
}

/// The way around the site on a phone; opens without script.
#[component]
fn Menu(path: Signal<String>) -> impl IntoView {
    let words = Words::expect();
    view! {
        <details class="menu menu--pages">
            <summary class="menu__button">
                <Art name="menu" class="menu__icon menu__icon--menu"/>
                <Art name="close" class="menu__icon menu__icon--close"/>
                <span>{words.get(Key::FrameMenu)}</span>
            </summary>
            <nav aria-label=words.get(Key::FrameMenu)>
                <ul class="menu__list" role="list">
                    <Links path class="menu__link"/>
                </ul>
            </nav>
        </details>
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
            view! { <li><a class=class href=href aria-current=current>{words.get(name)}</a></li> }
        })
        .into_iter()
        .collect_view()
}

/// The same page in the site's other languages: a link where there is one other, a menu where there are
/// more. A new document each, so that its language and direction are right from the first letter. As markup,
/// which is smaller than as many elements.
#[component]
fn Languages(path: Signal<String>) -> impl IntoView {
    let words = Words::expect();
    let markup = move || {
        path.with(|path| {
            let route = Address::parse(path).unwrap_or(HOME).route;
            languages(words, &route)
        })
    };
    view! { <div class="language" data-opaque inner_html=markup></div> }
}

fn languages(words: Words, route: &Route) -> String {
    let languages = &words.locale().languages;
    let many = languages.len() > 2;
    let (before, class, after) = if many {
        ("<li>", "menu__link", "</li>")
    } else {
        ("", "language__link", "")
    };
    let (mut links, mut own) = (String::new(), "");
    for language in languages {
        let (tag, name) = (language.tag.as_str(), language.name.as_str());
        let mut current = "";
        if tag == words.lang() {
            (own, current) = (name, "\" aria-current=\"true");
            if !many {
                continue;
            }
        }
        let link = [
            before,
            "<a class=\"",
            class,
            "\" rel=\"external\" lang=\"",
            tag,
            "\" hreflang=\"",
            tag,
            "\" dir=\"",
            &language.dir,
            "\" href=\"",
            &route.path(tag),
            current,
            "\">",
            name,
            "</a>",
            after,
        ];
        links += &link.concat();
    }
    if !many {
        return links;
    }
    let menu = [
        "<details class=\"menu menu--language\"><summary class=\"menu__button\"><span class=\"visually-hidden\">",
        words.get(Key::FrameLanguage),
        ": </span>",
        own,
        "<span class=\"menu__icon\">",
        words.art("open"),
        "</span></summary><ul class=\"menu__list\" role=\"list\">",
        &links,
        "</ul></details>",
    ];
    menu.concat()
}

const HOME: Address = Address {
    lang: String::new(),
    route: Route::Home,
};

/// Says that no qualified person has reviewed this language yet, where that is so.
#[component]
pub fn ReviewNote() -> impl IntoView {
    let words = Words::expect();
    (!words.locale().reviewed).then(|| {
        view! {
            <aside class="review-note" aria-label=words.get(Key::FrameNotReviewedLabel)>
                <div class="wrap">
                    <p>{words.get(Key::FrameNotReviewed)}</p>
                </div>
            </aside>
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
    ];
    let own = links.map(|(route, name)| (route, words.get(name)));
    let locale = words.locale();
    let forms = locale
        .forms
        .iter()
        .map(|form| (Route::Form(form.id.clone()), form.title.as_str()));
    let articles = locale
        .articles
        .iter()
        .map(|article| (Route::Article(article.id.clone()), article.title.as_str()));
    let links = forms
        .chain(own)
        .chain(articles)
        .map(|(route, name)| view! { <li><a href=route.path(words.lang())>{name}</a></li> });
    let telephone = format!("tel:{}", contact.phone.replace(' ', ""));
    view! {
        <footer class="footer">
            <div class="wrap">
                <div class="footer__grid">
                    <section>
                        <h2 class="footer__title">{words.get(Key::FrameReachUs)}</h2>
                        <ul class="footer__links" role="list">
                            <li>
                                <a href=format!("mailto:{}", contact.email)><bdi dir="ltr">{contact.email.as_str()}</bdi></a>
                            </li>
                            <li><a href=telephone><bdi dir="ltr">{contact.phone.as_str()}</bdi></a></li>
                        </ul>
                    </section>
                    <section>
                        <h2 class="footer__title">{words.get(Key::FrameWhere)}</h2>
                        <PostalAddress/>
                        <OfficeHours/>
                    </section>
                    <nav aria-label=words.get(Key::FrameMore)>
                        <h2 class="footer__title">{words.get(Key::FrameMore)}</h2>
                        <ul class="footer__links" role="list">{links.collect_view()}</ul>
                    </nav>
                </div>
                <p class="footer__small">{words.get(Key::FrameNoTracking)}</p>
            </div>
        </footer>
    }
}
