//! Reads a FHIR R4 Questionnaire.
