//! Marks words that stand in English for want of a translation, so that they are read aloud as English.

use portico::i18n::locales::{BORROWED, RETURNED};

/// Whether an element may be put around words that stand among others. Not in the frame: the app would
/// miss it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// They get an element of their own.
    Mark,
    /// They stay as they are.
    Leave,
}

/// Marks the element that holds nothing but borrowed words. In attributes they cannot be marked.
pub fn mark(html: &str, among: Among) -> String {
    const ENGLISH: &str = " lang=\"en\" dir=\"ltr\"";
    let mut marked = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(BORROWED) {
        let end = rest[start..]
            .find(RETURNED)
            .map_or(rest.len(), |end| start + end + RETURNED.len_utf8());
        let (before, words, after) = (&rest[..start], &rest[start..end], &rest[end..]);
        marked += before;
        let tag = marked.rfind('<').unwrap_or(0);
        let opening = &marked[tag..];
        let text = !opening.starts_with('<') || opening.contains('>');
        let alone = opening.ends_with('>') && !opening.starts_with("</") && after.starts_with("</");
        if text && alone && !opening.contains(" lang=") {
            marked.insert_str(marked.len() - 1, ENGLISH);
            marked += words;
        } else if text && !alone && among == Among::Mark {
            marked += &format!("<span{ENGLISH}>{words}</span>");
        } else {
            marked += words;
        }
        rest = after;
    }
    marked + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(html: &str, expected: &str) {
        let html = html.replace('[', "\u{2066}").replace(']', "\u{2069}");
        let found = mark(&html, Among::Mark);
        assert_eq!(
            found.replace('\u{2066}', "[").replace('\u{2069}', "]"),
            expected
        );
    }

    #[test]
    fn an_element_of_borrowed_words_is_marked() {
        becomes(
            "<p class=\"a\">[Yes]</p>",
            "<p class=\"a\" lang=\"en\" dir=\"ltr\">[Yes]</p>",
        );
    }

    #[test]
    fn borrowed_words_among_others_get_an_element() {
        becomes(
            "<p>да [Yes] да</p>",
            "<p>да <span lang=\"en\" dir=\"ltr\">[Yes]</span> да</p>",
        );
    }

    #[test]
    fn what_is_marked_already_is_not_marked_again() {
        becomes("<p lang=\"en\">[Yes]</p>", "<p lang=\"en\">[Yes]</p>");
    }

    #[test]
    fn attributes_stay_as_they_are() {
        becomes(
            "<nav aria-label=\"[Yes]\">да</nav>",
            "<nav aria-label=\"[Yes]\">да</nav>",
        );
    }
}
