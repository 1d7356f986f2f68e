//! Organisations, and who belongs to them.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::time::Day;
use tungnha_core::words::{Group, OrganisationKind};

/// An organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrganisationRow {
    /// The delta that began it.
    pub key: Key,
    /// Full name.
    pub name: String,
    /// What it is.
    pub sort: OrganisationKind,
    /// Whom the office calls there.
    pub contact: Option<String>,
    /// How many people it says it has.
    pub size: Option<u32>,
    /// No receipt yet.
    pub unsent: bool,
}

/// That a resident belongs to an organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MembershipRow {
    /// The delta that began it.
    pub key: Key,
    /// The person: of two who are one, the one who stays.
    pub resident: Key,
    /// The organisation.
    pub organisation: Key,
    /// As what.
    pub category: Group,
    /// From this day.
    pub since: Option<Day>,
    /// Until this day, inclusive.
    pub until: Option<Day>,
    /// Why the person is excused from the group's 100 %.
    pub excused: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

impl MembershipRow {
    /// Whether it holds on `day`.
    pub fn holds_on(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Txn<'_> {
    /// The organisations of this book, in no order.
    pub fn organisations(&self) -> Result<Vec<OrganisationRow>, StoreError> {
        Ok(self
            .sql("SELECT key, name, sort, contact, size, unsent FROM organisation ORDER BY key")?
            .query_map([], |row| {
                Ok(OrganisationRow {
                    key: row.get(0)?,
                    name: row.get(1)?,
                    sort: OrganisationKind::from_code(row.get(2)?)
                        .unwrap_or(OrganisationKind::Other),
                    contact: row.get(3)?,
                    size: row.get(4)?,
                    unsent: row.get(5)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }

    /// Memberships, of one organisation, of one person, or all; whose person and organisation are here. What two
    /// residents who are one person belong to alike stands once.
    pub fn memberships(
        &self,
        organisation: Option<Key>,
        resident: Option<Key>,
    ) -> Result<Vec<MembershipRow>, StoreError> {
        let wanted = match (organisation, resident) {
            (Some(_), _) => "b.organisation = ?1 AND (?2 IS NULL OR r.key = ?2)",
            (None, Some(_)) => "?1 IS NULL AND r.key = ?2",
            (None, None) => "?1 IS NULL AND ?2 IS NULL",
        };
        let resident = match resident {
            Some(resident) => Some(self.stays_for(resident)?.unwrap_or(resident)),
            None => None,
        };
        Ok(self
            .sql(&format!(
                "SELECT b.key, r.key, b.organisation, b.category, b.since, b.until, b.excused,
                    b.unsent
                 FROM membership b JOIN organisation o ON o.key = b.organisation
                 LEFT JOIN gives_way g ON g.resident = b.resident
                 JOIN resident r ON r.key = coalesce(g.stays, b.resident)
                 WHERE {wanted} AND (g.stays IS NULL OR NOT EXISTS (
                    SELECT 1 FROM membership q WHERE q.organisation = b.organisation
                        AND q.category = b.category AND (q.resident = g.stays OR q.key < b.key
                        AND q.resident IN (SELECT resident FROM gives_way WHERE stays = g.stays))))
                 ORDER BY b.key"
            ))?
            .query_map(params![organisation, resident], |row| {
                let day = |day: Option<i32>| day.map(Day);
                Ok(MembershipRow {
                    key: row.get(0)?,
                    resident: row.get(1)?,
                    organisation: row.get(2)?,
                    category: Group::from_code(row.get(3)?).unwrap_or(Group::AssociationMember),
                    since: day(row.get(4)?),
                    until: day(row.get(5)?),
                    excused: row.get(6)?,
                    unsent: row.get(7)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
