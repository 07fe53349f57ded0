//! What every file may weigh on the way to a phone, in brotli's bytes.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Result, bail};

use crate::build::compress::Coding;

/// What a kind of file may weigh.
struct Budget {
    kind: &'static str,
    bytes: usize,
    /// Whether a path is of this kind.
    is: fn(&str) -> bool,
}

/// The first that fits counts.
const BUDGETS: [Budget; 7] = [
    // The list of all programs grows with them.
    Budget {
        kind: "list",
        bytes: 30_000,
        is: |path| path.ends_with("/programs/index.html"),
    },
    Budget {
        kind: "page",
        bytes: 14_000,
        is: |path| path.ends_with(".html"),
    },
    Budget {
        kind: "styles",
        bytes: 10_000,
        is: |path| path.ends_with(".css"),
    },
    Budget {
        kind: "glue",
        bytes: 8_000,
        is: |path| path.starts_with("assets/portico-") && path.ends_with(".js"),
    },
    Budget {
        kind: "script",
        bytes: 1_500,
        is: |path| path.ends_with(".js"),
    },
    Budget {
        kind: "index",
        bytes: 25_000,
        is: |path| path.starts_with("assets/search-") && path.ends_with(".txt"),
    },
    Budget {
        kind: "wasm",
        bytes: 200_000,
        is: |path| path.ends_with(".wasm"),
    },
];

/// A file beside its budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    path: String,
    kind: &'static str,
    bytes: usize,
    limit: usize,
}

impl Weighed {
    /// Whether the file is of this kind.
    pub fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    /// What it weighs.
    pub fn weight(&self) -> usize {
        self.bytes
    }

    /// Whether the file is too heavy.
    pub fn is_over(&self) -> bool {
        self.bytes > self.limit
    }
}

impl fmt::Display for Weighed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} bytes of {}", self.path, self.bytes, self.limit)
    }
}

/// Weighs every file that has a budget.
pub fn weigh(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<Weighed>> {
    let weighed: Vec<Weighed> = files
        .iter()
        .filter_map(|(path, bytes)| {
            let budget = BUDGETS.iter().find(|budget| (budget.is)(path))?;
            let bytes = match files.get(&format!("{path}.{}", Coding::Brotli.ending())) {
                Some(copy) => copy.len(),
                None => bytes.len(),
            };
            Some(Weighed {
                path: path.clone(),
                kind: budget.kind,
                bytes,
                limit: budget.bytes,
            })
        })
        .collect();
    // A budget that nothing is measured against protects nobody.
    if let Some(idle) = BUDGETS
        .iter()
        .find(|budget| !weighed.iter().any(|file| file.kind == budget.kind))
    {
        bail!("dist/ has no {}", idle.kind);
    }
    Ok(weighed)
}

/// The heaviest file of each kind beside its budget.
pub fn table(weighed: &[Weighed]) -> String {
    let mut text = format!(
        "{:<10} {:>6} {:>9} {:>9}  heaviest\n",
        "brotli", "files", "bytes", "budget"
    );
    for budget in &BUDGETS {
        let of_kind: Vec<&Weighed> = weighed
            .iter()
            .filter(|file| file.kind == budget.kind)
            .collect();
        if let Some(heaviest) = of_kind.iter().max_by_key(|file| file.bytes) {
            let mark = if heaviest.is_over() { "  OVER" } else { "" };
            text += &format!(
                "{:<10} {:>6} {:>9} {:>9}  {}{mark}\n",
                budget.kind,
                of_kind.len(),
                heaviest.bytes,
                budget.bytes,
                heaviest.path
            );
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(boot: usize) -> BTreeMap<String, Vec<u8>> {
        [
            ("en/programs/index.html", 20_000),
            ("en/index.html", 90_000),
            ("en/index.html.br", 13_000),
            ("assets/style-1.css", 9_000),
            ("assets/boot-1.js", boot),
            ("assets/portico-1.js", 7_000),
            ("assets/portico-1.wasm", 150_000),
            ("assets/search-en-1.txt", 20_000),
        ]
        .map(|(path, bytes)| (path.to_owned(), vec![0; bytes]))
        .into()
    }

    #[test]
    fn a_file_weighs_what_its_compressed_copy_weighs() {
        let weighed = weigh(&site(1_400)).expect("weighed");
        let page = weighed
            .iter()
            .find(|file| file.kind == "page")
            .expect("a page");
        assert_eq!(page.bytes, 13_000);
        assert!(weighed.iter().all(|file| !file.is_over()));
    }

    #[test]
    fn a_script_of_ours_has_a_tighter_budget_than_the_glue() {
        let weighed = weigh(&site(1_501)).expect("weighed");
        let over: Vec<_> = weighed
            .iter()
            .filter(|file| file.is_over())
            .map(|file| file.kind)
            .collect();
        assert_eq!(over, ["script"]);
    }

    #[test]
    fn a_budget_without_a_file_is_a_mistake() {
        let mut files = site(1_000);
        files.remove("assets/portico-1.wasm");
        assert!(weigh(&files).is_err());
    }
}
