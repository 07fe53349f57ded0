//! `specialties.toml`: the medical specialty of each category, as schema.org names it. Search engines read it,
//! patients do not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::finding::{Finding, line_of};

/// The members of schema.org's `MedicalSpecialty`.
const KNOWN: [&str; 42] = [
    "Anesthesia",
    "Cardiovascular",
    "CommunityHealth",
    "Dentistry",
    "Dermatologic",
    "Dermatology",
    "DietNutrition",
    "Emergency",
    "Endocrine",
    "Gastroenterologic",
    "Genetic",
    "Geriatric",
    "Gynecologic",
    "Hematologic",
    "Infectious",
    "LaboratoryScience",
    "Midwifery",
    "Musculoskeletal",
    "Neurologic",
    "Nursing",
    "Obstetric",
    "Oncologic",
    "Optometric",
    "Otolaryngologic",
    "Pathology",
    "Pediatric",
    "PharmacySpecialty",
    "Physiotherapy",
    "PlasticSurgery",
    "Podiatric",
    "PrimaryCare",
    "Psychiatric",
    "PublicHealth",
    "Pulmonary",
    "Radiography",
    "Renal",
    "RespiratoryTherapy",
    "Rheumatologic",
    "SpeechPathology",
    "Surgical",
    "Toxicologic",
    "Urologic",
];

/// Reads the file; nothing where there is none.
///
/// # Errors
/// A file that is no TOML, and names that schema.org does not have.
pub fn read(content: &Path) -> Result<BTreeMap<String, String>, Vec<Finding>> {
    let file = content.join("specialties.toml");
    let Ok(text) = fs::read_to_string(&file) else {
        return Ok(BTreeMap::new());
    };
    let named: BTreeMap<String, String> = toml::from_str(&text).map_err(|error| {
        let message = error.message().to_owned();
        vec![Finding::new(
            &file,
            1,
            message,
            "Write one line a category: heart = \"Cardiovascular\".",
        )]
    })?;
    let unknown = named
        .values()
        .filter(|name| !KNOWN.contains(&name.as_str()));
    let findings: Vec<_> = unknown
        .map(|name| {
            Finding::new(
                &file,
                line_of(&text, name),
                format!("`{name}` is no medical specialty of schema.org"),
                "Take one of https://schema.org/MedicalSpecialty, or leave the category out.",
            )
        })
        .collect();
    if findings.is_empty() {
        Ok(named)
    } else {
        Err(findings)
    }
}
