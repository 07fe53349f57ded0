//! How long a keystroke in the search takes on a slow phone, also in lists that are longer than ours.
//! `cargo xtask bench` runs it; it is too slow, and the computer too busy, for every test run.

use harness::{Browser, Fault, Hospital, Screen, get, site, visit};
use serde_json::json;

/// How much slower than this computer the phone is.
const SLOWER: u32 = 4;

/// How long a keystroke may take in a list of so many programs, in milliseconds.
const LIMIT: (usize, f64) = (120, 4.0);

const SIZES: [usize; 4] = [120, 250, 500, 1000];

/// What is typed letter by letter: right, with mistakes, in many words, and nothing that there is.
const TYPED: [&str; 5] = [
    "heart attack",
    "brest cancer",
    "my father had a stroke",
    "transplantaton of kidny",
    "qwertz",
];

/// Types all of it so many times, and gives how long the page was busy with each keystroke.
const TYPE: &str = "const field = document.getElementById('filter'), [texts, times] = arguments, took = [];
    for (let time = 0; time < times; time++) for (const typed of texts) for (let at = 1; at <= typed.length; at++) {
        field.value = typed.slice(0, at);
        const began = performance.now();
        field.dispatchEvent(new Event('input', {bubbles: true}));
        took.push(performance.now() - began);
    }
    return took";

/// How many programs are said to be found.
const FOUND: &str = "+document.querySelector('.filter__count').textContent.replace(/\\D/g, '')";

/// How often each keystroke is measured. What the computer does besides would show in a single one.
const TIMES: usize = 9;

/// How long keystrokes took, in milliseconds, each the median of its measurements.
#[derive(Debug, Clone, Copy)]
struct Took {
    middle: f64,
    most: f64,
    /// What had been typed when it took most.
    after: &'static str,
}

impl Took {
    /// From all measurements, as they were made.
    fn of(measured: &[f64]) -> Self {
        let each = measured.len() / TIMES;
        let keystrokes = (0..each).map(|at| {
            let times: Vec<_> = measured.iter().copied().skip(at).step_by(each).collect();
            median(times)
        });
        let keystrokes: Vec<_> = keystrokes.collect();
        let typed = TYPED
            .iter()
            .flat_map(|typed| (1..=typed.len()).map(|end| &typed[..end]));
        let (most, after) = keystrokes
            .iter()
            .copied()
            .zip(typed)
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .expect("something is typed");
        Self {
            middle: median(keystrokes),
            most,
            after,
        }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Makes the page and the words by which programs are found so many times longer: the others are like
/// ours, in words of their own.
fn lengthen(hospital: &Hospital, size: usize) {
    hospital.fail(
        get("/assets/search-en-"),
        Fault::changed(move |text| {
            let rows: Vec<_> = text.split('\u{c}').collect();
            let more = (0..size).map(|at| disguise(rows[at % rows.len()], at / rows.len()));
            more.collect::<Vec<_>>().join("\u{c}")
        }),
    );
    // The words of the last list have the same address.
    hospital.fail(
        get("/assets/search-en-"),
        Fault::header("cache-control", |_| "no-store".into()),
    );
    hospital.fail(
        get("/en/programs/"),
        Fault::changed(move |text| {
            let Some((start, cards)) = text.split_once("<li class=\"program-card\"") else {
                return text;
            };
            let card = cards.split_once("</li>").map_or("", |(card, _)| card);
            let count = cards.matches("class=\"program-card\"").count() + 1;
            let card = format!("<li class=\"program-card\"{card}</li>");
            let more = card.repeat(size.saturating_sub(count));
            // At the end of the last list.
            let (most, end) = cards
                .rsplit_once("</li></ul></section></div>")
                .expect("a list of cards");
            format!("{start}<li class=\"program-card\"{most}</li>{more}</ul></section></div>{end}")
        }),
    );
}

/// The same words with their letters moved on in the alphabet: as long, as many, and others.
fn disguise(text: &str, by: usize) -> String {
    let moved = |letter: char| {
        let place = "abcdefghijklmnopqrstuvwxyz".find(letter.to_ascii_lowercase());
        place.map_or(letter, |place| char::from(b'a' + ((place + by) % 26) as u8))
    };
    text.chars().map(moved).collect()
}

async fn measure(hospital: &Hospital, browser: &Browser, size: usize) -> Took {
    lengthen(hospital, size);
    browser.open(&hospital.url("/en/programs/")).await;
    browser.until(site::LIVE).await;
    browser.click("#filter").await;
    browser.run::<Vec<f64>>(TYPE, json!([["a"], 1])).await;
    browser.find(".filter__count").await;
    let found: usize = browser.ask(FOUND).await;
    assert!(found > size / 2, "{found} of {size} have a word with an a");
    browser.slow_down(SLOWER).await;
    let took: Vec<f64> = browser.run(TYPE, json!([TYPED, TIMES])).await;
    browser.slow_down(1).await;
    hospital.mend();
    Took::of(&took)
}

#[tokio::test]
#[ignore = "cargo xtask bench runs it"]
async fn a_keystroke_is_quick_and_grows_with_the_list_at_most() {
    visit(Screen::PHONE, async |hospital, browser| {
        println!(
            "\n{:<10} {:>10} {:>10}  slowest",
            "programs", "median ms", "slowest ms"
        );
        let mut first = None;
        for size in SIZES {
            let took = measure(hospital, browser, size).await;
            println!(
                "{size:<10} {:>10.2} {:>10.2}  {}",
                took.middle, took.most, took.after
            );
            let (few, quick): (usize, Took) = *first.get_or_insert((size, took));
            if size == LIMIT.0 {
                assert!(
                    took.most <= LIMIT.1,
                    "a keystroke takes {:.1} ms",
                    took.most
                );
            }
            let times = size as f64 / few as f64;
            assert!(
                took.most <= quick.most.max(1.0) * times,
                "{size} programs: {:.1} ms",
                took.most
            );
        }
    })
    .await;
}
