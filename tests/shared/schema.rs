//! FHIR's own JSON schema, where `PORTICO_FHIR_SCHEMA` names the file `fhir.schema.json`.

use serde_json::Value;

/// What says whether a resource is one of this type.
pub fn validator(resource: &str) -> Option<jsonschema::Validator> {
    let Some(path) = std::env::var_os("PORTICO_FHIR_SCHEMA") else {
        println!("not checked against FHIR's schema: PORTICO_FHIR_SCHEMA names no file");
        return None;
    };
    let text = std::fs::read_to_string(path).expect("the schema is there");
    let mut schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let whole = schema.as_object_mut().expect("the schema is an object");
    // The schema offers every resource at once; asking for one gives errors that can be read.
    whole.remove("oneOf");
    whole.remove("discriminator");
    whole.insert("$ref".into(), format!("#/definitions/{resource}").into());
    Some(jsonschema::validator_for(&schema).expect("the schema can be used"))
}

/// Names everything that is wrong.
#[track_caller]
pub fn assert_valid(validator: &jsonschema::Validator, name: &str, value: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(
        errors.is_empty(),
        "{name}: {}\n{value:#}",
        errors.join("\n")
    );
}
