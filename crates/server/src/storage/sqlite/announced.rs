//! [`Announced`] in SQLite.

use super::SqliteTxn;
use crate::key::BookNo;
use crate::storage::{Announced, Result};
use rusqlite::params;
use tungnha_protocol::SignedAddresses;
use tungnha_protocol::wire::encode;

impl Announced for SqliteTxn<'_> {
    fn announce(&self, book: BookNo, addresses: &SignedAddresses) -> Result<()> {
        self.run(
            "UPDATE book SET addresses = ?2 WHERE book = ?1",
            params![book.0, encode(addresses)],
        )?;
        Ok(())
    }
}
