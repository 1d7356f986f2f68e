//! The inbox as a list.

use super::super::open::{server, written};
use super::super::{Done, Failure};
use crate::desk::Desk;
use crate::storage::{BookRow, DeviceRow, StorageTxn};
use serde::Serialize;
use std::path::Path;
use tungnha_core::{Body, Delta};

#[derive(Serialize)]
struct HeldDocument {
    book: String,
    id: String,
    kind: &'static str,
    reason: &'static str,
    received_at: String,
    stamped: String,
    member: String,
    role: &'static str,
    device: String,
    says: Option<Says>,
}

/// What a held statement says, without anything that only police and office may see.
#[derive(Serialize)]
struct Says {
    kind: &'static str,
    /// What it speaks of.
    subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
}

/// A device whose file turned out to be a copy.
#[derive(Serialize)]
struct CopyDocument {
    book: String,
    device: String,
    member: String,
    at: String,
    /// The device of whose file it is a copy; absent until the copy has said so.
    of: Option<String>,
}

pub(super) fn run(folder: &Path) -> Result<Done, Failure> {
    let server = server(folder)?;
    let txn = server.storage().read()?;
    let mut held = Vec::new();
    let mut copied = Vec::new();
    for book in txn.books()? {
        let devices = txn.devices(book.no)?;
        held.extend(inbox(txn.as_ref(), &book, &devices)?);
        copied.extend(copies(txn.as_ref(), &book, &devices)?);
    }
    let lines = held.iter().map(|h| {
        let (at, who) = (&h.received_at, &h.member);
        format!(
            "{at} {} {} of {who} ({}, {}): {}\n",
            h.id, h.kind, h.role, h.device, h.reason
        )
    });
    let mut text: String = lines.collect();
    text.push_str(&format!("{} held\n", held.len()));
    for copy in &copied {
        let (at, device, member) = (&copy.at, &copy.device, &copy.member);
        text.push_str(&match &copy.of {
            Some(of) => format!("{at} {device} of {member} is a copy of {of}\n"),
            None => {
                format!("{at} {device} of {member} was copied: it wrote twice under one name\n")
            }
        });
    }
    let document = serde_json::json!({ "held": held, "copied": copied });
    Done::new(text, &document)
}

fn inbox(
    txn: &dyn StorageTxn,
    book: &BookRow,
    devices: &[DeviceRow],
) -> Result<Vec<HeldDocument>, Failure> {
    let mut desk = Desk::reading(txn, book.no)?;
    let mut documents = Vec::new();
    for row in txn.held(book.no)? {
        let Some(stored) = txn.delta(book.no, row.key)? else {
            continue;
        };
        let Some(receipt) = txn.admission(book.no, stored.admission)? else {
            continue;
        };
        let id = desk.id(row.key)?;
        let delta = Delta::from_bytes(id, &stored.bytes).ok();
        let device = devices.iter().find(|d| d.number == row.key.number());
        documents.push(HeldDocument {
            book: book.name.clone(),
            id: id.to_string(),
            kind: delta.as_ref().map_or("unreadable", |d| d.body.name()),
            reason: row.reason.name(),
            received_at: written(row.received_at),
            stamped: written(stored.stamped),
            member: txn
                .member(book.no, receipt.member)?
                .map(|member| member.name)
                .unwrap_or_default(),
            role: receipt.role.name(),
            device: device.map(|d| d.name.clone()).unwrap_or_default(),
            says: delta.as_ref().map(says),
        });
    }
    Ok(documents)
}

fn says(delta: &Delta) -> Says {
    let mut says = Says {
        kind: delta.body.name(),
        subject: delta.leans_on().map(|id| id.to_string()),
        app: None,
        level: None,
        stage: None,
        outcome: None,
    };
    match &delta.body {
        Body::Account(account) => {
            says.app = Some(account.app.name());
            says.level = Some(account.level);
            says.stage = Some(account.stage.name());
        }
        Body::Visit(visit) => says.outcome = Some(visit.outcome.name()),
        _ => {}
    }
    says
}

fn copies(
    txn: &dyn StorageTxn,
    book: &BookRow,
    devices: &[DeviceRow],
) -> Result<Vec<CopyDocument>, Failure> {
    let named = |number| devices.iter().find(|device| device.number == number);
    let mut documents = Vec::new();
    for copy in txn.copies(book.no)? {
        let device = named(copy.number);
        let member = match device {
            Some(device) => txn.member(book.no, device.member)?,
            None => None,
        };
        documents.push(CopyDocument {
            book: book.name.clone(),
            device: device.map(|d| d.name.clone()).unwrap_or_default(),
            member: member.map(|member| member.name).unwrap_or_default(),
            at: written(copy.at),
            of: copy.of.and_then(named).map(|d| d.name.clone()),
        });
    }
    Ok(documents)
}
