//! E-mail addresses: only what cannot be one is refused; the mail server decides the rest.

use super::typed;

/// Longest address that mail can carry.
pub const MAX: usize = 254;

/// The address as it is kept, or `None` when it cannot be one. Full-width `＠` and `．` become ASCII.
pub fn parse(text: &str) -> Option<String> {
    let address: String = typed::token(text)
        .chars()
        .map(|letter| match letter {
            '＠' => '@',
            '．' => '.',
            _ => letter,
        })
        .collect();
    let (name, domain) = address.split_once('@')?;
    let whole = !name.is_empty()
        && !domain.contains('@')
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !address.chars().any(char::is_whitespace);
    whole.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn accepts(typed: &str, kept: &str) {
        assert_eq!(parse(typed).as_deref(), Some(kept));
    }

    #[track_caller]
    fn refuses(typed: &str) {
        assert_eq!(parse(typed), None);
    }

    #[test]
    fn ordinary_addresses_are_kept_as_typed() {
        accepts("Amal.Haddad+mgh@Example.com", "Amal.Haddad+mgh@Example.com");
    }

    #[test]
    fn space_around_is_removed() {
        accepts(" amal@example.com\n", "amal@example.com");
    }

    #[test]
    fn addresses_in_any_script_are_accepted() {
        accepts("أمل@مثال.موقع", "أمل@مثال.موقع");
    }

    #[test]
    fn full_width_signs_become_ascii() {
        accepts("amal＠example．com", "amal@example.com");
    }

    #[test]
    fn invisible_marks_are_removed() {
        accepts("\u{200e}amal@example.com\u{200b}", "amal@example.com");
    }

    #[test]
    fn one_at_sign_is_needed() {
        refuses("amal.example.com");
        refuses("amal@home@example.com");
    }

    #[test]
    fn both_sides_are_needed() {
        refuses("@example.com");
        refuses("amal@");
    }

    #[test]
    fn the_domain_has_a_dot_inside() {
        refuses("amal@localhost");
        refuses("amal@.com");
        refuses("amal@example.");
    }

    #[test]
    fn no_space_stands_inside() {
        refuses("amal haddad@example.com");
        refuses("amal@example.com, sami@example.com");
    }
}
