//! What each property of a Questionnaire becomes.

use serde_json::{Value, json};

use super::*;
use crate::form::questionnaire::{self, STANDARD, TRANSLATION};

const DE: &str = "de";

fn compiled_in(lang: &str, form: Value, words: &[(&str, &str)]) -> Form {
    let form = questionnaire::read(&form.to_string()).expect("a Questionnaire");
    let words = words
        .iter()
        .map(|(key, text)| (key.to_string(), text.to_string()))
        .collect();
    let country = Choice {
        code: "LB".into(),
        system: None,
        text: Text {
            own: "Libanon".into(),
            ..Text::default()
        },
        exclusive: false,
        later: false,
    };
    let sets = Sets {
        countries: vec![country],
        ..Sets::default()
    };
    compile(&form, &words, &sets, lang)
}

fn form_of(items: Value) -> Value {
    json!({ "resourceType": "Questionnaire", "id": "f", "title": "Form", "item": items })
}

/// The only question of a form that asks it in one group.
fn question(item: Value) -> Item {
    question_in("en", item, &[])
}

fn question_in(lang: &str, item: Value, words: &[(&str, &str)]) -> Item {
    let mut item = item;
    item["linkId"] = "q".into();
    let group = json!([{ "linkId": "g", "type": "group", "text": "Group", "item": [item] }]);
    compiled_in(lang, form_of(group), words)
        .steps
        .remove(0)
        .items
        .remove(0)
}

fn ours(name: &str, property: &str, value: impl Into<Value>) -> Value {
    json!({ "url": format!("{OURS}{name}"), property: value.into() })
}

fn standard(name: &str, property: &str, value: impl Into<Value>) -> Value {
    json!({ "url": format!("{STANDARD}{name}"), property: value.into() })
}

fn help(text: &str) -> Value {
    let code = json!({ "coding": [{ "code": "help" }] });
    json!({
        "linkId": "q-hint", "type": "display", "text": text,
        "extension": [standard("questionnaire-itemControl", "valueCodeableConcept", code)],
    })
}

#[test]
fn groups_at_the_top_are_the_steps() {
    let group = |id: &str| json!({ "linkId": id, "type": "group", "text": id });
    let form = compiled_in("en", form_of(json!([group("one"), group("two")])), &[]);
    let ids: Vec<&str> = form.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["one", "two"]);
}

#[test]
fn questions_outside_any_group_make_one_step_named_after_the_form() {
    let item = |id: &str| json!({ "linkId": id, "type": "string", "text": id });
    let form = compiled_in("en", form_of(json!([item("one"), item("two")])), &[]);
    assert_eq!(form.steps.len(), 1);
    assert_eq!(form.steps[0].id, "f");
    assert_eq!(form.steps[0].text.own, "Form");
    assert_eq!(form.steps[0].items.len(), 2);
}

#[test]
fn a_form_that_asks_nothing_still_has_a_step() {
    assert_eq!(compiled_in("en", form_of(json!([])), &[]).steps.len(), 1);
}

#[test]
fn a_form_without_an_id_is_named_by_its_address() {
    let form = json!({
        "resourceType": "Questionnaire", "url": "https://intl.example.org/Questionnaire/visit",
    });
    assert_eq!(compiled_in("en", form, &[]).id, "visit");
}

#[test]
fn the_translators_words_come_with_the_english() {
    let item = question_in(
        DE,
        json!({ "type": "string", "text": "Name" }),
        &[("q", "Wie?")],
    );
    let expected = Text {
        own: "Wie?".into(),
        en: Some("Name".into()),
        untranslated: false,
    };
    assert_eq!(item.text, expected);
}

#[test]
fn without_a_translation_the_english_stands_and_says_so() {
    let item = question_in(DE, json!({ "type": "string", "text": "Name" }), &[]);
    assert_eq!(
        item.text,
        Text {
            own: "Name".into(),
            en: None,
            untranslated: true
        }
    );
}

#[test]
fn english_needs_no_translation() {
    let item = question_in("en-GB", json!({ "type": "string", "text": "Name" }), &[]);
    assert!(!item.text.untranslated);
}

