//! Markup made on the host that the app leaves as it is: prose, and the body of a form. What a
//! browser's translator, a password manager or a patient does inside of it cannot break the page.

use leptos::prelude::*;

/// Markup that is taken over as it stands.
#[component]
pub fn Opaque(
    /// The markup; empty while hydrating, when the document holds it already.
    html: String,
    /// Class of the box it stands in.
    class: &'static str,
) -> impl IntoView {
    view! { <div class=class data-opaque inner_html=html></div> }
}
