//! Articles that help a reader before they decide.

use leptos::prelude::*;

use super::Art;
use crate::i18n::{PageName, Words};
use crate::route::Route;

/// A ruled list of links to articles.
#[component]
pub fn Reading(
    /// The articles.
    articles: Vec<PageName>,
) -> impl IntoView {
    let lang = Words::expect().lang();
    let links = articles.into_iter().map(|PageName { id, title }| {
        view! {
            <li class="common__item">
                <a class="common__link" href=Route::Article(id).path(lang)>
                    <span>{title}</span>
                    <Art name="arrow" class="common__arrow"/>
                </a>
            </li>
        }
    });
    view! { <ul class="common" role="list">{links.collect_view()}</ul> }
}
