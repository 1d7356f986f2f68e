//! Targets: set by the office, and how far each bearer has come.

mod appendix;
mod card;
mod columns;
mod count;
mod entry;
mod export;
mod keep;
mod line;
mod official;
mod pasted;
mod set;

use crate::device::need_office;
use crate::payload::*;
use crate::status::corrected;
use crate::{ApiError, Device, ErrorCode, convert};
use columns::Said;
use count::People;
use line::Table;
use tungnha_core::body;
use tungnha_core::words::Group;
use tungnha_store::read::Stated;
use tungnha_store::{Key, Txn};

/// Along which bearers a table is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum By {
    Unit,
    Hamlet,
    Organisation,
    Group,
}

impl By {
    fn read(word: &str) -> Result<Self, ApiError> {
        match word {
            "unit" => Ok(Self::Unit),
            "hamlet" => Ok(Self::Hamlet),
            "organisation" => Ok(Self::Organisation),
            "group" => Ok(Self::Group),
            _ => Err(ApiError::new(ErrorCode::BadInput, "by")),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Hamlet => "hamlet",
            Self::Organisation => "organisation",
            Self::Group => "group",
        }
    }

    /// Of a typed row; `None` for the whole book's.
    const fn of(row: &body::TargetRow) -> Option<Self> {
        match row {
            body::TargetRow { unit: Some(_), .. } => Some(Self::Unit),
            body::TargetRow {
                hamlet: Some(_), ..
            } => Some(Self::Hamlet),
            body::TargetRow {
                organisation: Some(_),
                ..
            } => Some(Self::Organisation),
            body::TargetRow { group: Some(_), .. } => Some(Self::Group),
            _ => None,
        }
    }
}

impl Device {
    pub(crate) fn targets(&self, _: Nothing) -> Result<TargetList, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let mut targets = Vec::new();
            for target in txn.targets()? {
                let rows = txn.target_rows(key_of(txn, &target)?)?.len();
                targets.push(card::terms(txn, &target, rows)?);
            }
            Ok(TargetList {
                targets,
                may_write: true,
                reference_date: txn
                    .campaign()?
                    .map(|campaign| convert::day(campaign.reference_date)),
            })
        })
    }

    pub(crate) fn target(&self, args: OfTarget) -> Result<TargetPage, ApiError> {
        let by = args.by.as_deref().map(By::read).transpose()?;
        self.read(|txn| {
            need_office(txn)?;
            let now = corrected(txn, self.0.host.now());
            let target = find(txn, &args.target)?;
            let key = key_of(txn, &target)?;
            let rows = txn.target_rows(key)?;
            // What the table was typed by; a target without a table is the hamlets'.
            let by = by
                .or_else(|| rows.iter().find_map(|row| By::of(&row.body)))
                .unwrap_or(By::Hamlet);
            let people = People::of(txn, &target.body, now.day())?;
            let dues = card::dues(txn, key)?;
            let terms = card::terms(txn, &target, rows.len())?;
            let said = Said::read(txn)?;
            let table = Table::of(txn, &target.body, &rows, &people, &said, by, now)?;
            let allocation = table.allocation()?;
            let total = table.total(&allocation);
            let prints = txn.target_prints(key)?;
            Ok(TargetPage {
                card: terms,
                by: by.name().into(),
                prints: card::prints(txn, &prints, &allocation)?,
                rows: table.lines(&allocation, &dues),
                book: table.book(&dues),
                total,
                dues: dues.iter().map(card::Due::card).collect(),
                milestones: txn
                    .milestones()?
                    .into_iter()
                    .map(|one| MilestoneChoice {
                        id: one.id.to_string(),
                        title: one.title,
                        day: convert::day(one.due),
                    })
                    .collect(),
                as_of: now.0,
                base_from: people.base_from().map(convert::day),
                may_write: true,
            })
        })
    }
}

/// The target with this id, as it stands.
pub(crate) fn find(txn: &Txn<'_>, id: &str) -> Result<Stated<body::Target>, ApiError> {
    let id = convert::delta_id(id)?;
    txn.targets()?
        .into_iter()
        .find(|target| target.id == id)
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "target"))
}

fn key_of(txn: &Txn<'_>, target: &Stated<body::Target>) -> Result<Key, ApiError> {
    txn.find_key(target.id)?
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "target"))
}

/// The group that a bearer's word means.
fn group(word: &str) -> Result<Group, ApiError> {
    convert::word(word, "group")
}
