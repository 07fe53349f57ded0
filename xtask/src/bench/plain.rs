//! A copy of the site without scripts: the limit that no app can beat.

use std::path::PathBuf;

use anyhow::Result;

use crate::build::publish;
use crate::project::Project;

/// Writes the copy and says where it is.
pub fn copy(project: &Project) -> Result<PathBuf> {
    let mut files = publish::read(&project.state("site"))?;
    for (path, bytes) in &mut files {
        if path.ends_with(".html") {
            *bytes = without_scripts(&String::from_utf8_lossy(bytes)).into_bytes();
        }
    }
    let copies = publish::compressed(&files, &project.state("bench/compressed"))?;
    files.extend(copies);
    files.insert(
        "headers.json".to_owned(),
        std::fs::read(project.dist().join("headers.json"))?,
    );
    let folder = project.state("bench/plain");
    publish::bring_to(&folder, &files)?;
    Ok(folder)
}

/// A page without its script elements, data blocks among them.
fn without_scripts(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, script)) = rest.split_once("<script") {
        kept += before;
        rest = script
            .split_once("</script>")
            .map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_scripts_is_taken_away() {
        let html = "<head><script src=a></script><title>A</title></head><body><p>B<script type=\"application/json\">{}</script></body>";
        assert_eq!(
            without_scripts(html),
            "<head><title>A</title></head><body><p>B</body>"
        );
    }
}
