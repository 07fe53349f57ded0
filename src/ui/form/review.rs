//! All answers once more, before they are sent.

use leptos::prelude::*;

use crate::form::Reading;
use crate::form::reading::{Line, Section};
use crate::i18n::{Key, Words};

/// The answers, each with a way back to its question.
#[component]
pub fn Review(
    /// What was asked and answered.
    reading: Reading,
    /// What there is to see to after sending; it holds nobody up.
    advice: Vec<String>,
    /// Whether the next click sends; else it leads to the ways of sending.
    posts: bool,
    /// Called when the patient sends.
    on_send: Callback<()>,
) -> impl IntoView {
    let words = Words::expect();
    let sections = reading
        .sections
        .into_iter()
        .map(|section| view! { <Part section/> });

    let advice = (!advice.is_empty()).then(|| {
        let lines = advice.into_iter().map(|line| view! { <p>{line}</p> });
        view! {
            <div class="advice">
                <h3>{words.get(Key::FormRecordAdvice)}</h3>
                {lines.collect_view()}
            </div>
        }
    });

    view! {
        <div class="review">
            <h2 tabindex="-1" data-focus>{words.get(Key::FormCheckTitle)}</h2>
            <p>{words.get(Key::FormCheckText)}</p>
            {sections.collect_view()}
            {advice}
            <div class="actions">
                <button class="button" type="button" on:click=move |_| on_send.run(())>{words.get(if posts { Key::FormSend } else { Key::FormContinue })}</button>
            </div>
        </div>
    }
}

/// One step's answers.
#[component]
fn Part(section: Section) -> impl IntoView {
    let address = format!("#{}", section.id);
    let groups = section.groups().map(|(title, lines)| {
        let title = title.map(str::to_owned);
        let rows = lines.iter().cloned();
        let rows = rows.map(|line| view! { <Row line address=address.clone()/> });
        view! {
            {title.map(|title| view! { <h4 class="review__group">{title}</h4> })}
            <dl>{rows.collect_view()}</dl>
        }
    });
    view! {
        <section class="review__section">
            <div class="review__head"><h3>{section.title.clone()}</h3></div>
            {groups.collect_view()}
        </section>
    }
}

/// A question, its answer, and the way to change it. The page leads to the control itself.
#[component]
fn Row(line: Line, address: String) -> impl IntoView {
    let words = Words::expect();
    let question = match &line.group {
        Some(group) => [group, ": ", line.question.as_str()].concat(),
        None => line.question.clone(),
    };
    let change = words.fill(Key::FormChangeQuestion, &[("question", &question)]);
    let (class, answer) = match line.answer {
        Some(answer) => ("review__answer", answer),
        None => (
            "review__answer review__answer--none",
            words.get(Key::FormNotAnswered).to_owned(),
        ),
    };
    view! {
        <div class="review__row">
            <dt class="review__question">{line.question}</dt>
            <dd>
                <p class=class><bdi>{answer}</bdi></p>
                <a class="review__change" href=address rel="external" data-control=format!("f-{}", line.id) aria-label=change>
                    {words.get(Key::FormChange)}
                </a>
            </dd>
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ui::form::item::tests::render;

    fn html() -> String {
        let reading = json!({"lang": "en", "title": "T", "sections": [{"id": "you", "title": "You", "entries": [
            {"id": "name", "question": "Your name", "answer": "أمل"},
            {"id": "care", "question": "Which care?"},
            {"id": "kind~2", "group": "Record 2", "question": "Which kind?", "answer": "Scan"},
        ]}]});
        let reading: Reading = serde_json::from_value(reading).expect("it is a reading");
        render(|| {
            view! { <Review reading advice=Vec::new() posts=true on_send=Callback::new(|()| ())/> }
                .into_any()
        })
    }

    #[test]
    fn each_answer_can_be_changed_at_its_question() {
        assert!(
            html().contains(r##"href="#you" rel="external" data-control="f-name""##),
            "{}",
            html()
        );
    }

    #[test]
    fn an_answer_stands_below_the_heading_of_its_group() {
        let html = html();
        assert!(
            html.contains(r#"<h4 class="review__group">Record 2</h4>"#),
            "{html}"
        );
        assert!(
            html.contains(r#"data-control="f-kind~2" aria-label="Change: Record 2: Which kind?""#)
        );
    }

    #[test]
    fn what_was_left_out_is_said() {
        assert!(html().contains("Not answered"));
    }

    #[test]
    fn a_way_to_change_says_what_it_changes() {
        assert!(html().contains(r#"aria-label="Change: Your name""#));
    }
}