#[test]
fn translations_inside_the_questionnaire_are_read() {
    let translation = json!({ "extension": [{
        "url": TRANSLATION,
        "extension": [
            { "url": "lang", "valueCode": "de" },
            { "url": "content", "valueString": "Wie?" },
        ],
    }] });
    let source = json!({ "type": "string", "text": "Name", "_text": translation });
    assert_eq!(question_in(DE, source.clone(), &[]).text.own, "Wie?");
    assert_eq!(question_in("de-CH", source.clone(), &[]).text.own, "Wie?");
    assert_eq!(
        question_in(DE, source, &[("q", "Ihr Name?")]).text.own,
        "Ihr Name?"
    );
}

#[test]
fn options_and_messages_are_translated_by_their_own_keys() {
    let source = json!({
        "type": "choice", "text": "Name",
        "answerOption": [{ "valueCoding": { "code": "a b", "display": "Answer" } }],
        "extension": [ours("missing-message", "valueString", "Missing")],
    });
    let item = question_in(DE, source, &[("q/a b", "Antwort"), ("q!missing", "Fehlt")]);
    let Kind::Choice(choices) = item.kind else {
        panic!("{item:?}")
    };
    assert_eq!(choices[0].text.own, "Antwort");
    assert_eq!(item.missing.expect("a message").own, "Fehlt");
}

#[test]
fn a_help_text_is_a_hint_and_no_item() {
    let item = question(json!({ "type": "string", "text": "Name", "item": [help("As usual.")] }));
    assert_eq!(item.hint.expect("a hint").own, "As usual.");
    assert!(item.items.is_empty());
}

#[test]
fn a_hint_is_translated_by_its_own_name() {
    let source = json!({ "type": "string", "text": "Name", "item": [help("As usual.")] });
    let item = question_in(DE, source, &[("q-hint", "Wie üblich.")]);
    assert_eq!(item.hint.expect("a hint").own, "Wie üblich.");
}

#[test]
fn an_answer_set_of_ours_gives_its_choices() {
    let address = "https://portico.example/fhir/ValueSet/countries";
    let item = question(json!({ "type": "choice", "text": "Where?", "answerValueSet": address }));
    let Kind::Choice(choices) = item.kind else {
        panic!("{item:?}")
    };
    assert_eq!(choices[0].code, "LB");
}

#[test]
fn a_choice_of_nothing_is_shown_as_text() {
    let address = "https://else.example/ValueSet/all";
    let source = json!({
        "type": "choice", "text": "Where?", "required": true, "answerValueSet": address,
    });
    let item = question(source);
    assert_eq!(item.kind, Kind::Unsupported);
    assert!(!item.required, "nobody could go on");
}

#[test]
fn a_type_that_is_not_asked_here_is_shown_as_text() {
    for kind in ["attachment", "quantity", "dateTime", "unheard-of"] {
        let item = question(json!({ "type": kind, "text": "Which?", "required": true }));
        assert_eq!(
            (item.kind, item.required),
            (Kind::Unsupported, false),
            "{kind}"
        );
    }
}

#[test]
fn a_line_of_text_may_be_an_address_or_a_number() {
    let entry = |value: &str| {
        let extension = ours("entry", "valueCode", value);
        question(json!({ "type": "string", "text": "Which?", "extension": [extension] })).kind
    };
    assert_eq!(entry("email"), Kind::Email);
    assert_eq!(entry("phone"), Kind::Phone);
    assert_eq!(entry("fax"), Kind::String);
}

#[track_caller]
fn has_rule(item: Value, expected: Rule) {
    let rules = question(item).rules;
    assert!(rules.contains(&expected), "{rules:?}");
}

#[track_caller]
fn extension_means(kind: &str, extension: Value, expected: Rule) {
    has_rule(
        json!({ "type": kind, "text": "Which?", "extension": [extension] }),
        expected,
    );
}

#[test]
fn limits_become_rules() {
    has_rule(
        json!({ "type": "string", "maxLength": 9 }),
        Rule::MaxLength(9),
    );
    extension_means(
        "string",
        standard("minLength", "valueInteger", 2),
        Rule::MinLength(2),
    );
    let first = standard("minValue", "valueDate", "1900-01-01");
    extension_means("date", first, Rule::MinValue("1900-01-01".into()));
    let most = standard("maxValue", "valueInteger", 10);
    extension_means("integer", most, Rule::MaxValue("10".into()));
    let today = ours("max-today", "valueBoolean", true);
    extension_means("date", today, Rule::MaxValue("today".into()));
    let at_most = standard("questionnaire-maxOccurs", "valueInteger", 3);
    extension_means("choice", at_most, Rule::MaxAnswers(3));
    extension_means(
        "date",
        ours("partial-date", "valueBoolean", true),
        Rule::PartialDate,
    );
    let other = ours("not-before", "valueString", "from");
    extension_means("date", other, Rule::NotBefore("from".into()));
    extension_means(
        "boolean",
        ours("must-be-true", "valueBoolean", true),
        Rule::MustBeTrue,
    );
}

