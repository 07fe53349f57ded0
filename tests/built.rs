//! Rules about the built site: what it weighs, what its pages say of themselves, and where they point.
//! `cargo xtask test built` builds it first.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use portico::json::{self, FromJson};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The site's files, by their path.
static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let dist = dist();
    let mut files = BTreeMap::new();
    gather(&dist, &dist, &mut files);
    assert!(
        files.contains_key("en/index.html"),
        "there is no site in {}: run `cargo xtask build`",
        dist.display()
    );
    files
});

/// The pages, by their path.
static PAGES: LazyLock<BTreeMap<String, Page>> = LazyLock::new(|| {
    let pages = FILES.iter().filter(|(path, _)| path.ends_with(".html"));
    pages
        .map(|(path, bytes)| {
            (
                path.clone(),
                Page::read(str::from_utf8(bytes).expect("pages are text")),
            )
        })
        .collect()
});

/// The site's languages, as `site.json` names them.
static LANGUAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let site = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("public/site.json"));
    let site: serde_json::Value =
        serde_json::from_str(&site.expect("there are settings")).expect("settings are JSON");
    serde_json::from_value(site["languages"].clone()).expect("there are languages")
});

/// What a page says of itself, and all its elements.
#[derive(Debug, Default)]
struct Page {
    title: String,
    elements: Vec<Element>,
}

#[derive(Debug, Clone)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Page {
    fn read(html: &str) -> Self {
        let (mut title, mut elements) = (String::new(), Vec::new());
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("*", |found| {
                let attributes = found
                    .attributes()
                    .iter()
                    .map(|found| (found.name(), found.value()))
                    .collect();
                elements.push(Element {
                    name: found.tag_name(),
                    attributes,
                });
                Ok(())
            }))
            .append_element_content_handler(text!("head > title", |part| {
                title += part.as_str();
                Ok(())
            }));
        rewrite_str(html, settings).expect("the page can be read");
        Self { title, elements }
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements
            .iter()
            .filter(move |element| element.name == name)
    }

    fn root(&self) -> &Element {
        self.all("html").next().expect("a page has a root")
    }

    fn links(&self, relation: &str) -> Vec<&Element> {
        self.all("link")
            .filter(|link| link.get("rel") == Some(relation))
            .collect()
    }

    fn description(&self) -> &str {
        let mut metas = self
            .all("meta")
            .filter(|meta| meta.get("name") == Some("description"));
        metas
            .next()
            .and_then(|meta| meta.get("content"))
            .unwrap_or_default()
    }
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// The pages in a language: all but the chooser and the page for what is missing.
fn localized() -> impl Iterator<Item = (&'static String, &'static Page)> {
    PAGES.iter().filter(|(path, _)| path.contains('/'))
}

