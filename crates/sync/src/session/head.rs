//! The head of an answer: what became of the batches, and what the device should know.

use super::round::Round;
use super::{Session, SyncError, open};
use tungnha_core::{Admission, Incarnation};
use tungnha_protocol::{Cursor, Decided, Head, PublicKey, SignedAdmission};
use tungnha_store::{StoreError, Txn};
use uuid::Builder;

/// A head whose every signature is the pinned identity's.
pub(crate) struct Heard<'h> {
    head: &'h Head,
    receipts: Vec<(&'h SignedAdmission, Admission)>,
    decided: Vec<(&'h Decided, Admission)>,
}

/// What a head brought.
pub(super) struct Taken {
    /// Deltas that had waited for their receipt.
    pub receipted: u32,
    /// The file was a copy, and is another incarnation now.
    pub reissued: bool,
    /// The grant it brought is not one under which the file may be shared.
    pub parted: bool,
}

impl<'h> Heard<'h> {
    /// Checks the signatures.
    pub(crate) fn of(head: &'h Head, server: &PublicKey) -> Result<Self, SyncError> {
        let read = |signed: &SignedAdmission| {
            signed
                .verify(server)
                .map_err(|e| SyncError::Answer(e.to_string()))?;
            signed
                .admission()
                .map_err(|e| SyncError::Answer(e.to_string()))
        };
        let receipts = head.receipts.iter();
        let decided = head.decided.iter().flatten();
        let heard = Self {
            head,
            receipts: receipts
                .map(|signed| Ok((signed, read(signed)?)))
                .collect::<Result<_, SyncError>>()?,
            decided: decided
                .map(|decided| Ok((decided, read(&decided.admission)?)))
                .collect::<Result<_, SyncError>>()?,
        };
        if let Some(grant) = &head.grant {
            grant
                .verify(server)
                .map_err(|e| SyncError::Answer(e.to_string()))?;
        }
        Ok(heard)
    }

    /// Keeps what is true however late it arrives: receipts, decisions, a newer grant or list of addresses. Gives how
    /// many deltas had waited for their receipt.
    pub(crate) fn keep(&self, txn: &Txn<'_>) -> Result<u32, StoreError> {
        let mut receipted = 0;
        for (signed, admission) in &self.receipts {
            receipted += txn.take_receipt(signed, admission)?;
        }
        for (decided, admission) in &self.decided {
            txn.take_decided(decided, admission)?;
        }
        if let Some(grant) = &self.head.grant {
            let before = txn.grant()?;
            txn.take_grant(grant)?;
            // Only then all that stays is certain to come again.
            if self.head.restart && !txn.parts(grant)? {
                txn.purge_ended(&before)?;
            }
        }
        if let Some(addresses) = &self.head.addresses {
            txn.learn_addresses(addresses)?;
        }
        Ok(receipted)
    }

    /// Whether it brought a grant under which the file may not be shared.
    pub(crate) fn parts(&self, txn: &Txn<'_>) -> Result<bool, StoreError> {
        match &self.head.grant {
            Some(grant) => txn.parts(grant),
            None => Ok(false),
        }
    }

    /// Whether what waits must be said again by another incarnation: the server has this one's counters with
    /// other words, or has counters that this file never reached.
    pub(crate) fn is_of_a_copy(&self, txn: &Txn<'_>) -> Result<bool, StoreError> {
        if self.head.is_forked() {
            return Ok(true);
        }
        // Batches that the server may have as they are get their receipts first; in another life of it, which is
        // known at the end of this answer, all of them are handed in once more.
        let own = txn.identity()?.incarnation;
        Ok(!self.head.restart
            && self.head.highest > txn.own_highest()?
            && txn.oldest_waiting(own)?.is_none())
    }
}

impl Session<'_> {
    /// Takes in a head, in one transaction.
    pub(super) fn take_head(&mut self, head: &Head, round: &Round) -> Result<Taken, SyncError> {
        let heard = Heard::of(head, &self.server)?;
        let now = (self.now)();
        let seed = &mut *self.seed;
        let taken = open(self.store).write(|txn| {
            let receipted = heard.keep(txn)?;
            txn.set_clock_offset(head.clock.saturating_sub(now.0))?;
            // A restored server lost what lies above: those batches wait again.
            txn.hand_in_again_after(round.incarnation, head.highest)?;
            let parted = heard.parts(txn)?;
            if round.earlier || parted {
                if round.earlier && head.is_forked() {
                    txn.say_earlier_again(round.incarnation, now)?;
                }
                return Ok(Taken {
                    receipted,
                    reissued: false,
                    parted,
                });
            }
            // In another life of the server these may be another copy's words under the same counters.
            if !head.restart && !head.is_forked() {
                txn.set_backed_up_through(head.backed_up_through)?;
            }
            txn.set_reads_wait(head.reads_wait())?;
            txn.was_met(round.presents)?;
            match (head.restart, head.reads_wait()) {
                (true, false) => txn.set_cursor(&Cursor::default())?,
                // Restored, and not read from yet: whoever looks through its members should see this one.
                (true, true) if !round.presents => txn.present_next()?,
                _ => {}
            }
            let reissued = heard.is_of_a_copy(txn)? && {
                let fresh = Incarnation(Builder::from_random_bytes(seed()).into_uuid());
                txn.reissue(round.incarnation, fresh, now)?
            };
            Ok::<_, StoreError>(Taken {
                receipted,
                reissued,
                parted: false,
            })
        })?;
        Ok(taken)
    }
}
