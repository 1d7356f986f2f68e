//! Whether the work is safe: counts, what is held and decided, copies, repairs, couriers.

use super::desk::{about, said};
use super::{each, synced, text};
use serde_json::Value;

pub(super) fn status(v: &Value) -> Vec<String> {
    let work = &v["work"];
    let mut lines = vec![
        format!(
            "{} · {} · {}",
            text(&v["member"]["name"]),
            text(&v["member"]["role"]),
            text(&v["book"])
        ),
        format!(
            "unsent {} · received {} · waiting {} · confirmed {} · returned {} · held {}",
            work["unsent"],
            work["received"],
            work["waiting"],
            work["confirmed"],
            work["returned"],
            work["held"]
        ) + &decided_counts(work),
    ];
    for hamlet in each(&v["hamlets"]) {
        lines.push(format!(
            "{}: {}/{} doors, {} of {} people still lack something",
            text(&hamlet["name"]),
            hamlet["doors_done"],
            hamlet["doors"],
            hamlet["people_lacking"],
            hamlet["people"]
        ));
    }
    lines.extend(told(v));
    lines.extend(own_work(&v["my_work"]));
    lines
}

/// Rarely anything but nothing.
fn decided_counts(work: &Value) -> String {
    let counts = ["rejected", "reassigned"].iter();
    let counts = counts.filter(|name| work[name].as_u64().is_some_and(|count| count > 0));
    counts
        .map(|name| format!(" · {name} {}", work[name]))
        .collect()
}

/// Phones that wait for an officer.
pub(super) fn devices(v: &Value) -> Vec<String> {
    let line = |device: &Value| {
        format!(
            "{} {} · {} ({}) · {}",
            text(&device["check_word"]),
            text(&device["device_name"]),
            text(&device["name"]),
            text(&device["role"]),
            text(&device["device"])
        )
    };
    match each(v).next() {
        None => vec!["No phone waits".into()],
        Some(_) => each(v).map(line).collect(),
    }
}

/// What a person should know before trusting the counts.
fn told(v: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    if v["awaiting_acceptance"] == true {
        lines.push(format!(
            "this device waits until an officer accepts {} {}; until then nothing comes",
            text(&v["device_name"]),
            text(&v["check_word"])
        ));
    }
    if v["reads_wait"] == true {
        lines.push(
            "the server was restored: it receives, and gives nothing out until the police have looked".into(),
        );
    }
    if let Some(seconds) = v["clock_off_seconds"].as_i64() {
        let direction = if seconds > 0 { "slow" } else { "fast" };
        lines.push(format!(
            "this clock is {} seconds {direction}",
            seconds.unsigned_abs()
        ));
    }
    if v["grant_expired"] == true {
        lines.push("the grant has run out: sync to renew it".into());
    }
    lines
}

fn own_work(v: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for held in each(&v["held"]) {
        lines.push(format!(
            "held: {} {} ({}) · {}",
            text(&held["kind"]),
            said(&held["says"], false),
            text(&held["reason"]),
            about(&held["about"])
        ));
    }
    for decided in each(&v["decided"]) {
        let words = decided["words"].as_str().map(|words| format!(": {words}"));
        lines.push(format!(
            "{}: {} {} · {} · by {}{}",
            text(&decided["decision"]),
            text(&decided["kind"]),
            said(&decided["says"], false),
            about(&decided["about"]),
            text(&decided["by"]),
            words.unwrap_or_default()
        ));
    }
    for reissued in each(&v["reissued"]) {
        lines.push(format!(
            "this file turned out to be a copy: {} statements were said again, nothing was lost",
            reissued["deltas"]
        ));
    }
    lines.extend(each(&v["repairs"]).map(repaired));
    if v["checked_at"].is_i64() {
        lines.push(compared(v["check_agrees"] == true));
    }
    lines
}

fn repaired(v: &Value) -> String {
    format!(
        "repaired: {}, {} were missing here, {} set aside",
        text(&v["hamlet"]),
        v["missing"],
        v["extra"]
    )
}

pub(super) fn checked(v: &Value) -> Vec<String> {
    let mut lines = vec![synced(&v["sync"])];
    lines.extend(each(&v["repaired"]).map(repaired));
    lines.push(if v["compared"] == true {
        compared(v["agrees"] == true)
    } else {
        "nothing was compared: more was said meanwhile, or the server's program is older".into()
    });
    lines
}

fn compared(agree: bool) -> String {
    if agree {
        "the last check: this device and the server show the same".into()
    } else {
        "the last check: a hamlet is not the same here and at the server; own work is untouched"
            .into()
    }
}

pub(super) fn taken(v: &Value) -> Vec<String> {
    let mut lines = vec![format!(
        "Taken in: {} of this device were received by the server, {} are new here, {} decisions",
        v["sent"], v["received"], v["decided"]
    )];
    if v["late"] == true {
        lines.push("what is new from others comes with the next sync".into());
    }
    if v["reissued"] == true {
        lines.push("this file turned out to be a copy: make a new parcel, or sync".into());
    }
    lines
}
