//! Where devices find this server, as it was announced.

use super::Result;
use crate::key::BookNo;
use tungnha_protocol::SignedAddresses;

/// Signed addresses. [`super::BookRow::addresses`] is what was announced last.
pub trait Announced {
    /// Replaces what was announced in a book.
    fn announce(&self, book: BookNo, addresses: &SignedAddresses) -> Result<()>;
}
