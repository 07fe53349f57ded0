//! The whole site: reads its sources, writes its pages, assets and forms.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use leptos::prelude::*;
use portico::config::Site;
use portico::content::{Edition, Library};
use portico::finding::Finding;
use portico::form::compile::Sets;
use portico::form::records::RECORD;
use portico::i18n::{Art, Key, Language, Locale, Words};
use portico::markup::escape;
use portico::page::{FormPage, FormSetup, Page, ReceivedPage, Sealing, not_found};
use portico::route::Route;
use portico::search::packed;
use portico::submit::DestinationKind;
use portico::ui::form::Said;

use crate::assets::{self, Assets};
use crate::document::{self, Document, render_page};
use crate::forms::{FormSource, sets};
use crate::found::{feed, guide, manifest, map, preview};
use crate::moved::Moved;
use crate::{letters, pages, records};

/// All that the site is made of.
pub struct Sources {
    library: Library,
    forms: Vec<FormSource>,
}

impl Sources {
    /// Reads `public/`.
    ///
    /// # Errors
    /// Everything that must be mended before the site can be built.
    pub fn read(public: &Path) -> Result<Self, Vec<Finding>> {
        let art = assets::read_art(Path::new("src/ui/art"));
        let library = Library::read(public, &art);
        let languages = library
            .as_ref()
            .map(|library| library.site.languages.clone())
            .unwrap_or_default();
        let forms = FormSource::read_all(public, &languages);
        match (library, forms) {
            (Ok(mut library), Ok(forms)) => {
                for edition in &mut library.editions {
                    let lang = &edition.locale.lang;
                    edition.locale.forms = forms.iter().map(|form| form.name(lang)).collect();
                }
                let letters = library.editions.iter().flat_map(|edition| &edition.letters);
                let mut findings: Vec<_> = letters
                    .flat_map(|letter| letters::check(letter, &forms))
                    .collect();
                findings.extend(records::check(
                    public,
                    library.site.records.as_ref(),
                    &forms,
                ));
                if findings.is_empty() {
                    Ok(Self { library, forms })
                } else {
                    Err(findings)
                }
            }
            (library, forms) => {
                let findings = library.err().into_iter().chain(forms.err()).flatten();
                Err(findings.collect())
            }
        }
    }

    /// The languages into which the first one is translated.
    pub fn others(&self) -> &[String] {
        let languages = &self.library.site.languages;
        languages.get(1..).unwrap_or_default()
    }

    /// What may be mended later.
    pub fn warnings(self) -> Vec<Finding> {
        let forms = self.forms.into_iter().flat_map(|form| form.warnings);
        self.library.warnings.into_iter().chain(forms).collect()
    }
}

/// Writes the site into an empty folder.
///
/// # Errors
/// What must be mended in `public/`, or what the file system refused.
pub fn write(public: &Path, shell: &Path, out: &Path) -> Result<Vec<Finding>, Vec<Finding>> {
    let sources = Sources::read(public)?;
    write_all(&sources, shell, out).map_err(|error| {
        vec![Finding::new(
            out,
            1,
            format!("the site could not be written: {error}"),
            "Free the disk or the folder, and build again.",
        )]
    })?;
    Ok(sources.warnings())
}

