//! The files that forms are written in: the appointment form, forms as others write them, and forms
//! broken on purpose, under `tests/fixtures/forms` (a broken one is named after the rule it breaks).
#![cfg(feature = "host")]

#[path = "shared/schema.rs"]
mod fhir_schema;
mod shared;

use std::path::{Path, PathBuf};

use portico::form::compile::{Sets, Translation, compile};
use portico::form::model::{Kind, Rule, Text};
use portico::form::questionnaire::publish::with_translations;
use portico::form::questionnaire::{self, Finding, Questionnaire, rules, translation};
use portico::form::{Date, Draft, Form, Submission, Surroundings, asked, check, way};
use portico::names;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use shared::identity;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fixtures() -> Vec<PathBuf> {
    let folder = root().join("tests/fixtures/forms");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
}

fn name_of(path: &Path) -> String {
    path.file_stem()
        .expect("a file has a name")
        .to_string_lossy()
        .into_owned()
}

/// Forms that are right, though not ours.
const GOOD: [&str; 4] = ["after-the-visit", "feedback", "phq-9", "records"];

fn findings(text: &str) -> Vec<Finding> {
    match questionnaire::read(text) {
        Ok(form) => rules::check(&form, text),
        Err(findings) => findings,
    }
}

fn read(text: &str) -> Questionnaire {
    questionnaire::read(text).unwrap_or_else(|findings| panic!("{findings:?}"))
}

fn sets(lang: &str) -> Sets {
    let program = names::Program {
        stands_out: true,
        slug: "heart-center".into(),
        name: Text {
            own: "Heart care".into(),
            ..Text::default()
        },
    };
    names::sets(lang, vec![program], Text::default(), Text::default())
}

fn appointment() -> (String, Questionnaire) {
    let text = text_of(&root().join("public/forms/appointment.json"));
    let form = read(&text);
    (text, form)
}

fn appointment_in(lang: &str) -> Translation {
    let text = text_of(&root().join(format!("public/locales/{lang}/appointment.json")));
    translation::read(&text).expect("the translation can be read")
}

