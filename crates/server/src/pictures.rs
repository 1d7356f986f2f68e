//! Pictures of mobile points, handed in part by part (D-77). A picture is taken only for a `photo` delta that was
//! admitted, so it has an author, a mobile point and a hash before its first byte.

#[cfg(test)]
mod tests;

use crate::desk::Desk;
use crate::exchange::ServeError;
use crate::key::Key;
use crate::server::Server;
use crate::storage::{Acceptance, Result, StorageTxn};
use sha2::{Digest, Sha256};
use tungnha_core::body::Photo;
use tungnha_core::{Body, DeltaId, Incarnation};
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::picture::MAX_PICTURE_BYTES;
use tungnha_protocol::{PictureAnswer, SignedPictureRequest};

impl Server {
    /// Takes one part. The same part again, or one that leaves a gap, changes nothing and is answered with what
    /// there is.
    pub fn picture(&self, body: &[u8]) -> std::result::Result<PictureAnswer, ServeError> {
        let signed = SignedPictureRequest::from_bytes(body)?;
        let asked = signed.request()?;
        if asked.version != VERSION {
            return Err(ServeError::Version(asked.version));
        }
        let photo = DeltaId::from(asked.photo);
        {
            let txn = self.storage().read()?;
            let Some((photo, key, book)) = sought(txn.as_ref(), &signed, photo)? else {
                return Ok(PictureAnswer::Unknown);
            };
            let row = txn.picture(book, key)?;
            // Most that is asked is how far it has come; nothing is locked for that.
            let is_next = asked.offset == row.have && !asked.part.is_empty() && !row.whole;
            if !is_next || !fits(&photo, row.have, asked.part.len()) {
                return Ok(have(row.have, row.whole));
            }
        }
        let txn = self.storage().write()?;
        let Some((photo, key, book)) = sought(txn.as_ref(), &signed, photo)? else {
            return Ok(PictureAnswer::Unknown);
        };
        let row = txn.picture(book, key)?;
        if asked.offset != row.have || row.whole {
            return Ok(have(row.have, row.whole));
        }
        let mut bytes = txn.picture_bytes(book, key)?;
        bytes.extend_from_slice(&asked.part);
        let all = bytes.len() >= photo.bytes as usize;
        let whole = all && hash_of(&bytes) == photo.hash;
        if all && !whole {
            // Bytes of two different pictures: from the beginning.
            bytes.clear();
        }
        txn.set_picture(book, key, &bytes, whole)?;
        txn.commit()?;
        Ok(have(u32::try_from(bytes.len()).unwrap_or(u32::MAX), whole))
    }
}

const fn have(bytes: u32, whole: bool) -> PictureAnswer {
    PictureAnswer::Have { bytes, whole }
}

fn fits(photo: &Photo, have: u32, part: usize) -> bool {
    let after = have as usize + part;
    photo.bytes <= MAX_PICTURE_BYTES && after <= photo.bytes as usize
}

fn hash_of(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

type Sought = Option<(Photo, Key, crate::key::BookNo)>;

/// The admitted `photo` delta that a known device speaks of, in its book; nothing when it is not there, held or
/// withdrawn.
fn sought(
    txn: &dyn StorageTxn,
    signed: &SignedPictureRequest,
    photo: DeltaId,
) -> std::result::Result<Sought, ServeError> {
    let asked = signed.request()?;
    let device = txn.device(Incarnation::from(asked.incarnation))?;
    let device = device.ok_or(ServeError::UnknownDevice)?;
    signed
        .verify(&device.key)
        .map_err(|_| ServeError::UnknownDevice)?;
    if device.acceptance != Acceptance::Accepted {
        return Ok(None);
    }
    let mut desk = Desk::reading(txn, device.book)?;
    let key = desk.key(photo)?;
    Ok(desk.photo(key)?.map(|photo| (photo, key, device.book)))
}

impl Desk<'_> {
    /// What an admitted `photo` delta says, unless it was withdrawn.
    pub(crate) fn photo(&mut self, key: Key) -> Result<Option<Photo>> {
        let Some(row) = self.txn.delta(self.book, key)? else {
            return Ok(None);
        };
        if row.seq.is_none() || !self.txn.retractions(self.book, key)?.is_empty() {
            return Ok(None);
        }
        match self.read(key, &row.bytes)?.body {
            Body::Photo(photo) => Ok(Some(photo)),
            _ => Ok(None),
        }
    }
}
