//! Makes the form that is asked from the Questionnaire that was written: one language, with the
//! English beside it. Pure, and never panics: what `rules` would refuse is left out or shown as text.

mod repeat;
pub mod transaction;

use crate::form::model::{
    Choice, Condition, Control, Enable, Form, Item, Kind, Months, NextStep, Operator, Receipt,
    Rule, Text,
};
use crate::form::questionnaire::receipt;
use crate::form::questionnaire::translation::{self, DESCRIPTION, TITLE};
use crate::form::questionnaire::{
    Element, EnableWhen, Extended, Extension, Item as Source, ItemType, OURS, Questionnaire,
};

pub use crate::form::questionnaire::Translation;
pub use crate::form::questionnaire::translation::missing;
pub use repeat::MOST as MOST_OCCURRENCES;

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
    /// What is said of a form that does not say what it is for.
    pub description: Text,
    /// What is said where a form has no receipt of its own, or only a part of one.
    pub receipt: Receipt,
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
/// What can be given several times is written out as often as it can be given.
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
    let mut steps = steps(compiler.items(&questionnaire.item), &id, &title);
    repeat::write_out(&mut steps);
    Form {
        id,
        url: questionnaire.url.clone().unwrap_or_default(),
        version: questionnaire.version.clone().unwrap_or_default(),
        lang: lang.to_owned(),
        title,
        description: words
            .given(
                questionnaire.description.as_deref(),
                DESCRIPTION,
                questionnaire.beside_description.as_ref(),
            )
            .unwrap_or_else(|| sets.description.clone()),
        receipt: words.receipt(questionnaire, &sets.receipt),
        steps,
        months: sets.months.clone(),
        yes: sets.yes.clone(),
        no: sets.no.clone(),
        transaction: transaction::template(questionnaire),
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
            occurrence: None,
            outcome: false,
            link: None,
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

    /// A text that may be left out.
    fn given(&self, english: Option<&str>, key: &str, beside: Option<&Element>) -> Option<Text> {
        english
            .filter(|text| !text.trim().is_empty())
            .map(|english| self.text(Some(english), key, beside))
    }

    /// What is said once the answers have arrived, in the form's own words where it has them.
    fn receipt(&self, form: &Questionnaire, general: &Receipt) -> Receipt {
        let said = |text: Option<(String, &Extension)>| {
            text.and_then(|(key, extension)| self.message(extension, &key))
        };
        let written = receipt::Receipt::of(form);
        let [title, text] = written.said.map(said);
        let next = written.next.into_iter().map(|next| {
            let [title, text] = next.map(said).map(Option::unwrap_or_default);
            NextStep { title, text }
        });
        let next: Vec<_> = next.collect();
        let prepare = written.prepare.into_iter().map(Some).filter_map(said);
        Receipt {
            title: title.unwrap_or_else(|| general.title.clone()),
            text: text.unwrap_or_else(|| general.text.clone()),
            next: if next.is_empty() {
                general.next.clone()
            } else {
                next
            },
            prepare: prepare.collect(),
        }
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
            occurrence: None,
            outcome: source.says("outcome"),
            link: source
                .standard("questionnaire-supportLink")
                .and_then(Extension::uri)
                .map(|uri| uri.replace("{lang}", self.words.lang)),
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
                    later: false,
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
mod tests;
