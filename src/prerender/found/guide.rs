//! `llms.txt`: the site in short, for programs that answer people's questions.

use portico::content::Library;
use portico::i18n::{Key, Words};
use portico::route::Route;

/// The guide, in the site's first language: what the site is, and where everything stands.
pub fn of(library: &Library, words: Words) -> String {
    let edition = &library.editions[0];
    let base = &library.site.base_url;
    let line = |(route, title, summary): (Route, &str, &str)| {
        let url = [base, &*route.path(words.lang())].concat();
        let summary = if summary.is_empty() {
            String::new()
        } else {
            [": ", summary].concat()
        };
        format!("- [{title}]({url}){summary}\n")
    };
    let own = [
        (Route::Home, Key::HomeTitle, Key::HomeDescription),
        (Route::Programs, Key::PagesPrograms, Key::PagesProgramsLead),
        (Route::Research, Key::PagesResearch, Key::PagesResearchLead),
        (Route::Contact, Key::PagesContact, Key::PagesContactLead),
    ];
    let own = own.map(|(route, title, summary)| (route, words.get(title), words.get(summary)));
    let forms = edition.locale.forms.iter();
    let forms = forms.map(|form| (Route::Form(form.id.clone()), form.title.as_str(), ""));
    let articles = edition.articles.iter().map(|article| {
        let (route, head) = (Route::Article(article.slug.clone()), &article.head);
        (route, head.title.as_str(), head.summary.as_str())
    });
    let programs = edition.programs.iter().map(|program| {
        let (route, head) = (Route::Program(program.slug.clone()), &program.head);
        (route, head.title.as_str(), head.summary.as_str())
    });
    let highlights = edition.highlights.iter().map(|highlight| {
        let (route, head) = (Route::Highlight(highlight.slug.clone()), &highlight.head);
        (route, head.title.as_str(), head.summary.as_str())
    });
    let pages: String = own
        .into_iter()
        .chain(forms)
        .chain(articles)
        .map(line)
        .collect();
    let programs: String = programs.map(line).collect();
    let highlights: String = highlights.map(line).collect();
    format!(
        "# {}\n\n> {}\n\n{pages}\n## {}\n\n{programs}\n## {}\n\n{highlights}",
        words.get(Key::FrameHospital),
        words.get(Key::HomeDescription),
        words.get(Key::PagesPrograms),
        words.get(Key::PagesResearch),
    )
}
