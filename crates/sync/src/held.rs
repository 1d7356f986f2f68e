//! An officer's device reads what is held at the server, and decides about it.

use crate::http::Https;
use crate::session::{SyncError, open};
use crate::transport::TransportError;
use std::io::Read;
use std::sync::Mutex;
use tungnha_protocol::held::{HeldDecision, HeldPage, HeldPlace};
use tungnha_protocol::limits::{MAX_FRAME_BYTES, VERSION};
use tungnha_protocol::wire::decode;
use tungnha_protocol::{HELD_PATH, HeldAnswer, HeldRequest, SignedHeldRequest};
use tungnha_store::Store;

/// What of the inbox is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// Only what is held for this reason, by its code; absent for all.
    pub reason: Option<u8>,
    /// Only what comes after this; absent for the beginning.
    pub after: Option<HeldPlace>,
    /// At most so many, from 1 to [`tungnha_protocol::held::MAX_HELD_PAGE`].
    pub limit: u16,
}

/// Asks the server what is held within this member's scope, after deciding if `decision` says so. Nothing of it is
/// kept in the file: what is held counts for nobody, and is true only while it is looked at.
///
/// # Errors
/// As [`TransportError`] says; `Refused(NotAllowed)` for a role that decides nothing.
pub fn held(
    store: &Mutex<Store>,
    line: &mut Https,
    decision: Option<HeldDecision>,
    wanted: Wanted,
) -> Result<HeldPage, SyncError> {
    let identity = open(store).read(|txn| txn.identity())?;
    let request = HeldRequest {
        version: VERSION,
        incarnation: identity.incarnation.into(),
        decision,
        reason: wanted.reason,
        after: wanted.after,
        limit: wanted.limit,
    };
    let signed = SignedHeldRequest::sign(&request, &identity.key);
    // Nothing is sent from inside a transaction of the store.
    let response = line.post(HELD_PATH, signed.to_bytes())?;
    let mut body = Vec::new();
    response
        .take(MAX_FRAME_BYTES as u64)
        .read_to_end(&mut body)
        .map_err(|error| TransportError::Cut(error.to_string()))?;
    match decode(&body).map_err(|error| TransportError::Cut(error.to_string()))? {
        HeldAnswer::Page(page) => Ok(page),
        HeldAnswer::Refused(refusal) => Err(TransportError::Refused(refusal.code).into()),
    }
}
