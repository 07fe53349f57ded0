//! Fonts for the scripts that the tests show: without them a page of boxes would pass.

use std::process::Command;

use anyhow::Result;

use crate::process::answer;

use super::apt;

/// Makes sure that Arabic and Chinese can be shown.
pub fn ensure() -> Result<()> {
    let shows = |lang: &str| {
        answer(Command::new("fc-list").arg(format!(":lang={lang}")))
            .is_some_and(|fonts| !fonts.is_empty())
    };
    if shows("ar") && shows("zh-cn") {
        return Ok(());
    }
    apt::install(
        &["fontconfig", "fonts-noto-core", "fonts-noto-cjk"],
        "fonts for Arabic and Chinese",
    )
}
