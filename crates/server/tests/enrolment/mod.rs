//! How a phone comes in, by the program: both forms of the link, the page, the first officer, and the log.

use crate::office::{self, Office};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use tungnha_protocol::EnrolLink;

fn enrol(office: &Office, who: &[&str]) -> Value {
    let at = ["enrol", "--unit", "15178", "--at", "127.0.0.1:9"];
    office.json(&[&at, who].concat())
}

fn link(document: &Value, form: &str) -> EnrolLink {
    let text = document[form].as_str().expect("a link");
    text.parse().expect("a link")
}

/// What a browser without TLS gets.
fn get(url: &str) -> String {
    let rest = url.strip_prefix("http://").expect("without TLS");
    let (host, path) = rest.split_once('/').expect("a path");
    let mut line = TcpStream::connect(host).expect("it listens");
    write!(
        line,
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .expect("asked");
    let mut answer = String::new();
    line.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn only_the_first_officer_needs_nobody() {
    let office = Office::made();
    let server = office.serve(&[]);
    let police = ["--role", "police", "--name", "Nguyễn Văn An"];
    let first = office.json(&[&["enrol", "--unit", "15178"], &police[..]].concat());
    assert_eq!(first["accepts"], true);
    // Nobody has used the link yet: still nobody could accept another.
    assert_eq!(enrol(&office, &police)["accepts"], true);
    office::Device::join(&link(&first, "link"), 1).expect("enrolled");
    assert_eq!(enrol(&office, &police)["accepts"], false);
    let whole = ["--role", "volunteer", "--whole-book", "--name", "Trần Bình"];
    assert_eq!(enrol(&office, &whole)["accepts"], false);
    assert_eq!(
        enrol(&office, &[&whole[..], &["--accept"]].concat())["accepts"],
        true
    );

    let who = [&["enrol", "--unit", "15178"], &whole[..]].concat();
    let waiting = office::Device::join(&link(&office.json(&who), "link"), 2).expect("enrolled");
    let devices = office.json(&["device", "list"]);
    assert_eq!(devices["devices"][0]["acceptance"], "waiting");
    assert_eq!(devices["devices"][1]["acceptance"], "accepted");
    let word = devices["devices"][0]["check_word"]
        .as_str()
        .expect("a word")
        .to_lowercase();
    let id = waiting.incarnation.0.to_string();
    assert_eq!(devices["devices"][0]["incarnation"], json!(id));
    assert_eq!(
        office.json(&["device", "accept", &word])["acceptance"],
        "accepted"
    );
    assert_eq!(
        office.json(&["device", "refuse", &id])["acceptance"],
        "refused"
    );
    let listed = office.json(&["device", "list"]);
    assert!(listed["devices"][1]["decided_at"].is_string());
    assert_eq!(listed["devices"][1]["decided_by"], Value::Null);
    assert_eq!(
        office.run(&["device", "accept", "ZZZZ"]).status.code(),
        Some(1)
    );
    server.stop();
}

#[test]
fn a_link_is_printed_in_both_forms_and_as_a_qr() {
    let office = Office::made();
    let who = ["--role", "police", "--name", "Nguyễn Văn An"];
    let plain = enrol(&office, &who);
    assert!(
        plain["landing"]
            .as_str()
            .expect("a link")
            .starts_with("https://127.0.0.1:9/e#at=")
    );
    assert_eq!(link(&plain, "link"), link(&plain, "landing"));

    office.json(&[
        "landing",
        "--url",
        "https://camtan.vi.example/vao/",
        "--install-page",
        "https://camtan.vi.example/cai",
    ]);
    let svg = office.path("link.svg");
    let on_page = enrol(&office, &[&who[..], &["--qr", &svg]].concat());
    let landing = on_page["landing"].as_str().expect("a link");
    assert!(
        landing.starts_with("https://camtan.vi.example/vao/#at="),
        "{landing}"
    );
    let svg = std::fs::read_to_string(svg).expect("a picture");
    assert!(svg.starts_with("<?xml") && svg.contains("<path"));
    let png = office.path("link.png");
    enrol(
        &office,
        &[&who[..], &["--qr", &png, "--landing-url", "http://a/e"]].concat(),
    );
    assert!(
        std::fs::read(png)
            .expect("a picture")
            .starts_with(b"\x89PNG")
    );
    let text = office.run(
        &[
            &["enrol", "--unit", "15178", "--at", "h:1", "--qr", "-"],
            &who[..],
        ]
        .concat(),
    );
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.lines().count() > 20);
    // Whoever copies all of it has copied the link.
    assert!(text.parse::<EnrolLink>().is_ok());
    for wrong in [["--qr", "link.jpg"], ["--landing-url", "https://a/#b"]] {
        let asked = [
            &["enrol", "--unit", "15178", "--at", "h:1"],
            &who[..],
            &wrong,
        ]
        .concat();
        assert_ne!(office.run(&asked).status.code(), Some(0), "{wrong:?}");
    }
    // The link says whose book it is, once the server has several.
    office.init("xã Đông Trạch", "00698");
    let of_two = enrol(&office, &who);
    let landing = of_two["landing"].as_str().expect("a link");
    assert!(
        landing.ends_with("&book=x%C3%A3%20C%E1%BA%A9m%20T%C3%A2n"),
        "{landing}"
    );
    assert_eq!(link(&of_two, "link"), link(&of_two, "landing"));
}

#[test]
fn the_page_is_handed_out_and_written_the_same() {
    let office = Office::made();
    office.json(&["landing", "--install-page", "https://camtan.vi.example/cai"]);
    let folder = office.path("page");
    let written = office.json(&["landing", "--out", &folder]);
    assert_eq!(written["install_page"], "https://camtan.vi.example/cai");
    let file = written["file"].as_str().expect("a file");
    let page = std::fs::read_to_string(file).expect("the page");
    assert!(page.contains("<span>xã Cẩm Tân</span>"));

    let server = office.serve(&["--plain", "--landing", "127.0.0.1:0"]);
    let said = server.address();
    let (listening, landing) = said.split_once(" landing ").expect("both");
    for url in [&format!("http://{listening}/e"), landing] {
        let answer = get(url);
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        let head = head.to_lowercase();
        for header in [
            "content-security-policy: default-src 'none'; script-src 'sha256-",
            "frame-ancestors 'none'",
            "referrer-policy: no-referrer",
            "content-type: text/html; charset=utf-8",
            "cache-control: no-store",
        ] {
            assert!(head.contains(header), "{header}: {head}");
        }
        assert_eq!(body, page);
    }
    // Beside it, nothing else is served without TLS.
    let other = landing.replace("/e", "/v1/health");
    assert!(get(&other).starts_with("HTTP/1.1 404"));
    assert!(get(&format!("http://{listening}/v1/health")).starts_with("HTTP/1.1 200"));
    server.stop();
}
