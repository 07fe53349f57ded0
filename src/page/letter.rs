//! A letter to print: in the patient's language and in English, each on a sheet of its own.

use leptos::prelude::*;

use crate::i18n::{Key, Language, Words};
use crate::route::Route;
use crate::ui::Opaque;

/// What a letter's page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterPage {
    /// The form whose answers fill it in.
    pub form: String,
    /// Its heading.
    pub title: String,
    /// What to do with it.
    pub summary: String,
    /// The letter in each language, with its text as HTML; the reader's own first.
    pub sheets: Vec<(Language, String)>,
}

impl LetterPage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let words = Words::expect();
        let back = Route::Form(self.form.clone()).path(words.lang());
        let sheets = self.sheets.into_iter().map(|(language, html)| {
            view! {
                <article class="letter__sheet" lang=language.tag dir=language.dir>
                    <Opaque html class="prose"/>
                </article>
            }
        });
        view! {
            <div class="letter wrap section section--first stack stack--l" data-letter=self.form>
                <header class="letter__head stack stack--s">
                    <h1>{self.title}</h1>
                    <p class="lead">{self.summary}</p>
                    <div class="actions">
                        <button class="button when-live" type="button" data-print>{words.get(Key::SendPrint)}</button>
                        <a class="button button--quiet" href=back>{words.get(Key::SendBack)}</a>
                    </div>
                </header>
                {sheets.collect_view()}
            </div>
        }
        .into_any()
    }
}
