//! What is lost of typing.

use std::fmt;
use std::time::Duration;

use harness::devtools::Tab;
use harness::dice::Dice;
use harness::form::READY;
use harness::{Hospital, place, site};
use tempfile::TempDir;
use tokio::time::{Instant, sleep, timeout_at};

use super::repeat;

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

/// How much of the typing is gone.
struct Lost {
    /// How old the oldest letter is that is missing.
    time: Duration,
    /// Fields that are empty and were begun before the last half second.
    fields: usize,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (time, fields) = (self.time.as_millis(), self.fields);
        write!(f, "{time} ms of typing and {fields} fields lost")
    }
}

/// Types until the end comes, in the pace of somebody who hurries.
async fn type_until(end: Instant, tab: &mut Tab, dice: &mut Dice) -> Typed {
    let mut typed = Typed::new();
    let typing = async {
        for (at, field) in FIELDS.iter().enumerate() {
            // Nobody types where nothing shows: a step does once the browser has read the whole page.
            let field = format!("document.querySelector('[name=\"{field}\"]')");
            tab.until(&format!(
                "({field}.focus(), document.activeElement == {field})"
            ))
            .await;
            for letter in TEXT.chars() {
                tab.press(letter).await;
                typed.push((at, letter, Instant::now()));
                sleep(dice.between(15, 90)).await;
            }
        }
    };
    _ = timeout_at(end, typing).await;
    typed
}

/// Compares what was typed with what is there.
fn lost(typed: &Typed, end: Instant, values: &[String]) -> Lost {
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
    let is_lost = |at: &usize| {
        let first = typed.iter().find(|(field, _, _)| field == at);
        values[*at].is_empty() && first.is_some_and(|(_, _, heard)| end - *heard > LAST)
    };
    Lost {
        time: missing.map_or(Duration::ZERO, |(_, _, heard)| end - *heard),
        fields: (0..FIELDS.len()).filter(is_lost).count(),
    }
}

/// What the fields hold.
async fn values(tab: &mut Tab) -> Vec<String> {
    let all = FIELDS.map(|field| format!("document.querySelector('[name=\"{field}\"]').value"));
    let values = tab.ask(&format!("[{}]", all.join(","))).await;
    serde_json::from_value(values).expect("the form has these fields")
}

/// One browser that is killed at some moment, of a patient who keeps their answers.
async fn kill(hospital: &Hospital, mut dice: Dice) -> Lost {
    let profile = TempDir::new().expect("there is room for a profile");
    let address = hospital.url(&site::form("en"));
    let mut tab = Tab::open(profile.path()).await;
    tab.go(&format!("{address}#{STEP}")).await;
    tab.until("document.querySelector('#keep:enabled')").await;
    tab.ask("document.querySelector('#keep').click()").await;
    let end = Instant::now() + dice.between(700, 9_000);
    let typed = type_until(end, &mut tab, &mut dice).await;
    let end = Instant::now();
    tab.kill().await;
    let mut tab = Tab::open(profile.path()).await;
    tab.go(&address).await;
    // What has come back stands there now.
    tab.until("document.querySelector('#keep:enabled')").await;
    let values = values(&mut tab).await;
    tab.kill().await;
    lost(&typed, end, &values)
}

/// One tab that crashes at some moment, of a patient who has not chosen to keep anything.
async fn crash(hospital: &Hospital, mut dice: Dice) -> Lost {
    let profile = TempDir::new().expect("there is room for a profile");
    let mut tab = Tab::open(profile.path()).await;
    tab.go(&format!("{}#{STEP}", hospital.url(&site::form("en"))))
        .await;
    tab.until("window.portico").await;
    let end = Instant::now() + dice.between(300, 6_000);
    let typed = type_until(end, &mut tab, &mut dice).await;
    let end = Instant::now();
    tab.crash().await;
    tab.reload().await;
    tab.until(READY).await;
    let values = values(&mut tab).await;
    tab.kill().await;
    lost(&typed, end, &values)
}

/// However often it happens, no field is lost, and no more than the last half second of typing.
async fn loses_little(what: &str, happening: impl AsyncFn(&Hospital, Dice) -> Lost) {
    let hospital = Hospital::open(&place::dist()).await;
    let tally = repeat(what, async |seed| {
        happening(&hospital, Dice::new(seed)).await
    })
    .await;
    let worst = tally.well.iter().map(|lost| lost.time).max();
    let worst = worst.unwrap_or_default();
    let fields: usize = tally.well.iter().map(|lost| lost.fields).sum();
    println!(
        "{what}, {} times: at most {} ms of typing lost, {fields} fields lost",
        tally.well.len(),
        worst.as_millis()
    );
    tally.is_well(what);
    assert!(fields == 0 && worst <= LAST, "{what} lost too much");
}

#[tokio::test]
async fn a_killed_browser_loses_at_most_half_a_second_of_what_is_kept() {
    loses_little("browser killed while typing", kill).await;
}

#[tokio::test]
async fn a_crashed_tab_loses_at_most_half_a_second() {
    loses_little("tab crashed while typing", crash).await;
}
