//! Finding programs by what people type. Pure: text in, a verdict out. The same code finds in the
//! browser, for `cargo xtask search`, and in the tests.

mod find;
mod fold;
mod index;
mod mark;
mod parts;
mod sought;
mod travel;
mod typo;

pub use find::{Found, Match};
pub use fold::fold;
#[cfg(feature = "host")]
pub use fold::{plain, words};
pub use index::{Index, Row};
pub use mark::Marker;
#[cfg(feature = "host")]
pub use travel::packed;
pub use travel::unpack;

/// Whether every word of the query begins a word of the terms. Both are folded. An empty query fits all.
pub fn matches(terms: &str, query: &str) -> bool {
    query.split_whitespace().all(|part| {
        terms
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| word.starts_with(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The titles that are found, best first.
    fn found<'a>(titles: &[&'a str], typed: &str) -> Vec<&'a str> {
        let row = |title: &&str| [title, "", "", "", "", ""].map(str::to_owned);
        let index = Index::new(titles.iter().map(row).collect(), "my problem");
        let programs = index.find(typed).programs;
        programs.iter().map(|found| titles[found.program]).collect()
    }

    #[test]
    fn a_word_is_found_by_its_beginning() {
        assert_eq!(found(&["Heart attack", "Liver"], "ATT"), ["Heart attack"]);
        assert!(matches(&fold("Heart attack"), &fold("ATT")));
    }

    #[test]
    fn the_order_of_words_does_not_matter() {
        assert_eq!(
            found(&["Heart attack", "Heart valve"], "attack heart"),
            ["Heart attack"]
        );
        assert!(matches(&fold("Heart attack"), &fold("attack heart")));
    }

    #[test]
    fn the_same_comes_before_what_begins_like_it() {
        assert_eq!(found(&["Hearty", "Heart"], "heart"), ["Heart", "Hearty"]);
    }

    #[test]
    fn mistakes_are_forgiven_only_where_nothing_is_found_without() {
        assert_eq!(found(&["Heart", "Hearth"], "hearth"), ["Hearth"]);
        assert_eq!(found(&["Heart", "Liver"], "haert"), ["Heart"]);
    }

    #[test]
    fn two_letters_must_be_right() {
        assert_eq!(found(&["MS"], "ms"), ["MS"]);
        assert!(found(&["MS"], "mt").is_empty());
    }

    #[test]
    fn one_mistake_is_forgiven_under_six_letters_and_two_above() {
        assert_eq!(found(&["ALS"], "asl"), ["ALS"]);
        assert_eq!(found(&["ALS"], "sls"), ["ALS"]);
        assert!(found(&["Liver"], "lifar").is_empty());
        assert_eq!(found(&["Kidney"], "kitnay"), ["Kidney"]);
    }

    #[test]
    fn what_has_most_of_the_words_is_found_where_nothing_has_all() {
        assert_eq!(
            found(&["Stroke", "Liver"], "my father had a stroke"),
            ["Stroke"]
        );
    }

    #[test]
    fn the_word_itself_comes_before_others_that_are_like_what_was_typed() {
        assert_eq!(
            found(
                &["Recovery after stroke", "Stroke"],
                "my father had a stroke"
            ),
            ["Stroke", "Recovery after stroke"]
        );
    }

    #[test]
    fn chinese_is_found_inside_of_a_sentence() {
        assert_eq!(found(&["心脏手术", "糖尿病"], "孩子糖尿病"), ["糖尿病"]);
    }

    #[test]
    fn a_plain_word_says_what_was_found() {
        let row = ["Heart care", "", "coronary\nheart attack", "", "", ""].map(str::to_owned);
        let index = Index::new(vec![row], "");
        assert_eq!(index.find("attack").programs[0].by, Some("heart attack"));
        assert_eq!(index.find("care").programs[0].by, None);
    }

    #[test]
    fn words_that_tell_nothing_are_not_sought_beside_others() {
        let titles = ["Bladder problems", "Heart"];
        assert_eq!(found(&titles, "my heart problem"), ["Heart"]);
        assert_eq!(found(&titles, "problem"), ["Bladder problems"]);
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        assert!(found(&["Heart"], " - ").is_empty());
    }
}