#[test]
fn one_of_several_counts_the_item_itself() {
    let extension = ours("one-of", "valueString", "phone");
    extension_means(
        "string",
        extension,
        Rule::OneOf(vec!["q".into(), "phone".into()]),
    );
}

#[test]
fn a_pattern_carries_what_to_say() {
    let source = json!({ "type": "string", "text": "Which?", "extension": [
        standard("regex", "valueString", "[A-Z]+"),
        ours("pattern-message", "valueString", "Use capitals"),
    ] });
    let item = question_in(DE, source, &[("q!pattern", "Großbuchstaben")]);
    let [Rule::Pattern(pattern, Some(message))] = item.rules.as_slice() else {
        panic!("{item:?}")
    };
    assert_eq!(
        (pattern.as_str(), message.own.as_str()),
        ("[A-Z]+", "Großbuchstaben")
    );
}

#[test]
fn conditions_compare_control_values() {
    let item = question(json!({
        "type": "string", "text": "Which?", "enableBehavior": "any",
        "enableWhen": [
            { "question": "a", "operator": "=", "answerCoding": { "system": "s", "code": "x" } },
            { "question": "b", "operator": "exists", "answerBoolean": false },
            { "question": "c", "operator": ">=", "answerInteger": 3 },
        ],
    }));
    let when = item.when.expect("conditions");
    let answers: Vec<&str> = when
        .conditions
        .iter()
        .map(|it| it.answer.as_str())
        .collect();
    assert_eq!(answers, ["x", "false", "3"]);
    assert!(!when.all);
}

#[test]
fn answers_present_at_the_start_are_control_values() {
    let item = question(
        json!({ "type": "choice", "text": "Which?", "answerOption": [
        { "valueCoding": { "code": "a", "display": "A" } },
        { "valueCoding": { "code": "b", "display": "B" }, "initialSelected": true },
    ] }),
    );
    assert_eq!(item.initial, ["b"]);
    let item = question(json!({ "type": "boolean", "initial": [{ "valueBoolean": true }] }));
    assert_eq!(item.initial, ["true"]);
}

/// The items of a form that asks this in one group.
fn asked_in_a_group(items: Value) -> Vec<Item> {
    let group = json!([{ "linkId": "g", "type": "group", "text": "Group", "item": items }]);
    compiled_in("en", form_of(group), &[]).steps.remove(0).items
}

fn occurs(least: u32, most: u32) -> Value {
    json!([
        standard("questionnaire-minOccurs", "valueInteger", least),
        standard("questionnaire-maxOccurs", "valueInteger", most),
    ])
}

fn records(items: Value) -> Vec<Item> {
    asked_in_a_group(json!([{
        "linkId": "r", "type": "group", "text": "Record", "repeats": true,
        "extension": occurs(1, 3), "item": items,
    }]))
}

fn ids(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.id.as_str()).collect()
}

#[test]
fn a_group_that_repeats_is_written_out() {
    let records = records(json!([{ "linkId": "a", "type": "string", "text": "A" }]));
    assert_eq!(ids(&records), ["r", "r~2", "r~3"]);
    assert_eq!(ids(&records[2].items), ["a~3"]);
    let titles: Vec<String> = records.iter().map(|item| item.title().own).collect();
    assert_eq!(titles, ["Record 1", "Record 2", "Record 3"]);
}

#[test]
fn what_questions_say_about_each_other_stays_in_their_occurrence() {
    let records = records(json!([
        { "linkId": "a", "type": "boolean", "text": "A" },
        { "linkId": "b", "type": "date", "text": "B",
          "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }],
          "extension": [ours("not-before", "valueString", "c"), ours("one-of", "valueString", "c")] },
        { "linkId": "c", "type": "date", "text": "C" },
    ]));
    let second = &records[1].items[1];
    let when = second.when.as_ref().expect("a condition");
    assert_eq!(when.conditions[0].question, "a~2");
    let expected = [
        Rule::NotBefore("c~2".into()),
        Rule::OneOf(vec!["b~2".into(), "c~2".into()]),
    ];
    assert_eq!(second.rules, expected);
}

