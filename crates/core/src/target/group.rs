//! Groups of which everybody is asked, "trừ những trường hợp có lý do chính đáng" (D-21, D-23 to D-29).

use super::base::Mark;
use super::rate::Rate;

/// A member of a group, as much as its outcome needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GroupMember {
    /// Everything that is asked of the group is done: one app for some, all three for others (D-23).
    pub done: bool,
    /// What is to be said besides.
    pub mark: Option<Mark>,
}

/// How far a group has come. Each member is in exactly one of the last five.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct GroupOutcome {
    /// Everybody in it.
    pub members: u32,
    /// Done, whatever else is to be said of them.
    pub done: u32,
    /// Not done, and excused.
    pub excused: u32,
    /// Not done, and not eligible.
    pub ineligible: u32,
    /// Not done, and absent: no excuse, but a reason to wait.
    pub absent: u32,
    /// Not done, and nothing speaks for it.
    pub open: u32,
}

impl GroupOutcome {
    /// Adds up a group.
    pub fn of<'a>(members: impl IntoIterator<Item = &'a GroupMember>) -> Self {
        let mut outcome = Self::default();
        for member in members {
            outcome.members += 1;
            let column = match (member.done, member.mark) {
                (true, _) => &mut outcome.done,
                (false, Some(Mark::Excused)) => &mut outcome.excused,
                (false, Some(Mark::Ineligible)) => &mut outcome.ineligible,
                (false, Some(Mark::Absent)) => &mut outcome.absent,
                (false, None) => &mut outcome.open,
            };
            *column += 1;
        }
        outcome
    }

    /// Done of everybody: nobody is deducted. `None` for an empty group.
    pub fn rate(&self) -> Option<Rate> {
        Rate::new(self.done, self.members)
    }

    /// Done of those who are not excused, to be shown beside [`Self::rate`] and with the number excused. `None` when
    /// nobody is left.
    pub fn rate_but_for_excused(&self) -> Option<Rate> {
        Rate::new(self.done, self.members.saturating_sub(self.excused))
    }

    /// 100 % as the plans mean it: everybody is done or excused.
    pub const fn complete(&self) -> bool {
        self.members == self.done + self.excused
    }
}
