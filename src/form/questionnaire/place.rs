//! Where in a JSON text something stands, so that a finding can name its line.

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// A JSON text that can be asked for the line of a place in it.
pub struct Source<'a> {
    text: &'a str,
    root: Option<Value<'a>>,
}

impl<'a> Source<'a> {
    /// Takes the text; one that is not JSON has all its places on line 1.
    pub fn of(text: &'a str) -> Self {
        let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
        let root = parsed.ok().and_then(|parsed| parsed.value);
        Self { text, root }
    }

    /// The line (from 1) where a place begins, given as a JSON pointer. Where a part of the pointer
    /// does not exist, the line of the part before it.
    pub fn line(&self, pointer: &str) -> usize {
        let mut here = self.root.as_ref();
        let mut start = here.map_or(0, Ranged::start);
        for part in pointer.split('/').skip(1) {
            let name = part.replace("~1", "/").replace("~0", "~");
            let Some(next) = here.and_then(|value| inside(value, &name)) else {
                break;
            };
            start = next.0;
            here = Some(next.1);
        }
        1 + self.text[..start].matches('\n').count()
    }
}

fn inside<'v, 'a>(value: &'v Value<'a>, name: &str) -> Option<(usize, &'v Value<'a>)> {
    match value {
        Value::Object(object) => {
            let named = |property: &&ObjectProp| property.name.as_str() == name;
            let property = object.properties.iter().find(named)?;
            Some((property.start(), &property.value))
        }
        Value::Array(array) => {
            let element = array.elements.get(name.parse::<usize>().ok()?)?;
            Some((element.start(), element))
        }
        _ => None,
    }
}
