//! Runs Lighthouse on pages and takes medians. Both kinds of a page are measured in turn,
//! so that a busy minute of this computer falls on both.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::serve::Served;
use crate::process::run_long;

/// How Chromium is started: nothing of its own in the background.
const FLAGS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --ignore-certificate-errors";

/// How often a page is tried that Lighthouse fails to measure.
const TRIES: usize = 3;

/// What Lighthouse says of a page; times in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scores {
    /// First contentful paint.
    pub fcp: f64,
    /// Largest contentful paint.
    pub lcp: f64,
    /// Total blocking time.
    pub tbt: f64,
    /// Cumulative layout shift.
    pub cls: f64,
    /// Speed index.
    pub si: f64,
    /// The performance score, 0 to 1.
    pub score: f64,
    /// What came over the network.
    pub bytes: f64,
}

/// The medians of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The page's path.
    pub page: String,
    /// As it is.
    pub app: Scores,
    /// Without scripts.
    pub plain: Scores,
}

impl Measured {
    /// How much later the largest part of the page appears than without scripts.
    pub fn ratio(&self) -> f64 {
        self.app.lcp / self.plain.lcp
    }
}

/// What measuring needs.
pub struct Lab {
    /// Lighthouse's program.
    pub lighthouse: PathBuf,
    /// The browser.
    pub browser: PathBuf,
    /// Where reports go.
    pub folder: PathBuf,
    /// How times are come by.
    pub throttling: Throttling,
}

/// How Lighthouse comes to the times of a slow phone in a slow network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Throttling {
    /// The browser is slowed down, and what it does is timed.
    Applied,
    /// A fast run is timed, and from it is computed what would be slow. So do Lighthouse's reports on the
    /// web. It counts for the picture whatever came before it, also scripts that it did not wait for.
    Simulated,
}

impl Throttling {
    /// Lighthouse's name of it.
    fn method(self) -> &'static str {
        match self {
            Self::Applied => "devtools",
            Self::Simulated => "simulate",
        }
    }
}

impl Lab {
    /// The medians of each page, served as it is and without scripts.
    pub fn measure(
        &self,
        pages: &[String],
        servers: [&Served; 2],
        runs: usize,
    ) -> Result<Vec<Measured>> {
        let mut scores = vec![[Vec::new(), Vec::new()]; pages.len()];
        for run in 1..=runs {
            for (page, scores) in pages.iter().zip(&mut scores) {
                for (server, scores) in servers.iter().zip(scores) {
                    let what = format!("run {run} of {runs}: {page}");
                    scores.push(self.once(&what, &format!("{}{page}", server.address))?);
                }
            }
        }
        let medians = pages
            .iter()
            .zip(&scores)
            .map(|(page, [app, plain])| Measured {
                page: page.clone(),
                app: medians(app),
                plain: medians(plain),
            });
        Ok(medians.collect())
    }

    /// One measurement. On a busy computer Lighthouse now and then loses a page's trace, so it is asked again.
    fn once(&self, what: &str, url: &str) -> Result<Scores> {
        let mut outcome = self.ask(what, url);
        for _ in 1..TRIES {
            if outcome.is_err() {
                outcome = self.ask(what, url);
            }
        }
        outcome
    }

    fn ask(&self, what: &str, url: &str) -> Result<Scores> {
        let report = self.folder.join("report.json");
        let mut command = Command::new("node");
        command.arg(&self.lighthouse).arg(url).args([
            "--quiet",
            "--only-categories=performance",
            "--output=json",
            "--throttling-method",
            self.throttling.method(),
        ]);
        command
            .arg(format!("--output-path={}", report.display()))
            .arg(format!("--chrome-flags={FLAGS}"));
        command.env("CHROME_PATH", &self.browser);
        run_long(what, &mut command, &self.folder.join("lighthouse.log"))?;
        let text = fs::read_to_string(&report)?;
        scores(&text).with_context(|| format!("Lighthouse could not measure {url}"))
    }
}

/// Reads a report.
fn scores(report: &str) -> Option<Scores> {
    let report: Value = serde_json::from_str(report).ok()?;
    let number = |audit: &str| report["audits"][audit]["numericValue"].as_f64();
    Some(Scores {
        fcp: number("first-contentful-paint")?,
        lcp: number("largest-contentful-paint")?,
        tbt: number("total-blocking-time")?,
        cls: number("cumulative-layout-shift")?,
        si: number("speed-index")?,
        score: report["categories"]["performance"]["score"].as_f64()?,
        bytes: number("total-byte-weight")?,
    })
}

/// The median of each number.
fn medians(all: &[Scores]) -> Scores {
    let of = |number: fn(&Scores) -> f64| median(all.iter().map(number).collect());
    Scores {
        fcp: of(|scores| scores.fcp),
        lcp: of(|scores| scores.lcp),
        tbt: of(|scores| scores.tbt),
        cls: of(|scores| scores.cls),
        si: of(|scores| scores.si),
        score: of(|scores| scores.score),
        bytes: of(|scores| scores.bytes),
    }
}

/// The number in the middle; of an even count the mean of the two.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => 0.0,
        count if count % 2 == 1 => numbers[middle],
        _ => f64::midpoint(numbers[middle - 1], numbers[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_odd_run_does_not_move_the_median() {
        assert_eq!(median(vec![1.0, 900.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
    }

    #[test]
    fn a_report_without_a_number_is_no_measurement() {
        assert_eq!(
            scores(r#"{"audits":{},"categories":{"performance":{"score":null}}}"#),
            None
        );
    }
}
