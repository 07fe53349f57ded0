//! Each rule met and broken, on forms of a few lines.

use serde_json::{Value, json};

use super::check;
use crate::form::questionnaire::{Finding, OURS, STANDARD, Severity, read};

/// Findings in a form whose one group holds these items.
fn findings(items: Value) -> Vec<Finding> {
    let form = json!({
        "resourceType": "Questionnaire", "title": "Form", "url": "https://a.example/q",
        "version": "1", "item": [{ "linkId": "g", "type": "group", "text": "Group", "item": items }],
    });
    let text = serde_json::to_string_pretty(&form).expect("a form can be written");
    check(&read(&text).expect("the form can be read"), &text)
}

#[track_caller]
fn finds(rule: &str, severity: Severity, items: Value) {
    let found = findings(items);
    let rules: Vec<(&str, Severity)> = found.iter().map(|it| (it.rule, it.severity)).collect();
    assert_eq!(rules, [(rule, severity)], "{found:?}");
}

#[track_caller]
fn refuses(rule: &str, items: Value) {
    finds(rule, Severity::Error, items);
}

#[track_caller]
fn doubts(rule: &str, items: Value) {
    finds(rule, Severity::Warning, items);
}

#[track_caller]
fn accepts(items: Value) {
    assert_eq!(findings(items), []);
}

/// A question with further properties.
fn question(id: &str, kind: &str, more: Value) -> Value {
    let mut item = json!({ "linkId": id, "type": kind, "text": "Which?" });
    for (key, value) in more.as_object().expect("properties") {
        item[key] = value.clone();
    }
    item
}

fn option(code: &str) -> Value {
    json!({ "valueCoding": { "code": code, "display": code } })
}

fn choice(id: &str) -> Value {
    question(
        id,
        "choice",
        json!({ "answerOption": [option("a"), option("b")] }),
    )
}

fn extended(kind: &str, extension: Value) -> Value {
    json!([question("q", kind, json!({ "extension": [extension] }))])
}

fn ours(name: &str, property: &str, value: impl Into<Value>) -> Value {
    json!({ "url": format!("{OURS}{name}"), property: value.into() })
}

fn standard(name: &str, property: &str, value: impl Into<Value>) -> Value {
    json!({ "url": format!("{STANDARD}{name}"), property: value.into() })
}

fn when(question: &str, operator: &str, property: &str, answer: impl Into<Value>) -> Value {
    json!({ "question": question, "operator": operator, property: answer.into() })
}

#[test]
fn an_item_needs_a_name() {
    refuses("link-id", json!([{ "type": "string", "text": "Which?" }]));
}

#[test]
fn a_name_must_do_for_a_control() {
    refuses(
        "link-id-characters",
        json!([question("two words", "string", json!({}))]),
    );
    refuses(
        "link-id-characters",
        json!([question("_id", "string", json!({}))]),
    );
    doubts(
        "link-id-characters",
        json!([question("a/b", "string", json!({}))]),
    );
    doubts(
        "link-id-characters",
        json!([question("born.day", "string", json!({}))]),
    );
    accepts(json!([question("1.1", "string", json!({}))]));
}

#[test]
fn an_item_needs_words() {
    refuses("text", json!([{ "linkId": "q", "type": "string" }]));
    refuses(
        "text",
        json!([{ "linkId": "q", "type": "string", "text": " " }]),
    );
}

#[test]
fn a_hidden_item_needs_no_words() {
    let hidden = standard("questionnaire-hidden", "valueBoolean", true);
    accepts(json!([{ "linkId": "q", "type": "string", "extension": [hidden] }]));
}

#[test]
fn a_hidden_item_cannot_be_required() {
    let hidden = standard("questionnaire-hidden", "valueBoolean", true);
    let more = json!({ "extension": [hidden], "required": true });
    refuses("hidden-required", json!([question("q", "string", more)]));
}

