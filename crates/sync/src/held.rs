//! An officer's device reads what is held at the server, and decides about it.

use crate::desk::ask;
use crate::http::Https;
use crate::session::SyncError;
use crate::transport::TransportError;
use std::sync::Mutex;
use tungnha_protocol::held::{HeldDecision, HeldPage, HeldPlace};
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::{HELD_PATH, HeldAnswer, HeldRequest};
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
    let request = |incarnation| HeldRequest {
        version: VERSION,
        incarnation,
        decision,
        reason: wanted.reason,
        after: wanted.after,
        limit: wanted.limit,
    };
    match ask(store, line, HELD_PATH, request)? {
        HeldAnswer::Page(page) => Ok(page),
        HeldAnswer::Refused(refusal) => Err(TransportError::Refused(refusal.code).into()),
    }
}
