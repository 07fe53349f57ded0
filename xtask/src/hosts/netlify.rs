//! `_headers`, which Netlify and Cloudflare Pages read. Both join a header that two rules give,
//! so no header is given twice: pages keep these hosts' own `max-age=0, must-revalidate`.

use super::{Site, headers};

/// The file `_headers`.
pub fn headers(site: &Site) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers::security(site) {
        text += &format!("  {name}: {value}\n");
    }
    text + &format!("\n/assets/*\n  Cache-Control: {}\n", headers::ASSETS_CACHE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_is_given_by_two_rules() {
        let text = headers(&Site::from_json("{}").expect("JSON"));
        let (everywhere, assets) = text.split_once("/assets/*").expect("two rules");
        for line in assets.lines().filter(|line| line.contains(':')) {
            let name = line.split(':').next().expect("a name");
            assert!(!everywhere.contains(name), "{name} is given twice");
        }
    }

    #[test]
    fn no_line_is_longer_than_cloudflare_reads() {
        let intakes = r#"{"destinations":{"a":{"url":"https://one.example/a"},"b":{"url":"https://two.example/b"}}}"#;
        let text = headers(&Site::from_json(intakes).expect("JSON"));
        assert!(text.lines().all(|line| line.len() <= 2000));
    }
}
