//! Reads JSON that this project wrote itself: pages, forms and words from the host, and what the app keeps on
//! the device. Serde, which reads on the host what people write and can say what is wrong and where, would be
//! a sixth of the app. Here what is malformed in any part is not read at all.

use std::cell::Cell;
use std::collections::BTreeMap;

use serde_json::Value;

/// What can be read from JSON.
pub trait FromJson {
    /// Reads it; what cannot be read is told to `json` and may be anything.
    fn from_json(json: Json) -> Self;
}

/// A part of what is read.
#[derive(Debug, Clone, Copy)]
pub struct Json<'a> {
    value: &'a Value,
    malformed: &'a Cell<bool>,
}

/// Reads a text; nothing if it is malformed.
pub fn read<T: FromJson>(text: &str) -> Option<T> {
    let value = serde_json::from_str(text).ok()?;
    let malformed = Cell::new(false);
    let read = T::from_json(Json {
        value: &value,
        malformed: &malformed,
    });
    (!malformed.get()).then_some(read)
}

impl<'a> Json<'a> {
    /// A field of an object. One that is missing is read as `null`.
    pub fn field<T: FromJson>(self, name: &str) -> T {
        T::from_json(self.with(&self.value[name]))
    }

    /// A part of a list. One that is missing is read as `null`.
    pub fn part<T: FromJson>(self, at: usize) -> T {
        T::from_json(self.with(&self.value[at]))
    }

    /// Which case of an enum it is, and what it holds: `"date"`, or `{"choice": […]}`.
    pub fn case(self) -> (&'a str, Self) {
        let object = self.value.as_object();
        match object.and_then(|object| object.iter().next()) {
            Some((name, value)) => (name, self.with(value)),
            None => (self.value.as_str().unwrap_or_default(), self),
        }
    }

    /// Notes that it cannot be read.
    pub fn malformed<T>(self, instead: T) -> T {
        self.malformed.set(true);
        instead
    }

    fn with(self, value: &'a Value) -> Self {
        Self { value, ..self }
    }

    fn number(self) -> u64 {
        let number = self.value.as_u64();
        number.unwrap_or_else(|| self.malformed(0))
    }
}

/// Makes structs of which every field is read by its own name.
macro_rules! from_json {
    ($($type:ident { $($field:ident),* $(,)? })*) => {$(
        impl $crate::json::FromJson for $type {
            fn from_json(json: $crate::json::Json) -> Self {
                Self { $($field: json.field(stringify!($field))),* }
            }
        }
    )*};
}
pub(crate) use from_json;

/// Makes enums of plain cases, the first of them in place of one that is not known.
macro_rules! cases_from_json {
    ($($type:ident { $first:ident = $name:literal $(, $case:ident = $other:literal)* $(,)? })*) => {$(
        impl $crate::json::FromJson for $type {
            fn from_json(json: $crate::json::Json) -> Self {
                match json.case().0 {
                    $name => Self::$first,
                    $($other => Self::$case,)*
                    _ => json.malformed(Self::$first),
                }
            }
        }
    )*};
}
pub(crate) use cases_from_json;

impl FromJson for String {
    fn from_json(json: Json) -> Self {
        let text = json.value.as_str();
        text.unwrap_or_else(|| json.malformed("")).to_owned()
    }
}

/// What is false may be left out.
impl FromJson for bool {
    fn from_json(json: Json) -> Self {
        json.value == true
    }
}

impl FromJson for u64 {
    fn from_json(json: Json) -> Self {
        json.number()
    }
}

macro_rules! numbers {
    ($($number:ident)*) => {$(
        impl FromJson for $number {
            fn from_json(json: Json) -> Self {
                let number = json.number().try_into();
                number.unwrap_or_else(|_| json.malformed(0))
            }
        }
    )*};
}
numbers! { u8 u16 u32 usize }

impl FromJson for Value {
    fn from_json(json: Json) -> Self {
        json.value.clone()
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json) -> Self {
        (!json.value.is_null()).then(|| T::from_json(json))
    }
}

/// What is empty may be left out.
impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json) -> Self {
        let parts = match json.value {
            Value::Array(parts) => parts.as_slice(),
            Value::Null => &[],
            _ => json.malformed(&[]),
        };
        parts
            .iter()
            .map(|part| T::from_json(json.with(part)))
            .collect()
    }
}

impl<T: FromJson, const N: usize> FromJson for [T; N] {
    fn from_json(json: Json) -> Self {
        std::array::from_fn(|at| json.part(at))
    }
}

impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn from_json(json: Json) -> Self {
        (json.part(0), json.part(1))
    }
}

/// What is empty may be left out.
impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(json: Json) -> Self {
        let fields = json.value.as_object().into_iter().flatten();
        fields
            .map(|(name, value)| (name.clone(), T::from_json(json.with(value))))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Visit {
        reason: String,
        urgent: bool,
        days: Vec<u8>,
        note: Option<String>,
    }
    from_json! { Visit { reason, urgent, days, note } }

    fn visit(reason: &str, urgent: bool, days: &[u8]) -> Option<Visit> {
        let (reason, days) = (reason.into(), days.into());
        let note = None;
        Some(Visit {
            reason,
            urgent,
            days,
            note,
        })
    }

    #[test]
    fn what_is_false_or_empty_may_be_left_out() {
        assert_eq!(read(r#"{"reason":"heart"}"#), visit("heart", false, &[]));
    }

    #[test]
    fn fields_are_read_by_their_names() {
        let text = r#"{"urgent":true,"days":[1,2],"reason":"heart","else":0}"#;
        assert_eq!(read(text), visit("heart", true, &[1, 2]));
    }

    #[track_caller]
    fn is_malformed(text: &str) {
        assert_eq!(read::<Visit>(text), None);
    }

    #[test]
    fn a_missing_field_is_malformed() {
        is_malformed("{}");
    }

    #[test]
    fn a_malformed_part_makes_all_of_it_malformed() {
        is_malformed(r#"{"reason":"heart","days":[1,"two"]}"#);
        is_malformed(r#"{"reason":"heart","days":[256]}"#);
        is_malformed(r#"{"reason":"heart","days":{}}"#);
    }

    #[test]
    fn half_a_text_is_malformed() {
        is_malformed(r#"{"reason":"heart""#);
    }
}
