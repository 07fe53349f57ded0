//! The frame around every page, and which page it holds.

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::i18n::{Key, Words};
use crate::page::Page;
use crate::ui::{Footer, Header, Notice, ReviewNote};

/// The whole site, showing one page.
#[component]
pub fn App(
    /// The page the document was made for.
    page: Page,
) -> impl IntoView {
    view! {
        <Router>
            <Frame page/>
        </Router>
    }
}

#[component]
fn Frame(page: Page) -> impl IntoView {
    let words = Words::expect();
    let shown = RwSignal::new(page);
    let path = Memo::new(move |_| shown.with(|page| page.path.clone()));
    #[cfg(feature = "hydrate")]
    {
        crate::navigate::follow(shown);
        crate::live::menus::attend();
        crate::live::bar::show(crate::live::outbox::Outbox::open(), shown);
        Effect::new(move |_| {
            shown.with(|_| {
                request_animation_frame(move || {
                    crate::live::programs::attach(words);
                    crate::live::letter::attach();
                })
            })
        });
    }

    view! {
        <a class="skip-link" href="#main" rel="external">{words.get(Key::FrameSkip)}</a>
        <Notice/>
        <Header path/>
        <ReviewNote/>
        <main id="main" tabindex="-1">{move || shown.with(Page::view)}</main>
        <Footer/>
        <div class="visually-hidden" role="status">
            {move || shown.with(|page| view! { <p>{page.title.clone()}</p> })}
        </div>
    }
}
