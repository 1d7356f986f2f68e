//! A register's heads into the folded row that screens read.

use crate::error::StoreError;
use crate::key::Key;
use crate::refold::Heads;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::body::{Account, Household, Identity, Resident, Visit};
use tungnha_core::{Body, Delta, Slot, house};

mod claim;
mod door;
mod office;
mod same;
mod target;

impl Txn<'_> {
    /// Writes, changes or removes the folded row of a register.
    pub(crate) fn project(
        &self,
        subject: Key,
        slot: Slot,
        heads: &Heads,
    ) -> Result<(), StoreError> {
        let Some((key, shown)) = heads.first() else {
            return self.unproject(subject, slot);
        };
        let disputed = disputed(heads);
        match &shown.body {
            Body::Campaign(_) | Body::CampaignApp(_) | Body::Milestone(_) => {
                self.tally_frame();
                self.run(
                    "INSERT OR REPLACE INTO frame (subject, slot, key) VALUES (?1, ?2, ?3)",
                    params![subject, slot.code(), key],
                )
            }
            Body::Hamlet(b) => self.run(
                "INSERT OR REPLACE INTO hamlet (key, name, kind) VALUES (?1, ?2, ?3)",
                params![subject, b.name, b.kind.code()],
            ),
            Body::Household(b) => self.project_household(subject, b),
            Body::Resident(b) => self.project_resident(subject, b, disputed),
            Body::Residency(b) => {
                self.tally_home_of(subject);
                self.run(
                    "INSERT OR REPLACE INTO residency (resident, source, state) VALUES (?1, ?2, ?3)",
                    params![subject, b.source.code(), b.state.code()],
                )
            }
            Body::Identity(b) => self.project_identity(subject, b),
            Body::Account(b) => {
                self.project_account(subject, *key, b, disputed)?;
                self.project_claims(subject, slot, heads)
            }
            Body::Visit(b) => self.project_visit(*key, shown, b),
            Body::Absence(b) => {
                self.tally_home_of(subject);
                self.run(
                    "INSERT OR REPLACE INTO absence (resident, reason, place, until, key)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![
                        subject,
                        b.reason.code(),
                        b.place,
                        b.until.map(|day| day.0),
                        key
                    ],
                )
            }
            Body::Notice(b) => {
                self.tally_home_of(subject);
                self.run(
                    "INSERT OR REPLACE INTO notice (resident, agreement, key) VALUES (?1, ?2, ?3)",
                    params![subject, b.agreement.code(), key],
                )
            }
            Body::Review(b) => self.project_decision(subject, *key, shown, b),
            Body::Retract(_) | Body::Settle(_) | Body::Unknown(_) => Ok(()),
            Body::Organisation(_)
            | Body::Membership(_)
            | Body::Figure(_)
            | Body::Sameness(_)
            | Body::Attendance(_)
            | Body::DeskHours(_)
            | Body::Answer(_)
            | Body::Taught(_)
            | Body::WalkSheet(_)
            | Body::Recheck(_)
            | Body::Exported(_)
            | Body::Assignment(_)
            | Body::Typed(_) => self.project_office(subject, *key, shown),
            Body::Target(_) | Body::TargetRow(_) | Body::TargetDue(_) | Body::TargetPrint(_) => {
                self.project_target(subject, *key, shown, disputed)
            }
            _ => self.project_door(subject, *key, shown),
        }
    }

    /// Everything that was said of it is withdrawn.
    fn unproject(&self, subject: Key, slot: Slot) -> Result<(), StoreError> {
        match slot {
            Slot::Campaign | Slot::CampaignApp(_) | Slot::Milestone => {
                self.tally_frame();
                self.run(
                    "DELETE FROM frame WHERE subject = ?1 AND slot = ?2",
                    params![subject, slot.code()],
                )
            }
            Slot::Hamlet => self.run("DELETE FROM hamlet WHERE key = ?1", params![subject]),
            Slot::Household => {
                self.index_household(subject);
                self.tally(subject);
                self.run("DELETE FROM household WHERE key = ?1", params![subject])
            }
            Slot::Resident => {
                self.index(subject);
                self.run("DELETE FROM resident WHERE key = ?1", params![subject])?;
                self.resettle_of(subject)
            }
            Slot::Residency(source) => {
                self.tally_home_of(subject);
                self.run(
                    "DELETE FROM residency WHERE resident = ?1 AND source = ?2",
                    params![subject, source.code()],
                )
            }
            Slot::Identity => {
                self.index(subject);
                self.tally_home_of(subject);
                self.run("DELETE FROM identity WHERE resident = ?1", params![subject])
            }
            Slot::Account(app, level, source) => {
                self.tally_home_of(subject);
                self.run(
                    "DELETE FROM account
                     WHERE resident = ?1 AND app = ?2 AND level = ?3 AND source = ?4",
                    params![subject, app.code(), level, source.code()],
                )?;
                self.project_claims(subject, slot, &Vec::new())
            }
            Slot::Absence => {
                self.tally_home_of(subject);
                self.run("DELETE FROM absence WHERE resident = ?1", params![subject])
            }
            Slot::Notice => {
                self.tally_home_of(subject);
                self.run("DELETE FROM notice WHERE resident = ?1", params![subject])
            }
            Slot::Review => self.unproject_decision(subject),
            Slot::Fact
            | Slot::Appointment(_)
            | Slot::Proposal
            | Slot::Eligibility
            | Slot::IneligibleReason
            | Slot::Handover => self.unproject_door(subject, slot),
            Slot::Organisation
            | Slot::Membership
            | Slot::Figure
            | Slot::Attendance(_)
            | Slot::DeskHours
            | Slot::Answer
            | Slot::Assignment => self.unproject_office(subject, slot),
            Slot::Target | Slot::TargetRow | Slot::TargetDue | Slot::TargetPrint => {
                self.unproject_target(subject, slot)
            }
        }
    }

    fn run(&self, sql: &str, params: impl rusqlite::Params) -> Result<(), StoreError> {
        self.sql(sql)?.execute(params)?;
        Ok(())
    }

    fn project_household(&self, subject: Key, b: &Household) -> Result<(), StoreError> {
        let lane = b.lane.as_deref().unwrap_or_default();
        let number = b.house.as_deref().unwrap_or_default();
        self.index_household(subject);
        self.tally(subject);
        let mut walk = house::sort_key(lane);
        walk.push(0);
        walk.extend(house::sort_key(number));
        self.run(
            "INSERT OR REPLACE INTO household (key, hamlet, lane, house, head, code, walk, venue)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                subject,
                self.key(b.hamlet)?,
                lane,
                number,
                b.head.as_deref().unwrap_or_default(),
                b.code.as_deref().unwrap_or_default(),
                walk,
                b.venue.map_or(Ok(Key(0)), |venue| self.key(venue))?
            ],
        )
    }

    fn project_resident(
        &self,
        subject: Key,
        b: &Resident,
        disputed: bool,
    ) -> Result<(), StoreError> {
        let household = self.key(b.household)?;
        self.tally(household);
        self.run(
            "INSERT OR REPLACE INTO resident
                (key, household, name, birth_year, sex, last4, position, disputed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                subject,
                household,
                b.name,
                b.birth_year,
                b.sex.map(|sex| sex.code()),
                b.last4,
                b.position.unwrap_or(9999),
                disputed
            ],
        )?;
        self.index(subject);
        self.resettle_of(subject)
    }

    fn project_identity(&self, subject: Key, b: &Identity) -> Result<(), StoreError> {
        let birth = b.birth.map(|birth| {
            i64::from(birth.year()) * 10_000
                + i64::from(birth.month().unwrap_or(0)) * 100
                + i64::from(birth.day().unwrap_or(0))
        });
        self.index(subject);
        self.tally_home_of(subject);
        self.run(
            "INSERT OR REPLACE INTO identity
                (resident, birth, personal_id, phones, residence, legacy_id9)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                subject,
                birth,
                b.personal_id,
                b.phones,
                b.residence.map(|kind| kind.code()),
                b.legacy_id9
            ],
        )
    }

    fn project_account(
        &self,
        subject: Key,
        key: Key,
        b: &Account,
        disputed: bool,
    ) -> Result<(), StoreError> {
        let unsent = self.standing_of(key)?.code == 0;
        self.tally_home_of(subject);
        self.run(
            "INSERT OR REPLACE INTO account
                (resident, app, level, source, stage, key, as_of, unsent, disputed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                subject,
                b.app.code(),
                b.level,
                b.source.code(),
                b.stage.code(),
                key,
                b.as_of.map(|day| day.0),
                unsent,
                disputed
            ],
        )
    }

    fn project_visit(&self, key: Key, delta: &Delta, b: &Visit) -> Result<(), StoreError> {
        let standing = self.standing_of(key)?;
        let at = standing
            .received_at
            .map_or(delta.stamped.0, |received| received.min(delta.stamped.0));
        let household = self.key(b.household)?;
        self.tally(household);
        self.run(
            "INSERT OR REPLACE INTO visit
                (key, household, outcome, at, come_back_at, note, member, unsent)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                key,
                household,
                b.outcome.code(),
                at,
                b.come_back_at.map(|t| t.0),
                b.note,
                standing.member,
                standing.code == 0
            ],
        )
    }
}

/// Whether heads say different things, so that a person must look.
pub(crate) fn disputed(heads: &Heads) -> bool {
    match heads.split_first() {
        None | Some((_, [])) => false,
        Some(((_, first), rest)) => {
            let said = first.says();
            rest.iter().any(|(_, other)| other.says() != said)
        }
    }
}
