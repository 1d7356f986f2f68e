//! The exchange: batches in, receipts and pages out.

mod pages;
#[cfg(test)]
mod tests;

use self::pages::{Feeding, cursor_at};
use crate::apply::{self, Incoming, Moment, Outcome};
use crate::desk::Desk;
use crate::grants::RENEW_SECONDS;
use crate::server::Server;
use crate::storage::{DeviceRow, GrantRow, StorageError};
use tungnha_core::Instant;
use tungnha_protocol::exchange::{Cursor, Exchange, Frame, Head, Refusal, RefusalCode};
use tungnha_protocol::limits::{MAX_BATCHES, VERSION};
use tungnha_protocol::{BatchError, SignedAdmission, SignedExchange};

/// An idle exchange writes nothing; the time of the last one is remembered this coarsely.
const LAST_SYNC_SECONDS: i64 = 600;

/// Why a request is not served. The device sees the code; the reason stays here, without personal data.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another version of the protocol.
    #[error("version {0} of the protocol")]
    Version(u16),
    /// No such device, or not signed by it.
    #[error("an unknown device")]
    UnknownDevice,
    /// Not a message of this protocol.
    #[error("not a message of this protocol: {0}")]
    Message(String),
    /// A batch contradicts what is known.
    #[error("a batch contradicts what is known")]
    Fork,
    /// The enrolment code opens nothing.
    #[error("the code was used, has expired or never was")]
    Code,
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl ServeError {
    /// What the device is told.
    pub fn refusal(&self) -> Refusal {
        let code = match self {
            Self::Version(_) => RefusalCode::Version,
            Self::UnknownDevice => RefusalCode::UnknownDevice,
            Self::Message(_) => RefusalCode::BadMessage,
            Self::Fork => RefusalCode::Fork,
            Self::Code => RefusalCode::CodeRefused,
            Self::Storage(StorageError::Busy) => RefusalCode::Busy,
            Self::Storage(_) => RefusalCode::Internal,
        };
        let detail = match self {
            // What the engine says may name files or rows.
            Self::Storage(_) => String::new(),
            other => other.to_string(),
        };
        Refusal { code, detail }
    }
}

impl From<tungnha_protocol::wire::BadMessage> for ServeError {
    fn from(error: tungnha_protocol::wire::BadMessage) -> Self {
        Self::Message(error.0)
    }
}

impl From<BatchError> for ServeError {
    fn from(error: BatchError) -> Self {
        Self::Message(format!("batch: {error}"))
    }
}

impl Server {
    /// Answers one exchange at `now`. The frames, in order; an error stands for one `Refused` frame.
    pub fn exchange(&self, body: &[u8], now: Instant) -> Result<Vec<Frame>, ServeError> {
        let signed = SignedExchange::from_bytes(body)?;
        let asked = signed.exchange()?;
        if asked.version != VERSION {
            return Err(ServeError::Version(asked.version));
        }
        let (device, grant) = self.author(&signed, &asked)?;
        let incoming = read_batches(&asked, &device)?;

        let stale = device
            .last_sync
            .is_none_or(|last| now.0.saturating_sub(last.0) > LAST_SYNC_SECONDS);
        let renew = grant.revoked_at.is_none() && now.plus(RENEW_SECONDS) >= grant.expires_at;
        let (mut device, receipts) = if incoming.is_empty() && !stale && !renew {
            (device, Vec::new())
        } else {
            self.take_in(device, &incoming, asked.cursor, renew, now)?
        };
        if device.beginner_until.is_some() && self.begins_again(&asked, &device)? {
            // What it got so far is a part of another whole.
            let txn = self.storage().write()?;
            txn.set_beginner(device.book, device.number, None)?;
            txn.commit()?;
            device.beginner_until = None;
        }
        self.answer(&asked, &device, receipts, now)
    }

    fn begins_again(&self, asked: &Exchange, device: &DeviceRow) -> Result<bool, ServeError> {
        let txn = self.storage().read()?;
        let desk = Desk::reading(txn.as_ref(), device.book)?;
        let grant = desk.grant_of(device.member)?;
        let counter = txn.counter(device.book)?;
        Ok(restart(&desk, asked, &grant, counter)?)
    }

    /// Who asks, if the signature fits.
    fn author(
        &self,
        signed: &SignedExchange,
        asked: &Exchange,
    ) -> Result<(DeviceRow, GrantRow), ServeError> {
        let txn = self.storage().read()?;
        let device = txn
            .device(asked.incarnation.into())?
            .ok_or(ServeError::UnknownDevice)?;
        signed
            .verify(&device.key)
            .map_err(|_| ServeError::UnknownDevice)?;
        let grant = Desk::reading(txn.as_ref(), device.book)?.grant_of(device.member)?;
        Ok((device, grant))
    }

