//! Pages at the addresses that programs had before: each leads to where the program is now.

use std::fs;
use std::io;
use std::path::Path;

use portico::content::{Document, Edition, Program};
use portico::i18n::Words;
use portico::markup::escape;
use portico::route::Route;

use crate::assets::Assets;
use crate::document::{direction, head};

/// Where the pages go and what they are made with.
pub struct Moved<'a> {
    /// The language's words.
    pub words: Words,
    /// What the pages point to.
    pub assets: &'a Assets,
    /// Where the site is published, without a slash at the end.
    pub base: &'a str,
}

impl Moved<'_> {
    /// Writes a page for every former slug; which these are, English says.
    pub fn write(&self, edition: &Edition, english: &Edition, out: &Path) -> io::Result<()> {
        for model in &english.programs {
            for slug in &model.head.formerly {
                let Some(program) = edition.program(&model.slug) else {
                    continue;
                };
                let path = Route::Program(slug.clone()).path(self.words.lang());
                let folder = out.join(path.trim_matches('/'));
                fs::create_dir_all(&folder)?;
                fs::write(folder.join("index.html"), self.page(program))?;
            }
        }
        Ok(())
    }

    /// Browsers go on by themselves, and search engines take it for a move.
    fn page(&self, program: &Document<Program>) -> String {
        let words = self.words;
        let path = Route::Program(program.slug.clone()).path(words.lang());
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n{head}<title>{title}</title>\n\
             <link rel=\"canonical\" href=\"{base}{path}\">\n\
             <meta http-equiv=\"refresh\" content=\"0; url={path}\">\n</head>\n\
             <body>\n<main class=\"wrap section stack\"><h1><a href=\"{path}\">{title}</a></h1></main>\n</body>\n</html>\n",
            lang = words.lang(),
            dir = direction(words),
            head = head(self.assets),
            title = escape(&program.head.title),
            base = self.base,
        )
    }
}
