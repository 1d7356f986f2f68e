//! A day without any network: files instead of a line. And where the server may be found when there is one.

use crate::payload::*;
use crate::seat::write_private;
use crate::{ApiError, Device, ErrorCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tungnha_core::Instant;
use tungnha_protocol::courier::{PARCEL_EXTENSION, REPLY_EXTENSION};
use tungnha_protocol::{AddressLink, RefusalCode};
use tungnha_store::{AddressesLearnt, StoreError};
use tungnha_sync::TransportError;
use tungnha_sync::courier::{self, CourierError, Use};

/// How a parcel begins (`tungnha_protocol::courier`).
const PARCEL: &[u8] = b"tungnha-parcel-1";

impl Device {
    pub(crate) fn courier_out(&self, args: SaveFile) -> Result<Exported, ApiError> {
        let opened = self.opened()?;
        let now = self.0.host.now();
        let packed = courier::pack(&opened.writer, now, &mut || self.0.host.random())?;
        self.hand_out(&parcel_name(now), &packed.parcel, packed.carried, args.save)
    }

    pub(crate) fn courier_in(&self, args: OpenFile) -> Result<CourierTaken, ApiError> {
        let opened = self.opened()?;
        let reply = bytes(&args.bytes_base64)?;
        let now = self.0.host.now();
        let taken = courier::take(&opened.writer, &reply, now, &mut || self.0.host.random())?;
        self.note_waiting(&opened);
        Ok(CourierTaken {
            sent: taken.sent,
            received: taken.received,
            decided: taken.decided,
            late: taken.outcome == Use::Late,
            reissued: taken.reissued,
        })
    }

    pub(crate) fn courier_carry(&self, args: CarryFile) -> Result<Exported, ApiError> {
        let parcel = bytes(&args.bytes_base64)?;
        if !parcel.starts_with(PARCEL) {
            return Err(ErrorCode::UnreadableParcel.into());
        }
        let mut line = self.line()?;
        let reply = courier::carry(&mut line, parcel).map_err(|error| match error {
            // It is a parcel, and not one that this server can open.
            TransportError::Refused(RefusalCode::BadMessage) => ErrorCode::NotForThisDevice.into(),
            error => ApiError::from(error),
        });
        self.line_worked(&line);
        self.hand_out(&reply_name(&args.name), &reply?, 0, args.save)
    }

    fn hand_out(
        &self,
        file_name: &str,
        bytes: &[u8],
        rows: u32,
        save: bool,
    ) -> Result<Exported, ApiError> {
        let path = save.then(|| self.0.host.downloads(file_name));
        if let Some(path) = &path {
            write_private(path, bytes).map_err(StoreError::from)?;
        }
        Ok(Exported {
            file_name: file_name.into(),
            path: path.map(|path| path.display().to_string()),
            bytes_base64: STANDARD.encode(bytes),
            rows,
        })
    }

    pub(crate) fn learn_addresses(&self, args: Link) -> Result<Nothing, ApiError> {
        let link: AddressLink = args
            .link
            .parse()
            .map_err(|_| ApiError::from(ErrorCode::BadLink))?;
        match self.write(|txn| Ok(txn.learn_addresses(&link.0)?))? {
            AddressesLearnt::Newer | AddressesLearnt::Known => Ok(Nothing {}),
            AddressesLearnt::NotOurServer => Err(ErrorCode::NotOurServer.into()),
        }
    }
}

fn bytes(base64: &str) -> Result<Vec<u8>, ApiError> {
    STANDARD
        .decode(base64)
        .map_err(|_| ApiError::new(ErrorCode::BadInput, "bytes_base64"))
}

/// Says when and nothing of whom.
fn parcel_name(now: Instant) -> String {
    let (y, m, d) = now.day().ymd();
    format!("tung-nha-{y:04}-{m:02}-{d:02}.{PARCEL_EXTENSION}")
}

/// The parcel's own name with a reply's ending, so that whoever carries both back knows which is whose. What
/// is no part of a file's name has none in it.
fn reply_name(parcel: &str) -> String {
    let name = parcel.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = if stem.is_empty() { "tung-nha" } else { stem };
    format!("{stem}.{REPLY_EXTENSION}")
}

impl From<CourierError> for ApiError {
    fn from(error: CourierError) -> Self {
        let code = match error {
            CourierError::NotAReply => ErrorCode::UnreadableParcel,
            CourierError::NotForThisDevice => ErrorCode::NotForThisDevice,
            CourierError::NoSealingKey => ErrorCode::SyncFirst,
            CourierError::Refused(code) => {
                return TransportError::Refused(code).into();
            }
            CourierError::Sync(error) => return error.into(),
        };
        Self::new(code, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_called_after_its_parcel() {
        for (parcel, reply) in [
            (
                "tung-nha-2026-12-03.tungnha-parcel",
                "tung-nha-2026-12-03.tungnha-reply",
            ),
            ("cua Mai", "cua Mai.tungnha-reply"),
            ("../../etc/passwd", "passwd.tungnha-reply"),
            ("C:\\usb\\mai (2).tungnha-parcel", "mai (2).tungnha-reply"),
            (".tungnha-parcel", "tung-nha.tungnha-reply"),
            ("", "tung-nha.tungnha-reply"),
        ] {
            assert_eq!(reply_name(parcel), reply);
        }
    }
}
