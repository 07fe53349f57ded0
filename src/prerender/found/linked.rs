//! What a page is about, in the terms of schema.org (JSON-LD), for search engines.

use portico::config::Site;
use portico::content::{Article, Document, Edition, Library, Program, with_contact, with_sealing};
use portico::i18n::{Contact, Hours, Key, Words};
use portico::markup::unescape;
use portico::page::Page;
use portico::route::{Address, Route};
use serde_json::{Value, json};

/// Days of the week as schema.org names them, Monday first.
const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// What is said of a page, and where it stands; of home, the hospital too. Of a form its title and
/// description say all.
pub fn of(page: &Page, words: Words, library: &Library, edition: &Edition) -> Option<Value> {
    let address = Address::parse(&page.path).filter(|_| page.form.is_none())?;
    let site = &library.site;
    let mut graph = vec![about(page, &address.route, library, edition)];
    graph.extend(crumbs(page, &address.route, words, site));
    if address.route == Route::Home {
        graph.push(hospital(words, site));
    }
    Some(json!({"@context": "https://schema.org", "@graph": graph}))
}

fn about(page: &Page, route: &Route, library: &Library, edition: &Edition) -> Value {
    let site = &library.site;
    let url = [&site.base_url, page.path.as_str()].concat();
    let kind = match route {
        Route::Program(_) | Route::Highlight(_) => "MedicalWebPage",
        Route::Programs | Route::Research => "CollectionPage",
        Route::Contact => "ContactPage",
        _ => "WebPage",
    };
    let mut about = json!({
        "@type": kind,
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.description,
        "inLanguage": edition.locale.lang,
        "publisher": {"@id": hospital_id(site)},
    });
    match route {
        Route::Program(slug) => {
            if let Some(program) = edition.program(slug) {
                add_program(&mut about, &program.head, library);
            }
        }
        Route::Highlight(slug) => {
            if let Some(highlight) = edition.highlight(slug) {
                about["citation"] = json!(highlight.head.sources);
            }
        }
        // An article's path reads as that of a form.
        Route::Form(slug) => {
            if let Some(article) = edition.article(slug) {
                add_questions(&mut about, article, site);
            }
        }
        _ => {}
    }
    about
}

fn add_program(about: &mut Value, program: &Program, library: &Library) {
    if let Some(specialty) = library.specialties.get(&program.category) {
        about["specialty"] = ["https://schema.org/", specialty].concat().into();
    }
    let conditions = program.conditions.iter();
    let conditions: Vec<_> = conditions
        .map(|name| json!({"@type": "MedicalCondition", "name": name}))
        .collect();
    if !conditions.is_empty() {
        about["about"] = conditions.into();
    }
}

/// Questions and their answers, whose links lead on from anywhere.
fn add_questions(about: &mut Value, article: &Document<Article>, site: &Site) {
    let questions = article.questions();
    if questions.is_empty() {
        return;
    }
    let base = format!(" href=\"{}/", site.base_url);
    let questions = questions.iter().map(|question| {
        let answer = with_sealing(&question.html, site.seal.is_some());
        let answer = with_contact(&answer, &site.contact).replace(" href=\"/", &base);
        json!({
            "@type": "Question",
            "name": unescape(&question.title),
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        })
    });
    about["@type"] = "FAQPage".into();
    about["mainEntity"] = questions.collect();
}

/// The way from home to the page.
fn crumbs(page: &Page, route: &Route, words: Words, site: &Site) -> Option<Value> {
    let between = match route {
        Route::Home => return None,
        Route::Program(_) => Some((Route::Programs, Key::PagesPrograms)),
        Route::Highlight(_) => Some((Route::Research, Key::PagesResearch)),
        _ => None,
    };
    let on_the_way = |(route, name): (Route, Key)| (words.get(name), route.path(words.lang()));
    let steps = [Some((Route::Home, Key::FrameHospital)), between];
    let steps = steps.into_iter().flatten().map(on_the_way);
    let steps = steps.chain([(page.title.as_str(), page.path.clone())]);
    let items: Vec<_> = steps
        .enumerate()
        .map(|(at, (name, path))| {
            json!({
                "@type": "ListItem",
                "position": at + 1,
                "name": name,
                "item": format!("{}{path}", site.base_url),
            })
        })
        .collect();
    Some(json!({"@type": "BreadcrumbList", "itemListElement": items}))
}

fn hospital_id(site: &Site) -> String {
    [&site.base_url, "/#hospital"].concat()
}

fn hospital(words: Words, site: &Site) -> Value {
    let Contact {
        email,
        phone,
        address,
        hours,
    } = &site.contact;
    let mut hospital = json!({
        "@type": "Hospital",
        "@id": hospital_id(site),
        "name": words.get(Key::FrameHospital),
        "url": site.base_url,
        "logo": format!("{}/icons/icon-512.png", site.base_url),
        "address": address.join(", "),
        "contactPoint": {
            "@type": "ContactPoint",
            "email": email,
            "telephone": phone,
        },
    });
    if let Some(hours) = hours {
        hospital["openingHoursSpecification"] = opening(hours);
    }
    hospital
}

fn opening(hours: &Hours) -> Value {
    let days = hours.days.iter();
    let days: Vec<_> = days
        .filter_map(|day| DAYS.get(usize::from(*day).checked_sub(1)?))
        .map(|day| ["https://schema.org/", day].concat())
        .collect();
    json!({
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": days,
        "opens": hours.opens,
        "closes": hours.closes,
    })
}
