//! A request as a page of its own, to read, to print and to attach: one file, no script, nothing to fetch.
//! Pure.

use crate::form::Reading;
use crate::form::reading::Line;
use crate::markup::escape;

/// How it looks: as paper does.
const STYLE: &str = "body{margin:2rem auto;max-width:42rem;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif;color:#111;background:#fff}\
dt{margin-block-start:.75rem;font-weight:600;break-after:avoid}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}\
hr{margin-block:3rem;break-after:page}";

/// What stands above the answers, in the patient's language.
#[derive(Debug, Clone, Copy)]
pub struct Cover<'a> {
    /// The page's language, a BCP 47 tag.
    pub lang: &'a str,
    /// `ltr` or `rtl`.
    pub dir: &'a str,
    /// What the request is.
    pub title: &'a str,
    /// What people call it.
    pub reference: &'a str,
    /// Lines that say what this file is, and what it is not.
    pub lines: &'a [String],
}

/// Writes the page, with the answers for the patient and for staff.
pub fn page(cover: Cover, patient: &Reading, staff: &Reading) -> String {
    let Cover { lang, dir, .. } = cover;
    let mut page = String::from("<!DOCTYPE html>\n");
    tag(&mut page, "html", &[("lang", lang), ("dir", dir)]);
    page.push_str("<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element(
        &mut page,
        "title",
        &[],
        &[cover.title, ", ", cover.reference].concat(),
    );
    page.push_str(&["<style>", STYLE, "</style>\n</head>\n<body>\n<main>\n"].concat());
    element(&mut page, "h1", &[], cover.title);
    page.push_str("<p>");
    element(&mut page, "bdi", &[("translate", "no")], cover.reference);
    page.push_str("</p>\n");
    for line in cover.lines {
        element(&mut page, "p", &[], line);
    }
    sections(&mut page, patient, dir, ["h2", "h3"]);
    if staff.lang != patient.lang {
        page.push_str("<hr>\n");
        sections(&mut page, staff, "ltr", ["h3", "h4"]);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// The answers under headings of these ranks.
fn sections(page: &mut String, reading: &Reading, dir: &str, [section, group]: [&str; 2]) {
    tag(page, "article", &[("lang", &reading.lang), ("dir", dir)]);
    if section == "h3" {
        element(page, "h2", &[], &reading.title);
    }
    for part in &reading.sections {
        element(page, section, &[], &part.title);
        for (name, lines) in part.groups() {
            if let Some(name) = name {
                element(page, group, &[], name);
            }
            page.push_str("<dl>\n");
            for Line {
                question,
                answer,
                answer_lang,
                ..
            } in lines
            {
                element(page, "dt", &[], question);
                let answer = answer.as_deref().unwrap_or("–");
                let lang = answer_lang.as_deref().map(|lang| ("lang", lang));
                page.push_str("<dd>");
                element(page, "bdi", lang.as_slice(), answer);
                page.push_str("</dd>\n");
            }
            page.push_str("</dl>\n");
        }
    }
    page.push_str("</article>\n");
}

fn element(page: &mut String, name: &str, attributes: &[(&str, &str)], text: &str) {
    tag(page, name, attributes);
    page.push_str(&escape(text));
    page.push_str(&["</", name, ">"].concat());
    if name != "bdi" {
        page.push('\n');
    }
}

fn tag(page: &mut String, name: &str, attributes: &[(&str, &str)]) {
    page.push('<');
    page.push_str(name);
    for (name, value) in attributes {
        page.push_str(&[" ", name, "=\""].concat());
        page.push_str(&escape(value));
        page.push('"');
    }
    page.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(lang: &str, answer: &str) -> Reading {
        serde_json::from_value(serde_json::json!({
            "lang": lang, "title": "A request",
            "sections": [{"id": "you", "title": "You", "entries": [
                {"id": "name", "question": "Your name", "answer": answer, "answer_lang": "ar"},
                {"id": "doctor", "group": "Your doctor", "question": "Name", "answer": "Samir"},
            ]}],
        }))
        .expect("it is a reading")
    }

    fn written(patient: &str, answer: &str) -> String {
        let lines = ["This is a copy.".to_owned()];
        let cover = Cover {
            lang: patient,
            dir: if patient == "ar" { "rtl" } else { "ltr" },
            title: "A request",
            reference: "6HAF-6SPZ-0",
            lines: &lines,
        };
        page(cover, &reading(patient, answer), &reading("en", answer))
    }

    #[test]
    fn no_answer_becomes_markup() {
        let page = written("en", "<script>alert(1)</script>");
        assert!(
            page.contains("&lt;script&gt;") && !page.contains("<script"),
            "{page}"
        );
    }

    #[test]
    fn each_reading_stands_in_its_own_language_and_direction() {
        let page = written("ar", "أمل");
        assert!(
            page.contains(r#"<article lang="ar" dir="rtl">"#)
                && page.contains(r#"<article lang="en" dir="ltr">"#),
            "{page}"
        );
    }

    #[test]
    fn one_language_is_written_once() {
        assert_eq!(written("en", "Amal").matches("<article").count(), 1);
    }

    #[test]
    fn own_words_keep_their_language() {
        assert!(written("en", "أمل").contains(r#"<bdi lang="ar">أمل</bdi>"#));
    }

    #[test]
    fn a_group_has_its_heading() {
        assert!(written("en", "a").contains("<h3>Your doctor</h3>"));
    }
}
