//! Amazon S3 behind CloudFront: a policy with the headers, a function that finds the right file, an upload script.

use serde_json::json;

use super::{Site, headers};

/// Rewrites a folder's address to its page.
pub const FUNCTION: &str = include_str!("cloudfront_function.js");
/// Uploads `dist/`, assets first.
pub const UPLOAD: &str = include_str!("s3_upload.sh");

/// The argument of `aws cloudfront create-response-headers-policy --response-headers-policy-config`.
pub fn headers(site: &Site) -> String {
    let items: Vec<_> = headers::security(site)
        .into_iter()
        .filter(|(name, _)| !STANDARD.contains(name))
        .map(|(name, value)| json!({"Header": name, "Value": value, "Override": true}))
        .collect();
    let policy = headers::security(site)
        .into_iter()
        .find(|(name, _)| *name == STANDARD[0])
        .map(|(_, value)| value);
    let config = json!({
        "Name": "portico",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"ContentSecurityPolicy": policy, "Override": true},
            "StrictTransportSecurity": {"AccessControlMaxAgeSec": 63_072_000, "IncludeSubdomains": true, "Preload": true, "Override": true},
            "ContentTypeOptions": {"Override": true},
            "ReferrerPolicy": {"ReferrerPolicy": "no-referrer", "Override": true},
        },
        "CustomHeadersConfig": {"Quantity": items.len(), "Items": items},
    });
    format!("{config:#}\n")
}

/// Headers that CloudFront takes only in fields of their own.
const STANDARD: [&str; 4] = [
    "Content-Security-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Referrer-Policy",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_is_lost_on_the_way() {
        let site = Site::from_json("{}").expect("JSON");
        let config: serde_json::Value = serde_json::from_str(&headers(&site)).expect("JSON");
        let custom = config["CustomHeadersConfig"]["Items"]
            .as_array()
            .expect("a list")
            .len();
        assert_eq!(custom + STANDARD.len(), headers::security(&site).len());
        assert!(
            config["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
                .is_string()
        );
    }
}
