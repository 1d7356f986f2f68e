//! `held`: what waits in the inbox for a person.

use super::open::{server, written};
use super::{Data, Done, Failure};
use crate::desk::Desk;
use crate::storage::{BookRow, StorageTxn};
use serde::Serialize;
use tungnha_core::Delta;

#[derive(clap::Args, Debug)]
pub(super) struct Held {
    #[command(flatten)]
    data: Data,
}

#[derive(Serialize)]
struct HeldDocument {
    book: String,
    id: String,
    kind: &'static str,
    reason: &'static str,
    received_at: String,
    member: String,
    role: &'static str,
    device: String,
}

impl Held {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let server = server(&self.data.folder)?;
        let txn = server.storage().read()?;
        let mut held = Vec::new();
        for book in txn.books()? {
            held.extend(inbox(txn.as_ref(), &book)?);
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
        Done::new(text, &serde_json::json!({ "held": held }))
    }
}

fn inbox(txn: &dyn StorageTxn, book: &BookRow) -> Result<Vec<HeldDocument>, Failure> {
    let mut desk = Desk::reading(txn, book.no)?;
    let devices = txn.devices(book.no)?;
    let mut documents = Vec::new();
    for row in txn.held(book.no)? {
        let Some(stored) = txn.delta(book.no, row.key)? else {
            continue;
        };
        let Some(receipt) = txn.admission(book.no, stored.admission)? else {
            continue;
        };
        let id = desk.id(row.key)?;
        let kind = Delta::from_bytes(id, &stored.bytes).map_or("unreadable", |d| d.body.name());
        let device = devices.iter().find(|d| d.number == row.key.number());
        documents.push(HeldDocument {
            book: book.name.clone(),
            id: id.to_string(),
            kind,
            reason: row.reason.name(),
            received_at: written(row.received_at),
            member: txn
                .member(book.no, receipt.member)?
                .map(|member| member.name)
                .unwrap_or_default(),
            role: receipt.role.name(),
            device: device.map(|d| d.name.clone()).unwrap_or_default(),
        });
    }
    Ok(documents)
}
