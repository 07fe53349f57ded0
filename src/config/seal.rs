//! Checks `"seal"` in `site.json`: the key that requests are sealed for. Works on the text as it was
//! written, so that a private key is found whatever else is wrong.

use std::path::Path;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use seal::{KeyError, PublicKey};
use serde_json::Value;

use crate::finding::{Finding, line_of};

/// How many days before its last one a key is spoken of.
const WARNING_DAYS: i32 = 30;

/// Today, in UTC.
pub fn today() -> Date {
    Timestamp::now().to_zoned_datetime(TimeZone::UTC).date()
}

/// What is wrong with the key, or soon will be.
pub fn check(file: &Path, text: &str, today: Date) -> Vec<Finding> {
    let site: Value = serde_json::from_str(text).unwrap_or_default();
    let seal = &site["seal"];
    if seal.is_null() {
        return Vec::new();
    }
    let finding = |needle: &str, message: String, fix: &str| {
        Finding::new(file, line_of(text, needle), message, fix)
    };
    let key = &seal["key"];
    if !key["d"].is_null() {
        return vec![finding(
            "\"d\"",
            "THIS IS THE PRIVATE KEY (`d`): with it everybody can read every request".into(),
            "Take it out at once, here and from the history of git. Do not use this key any more: make \
             a new one with `cargo xtask keys`, and write only what that prints.",
        )];
    }
    let mut findings = Vec::new();
    if let Err(error) = PublicKey::read(key) {
        let needle = match error {
            KeyError::Kind(name, _) | KeyError::Number(name) => format!("\"{name}\""),
            KeyError::OffCurve | KeyError::NoPair => "\"x\"".into(),
            KeyError::NoName => "\"key\"".into(),
        };
        findings.push(finding(
            &needle,
            format!("`seal.key` is not a key that requests can be sealed for: {error}"),
            "Copy what `cargo xtask keys` printed, whole and unchanged.",
        ));
    }
    if site["base_url"]
        .as_str()
        .is_some_and(|url| url.starts_with("http:"))
    {
        findings.push(finding(
            "\"base_url\"",
            "browsers do not seal on a site without encryption".into(),
            "Publish the site at an `https://` address, or remove `seal`.",
        ));
    }
    for (form, destination) in site["destinations"].as_object().into_iter().flatten() {
        let kind = destination["kind"].as_str().unwrap_or_default();
        if ["form", "formspree", "netlify", "fhir"].contains(&kind) {
            findings.push(finding(
                &format!("\"{form}\""),
                format!("the destination of `{form}` is of the kind `{kind}`, which takes no sealed request"),
                "Use the kind \"json\", \"mailto\" or \"download\", or remove `seal`.",
            ));
        }
    }
    findings.extend(age(seal, today).map(|(message, fix, warning)| {
        let finding = finding("\"expires\"", message, fix);
        if warning { finding.warning() } else { finding }
    }));
    findings
}

/// What there is to say about the key's last day: message, fix, and whether the site may still be built.
fn age(seal: &Value, today: Date) -> Option<(String, &'static str, bool)> {
    const NEW: &str =
        "Make a new key with `cargo xtask keys`, give the intake both, and publish the new one.";
    let written = seal["expires"].as_str().unwrap_or_default();
    let Some(last) = written.parse::<Date>().ok().filter(|_| written.len() == 10) else {
        let message = format!("`seal.expires` is {written:?}, which is not a day");
        return Some((
            message,
            "Write year, month and day as in \"2027-11-24\".",
            false,
        ));
    };
    if last < today {
        let message = format!("the key has expired on {written}: no patient could send a request");
        return Some((message, NEW, false));
    }
    let soon = today.saturating_add(WARNING_DAYS.days());
    (last < soon).then(|| (format!("the key expires on {written}"), NEW, true))
}

#[cfg(test)]
mod tests {
    use seal::PrivateKey;
    use serde_json::json;

    use super::*;

    fn found(change: impl FnOnce(&mut Value)) -> Vec<Finding> {
        let mut site = json!({
            "base_url": "https://international.hospital.example",
            "seal": {"key": PrivateKey::generate("2026").public().jwk(), "expires": "2027-11-24"},
        });
        change(&mut site);
        let today = Date::constant(2026, 11, 24);
        check(Path::new("public/site.json"), &format!("{site:#}"), today)
    }

    #[track_caller]
    fn refuses(part: &str, change: impl FnOnce(&mut Value)) {
        let found = found(change);
        assert!(
            found.len() == 1 && !found[0].warning && found[0].line > 1,
            "{found:?}"
        );
        assert!(found[0].to_string().contains(part), "{}", found[0]);
    }

    #[test]
    fn a_good_key_is_accepted() {
        assert_eq!(found(|_| ()), []);
    }

    #[test]
    fn a_site_without_a_key_is_accepted() {
        assert_eq!(found(|site| site["seal"] = Value::Null), []);
    }

    #[test]
    fn a_private_key_is_refused_loudly() {
        refuses("THIS IS THE PRIVATE KEY", |site| {
            site["seal"]["key"] = PrivateKey::generate("2026").jwk();
        });
    }

    #[test]
    fn another_curve_is_refused() {
        refuses("`crv` is not \"P-256\"", |site| {
            site["seal"]["key"]["crv"] = "P-384".into();
        });
    }

    #[test]
    fn a_point_beside_the_curve_is_refused() {
        refuses("no point on the curve", |site| {
            site["seal"]["key"]["y"] = PrivateKey::generate("b").jwk()["y"].clone();
        });
    }

    #[test]
    fn a_key_without_a_name_is_refused() {
        refuses("`kid`", |site| site["seal"]["key"]["kid"] = Value::Null);
    }

    #[test]
    fn an_expired_key_is_refused() {
        refuses("has expired on 2026-11-23", |site| {
            site["seal"]["expires"] = "2026-11-23".into();
        });
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        refuses("not a day", |site| site["seal"]["expires"] = "soon".into());
    }

    #[test]
    fn a_site_without_encryption_cannot_seal() {
        refuses("without encryption", |site| {
            site["base_url"] = "http://hospital.example".into();
        });
    }

    #[test]
    fn an_endpoint_that_reads_answers_is_refused() {
        for kind in ["form", "formspree", "netlify", "fhir"] {
            refuses("takes no sealed request", |site| {
                site["destinations"] = json!({"a": {"kind": kind, "url": "/"}});
            });
        }
    }

    #[test]
    fn what_patients_mail_and_save_can_be_sealed() {
        let found = found(|site| {
            site["destinations"] = json!({"a": {"kind": "mailto"}, "*": {"kind": "download"}});
        });
        assert_eq!(found, []);
    }

    #[test]
    fn a_key_that_expires_within_a_month_is_only_warned_of() {
        let found = found(|site| site["seal"]["expires"] = "2026-12-23".into());
        assert!(found.len() == 1 && found[0].warning, "{found:?}");
    }
}
