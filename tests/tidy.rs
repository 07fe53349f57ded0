//! Rules about the sources that the compiler cannot keep. ARCHITECTURE.md says them in words.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn forms_and_content_know_nothing_of_pages() {
    for folder in ["src/form", "src/content"] {
        for_each_file(folder, &mut |name, text| {
            refuse(name, &code(text), &["crate::ui", "crate::page"])
        });
    }
}

#[test]
fn the_form_engine_has_no_browser_and_no_clock() {
    for_each_file("src/form", &mut |name, text| {
        refuse(
            name,
            &code(text),
            &[
                "web_sys",
                "js_sys",
                "wasm_bindgen",
                "leptos",
                "SystemTime",
                "Instant::now",
            ],
        );
    });
}

#[test]
fn pieces_of_pages_never_send() {
    for_each_file("src/ui", &mut |name, text| {
        refuse(name, &code(text), &["crate::submit"])
    });
}

#[test]
fn few_files_touch_the_network() {
    // A page's data, a form's questions, the words of programs, and what is sent.
    const MAY: [&str; 5] = [
        "src/browser.rs",
        "src/navigate.rs",
        "src/live/attach.rs",
        "src/live/programs.rs",
        "src/submit/",
    ];
    for_each_file("src", &mut |name, text| {
        if name.ends_with(".rs") && !MAY.iter().any(|may| name.starts_with(may)) {
            refuse(
                name,
                &code(text),
                &[
                    "fetch_with",
                    "fetch_text",
                    "XmlHttpRequest",
                    "WebSocket",
                    "send_beacon",
                    "EventSource",
                ],
            );
        }
    });
}

#[test]
fn styles_read_the_same_in_either_direction() {
    for folder in ["style", "intake/style"] {
        for_each_file(folder, &mut |name, text| {
            refuse(
                name,
                text,
                &["-left", "-right", "left:", "right:", "translateX"],
            )
        });
    }
}

#[test]
fn nothing_is_bound_to_a_patients_field() {
    for_each_view(&mut |name, text| {
        refuse(
            name,
            text,
            &["bind:value", "prop:value", "bind:checked", "prop:checked"],
        )
    });
}

#[test]
fn views_carry_no_styles() {
    for_each_view(&mut |name, text| refuse(name, text, &[" style=", "<style", "style:"]));
}

#[test]
fn views_hold_no_words_for_people() {
    for_each_view(&mut |name, text| {
        for view in views(text) {
            let words = words(view);
            assert!(
                words.is_empty(),
                "{name} says {words:?}; words for people belong into public/locales"
            );
        }
    });
}

#[test]
fn the_map_names_only_what_there_is() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("there is a map");
    let missing: Vec<_> = named_paths(&map)
        .filter(|path| !root().join(path).exists())
        .collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names {missing:?}");
}

#[test]
fn every_block_of_style_is_used() {
    let mut used = String::new();
    for_each_file("src", &mut |_, text| used.push_str(text));
    for_each_file("style/components", &mut |name, _| {
        let block = Path::new(name)
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("a name");
        assert!(
            is_a_class_in(&used, block),
            "{name}: nothing is a `{block}`"
        );
    });
}

/// Complains about each of these in a text.
#[track_caller]
fn refuse(name: &str, text: &str, parts: &[&str]) {
    for part in parts {
        assert!(!text.contains(part), "{name} has `{part}`");
    }
}

