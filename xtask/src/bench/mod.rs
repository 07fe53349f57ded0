//! Measures the built site: every file against its budget, a keystroke in the search, and pages in
//! Lighthouse beside the same pages without scripts, which is as fast as they can be.

mod budget;
pub mod growth;
mod keystrokes;
pub mod measure;
mod plain;
mod serve;

use std::fmt::Write as _;

use anyhow::{Result, bail};

use self::budget::Weighed;
use self::measure::{Measured, Scores, Throttling};
use self::serve::Served;
use crate::build;
use crate::project::Project;
use crate::tools::{chromium, lighthouse};

/// How much later the largest part of a page may appear than without scripts.
const LCP_RATIO: f64 = 1.10;

/// Builds, measures, prints three tables, and fails when a limit is broken.
pub fn bench(project: &Project, runs: usize, throttling: Throttling) -> Result<()> {
    build::build(project)?;
    let files = crate::build::publish::read(&project.dist())?;
    let weighed = budget::weigh(&files)?;
    print!("\n{}", budget::table(&weighed));

    keystrokes::measure(project)?;

    let pages = pages(files.keys().map(String::as_str));
    let lab = measure::Lab {
        lighthouse: lighthouse::program(project)?,
        browser: chromium::ensure()?.browser,
        folder: project.state("bench"),
        throttling,
    };
    let app = Served::start(project, &project.dist())?;
    let plain = Served::start(project, &plain::copy(project)?)?;
    let measured = lab.measure(&pages, [&app, &plain], runs)?;
    print!("\n{}", table(&measured));
    report(&weighed, &measured)
}

/// The pages that are measured: a home page in each direction, a program, the longest form.
fn pages<'a>(files: impl Iterator<Item = &'a str>) -> Vec<String> {
    let all: Vec<&str> = files
        .filter_map(|file| file.strip_suffix("index.html"))
        .collect();
    let named = |wanted: &str| all.iter().find(|page| **page == wanted).copied();
    let below = |folder: &str| {
        all.iter()
            .find(|page| page.starts_with(folder) && **page != folder)
            .copied()
    };
    [
        named("en/"),
        named("ar/"),
        below("en/programs/"),
        named("en/appointment/"),
    ]
    .into_iter()
    .flatten()
    .map(|page| format!("/{page}"))
    .collect()
}

fn table(measured: &[Measured]) -> String {
    let mut text = format!(
        "{:<40} {:<8} {:>6} {:>6} {:>5} {:>6} {:>6} {:>6} {:>8} {:>6}\n",
        "page, medians", "", "FCP s", "LCP s", "TBT", "CLS", "SI s", "score", "bytes", "LCP ÷"
    );
    for page in measured {
        row(&mut text, &page.page, "app", &page.app, Some(page.ratio()));
        row(&mut text, "", "plain", &page.plain, None);
    }
    text
}

fn row(text: &mut String, page: &str, kind: &str, scores: &Scores, ratio: Option<f64>) {
    let ratio = ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{page:<40} {kind:<8} {:>6.2} {:>6.2} {:>5.0} {:>6.3} {:>6.2} {:>6.0} {:>8.0} {ratio:>6}",
        scores.fcp / 1000.0,
        scores.lcp / 1000.0,
        scores.tbt,
        scores.cls,
        scores.si / 1000.0,
        scores.score * 100.0,
        scores.bytes
    );
}

/// Names every limit that is broken.
fn report(weighed: &[Weighed], measured: &[Measured]) -> Result<()> {
    let mut broken: Vec<String> = weighed
        .iter()
        .filter(|file| file.is_over())
        .map(ToString::to_string)
        .collect();
    for page in measured {
        if page.ratio() > LCP_RATIO {
            broken.push(format!(
                "{}: LCP is {:.2} times that of the page without scripts",
                page.page,
                page.ratio()
            ));
        }
        if page.app.cls > 0.0 {
            broken.push(format!(
                "{}: its layout shifts by {:.3}",
                page.page, page.app.cls
            ));
        }
    }
    if !broken.is_empty() {
        bail!("Limits are broken:\n  {}", broken.join("\n  "));
    }
    println!("\nAll limits are kept.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lcp: f64, cls: f64) -> Measured {
        let plain = Scores {
            lcp: 1000.0,
            ..Scores::default()
        };
        Measured {
            page: "/en/".into(),
            app: Scores {
                lcp,
                cls,
                ..Scores::default()
            },
            plain,
        }
    }

    #[test]
    fn a_page_may_be_a_little_later_than_without_scripts() {
        assert!(report(&[], &[page(1099.0, 0.0)]).is_ok());
        assert!(report(&[], &[page(1101.0, 0.0)]).is_err());
    }

    #[test]
    fn no_page_may_shift() {
        assert!(report(&[], &[page(1000.0, 0.001)]).is_err());
    }

    #[test]
    fn only_pages_that_exist_are_measured() {
        let files = [
            "ar/index.html",
            "en/index.html",
            "en/programs/index.html",
            "en/programs/heart/index.html",
        ];
        assert_eq!(
            pages(files.into_iter()),
            ["/en/", "/ar/", "/en/programs/heart/"]
        );
    }
}
