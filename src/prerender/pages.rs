//! Every page of a language but the forms, from its content.

use leptos::prelude::AnyView;
use portico::content::{
    Article, Document, Edition, First, Highlight, Letter, Program, Shape, Standing, sections,
    with_blanks, with_contact, with_sealing,
};
use portico::i18n::{Key, Language, Locale, PageName, Words};
use portico::page::{
    ArticlePage, ContactPage, FirstData, Group, HighlightPage, HomePage, LetterPage, Page,
    ProgramPage, ProgramsPage, ResearchPage,
};
use portico::route::Route;
use portico::ui::{CardData, HighlightCardData};

use crate::document::render_page;

/// How many of the newest highlights home shows.
const HIGHLIGHTS_ON_HOME: usize = 3;

/// All pages of an edition, as they hold where requests are sealed, or are not. Letters stand in English too.
/// Programs are found by what lies at `index`.
pub fn of(
    edition: &Edition,
    words: Words,
    all: &[Edition],
    seals: bool,
    index: String,
) -> Vec<Page> {
    let maker = Maker {
        edition,
        seals,
        words,
        index: index.clone(),
        borrowed: false,
    };
    let english = Maker {
        edition: &all[0],
        seals,
        words: Words::new(in_english(&edition.locale, &all[0].locale)),
        index,
        borrowed: true,
    };
    let mut pages = vec![
        maker.home(),
        maker.programs(),
        maker.research(),
        maker.contact(),
    ];
    let of = |borrowed| if borrowed { &english } else { &maker };
    pages.extend(
        edition
            .programs
            .iter()
            .map(|program| of(program.borrowed).program(program)),
    );
    pages.extend(
        edition
            .highlights
            .iter()
            .map(|highlight| of(highlight.borrowed).highlight(highlight)),
    );
    pages.extend(
        edition
            .articles
            .iter()
            .map(|article| of(article.borrowed).article(article)),
    );
    pages.extend(
        edition
            .letters
            .iter()
            .map(|letter| of(letter.borrowed).letter(letter, all)),
    );
    pages
}

/// The words of a page that stands in English as a whole among those of another language.
fn in_english(own: &Locale, english: &Locale) -> Locale {
    Locale {
        texts: english.texts.clone(),
        plurals: english.plurals.clone(),
        forms: english.forms.clone(),
        articles: english.articles.clone(),
        ..own.clone()
    }
}

struct Maker<'a> {
    edition: &'a Edition,
    /// Whether requests are sealed.
    seals: bool,
    words: Words,
    index: String,
    /// Whether its pages stand in English for want of a translation.
    borrowed: bool,
}

