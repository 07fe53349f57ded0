//! Compiles a Questionnaire and its translation into a form.
