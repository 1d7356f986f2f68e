//! What a desk works through: claims to review, disagreements to settle.

use super::{each, text};
use serde_json::Value;

pub(super) fn claims(v: &Value) -> Vec<String> {
    let mut lines = vec![format!("{} items", v["total"])];
    for item in each(&v["items"]) {
        let ids: Vec<&str> = each(&item["claims"]).map(text).collect();
        let by: Vec<&str> = each(&item["volunteers"]).map(text).collect();
        lines.push(format!(
            "{}  {} · {} {} {} · {}",
            ids.join(" "),
            text(&item["person"]["name"]),
            text(&item["app"]),
            item["level"],
            text(&item["stage"]),
            by.join(", ")
        ));
    }
    lines
}

pub(super) fn disagreements(v: &Value) -> Vec<String> {
    let mut lines = vec![format!("{} disagreements", v["total"])];
    for item in each(&v["items"]) {
        let mut what = vec![text(&item["kind"]).to_owned()];
        what.extend(["app", "source"].iter().filter_map(|field| {
            let word = text(&item[field]);
            (!word.is_empty()).then(|| word.to_owned())
        }));
        if item["level"].as_u64().is_some_and(|level| level > 0) {
            what.push(format!("level {}", item["level"]));
        }
        lines.push(format!("{} · {}", what.join(" "), about(&item["about"])));
        lines.extend(each(&item["heads"]).map(head));
    }
    if let Some(next) = v["next"].as_str() {
        lines.push(format!("more: --after {next}"));
    }
    lines
}

fn head(head: &Value) -> String {
    let said = said(&head["says"], true);
    let mut notes = vec![text(&head["by"]).to_owned(), text(&head["role"]).to_owned()];
    for (field, note) in [
        ("shown", "shown meanwhile"),
        ("unsent", "not received yet"),
        ("clock_doubtful", "wrong clock"),
    ] {
        if head[field] == true {
            notes.push(note.into());
        }
    }
    format!("  {}  {said} · {}", text(&head["id"]), notes.join(" · "))
}

/// Who or what, with the place, as far as it is known.
pub(super) fn about(about: &Value) -> String {
    let parts = ["name", "hamlet", "lane", "house"].map(|field| text(&about[field]));
    let mut parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.dedup();
    parts.join(", ")
}

/// The fields of a statement; of several side by side, those in which they differ.
pub(super) fn said(says: &Value, differing: bool) -> String {
    let fields = each(says).filter(|field| !differing || field["differs"] == true);
    let fields: Vec<String> = fields
        .filter(|field| differing || !field["value"].is_null())
        .map(|field| {
            let value = field["value"].as_str().unwrap_or("—");
            format!("{} {value}", text(&field["field"]))
        })
        .collect();
    fields.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn heads_show_where_they_differ() {
        let head = |id: &str, stage: &str, shown: bool| {
            json!({
                "id": id, "by": "Vũ Văn An", "role": "volunteer", "shown": shown, "unsent": false,
                "clock_doubtful": !shown, "says": [
                    { "field": "stage", "value": stage, "differs": true },
                    { "field": "as_of", "value": null, "differs": false },
                ],
            })
        };
        let page = json!({
            "total": 1, "next": "x-1/9", "items": [{
                "kind": "account", "app": "vneid", "level": 1, "source": "volunteer_claim",
                "about": { "name": "Nguyễn Thị Mai", "hamlet": "Thôn Tân Lập", "lane": "", "house": "12" },
                "heads": [head("a-1", "activated", true), head("b-1", "not_registered", false)],
            }],
        });
        assert_eq!(
            disagreements(&page),
            [
                "1 disagreements",
                "account vneid volunteer_claim level 1 · Nguyễn Thị Mai, Thôn Tân Lập, 12",
                "  a-1  stage activated · Vũ Văn An · volunteer · shown meanwhile",
                "  b-1  stage not_registered · Vũ Văn An · volunteer · wrong clock",
                "more: --after x-1/9",
            ]
        );
    }

    #[test]
    fn a_hamlet_is_named_once() {
        let hamlet =
            json!({ "name": "Thôn Tân Lập", "hamlet": "Thôn Tân Lập", "lane": "", "house": "" });
        assert_eq!(about(&hamlet), "Thôn Tân Lập");
    }
}
