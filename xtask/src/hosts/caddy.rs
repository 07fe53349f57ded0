//! A `Caddyfile`; Caddy reads the smaller copies by itself and brings its own certificate.

use super::{Site, headers};

/// The sample `Caddyfile`.
pub fn caddyfile(site: &Site) -> String {
    let security: String = headers::security(site)
        .into_iter()
        .map(|(name, value)| format!("\t\t{name} \"{value}\"\n"))
        .collect();
    let intake = if site.own_intake {
        "\t@intake path /intake/* /fhir\n\treverse_proxy @intake 127.0.0.1:8080\n"
    } else {
        ""
    };
    TEMPLATE
        .replace("{host}", &site.host)
        .replace("{security}", &security)
        .replace("{assets}", headers::ASSETS_CACHE)
        .replace("{pages}", headers::PAGES_CACHE)
        .replace("{intake}", intake)
}

const TEMPLATE: &str = r#"# Portico behind Caddy. Change root.
(portico_headers) {
	header {
{security}		-Server
	}
}

{host} {
	root * /var/www/portico
	import portico_headers
	@private path /headers.json /_headers /.htaccess
	respond @private 404
{intake}	@assets {
		path /assets/*
		file
	}
	@pages not path /assets/*
	header @assets Cache-Control "{assets}"
	header @pages Cache-Control "{pages}"
	file_server {
		precompressed br gzip
	}
	handle_errors {
		import portico_headers
		header Cache-Control "{pages}"
		@missing expression {http.error.status_code} == 404
		rewrite @missing /404.html
		file_server
	}
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_the_published_one() {
        let text =
            caddyfile(&Site::from_json(r#"{"base_url":"https://a.example"}"#).expect("JSON"));
        assert!(text.contains("\na.example {"), "{text}");
        assert!(!text.contains("{security}"), "{text}");
    }
}
