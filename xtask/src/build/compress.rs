//! Writes `.br` and `.gz` beside what they make smaller. What was compressed once is kept.

use std::collections::HashSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use anyhow::Result;
use coding::{brotli, gzip};

use super::fingerprint::Fingerprint;

/// The endings of files that compress; images and fonts already are.
const TEXT: [&str; 10] = [
    "html",
    "js",
    "wasm",
    "css",
    "json",
    "svg",
    "txt",
    "xml",
    "webmanifest",
    "ico",
];
/// How many bytes a server sends in one packet; below it nothing is gained.
const PACKET: usize = 256;
/// The compressed sizes that all effort is worth. What is smaller arrives at once: servers send so much before
/// they wait for the first answer. What is larger takes long either way, and to compress it takes longest.
const WORTHWHILE: Range<usize> = 9_000..50_000;
/// Brotli's quality for what is worth all effort: the best.
const SLOW: u8 = 11;
/// Brotli's quality for all else: an eighth larger, in a thirtieth of the time.
const QUICK: u8 = 6;

/// How much time may go into making a file smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// All: for what every visitor fetches.
    Most,
    /// Little where that is enough: for pages, of which there are many.
    Enough,
}

impl Effort {
    /// What of it decides about the bytes that come out.
    fn name(self) -> String {
        match self {
            Self::Most => format!("{SLOW}"),
            Self::Enough => format!("{QUICK}-{SLOW}"),
        }
    }
}

/// A way to make a file smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// Brotli at its best.
    Brotli,
    /// Gzip at its best, for what does not know brotli.
    Gzip,
}

impl Coding {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// What a compressed file's name ends in.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// The compressed bytes.
    pub fn encode(self, bytes: &[u8], effort: Effort) -> Vec<u8> {
        match self {
            Self::Brotli => {
                let quick = (effort == Effort::Enough).then(|| brotli(bytes, QUICK));
                quick
                    .filter(|quick| !WORTHWHILE.contains(&quick.len()))
                    .unwrap_or_else(|| brotli(bytes, SLOW))
            }
            Self::Gzip => gzip(bytes),
        }
    }
}

/// Whether a file is worth compressing.
pub fn compressible(path: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(path)
        .extension()
        .and_then(|ending| ending.to_str());
    bytes.len() > PACKET && ending.is_some_and(|ending| TEXT.contains(&ending))
}

/// A file and what it is compressed to.
pub struct Job<'a> {
    /// The file's bytes.
    pub bytes: &'a [u8],
    /// The way to make it smaller.
    pub coding: Coding,
    /// How much time it is worth.
    pub effort: Effort,
}

impl Job<'_> {
    /// What the compressed bytes are called in the cache.
    fn name(&self) -> String {
        format!(
            "{}-{}.{}",
            Fingerprint::of_bytes(self.bytes).short(),
            self.effort.name(),
            self.coding.ending()
        )
    }

    /// The compressed bytes when they are fewer, from the cache when they were made before.
    fn run(&self, cache: &Path) -> Result<Option<Vec<u8>>> {
        let kept = cache.join(self.name());
        let encoded = match fs::read(&kept) {
            Ok(encoded) => encoded,
            Err(_) => {
                let encoded = self.coding.encode(self.bytes, self.effort);
                // Renamed into place, so that a stopped run leaves no half file.
                let half = kept.with_extension(format!("{}.half", self.coding.ending()));
                fs::write(&half, &encoded)?;
                fs::rename(&half, &kept)?;
                encoded
            }
        };
        Ok((encoded.len() < self.bytes.len()).then_some(encoded))
    }
}

/// Compresses on all cores, biggest files first; the answers are in the order of the jobs.
pub fn compress(jobs: &[Job], cache: &Path) -> Result<Vec<Option<Vec<u8>>>> {
    fs::create_dir_all(cache)?;
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|&job| jobs[job].bytes.len());
    let left = Mutex::new(order);
    let done = Mutex::new(Vec::with_capacity(jobs.len()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(job) = left.lock().expect("no thread panics").pop() else {
                        break;
                    };
                    let answer = jobs[job].run(cache);
                    done.lock().expect("no thread panics").push((job, answer));
                }
            });
        }
    });
    forget_the_rest(jobs, cache)?;
    let mut done = done.into_inner().expect("no thread panics");
    done.sort_by_key(|(job, _)| *job);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// Removes from the cache what no job asked for.
fn forget_the_rest(jobs: &[Job], cache: &Path) -> Result<()> {
    let asked: HashSet<String> = jobs.iter().map(Job::name).collect();
    for entry in fs::read_dir(cache)? {
        let entry = entry?;
        if !asked.contains(entry.file_name().to_string_lossy().as_ref()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_jobs() {
        let cache = std::env::temp_dir().join(format!("portico-compress-{}", std::process::id()));
        let texts = ["a".repeat(300), "b".repeat(9000), "c".repeat(4000)];
        let jobs: Vec<Job> = texts
            .iter()
            .map(|text| Job {
                bytes: text.as_bytes(),
                coding: Coding::Brotli,
                effort: Effort::Enough,
            })
            .collect();
        let first = compress(&jobs, &cache).expect("compressed");
        for (encoded, text) in first.iter().zip(&texts) {
            let quick = brotli(text.as_bytes(), QUICK);
            assert_eq!(encoded.as_deref(), Some(&quick[..]));
        }
        assert_eq!(
            first,
            compress(&jobs, &cache).expect("kept"),
            "the second time they are only read"
        );
    }

    #[test]
    fn only_pages_that_would_wait_for_it_are_worth_all_effort() {
        for (count, quality) in [(1_000, QUICK), (40_000, SLOW), (150_000, QUICK)] {
            let numbers = (0..count).map(|number| format!("{number:x} "));
            let text = numbers.collect::<String>().into_bytes();
            let encoded = Coding::Brotli.encode(&text, Effort::Enough);
            assert_eq!(encoded, brotli(&text, quality), "{count}");
        }
    }

    #[test]
    fn what_does_not_get_smaller_is_left_alone() {
        let cache = std::env::temp_dir().join(format!("portico-larger-{}", std::process::id()));
        let noise: Vec<u8> = (0..16u8).flat_map(|seed| Sha256::digest([seed])).collect();
        let jobs = [Job {
            bytes: &noise,
            coding: Coding::Gzip,
            effort: Effort::Most,
        }];
        assert_eq!(compress(&jobs, &cache).expect("tried"), [None]);
    }

    #[test]
    fn images_and_tiny_files_are_not_worth_it() {
        assert!(compressible("en/index.html", &[0; 2000]));
        assert!(!compressible("photo.webp", &[0; 2000]));
        assert!(!compressible("robots.txt", &[0; 60]));
    }
}
