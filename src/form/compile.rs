//! Makes the form that is asked from the Questionnaire that was written: one language, with the
//! English beside it. Pure, and never panics: what `rules` would refuse is left out or shown as text.

use crate::form::model::{
    Choice, Condition, Control, Enable, Form, Item, Kind, Months, Operator, Rule, Text,
};
use crate::form::questionnaire::translation::{self, TITLE};
use crate::form::questionnaire::{
    Element, EnableWhen, Extended, Extension, Item as Source, ItemType, OURS, Questionnaire,
};

pub use crate::form::questionnaire::Translation;
pub use crate::form::questionnaire::translation::missing;

/// What a form takes from elsewhere, in the reader's language: long lists of answers, and the few
/// words that dates and boxes need.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sets {
    /// Countries, in the order of the reader's alphabet.
    pub countries: Vec<Choice>,
    /// Languages, in the order of the reader's alphabet.
    pub languages: Vec<Choice>,
    /// The hospital's programs, in the order of the reader's alphabet.
    pub programs: Vec<Choice>,
    /// Month names.
    pub months: Months,
    /// How a yes reads.
    pub yes: Text,
    /// How a no reads.
    pub no: Text,
}

/// Names of the answer sets that a form may point to, at `<base>/fhir/ValueSet/<name>`.
pub const ANSWER_SETS: [&str; 3] = ["countries", "languages", "programs"];

/// The name of one of our answer sets, if this is the address of one.
pub fn answer_set(address: &str) -> Option<&str> {
    let base = OURS.strip_suffix("StructureDefinition/")?;
    address.strip_prefix(base)?.strip_prefix("ValueSet/")
}

impl Sets {
    /// The answers of a set, by its name.
    fn named(&self, name: &str) -> Option<&Vec<Choice>> {
        match name {
            "countries" => Some(&self.countries),
            "languages" => Some(&self.languages),
            "programs" => Some(&self.programs),
            _ => None,
        }
    }
}

/// The form in one language.
///
/// Top-level groups become the steps. Questions that stand outside any group are gathered in one
/// step that has the form's own id and title; in a response they stand at the top level again.
pub fn compile(
    questionnaire: &Questionnaire,
    translation: &Translation,
    sets: &Sets,
    lang: &str,
) -> Form {
    let words = Words { translation, lang };
    let id = questionnaire.short_name().to_owned();
    let title = words.text(
        questionnaire
            .title
            .as_deref()
            .or(questionnaire.name.as_deref()),
        TITLE,
        questionnaire.beside_title.as_ref(),
    );
    let compiler = Compiler { words, sets };
    let steps = steps(compiler.items(&questionnaire.item), &id, &title);
    Form {
        id,
        url: questionnaire.url.clone().unwrap_or_default(),
        version: questionnaire.version.clone().unwrap_or_default(),
        lang: lang.to_owned(),
        title,
        steps,
        months: sets.months.clone(),
        yes: sets.yes.clone(),
        no: sets.no.clone(),
    }
}

fn steps(items: Vec<Item>, id: &str, title: &Text) -> Vec<Item> {
    let mut steps = Vec::new();
    let mut loose: Option<(usize, Vec<Item>)> = None;
    for item in items {
        if item.kind == Kind::Group {
            steps.push(item);
        } else {
            loose.get_or_insert((steps.len(), Vec::new())).1.push(item);
        }
    }
    if steps.is_empty() && loose.is_none() {
        loose = Some((0, Vec::new()));
    }
    if let Some((place, items)) = loose {
        let hidden = !items.is_empty() && items.iter().all(|item| item.hidden);
        let step = Item {
            id: id.to_owned(),
            text: title.clone(),
            hint: None,
            missing: None,
            kind: Kind::Group,
            required: false,
            when: None,
            rules: Vec::new(),
            repeats: false,
            control: Control::Plain,
            autocomplete: None,
            initial: Vec::new(),
            hidden,
            items,
        };
        steps.insert(place, step);
    }
    steps
}

/// The words of one language.
#[derive(Clone, Copy)]
struct Words<'a> {
    translation: &'a Translation,
    lang: &'a str,
}

