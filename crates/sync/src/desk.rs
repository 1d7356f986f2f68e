//! What an officer's device asks the server beside a sync: one signed request, one answer, nothing kept.

use crate::http::Https;
use crate::session::{SyncError, open};
use crate::transport::TransportError;
use minicbor::Decode;
use std::io::Read;
use std::sync::Mutex;
use tungnha_protocol::limits::MAX_FRAME_BYTES;
use tungnha_protocol::signed::{Request, SignedRequest};
use tungnha_protocol::wire::{Bytes16, decode};
use tungnha_store::Store;

/// Posts to `path` what `request` makes of this device's incarnation, signed by its key, and reads the answer.
///
/// # Errors
/// As [`TransportError`] says; `Cut` for an answer longer than [`MAX_FRAME_BYTES`] or in no known form.
pub(crate) fn ask<T: Request, A: for<'b> Decode<'b, ()>>(
    store: &Mutex<Store>,
    line: &mut Https,
    path: &'static str,
    request: impl FnOnce(Bytes16) -> T,
) -> Result<A, SyncError> {
    let identity = open(store).read(|txn| txn.identity())?;
    let signed = SignedRequest::sign(&request(identity.incarnation.into()), &identity.key);
    // Nothing is sent from inside a transaction of the store.
    let response = line.post(path, signed.to_bytes())?;
    let mut body = Vec::new();
    response
        .take(MAX_FRAME_BYTES as u64)
        .read_to_end(&mut body)
        .map_err(|error| TransportError::Cut(error.to_string()))?;
    Ok(decode(&body).map_err(|error| TransportError::Cut(error.to_string()))?)
}
