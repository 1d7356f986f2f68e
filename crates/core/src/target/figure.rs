//! The three figures side by side, and the official one as its owner types it (D-32, D-46, D-61).

use super::bearer::Bearer;
use super::standing::Standings;
use crate::time::Instant;
use crate::words::{App, UnknownWord, coded};

coded! {
    /// Whose figure it is (D-46).
    FigureOwner {
        /// Công an: VNeID.
        Police = 1 "police",
        /// Văn phòng HĐND và UBND: iHanoi.
        CommitteeOffice = 2 "committee_office",
        /// Chi cục Thuế: eTax Mobile.
        TaxBranch = 3 "tax_branch",
        /// UBND xã: all three.
        PeoplesCommittee = 4 "peoples_committee",
    }
}

/// What the national system says, typed or imported by whoever owns it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficialFigure {
    /// Of whom.
    pub bearer: Bearer,
    /// Of which app …
    pub app: App,
    /// … and which of its columns.
    pub standings: Standings,
    /// Whose figure it is.
    pub owner: FigureOwner,
    /// When it was so in the system, not when it was typed.
    pub as_of: Instant,
    /// Cán bộ; absent when the system does not tell them apart.
    pub officials: Option<u32>,
    /// Nhân dân.
    pub citizens: Option<u32>,
    /// Tổ chức: no people, so never part of [`Self::people`] (D-13).
    pub organisations: Option<u32>,
    /// All people, as printed; absent when only the parts are given.
    pub total: Option<u32>,
}

impl OfficialFigure {
    /// Cán bộ and nhân dân together; `None` unless both are given.
    pub fn sum_of_parts(&self) -> Option<u32> {
        Some(self.officials?.saturating_add(self.citizens?))
    }

    /// The people it counts: the printed total, else the sum of the parts; `None` when neither is there.
    pub fn people(&self) -> Option<u32> {
        self.total.or(self.sum_of_parts())
    }

    /// The printed total less the sum of the parts; `None` when they cannot be compared. Anything but 0 is shown.
    pub fn difference(&self) -> Option<i64> {
        Some(i64::from(self.total?) - i64::from(self.sum_of_parts()?))
    }
}

/// Who says how many are done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Says {
    /// The national system.
    Official,
    /// The reviewer.
    Confirmed,
}

/// Claimed, confirmed and official, for one bearer and one target.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// What volunteers claim, confirmed or not.
    pub claimed: u32,
    /// What reviewers and lists bear out.
    pub confirmed: u32,
    /// What the national system says; absent until its owner says it.
    pub official: Option<u32>,
}

impl Figures {
    /// The figure that counts against a target: the official one when it is there (D-32), else the confirmed one. A
    /// claim alone never does.
    pub fn counting(&self) -> (u32, Says) {
        self.official
            .map_or((self.confirmed, Says::Confirmed), |count| {
                (count, Says::Official)
            })
    }

    /// Claimed less confirmed: what waits for a reviewer, when above 0.
    pub fn unconfirmed(&self) -> i64 {
        i64::from(self.claimed) - i64::from(self.confirmed)
    }

    /// Confirmed less official (finding 1); `None` until there is an official figure.
    pub fn gap(&self) -> Option<i64> {
        self.official
            .map(|official| i64::from(self.confirmed) - i64::from(official))
    }
}
