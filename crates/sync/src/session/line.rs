//! How much a line is trusted with. A line that dies gets half of it next time, one that holds twice as
//! much, so that a bad evening moves forward in small steps and a good one in a single request.

use super::round::Round;
use super::{Session, SyncError, open};
use crate::transport::TransportError;

/// Bytes of pages wanted in one answer over a good line.
const GOOD: u32 = 4 << 20;
/// What is never gone below: less is all overhead.
const FLOOR: u32 = 16 << 10;
/// So much more is wanted than is handed in: a line down is mostly the wider one, and a cut up costs a
/// whole request where a cut down costs one page.
const WANTED_FOR_EACH_BYTE_UP: u32 = 16;

/// What one request may carry.
#[derive(Clone, Copy)]
pub(super) struct Budget {
    /// Bytes of pages to ask for.
    pub want: u32,
    /// Bytes of batches to hand in, one batch at least.
    pub batches: usize,
}

impl Budget {
    pub fn of(stored: Option<u32>) -> Self {
        let want = stored.unwrap_or(GOOD).clamp(FLOOR, GOOD);
        let batches = (want / WANTED_FOR_EACH_BYTE_UP).max(FLOOR);
        Self {
            want,
            batches: batches as usize,
        }
    }
}

impl Session<'_> {
    /// An answer came whole.
    pub(super) fn line_held(&self) -> Result<(), SyncError> {
        let mut store = open(self.store);
        let stored = store.read(|txn| txn.line_budget())?;
        let now = Budget::of(stored).want;
        if now < GOOD {
            let budget = now.saturating_mul(2).min(GOOD);
            store.write(|txn| txn.set_line_budget(budget))?;
        }
        Ok(())
    }

    /// The line died. That there is no line at all says nothing about how much it carries: a request no
    /// larger than the smallest was not too large.
    pub(super) fn line_broke(&self, error: &SyncError, round: &Round) {
        let too_much = match error {
            SyncError::Transport(TransportError::Cut(_)) => true,
            SyncError::Transport(TransportError::NoConnection(_)) => {
                round.request.len() > FLOOR as usize
            }
            _ => false,
        };
        if too_much {
            // The reason why the sync failed is told; this is only advice to the next.
            let _ = open(self.store).write(|txn| {
                let now = Budget::of(txn.line_budget()?).want;
                txn.set_line_budget((now / 2).max(FLOOR))
            });
        }
    }
}
