//! What each kind of destination needs and takes; for `config`, which says where it stands.

use super::destination::{Destination, DestinationKind as Kind, Encoding};

/// What is wrong, and the fix.
pub type Fault = (String, &'static str);

impl Destination {
    /// What is wrong with a destination.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self.address_fault().into_iter().collect();
        let options: [(&str, bool, &[Kind]); 4] = [
            (
                "encoding",
                self.encoding.is_some(),
                &[Kind::Form, Kind::Formspree],
            ),
            (
                "idempotency",
                self.idempotency.is_some(),
                &[Kind::Json, Kind::Form],
            ),
            ("form_name", self.form_name.is_some(), &[Kind::Netlify]),
            (
                "email",
                self.email.is_some(),
                &[Kind::Mailto, Kind::Download],
            ),
        ];
        for (option, given, kinds) in options {
            if given && !kinds.contains(&self.kind) {
                faults.push((
                    format!("has `{option}`, which means nothing there"),
                    "Remove it; docs/destinations.md says which kind takes which option.",
                ));
            }
        }
        match (self.kind, self.encoding) {
            (Kind::Form, Some(Encoding::Json)) => faults.push((
                "has the encoding `json`, which is not how a form is posted".into(),
                "Use \"urlencoded\" or \"multipart\", or the kind \"json\".",
            )),
            (Kind::Formspree, Some(Encoding::Urlencoded)) => faults.push((
                "has the encoding `urlencoded`, to which Formspree answers with a page".into(),
                "Use \"json\" or \"multipart\".",
            )),
            _ => {}
        }
        faults
    }

    fn address_fault(&self) -> Option<Fault> {
        let url = self.url.as_str();
        let elsewhere = url.starts_with("https://") || is_loopback(url);
        let (holds, message, fix) = match self.kind {
            Kind::Mailto | Kind::Download if !url.is_empty() => (
                false,
                format!("has the address {url:?}, and nothing is posted there"),
                "Remove `url`.",
            ),
            Kind::Mailto | Kind::Download => (
                self.email
                    .as_deref()
                    .is_some_and(|email| email.matches('@').count() == 1),
                "does not say whom the patient writes to".into(),
                "Write `email`, the address that takes the answers.",
            ),
            Kind::Netlify => (
                is_path(url),
                format!("is {url:?}, and Netlify takes forms at paths of the site itself only"),
                "Write `\"url\": \"/\"`, or the path of another page of this site.",
            ),
            Kind::Formspree => (
                elsewhere,
                format!("is {url:?}, which is not the address of a form at Formspree"),
                "Write the whole address, such as \"https://formspree.io/f/abcdwxyz\".",
            ),
            _ => (
                elsewhere || is_path(url),
                format!("is {url:?}, which patients' browsers cannot reach safely"),
                "Use an `https://` address, or a path of this site such as \"/intake/appointment\".",
            ),
        };
        (!holds).then_some((message, fix))
    }
}

fn is_path(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//")
}

fn is_loopback(url: &str) -> bool {
    ["http://127.0.0.1", "http://localhost", "http://[::1]"]
        .iter()
        .any(|start| url.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn faults(destination: &str) -> Vec<Fault> {
        let read: Destination = serde_json::from_str(destination).expect("a destination");
        read.faults()
    }

    #[track_caller]
    fn is_right(destination: &str) {
        assert_eq!(faults(destination), []);
    }

    #[track_caller]
    fn is_wrong(destination: &str, because: &str) {
        let found = faults(destination);
        assert!(
            found.iter().any(|(message, _)| message.contains(because)),
            "{found:?}"
        );
    }

    #[test]
    fn every_kind_can_be_written_rightly() {
        is_right(r#"{"kind":"json","url":"https://a.example/x","idempotency":"body"}"#);
        is_right(r#"{"kind":"form","url":"/x","encoding":"multipart","idempotency":"header"}"#);
        is_right(r#"{"kind":"formspree","url":"https://formspree.io/f/x","encoding":"multipart"}"#);
        is_right(r#"{"kind":"netlify","url":"/","form_name":"visit"}"#);
        is_right(r#"{"kind":"fhir","url":"https://fhir.example/r4"}"#);
        is_right(r#"{"kind":"mailto","email":"a@b.example"}"#);
        is_right(r#"{"kind":"download","email":"a@b.example"}"#);
    }

    #[test]
    fn netlify_takes_forms_on_the_site_itself() {
        is_wrong(
            r#"{"kind":"netlify","url":"https://a.example/"}"#,
            "at paths of the site",
        );
    }

    #[test]
    fn formspree_is_another_host() {
        is_wrong(r#"{"kind":"formspree","url":"/f/x"}"#, "Formspree");
    }

    #[test]
    fn an_address_without_scheme_is_another_host_and_no_path() {
        is_wrong(r#"{"kind":"json","url":"//a.example/x"}"#, "safely");
    }

    #[test]
    fn mail_needs_an_address() {
        is_wrong(r#"{"kind":"mailto"}"#, "whom the patient writes to");
        is_wrong(
            r#"{"kind":"download","email":"nobody"}"#,
            "whom the patient writes to",
        );
    }

    #[test]
    fn nothing_is_posted_to_a_mail_program() {
        is_wrong(
            r#"{"kind":"mailto","url":"/a","email":"a@b.example"}"#,
            "nothing is posted",
        );
    }

    #[test]
    fn each_option_is_for_its_own_kinds() {
        for (option, kinds) in [
            (
                r#""encoding":"multipart""#,
                ["json", "netlify", "mailto", "download"].as_slice(),
            ),
            (
                r#""idempotency":"body""#,
                &["formspree", "netlify", "mailto", "download"],
            ),
            (
                r#""form_name":"visit""#,
                &["json", "form", "formspree", "mailto", "download"],
            ),
            (
                r#""email":"a@b.example""#,
                &["json", "form", "formspree", "netlify"],
            ),
        ] {
            for kind in kinds {
                is_wrong(
                    &format!(r#"{{"kind":"{kind}",{option}}}"#),
                    "means nothing there",
                );
            }
        }
    }

    #[test]
    fn an_encoding_that_the_endpoint_does_not_read_is_refused() {
        is_wrong(
            r#"{"kind":"form","url":"/a","encoding":"json"}"#,
            "encoding `json`",
        );
        is_wrong(
            r#"{"kind":"formspree","url":"https://formspree.io/f/x","encoding":"urlencoded"}"#,
            "encoding `urlencoded`",
        );
    }

    #[test]
    fn an_endpoint_without_encryption_is_refused() {
        for kind in ["json", "form"] {
            let destination = format!(r#"{{"kind":"{kind}","url":"http://a.example/x"}}"#);
            is_wrong(&destination, "cannot reach safely");
        }
    }

    #[test]
    fn nothing_is_posted_where_the_patient_sends_a_file() {
        is_wrong(
            r#"{"kind":"download","url":"/a","email":"a@b.example"}"#,
            "nothing is posted",
        );
    }
}
