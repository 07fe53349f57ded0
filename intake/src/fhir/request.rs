//! Makes the request that coordinators see of the QuestionnaireResponse in a transaction.

use portico::form::model::{OCCURRENCE, link_id};
use portico::form::{Date, Draft, Form, Identity, Problem, Reader, Surroundings, check, reference};

use super::outcome::{Issue, Outcome};
use super::transaction::Transaction;
use crate::app::App;
use crate::envelope::Envelope;
use crate::form_post::{count, matches};
use crate::forms;
use crate::problem;
use crate::refusal::Refusal;
use crate::words::Words;

/// The tag of what a machine may have filled in.
const FLAG: &str = "flagged";

/// Checks the answers against their form, and gives the request with its two readings.
pub async fn envelope(app: &App, transaction: &Transaction) -> Result<Envelope, Outcome> {
    let response = transaction.response();
    let text = |name: &str| response[name].as_str().unwrap_or_default();
    let canonical = text("questionnaire").split('|').next().unwrap_or_default();
    let name = canonical.rsplit('/').next().unwrap_or_default();
    let site = app.settings.site.as_deref().ok_or(Refusal::UnknownForm)?;
    let form = forms::load(site, name, text("language")).await;
    let form = form.filter(|form| form.url == canonical);
    let form = form.ok_or(Refusal::UnknownForm)?;
    let authored = text("authored");
    let Some(today) = day(authored) else {
        let place = transaction.place(".authored");
        return Err(vec![Issue::structure(place, "Not a time")].into());
    };
    let surroundings = Surroundings {
        today,
        count,
        matches,
    };
    let draft = Draft::from_response(&form, response);
    let submission = check(&form, &draft, &surroundings).map_err(|problems| {
        let issues = problems
            .iter()
            .map(|problem| issue(&form, problem, transaction.place(&place(&problem.item))));
        Outcome::from(issues.collect::<Vec<_>>())
    })?;
    let id = transaction.id.clone();
    let reference = reference::of(&id).expect("every UUID has a reference");
    let tags = response["meta"]["tag"].as_array();
    let flagged = tags.is_some_and(|tags| tags.iter().any(|tag| tag["code"] == FLAG));
    Ok(Envelope {
        reference: reference.clone(),
        form: submission.form().to_owned(),
        version: submission.version().to_owned(),
        language: submission.language().to_owned(),
        authored: authored.to_owned(),
        zone: String::new(),
        flagged,
        response: submission.response(&Identity {
            id: id.clone(),
            reference,
            opened: None,
            authored: authored.to_owned(),
            zone: None,
            language: submission.language().to_owned(),
        }),
        staff: submission.reading(Reader::Staff).into(),
        patient: submission.reading(Reader::Patient).into(),
        id,
    })
}

fn issue(form: &Form, problem: &Problem, place: String) -> Issue {
    let words = Words::in_language(&form.lang).unwrap_or_else(Words::english);
    let code = problem::code(problem);
    Issue {
        kind: match code {
            "missing" | "not-agreed" => "required",
            _ => "value",
        },
        code,
        place,
        said: problem::explain(words, form, problem),
    }
}

/// The day in a time as it was written: where the patient was, whatever the day is here.
fn day(time: &str) -> Option<Date> {
    let mut parts = time.get(..10)?.split('-');
    let mut part = || parts.next();
    let date = Date::new(
        part()?.parse().ok()?,
        part()?.parse().ok()?,
        part()?.parse().ok()?,
    )?;
    time.parse::<jiff::Timestamp>().is_ok().then_some(date)
}

/// An item of a response, as FHIRPath, whether it is there or not. Which of several, the index says.
fn place(id: &str) -> String {
    let number = id.split(OCCURRENCE).nth(1);
    let number = number.and_then(|number| number.parse::<usize>().ok());
    format!(
        ".descendants().where(linkId='{}')[{}]",
        link_id(id),
        number.map_or(0, |number| number - 1)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_which_of_several_it_is() {
        assert_eq!(place("email"), ".descendants().where(linkId='email')[0]");
        assert_eq!(place("kind~3"), ".descendants().where(linkId='kind')[2]");
    }

    #[test]
    fn the_day_is_the_patient_s() {
        assert_eq!(day("2026-11-25T01:00:00+03:00"), Date::new(2026, 11, 25));
    }

    #[test]
    fn what_is_no_time_has_no_day() {
        for text in ["", "2026-11-25", "yesterday", "2026-13-01T00:00:00Z"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
