//! The moment of relief: the request is there.

use leptos::prelude::*;

use crate::i18n::{Key, Words};
use crate::ui::Art;

/// What the patient keeps, and what comes next.
#[component]
pub fn Receipt(
    /// What people call the request.
    reference: String,
    /// When the receipt came.
    time: String,
    /// Called when the patient prints.
    on_print: Callback<()>,
    /// Called when the patient has something else to ask for.
    on_new: Callback<()>,
) -> impl IntoView {
    let words = Words::expect();
    let contact = &words.locale().contact;
    let next = [
        (Key::SendNext1, Key::SendNext1Text),
        (Key::SendNext2, Key::SendNext2Text),
        (Key::SendNext3, Key::SendNext3Text),
    ];
    let next = next.map(|(title, text)| {
        view! { <li class="path__item"><h4 class="path__title">{words.get(title)}</h4><p>{words.get(text)}</p></li> }
    });
    let prepare = [
        Key::SendPrepare1,
        Key::SendPrepare2,
        Key::SendPrepare3,
        Key::SendPrepare4,
    ];
    let prepare = prepare.map(|key| view! { <li>{words.get(key)}</li> });

    view! {
        <div class="receipt">
            <div class="receipt__top">
                <Art name="receipt" class="receipt__mark"/>
                <h2 tabindex="-1" data-focus>{words.get(Key::SendArrivedTitle)}</h2>
                <p>{words.get(Key::SendArrivedText)}</p>
                <p class="receipt__label">{words.get(Key::SendArrivedReference)}</p>
                <p class="receipt__reference" translate="no" dir="ltr">{reference}</p>
                <p class="receipt__label">{words.fill(Key::SendArrivedAt, &[("time", &time)])}</p>
                <p>{words.get(Key::SendArrivedKeep)}</p>
            </div>
            <div class="receipt__next">
                <h3>{words.get(Key::SendNextTitle)}</h3>
                <ol class="path" role="list">{next.into_iter().collect_view()}</ol>
                <h3>{words.get(Key::SendPrepareTitle)}</h3>
                <ul>{prepare.into_iter().collect_view()}</ul>
                <h3>{words.get(Key::SendReachTitle)}</h3>
                <p>{words.get(Key::SendReachText)}</p>
                <p><a href=format!("mailto:{}", contact.email)><bdi dir="ltr">{contact.email.as_str()}</bdi></a></p>
                <p><bdi dir="ltr">{contact.phone.as_str()}</bdi></p>
            </div>
            <p class="actions">
                <button class="button button--quiet" type="button" on:click=move |_| on_print.run(())>{words.get(Key::SendPrint)}</button>
                <button class="button button--quiet" type="button" on:click=move |_| on_new.run(())>{words.get(Key::SendNew)}</button>
            </p>
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::form::item::tests::render;

    #[test]
    fn no_translator_touches_the_reference() {
        let html = render(|| {
            view! { <Receipt reference="6HAF-6SPZ-0".into() time="1 May".into() on_print=Callback::new(|()| ()) on_new=Callback::new(|()| ())/> }
                .into_any()
        });
        assert!(
            html.contains(
                r#"<p translate="no" dir="ltr" class="receipt__reference">6HAF-6SPZ-0</p>"#
            ),
            "{html}"
        );
    }
}
