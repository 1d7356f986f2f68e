//! An officer's device asks who works with its book, and changes it.

use crate::http::Https;
use crate::session::{SyncError, open};
use crate::transport::TransportError;
use std::io::Read;
use std::sync::Mutex;
use tungnha_protocol::limits::{MAX_FRAME_BYTES, VERSION};
use tungnha_protocol::people::People;
use tungnha_protocol::wire::decode;
use tungnha_protocol::{PEOPLE_PATH, PeopleAct, PeopleAnswer, PeopleRequest, SignedPeopleRequest};
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
    let identity = open(store).read(|txn| txn.identity())?;
    let request = PeopleRequest {
        version: VERSION,
        incarnation: identity.incarnation.into(),
        act,
    };
    let signed = SignedPeopleRequest::sign(&request, &identity.key);
    // Nothing is sent from inside a transaction of the store.
    let response = line.post(PEOPLE_PATH, signed.to_bytes())?;
    let mut body = Vec::new();
    response
        .take(MAX_FRAME_BYTES as u64)
        .read_to_end(&mut body)
        .map_err(|error| TransportError::Cut(error.to_string()))?;
    match decode(&body).map_err(|error| TransportError::Cut(error.to_string()))? {
        PeopleAnswer::People(people) => Ok(people),
        PeopleAnswer::Refused(refusal) => Err(TransportError::Refused(refusal.code).into()),
    }
}
