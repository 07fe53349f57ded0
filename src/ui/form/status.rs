//! What is happening to a request, and what can be done when it did not arrive. Every state is an
//! element of its own: a browser's translator freezes text that is only changed.

use leptos::prelude::*;

use crate::i18n::{Key, Plural, Words};
use crate::ui::Art;

/// Why a request did not arrive, as far as it leads to different advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// It may have arrived, or not.
    Unknown,
    /// The connection failed.
    Unreachable,
    /// Nothing is taken now; come back after so many seconds.
    Busy(u32),
    /// Nothing was taken, for a reason no patient can mend.
    Failed,
    /// Some answers were refused, and it is not known which.
    Refused,
    /// An earlier version is there already.
    Different,
    /// It could not be sealed, and so did not leave.
    Unsealed,
    /// The key that seals it has expired, and so it did not leave.
    KeyExpired,
    /// There is nowhere to send it to.
    Off,
    /// The patient's mail program sends it.
    ByMail,
    /// The patient saves it and sends the file.
    ByFile,
}

impl Advice {
    /// Whether the same request may be sent once more.
    pub fn repeats(self) -> bool {
        matches!(
            self,
            Self::Unknown | Self::Unreachable | Self::Busy(_) | Self::Failed
        )
    }

    /// Whether nothing went wrong: the patient sends it, as the hospital wants it.
    fn is_as_planned(self) -> bool {
        matches!(self, Self::ByMail | Self::ByFile)
    }

    fn words(self, words: Words, holes: &[(&str, &str)], once: bool) -> (&'static str, String) {
        let (title, text) = match self {
            Self::Unknown if once => (Key::SendUnknownTitle, Key::SendUnknownText),
            Self::Unknown => (Key::SendUnknownTitle, Key::SendUnknownTwiceText),
            Self::Unreachable if once => (Key::SendUnreachableTitle, Key::SendUnreachableText),
            Self::Unreachable => (Key::SendUnreachableTitle, Key::SendUnreachableTwiceText),
            Self::Busy(seconds) => {
                let text = words.plural(Plural::SendBusyText, seconds as usize, &[]);
                return (words.get(Key::SendBusyTitle), text);
            }
            Self::Failed => (Key::SendFailedTitle, Key::SendFailedText),
            Self::Refused => (Key::SendRefusedTitle, Key::SendRefusedText),
            Self::Different => (Key::SendDifferentTitle, Key::SendDifferentText),
            Self::Unsealed => (Key::SendUnsealedTitle, Key::SendUnsealedText),
            Self::KeyExpired => (Key::SendUnsealedTitle, Key::SendExpiredText),
            Self::Off => (Key::SendOffTitle, Key::SendOffText),
            Self::ByMail => (Key::SendByMailTitle, Key::SendByMailText),
            Self::ByFile => (Key::SendByFileTitle, Key::SendByFileText),
        };
        (words.get(title), words.fill(text, holes))
    }
}

/// A way to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Send it once more.
    Again,
    /// Let it wait on this device.
    Keep,
    /// Open the mail program.
    Mail,
    /// Save a file.
    File(File),
    /// Copy the text.
    Copy,
}

/// How the answers leave by the patient's own hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// Written in the e-mail.
    InMail,
    /// In a file to attach.
    InFile,
    /// Sealed, in a file to attach.
    Sealed,
    /// Not at all: they should be sealed and could not be.
    Nowhere,
}

/// A file of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// To read, to print and to attach.
    Page,
    /// A draft for a mail program, with everything attached.
    Letter,
    /// For another program.
    Data,
}

/// The request is on its way.
#[component]
pub fn Sending() -> impl IntoView {
    let words = Words::expect();
    view! {
        <div class="status status--busy" role="status" tabindex="-1" data-focus>
            <span class="status__icon" aria-hidden="true"></span>
            <div class="status__body">
                <h2 class="status__title">{words.get(Key::SendSendingTitle)}</h2>
                <p>{words.get(Key::SendSendingText)}</p>
            </div>
        </div>
    }
}

/// The request did not arrive, as far as is known.
#[component]
pub fn Status(
    /// Why.
    advice: Advice,
    /// What people call the request.
    reference: String,
    /// Where answers are mailed to.
    email: String,
    /// Whether the endpoint keeps a request once, however often it comes.
    once: bool,
    /// Where it waits, if it goes by itself.
    place: Option<Key>,
) -> impl IntoView {
    let words = Words::expect();
    let holes = [("reference", reference.as_str()), ("email", &email)];
    let (title, text) = advice.words(words, &holes, once);
    let (class, role, art) = if advice.is_as_planned() {
        ("status", "status", "mail")
    } else {
        ("status status--warn", "alert", "warning")
    };
    view! {
        <div class=class role=role tabindex="-1" data-focus>
            <Art name=art class="status__icon"/>
            <div class="status__body">
                <h2 class="status__title">{title}</h2>
                <p>{text}</p>
                {place.map(|place| view! { <p>{words.get(place)}</p> })}
            </div>
        </div>
    }
}

