//! The page that a scanner or a browser opens from an enrolment link. It opens the app, or says how to get it.
//! It is one file that asks for nothing: the link's payload stands behind the `#`, which no browser sends, so a
//! server of whatever kind may hand the page out and learns nothing.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tungnha_protocol::LANDING_PATH;
use tungnha_protocol::limits::MAX_WORD_BYTES;

const PAGE: &str = include_str!("landing/page.html");
const STYLE: &str = include_str!("landing/style.css");
const SCRIPT: &str = include_str!("landing/script.js");

/// What an office says about the page; kept beside the database.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct LandingWords {
    /// Where the page stands, for a browser that should not warn; absent while only this server has it.
    pub url: Option<String>,
    /// The commune's page from which the app is installed, with its checksum and the way to a store.
    pub install_page: Option<String>,
}

/// Whether `text` can be the address of a page: to be written into links and shown to people.
pub fn is_page_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && text.len() <= MAX_WORD_BYTES
        && text
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b"#\"'<>\\^`{|}&".contains(&b))
}

/// A page, ready to be handed out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LandingPage {
    /// The whole document.
    pub html: String,
    policy: String,
}

impl LandingPage {
    /// The page of a server with books of these names.
    pub fn new(books: &[String], install_page: Option<&str>) -> Self {
        let policy = format!(
            "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            digest(SCRIPT),
            digest(STYLE)
        );
        let names = books
            .iter()
            .map(|name| format!("<span>{}</span>", escaped(name)));
        let names: Vec<String> = names.collect();
        let install = match install_page {
            Some(url) => {
                let url = escaped(url);
                format!(
                    "<p>Cài từ trang của xã: <a href=\"{url}\" rel=\"noreferrer\">{url}</a>. Trang đó có mã kiểm của \
                     tệp cài và đường đến cửa hàng ứng dụng, nếu có.</p>"
                )
            }
            None => "<p>Bạn hỏi cán bộ đã đưa mã này: xã có trang để cài ứng dụng.</p>".to_owned(),
        };
        // What people named comes last, so that nothing in it is taken for a place.
        let html = PAGE
            .replace("{{policy}}", &policy)
            .replace("{{style}}", STYLE)
            .replace("{{script}}", SCRIPT)
            .replace("{{install}}", &install)
            .replace("{{books}}", &names.join(", "));
        Self { html, policy }
    }
}

/// The page's one route.
pub fn routes(page: &LandingPage) -> Router {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (
            header::CONTENT_SECURITY_POLICY,
            format!("{}; frame-ancestors 'none'", page.policy),
        ),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        // The next campaign's page is another one.
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let headers: Vec<(HeaderName, HeaderValue)> = headers
        .into_iter()
        .filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?)))
        .collect();
    let html = page.html.clone();
    let answer = move || {
        let (headers, html) = (headers.clone(), html.clone());
        async move {
            let mut response = html.into_response();
            for (name, value) in headers {
                response.headers_mut().insert(name, value);
            }
            response
        }
    };
    Router::new().route(LANDING_PATH, get(answer))
}

fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_asks_for_nothing() {
        let names = [
            "xã Cẩm Tân".to_owned(),
            "xã <b>\"Đông\"</b> {{script}}".to_owned(),
        ];
        let page = LandingPage::new(&names, Some("https://camtan.vi.example/cai-dat?v=1"));
        let html = &page.html;
        assert!(html.contains("<span>xã Cẩm Tân</span>"));
        assert!(html.contains("xã &lt;b&gt;&quot;Đông&quot;&lt;/b&gt; {{script}}"));
        assert_eq!(html.matches("<script").count(), 1);
        assert_eq!(html.matches(SCRIPT).count(), 1);
        for foreign in [
            "src=",
            "@import",
            "url(",
            "<link",
            "<img",
            "fetch(",
            "XMLHttp",
            "onclick=\"",
        ] {
            assert!(!html.contains(foreign), "{foreign}");
        }
        // The only address in it is the one that the office gave.
        assert_eq!(
            html.matches("://").count() - SCRIPT.matches("://").count(),
            2
        );
        assert!(html.contains("default-src 'none'") && html.contains(&digest(SCRIPT)));
        assert!(!LandingPage::new(&names, None).html.contains("href=\"http"));
    }

    #[test]
    fn the_script_is_for_old_browsers() {
        for newer in [
            "=>", "let ", "const ", "`", "async", "class ", "?.", "??", "...",
        ] {
            assert!(!SCRIPT.contains(newer), "{newer}");
        }
    }

    #[test]
    fn addresses_of_pages() {
        for good in [
            "https://a.vi.example/e",
            "http://192.168.1.4:8080/e",
            "https://a/b?c=d",
        ] {
            assert!(is_page_address(good), "{good}");
        }
        let long = format!("https://a/{}", "b".repeat(500));
        for bad in [
            "",
            "https://",
            "https:///e",
            "a.vi.example/e",
            "https://a/#b",
            "https://a/ b",
            "javascript:1",
            "https://a/\"b",
            &long,
        ] {
            assert!(!is_page_address(bad), "{bad}");
        }
    }
}
