//! How long a busy endpoint asks to be left alone: `Retry-After`, in seconds or as a date (RFC 9110).
//! Pure: it is told the time.

/// Seconds to wait. `now`: seconds since 1970, by the endpoint's own clock where it is known.
pub fn seconds(value: &str, now: f64) -> Option<u32> {
    let value = value.trim();
    value
        .parse()
        .ok()
        .or_else(|| Some((moment(value)? - now).clamp(0.0, f64::from(u32::MAX)) as u32))
}

/// Seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
pub fn moment(date: &str) -> Option<f64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let mut parts = date.split_ascii_whitespace().skip(1);
    let day: f64 = parts.next()?.parse().ok()?;
    let month = MONTHS.find(parts.next()?)? / 3;
    let year: f64 = parts.next()?.parse().ok()?;
    let mut time = parts.next()?.split(':');
    let time = time.try_fold(0.0, |sum, part| {
        Some(sum * 60.0 + part.parse::<f64>().ok()?)
    })?;
    // A year that begins in March ends with the day that may be missing.
    let (month, year) = if month < 2 {
        (month + 10, year - 1.0)
    } else {
        (month - 2, year)
    };
    let leap = (year / 4.0).floor() - (year / 100.0).floor() + (year / 400.0).floor();
    let days = 365.0 * year + leap + ((153 * month + 2) / 5) as f64 + day - 719_469.0;
    Some(days * 86_400.0 + time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_seconds() {
        assert_eq!(seconds(" 30 ", 0.0), Some(30));
    }

    #[test]
    fn a_date_is_counted_from_now() {
        assert_eq!(
            seconds("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_770.0),
            Some(7)
        );
    }

    #[test]
    fn a_date_that_has_passed_asks_for_nothing() {
        assert_eq!(
            seconds("Sun, 06 Nov 1994 08:49:37 GMT", 2_000_000_000.0),
            Some(0)
        );
    }

    #[test]
    fn leap_days_are_counted() {
        let day = |date| moment(date).expect("a date") / 86_400.0;
        assert_eq!(
            day("Fri, 01 Mar 2024 00:00:00 GMT") - day("Wed, 28 Feb 2024 00:00:00 GMT"),
            2.0
        );
    }

    #[test]
    fn anything_else_says_nothing() {
        assert_eq!(seconds("soon", 0.0), None);
    }
}
