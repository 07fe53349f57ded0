//! A server block for nginx. Reads only `gzip_static`, which every nginx has; brotli is one line away.

use super::{Site, headers};

/// The sample `nginx.conf`.
pub fn conf(site: &Site) -> String {
    let security: String = headers::security(site)
        .into_iter()
        .map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"))
        .collect();
    let intake = if site.own_intake { INTAKE } else { "" };
    TEMPLATE
        .replace("{host}", &site.host)
        .replace("{security}", &security)
        .replace("{assets}", headers::ASSETS_CACHE)
        .replace("{pages}", headers::PAGES_CACHE)
        .replace("{intake}", intake)
}

/// The part for requests that go to the site's own host.
const INTAKE: &str = "
    # Requests of patients go to the intake server beside this one.
    location ~ ^/(intake/|fhir$) {
        proxy_pass http://127.0.0.1:8080;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
    }
";

const TEMPLATE: &str = r#"# Portico behind nginx. Include this in the http block; change root and the certificate.

map $uri $portico_cache {
    ~^/assets/ "{assets}";
    default    "{pages}";
}

server {
    listen 443 ssl;
    server_name {host};
    # ssl_certificate     /etc/ssl/{host}.pem;
    # ssl_certificate_key /etc/ssl/{host}.key;

    root /var/www/portico;
    index index.html;
    error_page 404 /404.html;

    charset utf-8;
    charset_types text/css text/plain text/xml application/javascript application/json image/svg+xml;
    include mime.types;
    types { application/manifest+json webmanifest; }
    server_tokens off;

    # The smaller copies lie beside the files.
    gzip_static on;
    gzip_vary on;
    # With the module ngx_brotli:
    # brotli_static on;

    # Headers stand only here: a location with its own add_header would lose these.
{security}    add_header Cache-Control $portico_cache always;

    # A folder's address ends in a slash, and there is no rewriting: what is missing is missing.
    location / {
        try_files $uri $uri/ =404;
    }

    # What is for hosts and not for visitors.
    location ~ ^/(headers\.json|_headers|\.htaccess)$ {
        return 404;
    }
{intake}}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_passed_on_only_when_this_host_takes_them() {
        let own = Site::from_json(r#"{"destinations":{"a":{"url":"/intake/a"}}}"#).expect("JSON");
        let other = Site::from_json(r#"{"destinations":{"a":{"url":"https://b.example/a"}}}"#)
            .expect("JSON");
        assert!(conf(&own).contains("proxy_pass"));
        assert!(!conf(&other).contains("proxy_pass"));
    }

    #[test]
    fn every_hole_of_the_sample_is_filled() {
        let conf = conf(&Site::from_json("{}").expect("JSON"));
        assert!(
            !conf.contains("{host}") && !conf.contains("{security}") && !conf.contains("{intake}"),
            "{conf}"
        );
    }
}
