//! An officer's device looks which devices wait to be accepted, and decides about one.

use crate::desk::ask;
use crate::http::Https;
use crate::session::SyncError;
use crate::transport::TransportError;
use std::sync::Mutex;
use tungnha_protocol::acceptance::{AcceptDecision, WaitingDevice};
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::{AcceptAnswer, AcceptRequest, DEVICES_PATH};
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
    let request = |incarnation| AcceptRequest {
        version: VERSION,
        incarnation,
        decision,
    };
    match ask(store, line, DEVICES_PATH, request)? {
        AcceptAnswer::Waiting(devices) => Ok(devices),
        AcceptAnswer::Refused(refusal) => Err(TransportError::Refused(refusal.code).into()),
    }
}