fn write_all(sources: &Sources, shell: &Path, out: &Path) -> io::Result<()> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    fs::create_dir_all(out)?;
    let picture = preview::picture(&sources.library.public)?;
    let assets = Assets::write(shell, &picture, out)?;
    copy_folder(&sources.library.public.join("icons"), &out.join("icons"))?;
    let Library { site, editions, .. } = &sources.library;
    let in_words = |edition: &Edition| Words::new(edition.locale.clone());
    let all_words: Vec<Words> = editions.iter().map(in_words).collect();
    let english = (&editions[0], all_words[0]);
    fs::create_dir_all(out.join("forms"))?;
    for form in &sources.forms {
        let file = out.join(format!("forms/{}.json", form.id()));
        fs::write(file, form.published()?)?;
    }
    let shared = Shared {
        sources,
        english,
        sealing: sealing(site, &assets, out)?,
        assets: &assets,
        out,
    };
    let mut addresses = Vec::new();
    for written in side_by_side(editions, &all_words, |own| shared.write(own)) {
        addresses.extend(written?);
    }
    fs::write(
        out.join("404.html"),
        document::plain(&all_words, &assets, || not_found(&all_words)),
    )?;
    fs::write(
        out.join("index.html"),
        chooser(&english.0.locale.languages, &all_words, &assets),
    )?;
    fs::write(out.join("robots.txt"), map::robots(&site.base_url))?;
    fs::write(out.join("sitemap.xml"), map::of(site, &addresses))?;
    fs::write(
        out.join("site.webmanifest"),
        serde_json::to_vec(&manifest::of(english.1))?,
    )?;
    fs::write(out.join("llms.txt"), guide::of(&sources.library, english.1))
}

/// Does something with each language at once.
fn side_by_side<T: Send>(
    editions: &[Edition],
    words: &[Words],
    work: impl Fn((&Edition, Words)) -> T + Sync,
) -> Vec<T> {
    // Views are deeply nested.
    const STACK: usize = 64 << 20;
    let work = &work;
    thread::scope(|scope| {
        let languages = editions.iter().zip(words.iter().copied());
        let workers: Vec<_> = languages
            .map(|language| {
                let worker = thread::Builder::new().stack_size(STACK);
                worker.spawn_scoped(scope, move || work(language))
            })
            .collect();
        let done = workers.into_iter().map(|worker| {
            let worker = worker.expect("there are few languages");
            worker.join().expect("no language panics")
        });
        done.collect()
    })
}

/// What the languages share.
struct Shared<'a> {
    sources: &'a Sources,
    english: (&'a Edition, Words),
    sealing: Option<Sealing>,
    assets: &'a Assets,
    out: &'a Path,
}

impl Shared<'_> {
    /// Writes the pages of a language, and gives their addresses.
    fn write(&self, (edition, words): (&Edition, Words)) -> io::Result<Vec<String>> {
        let Self { assets, out, .. } = *self;
        let Library { site, editions, .. } = &self.sources.library;
        let name = |kind: &str| format!("{kind}-{}", words.lang());
        let locale = assets.write_json(out, &name("locale"), &for_the_app(edition))?;
        let said = render_page("/", words, || view! { <Said/> }.into_any());
        let found_by = packed(&edition.found_by(self.english.0));
        let index = assets.write_text(out, &name("search"), &found_by)?;
        let forms = Forms {
            shared: self,
            edition,
            words,
            sets: sets((edition, words), self.english),
            said: assets.write_json(out, &name("said"), &said)?,
        };
        let mut made = pages::of(edition, words, editions, site.seal.is_some(), index);
        for form in &self.sources.forms {
            made.extend(forms.pages(form)?);
        }
        let mut addresses = Vec::new();
        for page in made {
            let document = Document {
                page: &page,
                words,
                library: &self.sources.library,
                edition,
                assets,
                locale: &locale,
            };
            write_page(out, &page, &document)?;
            addresses.push(page.path);
        }
        let moved = Moved {
            words,
            assets,
            base: &site.base_url,
        };
        moved.write(edition, self.english.0, out)?;
        if let Some(feed) = feed::of(edition, words, self.english.0, &site.base_url) {
            let file = feed::path(words.lang());
            fs::write(out.join(&file[1..]), feed)?;
        }
        Ok(addresses)
    }
}

/// The locale without the scenes that only pages show.
fn for_the_app(edition: &Edition) -> Locale {
    let mut locale = edition.locale.clone();
    locale.art.retain(|art| !assets::is_scene(&art.name));
    locale
}

