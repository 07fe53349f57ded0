//! The form as the app uses it: steps, questions and rules in one language, with the English beside it.
//! Compiled on the host from a FHIR Questionnaire; knows nothing of FHIR's JSON, of pages or of answers.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::json::{FromJson, Json, cases_from_json, from_json};

/// One request form, ready to ask. Written to `forms/<id>.<lang>.json` in the built site.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Form {
    /// File name and address: `appointment`.
    pub id: String,
    /// The Questionnaire's canonical URL.
    pub url: String,
    /// The Questionnaire's version, stored with every answer.
    pub version: String,
    /// Language of `Text::own`, a BCP 47 tag.
    pub lang: String,
    /// The form's name.
    pub title: Text,
    /// What it is for, for those who open it.
    #[serde(default)]
    pub description: Text,
    /// What is said once the answers have arrived.
    #[serde(default)]
    pub receipt: Receipt,
    /// Top-level groups, in order. Never empty.
    pub steps: Vec<Item>,
    /// Month names, to understand dates and to read them out.
    #[serde(default)]
    pub months: Months,
    /// How a yes reads.
    #[serde(default)]
    pub yes: Text,
    /// How a no reads.
    #[serde(default)]
    pub no: Text,
    /// How the answers become a FHIR transaction: see `compile::transaction`. Only where they leave so.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub transaction: Value,
}

/// What a patient reads once the answers have arrived.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Receipt {
    /// That they have.
    pub title: Text,
    /// What to expect, in a sentence.
    pub text: Text,
    /// What happens next, in order.
    pub next: Vec<NextStep>,
    /// What can be prepared meanwhile.
    pub prepare: Vec<Text>,
}

/// One thing that happens next.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NextStep {
    /// In a few words.
    pub title: Text,
    /// In a sentence.
    pub text: Text,
}

/// The names of the twelve months, January first in every list. Lists may be empty: dates then
/// read as `1954-03-27`, and months are understood as numbers only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Months {
    /// In the reader's language, as written within a date ("27 March 1954").
    #[serde(default)]
    pub own: Vec<String>,
    /// In English, for staff.
    #[serde(default)]
    pub en: Vec<String>,
    /// What else is understood when typed, for each month: abbreviations, other forms and names.
    #[serde(default)]
    pub also: Vec<Vec<String>>,
}

/// Words in the reader's language and, where that is not English, in English for staff.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// What the reader sees. English when no translation exists.
    pub own: String,
    /// The English, `None` when `own` is English already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// True when `own` stands in English on a page of another language.
    #[serde(default, skip_serializing_if = "is_false")]
    pub untranslated: bool,
}

/// A question, a group of questions, or a text to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The Questionnaire's `linkId`; also the control's name.
    pub id: String,
    /// Question, heading or text.
    pub text: Text,
    /// What helps to answer (a child display item with item control `help`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// What is said when a required answer is missing; a general message where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Text>,
    /// What kind of answer.
    pub kind: Kind,
    /// Whether going on needs an answer (while the item is asked).
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// When the item is asked; always, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Enable>,
    /// Further rules on the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// Whether several answers are taken.
    #[serde(default, skip_serializing_if = "is_false")]
    pub repeats: bool,
    /// How it is drawn.
    #[serde(default)]
    pub control: Control,
    /// HTML autocomplete token, e.g. `given-name`; `off` where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<String>,
    /// Values present before the patient answers, as control values (codes for choices, ISO dates).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initial: Vec<String>,
    /// Never shown, still sent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// Of what can be given several times, which time this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<Occurrence>,
    /// A step that ends the way through the form with words of its own, in place of the next step.
    #[serde(default, skip_serializing_if = "is_false")]
    pub outcome: bool,
    /// Where a text to read leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Questions inside a group, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// One time of several that a group or question can be given. All of them are in the form; the ids
/// in the first are those of the Questionnaire, in the others they end in `~2`, `~3` and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// Which time, from 1.
    pub number: usize,
    /// So many times it is asked even if nothing is filled in.
    pub least: usize,
}

/// What kind of answer an item takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Holds items, takes no answer.
    Group,
    /// A text to read.
    Display,
    /// Yes or no; a single box to tick with `Control::CheckBox`.
    Boolean,
    /// One of the options, or several when the item repeats.
    Choice(Vec<Choice>),
    /// As `Choice`, or in the patient's own words: these are named `<id>.other`, and the value
    /// `_other` chooses them where they are one of several radio buttons.
    OpenChoice(Vec<Choice>),
    /// One line.
    String,
    /// Several lines.
    Text,
    /// Day, month, year in three boxes.
    Date,
    /// A whole number.
    Integer,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A type this app does not ask; shown as text with the e-mail address.
    Unsupported,
}

