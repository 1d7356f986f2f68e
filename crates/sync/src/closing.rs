//! The closing check: at the end of a sync both sides compare what they show, and where they differ a
//! hamlet is taken in anew, whole. It comes once a day by itself, and whenever a person asks for it.

use crate::session::{SyncError, open};
use crate::transport::TransportError;
use std::collections::BTreeMap;
use std::sync::Mutex;
use tungnha_core::body::NEWEST_KIND;
use tungnha_core::{DeltaId, Instant};
use tungnha_protocol::check::root;
use tungnha_protocol::{Check, Checked, HamletSum, Page};
use tungnha_store::{LastCheck, Store, StoreError, Txn};

/// A check is due when the last one is so old, seconds: less than a day, so that a sync every evening
/// checks every evening.
const DUE_AFTER: i64 = 20 * 3600;

/// What is asked next.
enum Step {
    /// Nothing: not wanted, over, or put off because something waits for a receipt.
    Over,
    /// The root of everything.
    Root,
    /// The sums of the hamlets, since the root differed.
    Hamlets,
    /// The hamlets that differed, the last one first, with the sums that the server told.
    Snapshots(Vec<HamletSum>, u16),
    /// The root once more, after the repairs.
    Again,
}

/// A closing check, as far as it has come.
pub(crate) struct Closing {
    step: Step,
    pages: Vec<Page>,
    failed: bool,
    /// The life of the server when it began; absent when a person wants it in whatever life.
    life: Option<u32>,
}

impl Closing {
    /// The check of one sync that begins now: when a person wants it, or when the last is a day old and
    /// there is anything to compare.
    pub fn begin(txn: &Txn<'_>, wanted: bool, now: Instant) -> Result<Self, StoreError> {
        // A clock that was set back has not checked in the future.
        let is_old = |at: Option<i64>| {
            at.is_none_or(|at| !(at..at.saturating_add(DUE_AFTER)).contains(&now.0))
        };
        let due = is_old(txn.checked_at()?) && is_old(txn.check_put_off_at()?);
        let began = txn.cursor()?.seq > 0;
        let mut closing = Self::none();
        if wanted || due && began {
            closing.step = Step::Root;
        }
        if !wanted {
            closing.life = Some(txn.epoch()?);
        }
        Ok(closing)
    }

    /// None.
    pub const fn none() -> Self {
        Self {
            step: Step::Over,
            pages: Vec::new(),
            failed: false,
            life: None,
        }
    }

    /// What the next request asks.
    pub fn ask(&mut self) -> Option<Check> {
        self.pages.clear();
        match &self.step {
            Step::Over => None,
            Step::Root | Step::Again => Some(Check::Root(NEWEST_KIND)),
            Step::Hamlets => Some(Check::Hamlets(NEWEST_KIND)),
            Step::Snapshots(left, _) => {
                let hamlet = left.last().map(|told| told.hamlet);
                Some(Check::Snapshot(hamlet.into_iter().collect()))
            }
        }
    }

    /// A part of the hamlet that was asked for.
    pub fn snapshot(&mut self, page: Page) -> Result<(), SyncError> {
        match self.step {
            Step::Snapshots(..) => {
                self.pages.push(page);
                Ok(())
            }
            _ => Err(SyncError::Answer("a snapshot that nobody asked for".into())),
        }
    }

    /// Whether both sides still differ after the repair.
    pub const fn failed(&self) -> bool {
        self.failed
    }

    /// Whether a sync that met this error has done all that it was for: everything was handed in and taken
    /// in, and only a check that nobody asked for is left, for which another day will do.
    pub fn can_wait(
        &mut self,
        store: &Mutex<Store>,
        error: &SyncError,
        now: Instant,
    ) -> Result<bool, SyncError> {
        let only_checking = matches!(self.step, Step::Hamlets | Step::Snapshots(..) | Step::Again);
        let line = matches!(
            error,
            SyncError::Transport(
                TransportError::NoConnection(_) | TransportError::Cut(_) | TransportError::Busy
            )
        );
        if self.life.is_none() || !only_checking || !line {
            return Ok(false);
        }
        self.step = Step::Over;
        open(store).write(|txn| {
            txn.put_off_check(now.0)?;
            Ok(txn.outbox()?.unsent == 0)
        })
    }

