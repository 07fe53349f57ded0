//! What the patients of these journeys answer.

/// An answer to one question.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// Typed.
    Text(&'static str),
    /// One of several, by its code.
    One(&'static str),
    /// Some of several, by their codes.
    Several(&'static [&'static str]),
    /// From a long list: a code, and what is typed to find it.
    Listed(&'static str, &'static str),
    /// Day, month and year, as typed.
    Date(&'static str, &'static str, &'static str),
    /// A box is ticked.
    Tick,
}

use Answer::{Date, Listed, One, Several, Text, Tick};

/// The answers to a form, step by step, in the order of the questions.
#[derive(Debug, Clone, Copy)]
pub struct Sheet(pub &'static [(&'static str, &'static [(&'static str, Answer)])]);

impl Sheet {
    /// What a form with these answers holds, as names and values.
    pub fn pairs(&self) -> Vec<(String, String)> {
        self.0
            .iter()
            .flat_map(|(_, answers)| *answers)
            .flat_map(|(id, answer)| pairs(id, *answer))
            .collect()
    }

    /// The answers of one step.
    ///
    /// # Panics
    /// When there is no such step.
    pub fn step(&self, id: &str) -> &'static [(&'static str, Answer)] {
        self.0
            .iter()
            .find(|(step, _)| *step == id)
            .expect("the sheet has this step")
            .1
    }
}

/// Names and values of one answer.
pub fn pairs(id: &str, answer: Answer) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    match answer {
        Text(text) => vec![pair(id, text)],
        One(code) | Listed(code, _) => vec![pair(id, code)],
        Several(codes) => codes.iter().map(|code| pair(id, code)).collect(),
        Date(day, month, year) => {
            let parts = [("day", day), ("month", month), ("year", year)];
            parts
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(part, value)| pair(&format!("{id}.{part}"), value))
                .collect()
        }
        Tick => vec![pair(id, "true")],
    }
}

/// The patient herself, with what is needed and nothing more.
pub const SHORT: Sheet = Sheet(&[
    ("you", &[("requester", One("patient"))]),
    (
        "patient",
        &[
            ("given-name", Text("Amina")),
            ("birth-date", Date("27", "3", "1954")),
            ("country", Listed("KE", "Kenya")),
        ],
    ),
    (
        "contact",
        &[
            ("email", Text("amina@example.com")),
            ("contact-language", Listed("sw", "Swahili")),
        ],
    ),
    (
        "care",
        &[
            ("care-kind", Several(&["unknown"])),
            ("program-known", One("help")),
            ("problem", Text("My knee hurts since I fell.")),
        ],
    ),
    (
        "travel",
        &[
            ("in-hospital", One("no")),
            ("fit-to-travel", One("yes")),
            ("interpreter", One("no")),
        ],
    ),
    (
        "records",
        &[("records-held", Several(&["none"])), ("payer", One("self"))],
    ),
    (
        "consent",
        &[("health-consent", Tick), ("email-consent", Tick)],
    ),
]);

/// What a daughter tells of her mother's illness, in the scripts in which one tells it.
pub const STORY: &str = "تعاني أمي من ضيق في النفس منذ شباط ٢٠٢٤، وقال الطبيب إنّ لديها aortic stenosis. \
أُجري لها تخطيط صدى القلب (Echo) في AUBMC، وتتناول Bisoprolol 2.5 mg مرة في اليوم.";

