//! How what programs are found by travels: as text, `assets/search-<lang>-<hash>.txt`. A form feed parts
//! programs, a tab the fields of one. Title and the hospital's own name stay behind: they are on the cards
//! of the page that asks for it.

use super::index::Row;

const PROGRAM: char = '\u{c}';
const FIELD: char = '\t';

/// Of how many fields the first line stays behind.
const ON_CARDS: usize = 2;

/// The rows as text. Where a name begins like a sentence, its first letter is made small, as it is within
/// others: so the text compresses better. Nobody is found by the size of letters, and style makes it large.
#[cfg(feature = "host")]
pub fn packed(rows: &[Row]) -> String {
    let field = |(at, text): (usize, &String)| {
        let lines = text.split('\n').skip(usize::from(at < ON_CARDS));
        let lines = lines.map(|line| small(&line.replace([FIELD, PROGRAM], " ")));
        lines.collect::<Vec<_>>().join("\n")
    };
    let program = |row: &Row| {
        let fields = row.iter().enumerate().map(field);
        fields.collect::<Vec<_>>().join(&FIELD.to_string())
    };
    let programs: Vec<_> = rows.iter().map(program).collect();
    programs.join(&PROGRAM.to_string())
}

#[cfg(feature = "host")]
fn small(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.as_str().chars().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// The rows of a text, with what the cards show: title and name.
pub fn unpack(text: &str, cards: &[[String; ON_CARDS]]) -> Vec<Row> {
    let program = |(text, card): (&str, &[String; ON_CARDS])| {
        let mut row = Row::default();
        for (field, text) in row.iter_mut().zip(text.split(FIELD)) {
            text.clone_into(field);
        }
        for (field, shown) in row.iter_mut().zip(card) {
            let rest = std::mem::take(field);
            field.push_str(shown);
            if !rest.is_empty() {
                field.push('\n');
                field.push_str(&rest);
            }
        }
        row
    };
    text.split(PROGRAM).zip(cards).map(program).collect()
}

#[cfg(all(test, feature = "host"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let rows = vec![
            [
                "Serce",
                "Heart Center\nHeart care",
                "zawał\nból",
                "",
                "EKG\npH",
                "heart",
            ],
            [
                "Wątroba",
                "Liver Center\nLiver care",
                "",
                "hepatitis",
                "",
                "",
            ],
        ];
        let rows: Vec<Row> = rows.into_iter().map(|row| row.map(str::to_owned)).collect();
        let first = |text: &String| text.split('\n').next().unwrap_or_default().to_owned();
        let cards: Vec<_> = rows
            .iter()
            .map(|row| [first(&row[0]), first(&row[1])])
            .collect();
        let small = |row: Row| row.map(|text| text.to_lowercase());
        let unpacked = unpack(&packed(&rows), &cards).into_iter().map(small);
        assert_eq!(
            unpacked.collect::<Vec<_>>(),
            rows.into_iter().map(small).collect::<Vec<_>>()
        );
    }

    #[test]
    fn what_parts_programs_cannot_come_from_their_words() {
        let row = ["", "", "heart\tattack\nclot", "a\u{c}b", "", ""].map(str::to_owned);
        let unpacked = unpack(&packed(&[row]), &[Default::default()]);
        assert_eq!(unpacked, [["", "", "heart attack\nclot", "a b", "", ""]]);
    }

    #[test]
    fn only_the_first_letter_of_an_ordinary_word_becomes_small() {
        assert_eq!(
            ["Heart attack", "MRI", "pH", "心脏"].map(small),
            ["heart attack", "MRI", "pH", "心脏"]
        );
    }
}