/// An answer to choose (FHIR `answerOption.valueCoding`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The coding's code; the control's value.
    pub code: String,
    /// The coding's system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// What the reader sees.
    pub text: Text,
    /// Choosing it unchooses all others ("none of these").
    #[serde(default, skip_serializing_if = "is_false")]
    pub exclusive: bool,
    /// The page does not draw it, since there are many: the app offers it when it is there.
    #[serde(skip)]
    pub later: bool,
}

/// How an item is drawn, where its kind leaves a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Control {
    /// What the kind suggests.
    #[default]
    Plain,
    /// One below the other, one may be chosen.
    Radio,
    /// One below the other, several may be chosen; a single box for a boolean.
    CheckBox,
    /// A list that opens.
    DropDown,
    /// A list that opens and can be searched by typing.
    Autocomplete,
}

/// When an item is asked (FHIR `enableWhen`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Enable {
    /// True: all conditions hold; false: at least one does.
    #[serde(default, skip_serializing_if = "is_false")]
    pub all: bool,
    /// The conditions. Never empty.
    pub conditions: Vec<Condition>,
}

/// One condition on another item's answer. Semantics of FHIR R5: `>` and its kin hold if at least
/// one answer does; `!=` holds if no answer equals; a disabled question has no answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// The other item's id.
    pub question: String,
    /// How its answers are compared.
    pub operator: Operator,
    /// What they are compared with, as a control value: a code, `true`, a number, an ISO date.
    pub answer: String,
}

/// FHIR's enableWhen operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// Has an answer (`true`) or has none (`false`).
    #[serde(rename = "exists")]
    Exists,
    /// At least one answer equals.
    #[serde(rename = "=")]
    Equal,
    /// No answer equals.
    #[serde(rename = "!=")]
    NotEqual,
    /// At least one answer is greater.
    #[serde(rename = ">")]
    Greater,
    /// At least one answer is less.
    #[serde(rename = "<")]
    Less,
    /// At least one answer is greater or equal.
    #[serde(rename = ">=")]
    GreaterOrEqual,
    /// At least one answer is less or equal.
    #[serde(rename = "<=")]
    LessOrEqual,
}

/// A rule on an answer beyond its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// At most so many characters, as a person counts them.
    MaxLength(usize),
    /// At least so many characters.
    MinLength(usize),
    /// The whole answer matches (a pattern both Rust's `regex` and JavaScript read alike), with what
    /// to say when it does not.
    Pattern(String, Option<Text>),
    /// At least this number or ISO date; `today` stands for the day of asking.
    MinValue(String),
    /// At most this number or ISO date; `today` likewise.
    MaxValue(String),
    /// At most so many answers.
    MaxAnswers(usize),
    /// At least so many answers.
    MinAnswers(usize),
    /// A day may be missing, or day and month ("March 2024", "2019").
    PartialDate,
    /// Not before the date answered to that item.
    NotBefore(String),
    /// At least one of these items (this one among them) is answered; what to say otherwise is the
    /// item's `missing`.
    OneOf(Vec<String>),
    /// A yes is needed to go on (a consent).
    MustBeTrue,
}

from_json! {
    Form { id, url, version, lang, title, description, receipt, steps, months, yes, no, transaction }
    Receipt { title, text, next, prepare }
    NextStep { title, text }
    Months { own, en, also }
    Text { own, en, untranslated }
    Item {
        id, text, hint, missing, kind, required, when, rules, repeats, control, autocomplete, initial, hidden,
        occurrence, outcome, link, items,
    }
    Occurrence { number, least }
    Enable { all, conditions }
    Condition { question, operator, answer }
}

cases_from_json! {
    Control {
        Plain = "plain", Radio = "radio", CheckBox = "check-box", DropDown = "drop-down",
        Autocomplete = "autocomplete",
    }
    Operator {
        Exists = "exists", Equal = "=", NotEqual = "!=", Greater = ">", Less = "<",
        GreaterOrEqual = ">=", LessOrEqual = "<=",
    }
}

impl FromJson for Kind {
    fn from_json(json: Json) -> Self {
        match json.case() {
            ("group", _) => Self::Group,
            ("display", _) => Self::Display,
            ("boolean", _) => Self::Boolean,
            ("choice", choices) => Self::Choice(FromJson::from_json(choices)),
            ("open-choice", choices) => Self::OpenChoice(FromJson::from_json(choices)),
            ("string", _) => Self::String,
            ("text", _) => Self::Text,
            ("date", _) => Self::Date,
            ("integer", _) => Self::Integer,
            ("email", _) => Self::Email,
            ("phone", _) => Self::Phone,
            ("unsupported", _) => Self::Unsupported,
            _ => json.malformed(Self::Unsupported),
        }
    }
}

