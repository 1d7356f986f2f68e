//! Between payloads' texts and the words of the domain, and from inner errors to coded ones.

use crate::{ApiError, ErrorCode};
use std::str::FromStr;
use tungnha_core::time::Day;
use tungnha_core::{DeltaId, MemberId};
use tungnha_protocol::RefusalCode;
use tungnha_store::{Key, StoreError, Txn};
use tungnha_sync::{SyncError, TransportError};

/// Reads a word of the glossary.
pub(crate) fn word<T: FromStr>(text: &str, what: &str) -> Result<T, ApiError> {
    text.parse()
        .map_err(|_| ApiError::new(ErrorCode::BadInput, format!("{what}: {text}")))
}

/// Lane and house as people write an address: "số 12, ngõ 5". Empty when neither is known.
pub(crate) fn street(lane: &str, house: &str) -> String {
    match (lane, house) {
        ("", "") => String::new(),
        (lane, "") => lane.to_owned(),
        ("", house) => format!("số {house}"),
        (lane, house) => format!("số {house}, {lane}"),
    }
}

/// Reads an id and finds its key in this file.
pub(crate) fn key(txn: &Txn<'_>, id: &str) -> Result<Key, ApiError> {
    let id = delta_id(id)?;
    txn.find_key(id)?
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "id"))
}

/// Reads an id.
pub(crate) fn delta_id(id: &str) -> Result<DeltaId, ApiError> {
    word(id, "id")
}

/// Reads a member's id.
pub(crate) fn member(text: &str) -> Result<MemberId, ApiError> {
    uuid::Uuid::try_parse(text)
        .map(MemberId)
        .map_err(|_| ApiError::new(ErrorCode::BadInput, "member"))
}

/// `yyyy-mm-dd`.
pub(crate) fn day(day: Day) -> String {
    let (y, m, d) = day.ymd();
    format!("{y:04}-{m:02}-{d:02}")
}

/// Reads `yyyy-mm-dd`.
pub(crate) fn read_day(text: &str) -> Result<Day, ApiError> {
    let parts: Vec<&str> = text.split('-').collect();
    let bad = || ApiError::new(ErrorCode::BadInput, "day");
    let [y, m, d] = parts.as_slice() else {
        return Err(bad());
    };
    match (y.parse(), m.parse(), d.parse()) {
        (Ok(y), Ok(m), Ok(d)) => Day::from_ymd(y, m, d).ok_or_else(bad),
        _ => Err(bad()),
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::WrongPin => ErrorCode::WrongPin,
            StoreError::WrongRecoveryKey => ErrorCode::WrongRecoveryKey,
            StoreError::NotEnrolled => ErrorCode::NotEnrolled,
            StoreError::DiskFull => ErrorCode::DiskFull,
            StoreError::NotOpening => ErrorCode::FileDamaged,
            StoreError::TooNew { .. } => ErrorCode::VersionMismatch,
            StoreError::TooLong => ErrorCode::TooLong,
            StoreError::Busy => ErrorCode::FileBusy,
            StoreError::File(e) if e.kind() == std::io::ErrorKind::StorageFull => {
                ErrorCode::DiskFull
            }
            StoreError::Sqlite(_) | StoreError::Corrupt(_) | StoreError::File(_) => {
                ErrorCode::Internal
            }
        };
        Self::new(code, error.to_string())
    }
}

impl From<TransportError> for ApiError {
    fn from(error: TransportError) -> Self {
        let code = match &error {
            TransportError::NoConnection(_) | TransportError::Cut(_) => ErrorCode::NoConnection,
            TransportError::NotOurServer => ErrorCode::NotOurServer,
            TransportError::CaptivePortal => ErrorCode::CaptivePortal,
            TransportError::Busy | TransportError::Refused(RefusalCode::Busy) => {
                ErrorCode::ServerBusy
            }
            TransportError::Refused(RefusalCode::Version) => ErrorCode::VersionMismatch,
            TransportError::Refused(RefusalCode::CodeRefused) => ErrorCode::CodeRefused,
            TransportError::Refused(RefusalCode::UnknownDevice) => ErrorCode::UnknownDevice,
            TransportError::Refused(RefusalCode::NotAllowed) => ErrorCode::NotAllowed,
            TransportError::Refused(RefusalCode::Changed) => ErrorCode::Conflict,
            TransportError::Refused(_) => ErrorCode::Internal,
        };
        Self::new(code, error.to_string())
    }
}

impl From<SyncError> for ApiError {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Transport(e) => e.into(),
            SyncError::Store(e) => e.into(),
            SyncError::Answer(_) => Self::new(ErrorCode::Internal, error.to_string()),
            SyncError::Revoked => ErrorCode::Revoked.into(),
            // The device goes on with a file apart; whoever cannot has to come again.
            SyncError::Parted => ErrorCode::ServerBusy.into(),
            SyncError::Stopped => ErrorCode::Stopped.into(),
        }
    }
}
