//! The area server without a network: what it keeps and what it answers. Functions block; the HTTP layer runs
//! them where blocking is allowed.

use crate::check::Sums;
use crate::keys::ServerKeys;
use crate::storage::Storage;

/// Books, keys and the answers to devices. Clock and randomness come from the caller.
pub struct Server {
    storage: Box<dyn Storage>,
    keys: ServerKeys,
    sums: Sums,
    page: Option<String>,
}

impl Server {
    /// A server over `storage`.
    pub fn new(storage: Box<dyn Storage>, keys: ServerKeys) -> Self {
        let sums = Sums::default();
        Self {
            storage,
            keys,
            sums,
            page: None,
        }
    }

    /// The same, of which devices learn where the page stands that opens links in a browser.
    #[must_use]
    pub fn with_page(self, page: Option<String>) -> Self {
        Self { page, ..self }
    }

    /// Where that page stands; absent when it has no address of its own.
    pub(crate) fn page(&self) -> Option<&str> {
        self.page.as_deref()
    }

    /// Where it keeps its books.
    pub fn storage(&self) -> &dyn Storage {
        self.storage.as_ref()
    }

    /// Its keys.
    pub const fn keys(&self) -> &ServerKeys {
        &self.keys
    }

    /// What hamlets sum up to, for closing checks.
    pub(crate) const fn sums(&self) -> &Sums {
        &self.sums
    }
}