/// The ways to go on, the nearest first.
#[component]
pub fn Ladder(
    /// Why other ways are needed.
    advice: Advice,
    /// Whether the endpoint keeps a request once, however often it comes.
    once: bool,
    /// Whether to send once more is to ask first.
    asks: bool,
    /// Whether it may wait on this device, and does not yet.
    keeps: bool,
    /// The `mailto:` address.
    mail: String,
    /// How the answers leave with it.
    carried: Carried,
    /// The address of the last step.
    back: String,
    /// Called with the way that was taken.
    on_way: Callback<Way>,
) -> impl IntoView {
    let words = Words::expect();
    let phone = &words.locale().contact.phone;
    let by_file = advice == Advice::ByFile;
    let (mail_title, mail_text) = match carried {
        Carried::Nowhere => (Key::SendRescueMail, Key::SendMailUnsealedText),
        Carried::Sealed => (Key::SendMail, Key::SendMailAttachText),
        _ if by_file => (Key::SendMail, Key::SendMailAttachText),
        Carried::InMail => (Key::SendMail, Key::SendMailText),
        Carried::InFile => (Key::SendMail, Key::SendMailShortText),
    };
    let (saved, title, text) = match carried {
        Carried::Sealed => (File::Data, Key::SendFileSealed, Key::SendFileSealedText),
        _ => (File::Page, Key::SendFile, Key::SendFileText),
    };
    let save = (carried != Carried::Nowhere)
        .then(|| rung(Way::File(saved), "download", title, text, on_way));
    let (first, last) = if by_file || carried != Carried::InMail {
        (save, None)
    } else {
        (None, save)
    };
    let open = matches!(carried, Carried::InMail | Carried::InFile);
    let (copy_text, risk) = match carried {
        Carried::Sealed => (Key::SendCopyOpenText, Key::SendMailRiskSealed),
        Carried::Nowhere => (Key::SendCopyOpenText, Key::SendMailRisk),
        _ => (Key::SendCopyText, Key::SendMailRisk),
    };
    let (once_more, once_more_text) = match (asks, once) {
        (true, _) => (Key::SendAsk, Key::SendAskText),
        (_, true) => (Key::SendAgain, Key::SendAgainText),
        _ => (Key::SendAgain, Key::SendAgainTwiceText),
    };
    let again = advice
        .repeats()
        .then(|| rung(Way::Again, "reload", once_more, once_more_text, on_way));
    let keep = keeps.then(|| {
        rung(
            Way::Keep,
            "shield",
            Key::SendKeep,
            Key::SendKeepText,
            on_way,
        )
    });

    view! {
        <h2>{words.get(Key::SendWays)}</h2>
        <div class="ladder">
            {again}
            {keep}
            {first}
            <a class="ladder__way" href=mail rel="external" on:click=move |_| on_way.run(Way::Mail)>
                {rung_words("mail", mail_title, mail_text)}
            </a>
            {rung(Way::Copy, "copy", Key::SendCopy, copy_text, on_way)}
            {last}
            <a class="ladder__way" href=format!("tel:{}", phone.replace(' ', "")) rel="external">
                <Art name="phone" class="ladder__icon"/>
                <span>
                    <span class="ladder__title">{words.get(Key::SendCall)}</span>
                    <bdi class="ladder__text" dir="ltr">{phone.as_str()}</bdi>
                </span>
            </a>
        </div>
        {(carried != Carried::Nowhere).then(|| view! {
            <p class="ladder__files">
                {words.get(Key::SendFiles)}
                {file(File::Letter, Key::SendFileLetter, on_way)}
                {open.then(|| file(File::Data, Key::SendFileData, on_way))}
            </p>
        })}
        <p class="field__hint">{words.get(risk)}</p>
        <p class="actions"><a class="button button--quiet" href=back rel="external">{words.get(Key::SendBack)}</a></p>
    }
}

fn file(file: File, name: Key, on_way: Callback<Way>) -> impl IntoView {
    let name = Words::expect().get(name);
    view! {
        <button class="button button--link" type="button" on:click=move |_| on_way.run(Way::File(file))>{name}</button>
    }
}

fn rung(
    way: Way,
    art: &'static str,
    title: Key,
    text: Key,
    on_way: Callback<Way>,
) -> impl IntoView {
    view! {
        <button class="ladder__way" type="button" on:click=move |_| on_way.run(way)>{rung_words(art, title, text)}</button>
    }
}

fn rung_words(art: &'static str, title: Key, text: Key) -> impl IntoView {
    let words = Words::expect();
    view! {
        <Art name=art class="ladder__icon"/>
        <span>
            <span class="ladder__title">{words.get(title)}</span>
            <span class="ladder__text">{words.get(text)}</span>
        </span>
    }
}

