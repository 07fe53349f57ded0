//! Text in HTML. Pure.

/// Text as it stands in HTML, between tags and in quotes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// What stands so in HTML, between tags and in quotes.
pub fn unescape(html: &str) -> String {
    html.replace("&quot;", "\"")
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_back_from_html() {
        let text = "\"a\" < b & &lt;c>";
        assert_eq!(unescape(&escape(text)), text);
    }
}
