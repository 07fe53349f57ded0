//! Home: what the hospital offers to patients abroad, and three ways to begin.

use leptos::prelude::*;

use crate::i18n::{Key, PageName, Plural, Words};
use crate::route::Route;
use crate::ui::{
    Art, CardData, Figures, HighlightCard, HighlightCardData, Path, Reading, SectionHead,
};

/// What home shows.
#[derive(Debug, Clone, PartialEq)]
pub struct HomePage {
    /// What patients from abroad seek most.
    pub common: Vec<CardData>,
    /// The multidisciplinary centers of excellence.
    pub centers: Vec<CardData>,
    /// How many programs there are.
    pub programs: usize,
    /// The newest research.
    pub highlights: Vec<HighlightCardData>,
    /// Articles that help a patient to decide.
    pub articles: Vec<PageName>,
    /// Articles that tell of research.
    pub research: Vec<PageName>,
}

impl HomePage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        view! {
            <Hero/>
            <Ways/>
            <Centers centers=self.centers count=self.programs/>
            <Common common=self.common/>
            <Next articles=self.articles/>
            <Discoveries highlights=self.highlights articles=self.research/>
            <Doctors/>
        }
        .into_any()
    }
}

#[component]
fn Hero() -> impl IntoView {
    let words = Words::expect();
    view! {
        <section class="hero">
            <div class="wrap hero__inner">
                <div class="hero__text stack">
                    <h1>{words.get(Key::HomeTitle)}</h1>
                    <p class="hero__lead">{words.get(Key::HomeLead)}</p>
                    <div class="hero__actions">
                        <a class="button" href=appointment(words)>{words.get(Key::HomeAskAppointment)}</a>
                        <a class="button button--quiet" href=Route::Programs.path(words.lang())>
                            {words.get(Key::HomeSeePrograms)}
                        </a>
                    </div>
                    <Seek/>
                </div>
                <Art name="hero" class="hero__art"/>
            </div>
        </section>
    }
}

/// Leads to the list of programs with what is sought. `drawer.js` takes it there: the field has no name,
/// so that no address ever holds it.
#[component]
fn Seek() -> impl IntoView {
    let words = Words::expect();
    view! {
        <form class="filter" role="search" action=Route::Programs.path(words.lang())>
            <label class="filter__label" for="filter">{words.get(Key::PagesFilter)}</label>
            <p class="field__hint" id="filter-hint">{words.get(Key::PagesFilterHint)}</p>
            <span class="filter__box">
                <Art name="search" class="filter__icon"/>
                <input
                    class="filter__input"
                    id="filter"
                    type="search"
                    dir="auto"
                    autocomplete="off"
                    enterkeyhint="search"
                    aria-describedby="filter-hint"
                />
                <button class="button filter__go" aria-label=words.get(Key::PagesFilter)>
                    <Art name="arrow" class="filter__arrow"/>
                </button>
            </span>
        </form>
    }
}

/// The three requests.
#[component]
fn Ways() -> impl IntoView {
    let words = Words::expect();
    let ways = [
        (
            "appointment",
            appointment(words),
            Key::HomeWayVisit,
            Key::HomeWayVisitText,
            Key::HomeWayVisitNote,
        ),
        (
            "second-opinion",
            form(words, "second-opinion"),
            Key::HomeWayOpinion,
            Key::HomeWayOpinionText,
            Key::HomeWayOpinionNote,
        ),
        (
            "newsletter",
            form(words, "subscribe"),
            Key::HomeWayDoctor,
            Key::HomeWayDoctorText,
            Key::HomeWayDoctorNote,
        ),
    ];
    let cards = ways.map(|(art, href, title, text, note)| {
        view! {
            <li class="card card--path">
                <Art name=art class="card__icon"/>
                <h3 class="card__title"><a class="card__link" href=href>{words.get(title)}</a></h3>
                <p class="card__text">{words.get(text)}</p>
                <p class="card__note">{words.get(note)}</p>
            </li>
        }
    });
    view! {
        <section class="section">
            <div class="wrap">
                <SectionHead title=Key::HomeWays/>
                <ul class="ways" role="list">{cards.into_iter().collect_view()}</ul>
            </div>
        </section>
    }
}

