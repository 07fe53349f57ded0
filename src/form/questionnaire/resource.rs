//! The part of a FHIR R4 Questionnaire that this app reads. Whatever else a file holds is passed
//! over; `rules` says what is wrong with what was read.

use std::fmt;

use serde::Deserialize;
use serde_json::Number;

use super::extension::{Element, Extended, Extension};

/// A form as FHIR writes it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Questionnaire {
    /// Always `Questionnaire`.
    pub resource_type: String,
    /// The form's short name: its file's name without `.json`.
    pub id: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The version that is stored with every answer.
    pub version: Option<String>,
    /// A name for programs.
    pub name: Option<String>,
    /// The name for people.
    pub title: Option<String>,
    /// Translations of the title.
    #[serde(rename = "_title")]
    pub beside_title: Option<Element>,
    /// What the form is for, in a sentence or two for those who open it.
    pub description: Option<String>,
    /// Translations of the description.
    #[serde(rename = "_description")]
    pub beside_description: Option<Element>,
    /// `draft`, `active`, `retired` or `unknown`.
    pub status: Option<String>,
    /// The language of the texts.
    pub language: Option<String>,
    /// Further properties.
    pub extension: Vec<Extension>,
    /// Questions, groups and texts, in order.
    pub item: Vec<Item>,
}

/// A question, a group of them, or a text to read.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Item {
    /// The item's name within the form.
    pub link_id: String,
    /// The element of a FHIR resource that the answer stands in.
    pub definition: Option<String>,
    /// What kind of item it is, as written.
    #[serde(rename = "type")]
    pub kind: String,
    /// The question.
    pub text: Option<String>,
    /// Translations of the question.
    #[serde(rename = "_text")]
    pub beside_text: Option<Element>,
    /// What the question means to programs; only its presence is of interest.
    pub code: Vec<Coding>,
    /// When the item is asked.
    pub enable_when: Vec<EnableWhen>,
    /// Whether `all` conditions must hold or `any`.
    pub enable_behavior: Option<String>,
    /// Whether an answer is needed.
    pub required: Option<bool>,
    /// Whether several answers are taken.
    pub repeats: Option<bool>,
    /// Whether the answer is not the patient's to change.
    pub read_only: Option<bool>,
    /// At most so many characters.
    pub max_length: Option<i64>,
    /// Address of a list of answers kept elsewhere.
    pub answer_value_set: Option<String>,
    /// The answers to choose from.
    pub answer_option: Vec<AnswerOption>,
    /// Answers present at the start.
    pub initial: Vec<Initial>,
    /// Items inside this one.
    pub item: Vec<Item>,
    /// Further properties.
    pub extension: Vec<Extension>,
}

/// An answer to choose.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AnswerOption {
    /// An answer with a code, which is the usual one.
    pub value_coding: Option<Coding>,
    /// A plain text to choose.
    pub value_string: Option<String>,
    /// Translations of the plain text.
    #[serde(rename = "_valueString")]
    pub beside_string: Option<Element>,
    /// A number to choose.
    pub value_integer: Option<i64>,
    /// A date to choose.
    pub value_date: Option<String>,
    /// A time of day to choose.
    pub value_time: Option<String>,
    /// Whether it is chosen at the start.
    pub initial_selected: Option<bool>,
    /// Further properties.
    pub extension: Vec<Extension>,
}

/// A code with the words for it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Coding {
    /// The code system the code is from.
    pub system: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The words.
    pub display: Option<String>,
    /// Translations of the words.
    #[serde(rename = "_display")]
    pub beside_display: Option<Element>,
}

/// One condition on another item's answer.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EnableWhen {
    /// The other item's `linkId`.
    pub question: String,
    /// How its answers are compared, as written.
    pub operator: String,
    /// Compared with yes or no.
    pub answer_boolean: Option<bool>,
    /// Compared with a number.
    pub answer_decimal: Option<Number>,
    /// Compared with a whole number.
    pub answer_integer: Option<i64>,
    /// Compared with a date.
    pub answer_date: Option<String>,
    /// Compared with a moment.
    pub answer_date_time: Option<String>,
    /// Compared with a time of day.
    pub answer_time: Option<String>,
    /// Compared with a text; some files write a bare code here.
    pub answer_string: Option<String>,
    /// Compared with a coded answer.
    pub answer_coding: Option<Coding>,
}

/// An answer present at the start.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Initial {
    /// Yes or no.
    pub value_boolean: Option<bool>,
    /// A number.
    pub value_decimal: Option<Number>,
    /// A whole number.
    pub value_integer: Option<i64>,
    /// A date.
    pub value_date: Option<String>,
    /// A text.
    pub value_string: Option<String>,
    /// A code.
    pub value_coding: Option<Coding>,
}

/// FHIR R4's item types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemType {
    /// Holds items.
    Group,
    /// A text to read.
    Display,
    /// Yes or no.
    Boolean,
    /// A number.
    Decimal,
    /// A whole number.
    Integer,
    /// A date.
    Date,
    /// A moment.
    DateTime,
    /// A time of day.
    Time,
    /// One line of text.
    String,
    /// Several lines.
    Text,
    /// A web address.
    Url,
    /// One of the options.
    Choice,
    /// One of the options, or other words.
    OpenChoice,
    /// A file.
    Attachment,
    /// A pointer to another record.
    Reference,
    /// A number with a unit.
    Quantity,
}

