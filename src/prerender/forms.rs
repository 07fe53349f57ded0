//! The request forms as editors wrote them: read, checked, and compiled into each language.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use portico::content::{Edition, files_of_forms};
use portico::finding::Finding;
use portico::form::Form;
use portico::form::compile::{Sets, compile};
use portico::form::model::{NextStep, Receipt, Text};
use portico::form::questionnaire::publish::with_translations;
use portico::form::questionnaire::{self, Questionnaire, Translation, rules, translation};
use portico::i18n::locales::lent;
use portico::i18n::{Key, PageName, Words};
use portico::names;
use portico::route::{Address, Route};

/// A form and its translations.
pub struct FormSource {
    questionnaire: Questionnaire,
    json: serde_json::Value,
    translations: BTreeMap<String, Translation>,
    /// What may be mended later.
    pub warnings: Vec<Finding>,
}

impl FormSource {
    /// Reads every form of `public/forms`.
    ///
    /// # Errors
    /// Everything that must be mended before a form can be asked.
    pub fn read_all(public: &Path, languages: &[String]) -> Result<Vec<Self>, Vec<Finding>> {
        let files = files_of_forms(public).map_err(|found| vec![found])?;
        let (mut forms, mut findings) = (Vec::new(), Vec::new());
        for file in files {
            match Self::read(&file, public, languages) {
                Ok(form) if form.has_an_address(&file) => forms.push(form),
                Ok(form) => findings.push(Finding::new(
                    &file,
                    1,
                    format!(
                        "the form `{}` has no page of its own",
                        form.questionnaire.short_name()
                    ),
                    "Give the file and the form's `id` the same name, of small letters, digits and hyphens, that no page of the site has.",
                )),
                Err(found) => findings.extend(found),
            }
        }
        if findings.is_empty() {
            Ok(forms)
        } else {
            Err(findings)
        }
    }

    /// Reads one form, and its translations from `public/locales` where they are.
    pub fn read(file: &Path, public: &Path, languages: &[String]) -> Result<Self, Vec<Finding>> {
        let text = fs::read_to_string(file).map_err(|error| {
            vec![Finding::new(
                file,
                1,
                error.to_string(),
                "Write the file in UTF-8.",
            )]
        })?;
        let placed = |found: Vec<questionnaire::Finding>| {
            found
                .into_iter()
                .map(|found| in_file(file, found))
                .collect::<Vec<_>>()
        };
        let questionnaire = questionnaire::read(&text).map_err(placed)?;
        let json = serde_json::from_str(&text).unwrap_or_default();
        let mut findings = placed(rules::check(&questionnaire, &text));
        let mut translations = BTreeMap::new();
        let name = file.file_name().unwrap_or_default();
        for lang in languages {
            let file = public.join("locales").join(lang).join(name);
            let Ok(text) = fs::read_to_string(&file) else {
                continue;
            };
            match translation::read(&text) {
                Ok(translation) => {
                    let found = translation::check(&questionnaire, &translation, &text);
                    findings.extend(found.into_iter().map(|found| in_file(&file, found)));
                    translations.insert(lang.clone(), translation);
                }
                Err(found) => findings.extend(found.into_iter().map(|found| in_file(&file, found))),
            }
        }
        let (warnings, errors): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.warning);
        if errors.is_empty() {
            Ok(Self {
                questionnaire,
                json,
                translations,
                warnings,
            })
        } else {
            Err(errors)
        }
    }

    /// Whether the form is found at an address of its own, the one that its file's name says.
    fn has_an_address(&self, file: &Path) -> bool {
        let id = self.questionnaire.short_name();
        let plain =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        let route = Route::Form(id.into());
        let address = Address::parse(&route.path("en"));
        file.file_stem().is_some_and(|stem| stem == id)
            && id.chars().all(plain)
            && address.is_some_and(|address| address.route == route)
    }

    /// Its texts in English, by their keys.
    pub fn texts(&self) -> Vec<(String, String)> {
        translation::texts(&self.questionnaire)
    }

    /// The form in a language.
    pub fn compile(&self, sets: &Sets, lang: &str) -> Form {
        let none = Translation::new();
        compile(
            &self.questionnaire,
            self.translations.get(lang).unwrap_or(&none),
            sets,
            lang,
        )
    }

    /// The form's name in addresses.
    pub fn id(&self) -> &str {
        self.questionnaire.short_name()
    }

    /// Whether a question has this name, and its answer can be read as it was typed.
    pub fn is_typed(&self, link_id: &str) -> bool {
        let typed = ["string", "text", "date", "integer"];
        let mut items = self.questionnaire.items().into_iter();
        items.any(|(item, _)| item.link_id == link_id && typed.contains(&item.kind.as_str()))
    }

    /// The form as links of a language name it.
    pub fn name(&self, lang: &str) -> PageName {
        let Form { id, title, .. } = self.compile(&Sets::default(), lang);
        let title = if title.untranslated {
            lent(&title.own)
        } else {
            title.own
        };
        PageName { id, title }
    }

    /// The Questionnaire as other FHIR tools may read it, every translation within.
    pub fn published(&self) -> serde_json::Result<Vec<u8>> {
        let translations: Vec<_> = self.translations.clone().into_iter().collect();
        serde_json::to_vec_pretty(&with_translations(self.json.clone(), &translations))
    }
}

/// What forms take from CLDR, from the content and from the words, in a language and in English.
pub fn sets((edition, own): (&Edition, Words), (english, staff): (&Edition, Words)) -> Sets {
    let text = |key| beside(own.get(key), staff.get(key));
    let programs = edition.programs.iter().map(|program| {
        let name = english
            .program(&program.slug)
            .map_or(&program.head.title, |program| &program.head.title);
        names::Program {
            slug: program.slug.clone(),
            name: Text {
                untranslated: program.borrowed,
                ..beside(&program.head.title, name)
            },
            stands_out: !program.head.standing.is_empty(),
        }
    });
    let lists = names::sets(
        own.lang(),
        programs.collect(),
        text(Key::FormYes),
        text(Key::FormNo),
    );
    Sets {
        description: text(Key::FormIntro),
        receipt: Receipt {
            title: text(Key::SendArrivedTitle),
            text: text(Key::SendArrivedText),
            next: vec![NextStep {
                title: text(Key::SendNext),
                text: text(Key::SendNextText),
            }],
            prepare: Vec::new(),
        },
        ..lists
    }
}

/// Words with their English beside them, where that differs.
fn beside(own: &str, english: &str) -> Text {
    Text {
        own: own.into(),
        en: (own != english).then(|| english.into()),
        untranslated: false,
    }
}

fn in_file(file: &Path, found: questionnaire::Finding) -> Finding {
    let warning = !found.is_error();
    let finding = Finding::new(
        file,
        found.line,
        format!("{}: {}", found.rule, found.message),
        found.fix,
    );
    if warning { finding.warning() } else { finding }
}
