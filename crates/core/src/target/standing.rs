//! Where a person stands with one app, as the plans' tables divide people (D-14): each person in exactly one column.

use crate::account::is_done;
use crate::words::{App, Stage, UnknownWord, coded};

coded! {
    /// One column. VNeID uses the first six, of which the appendix of plan 002 prints all but the second; iHanoi and
    /// eTax use the first and the ladder.
    Standing {
        /// Chưa đăng ký, chưa thu nhận hồ sơ; a dossier that was refused is none (`domain.md` 4.1). Ladder: chưa cài đặt.
        NotCollected = 0 "not_collected",
        /// Đã thu nhận, chờ phê duyệt. The appendix has no column for it: shown as a note, so that all add up.
        AwaitingApproval = 1 "awaiting_approval",
        /// Mức 1, đã kích hoạt.
        Level1Activated = 2 "level1_activated",
        /// Mức 1, đã phê duyệt, chưa kích hoạt.
        Level1NotActivated = 3 "level1_not_activated",
        /// Mức 2, đã kích hoạt.
        Level2Activated = 4 "level2_activated",
        /// Mức 2, đã phê duyệt, chưa kích hoạt.
        Level2NotActivated = 5 "level2_not_activated",
        /// Ladder: đã cài đặt.
        Installed = 6 "installed",
        /// Ladder: đã có tài khoản.
        AccountCreated = 7 "account_created",
        /// Ladder: đã đăng nhập, which counts as activated (`domain.md` 8).
        LoggedIn = 8 "logged_in",
        /// Ladder: đang sử dụng.
        InUse = 9 "in_use",
        /// The app does not concern this person.
        NotApplicable = 10 "not_applicable",
    }
}

impl Standing {
    /// The column of somebody who stands at these (level, stage) with `app`; `&[]` when nothing is known. Which
    /// statements they come from, the official list's or confirmed ones besides, is the caller's choice (D-32).
    ///
    /// Levels of VNeID are looked at from above: whose level 2 is approved stands there, whatever level 1 has come to;
    /// whose level-2 dossier waits still stands where level 1 is, if that was approved. A locked account is one that
    /// its holder cannot use, so it counts as not activated.
    pub fn of(app: App, stages: &[(u8, Stage)]) -> Self {
        if app == App::Vneid {
            Self::of_vneid(stages)
        } else {
            let reached = stages.iter().filter(|(level, _)| *level == 0);
            let rungs = reached.map(|(_, stage)| rung(*stage));
            // Whoever has come further is not one whom the app does not concern.
            rungs
                .max_by_key(|rung| match rung {
                    Self::NotCollected => 0,
                    Self::NotApplicable => 1,
                    further => 1 + further.code(),
                })
                .unwrap_or(Self::NotCollected)
        }
    }

    fn of_vneid(stages: &[(u8, Stage)]) -> Self {
        let any = |level: u8, is: fn(Stage) -> bool| {
            stages.iter().any(|(of, stage)| *of == level && is(*stage))
        };
        let has_account =
            |stage| matches!(stage, Stage::Approved | Stage::Activated | Stage::Locked);
        let waits = |stage| stage == Stage::DossierCollected;
        if any(2, has_account) {
            return if any(2, is_done) {
                Self::Level2Activated
            } else {
                Self::Level2NotActivated
            };
        }
        if any(1, has_account) {
            return if any(1, is_done) {
                Self::Level1Activated
            } else {
                Self::Level1NotActivated
            };
        }
        if any(2, waits) || any(1, waits) {
            return Self::AwaitingApproval;
        }
        Self::NotCollected
    }

    const fn bit(self) -> u16 {
        1 << self.code()
    }
}

/// A ladder's column.
const fn rung(stage: Stage) -> Standing {
    match stage {
        Stage::Installed => Standing::Installed,
        Stage::AccountCreated => Standing::AccountCreated,
        Stage::LoggedIn => Standing::LoggedIn,
        Stage::InUse => Standing::InUse,
        Stage::NotApplicable => Standing::NotApplicable,
        _ => Standing::NotCollected,
    }
}

/// Several columns at once.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Standings(u16);

impl Standings {
    /// Every column: wherever somebody stands.
    pub const ALL: Self = Self((1 << Standing::ALL.len()) - 1);

    /// Chưa thu nhận hồ sơ: the base of the level-2 target of plan 002. That people at level 1, who lack level 2 as
    /// well, are not in it is the plan's choice.
    pub const NOT_COLLECTED: Self = Self::of(&[Standing::NotCollected]);

    /// Đã phê duyệt, chưa kích hoạt, both levels: the base of the activation target of plan 002.
    pub const NOT_ACTIVATED: Self =
        Self::of(&[Standing::Level1NotActivated, Standing::Level2NotActivated]);

    /// Kích hoạt, either level.
    pub const ACTIVATED: Self = Self::of(&[Standing::Level1Activated, Standing::Level2Activated]);

    /// These columns.
    pub const fn of(standings: &[Standing]) -> Self {
        let (mut bits, mut left) = (0, standings);
        while let [first, rest @ ..] = left {
            bits |= first.bit();
            left = rest;
        }
        Self(bits)
    }

    /// A number for records: bit n is the word of code n. `None` if a bit means nothing to this program.
    pub const fn from_bits(bits: u16) -> Option<Self> {
        if bits & !Self::ALL.0 == 0 {
            Some(Self(bits))
        } else {
            None
        }
    }

    /// See [`Self::from_bits`].
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Whether `standing` is one of them.
    pub const fn contains(self, standing: Standing) -> bool {
        self.0 & standing.bit() != 0
    }

    /// In the order of the columns.
    pub fn iter(self) -> impl Iterator<Item = Standing> {
        Standing::ALL
            .iter()
            .copied()
            .filter(move |one| self.contains(*one))
    }
}
