//! Builds a site with many generated programs, and says how long that takes and what grows with them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::budget;
use crate::build::fingerprint::files_below;
use crate::build::{self, host, publish};
use crate::project::Project;

/// How long a site of a thousand programs may take to build, on two cores.
const LIMIT: Duration = Duration::from_secs(60);
/// How much a page may weigh more among many programs: its names have more digits.
const SLACK: usize = 250;

/// A site that was built.
struct Built {
    pages: usize,
    time: Duration,
    /// The heaviest page that is no list of programs.
    page: usize,
    wasm: usize,
}

/// Builds a tenth of the programs and all of them, prints a table, and fails when a limit is broken.
pub fn bench(project: &Project, programs: usize) -> Result<()> {
    build::build(project)?;
    let folder = project.state("bench/growth");
    remove(&folder)?;
    println!(
        "{:>9} {:>7} {:>8} {:>12} {:>10}",
        "programs", "pages", "seconds", "page, bytes", "wasm"
    );
    let mut built = Vec::new();
    for programs in [programs / 10, programs] {
        let one = build(project, programs)?;
        println!(
            "{programs:>9} {:>7} {:>8.1} {:>12} {:>10}",
            one.pages,
            one.time.as_secs_f64(),
            one.page,
            one.wasm
        );
        built.push(one);
    }
    // Not in between: a file system is slow to reuse what was freed a moment ago.
    remove(&folder)?;
    let [few, many] = &built[..] else {
        bail!("two sites are built");
    };
    if many.time > LIMIT {
        bail!("Building took more than {} seconds.", LIMIT.as_secs());
    }
    let grows = |one: &Built| one.time.as_secs_f64() / one.pages as f64;
    if grows(many) > 2.0 * grows(few) {
        bail!("Building grows faster than the number of pages.");
    }
    if many.page > few.page + SLACK || many.wasm != few.wasm {
        bail!("A page or the app grows with the number of programs.");
    }
    println!("\nAll limits are kept.");
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Builds the site from nothing but the app: checks, renders, compresses and writes.
fn build(project: &Project, programs: usize) -> Result<Built> {
    let folder = project.state(&format!("bench/growth/{programs}"));
    let public = folder.join("public");
    generate(&project.at("public"), &public, programs)?;
    let began = Instant::now();
    let run = |arguments: &[&Path]| -> Result<()> {
        let mut command = host::prerender(project)?;
        command.arg("--public").arg(&public).args(arguments);
        if !command
            .output()
            .context("cannot start the renderer")?
            .status
            .success()
        {
            bail!("the generated site could not be built");
        }
        Ok(())
    };
    run(&[Path::new("--check")])?;
    let (shell, site) = (project.state("shell"), folder.join("site"));
    run(&[Path::new("--shell"), &shell, Path::new("--out"), &site])?;
    let mut files = publish::read(&site)?;
    let copies = publish::compressed(&files, &folder.join("compressed"))?;
    files.extend(copies);
    publish::bring_to(&folder.join("dist"), &files)?;
    let time = began.elapsed();
    let pages = files.keys().filter(|path| path.ends_with("/index.html"));
    let heaviest = heaviest(&files)?;
    Ok(Built {
        pages: pages.count(),
        time,
        page: heaviest("page"),
        wasm: heaviest("wasm"),
    })
}

fn heaviest(files: &BTreeMap<String, Vec<u8>>) -> Result<impl Fn(&str) -> usize> {
    let weighed = budget::weigh(files)?;
    Ok(move |kind: &str| {
        let of_kind = weighed.iter().filter(|file| file.is(kind));
        of_kind.map(|file| file.weight()).max().unwrap_or_default()
    })
}

/// Copies `public/`, with as many programs in every language: ours, and copies of them under new names.
fn generate(from: &Path, to: &Path, programs: usize) -> Result<()> {
    for file in files_below(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(copy.parent().context("a file lies in a folder")?)?;
        fs::copy(&file, copy)?;
    }
    for language in fs::read_dir(to.join("content"))? {
        let folder = language?.path().join("programs");
        if !folder.exists() {
            continue;
        }
        let ours = files_below(&folder)?;
        for number in ours.len()..programs {
            let model = &ours[number % ours.len()];
            let name = model.file_stem().context("a file has a name")?;
            let copy = folder.join(format!("{}-{number}.md", name.to_string_lossy()));
            fs::write(copy, renamed(&fs::read_to_string(model)?, number))?;
        }
    }
    Ok(())
}

/// A program under another title, which stands on no other page than its own and the list.
fn renamed(program: &str, number: usize) -> String {
    let lines = program
        .lines()
        .filter(|line| !line.starts_with("standing ="));
    let lines = lines.map(|line| match line.strip_prefix("title = \"") {
        Some(title) => {
            let title: String = title.trim_end_matches('"').chars().take(50).collect();
            format!("title = \"{title} {number}\"\n")
        }
        None => format!("{line}\n"),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_program_has_a_title_of_its_own_and_stands_nowhere_else() {
        assert_eq!(
            renamed("+++\ntitle = \"Heart\"\nstanding = [\"common\"]\n+++\n", 7),
            "+++\ntitle = \"Heart 7\"\n+++\n"
        );
    }
}
