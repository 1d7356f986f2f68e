//! What can go wrong with the file.

/// Why the store could not do it. Nothing that was saved before is lost by any of these.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said no.
    #[error("the device's file: {0}")]
    Sqlite(rusqlite::Error),
    /// The file's schema, or what it says, is of a newer program.
    #[error("the device's file was written by a newer program ({found}, known {known})")]
    TooNew {
        /// What the file says.
        found: u32,
        /// The newest this program knows.
        known: u32,
    },
    /// The key does not open the file, or it is not a database.
    #[error("the device's file does not open")]
    NotOpening,
    /// The disk has no room for it.
    #[error("the disk is full")]
    DiskFull,
    /// What stands in the file cannot be understood: a defect, or the file was changed from outside.
    #[error("the device's file contradicts itself: {0}")]
    Corrupt(String),
    /// A file beside the database cannot be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// The PIN does not open the vault.
    #[error("the PIN does not fit")]
    WrongPin,
    /// The vault was sealed to another server's recovery key.
    #[error("the recovery key does not fit")]
    WrongRecoveryKey,
    /// Longer than anything that is handed on may be: a text of over four kilobytes, or a decision on
    /// over two thousand claims at once. Nothing was saved.
    #[error("longer than a statement may be")]
    TooLong,
    /// Another program is writing to the file, and did not finish in time.
    #[error("the device's file is busy")]
    Busy,
    /// The device is not enrolled.
    #[error("the device is not enrolled")]
    NotEnrolled,
}

impl StoreError {
    /// The file says something this program cannot have written.
    pub(crate) fn corrupt(what: impl ToString) -> Self {
        Self::Corrupt(what.to_string())
    }

    /// Sorts out what SQLite says about a full disk.
    fn from_sqlite(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                Self::NotOpening
            }
            Some(rusqlite::ErrorCode::DatabaseBusy) => Self::Busy,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::from_sqlite(error)
    }
}
