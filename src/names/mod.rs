//! Names of countries, languages and months in the reader's language, in the order of its alphabet.
//! Host only: pages carry the names they need. From the Unicode CLDR; knows no page and no form but
//! the lists a form takes.

mod order;
mod snapshot;

use crate::form::compile::Sets;
use crate::form::model::{Choice, Months, Text};

pub use order::in_order;
pub use snapshot::version;

/// The code system of country codes (ISO 3166-1, two letters).
pub const COUNTRIES: &str = "urn:iso:std:iso:3166";
/// The code system of language tags (BCP 47).
pub const LANGUAGES: &str = "urn:ietf:bcp:47";
/// The code system of the hospital's own programs.
pub const PROGRAMS: &str = "https://portico.example/fhir/CodeSystem/programs";

/// A program as a form offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The program's short name, as in its address.
    pub slug: String,
    /// Its name, in the reader's language and in English.
    pub name: Text,
    /// Whether the hospital puts it before others.
    pub stands_out: bool,
}

/// The languages that a page draws: those that most patients from abroad speak, or learn at school.
const WIDESPREAD: [&str; 52] = [
    "am", "ar", "az", "bg", "bn", "ckb", "cs", "de", "el", "en", "es", "fa", "fa-AF", "fil", "fr",
    "ha", "he", "hi", "hr", "ht", "hu", "hy", "id", "it", "ja", "ka", "kk", "km", "ko", "ku", "ms",
    "my", "ne", "nl", "pa", "pl", "ps", "pt", "ro", "ru", "sk", "so", "sr", "sw", "ta", "th", "tr",
    "uk", "ur", "vi", "yue", "zh",
];

/// Countries and territories that a page leaves to the app: nobody lives there, few do, or they belong to
/// a country that is drawn.
const REMOTE: [&str; 42] = [
    "AI", "AQ", "AS", "AX", "BL", "BQ", "BV", "CC", "CK", "CX", "EH", "FK", "FO", "GF", "GG", "GI",
    "GL", "GP", "GS", "GU", "HM", "IM", "IO", "JE", "MF", "MP", "MQ", "MS", "NC", "NF", "NU", "PF",
    "PM", "PN", "RE", "SH", "SJ", "TF", "TK", "UM", "WF", "YT",
];

/// As many programs are drawn into a page, all of them. Of more, only those that stand out are: a page
/// must not grow with the hospital.
const DRAWN: usize = 30;

/// Countries and territories with their two-letter codes, in the reader's order. A name that CLDR
/// lacks in the language stands in English.
pub fn countries(lang: &str) -> Vec<(String, String)> {
    pairs(countries_as_choices(lang))
}

/// Languages that people speak with their tags, in the reader's order. A name that CLDR lacks in the
/// language stands in English.
pub fn languages(lang: &str) -> Vec<(String, String)> {
    pairs(languages_as_choices(lang))
}

/// The names of the months, with all that is understood when they are typed.
pub fn months(lang: &str) -> Months {
    let english = snapshot::in_english();
    let own = snapshot::of(lang).unwrap_or(english);
    let also = own.also.iter().zip(&english.also);
    Months {
        own: own.months.clone(),
        en: english.months.clone(),
        also: also
            .map(|(own, english)| {
                let new = english.iter().filter(|name| !own.contains(name));
                own.iter().chain(new).cloned().collect()
            })
            .collect(),
    }
}

/// What forms take from elsewhere, in one language.
pub fn sets(lang: &str, programs: Vec<Program>, yes: Text, no: Text) -> Sets {
    let many = programs.len() > DRAWN;
    let mut programs: Vec<Choice> = programs
        .into_iter()
        .map(|program| Choice {
            later: many && !program.stands_out,
            ..choice(program.slug, PROGRAMS, program.name)
        })
        .collect();
    in_order(lang, &mut programs, |choice| &choice.text.own);
    Sets {
        countries: countries_as_choices(lang)
            .into_iter()
            .map(|choice| Choice {
                later: REMOTE.contains(&choice.code.as_str()),
                ..choice
            })
            .collect(),
        languages: languages_as_choices(lang)
            .into_iter()
            .map(|choice| Choice {
                later: !WIDESPREAD.contains(&choice.code.as_str()),
                ..choice
            })
            .collect(),
        programs,
        months: months(lang),
        yes,
        no,
        ..Sets::default()
    }
}

