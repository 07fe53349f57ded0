//! Settings for every host, written from the one `site.json`: the same headers whoever serves the site.

mod apache;
mod caddy;
mod cloudfront;
mod headers;
mod netlify;
mod nginx;
mod site;

pub use caddy::caddyfile;
pub use site::Site;

/// Files that belong into the site's own folder, by their path in it.
pub fn beside_the_pages(site: &Site) -> Vec<(&'static str, String)> {
    vec![
        ("headers.json", headers::json(site)),
        ("_headers", netlify::headers(site)),
        (".htaccess", apache::htaccess(site)),
    ]
}

/// Samples for servers that are not configured by the folder they serve.
pub fn for_own_servers(site: &Site) -> Vec<(&'static str, String)> {
    vec![
        ("nginx.conf", nginx::conf(site)),
        ("Caddyfile", caddyfile(site)),
        ("cloudfront-headers.json", cloudfront::headers(site)),
        ("cloudfront-function.js", cloudfront::FUNCTION.to_owned()),
        ("s3-upload.sh", cloudfront::UPLOAD.to_owned()),
    ]
}
