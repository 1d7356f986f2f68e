//! Pictures go after the deltas, part by part. A line that dies loses one part; nothing of the work waits for them.

use crate::http::Https;
use crate::session::{SyncError, open};
use crate::transport::TransportError;
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Mutex;
use tungnha_protocol::limits::{MAX_FRAME_BYTES, VERSION};
use tungnha_protocol::picture::MAX_PART_BYTES;
use tungnha_protocol::wire::decode;
use tungnha_protocol::{PICTURE_PATH, PictureAnswer, PictureRequest, SignedPictureRequest};
use tungnha_store::{Identity, Store, WaitingPicture};

/// Hands in what waits; gives how many pictures the server has whole now that it did not have before.
/// `progress` is told (bytes handed in, bytes that waited) and may stop it between two parts.
///
/// # Errors
/// The way to the server, or the file. What was handed in stays handed in.
pub fn hand_in_pictures(
    store: &Mutex<Store>,
    line: &mut Https,
    progress: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
) -> Result<u32, SyncError> {
    let (identity, waiting) =
        open(store).read(|txn| Ok::<_, SyncError>((txn.identity()?, txn.waiting_pictures()?)))?;
    let total: u32 = waiting.iter().map(|picture| picture.length).sum();
    let (mut before, mut arrived) = (0, 0);
    for picture in waiting {
        let mut told = |sent: u32| progress(before + sent, total);
        arrived += u32::from(hand_in(store, line, &identity, &picture, &mut told)?);
        before += picture.length;
    }
    Ok(arrived)
}

/// Whether the server has it whole now.
fn hand_in(
    store: &Mutex<Store>,
    line: &mut Https,
    identity: &Identity,
    picture: &WaitingPicture,
    progress: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<bool, SyncError> {
    let mut sent = picture.sent;
    // A picture that does not arrive whole begins again once; the third time the line or the file is to blame.
    let mut restarts = 0;
    loop {
        if progress(sent).is_break() {
            return Err(SyncError::Stopped);
        }
        let part = open(store).read(|txn| txn.picture_part(picture.photo, sent, MAX_PART_BYTES))?;
        match ask(line, identity, picture, sent, part)? {
            PictureAnswer::Have { bytes, whole } => {
                open(store).write(|txn| txn.picture_sent(picture.photo, bytes, whole))?;
                if whole {
                    return Ok(true);
                }
                restarts += u32::from(bytes <= sent);
                if restarts > 2 || bytes > picture.length {
                    return Ok(false);
                }
                sent = bytes;
            }
            PictureAnswer::Unknown => return Ok(false),
            PictureAnswer::Refused(refusal) => {
                return Err(TransportError::Refused(refusal.code).into());
            }
        }
    }
}

fn ask(
    line: &mut Https,
    identity: &Identity,
    picture: &WaitingPicture,
    offset: u32,
    part: Vec<u8>,
) -> Result<PictureAnswer, SyncError> {
    let request = PictureRequest {
        version: VERSION,
        incarnation: identity.incarnation.into(),
        photo: picture.photo.into(),
        offset,
        part: part.into(),
    };
    let signed = SignedPictureRequest::sign(&request, &identity.key);
    let mut body = Vec::new();
    line.post(PICTURE_PATH, signed.to_bytes())?
        .take(MAX_FRAME_BYTES as u64)
        .read_to_end(&mut body)
        .map_err(|error| TransportError::Cut(error.to_string()))?;
    Ok(decode(&body).map_err(|error| TransportError::Cut(error.to_string()))?)
}
