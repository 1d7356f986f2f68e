//! Decisions on their way to the member.

use crate::desk::Desk;
use crate::storage::{Counter, DeviceRow, Result, StorageError};
use tungnha_core::MemberId;
use tungnha_protocol::decision::Decided;
use tungnha_protocol::exchange::Exchange;
use tungnha_protocol::limits::MAX_DECISIONS;

/// Decisions of one head end after the one with which their records exceed this; the rest comes with the next
/// exchange.
const TOLD_BYTES: usize = 1 << 20;

impl Desk<'_> {
    /// What a head tells one device of decisions; absent for none. A device of another epoch knows numbers of
    /// another life. A device that reads nothing, revoked or not accepted, hears only of what it wrote itself.
    pub(crate) fn decided_for(
        &mut self,
        asked: &Exchange,
        device: &DeviceRow,
        reads: bool,
        counter: Counter,
    ) -> Result<Option<Vec<Decided>>> {
        let of_this_life = [0, counter.epoch].contains(&asked.cursor.epoch);
        let known = asked.decided_through.filter(|_| of_this_life).unwrap_or(0);
        let mut told = self.decided_after(device.member, known, MAX_DECISIONS)?;
        if !reads {
            let own = device.incarnation.into();
            told.retain(|decided| decided.delta.incarnation == own);
        }
        Ok((!told.is_empty()).then_some(told))
    }

    /// What was decided about a member's held deltas, on whatever device they were written, under numbers greater
    /// than `number`: by rising number, at most `limit`.
    pub fn decided_after(
        &mut self,
        member: MemberId,
        number: u64,
        limit: usize,
    ) -> Result<Vec<Decided>> {
        let mut told = Vec::new();
        let mut bytes = 0;
        for row in self.txn.decisions_for(self.book, member, number, limit)? {
            if bytes > TOLD_BYTES {
                break;
            }
            let delta = self
                .txn
                .delta(self.book, row.key)?
                .ok_or(StorageError::Inconsistent("a decision about no delta"))?;
            let admission = self
                .txn
                .admission(self.book, row.admission)?
                .ok_or(StorageError::Inconsistent("a decision that was not signed"))?;
            bytes += delta.bytes.len();
            told.push(Decided {
                number: row.number,
                delta: self.id(row.key)?.into(),
                admission: admission.signed,
                reason: row.reason,
                by: row.by,
                at: row.at.0,
                record: delta.bytes,
            });
        }
        Ok(told)
    }
}
