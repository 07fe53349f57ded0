//! Dates of the Gregorian calendar, typed into three boxes. No clock: who asks brings today.

use std::cmp::Ordering;

use super::model::Months;
use super::problem::ProblemKind;
use super::{digits, typed};

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A day, a month or a year: as much of a date as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// One of the three boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The day; the first box.
    Day,
    /// The month, as a number or by name.
    Month,
    /// The year.
    Year,
}

impl Date {
    /// The date, if there is such a day; years 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let real = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        real.then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month.
    pub fn day(self) -> u8 {
        self.day
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self {
            year: date.year,
            month: Some(date.month),
            day: Some(date.day),
        }
    }
}

impl PartialDate {
    /// Reads `1954-03-27`, `1954-03` or `1954`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = iso_number(parts.next()?, 4)?;
        let month = parts
            .next()
            .map(|part| iso_number(part, 2).ok_or(()))
            .transpose()
            .ok()?;
        let day = parts
            .next()
            .map(|part| iso_number(part, 2).ok_or(()))
            .transpose()
            .ok()?;
        if parts.next().is_some() {
            return None;
        }
        Date::new(year, month.unwrap_or(1) as u8, day.unwrap_or(1) as u8)?;
        Some(Self {
            year,
            month: month.map(|month| month as u8),
            day: day.map(|day| day as u8),
        })
    }

    /// Writes `1954-03-27`, `1954-03` or `1954`, as FHIR does.
    pub fn to_iso(self) -> String {
        let mut text = String::with_capacity(10);
        push_number(&mut text, self.year, 4);
        for part in [self.month, self.day].into_iter().flatten() {
            text.push('-');
            push_number(&mut text, part.into(), 2);
        }
        text
    }

    /// Writes "27 March 1954", "March 1954" or "1954" with these names; as `to_iso` without names.
    pub fn to_words(self, months: &[String]) -> String {
        let mut text = String::new();
        if let Some(month) = self.month {
            let Some(name) = months.get(usize::from(month) - 1) else {
                return self.to_iso();
            };
            if let Some(day) = self.day {
                push_number(&mut text, day.into(), 1);
                text.push(' ');
            }
            text.push_str(name);
            text.push(' ');
        }
        push_number(&mut text, self.year, 1);
        text
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, where it is known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Which one is earlier, as far as both are known: "March 2024" is neither earlier nor later
    /// than 12 March 2024.
    pub fn compare(self, other: Self) -> Ordering {
        fn known(one: Option<u8>, other: Option<u8>) -> Ordering {
            one.zip(other)
                .map_or(Ordering::Equal, |(one, other)| one.cmp(&other))
        }
        self.year
            .cmp(&other.year)
            .then(known(self.month, other.month))
            .then(known(self.day, other.day))
    }
}

/// What was typed in the three boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boxes<'a> {
    /// The day.
    pub day: &'a str,
    /// The month, a number or a name.
    pub month: &'a str,
    /// The year.
    pub year: &'a str,
}

/// Reads the three boxes; `Ok(None)` when nothing was typed. A problem comes with the first box to
/// look at. What is missing is said before what is impossible.
pub fn parse(
    boxes: Boxes,
    months: &Months,
    partial: bool,
) -> Result<Option<PartialDate>, (Part, ProblemKind)> {
    let [day, month, year] =
        [boxes.day, boxes.month, boxes.year].map(|text| digits::normalise(&typed::token(text)));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    let no_day = day.is_empty() && !partial;
    let no_month = month.is_empty() && (!partial || !day.is_empty());
    let no_year = year.is_empty();
    let missing = [
        (no_day, Part::Day),
        (no_month, Part::Month),
        (no_year, Part::Year),
    ];
    if let Some(&(_, first)) = missing.iter().find(|(is_missing, _)| *is_missing) {
        return Err((
            first,
            ProblemKind::DateIncomplete {
                day: no_day,
                month: no_month,
                year: no_year,
            },
        ));
    }

    let impossible = |part| (part, ProblemKind::DateImpossible);
    let day = match day.as_str() {
        "" => None,
        text => Some(
            number(text)
                .filter(|day| (1..=31).contains(day))
                .ok_or(impossible(Part::Day))? as u8,
        ),
    };
    let month = match month.as_str() {
        "" => None,
        text => Some(month_of(text, months).ok_or(impossible(Part::Month))?),
    };
    let value = number(&year).ok_or(impossible(Part::Year))?;
    let digits = without_stop(&year).len();
    if digits < 4 {
        return Err((Part::Year, ProblemKind::YearNeedsFourDigits));
    }
    if digits > 4 || value == 0 {
        return Err(impossible(Part::Year));
    }
    Date::new(value, month.unwrap_or(1), day.unwrap_or(1)).ok_or(impossible(Part::Day))?;
    Ok(Some(PartialDate {
        year: value,
        month,
        day,
    }))
}

