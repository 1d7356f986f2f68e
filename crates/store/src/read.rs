//! Reading the folded tables, as domain words; screens' shapes are `api`'s business.

mod absence;
mod assignment;
mod card;
mod compare;
mod desk;
mod disagreement;
mod door;
mod export;
mod figure;
mod frame;
mod obstacle;
mod organisation;
mod paper;
mod place;
mod proposal;
mod queue;
mod queue_count;
mod recheck;
mod resident;
mod review;
mod same;
mod session;
mod stands;
mod tally;
mod target;
mod team;
mod version;
mod work;

pub use absence::Met;
pub use assignment::AssignmentRow;
pub use compare::{Compared, Difference};
pub use desk::{BookingRow, HoursRow};
pub use disagreement::{HeadRow, RegisterRow};
pub use door::{AppointmentRow, ObstacleRow, TaughtRow};
pub use export::ExportedRow;
pub use figure::{FigureRow, FigureVersion, StandingCount};
pub use frame::AskedRow;
pub use obstacle::{AnswerRow, Hindered, HinderedRow, TaughtCount};
pub use organisation::{MembershipRow, OrganisationRow};
pub use paper::{TypedRow, WalkSheetRow};
pub use place::{HamletRow, HouseholdRow, VisitRow};
pub use proposal::ProposalRow;
pub use queue::{Claimed, OwnDecision, PlaceInQueue, QueueFilter, ToldState};
pub use queue_count::QueueCount;
pub use resident::{AccountRow, ResidentRow};
pub use review::{ClaimFilter, ClaimRow, ClaimState};
pub use same::PairRow;
pub use session::{SessionRow, WalkInRow};
pub use tally::{DoorRow, DoorsWanted, HamletTally, LackingPage, LaneTally, Mine, Show};
pub use target::{AccountSaid, MilestoneRow, Stated};
pub use team::{PostingRow, TakingRow, VisitsOfMember};
pub use version::Version;
pub use work::{HeldRow, WorkCounts};

pub(crate) use door::outcome;
pub(crate) use resident::{birth, statement};

use crate::key::Key;
use rusqlite::types::{ToSql, ToSqlOutput};

/// Which part of the roll to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope<'a> {
    /// Everything on this device.
    All,
    /// One hamlet.
    Hamlet(Key),
    /// One household.
    Household(Key),
    /// One resident.
    Resident(Key),
    /// These residents, as many as a screen shows.
    Residents(&'a [Key]),
    /// These households.
    Households(&'a [Key]),
}

/// What a scope's condition is about.
enum Bound {
    Key(i64),
    Keys(String),
}

impl Bound {
    fn keys(keys: &[Key]) -> Self {
        Self::Keys(listed(keys))
    }
}

/// Keys as SQLite's `json_each` reads them.
pub(crate) fn listed(keys: &[Key]) -> String {
    let listed: Vec<String> = keys.iter().map(|key| key.0.to_string()).collect();
    format!("[{}]", listed.join(","))
}

impl ToSql for Bound {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Key(key) => key.to_sql(),
            Self::Keys(listed) => listed.to_sql(),
        }
    }
}

impl Scope<'_> {
    /// The condition over tables `h` (household) and, where joined, `r` (resident), with one parameter.
    fn condition(self) -> (&'static str, Bound) {
        match self {
            Self::All => ("?1 = 0", Bound::Key(0)),
            Self::Hamlet(key) => ("h.hamlet = ?1", Bound::Key(key.0)),
            Self::Household(key) => ("h.key = ?1", Bound::Key(key.0)),
            Self::Resident(key) => ("r.key = ?1", Bound::Key(key.0)),
            Self::Residents(keys) => (
                "r.key IN (SELECT value FROM json_each(?1))",
                Bound::keys(keys),
            ),
            Self::Households(keys) => (
                "h.key IN (SELECT value FROM json_each(?1))",
                Bound::keys(keys),
            ),
        }
    }
}
