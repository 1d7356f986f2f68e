//! An officer's device asks who works with its book, and changes it.

use crate::desk::ask;
use crate::http::Https;
use crate::session::SyncError;
use crate::transport::TransportError;
use std::sync::Mutex;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::people::People;
use tungnha_protocol::{PEOPLE_PATH, PeopleAct, PeopleAnswer, PeopleRequest};
use tungnha_store::Store;

/// Asks the server who works within this member's scope, after doing what `act` says. Nothing of the answer is kept
/// in the file: it is true only while it is looked at.
///
/// # Errors
/// As [`TransportError`] says; `Refused(NotAllowed)` for what role and scope do not cover, `Refused(Changed)` for
/// what was decided on older words than the server's.
pub fn people(
    store: &Mutex<Store>,
    line: &mut Https,
    act: Option<PeopleAct>,
) -> Result<People, SyncError> {
    let request = |incarnation| PeopleRequest {
        version: VERSION,
        incarnation,
        act,
    };
    match ask(store, line, PEOPLE_PATH, request)? {
        PeopleAnswer::People(people) => Ok(people),
        PeopleAnswer::Refused(refusal) => Err(TransportError::Refused(refusal.code).into()),
    }
}