#[test]
fn an_item_needs_a_type_that_fhir_knows() {
    refuses("type", json!([{ "linkId": "q", "text": "Which?" }]));
    refuses("type", json!([question("q", "question", json!({}))]));
}

#[test]
fn a_type_that_is_not_asked_here_is_doubtful() {
    doubts(
        "unsupported-type",
        json!([question("q", "attachment", json!({}))]),
    );
}

#[test]
fn a_text_to_read_is_no_question() {
    let display = |more| json!([question("q", "display", more)]);
    refuses(
        "que-1",
        display(json!({ "item": [question("r", "string", json!({}))] })),
    );
    refuses("que-3", display(json!({ "code": [{ "code": "x" }] })));
    refuses("que-6", display(json!({ "required": true })));
    refuses("que-6", display(json!({ "repeats": true })));
    refuses("que-9", display(json!({ "readOnly": true })));
}

#[test]
fn a_question_inside_a_question_is_doubtful() {
    let inner = json!({ "item": [question("r", "string", json!({}))] });
    doubts("nested-question", json!([question("q", "string", inner)]));
}

#[test]
fn an_answer_that_cannot_change_is_doubtful() {
    doubts(
        "read-only",
        json!([question("q", "string", json!({ "readOnly": true }))]),
    );
}

#[test]
fn a_choice_needs_options() {
    refuses("no-options", json!([question("q", "choice", json!({}))]));
}

#[test]
fn options_need_codes_and_words_of_their_own() {
    let options =
        |options: Value| json!([question("q", "choice", json!({ "answerOption": options }))]);
    refuses(
        "option-duplicate",
        options(json!([option("a"), option("a")])),
    );
    refuses(
        "option-code",
        options(json!([{ "valueCoding": { "display": "A" } }])),
    );
    refuses(
        "option-text",
        options(json!([{ "valueCoding": { "code": "a" } }])),
    );
    doubts("option-kind", options(json!([{ "valueString": "a" }])));
    accepts(options(json!([option("with a space")])));
}

#[test]
fn an_unknown_answer_set_of_ours_is_a_slip() {
    let set = |address: &str| {
        json!([question(
            "q",
            "choice",
            json!({ "answerValueSet": address })
        )])
    };
    refuses(
        "answer-value-set",
        set("https://portico.example/fhir/ValueSet/contries"),
    );
    doubts(
        "answer-value-set",
        set("http://hl7.org/fhir/ValueSet/languages"),
    );
    accepts(set("https://portico.example/fhir/ValueSet/countries"));
}

#[test]
fn one_answer_at_the_start_for_one_answer() {
    let initial = json!({ "initial": [{ "valueString": "a" }, { "valueString": "b" }] });
    refuses("que-13", json!([question("q", "string", initial)]));
}

#[test]
fn a_condition_names_a_question_of_the_form() {
    let asked = |when: Value| {
        json!([
            choice("c"),
            question("q", "string", json!({ "enableWhen": [when] }))
        ])
    };
    accepts(asked(when(
        "c",
        "=",
        "answerCoding",
        json!({ "code": "a" }),
    )));
    refuses(
        "enable-when-dangling",
        asked(when("d", "exists", "answerBoolean", true)),
    );
    let group = asked(when("g", "exists", "answerBoolean", true));
    let rules: Vec<&str> = findings(group).iter().map(|finding| finding.rule).collect();
    assert!(rules.contains(&"enable-when-unanswered"), "{rules:?}");
}

#[test]
fn a_condition_waits_for_an_option_that_is_offered() {
    let waits = when("c", "=", "answerCoding", json!({ "code": "z" }));
    let item = question("q", "string", json!({ "enableWhen": [waits] }));
    doubts("enable-when-option", json!([choice("c"), item]));
}

#[test]
fn a_bare_code_against_a_choice_is_doubtful() {
    let item = question(
        "q",
        "string",
        json!({ "enableWhen": [when("c", "=", "answerString", "a")] }),
    );
    doubts("enable-when-type", json!([choice("c"), item]));
}

