//! The search above the list of programs: shows what fits, the best first, and says how many do. What is
//! typed stays in this tab.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::vec;

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement};

use super::dom::{all, by_id, element, find, focus, toggle};
use super::storage::Place;
use crate::browser::{call, fetch_text, get, global};
use crate::form::model::Text;
use crate::i18n::{Key, Plural, Words};
use crate::markup::escape;
use crate::search::{Index, Marker, unpack};

/// Where this tab keeps what was typed.
const SOUGHT: &str = "portico:sought";

/// How many cards are drawn at once, as many as a phone shows. The others follow one frame after the other,
/// so that a keystroke never waits for them.
const AT_ONCE: usize = 3;

thread_local! {
    /// The words of all programs, once they have come.
    static INDEX: OnceCell<Index> = const { OnceCell::new() };
}

/// The parts of the page that show what is found.
struct Finder {
    field: HtmlInputElement,
    list: Element,
    found: Element,
    nothing: Element,
    /// Every card as markup, without its end.
    cards: Vec<String>,
    /// The title and the name on each.
    names: Vec<[String; 2]>,
    words: Words,
    rest: RefCell<Option<Rest>>,
}

/// What was found and is not drawn yet.
struct Rest {
    /// The programs by their places, and what each was found by.
    programs: vec::IntoIter<(usize, Option<String>)>,
    marker: Marker,
}

/// Listens to the search, where the page has one, and finds what was typed before.
pub fn attach(words: Words) {
    let Some(finder) = Finder::of_page(words) else {
        return;
    };
    let finder = Rc::new(finder);
    let field = finder.field.clone();
    let listen = |to: &Element, event, heard: fn(&Rc<Finder>)| {
        let finder = finder.clone();
        let heard = Closure::<dyn Fn()>::new(move || heard(&finder)).into_js_value();
        _ = to.add_event_listener_with_callback(event, heard.unchecked_ref());
    };
    listen(&field, "focus", |finder| finder.clone().load());
    listen(&field, "input", |finder| {
        Place::Tab.write(SOUGHT, &finder.field.value());
        finder.apply();
    });
    if let Some(whole) = by_id("all") {
        listen(&whole, "click", |finder| {
            finder.field.set_value("");
            Place::Tab.erase(SOUGHT);
            finder.apply();
            focus(&finder.field);
        });
    }
    if field.value().is_empty() {
        let sought = get(&global("portico"), "sought").as_string();
        let sought = Place::Tab.read(SOUGHT).or(sought);
        field.set_value(&sought.unwrap_or_default());
    }
    finder.apply();
}

impl Finder {
    fn of_page(words: Words) -> Option<Self> {
        let list = by_id("programs")?;
        // What was shortened before the app came is whole again.
        for hidden in all(&list, "[hidden]") {
            toggle(&hidden, "hidden", false);
        }
        let cards = all(&list, ".program-card");
        let markup = |card: &Element| {
            let markup = get(card, "outerHTML").as_string().unwrap_or_default();
            markup.trim_end_matches("</li>").to_owned()
        };
        let names = |card: &Element| {
            [".program-card__title", ".program-card__name"]
                .map(|name| find(card, name).and_then(|name| name.text_content()))
                .map(Option::unwrap_or_default)
        };
        Some(Self {
            field: by_id("filter")?.unchecked_into(),
            cards: cards.iter().map(markup).collect(),
            names: cards.iter().map(names).collect(),
            found: by_id("found")?,
            nothing: by_id("nothing")?,
            list,
            words,
            rest: RefCell::default(),
        })
    }

    /// Fetches the words of all programs; what was typed in the meantime is found then.
    fn load(self: Rc<Self>) {
        let address = self.field.closest("[data-index]").ok().flatten();
        let address = address.and_then(|filter| filter.get_attribute("data-index"));
        let known = INDEX.with(|index| index.get().is_some());
        if let Some(address) = address.filter(|_| !known) {
            spawn_local(async move {
                if let Ok(text) = fetch_text(&address).await {
                    let vague = self.words.get(Key::PagesProgramsVague);
                    let index = Index::new(unpack(&text, &self.names), vague);
                    INDEX.with(|known| _ = known.set(index));
                    self.apply();
                }
            });
        }
    }

    fn apply(self: &Rc<Self>) {
        let typed = self.field.value();
        INDEX.with(|index| match index.get() {
            Some(index) => self.show(index, &typed),
            None if typed.is_empty() => {}
            None => self.clone().load(),
        });
    }

    fn show(self: &Rc<Self>, index: &Index, typed: &str) {
        let found = index.find(typed);
        let (count, seeks) = (found.programs.len(), !found.marker.is_empty());
        let programs = found.programs.iter();
        let programs = programs.map(|found| (found.program, found.by.map(str::to_owned)));
        self.rest.replace(Some(Rest {
            programs: programs.collect::<Vec<_>>().into_iter(),
            marker: found.marker,
        }));
        if let Some(list) = find(&self.found, "ul") {
            list.set_inner_html(&self.draw());
            self.clone().go_on(list);
        }
        toggle(&self.list, "hidden", seeks);
        toggle(&self.found, "hidden", count == 0);
        toggle(&self.nothing, "hidden", count > 0 || !seeks);
        self.say(count, seeks);
    }

    /// The next cards of what was found, as markup.
    fn draw(&self) -> String {
        let mut markup = String::new();
        if let Some(Rest { programs, marker }) = &mut *self.rest.borrow_mut() {
            for (program, by) in programs.take(AT_ONCE) {
                let Some(card) = self.cards.get(program) else {
                    continue;
                };
                markup += &marker.mark(card);
                if let Some(by) = by {
                    markup += "<p class=\"program-card__by\">";
                    markup += &marker.mark(&escape(&by));
                    markup += "</p>";
                }
                markup += "</li>";
            }
        }
        markup
    }

    /// Draws the rest. What is typed meanwhile begins another list, with a rest of its own.
    fn go_on(self: Rc<Self>, list: Element) {
        request_animation_frame(move || {
            let more = self.draw();
            if !more.is_empty() {
                _ = call(
                    &list,
                    "insertAdjacentHTML",
                    &["beforeend".into(), more.into()],
                );
                self.go_on(list);
            }
        });
    }

    /// The count is a new element each time: a browser's translator freezes text that is only changed.
    fn say(&self, found: usize, seeks: bool) {
        let Some(count) = by_id("filter-count") else {
            return;
        };
        count.set_inner_html("");
        if seeks {
            let own = self.words.plural(Plural::PagesProgramsFound, found, &[]);
            let text = Text {
                own,
                ..Text::default()
            };
            _ = count.append_child(&element("p", "filter__count", &text));
        }
    }
}
