//! How long a busy endpoint asks to be left alone: `Retry-After`, in seconds or as a date (RFC 9110).
//! Pure: it is told the time.

/// Seconds to wait. `now`: seconds since 1970, by the endpoint's own clock where it is known.
pub fn seconds(value: &str, now: u64) -> Option<u32> {
    let value = value.trim();
    let until = || u32::try_from(moment(value)?.saturating_sub(now)).ok();
    value.parse().ok().or_else(until)
}

/// Seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
pub fn moment(date: &str) -> Option<u64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let mut parts = date.split_ascii_whitespace().skip(1);
    let day: u64 = parts.next()?.parse().ok()?;
    let month = MONTHS.find(parts.next()?)? as u64 / 3;
    let year: u64 = parts.next()?.parse().ok()?;
    let mut time = parts.next()?.split(':');
    let time = time.try_fold(0, |sum, part| Some(sum * 60 + part.parse::<u64>().ok()?))?;
    // A year that begins in March ends with the day that may be missing.
    let (month, year) = if month < 2 {
        (month + 10, year.checked_sub(1)?)
    } else {
        (month - 2, year)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    Some(days.checked_sub(719_469)? * 86_400 + time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_seconds() {
        assert_eq!(seconds(" 30 ", 0), Some(30));
    }

    #[test]
    fn a_date_is_counted_from_now() {
        assert_eq!(
            seconds("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_770),
            Some(7)
        );
    }

    #[test]
    fn a_date_that_has_passed_asks_for_nothing() {
        assert_eq!(
            seconds("Sun, 06 Nov 1994 08:49:37 GMT", 2_000_000_000),
            Some(0)
        );
    }

    #[test]
    fn leap_days_are_counted() {
        let day = |date| moment(date).expect("a date") / 86_400;
        assert_eq!(
            day("Fri, 01 Mar 2024 00:00:00 GMT") - day("Wed, 28 Feb 2024 00:00:00 GMT"),
            2
        );
    }

    #[test]
    fn anything_else_says_nothing() {
        assert_eq!(seconds("soon", 0), None);
    }
}
