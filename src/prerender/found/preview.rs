//! What is shown of a page where somebody shares its address: title, summary, and a picture of our own,
//! drawn from `public/icons/share.svg` when the site is built.

use std::fs;
use std::io;
use std::path::Path;

use portico::config::Site;
use portico::i18n::{Key, Words};
use portico::markup::escape;
use portico::page::Page;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Width and height of the picture, in pixels.
const SIZE: (u32, u32) = (1200, 630);

/// The picture as PNG.
///
/// # Errors
/// A drawing that is missing or is no SVG.
pub fn picture(public: &Path) -> io::Result<Vec<u8>> {
    let file = public.join("icons/share.svg");
    let name = |error: String| io::Error::other(format!("{}: {error}", file.display()));
    let drawing = fs::read(&file).map_err(|error| name(error.to_string()))?;
    let tree =
        Tree::from_data(&drawing, &Options::default()).map_err(|error| name(error.to_string()))?;
    let (width, height) = SIZE;
    let mut picture = Pixmap::new(width, height).expect("a size above zero");
    let scale = |to: u32, from: f32| to as f32 / from;
    let transform = Transform::from_scale(
        scale(width, tree.size().width()),
        scale(height, tree.size().height()),
    );
    resvg::render(&tree, transform, &mut picture.as_mut());
    picture.encode_png().map_err(io::Error::other)
}

/// The page in the terms of Open Graph.
pub fn of(page: &Page, words: Words, site: &Site, picture: &str) -> String {
    let base = &site.base_url;
    let (width, height) = SIZE;
    let facts = [
        ("og:type", "website".to_owned()),
        ("og:site_name", words.get(Key::FrameHospital).to_owned()),
        ("og:title", page.title.clone()),
        ("og:description", page.description.clone()),
        ("og:url", [base, page.path.as_str()].concat()),
        ("og:image", [base, picture].concat()),
        ("og:image:width", width.to_string()),
        ("og:image:height", height.to_string()),
    ];
    let facts = facts.map(|(name, value)| {
        format!(
            "<meta property=\"{name}\" content=\"{}\">\n",
            escape(&value)
        )
    });
    facts.concat() + "<meta name=\"twitter:card\" content=\"summary_large_image\">\n"
}
