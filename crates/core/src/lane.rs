//! Who has a lane tonight: advisory, worked out when read, so that whatever was said offline shows.

use crate::id::{DeltaId, MemberId};
use crate::time::Instant;
use crate::words::Side;

/// One taking of a lane that stands, admitted or this device's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taking {
    /// The delta.
    pub id: DeltaId,
    /// Odd or even numbers only; absent for all of it.
    pub side: Option<Side>,
    /// When it was said.
    pub at: Instant,
    /// Over then.
    pub until: Instant,
    /// Who said it; absent for this device's own without a receipt.
    pub by: Option<MemberId>,
    /// To whom it was given by somebody else; absent when the author took it.
    pub given_to: Option<MemberId>,
}

impl Taking {
    /// Who has the lane by it; `own` is this device's member.
    pub fn holder(&self, own: MemberId) -> MemberId {
        self.given_to.or(self.by).unwrap_or(own)
    }
}

/// Who has a lane at `now`, the first to take it first: the last taking of each member that is not over. What
/// a leader gave later replaces what a leader gave before, of the same side; takings of one's own stay beside
/// each other, since two teams that took a lane offline must both see it.
pub fn holders(takings: &[Taking], own: MemberId, now: Instant) -> Vec<&Taking> {
    let mut standing: Vec<&Taking> = takings.iter().filter(|taking| taking.until > now).collect();
    standing.sort_by_key(|taking| (taking.at, taking.id));
    let replaced = |older: &Taking, newer: &Taking| {
        let same_place = older.side == newer.side || newer.side.is_none();
        let same_holder = older.holder(own) == newer.holder(own);
        let given_anew = older.given_to.is_some() && newer.given_to.is_some();
        same_place && (same_holder || given_anew)
    };
    let shown = |(at, older): (usize, &&Taking)| {
        let later = standing.get(at + 1..).unwrap_or_default();
        !later.iter().any(|newer| replaced(older, newer))
    };
    let kept: Vec<bool> = standing.iter().enumerate().map(shown).collect();
    let mut kept = kept.into_iter();
    standing.retain(|_| kept.next().unwrap_or(false));
    standing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Incarnation;
    use uuid::Uuid;

    fn member(n: u128) -> MemberId {
        MemberId(Uuid::from_u128(n))
    }

    fn taking(n: u32, by: u128, given_to: Option<u128>, until: i64) -> Taking {
        Taking {
            id: DeltaId::new(Incarnation(Uuid::from_u128(by)), n),
            side: None,
            at: Instant(i64::from(n)),
            until: Instant(until),
            by: Some(member(by)),
            given_to: given_to.map(member),
        }
    }

    fn who(takings: &[Taking], now: i64) -> Vec<u128> {
        let held = holders(takings, member(9), Instant(now));
        held.iter()
            .map(|t| t.holder(member(9)).0.as_u128())
            .collect()
    }

    #[test]
    fn it_is_over_by_itself() {
        let takings = [taking(1, 1, None, 100)];
        assert_eq!(who(&takings, 99), [1]);
        assert!(who(&takings, 100).is_empty());
    }

    #[test]
    fn two_who_took_it_offline_both_show_and_nobody_shows_twice() {
        let takings = [
            taking(1, 1, None, 100),
            taking(2, 2, None, 100),
            taking(3, 1, None, 200),
        ];
        assert_eq!(who(&takings, 50), [2, 1]);
    }

    #[test]
    fn what_is_given_later_replaces_what_was_given_before() {
        let takings = [
            taking(1, 5, Some(1), 100),
            taking(2, 5, Some(2), 100),
            taking(3, 3, None, 100),
        ];
        assert_eq!(who(&takings, 50), [2, 3]);
    }

    #[test]
    fn a_side_does_not_replace_the_whole() {
        let mut side = taking(2, 1, None, 100);
        side.side = Some(Side::Odd);
        let whole = taking(1, 1, None, 100);
        assert_eq!(who(&[whole.clone(), side.clone()], 50), [1, 1]);
        side.at = Instant(0);
        assert_eq!(who(&[whole, side], 50), [1]);
    }
}
