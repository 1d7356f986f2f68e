//! Who asks: a known device, one that a restored server has lost, or a new incarnation of a file that
//! turned out to be a copy.

use super::ServeError;
use super::readopt::Presented;
use crate::clocks;
use crate::desk::Desk;
use crate::grants::RENEW_SECONDS;
use crate::server::Server;
use crate::storage::{BookRow, Counter, DeviceRow, GrantRow, StorageTxn};
use tungnha_core::{Incarnation, Instant};
use tungnha_protocol::SignedExchange;
use tungnha_protocol::exchange::Exchange;

/// An exchange is remembered this coarsely, so that an idle one writes nothing.
const LAST_SYNC_SECONDS: i64 = 600;

/// Whoever asks, with what the book says of it before anything is taken in.
pub(super) struct Asker {
    /// The device that signed.
    pub(super) device: DeviceRow,
    /// Its book.
    pub(super) book: BookRow,
    /// What its member may.
    pub(super) grant: GrantRow,
    /// How far its book has come.
    pub(super) counter: Counter,
}

impl Asker {
    fn at(txn: &dyn StorageTxn, device: DeviceRow) -> Result<Self, ServeError> {
        Ok(Self {
            grant: Desk::reading(txn, device.book)?.grant_of(device.member)?,
            book: txn.book(device.book)?,
            counter: txn.counter(device.book)?,
            device,
        })
    }

    /// Whether there is nothing to note of an exchange that hands in nothing.
    pub(super) fn changes_nothing(&self, asked: &Exchange, now: Instant) -> bool {
        let clock = clocks::off_now(asked, now).is_some_and(|off| self.device.clock.is_news(off));
        let written = asked.written > self.device.written;
        !clock && !written && !self.is_stale(now) && !self.renews(asked, now)
    }

    /// Whether its last exchange is long enough ago to be noted, or of an earlier life.
    fn is_stale(&self, now: Instant) -> bool {
        let last = self.device.last_sync;
        last.is_none_or(|last| now.0.saturating_sub(last.0) > LAST_SYNC_SECONDS)
            || !crate::lives::is_back(&self.device, self.counter.epoch)
    }

    /// Whether its grant is renewed now. Not while nobody knows who was revoked, nor when the device knows a
    /// newer one, which a restored server has yet to see.
    pub(super) fn renews(&self, asked: &Exchange, now: Instant) -> bool {
        self.grant.revoked_at.is_none()
            && self.counter.reads_wait.is_none()
            && asked.grant_issued_at <= self.grant.issued_at.0
            && now.plus(RENEW_SECONDS) >= self.grant.expires_at
    }
}

impl Server {
    /// Who asks, if the signature fits.
    pub(super) fn author(
        &self,
        signed: &SignedExchange,
        asked: &Exchange,
        now: Instant,
    ) -> Result<Asker, ServeError> {
        let incarnation = Incarnation::from(asked.incarnation);
        let presented = Presented::of(signed, asked, &self.keys().identity_public());
        {
            let txn = self.storage().read()?;
            if let Some(device) = txn.device(incarnation)? {
                signed
                    .verify(&device.key)
                    .map_err(|_| ServeError::UnknownDevice)?;
                let news = match &presented {
                    Some(presented) => presented.tells_more(txn.as_ref())?,
                    None => false,
                };
                if !news {
                    return Asker::at(txn.as_ref(), device);
                }
            } else if presented.is_none() && may_be_reissued(txn.as_ref(), signed, asked)?.is_none()
            {
                // A stranger never waits for the writer, and never makes one wait.
                return Err(ServeError::UnknownDevice);
            }
        }
        let txn = self.storage().write()?;
        if let Some(presented) = &presented {
            presented.put_back(txn.as_ref(), now)?;
        }
        if txn.device(incarnation)?.is_none()
            && let Some(before) = may_be_reissued(txn.as_ref(), signed, asked)?
        {
            reissue(txn.as_ref(), &before, incarnation, now)?;
        }
        let device = txn.device(incarnation)?.ok_or(ServeError::UnknownDevice)?;
        signed
            .verify(&device.key)
            .map_err(|_| ServeError::UnknownDevice)?;
        let asker = Asker::at(txn.as_ref(), device)?;
        txn.commit()?;
        Ok(asker)
    }
}

/// The device that this file was, if it is known and its key signed the request.
fn may_be_reissued(
    txn: &dyn StorageTxn,
    signed: &SignedExchange,
    asked: &Exchange,
) -> Result<Option<DeviceRow>, ServeError> {
    let Some(before) = asked.reissued_from else {
        return Ok(None);
    };
    let before = txn.device(before.into())?;
    Ok(before.filter(|device| signed.verify(&device.key).is_ok()))
}

/// The same member's device under a new name. It is no beginner: what it said before stands in its file.
fn reissue(
    txn: &dyn StorageTxn,
    before: &DeviceRow,
    incarnation: Incarnation,
    now: Instant,
) -> Result<(), ServeError> {
    txn.lock_counter(before.book)?;
    let number = txn.number_for(before.book, incarnation)?;
    let device = DeviceRow {
        reissued_from: Some(before.number),
        acceptance: before.acceptance,
        ..DeviceRow::begun(
            before.book,
            number,
            incarnation,
            before.member,
            before.key,
            before.name.clone(),
        )
    };
    txn.add_device(&device, now)?;
    txn.set_last_sync(device.book, number, now)?;
    Ok(())
}
