//! The commands of Portico. This file only names them; each has a module of its own.

mod bench;
mod build;
mod editor;
mod hosts;
mod keys;
mod process;
mod progress;
mod project;
mod start;
mod test;
mod tools;

use std::path::{PathBuf, absolute};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::bench::measure::Throttling;
use crate::project::Project;

/// Portico: the front door of a hospital for patients abroad.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
struct Commands {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site, serve it on this computer and open the coordinators' inbox
    Start {
        /// Where to listen; the next free port is taken when this one is busy
        #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
        listen: String,
    },
    /// Install what the tests need and run all of them
    Test {
        /// Run only the steps with one of these in their names
        #[arg(value_name = "STEP")]
        only: Vec<String>,
    },
    /// Repeat very often what a test run does a few times
    #[command(subcommand)]
    Soak(Soak),
    /// Build the site into dist/, ready to be copied to any host
    Build,
    /// Check everything in public/: texts, questions, settings
    Check {
        /// Also refuse example addresses and numbers, as a public site must
        #[arg(long)]
        production: bool,
    },
    /// Check one FHIR Questionnaire and show it as a page
    Form {
        /// The Questionnaire, a JSON file
        #[arg(value_parser = from_here)]
        file: PathBuf,
        /// The language of the page
        #[arg(long, default_value = "en")]
        lang: String,
    },
    /// Give texts to translators, and bring back what they wrote
    #[command(subcommand)]
    Words(Words),
    /// Make a pair of keys that requests are sealed with and opened
    Keys {
        /// Where the private key is written: a new file outside of this repository
        #[arg(value_parser = from_here)]
        file: PathBuf,
        /// For how many days patients' browsers seal with the public key
        #[arg(long, default_value_t = 365)]
        days: u16,
    },
    /// Find programs as patients do: prints their file names, best first
    Search {
        /// What a patient might type
        query: String,
        /// The language of the page
        #[arg(long, default_value = "en")]
        lang: String,
    },
    /// Measure pages with Lighthouse, and every file against its budget
    Bench {
        /// How often each page is measured; the table shows medians
        #[arg(long, default_value_t = 5)]
        runs: usize,
        /// Slow the browser down to a cheap phone, instead of letting Lighthouse compute its times
        #[arg(long)]
        applied: bool,
        /// Instead, build a site with so many generated programs in every language
        #[arg(long, value_name = "COUNT")]
        programs: Option<usize>,
    },
    /// Write every page from Trunk's output (Trunk calls this)
    #[command(hide = true)]
    Render,
}

#[derive(Subcommand)]
enum Words {
    /// Write all texts and their translations into a gettext PO file
    Export {
        /// The language, such as fr or zh-Hans; it need not be one of the site yet
        lang: String,
        /// The file
        #[arg(value_parser = from_here)]
        file: PathBuf,
    },
    /// Bring the translations of a PO file into public/
    Import {
        /// The language
        lang: String,
        /// The file
        #[arg(value_parser = from_here)]
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum Soak {
    /// Kill browsers and crash tabs while somebody types and sends, and count what is lost
    ///
    /// The moments follow from a seed, which is printed; PORTICO_SEED repeats them.
    Kills {
        /// Only while this happens
        during: Option<test::soak::During>,
        /// How many browsers, and how many tabs
        #[arg(long, default_value_t = 200)]
        count: usize,
    },
    /// Send requests through a network that fails in every way, and count what is lost or told wrongly
    Sending {
        /// How many requests
        #[arg(long, default_value_t = 10_000)]
        requests: usize,
        /// The seed of an earlier run, to have the same bad luck again
        #[arg(long)]
        seed: Option<u32>,
    },
}

fn main() -> ExitCode {
    let commands = Commands::parse();
    match run(commands.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let project = Project::find()?;
    match command {
        Command::Start { listen } => start::start(&project, &listen),
        Command::Test { only } => test::test(&project, &only),
        Command::Soak(Soak::Kills { during, count }) => test::soak::kills(&project, during, count),
        Command::Soak(Soak::Sending { requests, seed }) => {
            test::soak::sending(&project, requests, seed)
        }
        Command::Build => build::build(&project),
        Command::Check { production } => editor::check(&project, production),
        Command::Form { file, lang } => editor::form(&project, &file, &lang),
        Command::Words(Words::Export { lang, file }) => {
            editor::words(&project, "--export", &lang, &file)
        }
        Command::Words(Words::Import { lang, file }) => {
            editor::words(&project, "--import", &lang, &file)
        }
        Command::Bench {
            programs: Some(programs),
            ..
        } => bench::growth::bench(&project, programs),
        Command::Bench { runs, applied, .. } => {
            let throttling = if applied {
                Throttling::Applied
            } else {
                Throttling::Simulated
            };
            bench::bench(&project, runs, throttling)
        }
        Command::Keys { file, days } => keys::keys(&project, &file, days),
        Command::Search { query, lang } => editor::search(&project, &query, &lang),
        Command::Render => build::render(&project),
    }
}

/// A path as it is meant where the command was typed; the work is done at the repository's root.
fn from_here(path: &str) -> std::io::Result<PathBuf> {
    absolute(path)
}
