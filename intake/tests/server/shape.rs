//! The check of a request's shape, against whatever may be posted.

use intake::envelope::Envelope;
use proptest::prelude::*;
use serde_json::Value;

use crate::support::envelope;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Envelope::read(&bytes);
    }

    #[test]
    fn any_json_is_answered(value in json()) {
        let _ = Envelope::read(value.to_string().as_bytes());
    }

    #[test]
    fn a_request_with_any_part_changed_is_answered(place in place(), value in json()) {
        let mut request = envelope();
        *request.pointer_mut(&place).unwrap() = value;
        let _ = Envelope::read(request.to_string().as_bytes());
    }

    #[test]
    fn a_request_with_any_byte_changed_is_answered(place: prop::sample::Index, byte: u8) {
        let mut body = envelope().to_string().into_bytes();
        *place.get_mut(&mut body) = byte;
        let _ = Envelope::read(&body);
    }

    #[test]
    fn any_printable_answer_is_taken(answer in "\\PC{0,200}") {
        let mut request = envelope();
        request["staff"]["sections"][0]["entries"][0]["answer"] = answer.clone().into();
        let read = Envelope::read(request.to_string().as_bytes()).unwrap();
        prop_assert_eq!(&read.staff.sections[0].entries[0].answer, &answer);
    }
}

/// The place of any part of a request.
fn place() -> impl Strategy<Value = String> {
    fn places(value: &Value, here: &str, all: &mut Vec<String>) {
        all.push(here.to_owned());
        match value {
            Value::Object(members) => {
                members
                    .iter()
                    .for_each(|(name, value)| places(value, &format!("{here}/{name}"), all));
            }
            Value::Array(values) => {
                values
                    .iter()
                    .enumerate()
                    .for_each(|(n, value)| places(value, &format!("{here}/{n}"), all));
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    places(&envelope(), "", &mut all);
    prop::sample::select(all)
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}