#[test]
fn a_condition_needs_a_comparison() {
    let asked = |when: Value| {
        json!([
            choice("c"),
            question("q", "string", json!({ "enableWhen": [when] }))
        ])
    };
    refuses(
        "enable-when-operator",
        asked(when("c", "==", "answerCoding", json!({ "code": "a" }))),
    );
    refuses(
        "enable-when-operator",
        asked(json!({ "question": "c", "operator": "=" })),
    );
    refuses("que-7", asked(when("c", "exists", "answerString", "yes")));
}

#[test]
fn conditions_are_joined_by_all_or_any() {
    let conditions = json!([
        when("c", "exists", "answerBoolean", true),
        when("d", "exists", "answerBoolean", true)
    ]);
    let asked = |behavior: Value| {
        let more = json!({ "enableWhen": conditions, "enableBehavior": behavior });
        json!([choice("c"), choice("d"), question("q", "string", more)])
    };
    accepts(asked("any".into()));
    refuses("que-12", asked(Value::Null));
    refuses("enable-behavior", asked("some".into()));
}

#[test]
fn an_item_cannot_wait_for_itself() {
    let itself = json!({ "enableWhen": [when("q", "exists", "answerBoolean", true)] });
    refuses(
        "enable-when-circular",
        json!([question("q", "string", itself)]),
    );
}

#[test]
fn a_group_cannot_wait_for_what_it_holds() {
    let group = json!({
        "linkId": "inner", "type": "group", "text": "Inner",
        "enableWhen": [when("q", "exists", "answerBoolean", true)],
        "item": [question("q", "string", json!({}))],
    });
    let found = findings(json!([group]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.contains("inner → q → inner"), "{found:?}");
}

#[test]
fn a_question_may_wait_for_one_beside_it() {
    let item = question(
        "q",
        "string",
        json!({ "enableWhen": [when("c", "exists", "answerBoolean", true)] }),
    );
    accepts(json!([choice("c"), item]));
}

#[test]
fn a_pattern_must_be_understood() {
    let pattern = |pattern: &str| extended("string", standard("regex", "valueString", pattern));
    accepts(pattern("[A-Z]{2}[0-9]+"));
    refuses("regex", pattern("[A-Z"));
    refuses("regex", pattern("(?=.*[0-9]).*"));
    refuses("regex", pattern("(?P<year>[0-9]{4})"));
}

#[test]
fn a_pattern_message_needs_a_pattern() {
    doubts(
        "pattern-message",
        extended(
            "string",
            ours("pattern-message", "valueString", "Use digits"),
        ),
    );
}

#[test]
fn limits_leave_room_for_an_answer() {
    refuses(
        "max-length",
        json!([question("q", "string", json!({ "maxLength": 0 }))]),
    );
    let crossed = [
        standard("minValue", "valueDate", "2000-01-01"),
        standard("maxValue", "valueDate", "1999-01-01"),
    ];
    refuses(
        "bounds",
        json!([question("q", "date", json!({ "extension": crossed }))]),
    );
    refuses(
        "bounds",
        extended("date", standard("minValue", "valueDate", "yesterday")),
    );
    refuses(
        "occurs",
        extended(
            "string",
            standard("questionnaire-maxOccurs", "valueInteger", 3),
        ),
    );
}

#[test]
fn only_choices_take_several_answers() {
    doubts(
        "repeats",
        json!([question("q", "integer", json!({ "repeats": true }))]),
    );
}

/// A group with these items that can be given three times, within the group of `findings`.
fn repeating(items: Value) -> Value {
    let most = standard("questionnaire-maxOccurs", "valueInteger", 3);
    json!({
        "linkId": "r", "type": "group", "text": "Record", "repeats": true, "extension": [most], "item": items,
    })
}

#[test]
fn a_step_is_not_named_as_its_form() {
    let text = r#"{ "resourceType": "Questionnaire", "id": "a", "title": "A", "url": "u", "version": "1",
        "item": [{ "linkId": "a", "type": "group", "text": "A", "item": [
            { "linkId": "b", "type": "string", "text": "B" }] }] }"#;
    let found = check(&read(text).expect("the form can be read"), text);
    let rules: Vec<&str> = found.iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["link-id"], "{found:?}");
}