/// Complains about every page of which this is true.
#[track_caller]
fn no_page<'a>(
    pages: impl Iterator<Item = (&'a String, &'a Page)>,
    wrong: impl Fn(&str, &Page) -> bool,
) {
    let found: Vec<_> = pages
        .filter(|(path, page)| wrong(path, page))
        .map(|(path, _)| path)
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// No file of this kind weighs more, as it goes over the network.
#[track_caller]
fn weighs_at_most(limit: usize, is: impl Fn(&str) -> bool) {
    let weight = |path: &String| {
        (
            path.clone(),
            FILES
                .get(&format!("{path}.br"))
                .unwrap_or(&FILES[path])
                .len(),
        )
    };
    let weighed: Vec<_> = FILES.keys().filter(|path| is(path)).map(weight).collect();
    let heavy: Vec<_> = weighed.iter().filter(|(_, bytes)| *bytes > limit).collect();
    assert!(
        !weighed.is_empty() && heavy.is_empty(),
        "more than {limit}: {heavy:#?}"
    );
}

#[test]
fn no_page_weighs_more_than_14_kilobytes() {
    weighs_at_most(14_000, |path| path.ends_with(".html") && !is_list(path));
}

/// The list of all programs grows with them; no other page does.
fn is_list(path: &str) -> bool {
    path.ends_with("/programs/index.html")
}

#[test]
fn the_list_of_all_programs_weighs_at_most_30_kilobytes() {
    weighs_at_most(30_000, is_list);
}

#[test]
fn the_styles_weigh_at_most_10_kilobytes() {
    weighs_at_most(10_000, |path| path.ends_with(".css"));
}

#[test]
fn the_boot_script_weighs_at_most_1500_bytes() {
    weighs_at_most(1_500, |path| {
        path.starts_with("assets/boot-") && path.ends_with(".js")
    });
}

#[test]
fn what_keeps_drafts_weighs_at_most_1500_bytes_each() {
    for stem in ["drawer", "answers", "kept", "file"] {
        weighs_at_most(1_500, |path| {
            path.starts_with(&format!("assets/{stem}-")) && path.ends_with(".js")
        });
    }
}

#[test]
fn what_tells_the_office_hours_weighs_at_most_1500_bytes() {
    weighs_at_most(1_500, |path| {
        path.starts_with("assets/hours-") && path.ends_with(".js")
    });
}

#[test]
fn the_glue_weighs_at_most_8_kilobytes() {
    weighs_at_most(8_000, |path| {
        path.starts_with("assets/portico-") && path.ends_with(".js")
    });
}

#[test]
fn the_app_weighs_at_most_200_kilobytes() {
    weighs_at_most(200_000, |path| path.ends_with(".wasm"));
}

#[test]
fn everything_large_lies_ready_in_brotli() {
    let large = FILES.iter().filter(|(path, bytes)| {
        bytes.len() > 2_000
            && [".html", ".css", ".js", ".wasm", ".json"]
                .iter()
                .any(|end| path.ends_with(end))
    });
    let bare: Vec<_> = large
        .map(|(path, _)| path)
        .filter(|path| !FILES.contains_key(&format!("{path}.br")) && *path != "headers.json")
        .collect();
    assert!(bare.is_empty(), "{bare:#?}");
}

#[test]
fn every_page_has_a_title() {
    no_page(PAGES.iter(), |_, page| page.title.trim().is_empty());
}

#[test]
fn no_two_pages_of_a_language_share_a_title() {
    let mut titles = BTreeMap::<(&str, &str), Vec<&str>>::new();
    for (path, page) in localized() {
        let lang = page.root().get("lang").unwrap_or_default();
        titles.entry((lang, &page.title)).or_default().push(path);
    }
    titles.retain(|_, paths| paths.len() > 1);
    assert!(titles.is_empty(), "{titles:#?}");
}

#[test]
fn every_page_describes_itself() {
    no_page(localized(), |_, page| page.description().is_empty());
}

#[test]
fn every_page_says_its_language() {
    no_page(localized(), |path, page| {
        page.root().get("lang") != path.split('/').next()
    });
}

#[test]
fn every_page_says_its_direction() {
    no_page(PAGES.iter(), |_, page| {
        let expected = if page.root().get("lang") == Some("ar") {
            "rtl"
        } else {
            "ltr"
        };
        page.root().get("dir") != Some(expected)
    });
}

#[test]
fn every_page_has_one_address() {
    no_page(localized(), |path, page| {
        let address = format!("/{}", path.trim_end_matches("index.html"));
        let links = page.links("canonical");
        links.len() != 1
            || !links[0]
                .get("href")
                .is_some_and(|href| href.starts_with("https://") && href.ends_with(&address))
    });
}

#[test]
fn every_page_names_itself_in_every_language() {
    no_page(localized(), |_, page| {
        let languages: Vec<_> = page
            .links("alternate")
            .iter()
            .filter_map(|link| link.get("hreflang"))
            .collect();
        languages[..languages.len() - 1] != *LANGUAGES || languages.last() != Some(&"x-default")
    });
}

#[test]
fn every_page_has_one_heading() {
    no_page(PAGES.iter(), |_, page| page.all("h1").count() != 1);
}

#[test]
fn every_page_to_be_found_says_what_it_is_or_is_a_form() {
    no_page(localized(), |path, page| {
        let says = |script: &Element| script.get("type") == Some("application/ld+json");
        let found = !path.contains("/received/") && page.all("form").next().is_none();
        found && !page.all("script").any(says)
    });
}

#[test]
fn every_question_that_a_page_answers_is_one_to_search_engines() {
    for lang in LANGUAGES.iter() {
        let page = &FILES[&format!("{lang}/questions/index.html")];
        let count = |part| String::from_utf8_lossy(page).matches(part).count();
        let shown = count(" class=\"questions__item\"");
        assert!(shown > 0, "{lang}");
        assert_eq!(count("\"@type\":\"Question\""), shown, "{lang}");
    }
}

#[test]
fn scripts_in_a_page_are_only_data() {
    no_page(PAGES.iter(), |_, page| {
        page.all("script").any(|script| {
            let data = ["application/json", "application/ld+json"];
            script.get("src").is_none()
                && !script.get("type").is_some_and(|kind| data.contains(&kind))
        })
    });
}

#[test]
fn no_page_listens_in_its_markup() {
    no_page(PAGES.iter(), |_, page| {
        page.elements
            .iter()
            .any(|element| element.attributes.keys().any(|name| name.starts_with("on")))
    });
}

#[test]
fn no_page_carries_styles() {
    no_page(PAGES.iter(), |_, page| {
        page.all("style").count() > 0
            || page
                .elements
                .iter()
                .any(|element| element.get("style").is_some())
    });
}

#[test]
fn no_page_loads_anything_from_elsewhere() {
    let loaded = |element: &Element| match element.name.as_str() {
        "a" | "area" => None,
        "link" if ["canonical", "alternate"].contains(&element.get("rel").unwrap_or_default()) => {
            None
        }
        _ => [
            "src",
            "href",
            "srcset",
            "action",
            "data",
            "poster",
            "data-glue",
            "data-wasm",
            "data-words",
        ]
        .iter()
        .find_map(|name| {
            element
                .get(name)
                .filter(|value| value.contains("//"))
                .map(str::to_owned)
        }),
    };
    no_page(PAGES.iter(), |_, page| {
        page.elements
            .iter()
            .any(|element| loaded(element).is_some())
    });
}

#[test]
fn links_that_lead_elsewhere_name_a_source() {
    // Sources stand on pages of programs and highlights, and in articles; nothing else leads away.
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/content/en/pages");
    let articles = fs::read_dir(articles)
        .expect("there are articles")
        .flatten();
    let names = articles.map(|entry| entry.file_name().to_string_lossy().replace(".md", "/"));
    let mut may: Vec<_> = names.map(|name| format!("/{name}index")).collect();
    may.extend(["programs/".to_owned(), "research/".to_owned()]);
    no_page(PAGES.iter(), |path, page| {
        let away = page.all("a").any(|link| {
            link.get("href")
                .is_some_and(|href| href.starts_with("http") || href.starts_with("//"))
        });
        away && !may.iter().any(|part| path.contains(part))
    });
}

#[test]
fn every_address_in_a_page_is_there() {
    const NAMES: [&str; 6] = [
        "href",
        "src",
        "data-glue",
        "data-wasm",
        "data-words",
        "srcset",
    ];
    let mut missing = BTreeMap::<String, Vec<String>>::new();
    for (path, page) in PAGES.iter() {
        for element in &page.elements {
            for address in NAMES.iter().filter_map(|name| element.get(name)) {
                if address.starts_with('/') && !is_there(address) {
                    missing
                        .entry(address.to_owned())
                        .or_default()
                        .push(path.clone());
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_place_in_a_page_is_there() {
    // The review is drawn by the app.
    no_page(PAGES.iter(), |_, page| {
        let targets = page
            .all("a")
            .filter_map(|link| link.get("href")?.strip_prefix('#'));
        let there = |id: &str| {
            id == "check"
                || page
                    .elements
                    .iter()
                    .any(|element| element.get("id") == Some(id))
        };
        targets.filter(|id| !id.is_empty()).any(|id| !there(id))
    });
}

#[test]
fn every_place_in_another_page_is_there() {
    no_page(PAGES.iter(), |_, page| {
        let links = page.all("a").filter_map(|link| link.get("href"));
        let mut places = links.filter_map(|link| link.strip_prefix('/')?.split_once('#'));
        places.any(|(path, id)| {
            let other = PAGES.get(&format!("{path}index.html"));
            let mut ids = other.iter().flat_map(|page| &page.elements);
            !ids.any(|element| element.get("id") == Some(id))
        })
    });
}

#[test]
fn no_id_stands_twice_in_a_page() {
    no_page(PAGES.iter(), |_, page| {
        let mut ids: Vec<_> = page
            .elements
            .iter()
            .filter_map(|element| element.get("id"))
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        ids.len() != all
    });
}

#[test]
fn assets_are_named_by_their_own_content() {
    let assets = FILES.iter().filter(|(path, _)| {
        path.starts_with("assets/") && !path.ends_with(".br") && !path.ends_with(".gz")
    });
    let wrong: Vec<_> = assets
        .filter(|(path, bytes)| !path.contains(&hash(bytes)))
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_site_map_names_every_page() {
    let map = String::from_utf8_lossy(&FILES["sitemap.xml"]);
    no_page(localized(), |path, _| {
        let address = format!("/{}</loc>", path.trim_end_matches("index.html"));
        !path.contains("/received/") && !map.contains(&address)
    });
}

#[test]
fn the_site_map_names_each_page_in_the_other_languages_too() {
    let map = String::from_utf8_lossy(&FILES["sitemap.xml"]);
    let languages = localized().filter_map(|(_, page)| page.root().get("lang"));
    let languages: BTreeSet<_> = languages.chain(["x-default"]).collect();
    let pages = map.matches("<loc>").count();
    for lang in languages {
        let named = map.matches(&format!("hreflang=\"{lang}\"")).count();
        assert_eq!(named, pages, "{lang}");
    }
}

#[test]
fn every_page_that_is_shared_shows_a_picture_of_ours() {
    no_page(localized(), |path, page| {
        let picture = page.all("meta").find_map(|meta| {
            let named = meta.get("property") == Some("og:image");
            meta.get("content").filter(|_| named)
        });
        let is_ours = picture.is_some_and(|address| {
            let path = address.splitn(4, '/').nth(3).unwrap_or_default();
            FILES.contains_key(path)
        });
        !path.contains("/received/") && !is_ours
    });
}

#[test]
fn the_manifest_names_icons_that_are_there() {
    let manifest: Value =
        serde_json::from_slice(&FILES["site.webmanifest"]).expect("the manifest is JSON");
    let icons = manifest["icons"].as_array().expect("it has icons");
    for icon in icons {
        let address = icon["src"].as_str().expect("an address");
        assert!(is_there(address), "{address}");
    }
}

#[test]
fn the_feed_of_a_language_holds_its_highlights() {
    for (path, bytes) in FILES.iter().filter(|(path, _)| path.ends_with("feed.xml")) {
        let folder = path.trim_end_matches("feed.xml");
        let pages = PAGES.keys().filter(|page| page.starts_with(folder)).count() - 1;
        let feed = String::from_utf8_lossy(bytes);
        assert_eq!(feed.matches("<entry>").count(), pages, "{path}");
    }
}

#[test]
fn every_form_has_a_receipt_that_says_what_happens_next_without_script() {
    let forms = FILES
        .keys()
        .filter_map(|path| path.strip_prefix("forms/")?.strip_suffix(".en.json"));
    for form in forms {
        let page = &FILES[&format!("en/{form}/received/index.html")];
        let page = String::from_utf8_lossy(page);
        assert!(page.contains("REFERENCE-PLACEHOLDER"), "{form}");
        assert!(page.contains("What happens next"), "{form}");
    }
}

/// Files of which the app must understand every field: read and written again they are the same.
#[track_caller]
fn the_app_reads_all_of<T: FromJson + Serialize>(is: impl Fn(&str) -> bool) {
    let files: Vec<_> = FILES.iter().filter(|(path, _)| is(path)).collect();
    assert!(!files.is_empty(), "there are some");
    for (path, bytes) in files {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let read = json::read::<T>(text).unwrap_or_else(|| panic!("{path} is malformed"));
        let written = serde_json::to_value(read).expect("it can be written");
        assert_eq!(Some(written), serde_json::from_str(text).ok(), "{path}");
    }
}

#[test]
fn the_app_reads_all_of_every_page() {
    the_app_reads_all_of::<portico::page::Page>(|path| path.ends_with("/page.json"));
}

#[test]
fn the_app_reads_all_of_every_form() {
    the_app_reads_all_of::<portico::form::Form>(|path| {
        path.starts_with("assets/form-") && path.ends_with(".json")
    });
}

#[test]
fn the_app_reads_all_of_every_languages_words() {
    the_app_reads_all_of::<portico::i18n::Locale>(|path| {
        path.starts_with("assets/locale-") && path.ends_with(".json")
    });
}

#[test]
fn every_card_of_the_list_has_words_that_it_is_found_by() {
    for lang in LANGUAGES.iter() {
        let list = &PAGES[&format!("{lang}/programs/index.html")];
        let is_card = |element: &&Element| element.get("class") == Some("program-card");
        let cards = list.all("li").filter(is_card).count();
        let index = list.all("div").find_map(|part| part.get("data-index"));
        let words = &FILES[index
            .expect("the list names its words")
            .trim_start_matches('/')];
        let words = String::from_utf8_lossy(words);
        let lacking = words.split('\u{c}').filter(|words| words.trim().is_empty());
        assert_eq!(
            (words.split('\u{c}').count(), lacking.count()),
            (cards, 0),
            "{lang}"
        );
    }
}

#[test]
fn every_page_has_its_data_beside_it() {
    no_page(localized(), |path, _| {
        !FILES.contains_key(&path.replace("index.html", "page.json"))
    });
}

/// The first 16 hexadecimal digits of a file's SHA-256.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Whether the site has this address.
fn is_there(address: &str) -> bool {
    let path = address
        .split(['#', '?'])
        .next()
        .unwrap_or_default()
        .trim_start_matches('/');
    // The intake answers here.
    path.starts_with("intake/")
        || FILES.contains_key(path)
        || FILES.contains_key(&format!("{path}index.html"))
}

fn gather(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            gather(root, &path, files);
        } else if let (Ok(name), Ok(bytes)) = (path.strip_prefix(root), fs::read(&path)) {
            files.insert(name.to_string_lossy().into_owned(), bytes);
        }
    }
}

fn dist() -> PathBuf {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    env::var_os("PORTICO_DIST").map_or(usual, PathBuf::from)
}
