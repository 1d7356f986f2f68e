//! `init`: the data directory, its keys, its books with their campaigns.

use super::open::{database, day, random, random_id};
use super::{Data, Done, Failure};
use crate::addresses::present;
use crate::apply::Moment;
use crate::campaign::{self, CampaignFile};
use crate::desk::Desk;
use crate::enrol::{Invitation, admit_member};
use crate::http::clock;
use crate::keys::{KeySeeds, ServerKeys};
use crate::storage::sqlite::SqliteStorage;
use crate::storage::{DeviceRow, MemberRow, Storage, StorageTxn};
use crate::units;
use serde::Serialize;
use std::path::{Path, PathBuf};
use tungnha_core::words::Role;
use tungnha_core::{BookId, Incarnation, Instant, MemberId};
use uuid::Uuid;

#[derive(clap::Args, Debug)]
pub(super) struct Init {
    #[command(flatten)]
    data: Data,
    /// The unit tree: CSV with code,name,kind,parent_code,valid_from,valid_to.
    #[arg(long, value_name = "FILE.csv")]
    units: PathBuf,
    /// The campaign of these books, as JSON.
    #[arg(long, value_name = "FILE.json")]
    campaign: PathBuf,
    /// What people call the book, for instance "xã Cẩm Tân". May be repeated; run init again to add a book with
    /// another campaign.
    #[arg(long, value_name = "NAME", required = true)]
    book: Vec<String>,
    /// The code or name of the unit whose roll the book is; once for each --book, in their order. Without it
    /// the unit is looked for by the book's name.
    #[arg(long, value_name = "CODE_OR_NAME")]
    unit: Vec<String>,
}

/// One book in the document.
#[derive(Serialize)]
struct BookDocument {
    name: String,
    id: Uuid,
    unit: Option<String>,
    made: bool,
}

impl Init {
    pub(super) fn run(self) -> Result<Done, Failure> {
        if !self.unit.is_empty() && self.unit.len() != self.book.len() {
            return Err(Failure::Usage(
                "give --unit once for each --book, or not at all",
            ));
        }
        let units = units::read(&text(&self.units)?)?;
        let campaign = CampaignFile::read(&text(&self.campaign)?)?;
        let folder = &self.data.folder;
        let new = !ServerKeys::present(folder);
        let keys = keys(folder)?;
        let storage = SqliteStorage::open(&database(folder))?;
        let txn = storage.write()?;
        txn.put_units(&units)?;
        let mut books = Vec::new();
        for (at, name) in self.book.iter().enumerate() {
            let unit = self.unit.get(at).map(String::as_str);
            books.push(book(txn.as_ref(), name, unit, &campaign, &keys, clock())?);
        }
        txn.commit()?;
        let lines = books.iter().map(|book| {
            let what = if book.made { "made" } else { "was there" };
            format!("{}: {what}\n", book.name)
        });
        let mut text: String = lines.collect();
        if new {
            text.push_str(
                "The *.key files here are in no backup: copy them to a safe place now. Whoever restores a backup\n\
                 without them is a stranger to every device.\n",
            );
        }
        Done::new(text, &serde_json::json!({ "books": books }))
    }
}

fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))
}

fn keys(folder: &Path) -> Result<ServerKeys, Failure> {
    if ServerKeys::present(folder) {
        return Ok(ServerKeys::open(folder, random()?)?);
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let seeds = KeySeeds {
        identity: random()?,
        recovery: random()?,
        sealing: random()?,
    };
    Ok(ServerKeys::create(folder, &seeds)?)
}

/// Makes a book with the server as its first member, unless there is one of that name.
fn book(
    txn: &dyn StorageTxn,
    name: &str,
    unit: Option<&str>,
    campaign: &CampaignFile,
    keys: &ServerKeys,
    now: Instant,
) -> Result<BookDocument, Failure> {
    if let Some(there) = txn.books()?.into_iter().find(|book| book.name == name) {
        return Ok(BookDocument {
            name: there.name,
            id: there.id.0,
            unit: there.unit,
            made: false,
        });
    }
    let units = txn.units()?;
    let code = match unit {
        Some(text) => {
            let unit = units::find(&units, text, &day(now))
                .map_err(|error| Failure::Refused(format!("unit {text}: {error}")))?;
            Some(unit.code.clone())
        }
        None => units::find(&units, name, &day(now))
            .ok()
            .map(|unit| unit.code.clone()),
    };
    let id = BookId(random_id()?);
    // Devices of the new book find the server where all others do.
    let announced = present(txn)?;
    let no = txn.add_book(id, name, code.as_deref())?;
    if let Some(announced) = announced {
        txn.announce(no, &announced)?;
    }
    let server = Invitation {
        member: MemberRow {
            id: MemberId(random_id()?),
            name: "Máy chủ".to_owned(),
            organisation: None,
        },
        role: Role::Server,
        hamlets: None,
    };
    admit_member(txn, no, &server, now)?;
    let incarnation = Incarnation(random_id()?);
    let number = txn.number_for(no, incarnation)?;
    let (member, key) = (server.member.id, keys.identity_public());
    let mut device = DeviceRow::begun(no, number, incarnation, member, key, "Máy chủ");
    txn.add_device(&device, now)?;
    let mut desk = Desk::applying(txn, no)?;
    let identity = keys.identity();
    let moment = Moment { now, identity };
    campaign::author(&mut desk, &mut device, campaign, random()?, &moment)?;
    desk.finish()?;
    Ok(BookDocument {
        name: name.to_owned(),
        id: id.0,
        unit: code,
        made: true,
    })
}
