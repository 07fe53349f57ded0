//! The files that forms are written in: the appointment form, forms as others write them, and forms
//! broken on purpose, under `tests/fixtures/forms` (a broken one is named after the rule it breaks).
#![cfg(feature = "host")]

use std::path::{Path, PathBuf};

use portico::form::Form;
use portico::form::compile::{Sets, Translation, compile};
use portico::form::model::{Kind, Text};
use portico::form::questionnaire::{self, Finding, Questionnaire, rules, translation};
use portico::names;

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
const GOOD: [&str; 2] = ["after-the-visit", "phq-9"];

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

mod schema {
    //! FHIR's own JSON schema, where `PORTICO_FHIR_SCHEMA` names the file `fhir.schema.json`.

    use super::*;
    use serde_json::Value;

    fn validator(resource: &str) -> Option<jsonschema::Validator> {
        let Some(path) = std::env::var_os("PORTICO_FHIR_SCHEMA") else {
            println!("not checked against FHIR's schema: PORTICO_FHIR_SCHEMA names no file");
            return None;
        };
        let mut schema: Value =
            serde_json::from_str(&text_of(Path::new(&path))).expect("the schema is JSON");
        let whole = schema.as_object_mut().expect("the schema is an object");
        // The schema offers every resource at once; asking for one gives errors that can be read.
        whole.remove("oneOf");
        whole.remove("discriminator");
        whole.insert("$ref".into(), format!("#/definitions/{resource}").into());
        Some(jsonschema::validator_for(&schema).expect("the schema can be used"))
    }

    fn assert_valid(validator: &jsonschema::Validator, name: &str, value: &Value) {
        let errors: Vec<String> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {}", errors.join("\n"));
    }

    #[test]
    fn the_appointment_form_is_a_questionnaire_to_fhir() {
        let Some(validator) = validator("Questionnaire") else {
            return;
        };
        let (text, _) = appointment();
        let value = serde_json::from_str(&text).expect("the form is JSON");
        assert_valid(&validator, "appointment", &value);
    }
}
