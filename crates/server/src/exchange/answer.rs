//! The read side of an exchange: one consistent view of the book.

use super::ServeError;
use super::pages::{Feeding, cursor_at};
use super::take_in::Taken;
use crate::addresses;
use crate::check::snapshots;
use crate::desk::Desk;
use crate::server::Server;
use crate::storage::{Acceptance, BookRow, Counter, DeviceRow, GrantRow, Result, StorageError};
use tungnha_core::Instant;
use tungnha_protocol::exchange::{Exchange, Frame, Head};
use tungnha_protocol::{Check, SignedGrant};

impl Server {
    /// The frames of the answer, in order.
    pub(super) fn answer(
        &self,
        asked: &Exchange,
        taken: Taken,
        now: Instant,
    ) -> std::result::Result<Vec<Frame>, ServeError> {
        let device = &taken.device;
        let txn = self.storage().read()?;
        let mut desk = Desk::reading(txn.as_ref(), device.book)?;
        let grant = desk.grant_of(device.member)?;
        let counter = txn.counter(device.book)?;
        let restart = restart(&desk, asked, &grant, counter)?;
        let reads_wait = counter.reads_wait.is_some();
        let awaits_acceptance = device.acceptance == Acceptance::Waiting;
        let reads = grant.revoked_at.is_none() && device.acceptance == Acceptance::Accepted;
        let book = txn.book(device.book)?;
        let mut frames = vec![Frame::Head(Head {
            clock: now.0,
            receipts: taken.receipts,
            backed_up_through: device.backed_up,
            grant: self.told_grant(&mut desk, &book, asked, device, &grant)?,
            restart,
            highest: device.highest,
            forked: taken.forked.then_some(true),
            decided: desk.decided_for(asked, device, reads, counter)?,
            addresses: addresses::newer(&book, asked.addresses_issued_at),
            reads_wait: reads_wait.then_some(true),
            awaits_acceptance: awaits_acceptance.then_some(true),
        })];
        if !reads || reads_wait {
            frames.push(Frame::End {
                more: false,
                cursor: asked.cursor,
                checked: None,
            });
            return Ok(frames);
        }
        if let (Some(Check::Snapshot(hamlets)), false) = (&asked.check, restart) {
            snapshots(&mut desk, &grant, hamlets, asked.cursor, &mut frames)?;
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
        if let Some(check) = &asked.check
            && let Some(Frame::End {
                more: false,
                checked,
                ..
            }) = frames.last_mut()
        {
            *checked = self.checked(&mut desk, &grant, check)?;
        }
        Ok(frames)
    }

    /// The grant, if the device should hear of it: a newer one than it knows, or the first that names it.
    fn told_grant(
        &self,
        desk: &mut Desk<'_>,
        book: &BookRow,
        asked: &Exchange,
        device: &DeviceRow,
        grant: &GrantRow,
    ) -> Result<Option<SignedGrant>> {
        let (here, there) = (grant.issued_at.0, asked.grant_issued_at);
        if here < there || here == there && asked.reissued_from.is_none() {
            return Ok(None);
        }
        desk.signed_grant(book, grant, device, self.keys())
            .map(Some)
    }

    /// Whether the device has to begin again.
    pub(super) fn begins_again(
        &self,
        asked: &Exchange,
        device: &DeviceRow,
    ) -> std::result::Result<bool, ServeError> {
        let txn = self.storage().read()?;
        let desk = Desk::reading(txn.as_ref(), device.book)?;
        let grant = desk.grant_of(device.member)?;
        let counter = txn.counter(device.book)?;
        Ok(restart(&desk, asked, &grant, counter)?)
    }
}

/// Whether the device must begin again: its cursor is of another history, or its scope has grown and the feed
/// it has passed lacks what is older.
fn restart(
    desk: &Desk<'_>,
    asked: &Exchange,
    grant: &GrantRow,
    counter: Counter,
) -> std::result::Result<bool, StorageError> {
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
