//! What a test run found: a table for people, and one last line for machines.

use std::fmt;
use std::time::Duration;

use super::step::Counting;
use crate::progress::minutes;

/// How one step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    name: String,
    well: bool,
    passed: usize,
    failed: usize,
    time: Option<Duration>,
}

impl Outcome {
    /// Reads how a step ended from its output.
    pub fn of(name: &str, counting: Counting, well: bool, output: &str, time: Duration) -> Self {
        let (passed, mut failed) = match counting {
            Counting::Itself => (usize::from(well), 0),
            Counting::Tests => count(output),
        };
        // A step that failed before any test could: it did not compile, or nothing was tested.
        let well = well && passed > 0;
        if !well && failed == 0 {
            failed = 1;
        }
        Self {
            name: name.to_owned(),
            well,
            passed,
            failed,
            time: Some(time),
        }
    }

    /// A step that was not run because an earlier one failed.
    pub fn left_out(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            well: false,
            passed: 0,
            failed: 0,
            time: None,
        }
    }
}

/// Adds up cargo's lines `test result: ok. 12 passed; 0 failed; …`.
fn count(output: &str) -> (usize, usize) {
    let number = |part: &str, word: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let place = words.iter().position(|found| *found == word)?;
        words.get(place.checked_sub(1)?)?.parse::<usize>().ok()
    };
    output
        .lines()
        .filter_map(|line| line.trim().strip_prefix("test result: "))
        .fold((0, 0), |(passed, failed), line| {
            let parts = line.split(';').collect::<Vec<_>>();
            let find = |word| {
                parts
                    .iter()
                    .find_map(|part| number(part, word))
                    .unwrap_or(0)
            };
            (passed + find("passed"), failed + find("failed"))
        })
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match (self.well, self.time) {
            (true, _) => "passed",
            (false, Some(_)) => "FAILED",
            (false, None) => "left out",
        };
        let time = self.time.map(minutes).unwrap_or_default();
        write!(
            f,
            "  {:<14} {:<9} {:>6} {:>6} {:>7}",
            self.name, word, self.passed, self.failed, time
        )
    }
}

/// All outcomes of a run.
#[derive(Debug, Default)]
pub struct Summary(Vec<Outcome>);

impl Summary {
    /// Adds one outcome.
    pub fn add(&mut self, outcome: Outcome) {
        self.0.push(outcome);
    }

    /// Whether a step was run (or left out) without success.
    pub fn has_failed(&self, name: &str) -> bool {
        self.0
            .iter()
            .any(|outcome| outcome.name == name && !outcome.well)
    }

    /// Whether every step passed.
    pub fn all_well(&self) -> bool {
        self.0.iter().all(|outcome| outcome.well)
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "  {:<14} {:<9} {:>6} {:>6} {:>7}",
            "step", "result", "passed", "failed", "time"
        )?;
        for outcome in &self.0 {
            writeln!(f, "{outcome}")?;
        }
        let sum = |field: fn(&Outcome) -> usize| self.0.iter().map(field).sum::<usize>();
        writeln!(
            f,
            "\n{} passed, {} failed",
            sum(|outcome| outcome.passed),
            sum(|outcome| outcome.failed)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIME: Duration = Duration::from_secs(65);
    const TWO_RUNS: &str = "
running 2 tests
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
running 4 tests
test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

    #[test]
    fn results_of_all_runs_are_added_up() {
        assert_eq!(count(TWO_RUNS), (5, 1));
    }

    #[test]
    fn a_step_without_tests_counts_as_one() {
        let outcome = Outcome::of(
            "format",
            Counting::Itself,
            true,
            "test result: ok. 9 passed; 0 failed",
            TIME,
        );
        assert_eq!((outcome.passed, outcome.failed), (1, 0));
    }

    #[test]
    fn tests_that_do_not_compile_are_one_failure() {
        let outcome = Outcome::of(
            "tests",
            Counting::Tests,
            false,
            "error: could not compile `portico`",
            TIME,
        );
        assert_eq!((outcome.passed, outcome.failed), (0, 1));
    }

    #[test]
    fn a_run_that_tested_nothing_has_not_passed() {
        let outcome = Outcome::of("tests", Counting::Tests, true, "", TIME);
        assert!(!outcome.well);
        assert_eq!(outcome.failed, 1);
    }

    #[test]
    fn a_step_that_was_left_out_does_not_let_the_run_pass() {
        let mut summary = Summary::default();
        summary.add(Outcome::left_out("journeys"));
        assert!(!summary.all_well());
    }

    #[test]
    fn the_last_line_is_the_sum_alone() {
        let mut summary = Summary::default();
        summary.add(Outcome::of("format", Counting::Itself, true, "", TIME));
        summary.add(Outcome::of("tests", Counting::Tests, false, TWO_RUNS, TIME));
        let text = summary.to_string();
        assert_eq!(text.lines().last(), Some("6 passed, 1 failed"), "{text}");
    }
}
