//! Making a device a member's.

use crate::http::Https;
use crate::transport::TransportError;
use std::io::Read;
use tungnha_core::Incarnation;
use tungnha_protocol::limits::{MAX_FRAME_BYTES, VERSION};
use tungnha_protocol::wire::{decode, encode};
use tungnha_protocol::{EnrolAnswer, EnrolLink, EnrolReply, EnrolRequest, Grant, SigningKey};

/// Asks the server of `link` to enrol the device with `key`. Asking again after a lost answer, with the
/// same key and incarnation, gives the same reply.
///
/// # Errors
/// As [`TransportError`] says; a grant that the pinned identity did not sign is `NotOurServer`.
pub fn enrol(
    link: &EnrolLink,
    key: &SigningKey,
    incarnation: Incarnation,
    device_name: &str,
) -> Result<(EnrolReply, Grant), TransportError> {
    let request = EnrolRequest {
        version: VERSION,
        code: link.code.clone(),
        key: key.public(),
        incarnation: incarnation.into(),
        device_name: device_name.to_owned(),
    };
    let mut https = Https::new(&link.addresses, link.identity)?;
    let response = https.post(tungnha_protocol::ENROL_PATH, encode(&request))?;
    let mut body = Vec::new();
    response
        .take(MAX_FRAME_BYTES as u64)
        .read_to_end(&mut body)
        .map_err(|e| TransportError::Cut(e.to_string()))?;
    let answer = decode(&body).map_err(|e| TransportError::Cut(e.to_string()))?;
    match answer {
        EnrolAnswer::Refused(refusal) => Err(TransportError::Refused(refusal.code)),
        EnrolAnswer::Enrolled(reply) => {
            reply
                .grant
                .verify(&link.identity)
                .map_err(|_| TransportError::NotOurServer)?;
            let grant = reply
                .grant
                .grant()
                .map_err(|e| TransportError::Cut(e.to_string()))?;
            Ok((reply, grant))
        }
    }
}
