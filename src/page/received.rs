//! The receipt of a form that was sent without script: the server writes the reference into it.

use leptos::prelude::*;

use crate::form::Form;
use crate::ui::form::Receipt;

/// Stands where the server writes the reference.
pub const REFERENCE_PLACEHOLDER: &str = "REFERENCE-PLACEHOLDER";

/// What the receipt shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceivedPage {
    /// The form that was sent.
    pub form: Form,
}

impl ReceivedPage {
    /// Draws it.
    pub fn view(self) -> AnyView {
        let Form { title, receipt, .. } = self.form;
        view! {
            <div class="wrap section section--first">
                <header class="form__intro stack"><h1>{title.own}</h1></header>
                <Receipt said=receipt reference=REFERENCE_PLACEHOLDER.into() acts=None/>
            </div>
        }
        .into_any()
    }
}
