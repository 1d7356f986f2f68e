//! The lists and the formats by name.

use super::basis::Basis;
use super::{absent, confirmation, ineligible, slips, vneid};
use crate::{ApiError, ErrorCode};
use std::str::FromStr;
use tungnha_core::words::{Role, UnknownWord};
use tungnha_sheets::office_list::Paper;
use tungnha_store::Txn;

/// A list that goes out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Which {
    /// D-39
    Confirmation,
    /// D-40
    Absent,
    /// D-41
    Ineligible,
    /// D-42
    ApprovedNotActivated,
    /// D-43
    NotCollected,
    /// D-44, in the form of `domain.md` 5.2 item 11
    Slips,
}

impl Which {
    pub const ALL: [Self; 6] = [
        Self::Confirmation,
        Self::Absent,
        Self::Ineligible,
        Self::ApprovedNotActivated,
        Self::NotCollected,
        Self::Slips,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Absent => "absent",
            Self::Ineligible => "ineligible",
            Self::ApprovedNotActivated => "approved_not_activated",
            Self::NotCollected => "not_collected",
            Self::Slips => "slips",
        }
    }

    /// The beginning of its file's name.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Confirmation => "danh-sach-xac-nhan",
            Self::Absent => "danh-sach-khong-co-mat",
            Self::Ineligible => "danh-sach-khong-du-dieu-kien",
            Self::ApprovedNotActivated => "danh-sach-da-phe-duyet-chua-kich-hoat",
            Self::NotCollected => "danh-sach-chua-thu-nhan",
            Self::Slips => "phieu-ho-gia-dinh",
        }
    }

    /// Why somebody is not eligible is the police's to know.
    pub fn is_for(self, role: Role) -> bool {
        self != Self::Ineligible || role == Role::Police
    }

    /// # Errors
    /// `NotAllowed` when it is none of `role`'s.
    pub fn need(self, role: Role) -> Result<(), ApiError> {
        match self.is_for(role) {
            true => Ok(()),
            false => Err(ErrorCode::NotAllowed.into()),
        }
    }

    /// The list as it stands.
    pub fn paper(self, txn: &Txn<'_>, basis: &Basis) -> Result<Paper, ApiError> {
        Ok(match self {
            Self::Confirmation => Paper::List(confirmation::list(txn, basis)?),
            Self::Absent => Paper::List(absent::list(basis)),
            Self::Ineligible => Paper::List(ineligible::list(basis)),
            Self::ApprovedNotActivated => Paper::List(vneid::approved(basis)),
            Self::NotCollected => Paper::List(vneid::not_collected(basis)),
            Self::Slips => Paper::Slips(slips::slips(basis)),
        })
    }
}

impl FromStr for Which {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.name() == text).ok_or(UnknownWord)
    }
}

/// What a list is written as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    Xlsx,
    Docx,
    Pdf,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Docx, Self::Pdf];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

impl FromStr for Format {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.name() == text).ok_or(UnknownWord)
    }
}