#[test]
fn a_group_may_repeat() {
    accepts(json!([repeating(json!([choice("a")]))]));
}

#[test]
fn a_question_answered_in_words_may_repeat() {
    let most = standard("questionnaire-maxOccurs", "valueInteger", 5);
    let more = json!({ "repeats": true, "extension": [most] });
    accepts(json!([question("q", "text", more)]));
}

#[test]
fn a_question_that_repeats_without_end_is_asked_once() {
    doubts(
        "repeat-most",
        json!([question("q", "text", json!({ "repeats": true }))]),
    );
}

#[test]
fn a_question_does_not_repeat_within_what_repeats() {
    let most = standard("questionnaire-maxOccurs", "valueInteger", 5);
    let more = json!({ "repeats": true, "extension": [most] });
    let inner = question("q", "text", more);
    refuses("repeat-nested", json!([repeating(json!([inner]))]));
}

#[test]
fn what_repeats_begins_empty() {
    let inner = question(
        "q",
        "string",
        json!({ "initial": [{ "valueString": "a" }] }),
    );
    doubts("repeat-initial", json!([repeating(json!([inner]))]));
}

#[test]
fn conditions_stay_within_what_repeats() {
    let condition = when("a", "=", "answerCoding", json!({ "code": "a" }));
    let other = question("q", "string", json!({ "enableWhen": [condition] }));
    accepts(json!([repeating(json!([choice("a"), other]))]));
    doubts(
        "repeat-condition",
        json!([repeating(json!([choice("a")])), other]),
    );
}

#[test]
fn a_text_may_lead_to_a_page() {
    let link = |uri: &str| {
        let link = standard("questionnaire-supportLink", "valueUri", uri);
        extended("display", link)
    };
    accepts(link("/{lang}/contact/"));
    accepts(link("https://else.example/a"));
    refuses("link-address", link("//else.example"));
    refuses("link-address", link("javascript:alert(1)"));
}

#[test]
fn only_texts_to_read_carry_links() {
    let link = standard("questionnaire-supportLink", "valueUri", "/en/");
    doubts("link-place", extended("string", link));
}

#[test]
fn editors_are_told_of_every_extension_of_ours() {
    let manual = include_str!("../../../../docs/edit.md");
    for known in super::extension::KNOWN {
        let name = format!("`{}`", known.name);
        let told = manual
            .lines()
            .any(|line| line.starts_with('|') && line.contains(&name));
        assert!(told, "{name}");
    }
}

#[test]
fn an_extension_of_ours_must_exist() {
    refuses(
        "extension",
        extended("string", ours("mising-message", "valueString", "Enter it")),
    );
    accepts(extended(
        "string",
        ours("missing-message", "valueString", "Enter it"),
    ));
}

#[test]
fn an_extension_of_another_is_passed_over() {
    accepts(extended(
        "string",
        json!({ "url": "https://else.example/x", "valueString": "y" }),
    ));
}

#[test]
fn an_extension_must_mean_something_on_its_item() {
    refuses(
        "must-be-true",
        extended("string", ours("must-be-true", "valueBoolean", true)),
    );
    refuses(
        "partial-date",
        extended("string", ours("partial-date", "valueBoolean", true)),
    );
    refuses(
        "entry",
        extended("string", ours("entry", "valueCode", "fax")),
    );
}

