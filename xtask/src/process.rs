//! Runs other programs: output to a log, a clock meanwhile, the end of the log when it fails.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write, pipe};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::{env, fmt::Write as _};

use anyhow::{Context, Result, bail};

use crate::progress::Progress;

/// How many lines of a failed program are shown.
const LAST_LINES: usize = 40;

/// The program of this name, when it is on the path.
pub fn which(name: &str) -> Option<PathBuf> {
    let file = Path::new(name).with_extension(env::consts::EXE_EXTENSION);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// What a program prints, without its errors; `None` when it is missing or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program that takes long, its output in a log, and shows the log's end when it fails.
pub fn run_long(what: &str, command: &mut Command, log: &Path) -> Result<()> {
    let status = logged(what, command, log, false)?;
    if !status.success() {
        let text = fs::read_to_string(log).unwrap_or_default();
        bail!(
            "{what} failed ({status}):\n{}\nThe whole output: {}",
            last_lines(&text),
            log.display()
        );
    }
    Ok(())
}

/// Runs a program with both its outputs in a log, and on the screen too when `echo` asks for it.
pub fn logged(what: &str, command: &mut Command, log: &Path, echo: bool) -> Result<ExitStatus> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let (output, input) = pipe()?;
    command.stdout(input.try_clone()?).stderr(input);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    // The command holds our ends of the pipe; without them the pipe closes with the program.
    command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    let clock = (!echo).then(|| Progress::start(what));
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    while output.read_until(b'\n', &mut line)? > 0 {
        file.write_all(&line)?;
        if echo {
            print!("{}", String::from_utf8_lossy(&line));
        }
        line.clear();
    }
    let status = child.wait()?;
    drop(clock);
    Ok(status)
}

/// The end of a log, for people.
pub fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LAST_LINES)..].join("\n")
}

/// A command as one would type it.
pub fn shown(command: &Command) -> String {
    let mut text = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .display()
        .to_string();
    for argument in command.get_args() {
        // Writing to a string cannot fail.
        let _ = write!(text, " {}", argument.display());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_keeps_both_outputs_in_their_order() {
        let log = env::temp_dir().join("portico-process-test.log");
        let mut command = Command::new("sh");
        command.args(["-c", "echo first; echo second >&2; echo third; exit 3"]);
        let status = logged("talking", &mut command, &log, false).expect("sh runs");
        assert_eq!(status.code(), Some(3));
        assert_eq!(
            fs::read_to_string(&log).expect("a log"),
            "first\nsecond\nthird\n"
        );
    }

    #[test]
    fn only_the_end_of_a_long_log_is_shown() {
        let text: String = (1..=100).map(|line| format!("{line}\n")).collect();
        let end = last_lines(&text);
        assert!(end.starts_with("61\n") && end.ends_with("100"), "{end}");
    }

    #[test]
    fn a_missing_program_is_not_found() {
        assert_eq!(which("no-program-has-this-name"), None);
        assert!(which("sh").is_some());
    }
}
