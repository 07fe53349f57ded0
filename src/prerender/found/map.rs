//! The site map: every page with its fellows in the other languages.

use portico::config::Site;
use portico::markup::escape;
use portico::route::{Address, Route};

/// The site map of these addresses. A receipt is nobody's first page, so it is left out.
pub fn of(site: &Site, addresses: &[String]) -> String {
    let urls: String = addresses
        .iter()
        .filter_map(|path| Address::parse(path))
        .filter(|address| !matches!(address.route, Route::Received(_)))
        .map(|address| url(site, &address))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n\
         {urls}</urlset>\n"
    )
}

fn url(site: &Site, address: &Address) -> String {
    let absolute = |lang: &str| escape(&[&site.base_url, &*address.route.path(lang)].concat());
    let link = |tag: &str, lang: &str| {
        format!(
            "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>\n",
            absolute(lang)
        )
    };
    let links: String = site.languages.iter().map(|lang| link(lang, lang)).collect();
    let otherwise = link("x-default", &site.languages[0]);
    format!(
        "<url><loc>{}</loc>\n{links}{otherwise}</url>\n",
        absolute(&address.lang)
    )
}

/// Who may read what.
pub fn robots(base: &str) -> String {
    format!("User-agent: *\nAllow: /\nDisallow: /*/received/\nSitemap: {base}/sitemap.xml\n")
}