#[test]
fn one_of_names_items_of_the_form() {
    refuses(
        "one-of",
        extended("string", ours("one-of", "valueString", "ghost")),
    );
}

#[test]
fn one_of_is_said_by_both() {
    let pair = |id: &str, other: &str| {
        question(
            id,
            "string",
            json!({ "extension": [ours("one-of", "valueString", other)] }),
        )
    };
    accepts(json!([pair("a", "b"), pair("b", "a")]));
    doubts(
        "one-of",
        json!([pair("a", "b"), question("b", "string", json!({}))]),
    );
}

#[test]
fn not_before_names_a_date() {
    let later = |other: &str| {
        question(
            "to",
            "date",
            json!({ "extension": [ours("not-before", "valueString", other)] }),
        )
    };
    accepts(json!([question("from", "date", json!({})), later("from")]));
    refuses(
        "not-before",
        json!([question("from", "string", json!({})), later("from")]),
    );
    refuses("not-before", json!([later("ghost")]));
}

#[test]
fn autocomplete_is_a_token_that_browsers_know() {
    let token = |token: &str| extended("string", ours("autocomplete", "valueString", token));
    for known in [
        "given-name",
        "section-patient bday",
        "work email",
        "section-a home tel",
        "off",
    ] {
        accepts(token(known));
    }
    for unknown in ["first-name", "home name", "section- name", ""] {
        refuses("autocomplete", token(unknown));
    }
}

#[test]
fn a_form_needs_a_name_and_a_question() {
    let text = r#"{"resourceType":"Questionnaire","url":"u","version":"1"}"#;
    let found = check(&read(text).expect("a Questionnaire"), text);
    let rules: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["no-items", "no-title"]);
}

#[test]
fn a_form_without_a_version_is_doubtful() {
    let text = r#"{"resourceType":"Questionnaire","title":"T","language":"fr","item":[
        {"linkId":"q","type":"string","text":"Q"}]}"#;
    let found = check(&read(text).expect("a Questionnaire"), text);
    let rules: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["no-version", "language"]);
}

/// Rules that a form with this receipt breaks.
fn receipt_findings(parts: Value) -> Vec<&'static str> {
    let form = json!({
        "resourceType": "Questionnaire", "title": "Form", "url": "https://a.example/q", "version": "1",
        "extension": [{ "url": format!("{OURS}receipt"), "extension": parts }],
        "item": [question("name", "string", json!({}))],
    });
    let text = form.to_string();
    let found = check(&read(&text).expect("the form can be read"), &text);
    found.iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_receipt_says_what_happens_next() {
    let text = |name| json!({ "url": name, "valueString": "Words" });
    let next = json!({ "url": "next", "extension": [text("title"), text("text")] });
    let whole = json!([text("title"), text("text"), next, text("prepare")]);
    assert!(receipt_findings(whole).is_empty());
}

#[test]
fn a_part_that_no_receipt_has_is_refused() {
    let next =
        json!({ "url": "next", "extension": [{ "url": "prepare", "valueString": "Words" }] });
    assert_eq!(
        receipt_findings(json!([{ "url": "soon", "valueString": "Words" }])),
        ["receipt"]
    );
    assert_eq!(receipt_findings(json!([next])), ["receipt"]);
}

#[test]
fn a_receipt_that_says_nothing_is_refused() {
    assert_eq!(
        receipt_findings(json!([{ "url": "text", "valueString": " " }])),
        ["receipt"]
    );
}

#[test]
fn a_definition_that_nothing_can_fill_in_is_doubted() {
    let definition = format!("{STANDARD}Patient#Patient.birthday");
    doubts(
        "definition",
        json!([question("q", "date", json!({ "definition": definition }))]),
    );
}

#[test]
fn a_definition_of_an_element_is_right() {
    let definition = format!("{STANDARD}Patient#Patient.birthDate");
    accepts(json!([question(
        "q",
        "date",
        json!({ "definition": definition })
    )]));
}
