//! Shows that a long step is alive: a running clock on a terminal, a line now and then in a log.

use std::io::{IsTerminal, Write, stderr};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A clock that runs until it is dropped.
pub struct Progress {
    stop: Option<Sender<()>>,
    clock: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts the clock beside a few words that say what is going on.
    pub fn start(what: &str) -> Self {
        let (stop, stopped) = mpsc::channel();
        let what = what.to_owned();
        let clock = thread::spawn(move || {
            let began = Instant::now();
            let terminal = stderr().is_terminal();
            let pace = Duration::from_secs(if terminal { 1 } else { 30 });
            while stopped.recv_timeout(pace) == Err(RecvTimeoutError::Timeout) {
                let time = minutes(began.elapsed());
                if terminal {
                    eprint!("\r  {what} … {time}\x1b[K");
                } else {
                    eprintln!("  {what} … {time}");
                }
                // A clock that cannot be shown is no reason to stop the work.
                let _ = stderr().flush();
            }
            if terminal {
                eprint!("\r\x1b[K");
            }
        });
        Self {
            stop: Some(stop),
            clock: Some(clock),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(clock) = self.clock.take() {
            // The clock's thread only prints; if it panicked there is nothing to save.
            let _ = clock.join();
        }
    }
}

/// A time as `minutes:seconds`.
pub fn minutes(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_as_minutes_and_seconds() {
        assert_eq!(minutes(Duration::from_millis(754_900)), "12:34");
        assert_eq!(minutes(Duration::from_secs(9)), "0:09");
    }
}
