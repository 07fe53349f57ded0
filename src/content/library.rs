//! Everything the site is built from: configuration, words, content and forms of every language.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::links::Places;
use super::{Article, Document, Highlight, Letter, Program, specialties};
use crate::config::Site;
use crate::finding::Finding;
use crate::i18n::locales::WordFiles;
use crate::i18n::{Art, Locale, PageName};

/// What one language's pages are made of.
#[derive(Debug)]
pub struct Edition {
    /// Words and site-wide facts.
    pub locale: Locale,
    /// Category keys to the names shown, in the order of `categories.toml`.
    pub categories: Vec<(String, String)>,
    /// Programs, by slug.
    pub programs: Vec<Document<Program>>,
    /// Highlights, newest first.
    pub highlights: Vec<Document<Highlight>>,
    /// Articles, those first that have a place among them.
    pub articles: Vec<Document<Article>>,
    /// Letters to print, by the form whose answers fill them in.
    pub letters: Vec<Document<Letter>>,
}

/// Everything the site is built from.
#[derive(Debug)]
pub struct Library {
    /// The folder it was read from.
    pub public: PathBuf,
    /// `site.json`.
    pub site: Site,
    /// The medical specialty of a category, as schema.org names it.
    pub specialties: BTreeMap<String, String>,
    /// One edition a language, in the order of `site.json`.
    pub editions: Vec<Edition>,
    /// What may be mended later.
    pub warnings: Vec<Finding>,
}

impl Library {
    /// Reads `public/` and the drawings.
    ///
    /// # Errors
    /// Everything that must be mended before the site can be built.
    pub fn read(public: &Path, art: &[Art]) -> Result<Self, Vec<Finding>> {
        let file = public.join("site.json");
        let text = fs::read_to_string(&file).map_err(|error| {
            vec![Finding::new(
                &file,
                1,
                error.to_string(),
                "Copy site.json from the project's first version.",
            )]
        })?;
        let site = Site::read(&file, &text)?;
        let mut findings = Vec::new();
        let mut words = Vec::new();
        for lang in &site.languages {
            match WordFiles::read(public, lang) {
                Ok(files) => words.push(files),
                Err(found) => findings.extend(found),
            }
        }
        let Some(english) = words.first().filter(|_| findings.is_empty()) else {
            return Err(findings);
        };
        for files in &words {
            findings.extend(files.compare(public));
            findings.extend(files.compare_holes(english, public));
        }
        let languages: Vec<_> = words.iter().map(WordFiles::language).collect();
        let mut editions = Vec::new();
        for files in &words {
            let (texts, untranslated) = files.texts(english);
            let locale = Locale {
                lang: files.lang.clone(),
                reviewed: files.about.reviewed_by.is_some() && files.about.reviewed_on.is_some(),
                texts,
                plurals: files.plurals(english),
                untranslated,
                languages: languages.clone(),
                contact: site.contact.clone(),
                forms: Vec::new(),
                articles: Vec::new(),
                art: art.to_vec(),
            };
            match Edition::read(public, locale) {
                Ok(edition) => editions.push(edition),
                Err(found) => findings.extend(found),
            }
        }
        let forms = names_of_forms(public);
        for edition in &editions {
            findings.extend(edition.findings(&forms));
            findings.extend(edition.missing_beside(&editions[0], public));
        }
        findings.extend(Site::warnings(&file, &text));
        let specialties = specialties::read(&public.join("content")).unwrap_or_else(|found| {
            findings.extend(found);
            BTreeMap::new()
        });
        let (warnings, errors): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.warning);
        if errors.is_empty() {
            Ok(Self {
                public: public.to_owned(),
                site,
                specialties,
                editions,
                warnings,
            })
        } else {
            Err(errors)
        }
    }

    /// The edition of a language.
    pub fn edition(&self, lang: &str) -> Option<&Edition> {
        self.editions
            .iter()
            .find(|edition| edition.locale.lang == lang)
    }
}

impl Edition {
    fn read(public: &Path, mut locale: Locale) -> Result<Self, Vec<Finding>> {
        let lang = locale.lang.clone();
        let folder = public.join("content").join(&locale.lang);
        let mut findings = Vec::new();
        let mut gather = |found: Vec<Finding>| findings.extend(found);
        let categories = read_categories(&folder.join("categories.toml")).unwrap_or_else(|found| {
            gather(vec![found]);
            Vec::new()
        });
        let programs = Document::read_all(&folder.join("programs"), &lang)
            .map_err(&mut gather)
            .unwrap_or_default();
        let mut highlights: Vec<Document<Highlight>> =
            Document::read_all(&folder.join("highlights"), &lang)
                .map_err(&mut gather)
                .unwrap_or_default();
        highlights.sort_by(|one, other| {
            other
                .head
                .year
                .cmp(&one.head.year)
                .then(one.slug.cmp(&other.slug))
        });
        let mut articles: Vec<Document<Article>> = Document::read_all(&folder.join("pages"), &lang)
            .map_err(&mut gather)
            .unwrap_or_default();
        articles.sort_by_key(|article| article.head.order.unwrap_or(u8::MAX));
        let letters = folder.join("letters");
        let letters = if letters.exists() {
            Document::read_all(&letters, &lang)
                .map_err(&mut gather)
                .unwrap_or_default()
        } else {
            Vec::new()
        };
        locale.articles = articles.iter().map(Document::name).collect();
        if findings.is_empty() {
            Ok(Self {
                locale,
                categories,
                programs,
                highlights,
                articles,
                letters,
            })
        } else {
            Err(findings)
        }
    }

