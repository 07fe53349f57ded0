//! Finding programs by what people type. Pure: text in, a verdict out.

/// Text as it is compared: lower case, without Arabic vowel marks, Arabic letter forms unified.
pub fn fold(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    letters
        .filter(|letter| !matches!(letter, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{300}'..='\u{36f}'))
        .map(|letter| match letter {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            'ؤ' => 'و',
            'ئ' => 'ي',
            other => other,
        })
        .collect()
}

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

    #[test]
    fn a_word_is_found_by_its_beginning() {
        assert!(matches(&fold("Heart attack"), &fold("ATT")));
    }

    #[test]
    fn the_order_of_words_does_not_matter() {
        assert!(matches(&fold("Heart attack"), &fold("attack heart")));
    }

    #[test]
    fn arabic_letter_forms_are_alike() {
        assert!(matches(&fold("أورام الدماغ"), &fold("اورام")));
    }

    #[test]
    fn a_word_that_is_not_there_is_not_found() {
        assert!(!matches(&fold("Heart attack"), &fold("liver")));
    }
}
