//! A text taken apart at its headings.

/// What stands below a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The name in braces behind the heading, which links lead to; empty where there is none.
    pub id: String,
    /// The heading, as HTML.
    pub title: String,
    /// The text, as HTML.
    pub html: String,
}

/// What stands before the first heading of this level, and the sections below such headings.
pub fn sections(html: &str, level: u8) -> (&str, Vec<Section>) {
    let (start, end) = (format!("<h{level}"), format!("</h{level}>"));
    let mut parts = html.split(&start);
    let before = parts.next().unwrap_or_default();
    let section = |part: &str| {
        let (heading, html) = part.split_once(&end)?;
        let (attributes, title) = heading.split_once('>')?;
        Some(Section {
            id: ids(attributes).next().unwrap_or_default().to_owned(),
            title: title.to_owned(),
            html: html.trim().to_owned(),
        })
    };
    (before, parts.filter_map(section).collect())
}

/// The names that links into a text lead to.
pub fn ids(html: &str) -> impl Iterator<Item = &str> {
    values(html, "id")
}

/// The values of an attribute in HTML that was made from Markdown.
pub fn values<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!(" {name}=\"");
    let starts: Vec<_> = html
        .match_indices(&start)
        .map(|(at, found)| at + found.len())
        .collect();
    starts
        .into_iter()
        .filter_map(|at| Some(html[at..].split_once('"')?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "<p>a</p>\n<h2 id=\"b\">B</h2>\n<p>c</p>\n<h3>D</h3>\n<p>e</p>\n<h2>F</h2>\n<p>g</p>\n";

    #[test]
    fn what_stands_before_the_first_heading_is_kept_apart() {
        assert_eq!(sections(TEXT, 2).0, "<p>a</p>\n");
    }

    #[test]
    fn a_section_has_all_up_to_the_next_heading_of_its_level() {
        let (_, found) = sections(TEXT, 2);
        let parts: Vec<_> = found
            .iter()
            .map(|section| {
                (
                    section.id.as_str(),
                    section.title.as_str(),
                    section.html.as_str(),
                )
            })
            .collect();
        assert_eq!(
            parts,
            [
                ("b", "B", "<p>c</p>\n<h3>D</h3>\n<p>e</p>"),
                ("", "F", "<p>g</p>")
            ]
        );
    }
}
