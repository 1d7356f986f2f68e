//! What a command prints: one document for machines, or a few lines for people.

mod desk;
mod held;
mod safety;

use crate::sentence::sentence;
use desk::{claims, disagreements};
use held::held;
use safety::{checked, devices, status, taken};
use serde_json::{Value, json};
use std::fmt::Display;
use std::io::Write;
use tungnha_api::ApiError;

/// The result of a command.
pub enum Output {
    /// `status`, `enrol`
    Status(Value),
    /// `import --dry-run`
    Preview(Value),
    /// `import`
    Imported(Value),
    /// `list`
    People(Value),
    /// `visit`, `record`
    Saved(Value),
    /// `sync`
    Synced(Value),
    /// `sync --check`
    Checked(Value),
    /// `courier in`
    Taken(Value),
    /// `courier out`, `courier carry`
    Written(Value),
    /// `devices`
    Devices(Value),
    /// `held`
    Held(Value),
    /// `review list`
    Claims(Value),
    /// `review confirm`, `review return`
    Reviewed(Value),
    /// `settle list`
    Disagreements(Value),
    /// `settle ID`
    Settled(Value),
    /// `export`
    Exported(Value),
    /// `verify`
    Verified(Value),
    /// `retract`, `address`, `recover`
    Done,
}

impl Output {
    /// 0, or 1 for a comparison that found differences and left them, and for a decision that changed nothing.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Verified(v) | Self::Checked(v) if v["agrees"] != true => 1,
            Self::Held(v) if each(&v["decided"]).any(|one| one["became"] == "unable") => 1,
            _ => 0,
        }
    }

    /// Prints it.
    pub fn print(&self, json: bool) {
        if json {
            say([self.document()]);
        } else {
            say(self.lines());
        }
    }

    fn document(&self) -> Value {
        match self {
            Self::Status(v)
            | Self::Preview(v)
            | Self::Imported(v)
            | Self::People(v)
            | Self::Saved(v)
            | Self::Synced(v)
            | Self::Checked(v)
            | Self::Taken(v)
            | Self::Written(v)
            | Self::Disagreements(v)
            | Self::Devices(v)
            | Self::Held(v)
            | Self::Settled(v)
            | Self::Claims(v)
            | Self::Reviewed(v)
            | Self::Exported(v)
            | Self::Verified(v) => v.clone(),
            Self::Done => json!({ "done": true }),
        }
    }

    fn lines(&self) -> Vec<String> {
        match self {
            Self::Status(v) => status(v),
            Self::Preview(v) => preview(v),
            Self::Imported(v) => imported(v),
            Self::People(v) => people(v),
            Self::Saved(v) => vec![format!("Saved on this device: {}", text(&v["id"]))],
            Self::Synced(v) => vec![synced(v)],
            Self::Checked(v) => checked(v),
            Self::Taken(v) => taken(v),
            Self::Written(v) => vec![format!("Written: {}", text(&v["path"]))],
            Self::Disagreements(v) => disagreements(v),
            Self::Devices(v) => devices(v),
            Self::Held(v) => held(v),
            Self::Settled(v) => vec![format!("Settled: {}", text(&v["id"]))],
            Self::Claims(v) => claims(v),
            Self::Reviewed(v) => vec![format!(
                "Decided {} claims: {}",
                v["claims"],
                text(&v["id"])
            )],
            Self::Exported(v) => vec![format!("{} rows in {}", v["rows"], text(&v["path"]))],
            Self::Verified(v) => verified(v),
            Self::Done => vec!["Done".into()],
        }
    }
}

/// The reason goes to standard error for people, and as the one document for machines.
pub fn print_error(error: &ApiError, json: bool) {
    if json {
        say([json!({ "error": error })]);
    }
    let what = sentence(error.code);
    if error.detail.is_empty() {
        eprintln!("tungnha: {what}");
    } else {
        eprintln!("tungnha: {what} ({})", error.detail);
    }
}

/// The one document for a machine that asked for it and used the program wrongly.
pub fn print_wrong_usage(wrong: &clap::Error) {
    let detail = wrong.to_string();
    let detail = detail.lines().next().unwrap_or_default();
    say([json!({ "error": { "code": "usage", "detail": detail } })]);
}

/// Prints lines. A reader that went away is no failure: what was asked is done.
fn say(lines: impl IntoIterator<Item = impl Display>) {
    let mut out = std::io::stdout().lock();
    for line in lines {
        if writeln!(out, "{line}").is_err() {
            return;
        }
    }
    let _ = out.flush();
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn synced(v: &Value) -> String {
    format!(
        "Synced: {} sent, {} received, {} requests, {} bytes up, {} down",
        v["sent"], v["received"], v["requests"], v["bytes_up"], v["bytes_down"]
    )
}

fn preview(v: &Value) -> Vec<String> {
    let mut lines = vec![format!(
        "{}: {} people in {} households; {} new, {} changed, {} same; {} rows skipped",
        text(&v["file"]),
        v["people"],
        v["households"],
        v["new"],
        v["changed"],
        v["same"],
        v["skipped"]
    )];
    for column in each(&v["columns"]) {
        let meaning = match (column["dropped"].as_bool(), column["field"].as_str()) {
            (Some(true), _) => "dropped: must not be kept",
            (_, Some(field)) => field,
            _ => "not used",
        };
        let header = text(&column["header"]);
        lines.push(format!(
            "column {} «{header}»: {meaning}",
            text(&column["column"])
        ));
    }
    lines.extend(refused(&v["refused"]));
    lines
}

fn imported(v: &Value) -> Vec<String> {
    let mut lines = vec![format!(
        "{}: {} added, {} changed, {} same, {} refused; {} households and {} hamlets added",
        text(&v["file"]),
        v["added"],
        v["changed"],
        v["same"],
        v["refused"],
        v["households_added"],
        v["hamlets_added"]
    )];
    lines.extend(refused(&v["refused_rows"]));
    lines
}

fn refused(rows: &Value) -> Vec<String> {
    each(rows)
        .map(|row| {
            format!(
                "refused: sheet {} row {} column {} «{}»: {} ({})",
                text(&row["sheet"]),
                row["row"],
                text(&row["column"]),
                text(&row["header"]),
                text(&row["reason"]),
                text(&row["text"])
            )
        })
        .collect()
}

fn people(v: &Value) -> Vec<String> {
    let mut lines = vec![format!("{} people", v["total"])];
    for row in each(&v["people"]) {
        let person = &row["person"];
        let apps: Vec<String> = each(&person["apps"])
            .map(|app| {
                format!(
                    "{} {} {} {}",
                    text(&app["app"]),
                    app["level"],
                    text(&app["stage"]),
                    text(&app["token"])
                )
            })
            .collect();
        lines.push(format!(
            "{}  {} {} · {} {} {} · {} · household {}",
            text(&person["id"]),
            text(&person["name"]),
            person["birth_year"],
            text(&row["hamlet"]),
            text(&row["lane"]),
            text(&row["house"]),
            apps.join(", "),
            text(&person["household"])
        ));
    }
    lines
}

fn verified(v: &Value) -> Vec<String> {
    let mut lines = vec![format!(
        "{} deltas, {} registers: {}",
        v["deltas"],
        v["registers"],
        if v["agrees"] == true {
            "all agree"
        } else {
            "differences found"
        }
    )];
    lines.extend(each(&v["differences"]).map(|line| text(line).to_owned()));
    lines
}
