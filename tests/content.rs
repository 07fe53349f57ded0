//! What editors write, broken in the ways editors break it: every mistake is named with file, line and
//! fix, and nothing panics.
#![cfg(feature = "host")]

mod copy;

use std::fs;
use std::path::Path;

use copy::Copy;
use portico::content::Library;
use portico::finding::Finding;
use proptest::prelude::*;

impl Copy {
    fn breaking(self, file: &str, from: &str, to: &str) -> Self {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no `{from}` to break");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
        self
    }

    fn findings(&self) -> Vec<Finding> {
        Library::read(&self.0, &[]).expect_err("the mistake is found")
    }

    fn library(&self) -> Library {
        Library::read(&self.0, &[]).expect("nothing forbids to build")
    }

    #[track_caller]
    fn warns(&self, file: &str, words: &str) {
        let warnings = self.library().warnings;
        let found = warnings.iter().any(|finding| {
            finding.file.ends_with(file)
                && finding.message.contains(words)
                && !finding.fix.is_empty()
        });
        assert!(found, "nothing about `{words}` in {warnings:#?}");
    }

    #[track_caller]
    fn says(&self, file: &str, line: usize, words: &str) {
        let findings = self.findings();
        let found = findings.iter().any(|finding| {
            finding.file.ends_with(file)
                && finding.line == line
                && finding.message.contains(words)
                && !finding.fix.is_empty()
        });
        assert!(
            found,
            "nothing at {file}:{line} about `{words}` in {findings:#?}"
        );
    }
}

const PLANNING: &str = "content/en/pages/planning.md";
const HISTORY: &str = "content/en/pages/history.md";
const HEART: &str = "content/en/programs/heart-center.md";

#[test]
fn our_own_content_is_right() {
    let library = Library::read(Path::new("public"), &[]).expect("public/ has no mistakes");
    assert_eq!(library.editions.len(), library.site.languages.len());
}

#[test]
fn a_head_that_is_not_toml_is_named_with_its_line() {
    Copy::new("content-toml")
        .breaking(HEART, "title = \"", "title = ")
        .says(HEART, 3, "");
}

#[test]
fn a_file_without_a_head_is_named() {
    Copy::new("content-head")
        .breaking(HEART, "+++\n", "")
        .says(HEART, 1, "+++");
}

#[test]
fn a_key_that_nobody_knows_is_named_with_its_line() {
    Copy::new("content-key")
        .breaking(HEART, "\nsummary =", "\nsumary =")
        .says(HEART, 5, "sumary");
}

#[test]
fn a_program_related_to_nothing_is_named() {
    let broken = Copy::new("content-related").breaking(
        HEART,
        "related = [",
        "related = [\"no-such-program\", ",
    );
    assert!(
        broken
            .findings()
            .iter()
            .any(|finding| finding.message.contains("no-such-program"))
    );
}

#[test]
fn a_former_name_that_another_program_has_is_refused() {
    let text = fs::read_to_string(Path::new("public").join(HEART)).unwrap();
    let line = text.split("\nrelated = [").next().unwrap().lines().count() + 1;
    Copy::new("content-formerly")
        .breaking(
            HEART,
            "related = [",
            "formerly = [\"children\"]\nrelated = [",
        )
        .says(HEART, line, "`children`");
}

#[test]
fn a_title_that_is_too_long_is_refused() {
    let broken = Copy::new("content-long").breaking(
        HEART,
        "title = \"",
        &format!("title = \"{}", "long ".repeat(20)),
    );
    assert!(
        broken
            .findings()
            .iter()
            .any(|finding| finding.message.contains("60 fit"))
    );
}

#[test]
fn a_claim_without_a_source_is_refused() {
    let file = "content/en/highlights/cancer-screening.md";
    let text = fs::read_to_string(Path::new("public").join(file)).unwrap();
    let from = text.find("sources = [").unwrap();
    let to = from + text[from..].find(']').unwrap() + 1;
    let broken = Copy::new("content-source").breaking(file, &text[from..to], "sources = []");
    assert!(
        broken
            .findings()
            .iter()
            .any(|finding| finding.message.contains("no source"))
    );
}

#[test]
fn a_program_without_translation_stands_in_english_and_is_named() {
    let copy = Copy::new("content-missing").without("content/ar/programs/heart-center.md");
    copy.warns("content/ar/programs", "`heart-center`");
    let library = copy.library();
    let [english, arabic] = ["en", "ar"].map(|lang| {
        let edition = library.edition(lang).unwrap();
        edition.program("heart-center").unwrap()
    });
    assert!(arabic.borrowed && !english.borrowed);
    assert_eq!(arabic.head.title, english.head.title);
}

#[test]
fn a_missing_word_is_named_in_its_file() {
    Copy::new("content-word")
        .breaking("locales/ar/frame.json", "  \"menu\": \"القائمة\",\n", "")
        .warns("locales/ar/frame.json", "`menu`");
}