impl Words<'_> {
    /// A text in the reader's language: from the translator's file, else from the Questionnaire's
    /// own translations, else the English, marked.
    fn text(&self, english: Option<&str>, key: &str, beside: Option<&Element>) -> Text {
        self.pick(
            english,
            key,
            beside.and_then(|element| element.translation(self.lang)),
        )
    }

    /// A text that is the value of an extension.
    fn message(&self, extension: &Extension, key: &str) -> Option<Text> {
        Some(self.pick(
            Some(extension.text()?),
            key,
            extension.translated(self.lang),
        ))
    }

    fn pick(&self, english: Option<&str>, key: &str, in_form: Option<&str>) -> Text {
        let Some(english) = english.filter(|text| !text.trim().is_empty()) else {
            return Text::default();
        };
        if is_english(self.lang) {
            return Text {
                own: english.to_owned(),
                en: None,
                untranslated: false,
            };
        }
        let in_file = self.translation.get(key).map(String::as_str);
        match in_file.or(in_form).filter(|text| !text.trim().is_empty()) {
            Some(own) => Text {
                own: own.to_owned(),
                en: Some(english.to_owned()),
                untranslated: false,
            },
            None => Text {
                own: english.to_owned(),
                en: None,
                untranslated: true,
            },
        }
    }
}

/// Whether a tag names English of any kind.
fn is_english(lang: &str) -> bool {
    lang.split('-')
        .next()
        .is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

struct Compiler<'a> {
    words: Words<'a>,
    sets: &'a Sets,
}

impl Compiler<'_> {
    fn items(&self, sources: &[Source]) -> Vec<Item> {
        sources
            .iter()
            .filter(|source| !source.is_help())
            .map(|source| self.item(source))
            .collect()
    }

    fn item(&self, source: &Source) -> Item {
        let id = source.link_id.as_str();
        let kind = self.kind(source);
        let asks = !matches!(kind, Kind::Display | Kind::Unsupported);
        let message = |name, key: String| {
            source
                .ours(name)
                .and_then(|extension| self.words.message(extension, &key))
        };
        Item {
            id: id.to_owned(),
            text: self
                .words
                .text(source.text.as_deref(), id, source.beside_text.as_ref()),
            hint: self.hint(source),
            missing: message("missing-message", translation::missing_key(id)),
            required: asks && source.required == Some(true),
            when: enable(source),
            rules: rules(
                source,
                message("pattern-message", translation::pattern_key(id)),
            ),
            repeats: asks && source.repeats == Some(true),
            control: control(source),
            autocomplete: source
                .ours("autocomplete")
                .and_then(Extension::text)
                .map(str::to_owned),
            initial: initial(source),
            hidden: source
                .standard("questionnaire-hidden")
                .and_then(Extension::truth)
                == Some(true),
            items: self.items(&source.item),
            kind,
        }
    }

    fn kind(&self, source: &Source) -> Kind {
        match source.item_type() {
            Some(ItemType::Group) => Kind::Group,
            Some(ItemType::Display) => Kind::Display,
            Some(ItemType::Boolean) => Kind::Boolean,
            Some(ItemType::Integer) => Kind::Integer,
            Some(ItemType::Date) => Kind::Date,
            Some(ItemType::Text) => Kind::Text,
            Some(ItemType::String) => match source.ours("entry").and_then(Extension::text) {
                Some("email") => Kind::Email,
                Some("phone") => Kind::Phone,
                _ => Kind::String,
            },
            Some(ItemType::Choice) => {
                let choices = self.choices(source);
                if choices.is_empty() {
                    Kind::Unsupported
                } else {
                    Kind::Choice(choices)
                }
            }
            Some(ItemType::OpenChoice) => Kind::OpenChoice(self.choices(source)),
            _ => Kind::Unsupported,
        }
    }

    fn choices(&self, source: &Source) -> Vec<Choice> {
        let set = source.answer_value_set.as_deref().and_then(answer_set);
        if let Some(choices) = set.and_then(|name| self.sets.named(name)) {
            return choices.clone();
        }
        let options = source.answer_option.iter();
        options
            .filter_map(|option| {
                let code = option.code()?;
                let coding = option.value_coding.as_ref();
                let key = translation::option_key(&source.link_id, &code);
                Some(Choice {
                    system: coding.and_then(|coding| coding.system.clone()),
                    text: self
                        .words
                        .text(option.display().as_deref(), &key, option.beside()),
                    exclusive: option
                        .standard("questionnaire-optionExclusive")
                        .and_then(Extension::truth)
                        == Some(true),
                    code,
                })
            })
            .collect()
    }

    /// What helps to answer: the help texts inside the item, as one text.
    fn hint(&self, source: &Source) -> Option<Text> {
        let helps = source.item.iter().filter(|child| child.is_help());
        let texts = helps.map(|help| {
            self.words.text(
                help.text.as_deref(),
                &help.link_id,
                help.beside_text.as_ref(),
            )
        });
        texts
            .filter(|text| !text.own.is_empty())
            .reduce(|one, other| Text {
                en: (one.en.is_some() || other.en.is_some())
                    .then(|| [one.english(), other.english()].join(" ")),
                own: [one.own.as_str(), other.own.as_str()].join(" "),
                untranslated: one.untranslated || other.untranslated,
            })
    }
}