/// What is compiled into the site: without comments, and without the tests at the end.
fn code(text: &str) -> String {
    let tests = text.find("mod tests {").unwrap_or(text.len());
    let lines = text[..tests]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The sources that draw.
fn for_each_view(check: &mut dyn FnMut(&str, &str)) {
    let mut draw = |name: &str, text: &str| {
        if name.ends_with(".rs") {
            check(name, &code(text));
        }
    };
    for folder in ["src/ui", "src/page", "src/live"] {
        for_each_file(folder, &mut draw);
    }
    draw(
        "src/app.rs",
        &fs::read_to_string(root().join("src/app.rs")).expect("it can be read"),
    );
}

/// What stands inside of `view! { … }`.
fn views(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("view! {").map(|(start, opening)| {
        let inside = &text[start + opening.len()..];
        let mut depth = 1;
        let end = inside.find(|sign| {
            depth += i32::from(sign == '{') - i32::from(sign == '}');
            depth == 0
        });
        &inside[..end.unwrap_or(inside.len())]
    })
}

/// Literals with letters that people would read: between tags, or as what an attribute says.
fn words(view: &str) -> Vec<&str> {
    const SAID: [&str; 4] = ["aria-label=", "placeholder=", "title=", "alt="];
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = view[rest..].find('"').map(|at| rest + at) {
        let Some(length) = view[start + 1..].find('"') else {
            break;
        };
        let (before, literal) = (
            view[..start].trim_end(),
            &view[start + 1..start + 1 + length],
        );
        let between =
            before.ends_with(['>', '}', '"']) && !before.ends_with("=>") && !before.ends_with("->");
        let said = SAID.iter().any(|attribute| before.ends_with(attribute));
        if (between || said) && literal.chars().any(char::is_alphabetic) {
            found.push(literal);
        }
        rest = start + length + 2;
    }
    found
}

/// Paths in backticks: with a slash or an ending, and nothing to fill in.
fn named_paths(text: &str) -> impl Iterator<Item = &str> {
    const ENDINGS: [&str; 5] = [".rs", ".toml", ".json", ".md", ".yaml"];
    let names = text
        .lines()
        .filter(|line| !line.starts_with("```"))
        .flat_map(|line| line.split('`').skip(1).step_by(2));
    let plain = |name: &&str| !name.contains([' ', '<', '{', '*', '=', ':', '"', '[']);
    names.filter(plain).filter(|name| {
        name.starts_with("src/")
            || name.ends_with('/')
            || name.contains('/') && ENDINGS.iter().any(|ending| name.ends_with(ending))
    })
}

/// Whether a class of this block stands in the text: itself, or a part or kind of it.
fn is_a_class_in(text: &str, block: &str) -> bool {
    text.match_indices(block).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let mut after = text[start + block.len()..].chars();
        let ends = match (after.next(), after.next()) {
            (Some('_'), Some('_')) | (Some('-'), Some('-')) => true,
            (next, _) => next.is_none_or(|next| matches!(next, '"' | ' ' | '\\' | '\'' | '`')),
        };
        before.is_some_and(|before| matches!(before, '"' | ' ' | '.' | '\'' | '`')) && ends
    })
}

fn for_each_file(folder: &str, check: &mut dyn FnMut(&str, &str)) {
    let mut files = Vec::new();
    gather(&root().join(folder), &mut files);
    assert!(!files.is_empty(), "there is nothing in {folder}");
    for file in files {
        // Pictures are no text.
        if let Ok(text) = fs::read_to_string(&file) {
            let name = file.strip_prefix(root()).unwrap_or(&file).to_string_lossy();
            check(&name, &text);
        }
    }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
    files.sort();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn words_between_tags_are_found() {
    assert_eq!(words(r#"<p class="a">"Hello"</p>"#), ["Hello"]);
}

#[test]
fn words_in_labels_are_found() {
    assert_eq!(
        words(r#"<nav aria-label="Main" class="nav">{x}</nav>"#),
        ["Main"]
    );
}

#[test]
fn names_and_signs_are_no_words() {
    assert!(words(r#"<p class="field" id=if a { "b" } else { "c" }>" · "</p>"#).is_empty());
}

#[test]
fn a_view_ends_with_its_own_brace() {
    let found: Vec<_> = views("view! { <p>{a}</p> } then { b }").collect();
    assert_eq!(found, [" <p>{a}</p> "]);
}

#[test]
fn a_block_is_known_by_its_parts_too() {
    assert!(
        is_a_class_in(r#"class="card__title""#, "card")
            && !is_a_class_in(r#"class="program-card""#, "card")
    );
}
