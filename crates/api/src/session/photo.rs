//! Pictures of mobile points: made small, without where they were taken, kept until the server has them (D-77).

use super::row;
use crate::payload::{NewPhoto, OfPhoto, PhotoBytes, PhotoCard};
use crate::picture::{self, Small};
use crate::{ApiError, Device, ErrorCode, convert};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use tungnha_core::body::Photo;
use tungnha_store::{Key, Txn};

impl Device {
    pub(crate) fn add_photo(&self, args: NewPhoto) -> Result<PhotoCard, ApiError> {
        // Before the picture is worked on: a locked device answers nothing.
        self.opened()?;
        let Small {
            jpeg,
            width,
            height,
        } = picture::small(&args.image)?;
        self.write(|txn| {
            let session = row(txn, convert::key(txn, &args.session)?)?;
            let digest = Sha256::digest(&jpeg);
            let photo = Photo {
                hamlet: txn.id(session.hamlet)?,
                session: convert::delta_id(&args.session)?,
                hash: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
                bytes: u32::try_from(jpeg.len()).unwrap_or(u32::MAX),
                width,
                height,
            };
            let (id, _) = self.said(txn, photo.into())?;
            txn.keep_picture(convert::delta_id(&id)?, &jpeg)?;
            let card = cards(txn, session.key)?.into_iter().find(|c| c.id == id);
            card.ok_or_else(|| ApiError::new(ErrorCode::Internal, "photo"))
        })
    }

    pub(crate) fn photo(&self, args: OfPhoto) -> Result<PhotoBytes, ApiError> {
        self.read(|txn| {
            let bytes = txn.picture_part(convert::delta_id(&args.photo)?, 0, usize::MAX >> 1)?;
            if bytes.is_empty() {
                return Err(ApiError::new(ErrorCode::NotFound, "photo"));
            }
            Ok(PhotoBytes {
                jpeg: STANDARD.encode(bytes),
            })
        })
    }
}

pub(super) fn cards(txn: &Txn<'_>, session: Key) -> Result<Vec<PhotoCard>, ApiError> {
    let card = |row: tungnha_store::PhotoRow| {
        Ok(PhotoCard {
            id: txn.id(row.key)?.to_string(),
            at: row.at,
            width: row.width,
            height: row.height,
            bytes: row.bytes,
            sent: row.sent,
            whole: row.whole,
            own: txn.is_own(row.key)?,
        })
    };
    txn.photos(session)?.into_iter().map(card).collect()
}
