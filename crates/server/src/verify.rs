//! Holds what the tables say against what was signed and against the plain law of the fold.

mod feeding;
mod law;
#[cfg(test)]
mod property;
mod signed;
#[cfg(test)]
mod tests;

use crate::desk::Desk;
use crate::key::Key;
use crate::server::Server;
use crate::storage::{BookRow, DeltaRow, Result, StorageTxn};

/// What was found in one book. No fault names anything of a person.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct BookReport {
    /// What people call the book.
    pub book: String,
    /// Deltas that arrived.
    pub deltas: usize,
    /// Of them in the inbox.
    pub held: usize,
    /// Batches that contradict what is known, kept aside.
    pub forks: u64,
    /// Registers with at least one head.
    pub registers: usize,
    /// What does not fit; empty when all is well.
    pub faults: Vec<String>,
}

/// Faults beyond this many of one book are only counted.
const MAX_FAULTS: usize = 50;

impl Server {
    /// Verifies every book in one consistent view.
    pub fn verify(&self) -> Result<Vec<BookReport>> {
        let txn = self.storage().read()?;
        let books = txn.books()?;
        books
            .iter()
            .map(|book| self.verify_book(txn.as_ref(), book))
            .collect()
    }

    fn verify_book(&self, txn: &dyn StorageTxn, book: &BookRow) -> Result<BookReport> {
        let mut desk = Desk::reading(txn, book.no)?;
        let deltas = all_deltas(txn, book)?;
        let mut faults = signed::check(&mut desk, book, &deltas, &self.keys().identity_public())?;
        let registers = law::check(&mut desk, &deltas, &mut faults)?;
        feeding::check(&mut desk, &deltas, &mut faults)?;
        let more = faults.len().saturating_sub(MAX_FAULTS);
        faults.truncate(MAX_FAULTS);
        if more > 0 {
            faults.push(format!("and {more} more"));
        }
        Ok(BookReport {
            book: book.name.clone(),
            deltas: deltas.len(),
            held: txn.held(book.no)?.len(),
            forks: txn.forks(book.no)?,
            registers,
            faults,
        })
    }
}

fn all_deltas(txn: &dyn StorageTxn, book: &BookRow) -> Result<Vec<DeltaRow>> {
    let mut all = Vec::new();
    let mut after = Key::NONE;
    loop {
        let some = txn.deltas_after(book.no, after, 10_000)?;
        let Some(last) = some.last() else {
            return Ok(all);
        };
        after = last.key;
        all.extend(some);
    }
}