#[test]
fn the_appointment_form_breaks_no_rule() {
    let (text, _) = appointment();
    let found: Vec<String> = findings(&text)
        .iter()
        .map(|it| it.in_file("public/forms/appointment.json").to_string())
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_broken_form_is_refused_by_the_rule_it_is_named_after() {
    for path in fixtures()
        .iter()
        .filter(|path| !GOOD.contains(&name_of(path).as_str()))
    {
        let name = name_of(path);
        let found = findings(&text_of(path));
        let errors: Vec<&Finding> = found.iter().filter(|finding| finding.is_error()).collect();
        let of_its_rule = |finding: &&Finding| {
            name == finding.rule || name.starts_with(&format!("{}-", finding.rule))
        };
        assert!(!errors.is_empty(), "{name}: nothing found");
        assert!(errors.iter().all(of_its_rule), "{name}: {errors:?}");
    }
}

#[test]
fn forms_of_others_are_taken() {
    for name in GOOD {
        let text = text_of(&root().join(format!("tests/fixtures/forms/{name}.json")));
        let errors: Vec<Finding> = findings(&text)
            .into_iter()
            .filter(Finding::is_error)
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

#[track_caller]
fn points_at(rule_file: &str, line_holds: &str) {
    let path = root().join(format!("tests/fixtures/forms/{rule_file}.json"));
    let text = text_of(&path);
    let found = findings(&text)
        .into_iter()
        .find(Finding::is_error)
        .expect("the form is broken");
    let line = text
        .lines()
        .nth(found.line - 1)
        .expect("the line is in the file");
    assert!(
        line.contains(line_holds),
        "{rule_file} line {}: {line}",
        found.line
    );
}

#[test]
fn findings_name_the_line_of_the_wrong_property() {
    points_at("que-3-display-with-code", "\"code\"");
    points_at("que-10-max-length-on-date", "\"maxLength\"");
    points_at("que-4-options-beside-value-set", "\"answerValueSet\"");
    points_at("que-8-initial-on-group", "\"initial\"");
    points_at("type-unknown", "\"type\"");
    points_at("enable-when-dangling", "\"question\"");
    points_at("repeat-most-missing", "\"repeats\"");
    points_at("repeat-nested-group", "\"repeats\"");
    points_at("outcome-question-inside", "\"item\"");
}

#[test]
fn a_duplicate_is_found_where_the_name_is_used_again() {
    let text = text_of(&root().join("tests/fixtures/forms/que-2-duplicate-link-id.json"));
    let first = 1 + text
        .lines()
        .position(|line| line.contains("\"linkId\": \"name\""))
        .expect("it is used");
    let found = findings(&text).remove(0);
    assert!(found.line > first, "{found}");
    assert!(found.message.contains(&format!("line {first}")), "{found}");
}

#[test]
fn every_form_compiles_with_at_least_one_step() {
    for path in fixtures() {
        let Ok(form) = questionnaire::read(&text_of(&path)) else {
            continue;
        };
        let compiled = compile(&form, &Translation::new(), &sets("en"), "en");
        assert!(!compiled.steps.is_empty(), "{}", path.display());
    }
}

#[test]
fn the_appointment_form_is_complete_in_english() {
    let (_, form) = appointment();
    let compiled = compile(&form, &Translation::new(), &sets("en"), "en");
    assert_all_asked(&compiled);
    for item in compiled.items() {
        assert!(
            !item.text.untranslated && item.text.en.is_none(),
            "{}",
            item.id
        );
    }
}

#[test]
fn the_appointment_form_is_complete_in_arabic() {
    let (_, form) = appointment();
    let arabic = appointment_in("ar");
    assert_eq!(translation::missing(&form, &arabic), Vec::<String>::new());
    let compiled = compile(&form, &arabic, &sets("ar"), "ar");
    assert_all_asked(&compiled);
    for item in compiled.items() {
        assert!(!item.text.untranslated, "{}", item.id);
        assert!(item.text.en.is_some(), "{}", item.id);
    }
}

#[test]
fn the_arabic_words_have_no_key_too_many() {
    let (_, form) = appointment();
    let text = text_of(&root().join("public/locales/ar/appointment.json"));
    let found = translation::check(&form, &appointment_in("ar"), &text);
    assert!(found.is_empty(), "{found:?}");
}

#[track_caller]
fn assert_all_asked(form: &Form) {
    for item in form.items() {
        assert_ne!(item.kind, Kind::Unsupported, "{} cannot be asked", item.id);
        if let Kind::Choice(choices) = &item.kind {
            assert!(!choices.is_empty(), "{} offers nothing", item.id);
        }
    }
}

#[test]
fn the_published_form_says_the_same_without_locale_files() {
    let (text, form) = appointment();
    let arabic = appointment_in("ar");
    let value = serde_json::from_str(&text).expect("the form is JSON");
    let published = with_translations(value, &[("ar".to_owned(), arabic.clone())]).to_string();
    let sets = sets("ar");
    assert_eq!(
        compile(&read(&published), &Translation::new(), &sets, "ar"),
        compile(&form, &arabic, &sets, "ar"),
    );
    assert!(findings(&published).is_empty());
}

#[test]
fn the_appointment_form_can_be_answered() {
    for lang in ["en", "ar"] {
        answered(lang);
    }
}

/// The appointment form with an answer to everything it asks.
fn answered(lang: &str) -> Submission {
    let (_, form) = appointment();
    let words = if lang == "en" {
        Translation::new()
    } else {
        appointment_in(lang)
    };
    let form = compile(&form, &words, &sets(lang), lang);
    let draft = Draft::from_pairs(form.items().flat_map(|item| {
        let own = |value: &str| vec![(item.id.clone(), value.to_owned())];
        let part = |name: &str, value: &str| (format!("{}.{name}", item.id), value.to_owned());
        let ahead = item.rules.contains(&Rule::MinValue("today".into()));
        match &item.kind {
            Kind::Boolean => own("true"),
            Kind::Choice(choices) | Kind::OpenChoice(choices) => own(&choices[0].code),
            Kind::String | Kind::Text => own("Amal"),
            Kind::Email => own("amal@example.com"),
            Kind::Phone => own("+961 70 123 456"),
            Kind::Integer => own("2"),
            Kind::Date => {
                let year = if ahead { "2027" } else { "2024" };
                vec![part("day", "27"), part("month", "3"), part("year", year)]
            }
            Kind::Group | Kind::Display | Kind::Unsupported => Vec::new(),
        }
    }));
    check(&form, &draft, &surroundings()).unwrap_or_else(|problems| panic!("{lang}: {problems:?}"))
}

fn surroundings() -> Surroundings {
    Surroundings {
        today: Date::new(2026, 11, 24).expect("a date"),
        count: |text| text.chars().count(),
        matches: |pattern, text| {
            let whole = format!("^(?:{pattern})$");
            regex::Regex::new(&whole).is_ok_and(|pattern| pattern.is_match(text))
        },
    }
}

/// The form whose groups and questions can be given several times, and that has an outcome.
fn records() -> String {
    text_of(&root().join("tests/fixtures/forms/records.json"))
}

/// Two records and three questions.
fn records_answered() -> Submission {
    let form = compile(&read(&records()), &Translation::new(), &sets("en"), "en");
    let pairs = [
        ("resident", "no"),
        ("record-kind", "report"),
        ("record-doctor", "Dr. Sami"),
        ("record-kind~2", "scan"),
        ("record-parts~2", "images"),
        ("record-parts~2", "words"),
        ("record-date~2.year", "2024"),
        ("record-hospital~2", "A hospital"),
        ("question", "a"),
        ("question~2", "b"),
        ("question~5", "c"),
    ];
    let draft = Draft::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    check(&form, &draft, &surroundings()).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn what_an_occurrence_lacks_is_said_of_it() {
    let form = compile(&read(&records()), &Translation::new(), &sets("en"), "en");
    let pairs = [("record-kind~3", "scan"), ("record-until~3.year", "2024")];
    let draft = Draft::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let problems = check(&form, &draft, &surroundings()).expect_err("much is missing");
    let controls: Vec<&str> = problems
        .iter()
        .map(|problem| problem.control.as_str())
        .filter(|control| control.contains('~'))
        .collect();
    assert_eq!(controls, ["f-record-until~3", "f-record-hospital~3"]);
}

#[test]
fn an_outcome_keeps_nobodys_answers_back() {
    let form = compile(&read(&records()), &Translation::new(), &sets("en"), "en");
    let pairs = [
        ("resident", "yes"),
        ("record-kind", "report"),
        ("record-doctor", "Dr. Sami"),
        ("question", "a"),
    ];
    let draft = Draft::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let asked = asked(&form, &draft);
    assert_eq!(
        way::outcome(&form, &asked).map(|step| step.id.as_str()),
        Some("at-home")
    );
    assert!(check(&form, &draft, &surroundings()).is_ok());
}

#[test]
fn several_occurrences_are_read_back() {
    let response = records_answered().response(&identity());
    let form = compile(&read(&records()), &Translation::new(), &sets("en"), "en");
    let draft = Draft::from_response(&form, &response);
    let again = check(&form, &draft, &surroundings()).expect("no problems");
    assert_eq!(again.response(&identity()), response);
}

/// Values under the names that Questionnaires use, in any combination.
fn any_json() -> impl Strategy<Value = Value> {
    let names = [
        "resourceType",
        "item",
        "linkId",
        "type",
        "text",
        "_text",
        "title",
        "_title",
        "extension",
        "url",
        "valueString",
        "_valueString",
        "valueCode",
        "valueBoolean",
        "valueInteger",
        "enableWhen",
        "question",
        "operator",
        "enableBehavior",
        "answerCoding",
        "answerString",
        "answerBoolean",
        "answerOption",
        "valueCoding",
        "code",
        "display",
        "_display",
        "initial",
        "maxLength",
        "repeats",
        "required",
        "answerValueSet",
        "valueCodeableConcept",
        "coding",
    ];
    let words = [
        "Questionnaire",
        "group",
        "choice",
        "open-choice",
        "string",
        "date",
        "display",
        "a",
        "b",
        "exists",
        "=",
        "lang",
        "content",
        "ar",
        "help",
        "[",
        "2024-13-99",
        "http://hl7.org/fhir/StructureDefinition/translation",
        "http://hl7.org/fhir/StructureDefinition/regex",
        "http://hl7.org/fhir/StructureDefinition/minValue",
        "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
        "https://portico.example/fhir/StructureDefinition/one-of",
        "https://portico.example/fhir/ValueSet/countries",
    ];
    let leaf = prop_oneof![
        4 => proptest::sample::select(words.to_vec()).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        let name = proptest::sample::select(names.to_vec()).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Questionnaires with items that are well shaped and otherwise anything.
fn any_questionnaire() -> impl Strategy<Value = Value> {
    let id = proptest::sample::select(vec!["a", "b", "c", "a b", "", "a.day"]);
    let kind = proptest::sample::select(vec![
        "group",
        "display",
        "choice",
        "open-choice",
        "string",
        "date",
        "integer",
        "boolean",
        "url",
        "x",
    ]);
    let operator = proptest::sample::select(vec!["exists", "=", "!=", ">", "~"]);
    let when = (id.clone(), operator, any::<bool>()).prop_map(|(question, operator, answer)| {
        json!({ "question": question, "operator": operator, "answerBoolean": answer })
    });
    let leaf = (id, kind, prop::collection::vec(when, 0..3), any::<bool>()).prop_map(
        |(id, kind, when, required)| {
            json!({
                "linkId": id, "type": kind, "text": id, "enableWhen": when, "required": required,
                "answerOption": [{ "valueCoding": { "code": id, "display": kind } }],
            })
        },
    );
    let items = leaf.prop_recursive(4, 32, 4, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..4)).prop_map(|(mut item, items)| {
            item["item"] = items.into();
            item
        })
    });
    prop::collection::vec(items, 0..5)
        .prop_map(|items| json!({ "resourceType": "Questionnaire", "item": items }))
}

fn read_check_and_compile(text: &str) {
    let Ok(form) = questionnaire::read(text) else {
        return;
    };
    let lines = text.lines().count().max(1);
    for finding in rules::check(&form, text) {
        assert!((1..=lines).contains(&finding.line), "{finding}");
    }
    let compiled = compile(&form, &Translation::new(), &Sets::default(), "ar");
    assert!(!compiled.steps.is_empty());
    let written = serde_json::to_string(&compiled).expect("a form can be written");
    assert_eq!(
        serde_json::from_str::<Form>(&written).expect("and read"),
        compiled
    );
    assert_eq!(
        portico::json::read(&written),
        Some(compiled),
        "as the app reads it"
    );
    assert_eq!(
        translation::missing(&form, &Translation::new()),
        translation::keys(&form)
    );
}

proptest! {
    #[test]
    fn no_text_stops_the_reader(text in any::<String>()) {
        read_check_and_compile(&text);
    }

    #[test]
    fn no_json_stops_the_reader(value in any_json()) {
        let mut value = value;
        if let Some(object) = value.as_object_mut() {
            object.insert("resourceType".into(), "Questionnaire".into());
        }
        read_check_and_compile(&serde_json::to_string_pretty(&value).expect("JSON"));
        with_translations(value, &[("ar".into(), Translation::from([("a".into(), "b".into())]))]);
    }

    #[test]
    fn no_questionnaire_stops_the_compiler(value in any_questionnaire()) {
        read_check_and_compile(&serde_json::to_string_pretty(&value).expect("JSON"));
    }
}

mod schema {
    //! The forms and their answers to FHIR's own JSON schema.

    use super::fhir_schema::{assert_valid, validator};
    use super::*;

    #[test]
    fn the_appointment_form_is_a_questionnaire_to_fhir() {
        let Some(validator) = validator("Questionnaire") else {
            return;
        };
        let (text, _) = appointment();
        let value = serde_json::from_str(&text).expect("the form is JSON");
        assert_valid(&validator, "appointment", &value);
    }

    #[test]
    fn the_published_form_is_a_questionnaire_to_fhir() {
        let Some(validator) = validator("Questionnaire") else {
            return;
        };
        let (text, _) = appointment();
        let value = serde_json::from_str(&text).expect("the form is JSON");
        let published = with_translations(value, &[("ar".to_owned(), appointment_in("ar"))]);
        assert_valid(&validator, "appointment", &published);
    }

    #[test]
    fn an_answered_form_is_a_questionnaire_response_to_fhir() {
        let Some(validator) = validator("QuestionnaireResponse") else {
            return;
        };
        assert_valid(
            &validator,
            "response",
            &answered("ar").response(&identity()),
        );
    }

    #[test]
    fn a_form_that_repeats_is_a_questionnaire_to_fhir() {
        let Some(validator) = validator("Questionnaire") else {
            return;
        };
        let value = serde_json::from_str(&records()).expect("the form is JSON");
        assert_valid(&validator, "records", &value);
    }

    #[test]
    fn a_response_with_several_occurrences_is_one_to_fhir() {
        let Some(validator) = validator("QuestionnaireResponse") else {
            return;
        };
        let response = records_answered().response(&identity());
        let records = response["item"][1]["item"].as_array().map(Vec::len);
        assert_eq!(records, Some(2), "{response:#}");
        assert_valid(&validator, "response", &response);
    }

    #[test]
    fn a_misshapen_form_is_no_questionnaire_to_fhir() {
        let Some(validator) = validator("Questionnaire") else {
            return;
        };
        assert!(!validator.is_valid(&json!({ "resourceType": "Questionnaire", "item": "none" })));
    }
}
