//! The whole form as one native `<form>`: hidden identity, every step, one way to send without the app.

use std::sync::Arc;

use leptos::prelude::*;

use super::field_frame::Drawn;
use super::outcome::Outcome;
use super::step::Step;
use crate::form::{Form, way};
use crate::i18n::{Key, Words};

/// All steps of a form, as they stand without the app.
pub fn body(form: &Form) -> AnyView {
    steps(form, true, false)
}

fn steps(form: &Form, posts: bool, seals: bool) -> AnyView {
    provide_context(Drawn(Arc::new(form.clone())));
    let asking: Vec<_> = form.steps.iter().filter(|step| !step.outcome).collect();
    let all = asking.len();
    let id = |at: usize| asking.get(at).map(|step| step.id.clone());
    let steps = form.steps.iter().cloned().map(|step| {
        if step.outcome {
            let back = way::before(form, &step).map(|step| step.id.clone());
            return view! { <Outcome step back/> }.into_any();
        }
        let at = asking
            .iter()
            .position(|other| other.id == step.id)
            .unwrap_or_default();
        let (back, next) = (at.checked_sub(1).and_then(id), id(at + 1));
        view! { <Step step number=at + 1 all back next posts seals/> }.into_any()
    });
    steps.collect_view().into_any()
}

/// The form, ready to be filled in, kept and sent.
#[component]
pub fn FormBody(
    /// The form.
    form: Form,
    /// Where it is posted without the app; nowhere when absent.
    action: Option<String>,
    /// Whether the app seals it.
    seals: bool,
    /// What Netlify calls the form, and the hidden fields it must find, where it takes the form: it reads
    /// the page when it is published.
    #[prop(optional_no_strip)]
    netlify: Option<(String, Vec<&'static str>)>,
) -> impl IntoView {
    let words = Words::expect();
    let steps = steps(&form, action.is_some(), seals);
    let is_netlify = netlify.is_some();
    let (name, fields) = netlify.unzip();
    let named = name.clone().map(|name| {
        let fields = fields.into_iter().flatten();
        let fields = fields.map(|field| view! { <input type="hidden" name=field/> });
        view! {
            <input type="hidden" name="form-name" value=name/>
            {fields.collect_view()}
        }
    });

    view! {
        <form id="form" method="post" action=action novalidate accept-charset="utf-8" name=name
            data-netlify=is_netlify.then_some("true") attr:netlify-honeypot=is_netlify.then_some("_website")>
            {named}
            <input type="hidden" name="_id"/>
            <input type="hidden" name="_reference"/>
            <input type="hidden" name="_opened"/>
            <input type="hidden" name="_zone"/>
            <input type="hidden" name="_lang" value=form.lang/>
            <input type="hidden" name="_version" value=form.version/>
            <div class="honeypot" aria-hidden="true">
                <label for="f--website">{words.get(Key::FormHoneypot)}</label>
                <input id="f--website" name="_website" tabindex="-1" autocomplete="off"/>
            </div>
            {steps}
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::form::item::tests::{form, render};

    fn html() -> String {
        render(|| {
            view! { <FormBody form=form() action=Some("/intake/a".into()) seals=false/> }.into_any()
        })
    }

    #[test]
    fn the_form_can_be_posted_without_the_app() {
        assert!(
            html().contains(r#"<form id="form" method="post" action="/intake/a" novalidate"#),
            "{}",
            html()
        );
    }

    #[test]
    fn a_form_without_a_destination_has_no_action() {
        let html = render(|| view! { <FormBody form=form() action=None seals=false/> }.into_any());
        assert!(!html.contains(" action="), "{html}");
    }

    #[test]
    fn netlify_finds_the_form_in_the_page() {
        let netlify = ("visit".to_owned(), vec!["answers"]);
        let html = render(|| {
            view! { <FormBody form=form() action=Some("/".into()) seals=false netlify=Some(netlify)/> }
                .into_any()
        });
        let tag = &html[..html.find('>').expect("a tag")];
        for part in [
            r#"name="visit""#,
            r#"data-netlify="true""#,
            r#"netlify-honeypot="_website""#,
        ] {
            assert!(tag.contains(part), "{tag}");
        }
        assert!(html.contains(r#"name="form-name" value="visit""#));
        assert!(html.contains(r#"type="hidden" name="answers""#));
    }

    #[test]
    fn other_hosts_are_told_nothing_of_netlify() {
        assert!(!html().contains("netlify") && !html().contains("form-name"));
    }

    #[test]
    fn the_form_says_its_language_and_version() {
        assert!(html().contains(r#"name="_lang" value="ar""#));
    }

    #[test]
    fn the_trap_for_machines_is_out_of_every_persons_way() {
        assert!(
            html().contains(r#"name="_website" tabindex="-1" autocomplete="off""#),
            "{}",
            html()
        );
    }

    #[test]
    fn a_form_that_seals_says_so_once() {
        let html = render(|| view! { <FormBody form=form() action=None seals=true/> }.into_any());
        assert_eq!(html.matches("sealed on this device").count(), 1, "{html}");
    }

    #[test]
    fn a_form_that_seals_names_the_ways_without_the_app() {
        let html = render(|| view! { <FormBody form=form() action=None seals=true/> }.into_any());
        assert!(html.contains("If that does not start"), "{html}");
    }
}
