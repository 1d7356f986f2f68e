//! What the kinds of a target may say, and how they become a [`super::Formula`] and its like.

use super::{Asked, BaseSet, Bearer, LeftOut, Milestone, Share, Standings};
use crate::body;
use crate::time::Day;

/// Whom a base leaves out, as bits.
const INELIGIBLE: u8 = 1;
const ABSENT: u8 = 2;
const EXCUSED: u8 = 4;

/// A share as a field has it; `None` for a number that is none. Absent stays absent.
pub fn share_of(hundredths: Option<u16>) -> Option<Option<Share>> {
    match hundredths {
        None => Some(None),
        Some(n) => Share::from_hundredths(n).ok().map(Some),
    }
}

/// What two fields ask for; `None` when neither is there or the share is none.
fn asked(share: Option<u16>, count: Option<u32>) -> Option<Asked> {
    match count {
        Some(count) => Some(Asked::Count(count)),
        None => share_of(share).flatten().map(Asked::Share),
    }
}

impl LeftOut {
    /// From the field's bits; `None` if a bit means nothing to this program.
    pub const fn from_bits(bits: u8) -> Option<Self> {
        if bits & !(INELIGIBLE | ABSENT | EXCUSED) != 0 {
            return None;
        }
        Some(Self {
            ineligible: bits & INELIGIBLE != 0,
            absent: bits & ABSENT != 0,
            excused: bits & EXCUSED != 0,
        })
    }

    /// See [`Self::from_bits`].
    pub const fn bits(self) -> u8 {
        ((self.ineligible as u8) * INELIGIBLE)
            | ((self.absent as u8) * ABSENT)
            | ((self.excused as u8) * EXCUSED)
    }
}

impl body::Target {
    /// Whether it can be at all: every bit means something, somebody is asked, something counts, the share is one.
    pub fn can_be(&self) -> bool {
        let some = |bits| Standings::from_bits(bits).is_some() && bits != 0;
        some(self.base)
            && some(self.done)
            && LeftOut::from_bits(self.left_out.unwrap_or(0)).is_some()
            && share_of(self.share).is_some()
    }

    /// Of whom; `None` for one that cannot be.
    pub fn base_set(&self) -> Option<BaseSet> {
        Some(BaseSet {
            app: self.app,
            minimum_age: self.minimum_age,
            on: self.on,
            standings: Standings::from_bits(self.base)?,
            left_out: LeftOut::from_bits(self.left_out.unwrap_or(0))?,
        })
    }
}

impl body::TargetRow {
    /// Whether it can be at all: one bearer at most, one exception at most, and a moment for what is done.
    pub fn can_be(&self) -> bool {
        let bearers = [
            self.unit.is_some(),
            self.hamlet.is_some(),
            self.organisation.is_some(),
            self.group.is_some(),
        ];
        bearers.into_iter().filter(|is| *is).count() <= 1
            && self.unit.as_ref().is_none_or(|code| !code.is_empty())
            && share_of(self.share).is_some()
            && !(self.share.is_some() && self.count.is_some())
            && self.done.is_some() == self.as_of.is_some()
    }

    /// Who; an organisation by its name's text, the whole book as the unit without a code.
    pub fn bearer(&self) -> Bearer {
        match (&self.unit, self.hamlet, self.organisation, self.group) {
            (Some(code), ..) => Bearer::Unit(code.clone()),
            (_, Some(hamlet), ..) => Bearer::Hamlet(hamlet),
            (_, _, Some(organisation), _) => Bearer::Organisation(organisation.to_string()),
            (_, _, _, Some(group)) => Bearer::Group(group.name().to_owned()),
            _ => Bearer::Unit(String::new()),
        }
    }

    /// What the exception asks for; absent when the formula holds.
    pub fn asked(&self) -> Option<Asked> {
        asked(self.share, self.count)
    }
}

impl body::TargetDue {
    /// Whether it can be at all: a share or a number, and not both.
    pub fn can_be(&self) -> bool {
        share_of(self.share).is_some() && self.share.is_some() != self.count.is_some()
    }

    /// As a milestone of the target, with the campaign's words and day; `None` for one that cannot be.
    pub fn milestone(&self, title: String, due: Day) -> Option<Milestone> {
        let part = asked(self.share, self.count)?;
        Some(Milestone { title, due, part })
    }
}
