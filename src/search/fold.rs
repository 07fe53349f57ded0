//! Letters as they are compared: without case, accents and vowel marks, and in one form of each. The
//! tables hold what the site's languages need, so that the browser and the host fold alike.

/// The plain letters of U+00E0 to U+00FF.
const LATIN: &[u8; 32] = b"aaaaaa\0ceeeeiiiidnooooo ouuuuyty";

/// A letter as it is compared, and where in the text the letter stands that it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// What it is compared by.
    pub is: char,
    /// The byte where the original begins.
    pub start: usize,
    /// The byte where it ends.
    pub end: usize,
}

/// Text as it is compared.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        fold_letter(letter, &mut |plain| folded.push(plain));
    }
    folded
}

/// The runs of letters and digits of a text. Chinese has no spaces: a run is either Chinese or not.
pub fn words(text: &str) -> Vec<Vec<Letter>> {
    let mut words: Vec<Vec<Letter>> = Vec::new();
    let mut inside = false;
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        fold_letter(letter, &mut |is| {
            let letter = Letter { is, start, end };
            match words.last_mut() {
                _ if !is.is_alphanumeric() => inside = false,
                Some(word) if inside && is_han(word[0].is) == is_han(is) => word.push(letter),
                _ => {
                    words.push(vec![letter]);
                    inside = true;
                }
            }
        });
    }
    words
}

/// A word without its place in the text.
pub fn plain(word: &[Letter]) -> Vec<char> {
    word.iter().map(|letter| letter.is).collect()
}

/// Whether this is a Chinese character.
pub fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn fold_letter(letter: char, give: &mut dyn FnMut(char)) {
    if letter.is_ascii() {
        return give(letter.to_ascii_lowercase());
    }
    for low in letter.to_lowercase() {
        match low {
            // Accents by themselves; Arabic vowels, lengthening and the lone hamza; soft hyphens, joiners.
            '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | 'ـ' | 'ء' => {}
            '\u{ad}' | '\u{200b}'..='\u{200f}' => {}
            'æ' => {
                give('a');
                give('e');
            }
            'œ' => {
                give('o');
                give('e');
            }
            'ß' => {
                give('s');
                give('s');
            }
            'à'..='ÿ' => give(LATIN[low as usize - 0xe0].into()),
            'ё' => give('е'),
            'й' => give('и'),
            'أ' | 'إ' | 'آ' | 'ٱ' => give('ا'),
            'ى' | 'ئ' | 'ی' => give('ي'),
            'ک' => give('ك'),
            'ة' => give('ه'),
            'ؤ' => give('و'),
            '٠'..='٩' => give(less(low, 0x660 - 0x30)),
            '۰'..='۹' => give(less(low, 0x6f0 - 0x30)),
            '！'..='～' => give(less(low, 0xff01 - 0x21)),
            other => give(other),
        }
    }
}

fn less(letter: char, by: u32) -> char {
    char::from_u32(letter as u32 - by).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn folds(text: &str, folded: &str) {
        assert_eq!(fold(text), folded);
    }

    #[test]
    fn case_and_accents_do_not_count() {
        folds("Épilepsie, RIÑÓN, coração", "epilepsie, rinon, coracao");
    }

    #[test]
    fn accents_by_themselves_do_not_count_either() {
        folds("e\u{301}pilepsie и\u{306}од", "epilepsie иод");
    }

    #[test]
    fn joined_letters_are_two() {
        folds("Cœur", "coeur");
    }

    #[test]
    fn russian_letters_have_one_form() {
        folds("Лёгкие", "легкие");
    }

    #[test]
    fn arabic_letters_have_one_form() {
        folds("سَرَطــان الثدى والرئة", "سرطان الثدي والريه");
        folds("أورام إصابة آلام", "اورام اصابه الام");
    }

    #[test]
    fn digits_and_wide_letters_are_those_of_latin() {
        folds("٣ ۳ ３ ＭＲＩ", "3 3 3 mri");
    }

    #[test]
    fn words_end_where_chinese_begins() {
        let words = words("CAR-T细胞 治疗");
        let words: Vec<String> = words
            .iter()
            .map(|word| plain(word).into_iter().collect())
            .collect();
        assert_eq!(words, ["car", "t", "细胞", "治疗"]);
    }

    #[test]
    fn a_letter_knows_where_it_stands() {
        let spans: Vec<_> = words("Œil")[0]
            .iter()
            .map(|letter| (letter.start, letter.end))
            .collect();
        assert_eq!(spans, [(0, 2), (0, 2), (2, 3), (3, 4)]);
    }
}
