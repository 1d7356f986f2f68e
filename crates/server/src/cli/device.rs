//! `device`: which devices wait for an officer, and accepting or refusing them at the server itself.

use super::open::{book, server, written};
use super::{Done, Failure};
use crate::apply::Moment;
use crate::desk::Desk;
use crate::http::clock;
use crate::server::Server;
use crate::storage::{Acceptance, AcceptanceRow, BookRow, DeviceRow, StorageTxn};
use clap::Subcommand;
use serde::Serialize;
use std::collections::HashMap;
use std::path::PathBuf;
use tungnha_core::words::Role;
use tungnha_protocol::check_word;
use uuid::Uuid;

#[derive(clap::Args, Debug)]
pub(super) struct Device {
    /// The server's data directory (required).
    #[arg(long = "data", value_name = "DIR", global = true)]
    folder: Option<PathBuf>,
    /// The book: its name, or its unit's name or code. Needed to decide when the server has several.
    #[arg(long, value_name = "NAME_OR_CODE", global = true)]
    unit: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// List the devices, those first that wait until an officer accepts them. The same as saying nothing.
    List,
    /// Accept a device: from now on it reads what its member may.
    Accept(Choice),
    /// Refuse a device, also one that was accepted: it may still hand in, which waits in the inbox, and reads
    /// nothing. Its member's other devices go on.
    Refuse(Choice),
}

#[derive(clap::Args, Debug)]
struct Choice {
    /// The device: the id of its incarnation, or the four letters that its screen shows.
    #[arg(value_name = "ID_OR_WORD")]
    device: String,
}

#[derive(Serialize)]
struct Document {
    book: String,
    incarnation: Uuid,
    /// What the phone calls itself.
    device: String,
    member: Uuid,
    name: String,
    role: &'static str,
    enrolled_at: Option<String>,
    check_word: String,
    acceptance: &'static str,
    /// Who said so; null for one that needed nobody, and for whoever sat at the server.
    decided_by: Option<String>,
    decided_at: Option<String>,
}

impl Document {
    fn line(&self) -> String {
        let (device, name, role) = (&self.device, &self.name, self.role);
        let (word, acceptance) = (&self.check_word, self.acceptance);
        let since = self.enrolled_at.as_deref().unwrap_or("?");
        let id = self.incarnation;
        format!("{acceptance} {word} {device} · {name} ({role}) · enrolled {since} · {id}\n")
    }
}

impl Device {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let folder = self
            .folder
            .ok_or(Failure::Usage("--data DIR is required"))?;
        let (server, unit) = (server(&folder)?, self.unit.as_deref());
        match self.what {
            None | Some(What::List) => list(&server, unit),
            Some(What::Accept(choice)) => choice.decide(&server, unit, true),
            Some(What::Refuse(choice)) => choice.decide(&server, unit, false),
        }
    }
}

fn list(server: &Server, unit: Option<&str>) -> Result<Done, Failure> {
    let txn = server.storage().read()?;
    let books = match unit {
        Some(unit) => vec![book(txn.as_ref(), Some(unit))?],
        None => txn.books()?,
    };
    let mut devices = Vec::new();
    for book in &books {
        let log = log(txn.as_ref(), book)?;
        for device in others(txn.as_ref(), book)? {
            let since = txn.enrolled_at(book.no, device.number)?;
            let waits = device.acceptance != Acceptance::Waiting;
            let said = log.get(&device.number);
            devices.push(((waits, since), describe(txn.as_ref(), book, &device, said)?));
        }
    }
    devices.sort_by_key(|(order, _)| *order);
    let devices: Vec<Document> = devices.into_iter().map(|(_, document)| document).collect();
    let text = devices.iter().map(Document::line).collect();
    Done::new(text, &serde_json::json!({ "devices": devices }))
}

impl Choice {
    fn decide(self, server: &Server, unit: Option<&str>, accept: bool) -> Result<Done, Failure> {
        let txn = server.storage().write()?;
        let book = book(txn.as_ref(), unit)?;
        let device = self.find(&others(txn.as_ref(), &book)?, accept)?;
        let mut desk = Desk::applying(txn.as_ref(), book.no)?;
        let identity = server.keys().identity();
        let now = clock();
        let moment = Moment { now, identity };
        desk.say_of_device(&device, accept, None, &moment)?;
        let changed = desk.finish()?;
        let device = txn.device(device.incarnation)?.unwrap_or(device);
        let log = log(txn.as_ref(), &book)?;
        let document = describe(txn.as_ref(), &book, &device, log.get(&device.number))?;
        txn.commit()?;
        server.changed(changed);
        let (name, acceptance) = (&document.device, document.acceptance);
        let text = format!("{name} ({}): {acceptance}", document.name);
        Done::new(text, &document)
    }

    /// A word is a device's that waits; when it is accepted again, a refused one's. It is never a guess: two
    /// devices with the same word are told apart by their ids.
    fn find(&self, devices: &[DeviceRow], accept: bool) -> Result<DeviceRow, Failure> {
        let id = Uuid::parse_str(&self.device).ok();
        let found: Vec<&DeviceRow> = devices
            .iter()
            .filter(|device| match id {
                Some(id) => device.incarnation.0 == id,
                None => {
                    let decided = match accept {
                        true => device.acceptance == Acceptance::Accepted,
                        false => device.acceptance == Acceptance::Refused,
                    };
                    !decided && check_word(&device.key).eq_ignore_ascii_case(self.device.trim())
                }
            })
            .collect();
        match found.as_slice() {
            [only] => Ok((*only).clone()),
            [] => Err(Failure::Refused(format!(
                "{}: no such device (see device list)",
                self.device
            ))),
            _ => Err(Failure::Refused(format!(
                "{}: several devices: say the id (see device list)",
                self.device
            ))),
        }
    }
}

/// The devices of people: not the server's own.
fn others(txn: &dyn StorageTxn, book: &BookRow) -> Result<Vec<DeviceRow>, Failure> {
    let desk = Desk::reading(txn, book.no)?;
    let mut others = Vec::new();
    for device in txn.devices(book.no)? {
        if desk.grant_of(device.member)?.role != Role::Server {
            others.push(device);
        }
    }
    Ok(others)
}

/// What was said last of each device.
fn log(txn: &dyn StorageTxn, book: &BookRow) -> Result<HashMap<u32, AcceptanceRow>, Failure> {
    let log = txn.acceptances(book.no)?.into_iter();
    Ok(log.map(|row| (row.device, row)).collect())
}

fn describe(
    txn: &dyn StorageTxn,
    book: &BookRow,
    device: &DeviceRow,
    said: Option<&AcceptanceRow>,
) -> Result<Document, Failure> {
    let grant = Desk::reading(txn, book.no)?.grant_of(device.member)?;
    let name = |member| -> Result<Option<String>, Failure> {
        Ok(txn.member(book.no, member)?.map(|row| row.name))
    };
    Ok(Document {
        book: book.name.clone(),
        incarnation: device.incarnation.0,
        device: device.name.clone(),
        member: device.member.0,
        name: name(device.member)?.unwrap_or_default(),
        role: grant.role.name(),
        enrolled_at: txn.enrolled_at(book.no, device.number)?.map(written),
        check_word: check_word(&device.key),
        acceptance: device.acceptance.name(),
        decided_by: match said.and_then(|row| row.by) {
            Some(officer) => name(officer)?,
            None => None,
        },
        decided_at: said.map(|row| written(row.at)),
    })
}
