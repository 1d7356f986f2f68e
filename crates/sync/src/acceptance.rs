//! An officer's device looks which devices wait to be accepted, and decides about one.

use crate::http::Https;
use crate::session::{SyncError, open};
use crate::transport::TransportError;
use std::io::Read;
use std::sync::Mutex;
use tungnha_protocol::acceptance::{AcceptDecision, WaitingDevice};
use tungnha_protocol::limits::{MAX_FRAME_BYTES, VERSION};
use tungnha_protocol::wire::decode;
use tungnha_protocol::{AcceptAnswer, AcceptRequest, DEVICES_PATH, SignedAcceptRequest};
use tungnha_store::Store;

/// Asks the server which devices wait within this member's scope, after deciding about one if `decision` says so.
/// Nothing of it is kept in the file: who waits is true only while it is looked at.
///
/// # Errors
/// As [`TransportError`] says; `Refused(NotAllowed)` for a role or a scope that does not cover the device.
pub fn devices(
    store: &Mutex<Store>,
    line: &mut Https,
    decision: Option<AcceptDecision>,
) -> Result<Vec<WaitingDevice>, SyncError> {
    let identity = open(store).read(|txn| txn.identity())?;
    let request = AcceptRequest {
        version: VERSION,
        incarnation: identity.incarnation.into(),
        decision,
    };
    let signed = SignedAcceptRequest::sign(&request, &identity.key);
    // Nothing is sent from inside a transaction of the store.
    let response = line.post(DEVICES_PATH, signed.to_bytes())?;
    let mut body = Vec::new();
    response
        .take(MAX_FRAME_BYTES as u64)
        .read_to_end(&mut body)
        .map_err(|error| TransportError::Cut(error.to_string()))?;
    match decode(&body).map_err(|error| TransportError::Cut(error.to_string()))? {
        AcceptAnswer::Waiting(devices) => Ok(devices),
        AcceptAnswer::Refused(refusal) => Err(TransportError::Refused(refusal.code).into()),
    }
}
