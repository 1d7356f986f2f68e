//! Decisions that this server signed before it was restored: their author's device brings them back, and nobody
//! is asked twice. The officer's words stay with those who heard them.

use super::admit::{readable, record};
use crate::apply::{Coming, Honoured};
use crate::desk::Desk;
use crate::storage::{DeltaRow, DeviceRow, Result};
use tungnha_core::Verdict;

impl Desk<'_> {
    /// Lets earlier decisions about what `device` said and what waits in the inbox stand again.
    pub(crate) fn honour_decisions(
        &mut self,
        honoured: &Honoured,
        device: &DeviceRow,
    ) -> Result<()> {
        if honoured.is_empty() {
            return Ok(());
        }
        let mut waiting = self.txn.held(self.book)?;
        waiting.retain(|row| row.key.number() == device.number);
        for row in waiting {
            let held = self.held_row(row.key, row.reason)?;
            let (Some(record), delta) = (record(&held), readable(&held)) else {
                continue;
            };
            let believed = honoured.believed(self, &[(held.id, &record)])?;
            let counter = held.id.counter;
            let verdict = match believed.verdict(counter) {
                Some(Verdict::Held(reason)) if !reason.is_decided() => continue,
                Some(verdict) => verdict,
                None => continue,
            };
            let spoken = believed.store(self, device.number)?;
            let Some(admission) = spoken.governing(counter) else {
                continue;
            };
            self.txn.release(self.book, held.key)?;
            match (verdict, delta) {
                (Verdict::Admitted, Ok(delta)) => {
                    let (bytes, leaf) = (held.row.bytes, held.row.leaf);
                    self.admit(&delta, bytes, &leaf, admission, Coming::FromInbox)?;
                }
                _ => {
                    let stored = DeltaRow {
                        admission: admission.number,
                        ..held.row
                    };
                    self.txn.restand(self.book, &stored)?;
                }
            }
        }
        Ok(())
    }
}