#[test]
fn a_language_is_one_folder_and_one_line() {
    let copy = Copy::new("content-language").breaking("site.json", "\"fr\"]", "\"fr\", \"de\"]");
    let folder = copy.0.join("locales/de");
    fs::create_dir(&folder).unwrap();
    fs::write(
        folder.join("language.json"),
        r#"{"name":"Deutsch","dir":"ltr"}"#,
    )
    .unwrap();
    let library = copy.library();
    let [english, german] = ["en", "de"].map(|lang| library.edition(lang).unwrap());
    let borrowed = |text: &&String| text.starts_with('\u{2066}');
    let texts = german.locale.texts.iter().filter(borrowed).count();
    assert_eq!(texts, english.locale.texts.len());
    assert_eq!(german.programs.len(), english.programs.len());
    assert!(german.highlights.iter().all(|one| one.borrowed));
}

#[test]
fn a_word_that_nobody_asks_for_is_named_with_its_line() {
    Copy::new("content-stray")
        .breaking("locales/ar/frame.json", "\"skip\"", "\"skipp\"")
        .says("locales/ar/frame.json", 3, "`skipp`");
}

#[test]
fn a_hole_that_was_translated_too_is_named() {
    let broken = Copy::new("content-hole").breaking("locales/ar/frame.json", "{page}", "{صفحة}");
    assert!(
        broken
            .findings()
            .iter()
            .any(|finding| finding.message.contains("holes"))
    );
}

#[test]
fn a_broken_word_file_is_named_with_its_line() {
    Copy::new("content-json")
        .breaking("locales/ar/frame.json", "\",\n", "\"\n")
        .says("locales/ar/frame.json", 3, "");
}

#[test]
fn a_broken_configuration_is_named_with_its_line() {
    Copy::new("content-site")
        .breaking("site.json", "\"languages\"", "\"langauges\"")
        .says("site.json", 3, "langauges");
}

#[test]
fn an_article_without_a_source_is_refused() {
    let text = fs::read_to_string(Path::new("public").join(PLANNING)).unwrap();
    let from = text.find("sources = [").unwrap();
    let to = from + text[from..].find("\n]").unwrap() + 2;
    Copy::new("content-article-source")
        .breaking(PLANNING, &text[from..to], "")
        .says(PLANNING, 1, "no source");
}

#[test]
fn a_first_without_a_source_is_refused() {
    let source = "sources = [\"https://massgeneral.org/urology/about/history\"]";
    Copy::new("content-first-source")
        .breaking(HISTORY, source, "sources = []")
        .says(HISTORY, 8, "no source");
}

#[test]
fn a_link_to_a_page_that_is_not_there_is_named_with_its_line() {
    let text = fs::read_to_string(Path::new("public").join(PLANNING)).unwrap();
    let before = text.split("(/{lang}/contact/)").next().unwrap();
    Copy::new("content-link")
        .breaking(PLANNING, "(/{lang}/contact/)", "(/{lang}/contacts/)")
        .says(PLANNING, before.lines().count(), "/en/contacts/");
}

#[test]
fn a_link_to_a_part_that_is_not_there_is_refused() {
    let file = "content/en/pages/questions.md";
    let broken = Copy::new("content-part").breaking(file, "planning/#cost", "planning/#costs");
    assert!(
        broken
            .findings()
            .iter()
            .any(|finding| finding.message.contains("planning/#costs"))
    );
}

#[test]
fn a_part_that_a_translation_lacks_is_named() {
    let file = "content/ar/pages/planning.md";
    Copy::new("content-translated-part")
        .breaking(file, " {#interpreters}", "")
        .says(file, 1, "`interpreters`");
}

#[test]
fn an_article_cannot_take_the_address_of_another_page() {
    let broken = Copy::new("content-address");
    for lang in ["en", "ar"] {
        let folder = broken.0.join("content").join(lang).join("pages");
        fs::copy(folder.join("privacy.md"), folder.join("research.md")).unwrap();
    }
    broken.says("content/en/pages/research.md", 1, "`research`");
}

#[test]
fn an_article_about_a_form_that_is_not_there_is_refused() {
    Copy::new("content-form")
        .breaking(PLANNING, "form = \"appointment\"", "form = \"visit\"")
        .says(PLANNING, 5, "`visit`");
}

#[test]
fn questions_are_known_with_their_answers() {
    let library = Library::read(Path::new("public"), &[]).expect("public/ has no mistakes");
    for edition in &library.editions {
        let questions = edition
            .article("questions")
            .expect("it is there")
            .questions();
        assert_eq!(questions.len(), 20, "{}", edition.locale.lang);
        let answered = |question: &portico::content::Section| question.html.starts_with("<p>");
        assert!(questions.iter().all(answered), "{questions:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_content_file_brings_the_build_down(text in "(\\+\\+\\+\n)?[ -~\n]{0,200}(\n\\+\\+\\+\n)?\\PC{0,100}") {
        let file = std::env::temp_dir().join(format!("portico-any-{}.md", std::process::id()));
        fs::write(&file, text).unwrap();
        _ = portico::content::Document::<portico::content::Program>::read(&file);
    }

    #[test]
    fn no_configuration_brings_the_build_down(text in "\\PC{0,300}") {
        _ = portico::config::Site::read(Path::new("site.json"), &text);
    }
}
