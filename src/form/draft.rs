//! What the patient has typed so far: names and values as the browser's `FormData` gives them.
//! Knows no form, judges nothing.

/// Control values by name, in the order of the page. Names that begin with `_` belong to the
/// request's envelope; no question has one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft(Vec<(String, String)>);

impl Draft {
    /// Keeps the pairs in their order.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// The first value of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// All values of this name, in order.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// Everything, in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Adds a value at the end.
    pub fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// The value of a part of a question: `part(dob, month)` is the value of `dob.month`.
    pub(crate) fn part(&self, name: &str, part: &str) -> &str {
        let is_part = |key: &str| {
            key.strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('.'))
                == Some(part)
        };
        self.0
            .iter()
            .find(|(key, _)| is_part(key))
            .map_or("", |(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let pairs = [
            ("_id", "1"),
            ("care", "trial"),
            ("care", "surgery"),
            ("dob.day", "27"),
        ];
        Draft::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
    }

    #[test]
    fn a_name_gives_its_first_value() {
        assert_eq!(draft().get("care"), Some("trial"));
    }

    #[test]
    fn a_name_gives_all_its_values_in_order() {
        assert_eq!(draft().all("care"), ["trial", "surgery"]);
    }

    #[test]
    fn an_unknown_name_gives_nothing() {
        assert_eq!(draft().get("dob"), None);
    }

    #[test]
    fn a_part_is_found_by_its_question() {
        assert_eq!(draft().part("dob", "day"), "27");
        assert_eq!(draft().part("do", "b.day"), "");
    }
}
