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
    let links: String = alternates(site, &address.route)
        .map(|(lang, url)| {
            let url = escape(&url);
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{url}\"/>\n")
        })
        .collect();
    let own = [&site.base_url, &*address.route.path(&address.lang)].concat();
    format!("<url><loc>{}</loc>\n{links}</url>\n", escape(&own))
}

/// A page in every language of the site, and for readers of others: `hreflang`, and the address.
pub fn alternates<'a>(site: &'a Site, route: &'a Route) -> impl Iterator<Item = (&'a str, String)> {
    let languages = site.languages.iter().map(|lang| (lang.as_str(), lang));
    let otherwise = site.languages.first().map(|lang| ("x-default", lang));
    languages
        .chain(otherwise)
        .map(|(tag, lang)| (tag, [&site.base_url, &*route.path(lang)].concat()))
}

/// Who may read what.
pub fn robots(base: &str) -> String {
    format!("User-agent: *\nAllow: /\nDisallow: /*/received/\nSitemap: {base}/sitemap.xml\n")
}
