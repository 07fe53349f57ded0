//! The moment of relief: the request is there. The same words in the app and without script.

use leptos::prelude::*;

use crate::form::model::{NextStep, Receipt as Said, Text};
use crate::i18n::{Key, Words};
use crate::ui::Art;

/// What the app adds to a receipt.
#[derive(Clone)]
pub struct Acts {
    /// When the receipt came; nothing where none did.
    pub time: Option<String>,
    /// Whether the request was sealed on this device.
    pub sealed: bool,
    /// Called when the patient prints.
    pub on_print: Callback<()>,
    /// Called when the patient has something else to ask for.
    pub on_new: Callback<()>,
}

/// What the patient keeps, and what comes next.
#[component]
pub fn Receipt(
    /// What the form says.
    said: Said,
    /// What people call the request.
    reference: String,
    /// What the app adds; nothing without script.
    acts: Option<Acts>,
) -> impl IntoView {
    let words = Words::expect();
    let contact = &words.locale().contact;
    let next = said.next.into_iter().map(|NextStep { title, text }| {
        view! { <li class="path__item"><h4 class="path__title"><Said text=title/></h4><p><Said text/></p></li> }
    });
    let prepare = said
        .prepare
        .into_iter()
        .map(|text| view! { <li><Said text/></li> });
    let prepare: Vec<_> = prepare.collect();
    let prepare = (!prepare.is_empty()).then(|| {
        view! {
            <h3>{words.get(Key::SendPrepareTitle)}</h3>
            <ul>{prepare}</ul>
        }
    });
    let sealed = acts.as_ref().is_some_and(|acts| acts.sealed);
    let (time, acts) = acts
        .map(|Acts { time, on_print, on_new, .. }| {
            let acts = view! {
                <p class="actions">
                    <button class="button button--quiet" type="button" on:click=move |_| on_print.run(())>{words.get(Key::SendPrint)}</button>
                    <button class="button button--quiet" type="button" on:click=move |_| on_new.run(())>{words.get(Key::SendNew)}</button>
                </p>
            };
            (time, acts)
        })
        .unzip();
    let time = time.flatten().map(|time| {
        view! { <p class="receipt__label">{words.fill(Key::SendArrivedAt, &[("time", &time)])}</p> }
    });

    view! {
        <div class="receipt">
            <div class="receipt__top">
                <Art name="receipt" class="receipt__mark"/>
                <h2 tabindex="-1" data-focus><Said text=said.title/></h2>
                <p><Said text=said.text/></p>
                {sealed.then(|| view! { <p>{words.get(Key::SendArrivedSealed)}</p> })}
                <p class="receipt__label">{words.get(Key::SendArrivedReference)}</p>
                <p class="receipt__reference" translate="no" dir="ltr">{reference}</p>
                {time}
                <p>{words.get(Key::SendArrivedKeep)}</p>
            </div>
            <div class="receipt__next">
                <h3>{words.get(Key::SendNextTitle)}</h3>
                <ol class="path" role="list">{next.collect_view()}</ol>
                {prepare}
                <h3>{words.get(Key::SendReachTitle)}</h3>
                <p>{words.get(Key::SendReachText)}</p>
                <p><a href=format!("mailto:{}", contact.email)><bdi dir="ltr">{contact.email.as_str()}</bdi></a></p>
                <p><bdi dir="ltr">{contact.phone.as_str()}</bdi></p>
            </div>
            {acts}
        </div>
    }
}

/// Words of the form, marked as English where they stand on a page of another language.
#[component]
fn Said(text: Text) -> impl IntoView {
    let (lang, dir) = text.untranslated.then_some(("en", "ltr")).unzip();
    view! { <span lang=lang dir=dir>{text.own}</span> }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::form::item::tests::render;

    fn text(own: &str, untranslated: bool) -> Text {
        Text {
            own: own.into(),
            en: None,
            untranslated,
        }
    }

    fn html(prepare: Vec<Text>, live: bool) -> String {
        let next = vec![NextStep {
            title: text("We read it", false),
            text: text("In peace", true),
        }];
        let said = Said {
            title: text("It is here", false),
            text: text("Go to sleep", false),
            next,
            prepare,
        };
        let acts = live.then(|| Acts {
            time: Some("1 May".into()),
            sealed: false,
            on_print: Callback::new(|()| ()),
            on_new: Callback::new(|()| ()),
        });
        render(|| view! { <Receipt said reference="6HAF-6SPZ-0".into() acts/> }.into_any())
    }

    #[test]
    fn no_translator_touches_the_reference() {
        let html = html(Vec::new(), true);
        assert!(
            html.contains(
                r#"<p translate="no" dir="ltr" class="receipt__reference">6HAF-6SPZ-0</p>"#
            ),
            "{html}"
        );
    }

    #[test]
    fn a_form_says_in_its_own_words_what_happens_next() {
        assert!(html(Vec::new(), true).contains("We read it"));
    }

    #[test]
    fn words_without_translation_are_marked_as_english() {
        let html = html(Vec::new(), true);
        assert!(
            html.contains(r#"<span lang="en" dir="ltr">In peace</span>"#),
            "{html}"
        );
    }

    #[test]
    fn a_form_that_needs_nothing_asks_to_prepare_nothing() {
        let prepare = |texts| html(texts, true).contains("What you can prepare");
        assert!(!prepare(Vec::new()));
        assert!(prepare(vec![text("A pencil", false)]));
    }

    #[test]
    fn without_script_no_button_prints() {
        assert!(!html(Vec::new(), false).contains("<button"));
    }
}