impl Maker<'_> {
    fn page(
        &self,
        route: Route,
        title: &str,
        description: &str,
        view: impl FnOnce() -> AnyView,
    ) -> Page {
        let path = route.path(self.words.lang());
        let mut html = render_page(&path, self.words, view);
        if self.borrowed {
            html = format!("<div lang=\"en\" dir=\"ltr\">{html}</div>");
        }
        Page {
            path,
            title: title.into(),
            description: description.into(),
            html,
            form: None,
        }
    }

    fn home(&self) -> Page {
        let standing = |wanted: Standing| {
            let chosen = self
                .edition
                .programs
                .iter()
                .filter(move |program| program.head.standing.contains(&wanted));
            chosen.map(card).collect()
        };
        let body = HomePage {
            common: standing(Standing::Common),
            centers: standing(Standing::Center),
            programs: self.edition.programs.len(),
            highlights: self
                .edition
                .highlights
                .iter()
                .take(HIGHLIGHTS_ON_HOME)
                .map(highlight_card)
                .collect(),
            articles: self.recommended(false),
            research: self.recommended(true),
        };
        self.page(
            Route::Home,
            self.words.get(Key::HomeTitle),
            self.words.get(Key::HomeDescription),
            || body.view(),
        )
    }

    fn programs(&self) -> Page {
        let groups = self.edition.categories.iter().map(|category| Group {
            key: category.key.clone(),
            title: category.name.clone(),
            lang: category.borrowed.then_some("en"),
            programs: self
                .edition
                .listed()
                .filter(|program| program.head.category == category.key)
                .map(card)
                .collect(),
        });
        let groups = groups.filter(|group| !group.programs.is_empty()).collect();
        let (title, description) = (
            self.words.get(Key::PagesPrograms),
            self.words.get(Key::PagesProgramsLead),
        );
        self.page(Route::Programs, title, description, || {
            let index = self.index.clone();
            ProgramsPage { groups, index }.view()
        })
    }

    fn program(&self, program: &Document<Program>) -> Page {
        let head = &program.head;
        let category = self
            .edition
            .categories
            .iter()
            .find(|category| category.key == head.category);
        let of_it = self
            .edition
            .highlights
            .iter()
            .filter(|highlight| highlight.head.programs.contains(&program.slug));
        let body = ProgramPage {
            slug: program.slug.clone(),
            name: head.name.clone(),
            title: head.title.clone(),
            summary: head.summary.clone(),
            category: category
                .map(|category| (category.name.clone(), category.key.clone()))
                .unwrap_or_default(),
            html: program.html.clone(),
            conditions: head.conditions.clone(),
            conditions_general: head.conditions_general.clone(),
            treatments: head.treatments.clone(),
            treatments_general: head.treatments_general.clone(),
            related: head
                .related
                .iter()
                .filter_map(|slug| self.edition.program(slug))
                .map(card)
                .collect(),
            highlights: of_it.map(highlight_card).collect(),
        };
        self.page(
            Route::Program(program.slug.clone()),
            &head.title,
            &head.summary,
            || body.view(),
        )
    }

    fn research(&self) -> Page {
        let highlights = self.edition.highlights.iter().map(highlight_card).collect();
        let (title, description) = (
            self.words.get(Key::PagesResearch),
            self.words.get(Key::PagesResearchLead),
        );
        self.page(Route::Research, title, description, || {
            let articles = self.recommended(true);
            ResearchPage {
                highlights,
                articles,
            }
            .view()
        })
    }

    fn highlight(&self, highlight: &Document<Highlight>) -> Page {
        let head = &highlight.head;
        let body = HighlightPage {
            title: head.title.clone(),
            summary: head.summary.clone(),
            year: head.year,
            journal: head.journal.clone(),
            caveat: head.caveat.clone(),
            html: highlight.html.clone(),
            sources: head.sources.clone(),
            programs: head
                .programs
                .iter()
                .filter_map(|slug| self.edition.program(slug))
                .map(card)
                .collect(),
        };
        self.page(
            Route::Highlight(highlight.slug.clone()),
            &head.title,
            &head.summary,
            || body.view(),
        )
    }

    fn contact(&self) -> Page {
        let (title, description) = (
            self.words.get(Key::PagesContact),
            self.words.get(Key::PagesContactLead),
        );
        self.page(Route::Contact, title, description, || {
            let articles = self.recommended(false);
            ContactPage { articles }.view()
        })
    }

    fn letter(&self, letter: &Document<Letter>, all: &[Edition]) -> Page {
        let own = &self.edition.locale.lang;
        let english = all.first().filter(|edition| edition.locale.lang != *own);
        let body = LetterPage {
            form: letter.slug.clone(),
            title: letter.head.title.clone(),
            summary: letter.head.summary.clone(),
            sheets: std::iter::once(self.edition)
                .chain(english)
                .filter_map(|edition| sheet(edition, &letter.slug))
                .collect(),
        };
        self.page(
            Route::Letter(letter.slug.clone()),
            &letter.head.title,
            &letter.head.summary,
            || body.view(),
        )
    }

    fn article(&self, article: &Document<Article>) -> Page {
        let head = &article.head;
        let html = with_sealing(&article.html, self.seals);
        let html = with_contact(&html, &self.edition.locale.contact);
        let (_, parts) = sections(&html, 2);
        let mut contents = parts.clone();
        contents.retain(|part| !part.id.is_empty());
        let asks = head.shape == Shape::Questions;
        let questions = parts.into_iter().filter(|_| asks).map(|group| {
            let (_, questions) = sections(&group.html, 3);
            (group, questions)
        });
        let forms = &self.edition.locale.forms;
        let others = self.edition.articles.iter().filter(|other| {
            head.order.is_some() && other.head.order.is_some() && other.slug != article.slug
        });
        let body = ArticlePage {
            title: head.title.clone(),
            summary: head.summary.clone(),
            questions: questions.collect(),
            contents,
            html: if asks { String::new() } else { html },
            firsts: head.firsts.iter().map(|first| self.first(first)).collect(),
            fields: if head.shape == Shape::Highlights {
                self.fields()
            } else {
                Vec::new()
            },
            caveat: head.caveat.clone(),
            sources: head.sources.clone(),
            form: forms
                .iter()
                .find(|form| head.form.as_ref() == Some(&form.id))
                .cloned(),
            others: others.map(Document::name).collect(),
        };
        self.page(
            Route::Article(article.slug.clone()),
            &head.title,
            &head.summary,
            || body.view(),
        )
    }

    /// Articles that pages recommend: those that tell of research, or those that help a patient.
    fn recommended(&self, research: bool) -> Vec<PageName> {
        let articles = self.edition.articles.iter();
        articles
            .filter(|article| article.head.order.is_some())
            .filter(|article| article.tells_of_research() == research)
            .map(Document::name)
            .collect()
    }

    fn first(&self, first: &First) -> FirstData {
        let program = first.program.as_deref();
        FirstData {
            year: first.year,
            title: first.title.clone(),
            text: first.text.clone(),
            program: program
                .and_then(|slug| self.edition.program(slug))
                .map(card),
            sources: first.sources.clone(),
        }
    }

    /// Highlights by the field of the program that each names first.
    fn fields(&self) -> Vec<(String, Vec<HighlightCardData>)> {
        let edition = self.edition;
        let field = |highlight: &Document<Highlight>| {
            let program = edition.program(highlight.head.programs.first()?)?;
            Some(&program.head.category)
        };
        let fields = edition.categories.iter().map(|category| {
            let own = edition.highlights.iter();
            let own = own.filter(|highlight| field(highlight) == Some(&category.key));
            (
                category.name.clone(),
                own.map(highlight_card).collect::<Vec<_>>(),
            )
        });
        fields.filter(|(_, own)| !own.is_empty()).collect()
    }
}

/// The sheet of a letter in the language of an edition.
fn sheet(edition: &Edition, form: &str) -> Option<(Language, String)> {
    let locale = &edition.locale;
    let language = locale.languages.iter().find(|one| one.tag == locale.lang)?;
    let letter = edition.letters.iter().find(|letter| letter.slug == form)?;
    let html = with_blanks(&with_contact(&letter.html, &locale.contact));
    Some((language.clone(), html))
}

fn art(program: &Document<Program>) -> String {
    program
        .head
        .art
        .clone()
        .unwrap_or_else(|| program.head.category.clone())
}

fn card(program: &Document<Program>) -> CardData {
    CardData {
        slug: program.slug.clone(),
        title: program.head.title.clone(),
        name: program.head.name.clone(),
        summary: program.head.summary.clone(),
        art: art(program),
        lang: program.borrowed.then_some("en"),
    }
}

fn highlight_card(highlight: &Document<Highlight>) -> HighlightCardData {
    HighlightCardData {
        slug: highlight.slug.clone(),
        title: highlight.head.title.clone(),
        summary: highlight.head.summary.clone(),
        year: highlight.head.year,
        journal: highlight.head.journal.clone(),
        lang: highlight.borrowed.then_some("en"),
    }
}
