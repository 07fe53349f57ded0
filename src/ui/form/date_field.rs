//! A question answered with a date, in three boxes.

use leptos::prelude::*;

use super::field_frame::GroupFrame;
use crate::form::model::Item;
use crate::i18n::{Key, Words};

/// Day, month and year; a month may be typed by its name.
#[component]
pub fn DateField(
    /// The question.
    item: Item,
) -> impl IntoView {
    let words = Words::expect();
    let birthday = item.autocomplete.as_deref() == Some("bday");
    let initial = item.initial.first().cloned().unwrap_or_default();
    let mut initial = initial
        .split('-')
        .map(|part| part.trim_start_matches('0').to_owned());
    let (year, month, day) = (initial.next(), initial.next(), initial.next());
    let parts = [
        ("day", Key::FormDay, day),
        ("month", Key::FormMonth, month),
        ("year", Key::FormYear, year),
    ];
    let parts = parts.map(|(part, label, value)| {
        let id = if part == "day" {
            item.control_id()
        } else {
            format!("{}-{part}", item.control_id())
        };
        view! {
            <div class=format!("date__part date__part--{part}")>
                <label for=id.clone()>{words.get(label)}</label>
                <input
                    class="field__input"
                    type="text"
                    id=id
                    name=format!("{}.{part}", item.id)
                    value=value.filter(|value| !value.is_empty())
                    // Names of months are letters.
                    inputmode=(part != "month").then_some("numeric")
                    dir="auto"
                    spellcheck="false"
                    autocomplete=if birthday { format!("bday-{part}") } else { "off".into() }
                    enterkeyhint="next"
                />
            </div>
        }
    });
    let parts = parts.into_iter().collect_view();

    view! { <GroupFrame item><div class="date">{parts}</div></GroupFrame> }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::ui::form::item::tests::drawn;

    fn date(more: serde_json::Value) -> String {
        let mut item = json!({"id": "dob", "text": {"own": "Date of birth"}, "kind": "date"});
        item.as_object_mut()
            .expect("an object")
            .extend(more.as_object().expect("an object").clone());
        drawn(item)
    }

    #[test]
    fn the_first_box_bears_the_id_of_the_question() {
        assert!(
            date(json!({})).contains(r#"id="f-dob" name="dob.day""#),
            "{}",
            date(json!({}))
        );
    }

    #[test]
    fn the_month_and_the_year_have_ids_of_their_own() {
        let html = date(json!({}));
        assert!(
            html.contains(r#"id="f-dob-month""#) && html.contains(r#"id="f-dob-year""#),
            "{html}"
        );
    }

    #[test]
    fn a_browser_may_fill_in_a_birthday() {
        assert!(date(json!({"autocomplete": "bday"})).contains(r#"autocomplete="bday-month""#));
    }

    #[test]
    fn a_date_that_is_already_there_fills_its_boxes() {
        let html = date(json!({"initial": ["2026-03-27"]}));
        assert!(
            html.contains(r#"value="27""#) && html.contains(r#"value="3""#),
            "{html}"
        );
    }
}
