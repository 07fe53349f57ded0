//! The headers of every answer. Each host's file says the same in its own way.

use serde_json::json;

use super::Site;

/// What the browser keeps for a year: files that are named by their own content.
pub const ASSETS_CACHE: &str = "public, max-age=31536000, immutable";
/// What the browser asks about again every time: everything else. Not `no-store`, which would lose the page on Back.
pub const PAGES_CACHE: &str = "no-cache";

/// The headers that protect every answer, in the order in which they are written.
pub fn security(site: &Site) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", policy(site)),
        (
            "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains; preload".into(),
        ),
        ("X-Content-Type-Options", "nosniff".into()),
        ("Referrer-Policy", "no-referrer".into()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        ("Cross-Origin-Resource-Policy", "same-origin".into()),
        (
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
                .into(),
        ),
    ]
}

/// What pages may load and where they may send: nothing but our own host and the intake that `site.json` names.
fn policy(site: &Site) -> String {
    let ours = |directive: &str| {
        let hosts: String = site
            .intakes
            .iter()
            .map(|intake| format!(" {intake}"))
            .collect();
        format!("{directive} 'self'{hosts}")
    };
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        &ours("connect-src"),
        &ours("form-action"),
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "upgrade-insecure-requests",
    ]
    .join("; ")
}

/// The same for any server, ours included: rules in order, later ones win.
pub fn json(site: &Site) -> String {
    let mut everywhere = serde_json::Map::new();
    for (name, value) in security(site) {
        everywhere.insert(name.to_owned(), value.into());
    }
    everywhere.insert("Cache-Control".to_owned(), PAGES_CACHE.into());
    let rules = json!({"rules": [
        {"path": "/*", "headers": everywhere},
        {"path": "/assets/*", "headers": {"Cache-Control": ASSETS_CACHE}},
    ]});
    format!("{rules:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_intakes(intakes: &[&str]) -> Site {
        let intakes = intakes.iter().map(|&intake| intake.to_owned()).collect();
        Site {
            host: "a.example".into(),
            intakes,
            own_intake: true,
        }
    }

    #[test]
    fn a_site_that_takes_its_own_requests_names_no_other_host() {
        let policy = policy(&with_intakes(&[]));
        assert!(policy.contains("connect-src 'self';"), "{policy}");
        assert!(policy.contains("form-action 'self';"), "{policy}");
        assert!(!policy.contains("http"), "{policy}");
    }

    #[test]
    fn an_intake_elsewhere_may_be_sent_to_with_and_without_script() {
        let policy = policy(&with_intakes(&["https://intake.example"]));
        assert!(
            policy.contains("connect-src 'self' https://intake.example;"),
            "{policy}"
        );
        assert!(
            policy.contains("form-action 'self' https://intake.example;"),
            "{policy}"
        );
    }

    #[test]
    fn no_script_runs_that_is_not_a_file_of_ours() {
        let policy = policy(&with_intakes(&["https://intake.example"]));
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline"), "{policy}");
    }

    #[test]
    fn only_files_named_by_their_content_are_kept_for_ever() {
        let json: serde_json::Value =
            serde_json::from_str(&json(&with_intakes(&[]))).expect("JSON");
        assert_eq!(json["rules"][0]["headers"]["Cache-Control"], PAGES_CACHE);
        assert_eq!(json["rules"][1]["path"], "/assets/*");
        assert_eq!(json["rules"][1]["headers"]["Cache-Control"], ASSETS_CACHE);
    }
}
