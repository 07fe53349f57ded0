//! The research highlights of a language as an Atom feed, newest first.

use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text};
use portico::content::{Document, Edition, Highlight};
use portico::i18n::{Key, Words};
use portico::route::Route;

/// The address of a language's feed.
pub fn path(lang: &str) -> String {
    Route::Research.path(lang) + "feed.xml"
}

/// The feed; empty-handed where no highlight says when it was added. English says that for all languages.
pub fn of(edition: &Edition, words: Words, english: &Edition, base: &str) -> Option<String> {
    let lang = words.lang();
    let absolute = |path: String| [base, path.as_str()].concat();
    let added = |slug: &str| {
        let date = english.highlight(slug)?.head.added.as_ref()?;
        [date, "T00:00:00Z"].concat().parse::<FixedDateTime>().ok()
    };
    let entry = |highlight: &Document<Highlight>| {
        let url = absolute(Route::Highlight(highlight.slug.clone()).path(lang));
        Some(Entry {
            title: Text::plain(highlight.head.title.clone()),
            id: url.clone(),
            updated: added(&highlight.slug)?,
            links: vec![link(&url, "alternate")],
            summary: Some(Text::plain(highlight.head.summary.clone())),
            ..Entry::default()
        })
    };
    let mut entries: Vec<_> = edition.highlights.iter().filter_map(entry).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    let own = absolute(path(lang));
    let feed = Feed {
        title: Text::plain(words.get(Key::PagesResearch)),
        id: own.clone(),
        updated: entries.first()?.updated,
        lang: Some(lang.to_owned()),
        authors: vec![Person {
            name: words.get(Key::FrameHospital).to_owned(),
            ..Person::default()
        }],
        links: vec![
            link(&own, "self"),
            link(&absolute(Route::Research.path(lang)), "alternate"),
        ],
        entries,
        ..Feed::default()
    };
    Some(feed.to_string())
}

fn link(href: &str, rel: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        ..Link::default()
    }
}
