//! A visitor who has a keyboard and nothing else.

use std::time::Duration;

use serde::Deserialize;
use thirtyfour::prelude::*;

use crate::answer::Answer;
use crate::browser::Browser;
use crate::deadline::until;

/// More presses than any question or list needs.
const MANY: usize = 80;

const FOCUS: &str = "(element => ({
    id: element.id, name: element.name || '', value: element.value || '', controls: element.getAttribute('aria-controls') || '',
    next: element.matches('[data-next]'), send: element.matches('.review .actions button'),
}))(document.activeElement)";

/// Where the focus is.
#[derive(Debug, Deserialize)]
pub struct Focus {
    /// The element's id.
    pub id: String,
    /// Its name, where it is a field.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Id of what it filters.
    pub controls: String,
    /// Whether it leads to the next step.
    pub next: bool,
    /// Whether it sends.
    pub send: bool,
}

/// The keyboard of a browser.
#[derive(Clone, Copy)]
pub struct Keyboard<'a>(pub &'a Browser);

impl Keyboard<'_> {
    /// Presses a key.
    pub async fn press(&self, key: Key) {
        self.write(&String::from(key.value())).await;
    }

    /// Types a text where the focus is.
    pub async fn write(&self, text: &str) {
        let chain = self
            .0
            .driver()
            .action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
            .send_keys(text);
        chain.perform().await.expect("keys can be pressed");
    }

    /// Where the focus is now.
    pub async fn focus(&self) -> Focus {
        self.0.ask(FOCUS).await
    }

    /// Presses Tab until the focus is where it is wanted.
    pub async fn tab_to(&self, what: &str, wanted: impl Fn(&Focus) -> bool) -> Focus {
        for _ in 0..MANY {
            self.press(Key::Tab).await;
            let focus = self.focus().await;
            if wanted(&focus) {
                return focus;
            }
        }
        panic!("Tab does not lead to {what}")
    }

    /// Answers one question.
    pub async fn answer(&self, id: &str, answer: Answer) {
        match answer {
            Answer::Text(text) => {
                self.tab_to(id, |focus| focus.name == id).await;
                self.write(text).await;
            }
            Answer::Date(day, month, year) => {
                for (part, text) in [("day", day), ("month", month), ("year", year)] {
                    let name = format!("{id}.{part}");
                    self.tab_to(&name, |focus| focus.name == name).await;
                    self.write(text).await;
                }
            }
            Answer::One(code) => self.choose(id, code).await,
            Answer::Several(codes) => {
                for code in codes {
                    self.tab_to(code, |focus| focus.name == id && focus.value == *code)
                        .await;
                    self.press(Key::Space).await;
                }
            }
            Answer::Tick => {
                self.tab_to(id, |focus| focus.name == id).await;
                self.press(Key::Space).await;
            }
            Answer::Listed(code, text) => {
                let control = format!("f-{id}");
                self.tab_to(&control, |focus| focus.controls == control)
                    .await;
                self.write(text).await;
                self.press(Key::Enter).await;
                self.arrow_to(id, code).await;
            }
        }
    }

    /// One of several: the arrows choose, and the first one is chosen with Space.
    async fn choose(&self, id: &str, code: &str) {
        let focus = self.tab_to(id, |focus| focus.name == id).await;
        if focus.value == code {
            self.press(Key::Space).await;
        } else {
            self.arrow_to(id, code).await;
        }
    }

    async fn arrow_to(&self, id: &str, code: &str) {
        for _ in 0..MANY {
            let focus = self.focus().await;
            assert_eq!(focus.name, id, "the focus left the question");
            if focus.value == code {
                return;
            }
            self.press(Key::Down).await;
        }
        panic!("no arrow leads to {code} of {id}")
    }

    /// Leaves the step by its own link, and waits until the focus is on the next heading.
    pub async fn go_on(&self) {
        self.tab_to("the way on", |focus| focus.next).await;
        self.press(Key::Enter).await;
        until("the focus on the next heading", async || {
            let heading: bool = self.0.ask("document.activeElement.matches('h2')").await;
            heading.then_some(())
        })
        .await;
    }
}