/// A daughter for her mother, with an answer to everything she is asked.
pub const FULL: Sheet = Sheet(&[
    (
        "you",
        &[
            ("requester", One("family")),
            ("your-name", Text("ليلى حدّاد")),
            ("relation", Text("ابنتها")),
            ("patient-agrees", Tick),
        ],
    ),
    (
        "patient",
        &[
            ("given-name", Text("Amal Maryam")),
            ("family-name", Text("Haddad")),
            ("own-script-name", Text("أمل مريم حدّاد")),
            ("called", Text("أم ليلى")),
            ("birth-date", Date("٢٧", "آذار", "١٩٥٤")),
            ("sex", One("female")),
            ("country", Listed("LB", "لبنان")),
            ("city", Text("بيروت، الأشرفية")),
        ],
    ),
    (
        "contact",
        &[
            ("email", Text("laila.haddad@example.com")),
            ("phone", Text("+٩٦١ ٧٠ ١٢٣ ٤٥٦")),
            ("messaging", Several(&["whatsapp", "telegram"])),
            ("channel", One("email")),
            ("leave-message", One("no")),
            ("call-time", Several(&["evening"])),
            ("contact-language", Listed("ar", "العربية")),
        ],
    ),
    (
        "care",
        &[
            (
                "care-kind",
                Several(&["second-opinion", "treatment", "trial"]),
            ),
            ("program-known", One("known")),
            ("program", Listed("heart-center", "رعاية القلب")),
            ("wanted", Text("NCT01234567")),
            ("diagnosis", Text("تضيّق الصمام الأبهري (aortic stenosis)")),
            ("problem", Text(STORY)),
            ("began", Date("", "شباط", "٢٠٢٤")),
        ],
    ),
    (
        "travel",
        &[
            ("in-hospital", One("no")),
            ("fit-to-travel", One("unknown")),
            ("earliest", Date("١٥", "٩", "٢٠٩٨")),
            ("latest", Date("١", "١٠", "٢٠٩٨")),
            ("companions", Text("٢")),
            ("visa-letter", One("yes")),
            ("interpreter", One("spoken")),
            ("interpreter-language", Text("العربية، لهجة لبنان")),
            ("needs", Text("كرسي متحرّك، ووجبات بلا ملح")),
        ],
    ),
    (
        "records",
        &[
            ("been-here", One("yes")),
            ("hospital-number", Text("MRN-٠٠١٢")),
            ("records-held", Several(&["report", "imaging"])),
            ("records-english", One("some")),
            ("records-newest", Date("", "", "٢٠٢٥")),
            ("payer", One("insurer")),
            ("payer-name", Text("Bankers Assurance ش.م.ل")),
            ("doctor-contact", One("yes")),
            ("doctor-name", Text("د. سمير خوري")),
            ("doctor-clinic", Text("AUBMC")),
            ("doctor-phone", Text("+961 1 350 000")),
            ("doctor-email", Text("khoury@example.org")),
        ],
    ),
    (
        "consent",
        &[("health-consent", Tick), ("email-consent", Tick)],
    ),
]);

/// A doctor subscribes.
pub const SUBSCRIPTION: Sheet = Sheet(&[(
    "professional",
    &[
        ("profession", One("physician")),
        ("subscriber-email", Text("dr.okoro@example.org")),
        ("specialties", Several(&["cardiovascular"])),
        ("work-country", Listed("NG", "Nigeria")),
        ("opt-in", Tick),
    ],
)]);

/// A son asks for a second opinion for his father, with what is needed and two records.
pub const OPINION: Sheet = Sheet(&[
    (
        "before",
        &[
            ("country", Listed("JO", "الأردن")),
            ("in-hospital", One("no")),
            ("operation-dated", One("no")),
            ("age-group", One("adult")),
        ],
    ),
    (
        "you",
        &[
            ("requester", One("family")),
            ("your-name", Text("يوسف منصور")),
            ("relation", Text("ابنه")),
            ("patient-agrees", Tick),
        ],
    ),
    (
        "patient",
        &[
            ("given-name", Text("Khalil")),
            ("birth-date", Date("٥", "٨", "١٩٥١")),
        ],
    ),
    (
        "contact",
        &[
            ("email", Text("yousef@example.com")),
            ("contact-language", Listed("ar", "العربية")),
        ],
    ),
    (
        "treating-doctor",
        &[
            ("doctor-part", One("letter")),
            ("doctor-name", Text("د. رنا عيسى")),
            ("doctor-email", Text("issa@example.org")),
            ("doctor-permission", One("yes")),
        ],
    ),
    (
        "illness",
        &[
            ("diagnosis", Text("ورم في الدماغ (glioblastoma)")),
            ("told", Date("", "٩", "٢٠٢٥")),
        ],
    ),
    ("questions", &[("question", Text("هل العملية ضرورية الآن؟"))]),
    (
        "records",
        &[
            ("review", Several(&["records", "imaging"])),
            ("records-known", One("known")),
            ("record-kind", Listed("imaging", "")),
            ("record-date", Date("", "", "٢٠٢٠")),
            ("record-form", Listed("disc", "")),
            ("record-language", Listed("english", "")),
            ("sending", One("upload")),
        ],
    ),
    ("opinion", &[("payer", One("self"))]),
    (
        "consent",
        &[
            ("understand", Tick),
            ("health-consent", Tick),
            ("email-consent", Tick),
        ],
    ),
]);

/// The second record of a second opinion.
pub const SECOND_RECORD: Sheet = Sheet(&[(
    "records",
    &[
        ("record-kind~2", Listed("pathology", "")),
        ("record-form~2", Listed("slides", "")),
        ("record-language~2", Listed("other", "")),
    ],
)]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_answers_share_a_name() {
        let pairs = pairs("care-kind", Several(&["a", "b"]));
        assert_eq!(
            pairs,
            [
                ("care-kind".into(), "a".into()),
                ("care-kind".to_owned(), "b".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_left_empty_of_a_date_is_not_typed() {
        assert_eq!(
            pairs("began", Date("", "", "2024")),
            [("began.year".to_owned(), "2024".to_owned())]
        );
    }
}
