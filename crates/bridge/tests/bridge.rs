//! What a bridge lets through, and what it does not.

use std::fs;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use tungnha_api::{Device, Host};
use tungnha_bridge::{Bridge, Loopback, Token};

struct Site {
    router: Router,
    host: String,
    // Removed with everything in it when the test ends.
    _directory: tempfile::TempDir,
}

fn token() -> Token {
    Token::from_bytes([7; 32])
}

/// A bridge over a new device and a page of two files, beside a file that is none of its business.
async fn site() -> Site {
    let directory = tempfile::tempdir().expect("a directory");
    let ui = directory.path().join("ui");
    fs::create_dir_all(ui.join("assets")).expect("made");
    fs::write(ui.join("index.html"), "<!doctype html>").expect("written");
    fs::write(ui.join("assets/app.js"), "export {}").expect("written");
    fs::write(directory.path().join("secret.txt"), "secret").expect("written");
    let device = Device::open(directory.path().join("home"), Host::system()).expect("opens");
    let (bridge, _listener) = Bridge::bind(device, &ui, token(), Loopback::ANY_PORT)
        .await
        .expect("binds");
    let host = bridge
        .address()
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    Site {
        router: bridge.router(),
        host,
        _directory: directory,
    }
}

impl Site {
    async fn send(&self, request: Request<Body>) -> (StatusCode, header::HeaderMap, Vec<u8>) {
        let response = self.router.clone().oneshot(request).await.expect("answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("whole");
        (parts.status, parts.headers, body.to_vec())
    }

    async fn get(&self, path: &str) -> (StatusCode, header::HeaderMap, Vec<u8>) {
        let request = Request::get(path).header(header::HOST, &self.host);
        self.send(request.body(Body::empty()).expect("a request"))
            .await
    }

    fn call(&self, operation: &str) -> axum::http::request::Builder {
        Request::post(format!("/call/{operation}"))
            .header(header::HOST, &self.host)
            .header(header::CONTENT_TYPE, "application/json")
            .header(
                header::AUTHORIZATION,
                format!("Bearer {}", token().as_str()),
            )
    }
}

fn nothing() -> Body {
    Body::from("{}")
}

#[tokio::test]
async fn a_call_goes_through() {
    let site = site().await;
    let request = site.call("status").body(nothing()).expect("a request");
    let (status, headers, body) = site.send(request).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    let reply: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(reply["state"], "new");
}

#[tokio::test]
async fn a_refusal_keeps_its_code() {
    let site = site().await;
    let request = site.call("no_such").body(nothing()).expect("a request");
    let (status, _, body) = site.send(request).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let error: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(error["code"], json!("bad_input"));
}

#[tokio::test]
async fn without_the_token_nothing_is_called() {
    let site = site().await;
    for authorization in [None, Some("Bearer "), Some("Bearer wrong"), Some("Basic x")] {
        let mut request = site.call("status");
        let headers = request.headers_mut().expect("headers");
        headers.remove(header::AUTHORIZATION);
        if let Some(value) = authorization {
            headers.insert(header::AUTHORIZATION, value.parse().expect("a value"));
        }
        let (status, _, body) = site.send(request.body(nothing()).expect("a request")).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{authorization:?}");
        assert!(body.is_empty());
    }
}

#[tokio::test]
async fn another_host_or_origin_is_turned_away() {
    let site = site().await;
    let rebound = Request::get("/")
        .header(header::HOST, "evil.example")
        .body(Body::empty())
        .expect("a request");
    assert_eq!(site.send(rebound).await.0, StatusCode::FORBIDDEN);

    let nameless = Request::get("/").body(Body::empty()).expect("a request");
    assert_eq!(site.send(nameless).await.0, StatusCode::FORBIDDEN);

    let foreign = site
        .call("status")
        .header(header::ORIGIN, "http://evil.example")
        .body(nothing())
        .expect("a request");
    assert_eq!(site.send(foreign).await.0, StatusCode::FORBIDDEN);

    let own = site
        .call("status")
        .header(header::ORIGIN, format!("http://{}", site.host))
        .body(nothing())
        .expect("a request");
    assert_eq!(site.send(own).await.0, StatusCode::OK);
}

#[tokio::test]
async fn the_page_is_served_with_its_policy() {
    let site = site().await;
    let (status, headers, body) = site.get("/").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CONTENT_TYPE], "text/html");
    let policy = headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .expect("text");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert_eq!(body, b"<!doctype html>");

    let (status, headers, _) = site.get("/assets/app.js").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CONTENT_TYPE], "text/javascript");
}

#[tokio::test]
async fn nothing_outside_the_page_is_served() {
    let site = site().await;
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "//secret.txt",
        "/call",
        "/no-such-file",
    ] {
        let (status, _, body) = site.get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(body.is_empty(), "{path}");
    }
}
