//! `reopen`: after a restore, people have looked through who is revoked.

use super::members::changeable;
use super::open::{post, server};
use super::{Data, Done, Failure};
use crate::desk::Desk;
use crate::http::clock;
use crate::storage::{BookRow, StorageTxn};
use tungnha_core::Instant;
use tungnha_core::name::sort_key;
use tungnha_core::words::Role;
use uuid::Uuid;

#[derive(clap::Args, Debug)]
pub(super) struct Reopen {
    #[command(flatten)]
    data: Data,
    /// A member to revoke first, whom the backup does not have as revoked (see members); may be repeated.
    #[arg(long, value_name = "ID", num_args = 1..)]
    revoke: Vec<Uuid>,
}

impl Reopen {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let server = server(&self.data.folder)?;
        let txn = server.storage().write()?;
        let books = txn.books()?;
        for member in &self.revoke {
            revoke(txn.as_ref(), &books, *member, clock())?;
        }
        let mut text = String::new();
        let (mut reopened, mut revoked) = (Vec::new(), Vec::new());
        for book in &books {
            let waited = txn.counter(book.no)?.reads_wait.is_some();
            txn.reopen(book.no)?;
            // Grants that devices have presented since the restore may say more than the backup did.
            post(txn.as_ref(), book, server.keys(), clock())?;
            let what = if waited {
                "reads again"
            } else {
                "did not wait"
            };
            text.push_str(&format!("{}: {what}\n", book.name));
            if waited {
                reopened.push(book.name.clone());
            }
            list(txn.as_ref(), book, &mut text, &mut revoked)?;
        }
        txn.commit()?;
        let document = serde_json::json!({ "books": reopened, "revoked": revoked });
        Done::new(text, &document)
    }
}

fn revoke(
    txn: &dyn StorageTxn,
    books: &[BookRow],
    member: Uuid,
    now: Instant,
) -> Result<(), Failure> {
    let mut unknown = None;
    for book in books {
        match changeable(txn, book, member) {
            Ok(member) => {
                Desk::applying(txn, book.no)?.revoke(member, now)?;
                return Ok(());
            }
            Err(refused) => unknown = Some(refused),
        }
    }
    match unknown {
        Some(Failure::Refused(_)) | None => {
            Err(Failure::Refused(format!("{member}: no such member")))
        }
        Some(other) => Err(other),
    }
}

/// Everybody who works with the book, with who is revoked.
fn list(
    txn: &dyn StorageTxn,
    book: &BookRow,
    text: &mut String,
    revoked: &mut Vec<Uuid>,
) -> Result<(), Failure> {
    let desk = Desk::reading(txn, book.no)?;
    let mut members = txn.members(book.no)?;
    members.sort_by_cached_key(|member| (sort_key(&member.name), member.id));
    for member in members {
        let grant = desk.grant_of(member.id)?;
        if grant.role == Role::Server {
            continue;
        }
        let gone = grant.revoked_at.is_some();
        if gone {
            revoked.push(member.id.0);
        }
        let (id, name, role) = (member.id.0, member.name, grant.role.name());
        let mark = if gone { ", revoked" } else { "" };
        text.push_str(&format!("  {id} {name} ({role}{mark})\n"));
    }
    Ok(())
}
