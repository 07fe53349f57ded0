//! `llms.txt`: the site in short, for programs that answer people's questions.

use portico::content::Library;
use portico::i18n::{Key, Words};
use portico::route::Route;

/// The guide, in the site's first language: what the site is, and where everything stands.
pub fn of(library: &Library) -> String {
    let edition = &library.editions[0];
    let words = Words::new(edition.locale.clone());
    let base = &library.site.base_url;
    let line = |route: Route, title: &str, summary: &str| {
        let url = [base, &*route.path(words.lang())].concat();
        if summary.is_empty() {
            format!("- [{title}]({url})\n")
        } else {
            format!("- [{title}]({url}): {summary}\n")
        }
    };
    let own =
        |route: Route, title: Key, summary: Key| line(route, words.get(title), words.get(summary));
    let pages = [
        own(Route::Home, Key::HomeTitle, Key::HomeDescription),
        own(Route::Programs, Key::PagesPrograms, Key::PagesProgramsLead),
        own(Route::Research, Key::PagesResearch, Key::PagesResearchLead),
        own(Route::Contact, Key::PagesContact, Key::PagesContactLead),
    ];
    let forms = edition.locale.forms.iter();
    let forms: String = forms
        .map(|form| line(Route::Form(form.id.clone()), &form.title, ""))
        .collect();
    let articles = edition.articles.iter();
    let articles: String = articles
        .map(|article| {
            let head = &article.head;
            line(
                Route::Article(article.slug.clone()),
                &head.title,
                &head.summary,
            )
        })
        .collect();
    let programs: String = edition
        .programs
        .iter()
        .map(|program| {
            let head = &program.head;
            line(
                Route::Program(program.slug.clone()),
                &head.title,
                &head.summary,
            )
        })
        .collect();
    let highlights: String = edition
        .highlights
        .iter()
        .map(|highlight| {
            let head = &highlight.head;
            line(
                Route::Highlight(highlight.slug.clone()),
                &head.title,
                &head.summary,
            )
        })
        .collect();
    format!(
        "# {}\n\n> {}\n\n{}{forms}{articles}\n## {}\n\n{programs}\n## {}\n\n{highlights}",
        words.get(Key::FrameHospital),
        words.get(Key::HomeDescription),
        pages.concat(),
        words.get(Key::PagesPrograms),
        words.get(Key::PagesResearch),
    )
}
