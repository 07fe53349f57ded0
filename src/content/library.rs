//! Everything the site is built from: configuration, words, content and forms of every language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::links::Places;
use super::{Article, Document, Highlight, Letter, Program, specialties};
use crate::config::Site;
use crate::finding::Finding;
use crate::i18n::locales::{WordFiles, some};
use crate::i18n::{Art, Locale, PageName};

/// What one language's pages are made of.
#[derive(Debug)]
pub struct Edition {
    /// Words and site-wide facts.
    pub locale: Locale,
    /// Groups of programs, in the order of `categories.toml`.
    pub categories: Vec<Category>,
    /// Programs, by slug.
    pub programs: Vec<Document<Program>>,
    /// Highlights, newest first.
    pub highlights: Vec<Document<Highlight>>,
    /// Articles, those first that have a place among them.
    pub articles: Vec<Document<Article>>,
    /// Letters to print, by the form whose answers fill them in.
    pub letters: Vec<Document<Letter>>,
}

/// A group of programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its name in the heads of programs; the same in every language.
    pub key: String,
    /// The name shown.
    pub name: String,
    /// Whether that stands in English for want of a translation.
    pub borrowed: bool,
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
            let locale = Locale {
                lang: files.lang.clone(),
                reviewed: files.about.reviewed_by.is_some() && files.about.reviewed_on.is_some(),
                texts: files.texts(english),
                plurals: files.plurals(english),
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
            findings.extend(edition.strangers(&editions[0], public));
        }
        if let Some((english, others)) = editions.split_first_mut() {
            for edition in others {
                findings.extend(edition.borrow_from(english, public));
            }
        }
        for edition in &mut editions {
            edition.name_articles();
        }
        for edition in &editions {
            findings.extend(edition.findings(&forms));
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
    fn read(public: &Path, locale: Locale) -> Result<Self, Vec<Finding>> {
        let lang = locale.lang.clone();
        let folder = public.join("content").join(&locale.lang);
        let mut findings = Vec::new();
        let mut gather = |found: Vec<Finding>| findings.extend(found);
        let categories = read_categories(&folder.join("categories.toml")).unwrap_or_else(|found| {
            gather(vec![found]);
            Vec::new()
        });
        let programs = read_there(&folder.join("programs"), &lang, &mut gather);
        let mut highlights = read_there(&folder.join("highlights"), &lang, &mut gather);
        newest_first(&mut highlights);
        let articles = read_there(&folder.join("pages"), &lang, &mut gather);
        let letters = read_there(&folder.join("letters"), &lang, &mut gather);
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
        let categories: Vec<_> = self
            .categories
            .iter()
            .map(|category| category.key.as_str())
            .collect();
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

    /// Puts the articles in their order, and names them for links.
    fn name_articles(&mut self) {
        let place = |article: &Document<Article>| article.head.order.unwrap_or(u8::MAX);
        self.articles.sort_by_key(place);
        self.locale.articles = self.articles.iter().map(Document::name).collect();
    }

    /// Items that English does not have.
    fn strangers(&self, english: &Self, public: &Path) -> Vec<Finding> {
        let folder = public.join("content").join(&self.locale.lang);
        let mut findings = Vec::new();
        let mut compare = |kind: &str, own: Vec<&str>, model: Vec<&str>| {
            for slug in own.iter().filter(|slug| !model.contains(slug)) {
                let file = folder.join(kind).join(format!("{slug}.md"));
                let write = "Write it in English too, or remove it.";
                findings.push(Finding::new(
                    &file,
                    1,
                    "English has no file of this name",
                    write,
                ));
            }
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

    /// Takes from English what this language lacks, and says what that is.
    fn borrow_from(&mut self, english: &Self, public: &Path) -> Vec<Finding> {
        let lang = self.locale.lang.clone();
        let folder = public.join("content").join(&lang);
        let own = &mut self.categories;
        let mut missing = Vec::new();
        let mut categories = Vec::new();
        for category in &english.categories {
            let there = own.iter().position(|one| one.key == category.key);
            categories.push(there.map(|at| own.remove(at)).unwrap_or_else(|| {
                missing.push(format!("`{}`", category.key));
                Category {
                    borrowed: true,
                    ..category.clone()
                }
            }));
        }
        categories.append(own);
        *own = categories;
        let lacking = [
            ("categories.toml", missing),
            (
                "programs",
                borrow(&mut self.programs, &english.programs, &lang),
            ),
            (
                "highlights",
                borrow(&mut self.highlights, &english.highlights, &lang),
            ),
            (
                "pages",
                borrow(&mut self.articles, &english.articles, &lang),
            ),
            (
                "letters",
                borrow(&mut self.letters, &english.letters, &lang),
            ),
        ];
        newest_first(&mut self.highlights);
        lacking
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(place, names)| {
                let message = format!("not translated, so shown in English: {}", some(&names));
                let fix = "Translate the English of the same name.";
                Finding::new(&folder.join(place), 1, message, fix).warning()
            })
            .collect()
    }
}

/// Adds the documents that are missing beside English, by name, and says which they are.
fn borrow<T: Clone + DeserializeOwned>(
    own: &mut Vec<Document<T>>,
    english: &[Document<T>],
    lang: &str,
) -> Vec<String> {
    let there: BTreeSet<String> = own.iter().map(|document| document.slug.clone()).collect();
    let missing: Vec<_> = english
        .iter()
        .filter(|document| !there.contains(&document.slug))
        .collect();
    own.extend(missing.iter().map(|document| document.lent(lang)));
    own.sort_by(|one, other| one.slug.cmp(&other.slug));
    missing
        .iter()
        .map(|document| format!("`{}`", document.slug))
        .collect()
}

/// The documents of a folder; none where there is no folder.
fn read_there<T: DeserializeOwned>(
    folder: &Path,
    lang: &str,
    gather: &mut impl FnMut(Vec<Finding>),
) -> Vec<Document<T>> {
    if !folder.exists() {
        return Vec::new();
    }
    Document::read_all(folder, lang)
        .map_err(gather)
        .unwrap_or_default()
}

fn newest_first(highlights: &mut [Document<Highlight>]) {
    highlights.sort_by(|one, other| {
        let by_year = other.head.year.cmp(&one.head.year);
        by_year.then(one.slug.cmp(&other.slug))
    });
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

/// Reads `key = "Name"` lines, keeping their order; none where there is no file.
fn read_categories(file: &Path) -> Result<Vec<Category>, Finding> {
    if !file.exists() {
        return Ok(Vec::new());
    }
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
        .filter_map(|(key, name)| {
            Some(Category {
                key: key.clone(),
                name: name.as_str()?.to_owned(),
                borrowed: false,
            })
        })
        .collect();
    categories.sort_by_key(|category| {
        text.find(&format!("{} =", category.key))
            .unwrap_or(usize::MAX)
    });
    Ok(categories)
}