#[test]
fn what_questions_say_about_others_stays_as_it_is() {
    let items = asked_in_a_group(json!([
        { "linkId": "a", "type": "boolean", "text": "A" },
        { "linkId": "r", "type": "group", "text": "Record", "repeats": true, "extension": occurs(1, 2),
          "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }],
          "item": [{ "linkId": "b", "type": "string", "text": "B" }] },
    ]));
    let when = items[2].when.as_ref().expect("a condition");
    assert_eq!(when.conditions[0].question, "a");
}

#[test]
fn a_question_that_repeats_is_needed_as_often_as_it_says() {
    let items = asked_in_a_group(json!([{
        "linkId": "q", "type": "text", "text": "What?", "required": true, "repeats": true,
        "extension": occurs(2, 3),
    }]));
    assert_eq!(ids(&items), ["q", "q~2", "q~3"]);
    let needed: Vec<bool> = items.iter().map(|item| item.required).collect();
    assert_eq!(needed, [true, true, false]);
    assert_eq!(items[0].title().own, "What?");
    assert_eq!(items[1].title().own, "What? (2)");
}

#[test]
fn a_browser_fills_in_the_first_occurrence_only() {
    let token = ours("autocomplete", "valueString", "organization");
    let records = records(json!([
        { "linkId": "a", "type": "string", "text": "A", "extension": [token] },
    ]));
    let tokens: Vec<_> = records
        .iter()
        .map(|item| &item.items[0].autocomplete)
        .collect();
    assert_eq!(tokens, [&Some("organization".to_owned()), &None, &None]);
}

#[test]
fn a_group_that_repeats_without_end_is_asked_once() {
    let items = asked_in_a_group(json!([{
        "linkId": "r", "type": "group", "text": "Record", "repeats": true,
        "item": [{ "linkId": "a", "type": "string", "text": "A" }],
    }]));
    assert_eq!((ids(&items), items[0].repeats), (vec!["r"], false));
}

#[test]
fn an_outcome_is_a_step_of_its_own_kind() {
    let form = form_of(json!([
        { "linkId": "a", "type": "group", "text": "A" },
        { "linkId": "b", "type": "group", "text": "B", "extension": [ours("outcome", "valueBoolean", true)] },
    ]));
    let outcomes: Vec<bool> = compiled_in("en", form, &[])
        .steps
        .iter()
        .map(|step| step.outcome)
        .collect();
    assert_eq!(outcomes, [false, true]);
}

#[test]
fn a_link_leads_to_the_readers_language() {
    let link = standard("questionnaire-supportLink", "valueUri", "/{lang}/contact/");
    let item = question_in(
        DE,
        json!({ "type": "display", "text": "Contact", "extension": [link] }),
        &[],
    );
    assert_eq!(item.link.as_deref(), Some("/de/contact/"));
}

fn own(text: &str) -> Text {
    Text {
        own: text.into(),
        ..Text::default()
    }
}

/// The receipt of a form, where the site says in general that it has arrived, and reads it next.
fn receipt(parts: Value) -> Receipt {
    let mut form = form_of(json!([]));
    form["extension"] = json!([{ "url": format!("{OURS}receipt"), "extension": parts }]);
    let next = NextStep {
        title: own("We read"),
        text: own("Soon"),
    };
    let sets = Sets {
        receipt: Receipt {
            title: own("It has arrived"),
            next: vec![next],
            ..Receipt::default()
        },
        ..Sets::default()
    };
    let form = questionnaire::read(&form.to_string()).expect("a Questionnaire");
    compile(&form, &Translation::new(), &sets, "en").receipt
}

#[test]
fn a_form_without_a_receipt_takes_the_general_one() {
    let receipt = receipt(json!([]));
    assert_eq!(receipt.title.own, "It has arrived");
    assert_eq!(receipt.next[0].title.own, "We read");
}

#[test]
fn a_forms_own_receipt_stands_before_the_general_one() {
    let title = json!({ "url": "title", "valueString": "We call" });
    let receipt = receipt(json!([{ "url": "next", "extension": [title] }]));
    let next: Vec<_> = receipt
        .next
        .iter()
        .map(|next| next.title.own.as_str())
        .collect();
    assert_eq!(
        (receipt.title.own.as_str(), next),
        ("It has arrived", vec!["We call"])
    );
}
