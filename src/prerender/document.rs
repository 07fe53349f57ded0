//! One page as a whole HTML document: head, the rendered app, its data.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use portico::app::App;
use portico::content::{Edition, Library};
use portico::i18n::{Key, Words};
use portico::markup::escape;
use portico::page::Page;
use portico::route::{Address, Route};
use portico::submit::outcome::MARK;

use crate::assets::{Asset, Assets};
use crate::borrowed::{self, Among};
use crate::found::{feed, linked, map, preview};

/// What a page's document is made of.
pub struct Document<'a> {
    /// The page.
    pub page: &'a Page,
    /// The words of its language.
    pub words: Words,
    /// What the site is made of.
    pub library: &'a Library,
    /// What its language's pages are made of.
    pub edition: &'a Edition,
    /// What it points to.
    pub assets: &'a Assets,
    /// Address of its language's words.
    pub locale: &'a str,
}

impl Document<'_> {
    /// The document.
    pub fn html(&self) -> String {
        let words = self.words;
        let app = render(&self.page.path, words, || {
            view! { <App page=self.page.clone()/> }.into_any()
        });
        let app = borrowed::mark(&app, Among::Leave);
        let nodes = nodes_of(&app);
        let title = words.fill(Key::FrameTitle, &[("page", &self.page.title)]);
        let (start, script) = self.start();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\"{start}>\n<head>\n{head}<title>{title}</title>\n\
             <meta name=\"description\" content=\"{description}\">\n{links}{script}</head>\n\
             <body>\n<div class=\"app\" id=\"app\" data-nodes=\"{nodes}\">{app}</div>\n\
             <script type=\"application/json\" id=\"page\">{data}</script>\n</body>\n</html>\n",
            lang = words.lang(),
            dir = direction(words),
            head = head(self.assets),
            title = escape(&title),
            description = escape(&self.page.description),
            links = self.links(),
            data = self.data(),
        )
    }

    /// What starts the app: attributes for `boot.js`, and itself. The receipt stands at the address of the
    /// intake, where the app would not know it; it only forgets the draft.
    fn start(&self) -> (String, String) {
        let assets = self.assets;
        let address = Address::parse(&self.page.path);
        if address.is_some_and(|address| matches!(address.route, Route::Received(_))) {
            return (
                String::new(),
                format!("<script src=\"{}\" defer></script>\n", assets.received),
            );
        }
        let attributes = format!(
            " data-drawer=\"{}\" data-glue=\"{}\" data-wasm=\"{}\" data-integrity=\"{}\" data-words=\"{}\"",
            assets.drawer, assets.glue, assets.wasm.url, assets.wasm.integrity, self.locale,
        );
        let Asset { url, integrity } = &assets.boot;
        (
            attributes,
            format!("<script src=\"{url}\" integrity=\"{integrity}\" defer></script>\n"),
        )
    }

    /// Canonical address, the same page in other languages, and what a page must not be found by.
    fn links(&self) -> String {
        let base = &self.library.site.base_url;
        let Some(address) = Address::parse(&self.page.path) else {
            return String::new();
        };
        let mut links = format!(
            "<link rel=\"canonical\" href=\"{base}{}\">\n",
            self.page.path
        );
        for (lang, url) in map::alternates(&self.library.site, &address.route) {
            links += &format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{url}\">\n");
        }
        if matches!(address.route, Route::Home | Route::Research) {
            links += &format!(
                "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{}\" href=\"{}\">\n",
                escape(self.words.get(Key::PagesResearch)),
                feed::path(&address.lang),
            );
        }
        if !matches!(address.route, Route::Received(_)) {
            links += &preview::of(
                self.page,
                self.words,
                &self.library.site,
                &self.assets.share,
            );
            links += &self.linked();
        }
        links
    }

    fn linked(&self) -> String {
        let linked = linked::of(self.page, self.words, self.library, self.edition);
        let linked = linked.map(|linked| linked.to_string().replace('<', "\\u003c"));
        linked.map_or_else(String::new, |linked| {
            format!("<script type=\"application/ld+json\">{linked}</script>\n")
        })
    }

    /// The page's data without the markup that the document already holds.
    fn data(&self) -> String {
        let data = Page {
            html: String::new(),
            ..self.page.clone()
        };
        serde_json::to_string(&data)
            .unwrap_or_default()
            .replace('<', "\\u003c")
    }
}

/// A document without the app, in the site's first language.
pub fn plain(words: &[Words], assets: &Assets, content: impl FnOnce() -> AnyView) -> String {
    let Some(first) = words.first().copied() else {
        return String::new();
    };
    let body = render("/", first, content);
    bare(first.get(Key::PagesNotFoundTitle), assets, &body)
}

/// A document without the app.
pub fn bare(title: &str, assets: &Assets, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n{}<title>{}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        head(assets),
        escape(title),
    )
}

/// Renders with the words at hand.
pub fn render(path: &str, words: Words, content: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        provide_context(words);
        provide_context(RequestUrl::new(path));
        content().to_html()
    });
    owner.unset_with_forced_cleanup();
    html
}

/// Renders what a page shows. The app leaves it as it stands, so it needs no marks for taking it over.
pub fn render_page(path: &str, words: Words, content: impl FnOnce() -> AnyView) -> String {
    let html = render(path, words, content).replace("<!>", "");
    borrowed::mark(&html, Among::Mark)
}

/// The head that all documents share.
pub fn head(assets: &Assets) -> String {
    format!(
        "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{MARK}\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"{}\" integrity=\"{}\">\n<link rel=\"icon\" href=\"/icons/favicon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"apple-touch-icon\" href=\"/icons/icon-192.png\">\n<link rel=\"manifest\" href=\"/site.webmanifest\">\n",
        assets.style.url, assets.style.integrity,
    )
}

/// In which direction a language is written.
pub fn direction(words: Words) -> &'static str {
    let locale = words.locale();
    let own = locale
        .languages
        .iter()
        .find(|language| language.tag == locale.lang);
    own.map_or("ltr", |language| language.dir.as_str())
}

/// How many elements the app will find when it takes the page over: all but those in opaque parts.
fn nodes_of(html: &str) -> usize {
    let (all, opaque) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let count = |counter: &Rc<Cell<usize>>| {
        let counter = counter.clone();
        move || counter.set(counter.get() + 1)
    };
    let (count_all, count_opaque) = (count(&all), count(&opaque));
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("*", |_| {
            count_all();
            Ok(())
        }))
        .append_element_content_handler(element!("[data-opaque] *", |_| {
            count_opaque();
            Ok(())
        }));
    rewrite_str(html, settings).expect("rendered markup is well formed");
    all.get() - opaque.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_inside_opaque_parts_does_not_count() {
        assert_eq!(
            nodes_of("<p><b>a</b></p><div data-opaque><i>b</i></div>"),
            3
        );
    }
}