    /// A round ended and nothing is left to hand in or to take in. Gives whether another round is needed.
    pub fn end(
        &mut self,
        store: &Mutex<Store>,
        checked: Option<Checked>,
        now: Instant,
    ) -> Result<bool, SyncError> {
        let pages = std::mem::take(&mut self.pages);
        if self.is_put_off(store, now)? {
            return Ok(false);
        }
        let next = match (std::mem::replace(&mut self.step, Step::Over), checked) {
            (Step::Root, Some(Checked::Root { root, kinds })) => {
                self.compare(store, root, kinds, Step::Hamlets, now)?
            }
            (Step::Again, Some(Checked::Root { root, kinds })) => {
                let next = self.compare(store, root, kinds, Step::Again, now)?;
                if matches!(next, Step::Again) {
                    self.failed = true;
                    told(store, false, now)?;
                }
                Step::Over
            }
            (Step::Hamlets, Some(Checked::Hamlets { sums, kinds })) => {
                match open(store).read(|txn| txn.hamlet_sums(kinds))? {
                    Some(here) => Step::of(differing(&here, &sums), kinds),
                    None => Step::Over,
                }
            }
            (Step::Snapshots(mut left, kinds), _) => {
                if let Some(hamlet) = left.pop() {
                    repair(store, &hamlet, kinds, &pages, now)?;
                }
                Step::of(left, kinds)
            }
            // Nothing was asked, or the server does not know the question.
            _ => Step::Over,
        };
        self.step = next;
        Ok(!matches!(self.step, Step::Over))
    }

    /// Whether this sync met the server restored: what other phones have yet to bring back to it is missing
    /// there and not too much here, so a check that nobody asked for waits.
    fn is_put_off(&mut self, store: &Mutex<Store>, now: Instant) -> Result<bool, SyncError> {
        let mut store = open(store);
        let life = store.read(|txn| txn.epoch())?;
        let restored = self
            .life
            .is_some_and(|before| before != 0 && before != life);
        if restored {
            self.life = Some(life);
            self.step = Step::Over;
            store.write(|txn| txn.put_off_check(now.0))?;
        }
        Ok(restored)
    }

    /// Compares the roots; `differ` is the next step when they are not the same.
    fn compare(
        &self,
        store: &Mutex<Store>,
        there: [u8; 16],
        kinds: u16,
        differ: Step,
        now: Instant,
    ) -> Result<Step, SyncError> {
        let Some(here) = open(store).read(|txn| txn.hamlet_sums(kinds))? else {
            return Ok(Step::Over);
        };
        if root(&here) != there {
            return Ok(differ);
        }
        told(store, true, now)?;
        Ok(Step::Over)
    }
}

impl Step {
    /// What follows when these hamlets are left to repair.
    fn of(left: Vec<HamletSum>, kinds: u16) -> Self {
        if left.is_empty() {
            Self::Again
        } else {
            Self::Snapshots(left, kinds)
        }
    }
}

/// The hamlets whose sums are not the same, with the sums that the server told; zeros where it has nothing.
fn differing(here: &[HamletSum], there: &[HamletSum]) -> Vec<HamletSum> {
    let by_hamlet = |sums: &[HamletSum]| -> BTreeMap<DeltaId, [u8; 16]> {
        let named = sums.iter().map(|sum| (sum.hamlet.into(), sum.sum));
        named.filter(|(_, sum)| *sum != [0; 16]).collect()
    };
    let (here, mut there) = (by_hamlet(here), by_hamlet(there));
    for hamlet in here.keys() {
        there.entry(*hamlet).or_default();
    }
    there
        .into_iter()
        .filter(|(hamlet, sum)| *sum != here.get(hamlet).copied().unwrap_or_default())
        .map(|(hamlet, sum)| HamletSum {
            hamlet: hamlet.into(),
            sum,
        })
        .collect()
}

/// Takes in what the server has of a hamlet. Without a page the server has not answered, unless it said
/// before that it has nothing there.
fn repair(
    store: &Mutex<Store>,
    hamlet: &HamletSum,
    kinds: u16,
    pages: &[Page],
    now: Instant,
) -> Result<(), SyncError> {
    if !pages.is_empty() || hamlet.sum == [0; 16] {
        open(store).write(|txn| txn.take_snapshot(hamlet, kinds, pages, now))?;
    }
    Ok(())
}

fn told(store: &Mutex<Store>, equal: bool, now: Instant) -> Result<(), SyncError> {
    let check = LastCheck { at: now.0, equal };
    Ok(open(store).write(|txn| txn.set_checked(&check))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tungnha_core::Incarnation;
    use uuid::Uuid;

    fn sum(hamlet: u32, sum: u8) -> HamletSum {
        let incarnation = Incarnation(Uuid::from_u128(7));
        HamletSum {
            hamlet: DeltaId::new(incarnation, hamlet).into(),
            sum: [sum; 16],
        }
    }

    #[test]
    fn only_hamlets_that_differ_are_repaired() {
        let here = [sum(1, 5), sum(2, 6), sum(3, 7)];
        let there = [sum(4, 8), sum(2, 9), sum(1, 5), sum(5, 0)];
        assert_eq!(differing(&here, &there), [sum(2, 9), sum(3, 0), sum(4, 8)]);
        assert_eq!(differing(&here, &here), []);
    }
}
