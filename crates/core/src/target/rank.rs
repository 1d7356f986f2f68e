//! Xếp hạng: who stands where among how many (D-36, D-68).

use super::rate::Rate;
use std::cmp::Ordering;
use std::fmt;

/// A place among others. Equal rates share the better place and the next one is left out: 1, 2, 2, 4 (`domain.md` 8).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Rank {
    /// From 1.
    pub place: usize,
    /// Among so many bearers, those without a rate included: who does not report makes nobody's league smaller.
    pub of: usize,
}

impl fmt::Display for Rank {
    /// "4/10".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.place, self.of)
    }
}

/// The rank of each, in the order given; who has no rate has none. Rates are compared exactly, not as printed.
pub fn rank(rates: &[Option<Rate>]) -> Vec<Option<Rank>> {
    let mut ranks = vec![None; rates.len()];
    let mut last: Option<(Rate, usize)> = None;
    for (before, at) in best_first(rates).into_iter().enumerate() {
        let Some(rate) = rates.get(at).copied().flatten() else {
            continue;
        };
        let place = match last {
            Some((equal, place)) if equal.compare(rate) == Ordering::Equal => place,
            _ => before + 1,
        };
        last = Some((rate, place));
        if let Some(rank) = ranks.get_mut(at) {
            *rank = Some(Rank {
                place,
                of: rates.len(),
            });
        }
    }
    ranks
}

/// Positions in `rates`, best first; equals stay in the plan's order, and who has no rate comes last.
pub fn best_first(rates: &[Option<Rate>]) -> Vec<usize> {
    let mut order: Vec<(usize, Option<Rate>)> = rates.iter().copied().enumerate().collect();
    // A stable sort: equals keep their order.
    order.sort_by(|(_, one), (_, other)| match (one, other) {
        (Some(one), Some(other)) => other.compare(*one),
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    order.into_iter().map(|(at, _)| at).collect()
}
