//! One line of the list: a person, as commune police would write them down.

use crate::names::Culture;
use tungnha_core::time::Day;
use tungnha_core::words::{ResidenceKind, ResidentState, Sex, Stage};

/// A person of the synthetic district. Nobody real: see the crate's docs on ids and phones.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resident {
    /// Index into [`crate::Commune::households`].
    pub household: usize,
    /// Full name, NFC.
    pub name: String,
    /// Nam, nữ.
    pub sex: Sex,
    /// Known to the day in the clean lists.
    pub birth: Day,
    /// Twelve digits that agree with birth year and sex, with a province code never issued.
    pub personal_id: String,
    /// To the head of the household.
    pub relation: Relation,
    /// Ten digits from ranges never assigned; `None` where the list has none.
    pub phone: Option<String>,
    /// Living here, moved out, dead. Only the living are counted.
    pub state: ResidentState,
    /// In what right the person lives here; of the dead and the moved, once lived.
    pub residence: ResidenceKind,
    /// What the list says of VNeID; `None` below 14.
    pub account: Option<Account>,
    /// When the account was approved; `None` where none is.
    pub approved_on: Option<Day>,
    /// Remark of the list, often empty.
    pub note: String,
    /// Whose names they have; no clean list says so.
    pub culture: Culture,
}

impl Resident {
    /// Whether the person counts in the five figures on `as_of`: 14 or older, neither dead nor
    /// moved out. Tạm trú and tạm vắng count (`domain.md` D-12).
    pub fn is_counted(&self, as_of: Day) -> bool {
        self.state == ResidentState::Living && crate::calendar::age_on(self.birth, as_of) >= 14
    }

    /// The word in the column Cư trú.
    pub fn residence_in_words(&self) -> &'static str {
        match (self.state, self.residence) {
            (ResidentState::Dead, _) => "Đã mất",
            (ResidentState::MovedOut, _) => "Đã chuyển đi",
            (ResidentState::Living, ResidenceKind::Permanent) => "Thường trú",
            (ResidentState::Living, ResidenceKind::Temporary) => "Tạm trú",
            (ResidentState::Living, ResidenceKind::TemporarilyAbsent) => "Tạm vắng",
            (ResidentState::Living, ResidenceKind::Stay) => "Lưu trú",
        }
    }
}

/// The word of a sex in Vietnamese lists.
pub fn sex_in_words(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    }
}

/// Quan hệ với chủ hộ (`relation_to_head`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// Chủ hộ
    Head,
    /// Vợ
    Wife,
    /// Chồng
    Husband,
    /// Con
    Child,
    /// Con dâu
    DaughterInLaw,
    /// Con rể
    SonInLaw,
    /// Cháu
    Grandchild,
    /// Bố
    Father,
    /// Mẹ
    Mother,
}

impl Relation {
    /// The word in the column Quan hệ với chủ hộ.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Head => "Chủ hộ",
            Self::Wife => "Vợ",
            Self::Husband => "Chồng",
            Self::Child => "Con",
            Self::DaughterInLaw => "Con dâu",
            Self::SonInLaw => "Con rể",
            Self::Grandchild => "Cháu",
            Self::Father => "Bố",
            Self::Mother => "Mẹ",
        }
    }
}

/// The five disjoint columns of the plan's appendix (`domain.md` D-14).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Account {
    /// Chưa thu nhận hồ sơ
    NotCollected,
    /// Mức 1, đã kích hoạt
    Level1Activated,
    /// Mức 1, chưa kích hoạt
    Level1NotActivated,
    /// Mức 2, đã kích hoạt
    Level2Activated,
    /// Mức 2, chưa kích hoạt: the list to begin with at the doors
    Level2NotActivated,
}

impl Account {
    /// In the order of the appendix's columns.
    pub const ALL: [Self; 5] = [
        Self::NotCollected,
        Self::Level1Activated,
        Self::Level1NotActivated,
        Self::Level2Activated,
        Self::Level2NotActivated,
    ];

    /// The words in the column Tình trạng VNeID.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NotCollected => "Chưa thu nhận hồ sơ",
            Self::Level1Activated => "Mức 1 - đã kích hoạt",
            Self::Level1NotActivated => "Mức 1 - chưa kích hoạt",
            Self::Level2Activated => "Mức 2 - đã kích hoạt",
            Self::Level2NotActivated => "Mức 2 - chưa kích hoạt",
        }
    }

    /// VNeID level 0 (none), 1 or 2.
    pub fn level(self) -> u8 {
        match self {
            Self::NotCollected => 0,
            Self::Level1Activated | Self::Level1NotActivated => 1,
            Self::Level2Activated | Self::Level2NotActivated => 2,
        }
    }

    /// The stage at that level.
    pub fn stage(self) -> Stage {
        match self {
            Self::NotCollected => Stage::NotRegistered,
            Self::Level1Activated | Self::Level2Activated => Stage::Activated,
            Self::Level1NotActivated | Self::Level2NotActivated => Stage::Approved,
        }
    }
}
