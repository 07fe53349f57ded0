//! What can be given several times. Every occurrence is in the page: without script the further ones open
//! one after the other, with the app as many show as are needed.

use leptos::prelude::*;

use super::item::one;
use crate::form::model::{Item, Text};
use crate::i18n::{Key, Words};
use crate::ui::Art;

/// All occurrences of a group or question, and the way to one more.
#[component]
pub fn Repeat(
    /// The occurrences, from the first.
    occurrences: Vec<Item>,
) -> impl IntoView {
    let words = Words::expect();
    let mut occurrences = occurrences.into_iter();
    let first = occurrences.next().expect("there is a first occurrence");
    let least = first.occurrence.map_or(1, |it| it.least).max(1);
    let add = words.fill(Key::FormRepeatAdd, &[("text", &first.text.own)]);
    let id = first.id.clone();
    let first = occurrence(first, true, words);
    let further = further(occurrences, words);

    view! {
        <div class="repeat" data-repeat=id data-least=least.to_string()>
            {first}
            {further}
            <button class="button button--quiet repeat__add when-live" type="button" data-add>
                <Art name="plus" class="repeat__icon"/>
                {add}
            </button>
        </div>
    }
}

/// The further occurrences, each within the one before: opening one shows where the next opens.
fn further(mut rest: std::vec::IntoIter<Item>, words: Words) -> Option<AnyView> {
    let mut item = rest.next()?;
    // What is said of all of them is said at the first.
    item.when = None;
    item.hint = None;
    let Text {
        own, untranslated, ..
    } = item.title();
    let title = words.fill(Key::FormRepeatMore, &[("text", &own)]);
    let lang = untranslated.then_some("en");
    let inside = view! { {occurrence(item, false, words)} {further(rest, words)} };
    Some(
        view! {
            <details class="repeat__more">
                <summary class="repeat__title until-live" lang=lang>{title}</summary>
                {inside}
            </details>
        }
        .into_any(),
    )
}

fn occurrence(item: Item, open: bool, words: Words) -> AnyView {
    let (id, title) = (item.id.clone(), item.title().own);
    let remove = words.fill(Key::FormRepeatRemoveThis, &[("text", &title)]);
    let sure = words.fill(Key::FormRepeatRemoveSure, &[("text", &title)]);
    view! {
        <div class="repeat__one" data-occurrence=id data-open=open>
            {one(item)}
            <button class="button button--link repeat__remove when-live" type="button" data-remove=sure aria-label=remove>
                {words.get(Key::FormRepeatRemove)}
            </button>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use crate::ui::form::body;
    use crate::ui::form::item::tests::{form, render};

    fn html() -> String {
        render(|| body(&form()))
    }

    #[test]
    fn every_occurrence_is_in_the_page() {
        for id in ["hospital-name", "hospital-name~2", "hospital-name~3"] {
            assert!(html().contains(&format!(r#"name="{id}""#)), "{id}");
        }
    }

    #[test]
    fn the_first_occurrence_is_open() {
        let html = html();
        assert!(html.contains(r#"data-occurrence="hospital" data-open"#));
        assert!(!html.contains(r#"data-occurrence="hospital~2" data-open"#));
    }

    #[test]
    fn a_further_occurrence_opens_by_its_title() {
        assert!(
            html().contains("المستشفى 2, if there is one</summary>"),
            "{}",
            html()
        );
    }

    #[test]
    fn the_heading_of_an_occurrence_can_take_the_focus() {
        let legend = r#"tabindex="-1" class="field-group__title">المستشفى 2</legend>"#;
        assert!(html().contains(legend), "{}", html());
    }

    #[test]
    fn a_question_is_numbered_from_the_second_time_on() {
        let html = html();
        assert!(html.contains(r#"<label for="f-wish" class="field__label">أمنية<"#));
        assert!(html.contains(r#"<label for="f-wish~2" class="field__label">أمنية (2)<"#));
    }

    #[test]
    fn each_button_says_what_it_removes() {
        assert!(html().contains(r#"aria-label="Remove: المستشفى 2""#));
    }
}