    /// The program with this slug.
    pub fn program(&self, slug: &str) -> Option<&Document<Program>> {
        self.programs.iter().find(|program| program.slug == slug)
    }

    /// The highlight with this slug.
    pub fn highlight(&self, slug: &str) -> Option<&Document<Highlight>> {
        self.highlights
            .iter()
            .find(|highlight| highlight.slug == slug)
    }

    /// The article with this slug.
    pub fn article(&self, slug: &str) -> Option<&Document<Article>> {
        self.articles.iter().find(|article| article.slug == slug)
    }

    /// The article that prepares for a form.
    pub fn article_before(&self, form: &str) -> Option<PageName> {
        let articles = &mut self.articles.iter();
        let found = articles.find(|article| article.head.form.as_deref() == Some(form));
        found.map(Document::name)
    }

    fn findings(&self, forms: &[String]) -> Vec<Finding> {
        let slugs: Vec<_> = self
            .programs
            .iter()
            .map(|program| program.slug.as_str())
            .collect();
        let categories: BTreeMap<_, _> = self.categories.iter().cloned().collect();
        let programs = self
            .programs
            .iter()
            .flat_map(|program| program.findings(&slugs, &categories));
        let highlights = self
            .highlights
            .iter()
            .flat_map(|highlight| highlight.findings(&slugs));
        let articles = self
            .articles
            .iter()
            .flat_map(|article| article.findings(&slugs, forms));
        let places = Places::of(self, forms);
        let links = (self.programs.iter().flat_map(|found| places.missing(found)))
            .chain(
                self.highlights
                    .iter()
                    .flat_map(|found| places.missing(found)),
            )
            .chain(self.articles.iter().flat_map(|found| places.missing(found)));
        programs
            .chain(highlights)
            .chain(articles)
            .chain(links)
            .collect()
    }

    /// Items that English has and this language has not, and the reverse.
    fn missing_beside(&self, english: &Self, public: &Path) -> Vec<Finding> {
        let folder = public.join("content").join(&self.locale.lang);
        let mut findings = Vec::new();
        let mut compare = |kind: &str, own: Vec<&str>, model: Vec<&str>| {
            let mut refuse = |slugs: &[&str], among: &[&str], message: &str, fix: &str| {
                for slug in slugs.iter().filter(|slug| !among.contains(slug)) {
                    let file = folder.join(kind).join(format!("{slug}.md"));
                    findings.push(Finding::new(&file, 1, message, fix));
                }
            };
            let translate = "Translate the English file of the same name.";
            refuse(&model, &own, "this translation is missing", translate);
            let write = "Write it in English too, or remove it.";
            refuse(&own, &model, "English has no file of this name", write);
        };
        compare("programs", slugs(&self.programs), slugs(&english.programs));
        compare(
            "highlights",
            slugs(&self.highlights),
            slugs(&english.highlights),
        );
        compare("pages", slugs(&self.articles), slugs(&english.articles));
        compare("letters", slugs(&self.letters), slugs(&english.letters));
        findings.extend(self.articles.iter().filter_map(|article| {
            let model = english.article(&article.slug)?;
            article.parts_missing_beside(model)
        }));
        findings
    }
}

fn slugs<T>(documents: &[Document<T>]) -> Vec<&str> {
    documents
        .iter()
        .map(|document| document.slug.as_str())
        .collect()
}

/// The files of `public/forms`, by name.
///
/// # Errors
/// A folder that cannot be read.
pub fn files_of_forms(public: &Path) -> Result<Vec<PathBuf>, Finding> {
    let folder = public.join("forms");
    let entries = fs::read_dir(&folder).map_err(|error| {
        let fix = "Create the folder with at least one form.";
        Finding::new(&folder, 1, error.to_string(), fix)
    })?;
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    Ok(files)
}

/// The names of the forms, which are those of their files.
fn names_of_forms(public: &Path) -> Vec<String> {
    let files = files_of_forms(public).unwrap_or_default();
    files
        .iter()
        .filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()))
        .collect()
}

/// Reads `key = "Name"` lines, keeping their order.
fn read_categories(file: &Path) -> Result<Vec<(String, String)>, Finding> {
    let text = fs::read_to_string(file).map_err(|error| {
        Finding::new(
            file,
            1,
            error.to_string(),
            "Create the file; public/content/en is the model.",
        )
    })?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error
            .span()
            .map_or("", |span| text.get(..span.start).unwrap_or_default());
        let line = before.matches('\n').count() + 1;
        Finding::new(
            file,
            line,
            error.message().to_owned(),
            "Write one `key = \"Name\"` a line.",
        )
    })?;
    let mut categories: Vec<_> = table
        .iter()
        .filter_map(|(key, name)| Some((key.clone(), name.as_str()?.to_owned())))
        .collect();
    categories.sort_by_key(|(key, _)| text.find(&format!("{key} =")).unwrap_or(usize::MAX));
    Ok(categories)
}
