//! The whole site: reads its sources, writes its pages, assets and forms.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use leptos::prelude::*;
use portico::content::{Edition, Library};
use portico::finding::Finding;
use portico::form::records::RECORD;
use portico::i18n::{Art, Key, Language, Locale, Words};
use portico::markup::escape;
use portico::page::{FormPage, FormSetup, Page, ReceivedPage, Sealing, not_found};
use portico::route::Route;
use portico::submit::DestinationKind;
use portico::ui::form::Said;

use crate::assets::{self, Assets};
use crate::document::{self, Document, render_page};
use crate::forms::{FormSource, sets};
use crate::found::{feed, guide, manifest, map, preview};
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
    let mut addresses = Vec::new();
    let mut all_words = Vec::new();
    for edition in &sources.library.editions {
        let words = Words::new(edition.locale.clone());
        all_words.push(words);
        let locale = assets.write_json(
            out,
            &format!("locale-{}", words.lang()),
            &for_the_app(edition),
        )?;
        let mut made = pages::of(
            edition,
            &sources.library.editions,
            sources.library.site.seal.is_some(),
        );
        for form in &sources.forms {
            made.extend(form_pages(sources, edition, form, words, &assets, out)?);
        }
        for page in made {
            let document = Document {
                page: &page,
                words,
                library: &sources.library,
                edition,
                assets: &assets,
                locale: &locale,
            };
            write_page(out, &page, &document)?;
            addresses.push(page.path);
        }
        let english = &sources.library.editions[0];
        if let Some(feed) = feed::of(edition, english, &sources.library.site.base_url) {
            let file = feed::path(words.lang());
            fs::write(out.join(&file[1..]), feed)?;
        }
    }
    let languages = sources
        .library
        .editions
        .iter()
        .map(|edition| edition.locale.languages.as_slice())
        .next()
        .unwrap_or_default();
    fs::write(
        out.join("404.html"),
        document::plain(&all_words, &assets, || not_found(&all_words)),
    )?;
    fs::write(
        out.join("index.html"),
        chooser(languages, &all_words, &assets),
    )?;
    fs::write(
        out.join("robots.txt"),
        map::robots(&sources.library.site.base_url),
    )?;
    fs::write(
        out.join("sitemap.xml"),
        map::of(&sources.library.site, &addresses),
    )?;
    fs::write(
        out.join("site.webmanifest"),
        serde_json::to_vec(&manifest::of(all_words[0]))?,
    )?;
    fs::write(out.join("llms.txt"), guide::of(&sources.library))
}

/// The locale without the scenes that only pages show.
fn for_the_app(edition: &Edition) -> Locale {
    let mut locale = edition.locale.clone();
    locale.art.retain(|art| !assets::is_scene(&art.name));
    locale
}

/// Compiles a form into a language and writes it where the app and the intake read it. Its pages are
/// the form, and its receipt for those who send it without script.
fn form_pages(
    sources: &Sources,
    edition: &Edition,
    source: &FormSource,
    words: Words,
    assets: &Assets,
    out: &Path,
) -> io::Result<[Page; 2]> {
    let english = &sources.library.editions[0];
    let site = &sources.library.site;
    let destination = site.destination(source.id());
    let mut form = source.compile(&sets(edition, english), words.lang());
    if !destination
        .as_ref()
        .is_some_and(|to| to.kind == DestinationKind::Fhir)
    {
        form.transaction.take();
    }
    fs::create_dir_all(out.join("forms"))?;
    fs::write(
        out.join(format!("forms/{}.{}.json", form.id, words.lang())),
        serde_json::to_vec(&form)?,
    )?;
    fs::write(
        out.join(format!("forms/{}.json", form.id)),
        source.published()?,
    )?;
    let model = assets.write_json(out, &format!("form-{}-{}", form.id, words.lang()), &form)?;
    let sealing = match &site.seal {
        Some(seal) => Some(Sealing {
            seal: seal.clone(),
            script: assets.write_script(out, "seal", Path::new("src/submit/seal.js"))?,
        }),
        None => None,
    };
    let setup = FormSetup {
        title: form.title.own.clone(),
        model,
        destination,
        sealing,
        timeout_seconds: site.submit.timeout_seconds,
        mailto_octets: site.submit.mailto_octets,
        records: form.item(RECORD).and(site.records.clone()),
    };
    let page = |route: Route, html: &dyn Fn() -> AnyView| {
        let path = route.path(words.lang());
        Page {
            html: render_page(&path, words, html),
            path,
            title: form.title.own.clone(),
            description: form.description.own.clone(),
            form: None,
        }
    };
    let said = render_page("/", words, || view! { <Said/> }.into_any());
    let said = assets.write_json(out, &format!("said-{}", words.lang()), &said)?;
    let asked = page(Route::Form(form.id.clone()), &|| {
        let article = edition.article_before(&form.id);
        view! { <FormPage form=form.clone() setup=setup.clone() said=said.clone() article/> }
            .into_any()
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
