//! What is said at a door besides visits and accounts, into its rows.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::words::Eligibility;
use tungnha_core::{Body, Delta, Slot};

/// The tables of what just adds, by kind; a visit's is its own.
const FACTS: [&str; 11] = [
    "DELETE FROM obstacle WHERE key = ?1",
    "DELETE FROM lane_taking WHERE key = ?1",
    "DELETE FROM posting WHERE key = ?1",
    "DELETE FROM session WHERE key = ?1",
    "DELETE FROM walk_in WHERE key = ?1",
    "DELETE FROM photo WHERE key = ?1",
    "DELETE FROM sameness WHERE key = ?1",
    "DELETE FROM taught WHERE key = ?1",
    "DELETE FROM walk_sheet WHERE key = ?1",
    "DELETE FROM recheck WHERE key = ?1",
    "DELETE FROM typed WHERE key = ?1",
];

impl Txn<'_> {
    /// Writes or changes the row of a head that says one of these things.
    pub(super) fn project_door(
        &self,
        subject: Key,
        key: Key,
        shown: &Delta,
    ) -> Result<(), StoreError> {
        let standing = self.standing_of(key)?;
        let unsent = standing.code == 0;
        let at = standing
            .received_at
            .map_or(shown.stamped.0, |received| received.min(shown.stamped.0));
        if shown.registers().iter().any(|r| r.slot == Slot::Fact) {
            self.project_fact(key, shown)?;
        }
        match &shown.body {
            Body::Obstacle(b) => self.run(
                "INSERT OR REPLACE INTO obstacle (key, resident, reason, app, at, member, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    key,
                    self.key(b.resident)?,
                    b.reason.code(),
                    b.app.map(|app| app.code()),
                    at,
                    standing.member,
                    unsent
                ],
            ),
            Body::Appointment(b) => {
                self.tally_home_of(subject);
                self.run(
                    "INSERT OR REPLACE INTO appointment (resident, purpose, key, at, place, unsent)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        subject,
                        b.purpose.code(),
                        key,
                        b.at.map(|at| at.0),
                        b.place,
                        unsent
                    ],
                )
            }
            Body::Eligibility(b) => {
                self.tally_home_of(subject);
                self.run(
                    "INSERT OR REPLACE INTO eligibility
                        (resident, decided, key, standing, coarse, unsent)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        subject,
                        b.standing != Eligibility::Proposed,
                        key,
                        b.standing.code(),
                        b.coarse.map(|reason| reason.code()),
                        unsent
                    ],
                )
            }
            Body::IneligibleReason(b) => self.run(
                "INSERT OR REPLACE INTO ineligible_reason (resident, reason) VALUES (?1, ?2)",
                params![subject, b.reason.code()],
            ),
            Body::Handover(b) => self.run(
                "INSERT OR REPLACE INTO handover (household, key, member, name, until)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![subject, key, b.member.0.as_bytes(), b.name, b.until.0],
            ),
            Body::Lane(b) => self.run(
                "INSERT OR REPLACE INTO lane_taking
                    (key, hamlet, lane, side, until, given_to, name, at, member, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                params![
                    key,
                    self.key(b.hamlet)?,
                    b.lane.as_deref().unwrap_or_default(),
                    b.side.map(|side| side.code()),
                    b.until.0,
                    b.member.map(|member| *member.0.as_bytes()),
                    b.name,
                    shown.stamped.0,
                    standing.member,
                    unsent
                ],
            ),
            Body::Posting(b) => self.run(
                "INSERT OR REPLACE INTO posting (key, hamlet, member, name, role, organisation)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    key,
                    self.key(b.hamlet)?,
                    b.member.0.as_bytes(),
                    b.name,
                    b.role.code(),
                    b.organisation
                ],
            ),
            Body::Session(b) => self.run(
                "INSERT OR REPLACE INTO session
                    (key, hamlet, venue, place, starts, ends, member, unsent, of_point)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    key,
                    self.key(b.hamlet)?,
                    b.venue.code(),
                    b.place,
                    b.starts.0,
                    b.ends.map(|ends| ends.0),
                    standing.member,
                    unsent,
                    b.of.map(|point| self.key(point)).transpose()?
                ],
            ),
            Body::WalkIn(b) => self.run(
                "INSERT OR REPLACE INTO walk_in (key, resident, session, home, at, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    key,
                    self.key(b.resident)?,
                    self.key(b.session)?,
                    b.home,
                    at,
                    unsent
                ],
            ),
            Body::Photo(b) => self.run(
                "INSERT OR REPLACE INTO photo (key, session, hash, bytes, width, height, at, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    key,
                    self.key(b.session)?,
                    b.hash,
                    b.bytes,
                    b.width,
                    b.height,
                    at,
                    unsent
                ],
            ),
            _ => Ok(()),
        }
    }

    /// What just adds hangs on a thing: the closing check adds it up with that.
    fn project_fact(&self, key: Key, shown: &Delta) -> Result<(), StoreError> {
        let Some(thing) = shown.subject().thing() else {
            return Ok(());
        };
        self.run(
            "INSERT OR REPLACE INTO fact (key, kind, thing) VALUES (?1, ?2, ?3)",
            params![key, shown.body.kind(), self.key(thing)?],
        )
    }

    /// Everything that was said of it is withdrawn.
    pub(super) fn unproject_door(&self, subject: Key, slot: Slot) -> Result<(), StoreError> {
        match slot {
            Slot::Appointment(purpose) => {
                self.tally_home_of(subject);
                self.run(
                    "DELETE FROM appointment WHERE resident = ?1 AND purpose = ?2",
                    params![subject, purpose.code()],
                )
            }
            Slot::Proposal | Slot::Eligibility => {
                self.tally_home_of(subject);
                self.run(
                    "DELETE FROM eligibility WHERE resident = ?1 AND decided = ?2",
                    params![subject, slot == Slot::Eligibility],
                )
            }
            Slot::IneligibleReason => self.run(
                "DELETE FROM ineligible_reason WHERE resident = ?1",
                params![subject],
            ),
            Slot::Handover => self.run(
                "DELETE FROM handover WHERE household = ?1",
                params![subject],
            ),
            _ => self.unproject_fact(subject),
        }
    }

    fn unproject_fact(&self, key: Key) -> Result<(), StoreError> {
        let visited: Option<Key> = self
            .sql("DELETE FROM visit WHERE key = ?1 RETURNING household")?
            .query_row(params![key], |row| row.get(0))
            .optional()?;
        if let Some(household) = visited {
            self.tally(household);
            return Ok(());
        }
        // It hangs on nothing.
        self.run("DELETE FROM exported WHERE key = ?1", params![key])?;
        let removed = self
            .sql("DELETE FROM fact WHERE key = ?1")?
            .execute(params![key])?;
        if removed > 0 {
            let pair = self.pair_of(key)?;
            for sql in FACTS {
                self.run(sql, params![key])?;
            }
            if let Some((resident, other)) = pair {
                self.resettle(&[resident, other])?;
            }
        }
        Ok(())
    }
}