fn control(source: &Source) -> Control {
    source
        .controls()
        .find_map(|code| match code {
            "radio-button" => Some(Control::Radio),
            "check-box" => Some(Control::CheckBox),
            "drop-down" => Some(Control::DropDown),
            "autocomplete" => Some(Control::Autocomplete),
            _ => None,
        })
        .unwrap_or_default()
}

fn initial(source: &Source) -> Vec<String> {
    let chosen = source
        .answer_option
        .iter()
        .filter(|option| option.initial_selected == Some(true));
    let given = source.initial.iter().filter_map(|initial| initial.value());
    given
        .chain(chosen.filter_map(|option| option.code()))
        .collect()
}

fn enable(source: &Source) -> Option<Enable> {
    let conditions: Vec<Condition> = source.enable_when.iter().filter_map(condition).collect();
    let all = source.enable_behavior.as_deref() != Some("any");
    (!conditions.is_empty()).then_some(Enable { all, conditions })
}

fn condition(when: &EnableWhen) -> Option<Condition> {
    Some(Condition {
        question: when.question.clone(),
        operator: operator(&when.operator)?,
        answer: when.answer()?,
    })
}

/// The operator that FHIR writes so.
pub fn operator(written: &str) -> Option<Operator> {
    Some(match written {
        "exists" => Operator::Exists,
        "=" => Operator::Equal,
        "!=" => Operator::NotEqual,
        ">" => Operator::Greater,
        "<" => Operator::Less,
        ">=" => Operator::GreaterOrEqual,
        "<=" => Operator::LessOrEqual,
        _ => return None,
    })
}

fn rules(source: &Source, pattern_message: Option<Text>) -> Vec<Rule> {
    let size = |number: i64| usize::try_from(number).ok().filter(|size| *size > 0);
    let standard_size = |name| {
        source
            .standard(name)
            .and_then(Extension::number)
            .and_then(size)
    };
    let bound = |today, name| {
        if source.says(today) {
            Some("today".to_owned())
        } else {
            source.standard(name).and_then(Extension::value)
        }
    };
    let pattern = source
        .standard("regex")
        .and_then(Extension::text)
        .map(str::to_owned);
    let not_before = source
        .ours("not-before")
        .and_then(Extension::text)
        .map(str::to_owned);

    let mut rules = Vec::new();
    rules.extend(source.max_length.and_then(size).map(Rule::MaxLength));
    rules.extend(standard_size("minLength").map(Rule::MinLength));
    rules.extend(pattern.map(|pattern| Rule::Pattern(pattern, pattern_message)));
    rules.extend(bound("min-today", "minValue").map(Rule::MinValue));
    rules.extend(bound("max-today", "maxValue").map(Rule::MaxValue));
    rules.extend(standard_size("questionnaire-minOccurs").map(Rule::MinAnswers));
    rules.extend(standard_size("questionnaire-maxOccurs").map(Rule::MaxAnswers));
    rules.extend(source.says("partial-date").then_some(Rule::PartialDate));
    rules.extend(not_before.map(Rule::NotBefore));
    rules.extend(one_of(source).map(Rule::OneOf));
    rules.extend(source.says("must-be-true").then_some(Rule::MustBeTrue));
    rules
}

fn one_of(source: &Source) -> Option<Vec<String>> {
    let others = source.all_ours("one-of").filter_map(Extension::text);
    let others: Vec<String> = others
        .filter(|id| *id != source.link_id)
        .map(str::to_owned)
        .collect();
    (!others.is_empty()).then(|| [vec![source.link_id.clone()], others].concat())
}

#[cfg(test)]
mod tests {
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
        let item =
            question(json!({ "type": "string", "text": "Name", "item": [help("As usual.")] }));
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
        let item =
            question(json!({ "type": "choice", "text": "Where?", "answerValueSet": address }));
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
}