fn countries_as_choices(lang: &str) -> Vec<Choice> {
    choices(lang, COUNTRIES, snapshot::country_codes(), |names| {
        &names.countries
    })
}

fn languages_as_choices(lang: &str) -> Vec<Choice> {
    choices(lang, LANGUAGES, snapshot::language_codes(), |names| {
        &names.languages
    })
}

fn choices(
    lang: &str,
    system: &str,
    codes: &[String],
    names: fn(&snapshot::Names) -> &Vec<Option<String>>,
) -> Vec<Choice> {
    let english = snapshot::in_english();
    let own = snapshot::of(lang);
    let reads_english = own.is_some_and(|own| std::ptr::eq(own, english));
    let name = |index: usize| {
        let en = names(english).get(index)?.clone()?;
        Some(match own.and_then(|own| names(own).get(index)?.clone()) {
            _ if reads_english => Text {
                own: en,
                en: None,
                untranslated: false,
            },
            Some(own) => Text {
                own,
                en: Some(en),
                untranslated: false,
            },
            None => Text {
                own: en,
                en: None,
                untranslated: true,
            },
        })
    };
    let mut choices: Vec<Choice> = codes
        .iter()
        .enumerate()
        .filter_map(|(index, code)| Some(choice(code.clone(), system, name(index)?)))
        .collect();
    in_order(lang, &mut choices, |choice| &choice.text.own);
    choices
}

fn choice(code: String, system: &str, text: Text) -> Choice {
    Choice {
        code,
        system: Some(system.to_owned()),
        text,
        exclusive: false,
        later: false,
    }
}

