//! The elements of FHIR R4 resources that answers can stand in.

use serde_json::{Map, Value, json};

use super::{hole, resource};

/// The elements of each type; `*` marks those that there can be several of.
const TYPES: [(&str, &str); 15] = [
    (
        "Patient",
        "identifier:Identifier* name:HumanName* telecom:ContactPoint* gender:value birthDate:value \
         address:Address* communication:Communication*",
    ),
    (
        "RelatedPerson",
        "relationship:concept* name:HumanName* telecom:ContactPoint* gender:value birthDate:value \
         address:Address* communication:Communication*",
    ),
    (
        "Practitioner",
        "name:HumanName* telecom:ContactPoint* address:Address* communication:concept* \
         qualification:Qualification*",
    ),
    (
        "PractitionerRole",
        "organization:Reference code:concept* specialty:concept* telecom:ContactPoint*",
    ),
    (
        "ServiceRequest",
        "category:concept* orderDetail:concept* performerType:concept reasonCode:concept* \
         occurrencePeriod:Period note:Annotation* patientInstruction:text",
    ),
    (
        "Appointment",
        "requestedPeriod:Period* comment:text serviceType:concept* specialty:concept*",
    ),
    ("Consent", "provision:Provision"),
    ("HumanName", "text:text family:text given:text*"),
    ("ContactPoint", "value:value"),
    ("Address", "text:text line:text* city:text country:value"),
    ("Identifier", "value:text"),
    ("Communication", "language:concept"),
    ("Qualification", "code:concept"),
    ("Period", "start:value end:value"),
    ("Provision", "action:concept*"),
];

/// Types with one element.
const SMALL: [(&str, &str); 2] = [("Reference", "display:text"), ("Annotation", "text:text")];

/// Names that tell elements of one type apart, and what such a name says in FHIR.
const SLICES: [(&str, &str, &[&str]); 2] = [
    (
        "HumanName",
        "use",
        &["usual", "official", "nickname", "maiden", "old"],
    ),
    (
        "ContactPoint",
        "system",
        &["email", "phone", "sms", "fax", "url"],
    ),
];

/// An element, by its path.
pub struct Element<'a> {
    resource: &'a str,
    steps: Vec<Step<'a>>,
}

struct Step<'a> {
    name: &'a str,
    kind: &'static str,
    several: bool,
    /// What all that stands here says.
    fixed: Map<String, Value>,
}

impl<'a> Element<'a> {
    /// The element of this path, such as `Patient.name:official.given`.
    pub fn named(path: &'a str) -> Option<Self> {
        let (resource, rest) = path.split_once('.')?;
        let mut steps: Vec<Step> = Vec::new();
        for part in rest.split('.') {
            let within = steps.last().map_or(resource, |step| step.kind);
            let (name, slice) = part
                .split_once(':')
                .map_or((part, None), |(name, slice)| (name, Some(slice)));
            let (kind, several) = inside(within).find(|(known, ..)| *known == name)?.1;
            steps.push(Step {
                name,
                kind,
                several,
                fixed: slice.map_or(Some(Map::new()), |slice| fixed(kind, slice))?,
            });
        }
        let is_value = ["text", "value", "concept"].contains(&steps.last()?.kind);
        is_value.then_some(Self { resource, steps })
    }

    /// Puts a hole for an item's answer there.
    pub fn put(&self, entries: &mut Value, id: &str, condition: &str) {
        let Some(mut here) = resource(entries, self.resource) else {
            return;
        };
        let Some((last, around)) = self.steps.split_last() else {
            return;
        };
        for step in around {
            here = step.enter(&mut here[step.name]);
        }
        let hole = hole(last.kind, id, condition);
        let there = &mut here[last.name];
        match there {
            Value::Array(all) => all.push(hole),
            Value::String(before) => {
                *before = [before, "|", hole.as_str().unwrap_or_default()].concat();
            }
            _ if last.several => *there = json!([hole]),
            _ => *there = hole,
        }
    }
}

impl Step<'_> {
    /// The object of this step, made where it is missing.
    fn enter<'v>(&self, here: &'v mut Value) -> &'v mut Value {
        if !self.several {
            if here.is_null() {
                *here = self.fixed.clone().into();
            }
            return here;
        }
        if here.is_null() {
            *here = json!([]);
        }
        let all = here.as_array_mut().expect("there can be several");
        let is_this = |object: &Value| {
            let own = self
                .fixed
                .iter()
                .all(|(name, value)| object[name] == *value);
            let key = SLICES.iter().find(|(kind, ..)| *kind == self.kind);
            let plain = key.is_none_or(|(_, key, _)| object[*key].is_null());
            own && (!self.fixed.is_empty() || plain)
        };
        let at = all.iter().position(is_this).unwrap_or_else(|| {
            all.push(self.fixed.clone().into());
            all.len() - 1
        });
        &mut all[at]
    }
}

/// Paths of all elements, each slice by itself.
pub fn all() -> Vec<String> {
    fn walk(path: &str, within: &str, found: &mut Vec<String>) {
        for (name, (kind, _)) in inside(within) {
            let slices = SLICES.iter().filter(|(known, ..)| *known == kind);
            let mut names = vec![format!("{path}.{name}")];
            names.extend(
                slices
                    .flat_map(|(.., slices)| *slices)
                    .map(|slice| format!("{path}.{name}:{slice}")),
            );
            for path in names {
                if inside(kind).next().is_none() {
                    found.push(path);
                } else {
                    walk(&path, kind, found);
                }
            }
        }
    }
    let mut found = Vec::new();
    for resource in TYPES.iter().take(7) {
        walk(resource.0, resource.0, &mut found);
    }
    found
}

/// The elements of a type: name, type, and whether there can be several.
fn inside(kind: &str) -> impl Iterator<Item = (&'static str, (&'static str, bool))> {
    let all = TYPES.iter().chain(&SMALL).find(|(known, _)| *known == kind);
    let elements = all.map(|(_, elements)| elements.split_whitespace());
    elements.into_iter().flatten().filter_map(|element| {
        let (name, kind) = element.split_once(':')?;
        let one = kind.trim_end_matches('*');
        Some((name, (one, one != kind)))
    })
}

/// What a slice of this name says.
fn fixed(kind: &str, slice: &str) -> Option<Map<String, Value>> {
    let said = match (kind, slice) {
        ("Identifier", "MR") => {
            let coding = json!({
                "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"
            });
            json!({ "type": { "coding": [coding] } })
        }
        ("Communication", "preferred") => json!({ "preferred": true }),
        _ => {
            let (_, key, slices) = SLICES.iter().find(|(known, ..)| *known == kind)?;
            slices.contains(&slice).then(|| json!({ *key: slice }))?
        }
    };
    said.as_object().cloned()
}
