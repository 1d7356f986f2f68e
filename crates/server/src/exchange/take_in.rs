//! The write side of an exchange: one transaction, one flush to disk.

use super::{Asker, ServeError};
use crate::apply::{self, Honoured, Incoming, Moment, Outcome};
use crate::clocks;
use crate::desk::Desk;
use crate::server::Server;
use crate::storage::{Acceptance, DeviceRow};
use tungnha_core::Instant;
use tungnha_protocol::SignedAdmission;
use tungnha_protocol::exchange::Exchange;

/// What a device handed in, read and checked before any lock is taken.
pub(super) struct HandedIn {
    /// Its batches, oldest first.
    pub(super) batches: Vec<Incoming>,
    /// What this server has said of them in an earlier life.
    pub(super) honoured: Honoured,
}

impl HandedIn {
    /// Whether there is nothing in it.
    pub(super) fn is_nothing(&self) -> bool {
        self.batches.is_empty() && self.honoured.is_empty()
    }
}

/// What became of it.
pub(super) struct Taken {
    /// The device as it stands now.
    pub(super) device: DeviceRow,
    /// One for each batch that is in the book, now or since before.
    pub(super) receipts: Vec<SignedAdmission>,
    /// Whether a batch contradicts what is known. It is kept aside whole; the others stand.
    pub(super) forked: bool,
}

impl Taken {
    /// Nothing was handed in.
    pub(super) const fn nothing(device: DeviceRow) -> Self {
        Self {
            device,
            receipts: Vec::new(),
            forked: false,
        }
    }
}

impl Server {
    /// Takes in what was handed in, and notes what else an exchange changes.
    pub(super) fn take_in(
        &self,
        asker: &Asker,
        asked: &Exchange,
        handed_in: &HandedIn,
        now: Instant,
    ) -> Result<Taken, ServeError> {
        let txn = self.storage().write()?;
        let mut desk = Desk::applying(txn.as_ref(), asker.device.book)?;
        // Another request of the same device may have come between.
        let device = txn
            .device(asker.device.incarnation)?
            .ok_or(ServeError::UnknownDevice)?;
        let mut taken = Taken::nothing(device);
        let device = &mut taken.device;
        let mut case = desk.case(device.member, now)?;
        // What a device says that nobody has accepted waits in the inbox, as a revoked member's does.
        case.revoked |= device.acceptance != Acceptance::Accepted;
        let moment = Moment {
            now,
            identity: self.keys().identity(),
        };
        for batch in &handed_in.batches {
            let outcome = apply::apply_honouring(
                &mut desk,
                device,
                &case,
                batch,
                &handed_in.honoured,
                &moment,
            )?;
            match outcome {
                Outcome::Receipt(receipt) => taken.receipts.push(receipt),
                Outcome::Gap => {}
                Outcome::Fork => taken.forked = true,
            }
        }
        // Nobody has seen what it says, so nothing that it does not get can supersede it; but what waited for
        // that comes after it.
        if device.last_sync.is_none() && asked.cursor.seq == 0 {
            device.beginner_until = Some(desk.seq);
            desk.txn
                .set_beginner(device.book, device.number, device.beginner_until)?;
        }
        if let Some(written) = asked.written
            && device.written.is_none_or(|known| known < written)
        {
            desk.txn.set_written(device.book, device.number, written)?;
            device.written = Some(written);
        }
        desk.honour_decisions(&handed_in.honoured, device)?;
        // Who still speaks from another life of the server has not shown yet what it holds of its word.
        let of_this_life = asked.cursor.epoch == asker.counter.epoch || asked.grant.is_some();
        if of_this_life || device.last_sync.is_none() {
            desk.txn.set_last_sync(device.book, device.number, now)?;
        }
        desk.judge_waiting_again(&moment)?;
        if let Some(off) = clocks::off_now(asked, now) {
            desk.txn.note_clock(device.book, device.number, off)?;
        }
        if asker.renews(asked, now) {
            let grant = desk.grant_of(device.member)?;
            desk.regrant(grant, now, false)?;
        }
        let changed = desk.finish()?;
        txn.commit()?;
        self.changed(changed);
        Ok(taken)
    }
}
