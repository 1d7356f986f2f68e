//! Which hamlets changed when: known for stretches of a book's sequence, in whatever order transactions are
//! told of.

use crate::key::{BookNo, Key};
use std::collections::{BTreeSet, HashMap};

/// So many separate stretches are kept of a book; the oldest are forgotten first.
const MOST_STRETCHES: usize = 64;

/// What one transaction changed in a book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// The book.
    pub book: BookNo,
    /// The last sequence number before the transaction.
    pub after: u64,
    /// Its own last; the same as `after` when it fed nothing, and so changed nothing.
    pub to: u64,
    /// The hamlets in which something changed. What concerns everybody changes all of them.
    pub hamlets: BTreeSet<Key>,
}

/// Consecutive transactions, all of them known.
struct Stretch {
    after: u64,
    to: u64,
    /// The last number at which each hamlet changed; absent: not within the stretch.
    hamlets: HashMap<Key, u64>,
    /// The last number at which all may have changed.
    everywhere: u64,
}

/// What is known of one book.
#[derive(Default)]
pub(super) struct Stretches(Vec<Stretch>);

impl Stretches {
    pub(super) fn add(&mut self, changed: &Changed) {
        if changed.to <= changed.after {
            return;
        }
        let at = self.0.partition_point(|known| known.after < changed.after);
        // Told twice, or of another history: the tables alone are to be believed.
        let overlaps = at
            .checked_sub(1)
            .and_then(|before| self.0.get(before))
            .is_some_and(|before| before.to > changed.after)
            || self.0.get(at).is_some_and(|next| next.after < changed.to);
        if overlaps {
            self.0.clear();
            return;
        }
        self.0.insert(at, Stretch::of(changed));
        self.join(at);
        if let Some(before) = at.checked_sub(1) {
            self.join(before);
        }
        if self.0.len() > MOST_STRETCHES {
            self.0.remove(0);
        }
    }

    /// Joins a stretch with the next one if that begins where it ends.
    fn join(&mut self, at: usize) {
        let next = at + 1;
        let adjacent = match (self.0.get(at), self.0.get(next)) {
            (Some(one), Some(two)) => one.to == two.after,
            _ => false,
        };
        if adjacent {
            let later = self.0.remove(next);
            if let Some(one) = self.0.get_mut(at) {
                one.to = later.to;
                one.everywhere = one.everywhere.max(later.everywhere);
                one.hamlets.extend(later.hamlets);
            }
        }
    }

    /// Whether the hamlet is known to be the same at both numbers.
    pub(super) fn same(&self, hamlet: Key, one: u64, other: u64) -> bool {
        let (first, last) = (one.min(other), one.max(other));
        first == last
            || self.0.iter().any(|known| {
                let changed = known.hamlets.get(&hamlet).copied().unwrap_or(0);
                // A change after `last` hides what was before it.
                known.after <= first && last <= known.to && changed.max(known.everywhere) <= first
            })
    }
}

impl Stretch {
    fn of(changed: &Changed) -> Self {
        let hamlets = changed.hamlets.iter().filter(|key| **key > Key::NONE);
        // What is fed to everybody may concern any hamlet; what is fed to nobody stands in none.
        let everywhere = changed.hamlets.contains(&Key::NONE);
        Self {
            after: changed.after,
            to: changed.to,
            hamlets: hamlets.map(|key| (*key, changed.to)).collect(),
            everywhere: if everywhere { changed.to } else { 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Key = Key::new(1, 1);
    const THERE: Key = Key::new(1, 2);

    fn changed(after: u64, to: u64, hamlets: &[Key]) -> Changed {
        Changed {
            book: BookNo(1),
            after,
            to,
            hamlets: hamlets.iter().copied().collect(),
        }
    }

    fn known(of: &[Changed]) -> Stretches {
        let mut stretches = Stretches::default();
        of.iter().for_each(|changed| stretches.add(changed));
        stretches
    }

    #[test]
    fn only_what_changed_in_between_counts() {
        let known = known(&[changed(5, 7, &[HERE]), changed(7, 9, &[THERE])]);
        assert!(known.same(THERE, 9, 9) && !known.same(THERE, 5, 9));
        assert!(
            !known.same(THERE, 5, 7),
            "what came later hides it: summed again"
        );
        assert!(known.same(HERE, 7, 9) && !known.same(HERE, 5, 7));
        assert!(known.same(HERE, 9, 7), "a reader may be behind");
    }

    #[test]
    fn transactions_may_be_told_of_in_any_order() {
        let told = [
            changed(5, 7, &[HERE]),
            changed(7, 9, &[THERE]),
            changed(9, 12, &[THERE]),
        ];
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]] {
            let known = known(&order.map(|at| told[at].clone()));
            assert_eq!(known.0.len(), 1);
            assert!(known.same(HERE, 7, 12) && !known.same(THERE, 7, 12));
        }
    }

    #[test]
    fn a_hole_is_not_passed_over() {
        // Another process wrote 8 and 9.
        let known = known(&[changed(5, 7, &[THERE]), changed(9, 12, &[THERE])]);
        assert!(known.same(HERE, 5, 7) && known.same(HERE, 9, 12));
        assert!(!known.same(HERE, 5, 12) && !known.same(HERE, 4, 7) && !known.same(HERE, 9, 13));
        assert!(known.same(HERE, 30, 30));
    }

    #[test]
    fn what_concerns_everybody_changes_all() {
        for (fed_to, same) in [(Key::NONE, false), (Key::NOWHERE, true)] {
            let known = known(&[changed(5, 7, &[fed_to]), changed(7, 8, &[HERE])]);
            assert_eq!(known.same(THERE, 5, 8), same);
            assert!(known.same(THERE, 7, 8));
        }
    }

    #[test]
    fn nothing_fed_is_nothing_changed_and_the_oldest_is_forgotten() {
        let mut stretches = known(&[changed(5, 5, &[])]);
        assert!(stretches.0.is_empty());
        for n in 0..100 {
            stretches.add(&changed(n * 10, n * 10 + 1, &[HERE]));
        }
        assert_eq!(stretches.0.len(), MOST_STRETCHES);
        assert!(stretches.same(THERE, 990, 991) && !stretches.same(THERE, 0, 1));
        stretches.add(&changed(985, 995, &[HERE]));
        assert!(stretches.0.is_empty(), "two histories are none");
    }
}
