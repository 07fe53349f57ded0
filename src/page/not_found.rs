//! The page for addresses that lead nowhere, in every language at once. Made on the host only.

use leptos::prelude::*;

use crate::i18n::{Key, Words};
use crate::route::Route;
use crate::ui::Art;

/// Draws it: one part a language.
pub fn not_found(languages: &[Words]) -> AnyView {
    let parts = languages.iter().map(|words| {
        let locale = words.locale();
        let about = locale.languages.iter().find(|language| language.tag == locale.lang);
        let dir = about.map(|language| language.dir.clone());
        view! {
            <section class="lost__part stack" lang=words.lang() dir=dir>
                <h2>{words.get(Key::PagesNotFound)}</h2>
                <p>{words.get(Key::PagesNotFoundText)}</p>
                <ul class="chips" role="list">
                    <li><a class="chip" href=Route::Home.path(words.lang())>{words.get(Key::FrameHome)}</a></li>
                    <li><a class="chip" href=Route::Programs.path(words.lang())>{words.get(Key::FramePrograms)}</a></li>
                    <li><a class="chip" href=Route::Contact.path(words.lang())>{words.get(Key::FrameContact)}</a></li>
                </ul>
            </section>
        }
    });
    let parts = parts.collect_view();
    let title = languages
        .first()
        .map(|words| words.get(Key::PagesNotFoundTitle));
    view! {
        <main class="wrap section lost stack" id="main">
            <Art name="lost" class="lost__art"/>
            <h1>{title}</h1>
            {parts}
        </main>
    }
    .into_any()
}