/// The answers as text, after the patient asked for them: mail programs fail without a word.
#[component]
pub fn Copied(
    /// The way that led here.
    way: Way,
    /// The answers; nothing where they must not go where the patient writes.
    text: Option<String>,
    /// Where they are mailed to.
    email: String,
) -> impl IntoView {
    let words = Words::expect();
    let said = match (way, &text) {
        (Way::Mail, Some(_)) => Key::SendMailOpened,
        (Way::Mail, None) => Key::SendMailOpenedSealed,
        _ => Key::SendCopied,
    };
    view! {
        <div class="copybox" role="status">
            <p>{words.get(said)}</p>
            {(way == Way::Mail).then(|| view! { <p><bdi dir="ltr">{email}</bdi></p> })}
            {text.map(|text| view! {
                <textarea class="copybox__text" readonly rows="8" dir="auto" aria-label=words.get(Key::SendRescueBox)>{text}</textarea>
            })}
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::form::item::tests::render;

    fn status(advice: Advice) -> String {
        status_of(advice, true)
    }

    fn status_of(advice: Advice, once: bool) -> String {
        let email = "visit@hospital.example".to_owned();
        render(move || {
            view! { <Status advice reference="6HAF-6SPZ-0".into() email once place=None/> }
                .into_any()
        })
    }

    fn ladder(advice: Advice, carried: Carried) -> String {
        let on_way = Callback::new(|_| ());
        render(|| {
            view! { <Ladder advice once=true asks=false keeps=false mail="mailto:a@b.example".into() carried back="#last".into() on_way/> }.into_any()
        })
    }

    #[test]
    fn what_is_not_known_is_not_called_arrived() {
        assert!(status(Advice::Unknown).contains("We do not know whether your request arrived"));
    }

    #[test]
    fn a_busy_hospital_says_how_long_to_wait() {
        assert!(
            status(Advice::Busy(30)).contains("30 seconds"),
            "{}",
            status(Advice::Busy(30))
        );
    }

    #[test]
    fn an_earlier_version_is_named_by_its_reference() {
        assert!(status(Advice::Different).contains("6HAF-6SPZ-0"));
    }

    #[test]
    fn what_could_not_be_sealed_is_not_said_to_have_left() {
        assert!(status(Advice::Unsealed).contains("Nothing has been sent"));
    }

    #[test]
    fn an_expired_key_is_no_fault_of_the_patient() {
        let said = status(Advice::KeyExpired);
        assert!(
            said.contains("no fault of yours") && said.contains("Nothing has been sent"),
            "{said}"
        );
    }

    #[test]
    fn a_sealed_request_is_saved_sealed_and_never_open() {
        let html = ladder(Advice::Failed, Carried::Sealed);
        assert!(
            html.find("Download your sealed request") < html.find("Send it by e-mail"),
            "{html}"
        );
        assert!(!html.contains("Data (.json)"), "{html}");
    }

    #[test]
    fn whoever_copies_what_should_be_sealed_is_told_that_the_copy_is_not() {
        for carried in [Carried::Sealed, Carried::Nowhere] {
            let html = ladder(Advice::Failed, carried);
            assert!(html.contains("What you copy is not sealed"), "{html}");
        }
    }

    #[test]
    fn what_could_not_be_sealed_is_not_offered_as_a_file() {
        let html = ladder(Advice::KeyExpired, Carried::Nowhere);
        assert!(!html.contains("ownload"), "{html}");
        assert!(html.contains("Your answers stay here"), "{html}");
    }

    #[test]
    fn what_did_not_arrive_is_announced() {
        assert!(status(Advice::Failed).contains(r#"role="alert""#));
    }

    #[test]
    fn nobody_is_told_to_try_again_where_that_is_no_use() {
        assert!(!ladder(Advice::Off, Carried::InMail).contains("Try again"));
    }

    #[test]
    fn answers_too_long_for_mail_are_downloaded_first() {
        let html = ladder(Advice::Failed, Carried::InFile);
        assert!(
            html.find("Download your answers") < html.find("Send it by e-mail"),
            "{html}"
        );
    }

    #[test]
    fn only_where_it_is_so_a_repeat_is_said_to_be_kept_once() {
        let once = "keeps it only once";
        assert!(status_of(Advice::Unknown, true).contains(once));
        assert!(!status_of(Advice::Unknown, false).contains(once));
    }

    #[test]
    fn whoever_sends_a_file_is_told_where_to() {
        assert!(status(Advice::ByFile).contains("visit@hospital.example"));
    }

    #[test]
    fn a_request_that_the_patient_mails_is_no_failure() {
        assert!(!status(Advice::ByMail).contains("alert"));
    }

    #[test]
    fn a_file_that_is_sent_is_saved_first() {
        let html = ladder(Advice::ByFile, Carried::InMail);
        assert!(
            html.find("Download your answers") < html.find("Send it by e-mail"),
            "{html}"
        );
    }
}
