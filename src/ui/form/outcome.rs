//! A step that ends the way through a form with words, when the answers lead there.

use leptos::prelude::*;

use super::field_frame::{Drawn, Phrase};
use super::item::items;
use super::when::in_words;
use crate::form::model::Item;
use crate::i18n::{Key, Words};

/// An outcome: words, ways forward, and the way back to the answers.
#[component]
pub fn Outcome(
    /// The outcome.
    step: Item,
    /// The step that decided it.
    back: Option<String>,
) -> impl IntoView {
    let words = Words::expect();
    let heading = format!("{}-title", step.id);
    let labelled = heading.clone();
    let when = step.when.map(|when| {
        view! { <p class="field__when">{in_words(&Drawn::expect(), &when, Key::FormOutcomeWhen, words)}</p> }
    });
    let back = back.map(|back| {
        view! {
            <div class="actions">
                <a class="button button--quiet" href=format!("#{back}") rel="external" data-back>{words.get(Key::FormBack)}</a>
            </div>
        }
    });

    view! {
        <section class="step outcome" id=step.id.clone() data-step data-item=step.id aria-labelledby=labelled>
            {when}
            <div class="outcome__words">
                <h2 id=heading tabindex="-1"><Phrase text=step.text/></h2>
                {step.hint.map(|text| view! { <p class="step__text"><Phrase text/></p> })}
                {items(step.items)}
            </div>
            {back}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::form::Form;
    use crate::ui::form::body;
    use crate::ui::form::item::tests::{form, render};

    /// The sample form with an outcome behind its first step.
    fn with_outcome() -> Form {
        let outcome = json!({
            "id": "sorry", "text": {"own": "Please ask at home"}, "kind": "group", "outcome": true,
            "when": {"conditions": [{"question": "requester", "operator": "=", "answer": "patient"}]},
            "items": [{"id": "on", "text": {"own": "Reach us"}, "kind": "display", "link": "/en/contact/"}],
        });
        let mut form = form();
        form.steps
            .insert(1, serde_json::from_value(outcome).expect("a step"));
        form
    }

    fn html() -> String {
        render(|| body(&with_outcome()))
    }

    fn outcome() -> String {
        let html = html();
        let start = html.find(r#"<section id="sorry""#).expect("it is there");
        let end = html[start..].find("</section>").expect("it ends");
        html[start..start + end].to_owned()
    }

    #[test]
    fn steps_are_counted_without_outcomes() {
        assert!(html().contains("Step 2 of 3") && !html().contains(" of 4"));
    }

    #[test]
    fn a_step_leads_past_an_outcome() {
        assert!(html().contains(r##"href="#care" rel="external" data-next"##));
        assert!(html().contains(r##"href="#you" rel="external" data-back"##));
    }

    #[test]
    fn an_outcome_leads_back_and_not_on() {
        let outcome = outcome();
        assert!(
            outcome.contains(r##"href="#you" rel="external" data-back"##),
            "{outcome}"
        );
        assert!(!outcome.contains("data-next") && !outcome.contains("progress"));
    }

    #[test]
    fn an_outcome_says_when_it_applies() {
        assert!(
            outcome().contains(r#"<p class="field__when">This applies if:"#),
            "{}",
            outcome()
        );
    }

    #[test]
    fn an_outcome_leads_elsewhere() {
        assert!(
            outcome().contains(r#"href="/en/contact/""#),
            "{}",
            outcome()
        );
    }
}