impl ItemType {
    const NAMES: [(&str, ItemType); 16] = [
        ("group", ItemType::Group),
        ("display", ItemType::Display),
        ("boolean", ItemType::Boolean),
        ("decimal", ItemType::Decimal),
        ("integer", ItemType::Integer),
        ("date", ItemType::Date),
        ("dateTime", ItemType::DateTime),
        ("time", ItemType::Time),
        ("string", ItemType::String),
        ("text", ItemType::Text),
        ("url", ItemType::Url),
        ("choice", ItemType::Choice),
        ("open-choice", ItemType::OpenChoice),
        ("attachment", ItemType::Attachment),
        ("reference", ItemType::Reference),
        ("quantity", ItemType::Quantity),
    ];

    /// The type that FHIR calls by this name.
    pub fn named(name: &str) -> Option<ItemType> {
        Self::NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, kind)| *kind)
    }

    /// Whether this app can ask it.
    pub fn is_supported(self) -> bool {
        use ItemType::*;
        matches!(
            self,
            Group | Display | Boolean | Integer | Date | String | Text | Choice | OpenChoice
        )
    }

    /// Whether it can be asked several times over: its occurrences stand one below the other.
    pub fn can_occur_again(self) -> bool {
        matches!(self, ItemType::Group | ItemType::String | ItemType::Text)
    }

    /// Whether its answers are chosen from options.
    pub fn is_choice(self) -> bool {
        matches!(self, ItemType::Choice | ItemType::OpenChoice)
    }
}

impl fmt::Display for ItemType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = Self::NAMES.iter().find(|(_, kind)| kind == self);
        f.write_str(known.map_or("", |(name, _)| name))
    }
}

impl Item {
    /// What kind of item it is, where FHIR knows the kind.
    pub fn item_type(&self) -> Option<ItemType> {
        ItemType::named(&self.kind)
    }

    /// Whether this is a text that helps to answer the item around it.
    pub fn is_help(&self) -> bool {
        self.item_type() == Some(ItemType::Display) && self.controls().any(|code| code == "help")
    }

    /// Codes of the item control: how the item is drawn.
    pub fn controls(&self) -> impl Iterator<Item = &str> {
        self.standard("questionnaire-itemControl")
            .into_iter()
            .flat_map(Extension::codes)
    }

    /// Whether it is asked several times over.
    pub fn occurs_again(&self) -> bool {
        self.repeats == Some(true) && self.item_type().is_some_and(ItemType::can_occur_again)
    }

    /// The items inside, without the help texts.
    pub fn questions(&self) -> impl Iterator<Item = &Item> {
        self.item.iter().filter(|item| !item.is_help())
    }
}

impl AnswerOption {
    /// The option's code as a control's value: the coding's code, or the value itself.
    pub fn code(&self) -> Option<String> {
        let coded = self
            .value_coding
            .as_ref()
            .and_then(|coding| coding.code.clone());
        coded
            .or_else(|| self.value_string.clone())
            .or_else(|| self.value_integer.map(|number| number.to_string()))
            .or_else(|| self.value_date.clone())
            .or_else(|| self.value_time.clone())
    }

    /// The option's words in the form's own language: the coding's display, else the code.
    pub fn display(&self) -> Option<String> {
        let display = self
            .value_coding
            .as_ref()
            .and_then(|coding| coding.display.clone());
        display.or_else(|| self.code())
    }

    /// What stands beside the option's words: their translations.
    pub fn beside(&self) -> Option<&Element> {
        match &self.value_coding {
            Some(coding) => coding.beside_display.as_ref(),
            None => self.beside_string.as_ref(),
        }
    }
}

impl EnableWhen {
    /// What answers are compared with, as a control's value.
    pub fn answer(&self) -> Option<String> {
        let coded = self
            .answer_coding
            .as_ref()
            .and_then(|coding| coding.code.clone());
        coded
            .or_else(|| self.answer_boolean.map(|truth| truth.to_string()))
            .or_else(|| self.answer_integer.map(|number| number.to_string()))
            .or_else(|| self.answer_decimal.as_ref().map(Number::to_string))
            .or_else(|| self.answer_date.clone())
            .or_else(|| self.answer_date_time.clone())
            .or_else(|| self.answer_time.clone())
            .or_else(|| self.answer_string.clone())
    }
}

impl Initial {
    /// The answer as a control's value.
    pub fn value(&self) -> Option<String> {
        let coded = self
            .value_coding
            .as_ref()
            .and_then(|coding| coding.code.clone());
        coded
            .or_else(|| self.value_boolean.map(|truth| truth.to_string()))
            .or_else(|| self.value_integer.map(|number| number.to_string()))
            .or_else(|| self.value_decimal.as_ref().map(Number::to_string))
            .or_else(|| self.value_date.clone())
            .or_else(|| self.value_string.clone())
    }
}

impl Extended for Questionnaire {
    fn extensions(&self) -> &[Extension] {
        &self.extension
    }
}

impl Extended for Item {
    fn extensions(&self) -> &[Extension] {
        &self.extension
    }
}

impl Extended for AnswerOption {
    fn extensions(&self) -> &[Extension] {
        &self.extension
    }
}

impl Questionnaire {
    /// The form's short name: its `id`, else the last part of its address.
    pub fn short_name(&self) -> &str {
        let tail = || {
            self.url
                .as_deref()?
                .rsplit('/')
                .next()
                .filter(|tail| !tail.is_empty())
        };
        self.id.as_deref().or_else(tail).unwrap_or("form")
    }

    /// Every item, depth first, with its place in the file as a JSON pointer.
    pub fn items(&self) -> Vec<(&Item, String)> {
        fn walk<'a>(items: &'a [Item], at: &str, found: &mut Vec<(&'a Item, String)>) {
            for (index, item) in items.iter().enumerate() {
                let place = format!("{at}/item/{index}");
                found.push((item, place.clone()));
                walk(&item.item, &place, found);
            }
        }
        let mut found = Vec::new();
        walk(&self.item, "", &mut found);
        found
    }
}
