//! The notice's words against the document that keeps them.

use super::NOTICE_TEXT;
use serde_json::Value;

const KEPT: &str = include_str!("../../../../docs/notice.md");
const WORDS: &str = include_str!("../../../../ui/messages/vi.json");

/// What the document says of the last version: of none after it.
fn kept() -> &'static str {
    let (_, after) = KEPT
        .split_once(&format!("## Version {NOTICE_TEXT}\n"))
        .expect("the version is kept");
    assert!(!after.contains("\n## Version "), "a later one is kept");
    after
}

#[test]
fn the_document_keeps_the_notice_that_is_shown() {
    let words: Value = serde_json::from_str(WORDS).expect("JSON");
    let said = |key: &str| words[key].as_str().expect(key).to_owned();
    let titled = |title: &str, text: &str| format!("{}: {}", said(title), said(text));
    let shown = [
        said("notice_short"),
        said("notice_short_child"),
        said("notice_safety"),
        said("notice_guardian_hint"),
        titled("notice_who", "notice_who_text"),
        titled("notice_what", "notice_what_text"),
        titled("notice_why", "notice_why_text"),
        titled("notice_long", "notice_long_text"),
        titled("notice_long", "notice_long_text_open"),
        titled("notice_rights", "notice_rights_text"),
    ];
    let kept = kept();
    for text in shown {
        let line = format!("\n> {text}\n");
        assert!(
            kept.contains(&line),
            "the notice changed: keep it as a new version in docs/notice.md, and say so in NOTICE_TEXT. {text}"
        );
    }
    for answer in ["notice_agreed", "notice_by_guardian", "notice_refused"] {
        assert!(kept.contains(&format!("`{}`", said(answer))), "{answer}");
    }
}