/// The multidisciplinary centers, and the way to all programs.
#[component]
fn Centers(centers: Vec<CardData>, count: usize) -> impl IntoView {
    let words = Words::expect();
    let tiles = centers.into_iter().map(|card| {
        view! {
            <li class="center">
                <Art name=card.art class="center__art"/>
                <h3 class="center__title" lang=card.lang dir=card.lang.map(|_| "ltr")>
                    <a class="center__link" href=Route::Program(card.slug).path(words.lang())>{card.title}</a>
                </h3>
                <p class="center__text"><bdi lang="en" dir="ltr">{card.name}</bdi></p>
            </li>
        }
    });
    let all = words.plural(Plural::HomeAllPrograms, count, &[]);
    view! {
        <section class="section section--warm">
            <div class="wrap">
                <SectionHead title=Key::HomeCenters lead=Key::HomeCentersText more=(all, Route::Programs)/>
                <ul class="centers" role="list">{tiles.collect_view()}</ul>
            </div>
        </section>
    }
}

#[component]
fn Common(common: Vec<CardData>) -> impl IntoView {
    let words = Words::expect();
    let links = common.into_iter().map(|card| {
        view! {
            <li class="common__item">
                <a class="common__link" href=Route::Program(card.slug).path(words.lang())>
                    <span lang=card.lang dir=card.lang.map(|_| "ltr")>{card.title}</span>
                    <Art name="arrow" class="common__arrow"/>
                </a>
            </li>
        }
    });
    view! {
        <section class="section">
            <div class="wrap">
                <SectionHead title=Key::HomeCommon lead=Key::HomeCommonText/>
                <ul class="common" role="list">{links.collect_view()}</ul>
            </div>
        </section>
    }
}

#[component]
fn Next(articles: Vec<PageName>) -> impl IntoView {
    view! {
        <section class="section section--joined">
            <div class="wrap">
                <SectionHead title=Key::HomeNext/>
                <Path/>
            </div>
        </section>
        <section class="section section--joined">
            <div class="wrap">
                <SectionHead title=Key::PagesReading/>
                <Reading articles/>
            </div>
        </section>
    }
}

#[component]
fn Discoveries(highlights: Vec<HighlightCardData>, articles: Vec<PageName>) -> impl IntoView {
    let words = Words::expect();
    let more = (words.get(Key::HomeSeeResearch).to_owned(), Route::Research);
    view! {
        <section class="section section--deep">
            <div class="wrap">
                <SectionHead title=Key::HomeResearch lead=Key::HomeResearchText more/>
                <ul class="highlights" role="list">
                    {highlights.into_iter().map(|card| view! { <HighlightCard card/> }).collect_view()}
                </ul>
            </div>
        </section>
        <section class="section">
            <div class="wrap">
                <div class="stack stack--l">
                    <Figures/>
                    <Reading articles/>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Doctors() -> impl IntoView {
    let words = Words::expect();
    view! {
        <section class="section section--joined">
            <div class="wrap">
                <div class="panel">
                    <div class="panel__text stack">
                        <h2>{words.get(Key::HomeDoctors)}</h2>
                        <p>{words.get(Key::HomeDoctorsText)}</p>
                        <a class="button button--quiet" href=form(words, "subscribe")>
                            {words.get(Key::HomeDoctorsAction)}
                        </a>
                    </div>
                    <Art name="doctors" class="panel__art"/>
                </div>
            </div>
        </section>
    }
}

/// A form's address. A form that is not part of this site leads to the people who take its request.
fn form(words: Words, id: &str) -> String {
    let known = words.locale().forms.iter().any(|form| form.id == id);
    let route = if known {
        Route::Form(id.into())
    } else {
        Route::Contact
    };
    route.path(words.lang())
}

fn appointment(words: Words) -> String {
    Route::Form("appointment".into()).path(words.lang())
}