fn pairs(choices: Vec<Choice>) -> Vec<(String, String)> {
    choices
        .into_iter()
        .map(|choice| (choice.code, choice.text.own))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(code: &str, names: Vec<(String, String)>) -> String {
        names
            .into_iter()
            .find(|(known, _)| known == code)
            .expect("the code is known")
            .1
    }

    fn place_of(code: &str, names: &[(String, String)]) -> usize {
        names
            .iter()
            .position(|(known, _)| known == code)
            .expect("the code is known")
    }

    #[test]
    fn countries_are_those_of_iso_3166_and_kosovo() {
        assert_eq!(countries("en").len(), 250);
        assert_eq!(name_of("XK", countries("en")), "Kosovo");
    }

    #[test]
    fn groupings_of_countries_are_no_countries() {
        for code in ["EU", "EZ", "UN", "QO", "001"] {
            assert!(
                !countries("en").iter().any(|(known, _)| known == code),
                "{code} is listed"
            );
        }
    }

    #[test]
    fn names_come_in_the_language_asked_for() {
        assert_eq!(name_of("LB", countries("ar")), "لبنان");
        assert_eq!(name_of("DE", countries("es")), "Alemania");
        assert_eq!(name_of("pt", languages("ru")), "Португальский");
        assert_eq!(name_of("yue", languages("en")), "Cantonese");
    }

    #[test]
    fn a_regional_tag_reads_its_language() {
        assert_eq!(countries("pt-BR"), countries("pt"));
        assert_eq!(countries("zh-CN"), countries("zh-Hans"));
        assert_eq!(countries("zh-TW"), countries("zh-Hant"));
    }

    #[test]
    fn an_unknown_language_reads_english_and_says_so() {
        let sets = sets("tlh", Vec::new(), Text::default(), Text::default());
        assert_eq!(countries("tlh"), countries("en"));
        assert!(sets.countries.iter().all(|choice| choice.text.untranslated));
    }

    #[test]
    fn english_names_have_no_english_beside_them() {
        let sets = sets("en", Vec::new(), Text::default(), Text::default());
        assert!(sets.languages.iter().all(|choice| choice.text.en.is_none()));
        assert!(
            sets.languages
                .iter()
                .all(|choice| !choice.text.untranslated)
        );
    }

    #[test]
    fn a_translated_name_keeps_its_english_for_staff() {
        let sets = sets("ar", Vec::new(), Text::default(), Text::default());
        let lebanon = sets
            .countries
            .iter()
            .find(|choice| choice.code == "LB")
            .expect("Lebanon");
        assert_eq!(lebanon.text.english(), "Lebanon");
    }

    #[test]
    fn names_with_accents_sort_beside_those_without() {
        let names = countries("es");
        assert!(
            place_of("EG", &names) < place_of("SV", &names),
            "Egipto before El Salvador"
        );
        assert!(
            place_of("AT", &names) < place_of("AZ", &names),
            "Austria before Azerbaiyán"
        );
        assert!(
            place_of("ET", &names) < place_of("PH", &names),
            "Etiopía before Filipinas"
        );
    }

    #[test]
    fn chinese_names_sort_by_their_sound() {
        let names = countries("zh-Hans");
        assert!(
            place_of("AL", &names) < place_of("CN", &names),
            "阿尔巴尼亚 before 中国"
        );
    }

    fn program(slug: &str, own: &str) -> Program {
        Program {
            slug: slug.into(),
            name: Text {
                own: own.into(),
                en: Some(slug.into()),
                untranslated: false,
            },
            stands_out: slug == "heart",
        }
    }

    /// The programs that a page leaves to the app, of `count` and one that stands out.
    fn later(count: usize) -> usize {
        let others = (1..count).map(|at| program(&format!("p{at}"), "Program"));
        let programs = others.chain([program("heart", "Heart")]).collect();
        let sets = sets("en", programs, Text::default(), Text::default());
        sets.programs.iter().filter(|choice| choice.later).count()
    }

    #[test]
    fn of_many_programs_a_page_draws_those_that_stand_out() {
        assert_eq!(later(DRAWN + 1), DRAWN);
    }

    #[test]
    fn the_languages_that_a_page_draws_have_names() {
        let sets = sets("en", Vec::new(), Text::default(), Text::default());
        let drawn = sets.languages.iter().filter(|choice| !choice.later);
        assert_eq!(drawn.count(), WIDESPREAD.len());
    }

    #[test]
    fn the_countries_that_a_page_leaves_out_have_names() {
        let sets = sets("en", Vec::new(), Text::default(), Text::default());
        let left_out = sets.countries.iter().filter(|choice| choice.later);
        assert_eq!(left_out.count(), REMOTE.len());
    }

    #[test]
    fn few_programs_are_all_drawn() {
        assert_eq!(later(DRAWN), 0);
    }

    #[test]
    fn programs_sort_by_the_name_that_is_read() {
        let programs = vec![program("a", "Zähne"), program("z", "Ärzte")];
        let sets = sets("de", programs, Text::default(), Text::default());
        assert_eq!(sets.programs[0].code, "z");
    }

    #[test]
    fn every_language_has_twelve_months_with_their_spellings() {
        for lang in snapshot::readers() {
            let months = months(lang);
            assert_eq!(
                (months.own.len(), months.en.len(), months.also.len()),
                (12, 12, 12)
            );
        }
    }

    #[test]
    fn months_are_named_as_within_a_date() {
        assert_eq!(months("ru").own[2], "марта");
        assert_eq!(months("ru").en[2], "March");
    }

    #[test]
    fn months_are_understood_by_regional_and_english_names() {
        let also = &months("ar").also[0];
        assert!(also.iter().any(|name| name == "كانون الثاني"), "{also:?}");
        assert!(also.iter().any(|name| name == "Jan"), "{also:?}");
    }
}
