//! What a check of a form found: the rule, the place, and how to put it right. Written in English
//! for the people who edit forms; never shown to patients.

use std::fmt::{self, Display, Formatter};

/// One thing that is wrong, or doubtful, in a file that people edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule: FHIR's own (`que-2`), or ours (`enable-when-dangling`).
    pub rule: &'static str,
    /// The item's `linkId`, where the finding is about one.
    pub item: Option<String>,
    /// Line of the file, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
    /// Whether the form can be used all the same.
    pub severity: Severity,
}

/// Whether a form with this finding can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The form works; something in it is lost or doubtful.
    Warning,
    /// The form must not be published.
    Error,
}

/// A finding with the file it is in, for printing.
pub struct InFile<'a> {
    file: &'a str,
    finding: &'a Finding,
}

impl Finding {
    /// Names the file: `public/forms/appointment.json:41: que-2: …`.
    pub fn in_file<'a>(&'a self, file: &'a str) -> InFile<'a> {
        InFile {
            file,
            finding: self,
        }
    }

    /// Whether the form must not be published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Display for InFile<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.finding)
    }
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let doubt = if self.is_error() { "" } else { "warning: " };
        write!(
            f,
            "{}: {doubt}{}: {}\n  fix: {}",
            self.line, self.rule, self.message, self.fix
        )
    }
}