/// What seals requests, where the site says so.
fn sealing(site: &Site, assets: &Assets, out: &Path) -> io::Result<Option<Sealing>> {
    let Some(seal) = site.seal.clone() else {
        return Ok(None);
    };
    let script = assets.write_script(out, "seal", Path::new("src/submit/seal.js"))?;
    Ok(Some(Sealing { seal, script }))
}

/// What the forms of a language share.
struct Forms<'a> {
    shared: &'a Shared<'a>,
    edition: &'a Edition,
    words: Words,
    sets: Sets,
    /// Address of what can be said above a form.
    said: String,
}

impl Forms<'_> {
    /// Compiles a form and writes it where the app and the intake read it. Its pages are the form, and its
    /// receipt for those who send it without script.
    fn pages(&self, source: &FormSource) -> io::Result<[Page; 2]> {
        let Shared { assets, out, .. } = *self.shared;
        let (site, lang) = (&self.shared.sources.library.site, self.words.lang());
        let destination = site.destination(source.id());
        let mut form = source.compile(&self.sets, lang);
        if !destination
            .as_ref()
            .is_some_and(|to| to.kind == DestinationKind::Fhir)
        {
            form.transaction.take();
        }
        fs::write(
            out.join(format!("forms/{}.{lang}.json", form.id)),
            serde_json::to_vec(&form)?,
        )?;
        let stem = format!("form-{}-{lang}", form.id);
        let setup = FormSetup {
            title: form.title.own.clone(),
            model: assets.write_json(out, &stem, &form)?,
            destination,
            sealing: self.shared.sealing.clone(),
            timeout_seconds: site.submit.timeout_seconds,
            mailto_octets: site.submit.mailto_octets,
            records: form.item(RECORD).and(site.records.clone()),
        };
        let page = |route: Route, html: &dyn Fn() -> AnyView| {
            let path = route.path(lang);
            Page {
                html: render_page(&path, self.words, html),
                path,
                title: form.title.own.clone(),
                description: form.description.own.clone(),
                form: None,
            }
        };
        let asked = page(Route::Form(form.id.clone()), &|| {
            let article = self.edition.article_before(&form.id);
            let said = self.said.clone();
            view! { <FormPage form=form.clone() setup=setup.clone() said article/> }.into_any()
        });
        let received = page(Route::Received(form.id.clone()), &|| {
            ReceivedPage { form: form.clone() }.view()
        });
        let asked = Page {
            form: Some(setup.clone()),
            ..asked
        };
        let received = Page {
            title: [&form.receipt.title.own, " · ", &form.title.own].concat(),
            ..received
        };
        Ok([asked, received])
    }
}

fn write_page(out: &Path, page: &Page, document: &Document) -> io::Result<()> {
    let folder = out.join(page.path.trim_matches('/'));
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), document.html())?;
    fs::write(folder.join("page.json"), serde_json::to_vec(page)?)
}

/// The page at `/`: the languages to choose from; with script, the browser's own is chosen.
fn chooser(languages: &[Language], words: &[Words], assets: &Assets) -> String {
    let links = languages.iter().map(|language| {
        format!(
            "<li><a class=\"button button--quiet\" lang=\"{0}\" dir=\"{1}\" href=\"/{0}/\">{2}</a></li>",
            language.tag,
            language.dir,
            escape(&language.name),
        )
    });
    let title = words
        .first()
        .map_or("", |words| words.get(Key::FrameHospital));
    let links: String = links.collect();
    let tags: Vec<_> = languages
        .iter()
        .map(|language| language.tag.as_str())
        .collect();
    document::bare(
        title,
        assets,
        &format!(
            "<main class=\"wrap section chooser stack\"><h1>{}</h1><ul class=\"chips\" role=\"list\">{links}</ul></main>\
             <script src=\"{}\" data-languages=\"{}\"></script>",
            escape(title),
            assets.chooser,
            tags.join(" "),
        ),
    )
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path: PathBuf = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// The drawings, for those who need them without the whole site.
pub fn art() -> Vec<Art> {
    assets::read_art(Path::new("src/ui/art"))
}
