//! One step of a form: where one is, the questions, and the ways on and back.

use leptos::prelude::*;

use super::field_frame::Phrase;
use super::item::items;
use crate::form::model::Item;
use crate::i18n::{Key, Words};

/// A step, shown alone where there is script, below the others where there is none.
#[component]
pub fn Step(
    /// The step.
    step: Item,
    /// Its place, from 1.
    number: usize,
    /// How many steps there are.
    all: usize,
    /// The step before.
    back: Option<String>,
    /// The step after; the review after the last one.
    next: Option<String>,
    /// Whether the form can be sent without the app.
    posts: bool,
    /// Whether the app seals it.
    seals: bool,
) -> impl IntoView {
    let words = Words::expect();
    // A form of one step needs no word about where one is.
    let place = (all > 1).then(|| {
        let place = words.fill(
            Key::FormStep,
            &[("n", &number.to_string()), ("all", &all.to_string())],
        );
        view! {
            <p class="progress">
                <span>{place}</span>
                <progress class="progress__bar" max=all.to_string() value=number.to_string() aria-hidden="true"></progress>
            </p>
        }
    });
    let heading = format!("{}-title", step.id);
    let labelled = heading.clone();
    let last = next.is_none();
    let (target, on) = match next {
        Some(next) => (format!("#{next}"), words.get(Key::FormContinue)),
        None => ("#check".to_owned(), words.get(Key::FormCheck)),
    };
    let back = back.map(|back| {
        view! {
            <a class="button button--quiet" href=format!("#{back}") rel="external" data-back>{words.get(Key::FormBack)}</a>
        }
    });
    let send = (last && posts).then(|| {
        view! { <button class="button until-live" type="submit" data-send>{words.get(Key::FormSendPlain)}</button> }
    });
    let write = (last && !posts).then(|| {
        let contact = &words.locale().contact;
        let key = if seals {
            Key::FormPlainSealed
        } else {
            Key::FormPlainEmail
        };
        let text = words.fill(key, &[("email", &contact.email), ("phone", &contact.phone)]);
        view! { <p class="until-live">{text}</p> }
    });

    view! {
        <section class="step" id=step.id.clone() data-step data-item=step.id.clone() aria-labelledby=labelled>
            <div class="step__head">
                {place}
                <h2 id=heading tabindex="-1"><Phrase text=step.text/></h2>
                {step.hint.map(|text| view! { <p class="step__text"><Phrase text/></p> })}
            </div>
            {items(step.items)}
            {(last && seals).then(|| view! { <Sealed/> })}
            {write}
            <div class="actions">
                <a class=if last { "button when-live" } else { "button" } href=target rel="external" data-next>{on}</a>
                {send}
                {back}
            </div>
        </section>
    }
}

/// Says that the request is sealed before it leaves.
#[component]
fn Sealed() -> impl IntoView {
    let words = Words::expect();
    view! {
        <p class="field__hint when-live">{words.get(Key::FormSealed)}</p>
    }
}

#[cfg(test)]
mod tests {
    use crate::ui::form::body;
    use crate::ui::form::item::tests::{form, render};

    fn html() -> String {
        render(|| body(&form()))
    }

    #[test]
    fn a_step_leads_on_to_the_next_one() {
        let html = html();
        let second = &form().steps[1].id;
        assert!(
            html.contains(&format!(r##"href="#{second}" rel="external" data-next"##)),
            "{html}"
        );
    }

    #[test]
    fn the_last_step_leads_to_the_review() {
        assert_eq!(
            html()
                .matches(r##"href="#check" rel="external" data-next"##)
                .count(),
            1
        );
    }

    #[test]
    fn only_the_last_step_sends() {
        assert_eq!(html().matches("data-send").count(), 1);
    }

    #[test]
    fn a_step_is_named_by_its_heading() {
        let step = &form().steps[0].id;
        assert!(html().contains(&format!(r#"aria-labelledby="{step}-title""#)));
    }
}
