//! What people of this device said of the columns of lists they imported, kept for the next list of
//! the same form. It concerns nobody and never leaves the device.

use crate::error::StoreError;
use crate::store::Txn;

const COLUMNS: &str = "import_columns";

impl Txn<'_> {
    /// What was kept last, as the importer wrote it; `None` before the first choice.
    pub fn import_columns(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.get(COLUMNS)
    }

    /// Keeps it instead of what was kept.
    pub fn keep_import_columns(&self, choices: &[u8]) -> Result<(), StoreError> {
        self.put(COLUMNS, choices)
    }
}
