//! Writes the site on the host: every page of every language as HTML, from `public/` and the shell that
//! Trunk built. Also checks what editors wrote.

#![recursion_limit = "512"]

mod assets;
mod borrowed;
mod document;
mod forms;
mod found;
mod letters;
mod moved;
mod pages;
mod preview;
mod records;
mod search;
mod site;
mod translation;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use portico::config::Site;
use portico::finding::Finding;

/// Writes the pages of the site, or checks what they are made of.
#[derive(Debug, Parser)]
#[command(about)]
struct Arguments {
    /// What the site is made of.
    #[arg(long, default_value = "public")]
    public: PathBuf,
    /// Folder with Trunk's output: the shell and the wasm.
    #[arg(long, requires = "out")]
    shell: Option<PathBuf>,
    /// Where the pages are written; emptied first.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Check `public/` and write nothing.
    #[arg(long)]
    check: bool,
    /// With --check: refuse placeholders too.
    #[arg(long, requires = "check")]
    production: bool,
    /// One Questionnaire, checked and written as a page that opens from disk.
    #[arg(long, value_name = "FILE", requires = "out")]
    form: Option<PathBuf>,
    /// Print the programs that are found by these words, best first.
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    search: Option<String>,
    /// With --form, --search, --export and --import: the language.
    #[arg(long, default_value = "en")]
    lang: String,
    /// All texts with their translations, written as a file for translators.
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
    /// A translator's file, whose texts are brought into `public/`.
    #[arg(long, value_name = "FILE", conflicts_with = "export")]
    import: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let public = &arguments.public;
    let outcome = match &arguments {
        Arguments {
            search: Some(typed),
            lang,
            ..
        } => search::print(public, lang, typed),
        Arguments {
            form: Some(file),
            out: Some(out),
            lang,
            ..
        } => preview::write(public, file, lang, out),
        Arguments {
            export: Some(file),
            lang,
            ..
        } => words::export(public, lang, file),
        Arguments {
            import: Some(file),
            lang,
            ..
        } => words::import(public, lang, file),
        Arguments {
            check: true,
            production,
            ..
        } => check(public, *production),
        Arguments {
            shell: Some(shell),
            out: Some(out),
            ..
        } => site::write(public, shell, out),
        _ => {
            eprintln!(
                "Say what to do: --shell and --out, --check, --form and --out, --search, --export, or --import."
            );
            return ExitCode::from(2);
        }
    };
    let (findings, failed) = match outcome {
        Ok(warnings) => (warnings, false),
        Err(findings) => (findings, true),
    };
    for finding in findings
        .iter()
        .filter(|_| arguments.search.is_none() || failed)
    {
        println!("{finding}");
    }
    if failed || arguments.check {
        println!("{} found", findings.len());
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Reads all that the site is made of and, for production, refuses placeholders.
fn check(public: &Path, production: bool) -> Result<Vec<Finding>, Vec<Finding>> {
    let sources = site::Sources::read(public)?;
    let file = public.join("site.json");
    let placeholders = match std::fs::read_to_string(&file) {
        Ok(text) if production => Site::placeholders(&file, &text),
        _ => Vec::new(),
    };
    if placeholders.is_empty() {
        for lang in sources.others() {
            let entries = translation::entries(public, lang)?;
            println!("{}", translation::completeness(lang, &entries));
        }
        Ok(sources.warnings())
    } else {
        Err(placeholders)
    }
}
