//! What is held at the server, as lines.

use super::{each, text};
use serde_json::Value;

/// What became of what was decided, then what is held still, one a line.
pub(super) fn held(v: &Value) -> Vec<String> {
    let decided = each(&v["decided"]).map(|one| match one["why"].as_str() {
        Some(why) => format!("{}: {} ({why})", text(&one["id"]), text(&one["became"])),
        None => format!("{}: {}", text(&one["id"]), text(&one["became"])),
    });
    let held = each(&v["items"]).map(|one| {
        format!(
            "{} {} by {} ({}, {}): {}",
            text(&one["id"]),
            text(&one["kind"]),
            text(&one["by"]),
            text(&one["role"]),
            text(&one["device_name"]),
            text(&one["reason"]),
        )
    });
    let mut lines: Vec<String> = decided.chain(held).collect();
    lines.push(format!("{} held", v["total"]));
    if let Some(next) = v["next"].as_str() {
        lines.push(format!("more with --after {next}"));
    }
    lines
}
