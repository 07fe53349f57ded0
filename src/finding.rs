//! What is wrong in a file that an editor wrote, where, and what to do about it. English, for the
//! hospital's web team.

use std::fmt;
use std::path::{Path, PathBuf};

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, as the editor knows it: `public/site.json`.
    pub file: PathBuf,
    /// Line in it, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
    /// Whether the site may still be built.
    pub warning: bool,
}

impl Finding {
    /// An error at a line of a file.
    pub fn new(
        file: &Path,
        line: usize,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message: message.into(),
            fix: fix.into(),
            warning: false,
        }
    }

    /// The same, but the site may still be built.
    pub fn warning(self) -> Self {
        Self {
            warning: true,
            ..self
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.warning { "warning: " } else { "" };
        write!(
            out,
            "{}:{}: {kind}{}\n  fix: {}",
            self.file.display(),
            self.line,
            self.message,
            self.fix
        )
    }
}

/// The line, from 1, on which the text first has the needle; 1 where it has not.
pub fn line_of(text: &str, needle: &str) -> usize {
    let before = text.find(needle).map_or("", |at| &text[..at]);
    before.matches('\n').count() + 1
}
