//! Marks in a text what was sought.

use super::fold::{is_han, plain, words};
use super::parts::parts;
use super::sought::Sought;
use super::typo;

/// What was sought, with the mistakes in it that were forgiven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    words: Vec<Sought>,
}

/// How many letters of a word tell something.
const TELLING: usize = 3;

impl Marker {
    /// Marks these, but not "a" and "my" beside longer ones.
    pub(super) fn of(mut words: Vec<Sought>) -> Self {
        let tells = |word: &Sought| word.letters.len() >= TELLING || is_han(word.letters[0]);
        if words.iter().any(tells) {
            words.retain(tells);
        }
        Self { words }
    }

    /// Whether nothing was sought.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// HTML with what was sought in `<mark>`. Tags and entities stay as they are.
    pub fn mark(&self, html: &str) -> String {
        let mut marked = String::with_capacity(html.len() * 2);
        let mut rest = html;
        while let Some(start) = rest.find(['<', '&']) {
            let last = if rest[start..].starts_with('<') {
                '>'
            } else {
                ';'
            };
            let end = rest[start..]
                .find(last)
                .map_or(rest.len(), |at| start + at + 1);
            self.mark_text(&rest[..start], &mut marked);
            marked += &rest[start..end];
            rest = &rest[end..];
        }
        self.mark_text(rest, &mut marked);
        // Pairs of Chinese characters follow each other.
        marked.replace("</mark><mark>", "")
    }

    fn mark_text(&self, text: &str, marked: &mut String) {
        let mut done = 0;
        for word in words(text) {
            let plain = plain(&word);
            for (start, end) in parts(&plain) {
                // What was typed is the beginning, or with mistakes the whole.
                let part = &plain[start..end];
                let set = typo::letters(part);
                let fits = |sought: &&Sought| sought.fit(part, set).is_some();
                let Some(sought) = self.words.iter().find(fits) else {
                    continue;
                };
                let end = if part.starts_with(&sought.letters) {
                    start + sought.letters.len()
                } else {
                    end
                };
                let (from, to) = (word[start].start.max(done), word[end - 1].end);
                if from < to {
                    for part in [&text[done..from], "<mark>", &text[from..to], "</mark>"] {
                        *marked += part;
                    }
                    done = to;
                }
            }
        }
        *marked += &text[done..];
    }
}

#[cfg(test)]
mod tests {
    use super::super::Index;

    #[track_caller]
    fn marks(typed: &str, text: &str, html: &str) {
        let title = [text, "", "", "", "", ""].map(str::to_owned);
        let index = Index::new(vec![title], "");
        assert_eq!(index.find(typed).marker.mark(text), html);
    }

    #[test]
    fn the_beginning_that_was_typed_is_marked() {
        marks("dia", "Type 2 diabetes", "Type 2 <mark>dia</mark>betes");
    }

    #[test]
    fn accents_and_case_stay_as_they_are_written() {
        marks("epilep", "L’Épilepsie", "L’<mark>Épilep</mark>sie");
    }

    #[test]
    fn a_word_with_a_mistake_is_marked_whole() {
        marks("brest", "Breast cancer", "<mark>Breast</mark> cancer");
    }

    #[test]
    fn a_short_word_is_marked_only_by_itself() {
        marks("my", "My heart", "<mark>My</mark> heart");
        marks("my heart", "My heart", "My <mark>heart</mark>");
    }

    #[test]
    fn the_arabic_article_need_not_be_typed() {
        marks("قلب", "جراحة القلب", "جراحة ال<mark>قلب</mark>");
    }

    #[test]
    fn chinese_is_marked_where_pairs_follow_each_other() {
        marks(
            "糖尿病",
            "治疗糖尿病的中心",
            "治疗<mark>糖尿病</mark>的中心",
        );
    }

    #[test]
    fn tags_and_entities_are_no_words() {
        marks(
            "am",
            "<am>Hip &amp; Amble</am>",
            "<am>Hip &amp; <mark>Am</mark>ble</am>",
        );
    }
}