/// The number of a month typed as a number or by a name.
fn month_of(text: &str, months: &Months) -> Option<u8> {
    if let Some(month) = number(text) {
        return (1..=12).contains(&month).then_some(month as u8);
    }
    let text = typed::folded(text);
    let is = |name: &String| typed::folded(name) == text;
    let also = months.also.iter().position(|names| names.iter().any(is));
    let found = months
        .own
        .iter()
        .position(is)
        .or_else(|| months.en.iter().position(is))
        .or(also)?;
    (found < 12).then_some(found as u8 + 1)
}

fn without_stop(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

/// A number of ASCII digits only, a full stop at its end allowed ("27.").
fn number(text: &str) -> Option<u16> {
    let text = without_stop(text);
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn iso_number(text: &str, length: usize) -> Option<u16> {
    if text.len() == length && !text.ends_with('.') {
        number(text)
    } else {
        None
    }
}

fn push_number(text: &mut String, number: u16, length: usize) {
    let mut divisor = 1000;
    for place in (1..=4).rev() {
        if place <= length || number >= divisor {
            text.push((b'0' + (number / divisor % 10) as u8) as char);
        }
        divisor /= 10;
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::sample;

    fn typed(
        day: &str,
        month: &str,
        year: &str,
        partial: bool,
    ) -> Result<Option<PartialDate>, (Part, ProblemKind)> {
        parse(Boxes { day, month, year }, &sample::form().months, partial)
    }

    #[track_caller]
    fn reads(day: &str, month: &str, year: &str, iso: &str) {
        assert_eq!(
            typed(day, month, year, false),
            Ok(PartialDate::from_iso(iso)),
            "{day} {month} {year}"
        );
    }

    #[track_caller]
    fn reads_part(day: &str, month: &str, year: &str, iso: &str) {
        assert_eq!(
            typed(day, month, year, true),
            Ok(PartialDate::from_iso(iso)),
            "{day} {month} {year}"
        );
    }

    #[track_caller]
    fn refuses(day: &str, month: &str, year: &str, part: Part, kind: ProblemKind) {
        assert_eq!(
            typed(day, month, year, false),
            Err((part, kind)),
            "{day} {month} {year}"
        );
    }

    #[track_caller]
    fn lacks(day: &str, month: &str, year: &str, first: Part) {
        let kind = ProblemKind::DateIncomplete {
            day: day.is_empty(),
            month: month.is_empty(),
            year: year.is_empty(),
        };
        refuses(day, month, year, first, kind);
    }

    #[test]
    fn numbers_are_read_with_and_without_zeros() {
        reads("27", "3", "1954", "1954-03-27");
        reads("07", "03", "1954", "1954-03-07");
    }

    #[test]
    fn digits_of_any_script_are_read() {
        reads("٢٧", "٣", "١٩٥٤", "1954-03-27");
        reads("۲۷", "۳", "۱۹۵۴", "1954-03-27");
        reads("２７", "３", "１９５４", "1954-03-27");
    }

    #[test]
    fn months_are_read_by_name_in_the_readers_language_and_in_english() {
        reads("27", "مارس", "1954", "1954-03-27");
        reads("27", "آذار", "1954", "1954-03-27");
        reads("27", "اذار", "1954", "1954-03-27");
        reads("27", "MARCH", "1954", "1954-03-27");
        reads("27", "Sept.", "1954", "1954-09-27");
    }

    #[test]
    fn space_and_full_stops_around_do_not_matter() {
        reads(" 27. ", "3.", "\u{200f}1954.", "1954-03-27");
    }

    #[test]
    fn nothing_typed_is_no_date() {
        assert_eq!(typed("", " ", "", false), Ok(None));
    }

    #[test]
    fn what_is_missing_is_said_with_the_first_empty_box() {
        lacks("", "3", "1954", Part::Day);
        lacks("27", "", "1954", Part::Month);
        lacks("27", "3", "", Part::Year);
        lacks("", "", "1954", Part::Day);
        lacks("27", "", "", Part::Month);
    }

    #[test]
    fn what_is_missing_is_said_before_what_is_impossible() {
        lacks("99", "", "54", Part::Month);
    }

    #[test]
    fn an_impossible_date_is_said_with_the_first_wrong_box() {
        refuses("32", "3", "1954", Part::Day, ProblemKind::DateImpossible);
        refuses("0", "3", "1954", Part::Day, ProblemKind::DateImpossible);
        refuses("27", "13", "1954", Part::Month, ProblemKind::DateImpossible);
        refuses(
            "27",
            "Marchember",
            "1954",
            Part::Month,
            ProblemKind::DateImpossible,
        );
        refuses("27", "3", "year", Part::Year, ProblemKind::DateImpossible);
        refuses("27", "3", "0000", Part::Year, ProblemKind::DateImpossible);
        refuses("27", "3", "19540", Part::Year, ProblemKind::DateImpossible);
        refuses("27th", "13", "54", Part::Day, ProblemKind::DateImpossible);
    }

    #[test]
    fn the_last_day_depends_on_the_month() {
        reads("30", "4", "1954", "1954-04-30");
        refuses("31", "4", "1954", Part::Day, ProblemKind::DateImpossible);
    }

    #[test]
    fn the_29th_of_february_exists_in_leap_years() {
        reads("29", "2", "2024", "2024-02-29");
        reads("29", "2", "2000", "2000-02-29");
        refuses("29", "2", "2023", Part::Day, ProblemKind::DateImpossible);
        refuses("29", "2", "1900", Part::Day, ProblemKind::DateImpossible);
    }

    #[test]
    fn a_shortened_year_is_not_guessed() {
        refuses(
            "27",
            "3",
            "54",
            Part::Year,
            ProblemKind::YearNeedsFourDigits,
        );
        refuses(
            "27",
            "3",
            "٥٤",
            Part::Year,
            ProblemKind::YearNeedsFourDigits,
        );
        refuses("27", "3", "0", Part::Year, ProblemKind::YearNeedsFourDigits);
    }

    #[test]
    fn a_day_or_a_month_may_be_unknown_where_the_form_says_so() {
        reads_part("", "", "1954", "1954");
        reads_part("", "مارس", "1954", "1954-03");
        reads_part("27", "3", "1954", "1954-03-27");
    }

    #[test]
    fn a_day_without_its_month_lacks_the_month() {
        let kind = ProblemKind::DateIncomplete {
            day: false,
            month: true,
            year: false,
        };
        assert_eq!(typed("27", "", "1954", true), Err((Part::Month, kind)));
    }

    #[test]
    fn a_month_without_its_year_lacks_the_year() {
        let kind = ProblemKind::DateIncomplete {
            day: false,
            month: false,
            year: true,
        };
        assert_eq!(typed("", "3", "", true), Err((Part::Year, kind)));
    }

    #[test]
    fn iso_dates_are_exact() {
        for wrong in [
            "",
            "54",
            "1954-3",
            "1954-03-2",
            "1954-13",
            "1954-02-30",
            "1954-03-27T00",
            "19540327",
            "195.-03",
        ] {
            assert_eq!(PartialDate::from_iso(wrong), None, "{wrong}");
        }
    }

    #[track_caller]
    fn writes(iso: &str, words: &str) {
        let date = PartialDate::from_iso(iso).expect("a date");
        assert_eq!(date.to_iso(), iso);
        assert_eq!(date.to_words(&sample::form().months.en), words);
    }

    #[test]
    fn dates_are_written_in_words() {
        writes("1954-03-27", "27 March 1954");
        writes("2026-01-05", "5 January 2026");
        writes("2024-12", "December 2024");
        writes("2019", "2019");
        writes("0033-04-03", "3 April 33");
    }

    #[test]
    fn dates_without_month_names_are_written_as_iso() {
        assert_eq!(
            PartialDate::from_iso("1954-03-27")
                .expect("a date")
                .to_words(&[]),
            "1954-03-27"
        );
    }

    #[track_caller]
    fn orders(one: &str, ordering: Ordering, other: &str) {
        let [one, other] = [one, other].map(|iso| PartialDate::from_iso(iso).expect("a date"));
        assert_eq!(one.compare(other), ordering);
        assert_eq!(other.compare(one), ordering.reverse());
    }

    #[test]
    fn dates_are_ordered_as_far_as_both_are_known() {
        orders("2024-03-12", Ordering::Less, "2024-03-13");
        orders("2024-03", Ordering::Equal, "2024-03-12");
        orders("2024", Ordering::Equal, "2024-12-31");
        orders("2024-04", Ordering::Greater, "2024-03-31");
    }
}
