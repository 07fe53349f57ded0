//! Browsers that are killed, and tabs that crash, while a patient types. `cargo xtask soak kills` has as
//! many of them as one likes.

use std::time::Duration;

use harness::devtools::Tab;
use harness::form::READY;
use harness::{Hospital, dice, place, site};
use tempfile::TempDir;
use tokio::time::{Instant, sleep, timeout_at};

/// At most so much typing may be lost.
const LAST: Duration = Duration::from_millis(500);

/// The fields that are typed into, one after the other; all are on one step.
const FIELDS: [&str; 5] = [
    "given-name",
    "family-name",
    "own-script-name",
    "called",
    "city",
];

/// What is typed into each.
const TEXT: &str = "Amina Wanjiru, أمينة, of Nairobi";

/// What holds the step that shows when the app has come.
const STEP: &str = "patient";

/// What was typed, letter by letter: when the page had heard it.
type Typed = Vec<(usize, char, Instant)>;

/// How often it happens.
fn count() -> usize {
    let named = std::env::var("PORTICO_KILLS").ok();
    named.map_or(3, |count| count.parse().expect("PORTICO_KILLS is a number"))
}

/// Types until the end comes, in the pace of somebody who hurries.
async fn type_until(end: Instant, tab: &mut Tab) -> Typed {
    let mut typed = Typed::new();
    let typing = async {
        for (at, field) in FIELDS.iter().enumerate() {
            tab.ask(&format!(
                "document.querySelector('[name=\"{field}\"]').focus()"
            ))
            .await;
            for letter in TEXT.chars() {
                tab.press(letter).await;
                typed.push((at, letter, Instant::now()));
                sleep(dice::between(15, 90)).await;
            }
        }
    };
    _ = timeout_at(end, typing).await;
    typed
}

/// How much of the typing is gone: how old the oldest letter is that is missing.
fn lost(typed: &Typed, end: Instant, values: &[String]) -> Duration {
    for (at, value) in values.iter().enumerate() {
        // The last letter may have been heard after its answer was not.
        assert!(
            TEXT.starts_with(value.as_str()),
            "{} holds {value:?}",
            FIELDS[at]
        );
    }
    let mut there: Vec<usize> = values.iter().map(|value| value.chars().count()).collect();
    let missing = typed.iter().find(|(at, _, _)| match there[*at] {
        0 => true,
        _ => {
            there[*at] -= 1;
            false
        }
    });
    missing.map_or(Duration::ZERO, |(_, _, heard)| end - *heard)
}

async fn values(tab: &mut Tab) -> Vec<String> {
    let all = FIELDS.map(|field| format!("document.querySelector('[name=\"{field}\"]').value"));
    let values = tab.ask(&format!("[{}]", all.join(","))).await;
    serde_json::from_value(values).expect("the form has these fields")
}

/// One browser that is killed at some moment; how much of what was typed is gone.
async fn kill(hospital: &Hospital) -> Duration {
    let profile = TempDir::new().expect("there is room for a profile");
    let address = hospital.url(&site::form("en"));
    let mut tab = Tab::open(profile.path()).await;
    tab.go(&format!("{address}#{STEP}")).await;
    tab.until("document.querySelector('#keep:enabled')").await;
    tab.ask("document.querySelector('#keep').click()").await;
    let end = Instant::now() + dice::between(700, 9_000);
    let typed = type_until(end, &mut tab).await;
    let end = Instant::now();
    tab.kill().await;
    let mut tab = Tab::open(profile.path()).await;
    tab.go(&address).await;
    tab.until("document.querySelector('.kept:not(:empty)')")
        .await;
    let values = values(&mut tab).await;
    tab.kill().await;
    lost(&typed, end, &values)
}

/// One tab that crashes at some moment, of a patient who has not chosen to keep anything.
async fn crash(hospital: &Hospital) -> Duration {
    let profile = TempDir::new().expect("there is room for a profile");
    let mut tab = Tab::open(profile.path()).await;
    tab.go(&format!("{}#{STEP}", hospital.url(&site::form("en"))))
        .await;
    tab.until("window.portico").await;
    let end = Instant::now() + dice::between(300, 6_000);
    let typed = type_until(end, &mut tab).await;
    let end = Instant::now();
    tab.crash().await;
    tab.reload().await;
    tab.until(READY).await;
    let values = values(&mut tab).await;
    tab.kill().await;
    lost(&typed, end, &values)
}

/// Lets it happen as often as it should, and says how it went.
async fn happens(what: &str, happening: impl AsyncFn(&Hospital) -> Duration) {
    let hospital = Hospital::open(&place::dist()).await;
    let mut worst = Duration::ZERO;
    for at in 1..=count() {
        let lost = happening(&hospital).await;
        println!("{what} {at}: {} ms of typing lost", lost.as_millis());
        assert!(
            lost <= LAST,
            "{what} {at} lost {} ms of typing",
            lost.as_millis()
        );
        worst = worst.max(lost);
    }
    println!("{what}: at most {} ms of typing lost", worst.as_millis());
}

#[tokio::test]
async fn a_killed_browser_loses_at_most_half_a_second_of_what_is_kept() {
    happens("kill", kill).await;
}

#[tokio::test]
async fn a_crashed_tab_loses_at_most_half_a_second() {
    happens("crash", crash).await;
}
