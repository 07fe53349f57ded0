//! What holds for the form engine whatever a patient types.

mod shared;

use std::collections::BTreeSet;

use portico::form::date::{self, Boxes};
use portico::form::digits::{self, ZEROS};
use portico::form::model::{Months, occurrence_id};
use portico::form::{
    Date, Draft, Form, PartialDate, Reader, Surroundings, asked, check, check_step, email, phone,
    reference, review, typed,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use shared::identity;

fn form() -> Form {
    serde_json::from_str(include_str!("form/every-kind.ar.json")).expect("the form is well formed")
}

fn surroundings() -> Surroundings {
    Surroundings {
        today: Date::new(2026, 11, 24).expect("a date"),
        count: |text| text.chars().count(),
        matches: |_, text| text.bytes().all(|byte| byte.is_ascii_alphabetic()),
    }
}

/// Names that controls have, and some that none has.
fn names() -> Vec<String> {
    let parts = ["", ".day", ".month", ".year", ".other", "."];
    let ids: Vec<String> = form()
        .items()
        .map(|item| item.id.clone())
        .chain(["_id".into(), "ghost".into()])
        .collect();
    ids.iter()
        .flat_map(|id| parts.map(|part| [id, part].concat()))
        .collect()
}

/// What controls may hold: anything at all, and what comes close to an answer.
fn values() -> impl Strategy<Value = String> {
    let near = [
        "true",
        "false",
        "patient",
        "family",
        "signal",
        "none",
        "_other",
        "halal",
        "27",
        "٣",
        "2",
        "مارس",
        "1954",
        "2027",
        "2024",
        "2026-11-24",
        "amal@example.com",
        "+961 70 123 456",
        "Amal",
        "",
        " ",
        "\u{202e}\u{0}",
    ];
    prop_oneof![
        3 => select(near.map(str::to_owned).to_vec()),
        1 => any::<String>(),
    ]
}

fn drafts() -> impl Strategy<Value = Draft> {
    proptest::collection::vec((select(names()), values()), 0..60).prop_map(Draft::from_pairs)
}

/// What is needed.
const NEEDED: [(&str, &str); 8] = [
    ("requester", "patient"),
    ("given-name", "Amal"),
    ("birth-date.day", "27"),
    ("birth-date.month", "٣"),
    ("birth-date.year", "1954"),
    ("email", "amal@example.com"),
    ("problem", "a"),
    ("agree", "true"),
];

/// Drafts without problems, but for what chance puts on top.
fn good_drafts() -> impl Strategy<Value = Draft> {
    let optional = [
        ("phone", "00961 70 123 456"),
        ("messaging", "signal"),
        ("messaging", "telegram"),
        ("began.year", "2019"),
        ("began.month", "مارس"),
        ("companions", "٧"),
        ("rooms", "false"),
        ("diet", "halal"),
        ("diet.other", "بلا غلوتين"),
        ("has-doctor", "true"),
        ("doctor-name", "د. سامي"),
        ("questions", "a"),
        ("questions", "b"),
        ("hospital-name", "A"),
        ("operated", "true"),
        ("operated-on.year", "2019"),
        ("hospital-name~2", "B"),
        ("operated~2", "false"),
        ("hospital-name~3", "C"),
        ("operated~3", "true"),
        ("operated-on~3.month", "3"),
        ("operated-on~3.year", "٢٠٢٠"),
        ("wish", "a"),
        ("wish~2", "b"),
        ("wish~3", "b"),
    ];
    let chosen = subsequence(optional.to_vec(), 0..=optional.len());
    (chosen, "\\PC{1,38}[a-z]").prop_map(move |(chosen, problem)| {
        let pairs = NEEDED
            .into_iter()
            .filter(|(name, _)| *name != "problem")
            .chain(chosen)
            .chain([("problem", problem.as_str())]);
        Draft::from_pairs(
            pairs
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect::<Vec<_>>(),
        )
    })
}

fn in_script(zero: char, text: &str) -> String {
    let digit = |letter: char| {
        letter
            .to_digit(10)
            .and_then(|value| char::from_u32(zero as u32 + value))
    };
    text.chars()
        .map(|letter| digit(letter).unwrap_or(letter))
        .collect()
}

proptest! {
    #[test]
    fn nothing_typed_makes_the_check_panic(draft in drafts()) {
        let form = form();
        let asked = asked(&form, &draft);
        let _ = review(&form, &draft, &asked);
        for step in &form.steps {
            let _ = check_step(&form, &step.id, &draft, &surroundings());
        }
        if let Ok(submission) = check(&form, &draft, &surroundings()) {
            let _ = submission.response(&identity());
            let _ = submission.reading(Reader::Staff);
        }
    }

    #[test]
    fn problems_are_of_items_that_are_asked_one_each(draft in drafts()) {
        let form = form();
        let asked = asked(&form, &draft);
        if let Err(problems) = check(&form, &draft, &surroundings()) {
            let items: BTreeSet<_> = problems.iter().map(|problem| &problem.item).collect();
            prop_assert_eq!(items.len(), problems.len());
            for problem in &problems {
                prop_assert!(asked.contains(&problem.item));
                prop_assert!(problem.control.starts_with(&["f-", &problem.item].concat()));
            }
        }
    }

    #[test]
    fn the_steps_have_the_problems_of_the_whole(draft in drafts()) {
        let form = form();
        let whole = check(&form, &draft, &surroundings()).err().unwrap_or_default();
        let steps = form.steps.iter().flat_map(|step| check_step(&form, &step.id, &draft, &surroundings()));
        prop_assert_eq!(whole.into_iter().collect::<Vec<_>>(), steps.collect::<Vec<_>>());
    }

    #[test]
    fn a_submission_holds_nothing_that_was_not_asked(draft in drafts(), more in good_drafts()) {
        let form = form();
        let both = Draft::from_pairs(more.pairs().iter().chain(draft.pairs()).cloned());
        if let Ok(submission) = check(&form, &both, &surroundings()) {
            let asked = asked(&form, &both);
            for item in form.items() {
                prop_assert!(submission.answers(&item.id).is_empty() || asked.contains(&item.id));
            }
        }
    }

    #[test]
    fn a_response_checked_again_is_the_same_response(draft in good_drafts()) {
        let form = form();
        if let Ok(submission) = check(&form, &draft, &surroundings()) {
            let response = submission.response(&identity());
            let again = check(&form, &Draft::from_response(&form, &response), &surroundings());
            prop_assert_eq!(again.map(|again| again.response(&identity())), Ok(response));
        }
    }

    #[test]
    fn what_was_given_several_times_is_read_back_without_gaps(places in subsequence(vec![1, 2, 3], 0..=3)) {
        let form = form();
        let names = ["A", "B", "C"];
        let given = places.iter().zip(names).map(|(place, name)| (occurrence_id("hospital-name", *place), name.to_owned()));
        let needed = NEEDED.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let draft = Draft::from_pairs(needed.into_iter().chain(given));
        let submission = check(&form, &draft, &surroundings()).expect("no problems");
        let back = Draft::from_response(&form, &submission.response(&identity()));
        let read: Vec<_> = (1..=3).filter_map(|place| back.get(&occurrence_id("hospital-name", place))).collect();
        prop_assert_eq!(read, &names[..places.len()]);
    }

    #[test]
    fn digits_of_every_script_are_read_alike(zero in select(ZEROS.to_vec()), number in any::<u64>()) {
        let number = number.to_string();
        prop_assert_eq!(digits::normalise(&in_script(zero, &number)), number);
    }

    #[test]
    fn a_date_is_read_alike_in_every_script(zero in select(ZEROS.to_vec()), day in 0u8..33, month in 0u8..14, year in 1000u16..=9999) {
        let [day, month, year] = [day.to_string(), month.to_string(), year.to_string()];
        let read = |zero| {
            let [day, month, year] = [&day, &month, &year].map(|part| in_script(zero, part));
            date::parse(Boxes { day: &day, month: &month, year: &year }, &Months::default(), false)
        };
        prop_assert_eq!(read(zero), read('0'));
    }

    #[test]
    fn a_date_written_is_the_date_read(year in 1u16..=9999, month in 1u8..=12, day in 1u8..=31) {
        if let Some(date) = Date::new(year, month, day).map(PartialDate::from) {
            prop_assert_eq!(PartialDate::from_iso(&date.to_iso()), Some(date));
        }
    }

    #[test]
    fn what_is_kept_of_an_answer_is_kept_whole_the_second_time(text in any::<String>()) {
        for keep in [typed::line, typed::lines, typed::token] {
            prop_assert_eq!(keep(&keep(&text)), keep(&text));
        }
    }

    #[test]
    fn an_address_that_is_kept_is_kept_again(text in "\\PC{0,9}[@＠]\\PC{0,9}[.．]\\PC{0,9}") {
        if let Some(address) = email::parse(&text) {
            prop_assert_eq!(email::parse(&address), Some(address));
        }
    }

    #[test]
    fn an_international_number_has_a_plus_and_digits(text in "[+0-9() .٠-٩-]{0,24}") {
        if let Some(number) = phone::parse(&text).ok().and_then(|phone| phone.international) {
            prop_assert!(number.starts_with('+') && number[1..].bytes().all(|byte| byte.is_ascii_digit()));
            prop_assert!(number.len() <= 16);
        }
    }

    #[test]
    fn a_request_has_a_valid_reference(bits in any::<u64>()) {
        let uuid = format!("01940000-0000-7000-8000-{:012x}", bits >> 16);
        let reference = reference::of(&uuid).expect("a reference");
        prop_assert!(reference::normal(&reference).is_some());
        prop_assert_eq!(reference::normal(&reference.to_lowercase().replace('-', "")), Some(reference));
    }

    #[test]
    fn one_wrong_character_in_a_reference_is_noticed(bits in any::<u64>(), place in 0usize..11, other in "[0-9A-HJKMNP-TV-Z]") {
        let reference = reference::of(&format!("01940000-0000-7000-8000-{:012x}", bits >> 16)).expect("a reference");
        let mut wrong = reference.clone();
        wrong.replace_range(place..=place, &other);
        prop_assert!(wrong == reference || reference::normal(&wrong).is_none(), "{} for {}", wrong, reference);
    }

    #[test]
    fn no_text_makes_the_reading_of_a_reference_panic(text in any::<String>()) {
        let _ = reference::normal(&text);
        let _ = reference::of(&text);
    }
}

/// The day after, told from the day number alone: 400 years have 146,097 days (Hinnant's algorithm,
/// another way round than the code under test).
fn date_of(day: u32) -> (u16, u8, u8) {
    let shifted = day + 306 - 1;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + u32::from(month <= 2);
    (year as u16, month as u8, day as u8)
}

#[test]
fn a_date_is_valid_if_and_only_if_the_calendar_has_it() {
    let days_until_10000 = 3_652_059;
    for day in 1..=days_until_10000 {
        let (year, month, day) = date_of(day);
        assert!(
            Date::new(year, month, day).is_some(),
            "{year}-{month}-{day}"
        );
    }
    let valid = |year| (0..16).flat_map(move |month| (0..40).map(move |day| (year, month, day)));
    let count = (0..=10_000)
        .flat_map(valid)
        .filter(|&(year, month, day)| Date::new(year, month, day).is_some());
    assert_eq!(count.count(), days_until_10000 as usize);
}
