//! Links between the pages of the site: where they lead must be there.

use std::collections::{BTreeMap, BTreeSet};

use super::section::{ids, values};
use super::{Document, Edition};
use crate::finding::Finding;
use crate::route::Route;

/// The pages of a language, each with the places in it that a link may lead to.
pub struct Places(BTreeMap<String, BTreeSet<String>>);

impl Places {
    /// All pages of an edition and its forms.
    pub fn of(edition: &Edition, forms: &[String]) -> Self {
        let mut places = BTreeMap::new();
        let mut add = |route: Route, ids: BTreeSet<String>| {
            places.insert(route.path(&edition.locale.lang), ids);
        };
        for route in [Route::Home, Route::Research, Route::Contact] {
            add(route, BTreeSet::new());
        }
        let categories = edition
            .categories
            .iter()
            .map(|category| category.key.clone());
        add(Route::Programs, categories.collect());
        for program in &edition.programs {
            add(Route::Program(program.slug.clone()), own(program));
        }
        for highlight in &edition.highlights {
            add(Route::Highlight(highlight.slug.clone()), own(highlight));
        }
        for article in &edition.articles {
            add(Route::Article(article.slug.clone()), own(article));
        }
        for letter in &edition.letters {
            add(Route::Letter(letter.slug.clone()), own(letter));
        }
        for form in forms {
            add(Route::Form(form.clone()), BTreeSet::new());
        }
        Self(places)
    }

    /// Links of a text that lead to no page of the site, or to no place in it.
    pub fn missing<T>(&self, document: &Document<T>) -> Vec<Finding> {
        let inside = values(&document.html, "href").filter(|link| link.starts_with(['/', '#']));
        let broken = inside.filter(|link| !self.has(link, document));
        broken
            .map(|link| {
                let message = format!("the link `{link}` leads nowhere");
                let fix =
                    "Correct it, or remove it. Links to pages of this site begin with `/{lang}/`.";
                let part = link.split_once('/').map_or(link, |(_, rest)| {
                    rest.split_once('/').map_or(rest, |(_, tail)| tail)
                });
                document.finding(part, message, fix)
            })
            .collect()
    }

    fn has<T>(&self, link: &str, document: &Document<T>) -> bool {
        let (path, id) = link.split_once('#').unwrap_or((link, ""));
        if path.is_empty() {
            return ids(&document.html).any(|own| own == id);
        }
        let path = path.split('?').next().unwrap_or_default();
        self.0
            .get(path)
            .is_some_and(|ids| id.is_empty() || ids.contains(id))
    }
}

fn own<T>(document: &Document<T>) -> BTreeSet<String> {
    ids(&document.html).map(str::to_owned).collect()
}
