//! Files that pages point to, each named by the hash of its own content so that it may be kept for ever.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portico::i18n::Art;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Addresses of the assets every page points to.
pub struct Assets {
    /// All styles in one file.
    pub style: Asset,
    /// The few lines that keep typing safe and start the wasm.
    pub boot: Asset,
    /// Where drafts lie that are kept on the device.
    pub drawer: String,
    /// What wasm-bindgen made.
    pub glue: String,
    /// The app.
    pub wasm: Asset,
    /// Chooses a language at `/`.
    pub chooser: String,
    /// What is shown where somebody shares a page.
    pub share: String,
    /// Forgets the draft of a form that the server has received.
    pub received: String,
}

/// An asset with what a browser checks it by.
pub struct Asset {
    /// Its address.
    pub url: String,
    /// Subresource integrity, `sha256-…`.
    pub integrity: String,
}

impl Assets {
    /// Writes the assets that do not depend on a language.
    pub fn write(shell: &Path, share: &[u8], out: &Path) -> io::Result<Self> {
        fs::create_dir_all(out.join("assets"))?;
        let glue = without_comments(&fs::read_to_string(shell.join("portico.js"))?);
        let wasm = fs::read(shell.join("portico_bg.wasm"))?;
        let script = |name: &str| {
            Ok::<_, io::Error>(without_comments(&fs::read_to_string(
                Path::new("src").join(name),
            )?))
        };
        // Modules name those that they import.
        let module = |name: &str, imports: &[(&str, &Asset)]| {
            let mut text = script(&format!("{name}.js"))?;
            for (import, asset) in imports {
                text = text.replace(&format!("./{import}.js"), &asset.url);
            }
            put(out, name, "js", text.as_bytes())
        };
        let answers = module("answers", &[])?;
        let file = module("file", &[("answers", &answers)])?;
        let hours = module("hours", &[])?;
        let kept = module("kept", &[("answers", &answers), ("file", &file)])?;
        let seek = module("seek", &[])?;
        let modules = [("kept", &kept), ("hours", &hours), ("seek", &seek)];
        Ok(Self {
            drawer: module("drawer", &modules)?.url,
            style: put(out, "style", "css", styles(Path::new("style"))?.as_bytes())?,
            boot: put(out, "boot", "js", script("boot.js")?.as_bytes())?,
            glue: put(out, "portico", "js", glue.as_bytes())?.url,
            wasm: put(out, "portico", "wasm", &wasm)?,
            chooser: put(out, "choose", "js", script("choose.js")?.as_bytes())?.url,
            share: put(out, "share", "png", share)?.url,
            received: put(out, "received", "js", script("received.js")?.as_bytes())?.url,
        })
    }

    /// Writes a script that only some pages load and gives its address.
    pub fn write_script(&self, out: &Path, stem: &str, file: &Path) -> io::Result<String> {
        let script = without_comments(&fs::read_to_string(file)?);
        Ok(put(out, stem, "js", script.as_bytes())?.url)
    }

    /// Writes a JSON asset and gives its address.
    pub fn write_json(&self, out: &Path, stem: &str, value: &impl Serialize) -> io::Result<String> {
        Ok(put(out, stem, "json", &serde_json::to_vec(value)?)?.url)
    }

    /// Writes a text asset and gives its address.
    pub fn write_text(&self, out: &Path, stem: &str, text: &str) -> io::Result<String> {
        Ok(put(out, stem, "txt", text.as_bytes())?.url)
    }
}

fn put(out: &Path, stem: &str, ending: &str, bytes: &[u8]) -> io::Result<Asset> {
    let hash: String = Sha256::digest(bytes)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let url = format!("/assets/{stem}-{hash}.{ending}");
    fs::write(out.join(&url[1..]), bytes)?;
    Ok(Asset {
        url,
        integrity: format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes))),
    })
}

/// All styles in one: `tokens.css` first, for its first line fixes the layers.
pub fn styles(folder: &Path) -> io::Result<String> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [folder.to_owned(), folder.join("components")] {
        let entries = fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path()));
        files.extend(entries.collect::<io::Result<Vec<_>>>()?);
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "css"));
    files.sort_by_key(|file| (!file.ends_with("tokens.css"), file.clone()));
    let mut all = String::new();
    for file in files {
        all.push_str(&without_comments(&fs::read_to_string(file)?));
    }
    Ok(all)
}

/// Drops `/* … */` comments, lines that only hold a `//` comment, indentation and empty lines.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Drawings that only pages show, never the app by itself.
pub fn is_scene(name: &str) -> bool {
    ["hero", "doctors", "lost"].contains(&name)
}

/// The drawings, by name.
pub fn read_art(folder: &Path) -> Vec<Art> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut art: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            let svg = (path.extension()? == "svg")
                .then(|| fs::read_to_string(&path).ok())
                .flatten()?;
            Some(Art {
                name,
                svg: svg.lines().map(str::trim).collect(),
            })
        })
        .collect();
    art.sort_by(|one, other| one.name.cmp(&other.name));
    art
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_dropped_and_addresses_kept() {
        assert_eq!(
            without_comments("/* a */ let a = \"https://b\";\n// c\n"),
            "let a = \"https://b\";\n"
        );
    }

    #[test]
    fn tokens_come_first_of_all_styles() {
        assert!(styles(Path::new("style")).unwrap().starts_with("@layer"));
    }
}