impl FromJson for Choice {
    fn from_json(json: Json) -> Self {
        Self {
            code: json.field("code"),
            system: json.field("system"),
            text: json.field("text"),
            exclusive: json.field("exclusive"),
            later: false,
        }
    }
}

impl FromJson for Rule {
    fn from_json(json: Json) -> Self {
        let (name, held) = json.case();
        match name {
            "max-length" => Self::MaxLength(FromJson::from_json(held)),
            "min-length" => Self::MinLength(FromJson::from_json(held)),
            "pattern" => Self::Pattern(held.part(0), held.part(1)),
            "min-value" => Self::MinValue(FromJson::from_json(held)),
            "max-value" => Self::MaxValue(FromJson::from_json(held)),
            "max-answers" => Self::MaxAnswers(FromJson::from_json(held)),
            "min-answers" => Self::MinAnswers(FromJson::from_json(held)),
            "partial-date" => Self::PartialDate,
            "not-before" => Self::NotBefore(FromJson::from_json(held)),
            "one-of" => Self::OneOf(FromJson::from_json(held)),
            "must-be-true" => Self::MustBeTrue,
            _ => json.malformed(Self::MustBeTrue),
        }
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Stands between a `linkId` and the number of an occurrence. No `linkId` holds it.
pub const OCCURRENCE: char = '~';

/// The `linkId` that the Questionnaire has for this id.
pub fn link_id(id: &str) -> &str {
    id.split(OCCURRENCE).next().unwrap_or(id)
}

/// The id of an item in an occurrence.
pub fn occurrence_id(link_id: &str, number: usize) -> String {
    if number < 2 {
        return link_id.to_owned();
    }
    [link_id, "~", &number.to_string()].concat()
}

impl Text {
    /// Words for staff: the English where there is one.
    pub fn english(&self) -> &str {
        self.en.as_deref().unwrap_or(&self.own)
    }

    /// With the number of an occurrence: a group is "Record 1", "Record 2"; a question stands alone
    /// the first time and has its number in brackets from then on.
    pub fn numbered(&self, number: usize, group: bool) -> Text {
        let number_of = |text: &str| match (group, number) {
            (true, _) => [text, " ", &number.to_string()].concat(),
            (false, 1) => text.to_owned(),
            (false, _) => [text, " (", &number.to_string(), ")"].concat(),
        };
        Text {
            own: number_of(&self.own),
            en: self.en.as_deref().map(number_of),
            untranslated: self.untranslated,
        }
    }
}

impl Item {
    /// The id of the element that takes the answer, the first one where there are several.
    pub fn control_id(&self) -> String {
        ["f-", &self.id].concat()
    }

    /// Whether it is the item with this id, or has it inside.
    fn holds(&self, id: &str) -> bool {
        self.id == id || self.items.iter().any(|item| item.holds(id))
    }

    /// The item's text, with its number where it can be given several times.
    pub fn title(&self) -> Text {
        self.occurrence.map_or_else(
            || self.text.clone(),
            |occurrence| {
                self.text
                    .numbered(occurrence.number, self.kind == Kind::Group)
            },
        )
    }

    /// What to say when the answer is not written as asked, where the form says it.
    pub fn pattern_text(&self) -> Option<&Text> {
        self.rules.iter().find_map(|rule| match rule {
            Rule::Pattern(_, text) => text.as_ref(),
            _ => None,
        })
    }
}

impl Form {
    /// Every item below the steps and the steps themselves, depth first.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let mut rest: Vec<&Item> = self.steps.iter().rev().collect();
        std::iter::from_fn(move || {
            let item = rest.pop()?;
            rest.extend(item.items.iter().rev());
            Some(item)
        })
    }

    /// The step that holds the item with this id, or is it.
    pub fn step_of(&self, id: &str) -> Option<&Item> {
        self.steps.iter().find(|step| step.holds(id))
    }

    /// What is said of an item, after the title of the occurrence that it stands in: which of several
    /// is meant is not clear without.
    pub fn in_its_occurrence(&self, id: &str, said: Text) -> Text {
        let holds = |group: &&Item| {
            let numbered = group.occurrence.is_some() && group.kind == Kind::Group;
            numbered && group.items.iter().any(|item| item.holds(id))
        };
        let Some(group) = self.items().find(holds) else {
            return said;
        };
        Text {
            own: [&group.title().own, ": ", said.own.as_str()].concat(),
            ..said
        }
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().find(|item| item.id == id)
    }
}