    /// The write side: one transaction, one flush to disk.
    fn take_in(
        &self,
        device: DeviceRow,
        incoming: &[Incoming],
        cursor: Cursor,
        renew: bool,
        now: Instant,
    ) -> Result<(DeviceRow, Vec<SignedAdmission>), ServeError> {
        let txn = self.storage().write()?;
        let mut desk = Desk::applying(txn.as_ref(), device.book)?;
        // Another request of the same device may have come between.
        let mut device = txn
            .device(device.incarnation)?
            .ok_or(ServeError::UnknownDevice)?;
        let book = txn.book(device.book)?;
        let case = desk.case(device.member, now)?;
        let moment = Moment {
            now,
            identity: self.keys().identity(),
        };
        let mut receipts = Vec::new();
        let mut forked = false;
        for batch in incoming {
            if batch.signed().batch.book != book.id {
                return Err(ServeError::Message("batch: another book".into()));
            }
            match apply::apply(&mut desk, &mut device, &case, batch, &moment)? {
                Outcome::Receipt(receipt) => receipts.push(receipt),
                Outcome::Gap => {}
                Outcome::Fork => forked = true,
            }
        }
        // Nobody has seen what it says, so nothing that it does not get can supersede it.
        if device.last_sync.is_none() && cursor.seq == 0 {
            device.beginner_until = Some(desk.seq);
            desk.txn
                .set_beginner(device.book, device.number, device.beginner_until)?;
        }
        desk.txn.set_last_sync(device.book, device.number, now)?;
        if renew {
            let grant = desk.grant_of(device.member)?;
            desk.regrant(grant, now, false)?;
        }
        desk.finish()?;
        txn.commit()?;
        if forked {
            return Err(ServeError::Fork);
        }
        Ok((device, receipts))
    }

    /// The read side: one consistent view of the book.
    fn answer(
        &self,
        asked: &Exchange,
        device: &DeviceRow,
        receipts: Vec<SignedAdmission>,
        now: Instant,
    ) -> Result<Vec<Frame>, ServeError> {
        let txn = self.storage().read()?;
        let mut desk = Desk::reading(txn.as_ref(), device.book)?;
        let book = txn.book(device.book)?;
        let grant = desk.grant_of(device.member)?;
        let counter = txn.counter(device.book)?;
        let restart = self::restart(&desk, asked, &grant, counter)?;
        let newer = grant.issued_at.0 > asked.grant_issued_at;
        let told = if newer || now.plus(RENEW_SECONDS) >= grant.expires_at {
            Some(desk.signed_grant(&book, &grant, self.keys().identity())?)
        } else {
            None
        };
        let mut frames = vec![Frame::Head(Head {
            clock: now.0,
            receipts,
            backed_up_through: 0,
            grant: told,
            restart,
            highest: device.highest,
            forked: None,
            decided: None,
            addresses: None,
            reads_wait: None,
        })];
        if grant.revoked_at.is_some() {
            let cursor = asked.cursor;
            frames.push(Frame::End {
                more: false,
                cursor,
                checked: None,
            });
            return Ok(frames);
        }
        let from = if restart { 0 } else { asked.cursor.seq };
        let feeding = Feeding {
            device,
            grant: &grant,
            from,
            want: asked.want,
            counter,
        };
        feeding.frames(&mut desk, &mut frames)?;
        Ok(frames)
    }
}

/// The batches of a request, read and their signatures checked, before any lock is taken.
fn read_batches(asked: &Exchange, device: &DeviceRow) -> Result<Vec<Incoming>, ServeError> {
    if asked.batches.len() > MAX_BATCHES {
        return Err(ServeError::Message("too many batches".into()));
    }
    let read = |bytes: &minicbor::bytes::ByteVec| {
        let incoming = Incoming::read(bytes, &device.key)?;
        if incoming.signed().batch.incarnation != device.incarnation {
            return Err(ServeError::Message("batch: another device's".into()));
        }
        Ok(incoming)
    };
    asked.batches.iter().map(read).collect()
}

/// Whether the device must begin again: its cursor is of another history, or its scope has grown and the feed
/// it has passed lacks what is older.
fn restart(
    desk: &Desk<'_>,
    asked: &Exchange,
    grant: &GrantRow,
    counter: crate::storage::Counter,
) -> Result<bool, StorageError> {
    let cursor = asked.cursor;
    if cursor.seq == 0 {
        return Ok(cursor.epoch != 0 && cursor.epoch != counter.epoch);
    }
    if cursor.epoch != counter.epoch || cursor.seq > counter.seq {
        return Ok(true);
    }
    let fits = cursor_at(desk, counter.epoch, cursor.seq)? == cursor;
    Ok(!fits || asked.grant_issued_at < grant.widened_at.0)
}
