//! `.htaccess` for Apache, with its modules headers and rewrite.

use super::{Site, headers};

/// The file `.htaccess`.
pub fn htaccess(site: &Site) -> String {
    let security: String = headers::security(site)
        .into_iter()
        .map(|(name, value)| format!("  Header always set {name} \"{value}\"\n"))
        .collect();
    TEMPLATE
        .replace("{security}", &security)
        .replace("{assets}", headers::ASSETS_CACHE)
        .replace("{pages}", headers::PAGES_CACHE)
}

const TEMPLATE: &str = r#"Options -Indexes -MultiViews
DirectoryIndex index.html
ErrorDocument 404 /404.html
AddDefaultCharset utf-8
AddType application/wasm .wasm
AddType application/manifest+json .webmanifest
AddCharset utf-8 .js .css .json .svg .txt .xml .webmanifest

<IfModule mod_headers.c>
{security}  Header always set Cache-Control "{pages}"
  Header always set Cache-Control "{assets}" "expr=%{REQUEST_URI} =~ m#^/assets/#"
</IfModule>

<FilesMatch "^(headers\.json|_headers)$">
  Require all denied
</FilesMatch>

# The smaller copies lie beside the files.
<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteCond %{HTTP:Accept-Encoding} \bbr\b
  RewriteCond %{REQUEST_FILENAME}.br -f
  RewriteRule ^(.+)$ $1.br [L,E=portico_coding:br]
  RewriteCond %{HTTP:Accept-Encoding} \bgzip\b
  RewriteCond %{REQUEST_FILENAME}.gz -f
  RewriteRule ^(.+)$ $1.gz [L,E=portico_coding:gzip]
</IfModule>
<IfModule mod_headers.c>
  <FilesMatch "\.(html|js|css|json|wasm|svg|txt|xml)(\.(br|gz))?$">
    Header merge Vary Accept-Encoding
  </FilesMatch>
  <FilesMatch "\.br$">
    SetEnv no-brotli 1
    SetEnv no-gzip 1
    Header set Content-Encoding br
  </FilesMatch>
  <FilesMatch "\.gz$">
    SetEnv no-brotli 1
    SetEnv no-gzip 1
    Header set Content-Encoding gzip
  </FilesMatch>
</IfModule>
RemoveType .gz
RemoveLanguage .br
<FilesMatch "\.html\.(br|gz)$">
  ForceType "text/html; charset=utf-8"
</FilesMatch>
<FilesMatch "\.js\.(br|gz)$">
  ForceType "text/javascript; charset=utf-8"
</FilesMatch>
<FilesMatch "\.css\.(br|gz)$">
  ForceType "text/css; charset=utf-8"
</FilesMatch>
<FilesMatch "\.json\.(br|gz)$">
  ForceType "application/json; charset=utf-8"
</FilesMatch>
<FilesMatch "\.wasm\.(br|gz)$">
  ForceType application/wasm
</FilesMatch>
<FilesMatch "\.svg\.(br|gz)$">
  ForceType "image/svg+xml; charset=utf-8"
</FilesMatch>
<FilesMatch "\.(txt|xml)\.(br|gz)$">
  ForceType "text/plain; charset=utf-8"
</FilesMatch>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hole_of_the_file_is_filled() {
        let text = htaccess(&Site::from_json("{}").expect("JSON"));
        for hole in ["{security}", "{pages}", "{assets}"] {
            assert!(!text.contains(hole), "{text}");
        }
    }
}
