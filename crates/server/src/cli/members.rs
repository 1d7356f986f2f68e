//! `members`, `assign`, `revoke`: who works with the books.

use super::enrol::hamlets;
use super::open::{book, post, server, written};
use super::{Data, Done, Failure};
use crate::desk::Desk;
use crate::http::clock;
use crate::storage::{BookRow, StorageTxn};
use serde::Serialize;
use std::cmp::Reverse;
use tungnha_core::MemberId;
use tungnha_core::name::sort_key;
use tungnha_core::words::Role;
use uuid::Uuid;

#[derive(clap::Args, Debug)]
pub(super) struct Members {
    #[command(flatten)]
    data: Data,
    /// Only this book's: its name, or its unit's name or code.
    #[arg(long, value_name = "NAME_OR_CODE")]
    unit: Option<String>,
}

#[derive(clap::Args, Debug)]
pub(super) struct Assign {
    #[command(flatten)]
    data: Data,
    /// The book, when the server has several.
    #[arg(long, value_name = "NAME_OR_CODE")]
    unit: Option<String>,
    /// The member (see members).
    #[arg(long, value_name = "ID")]
    member: Uuid,
    /// The hamlets of the scope from now on; may be repeated.
    #[arg(long, value_name = "NAME", num_args = 1.., required = true)]
    hamlet: Vec<String>,
}

#[derive(clap::Args, Debug)]
pub(super) struct Revoke {
    #[command(flatten)]
    data: Data,
    /// The book, when the server has several.
    #[arg(long, value_name = "NAME_OR_CODE")]
    unit: Option<String>,
    /// The member (see members).
    #[arg(long, value_name = "ID")]
    member: Uuid,
}

#[derive(Serialize)]
struct MemberDocument {
    book: String,
    member: Uuid,
    name: String,
    organisation: Option<String>,
    role: &'static str,
    /// Ids of hamlets; null for the whole book.
    hamlets: Option<Vec<String>>,
    revoked: bool,
    devices: Vec<DeviceDocument>,
}

#[derive(Serialize)]
struct DeviceDocument {
    name: String,
    incarnation: Uuid,
    deltas: u32,
    last_sync: Option<String>,
    /// The server's clock less the device's at its last exchange; null before any.
    clock_off_seconds: Option<i64>,
    /// Deltas stamped clearly later than they were received, or clearly before what was said earlier.
    doubtful_stamps: u32,
    #[serde(skip)]
    clock_is_wrong: bool,
}

impl DeviceDocument {
    /// Its name, with a mark when its clock is clearly wrong.
    fn line(&self) -> String {
        let name = &self.name;
        match self.clock_off_seconds {
            Some(off) if self.clock_is_wrong => {
                let slow = if off > 0 { "slow" } else { "fast" };
                format!("{name} (clock {} s {slow})", off.unsigned_abs())
            }
            _ => name.clone(),
        }
    }
}

impl Members {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let server = server(&self.data.folder)?;
        let txn = server.storage().read()?;
        let books = match &self.unit {
            Some(unit) => vec![book(txn.as_ref(), Some(unit))?],
            None => txn.books()?,
        };
        let mut members = Vec::new();
        for book in &books {
            let mut of_book = Vec::new();
            for member in txn.members(book.no)? {
                of_book.push(describe(txn.as_ref(), book, member.id)?);
            }
            // The office first, then the field, each as people look for one another; ids say nothing.
            of_book.sort_by_cached_key(|m| {
                let role = m.role.parse().map_or(0, Role::code);
                (Reverse(role), sort_key(&m.name), m.member)
            });
            members.append(&mut of_book);
        }
        let lines = members.iter().map(|m| {
            let devices: Vec<String> = m.devices.iter().map(DeviceDocument::line).collect();
            let revoked = if m.revoked { ", revoked" } else { "" };
            format!(
                "{} {} ({}{revoked}): {}\n",
                m.member,
                m.name,
                m.role,
                devices.join(", ")
            )
        });
        Done::new(lines.collect(), &serde_json::json!({ "members": members }))
    }
}

impl Assign {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let server = server(&self.data.folder)?;
        let txn = server.storage().write()?;
        let book = book(txn.as_ref(), self.unit.as_deref())?;
        let member = changeable(txn.as_ref(), &book, self.member)?;
        let hamlets = hamlets(txn.as_ref(), &book, &self.hamlet)?;
        let desk = Desk::applying(txn.as_ref(), book.no)?;
        if desk.grant_of(member)?.whole_book {
            let text = "the member has the whole book, which no list of hamlets narrows".to_owned();
            return Err(Failure::Refused(text));
        }
        desk.assign(member, &hamlets, clock())?;
        drop(desk);
        post(txn.as_ref(), &book, server.keys(), clock())?;
        let document = describe(txn.as_ref(), &book, member)?;
        txn.commit()?;
        Done::new(format!("{}: assigned", document.name), &document)
    }
}

impl Revoke {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let server = server(&self.data.folder)?;
        let txn = server.storage().write()?;
        let book = book(txn.as_ref(), self.unit.as_deref())?;
        let member = changeable(txn.as_ref(), &book, self.member)?;
        Desk::applying(txn.as_ref(), book.no)?.revoke(member, clock())?;
        post(txn.as_ref(), &book, server.keys(), clock())?;
        let document = describe(txn.as_ref(), &book, member)?;
        txn.commit()?;
        Done::new(format!("{}: revoked", document.name), &document)
    }
}

/// A member whose grant people may change: not the server itself.
pub(super) fn changeable(
    txn: &dyn StorageTxn,
    book: &BookRow,
    member: Uuid,
) -> Result<MemberId, Failure> {
    let member = MemberId(member);
    match txn.grant(book.no, member)? {
        Some(grant) if grant.role != Role::Server => Ok(member),
        _ => Err(Failure::Refused("no such member in this book".to_owned())),
    }
}

fn describe(
    txn: &dyn StorageTxn,
    book: &BookRow,
    member: MemberId,
) -> Result<MemberDocument, Failure> {
    let mut desk = Desk::reading(txn, book.no)?;
    let grant = desk.grant_of(member)?;
    let row = txn.member(book.no, member)?;
    let hamlets = if grant.whole_book {
        None
    } else {
        let mut ids = Vec::new();
        for row in txn.hamlets(book.no, member)? {
            if row.ended_at.is_none() {
                ids.push(desk.id(row.hamlet)?.to_string());
            }
        }
        Some(ids)
    };
    let devices = txn
        .devices(book.no)?
        .into_iter()
        .filter(|d| d.member == member);
    Ok(MemberDocument {
        book: book.name.clone(),
        member: member.0,
        name: row.as_ref().map(|row| row.name.clone()).unwrap_or_default(),
        organisation: row.and_then(|row| row.organisation),
        role: grant.role.name(),
        hamlets,
        revoked: grant.revoked_at.is_some(),
        devices: devices
            .map(|device| DeviceDocument {
                name: device.name,
                incarnation: device.incarnation.0,
                deltas: device.highest,
                last_sync: device.last_sync.map(written),
                clock_off_seconds: device.clock.off,
                doubtful_stamps: device.clock.doubtful_stamps,
                clock_is_wrong: device.clock.is_wrong(),
            })
            .collect(),
    })
}
