//! What the commune's office says and keeps, into its rows.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::body::{Body, DeskHours, Figure};
use tungnha_core::{Delta, DeltaId, Slot};

/// What a row says of the delta that it shows.
struct Shown {
    key: Key,
    /// Seconds: when it was said, never later than it was received.
    at: i64,
    /// Its author; `None` for this device's own without a receipt.
    member: Option<i64>,
    unsent: bool,
}

impl Txn<'_> {
    /// Writes or changes the row of a head that says one of these things.
    pub(super) fn project_office(
        &self,
        subject: Key,
        key: Key,
        delta: &Delta,
    ) -> Result<(), StoreError> {
        let standing = self.standing_of(key)?;
        let at = standing
            .received_at
            .map_or(delta.stamped.0, |received| received.min(delta.stamped.0));
        let shown = Shown {
            key,
            at,
            member: standing.member,
            unsent: standing.code == 0,
        };
        self.hang(subject, delta)?;
        match &delta.body {
            Body::Organisation(b) => self.run(
                "INSERT OR REPLACE INTO organisation (key, name, sort, contact, size, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![subject, b.name, b.sort.code(), b.contact, b.size, shown.unsent],
            ),
            Body::Membership(b) => self.run(
                "INSERT OR REPLACE INTO membership
                    (key, resident, organisation, category, since, until, excused, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    subject,
                    self.key(b.resident)?,
                    self.key(b.organisation)?,
                    b.category.code(),
                    b.since.map(|day| day.0),
                    b.until.map(|day| day.0),
                    b.excused,
                    shown.unsent
                ],
            ),
            Body::Figure(b) => self.project_figure(subject, &shown, b),
            Body::DeskHours(b) => self.project_hours(subject, &shown, b),
            Body::Assignment(b) => self.run(
                "INSERT OR REPLACE INTO assignment
                    (key, hamlet, task, who, accountable, due, goal, result, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    subject,
                    self.key(b.hamlet)?,
                    b.task.code(),
                    b.who,
                    b.accountable,
                    b.due.map(|day| day.0),
                    b.goal,
                    b.result,
                    shown.unsent
                ],
            ),
            Body::Exported(b) => self.run(
                "INSERT OR REPLACE INTO exported (key, list, scope, rows, format, at, member, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    key, b.list, b.scope, b.rows, b.format, shown.at, shown.member, shown.unsent
                ],
            ),
            Body::WalkSheet(b) => self.run(
                "INSERT OR REPLACE INTO walk_sheet
                    (key, hamlet, number, lane, walker, name, at, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    key,
                    self.key(b.hamlet)?,
                    b.number,
                    b.lane.as_deref().unwrap_or_default(),
                    b.member.map(|member| *member.0.as_bytes()),
                    b.name,
                    shown.at,
                    shown.unsent
                ],
            ),
            _ => self.project_desk(subject, &shown, &delta.body),
        }
    }

    /// What is said of one person at a desk.
    fn project_desk(&self, subject: Key, shown: &Shown, body: &Body) -> Result<(), StoreError> {
        let Shown {
            key,
            at,
            member,
            unsent,
        } = *shown;
        match body {
            Body::Sameness(b) => {
                let (resident, other) = (self.key(b.resident)?, self.key(b.other)?);
                self.run(
                    "INSERT OR REPLACE INTO sameness (key, resident, other, same, at, unsent)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![key, resident, other, b.same, at, unsent],
                )?;
                self.resettle(&[resident, other])
            }
            Body::Attendance(b) => {
                self.tally_home_of(subject);
                self.run(
                    "INSERT OR REPLACE INTO attendance
                        (resident, purpose, key, appointment, outcome, at, unsent)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![
                        subject,
                        b.purpose.code(),
                        key,
                        self.key(b.appointment)?,
                        b.outcome.code(),
                        at,
                        unsent
                    ],
                )
            }
            Body::Answer(b) => self.run(
                "INSERT OR REPLACE INTO answer
                    (obstacle, key, resident, state, owner, text, at, member, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    subject,
                    key,
                    self.key(b.resident)?,
                    b.state.code(),
                    b.owner,
                    b.text,
                    at,
                    member,
                    unsent
                ],
            ),
            Body::Taught(b) => self.run(
                "INSERT OR REPLACE INTO taught (key, resident, lesson, app, at, member, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    key,
                    self.key(b.resident)?,
                    b.lesson.code(),
                    b.app.map(|app| app.code()),
                    at,
                    member,
                    unsent
                ],
            ),
            Body::Typed(b) => self.run(
                "INSERT OR REPLACE INTO typed (key, resident, sheet, line, at, member, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    key,
                    self.key(b.resident)?,
                    self.key(b.sheet)?,
                    b.line,
                    at,
                    member,
                    unsent
                ],
            ),
            Body::Recheck(b) => self.run(
                "INSERT OR REPLACE INTO recheck (key, resident, finding, note, at, member, unsent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    key,
                    self.key(b.resident)?,
                    b.finding.code(),
                    b.note,
                    at,
                    member,
                    unsent
                ],
            ),
            _ => Ok(()),
        }
    }

    /// A figure of another unit is none of this book's: it hangs on nothing, and stands beside a target's rows alone.
    fn project_figure(&self, subject: Key, shown: &Shown, b: &Figure) -> Result<(), StoreError> {
        self.unproject_office(subject, Slot::Figure)?;
        if b.unit.is_some() {
            return self.run(
                "INSERT INTO hung (subject, slot, thing) VALUES (?1, ?2, 0)",
                params![subject, Slot::Figure.code()],
            );
        }
        self.run(
            "INSERT OR REPLACE INTO figure
                (key, app, level, stage, population, count, base, as_of, owner, hamlet,
                 organisation, source, at, member, unsent)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                subject,
                b.app.code(),
                b.level,
                b.stage.code(),
                b.population.code(),
                b.count,
                b.base,
                b.as_of.0,
                b.owner,
                self.key_or_none(b.hamlet)?,
                self.key_or_none(b.organisation)?,
                b.source,
                shown.at,
                shown.member,
                shown.unsent
            ],
        )
    }

    fn project_hours(&self, subject: Key, shown: &Shown, b: &DeskHours) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO desk_hours
                (key, purpose, place, weekdays, from_min, to_min, slot, capacity, bring, until,
                 unsent)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                subject,
                b.purpose.code(),
                b.place,
                b.weekdays,
                b.from,
                b.to,
                b.slot,
                b.capacity,
                b.bring,
                b.until.map(|day| day.0),
                shown.unsent
            ],
        )
    }

    /// The key of `id` as a number; 0 for nothing.
    fn key_or_none(&self, id: Option<DeltaId>) -> Result<i64, StoreError> {
        id.map_or(Ok(0), |id| Ok(self.key(id)?.0))
    }

    /// A fact, or a register whose subject is no place, hangs on a person or a hamlet: it is compared, repaired and
    /// taken along with that.
    fn hang(&self, subject: Key, delta: &Delta) -> Result<(), StoreError> {
        let Some(thing) = delta.subject().thing() else {
            return Ok(());
        };
        let thing = self.key(thing)?;
        match delta.registers().first().map(|register| register.slot) {
            Some(Slot::Fact) => self.run(
                "INSERT OR REPLACE INTO fact (key, kind, thing) VALUES (?1, ?2, ?3)",
                params![subject, delta.body.kind(), thing],
            ),
            Some(slot @ (Slot::Membership | Slot::Answer | Slot::Assignment)) => self.run(
                "INSERT OR REPLACE INTO hung (subject, slot, thing) VALUES (?1, ?2, ?3)",
                params![subject, slot.code(), thing],
            ),
            _ => Ok(()),
        }
    }

    /// Everything that was said of it is withdrawn.
    pub(super) fn unproject_office(&self, subject: Key, slot: Slot) -> Result<(), StoreError> {
        let sql = match slot {
            Slot::Organisation => "DELETE FROM organisation WHERE key = ?1",
            Slot::Membership => "DELETE FROM membership WHERE key = ?1",
            Slot::Figure => "DELETE FROM figure WHERE key = ?1",
            Slot::DeskHours => "DELETE FROM desk_hours WHERE key = ?1",
            Slot::Answer => "DELETE FROM answer WHERE obstacle = ?1",
            Slot::Assignment => "DELETE FROM assignment WHERE key = ?1",
            Slot::Attendance(purpose) => {
                self.tally_home_of(subject);
                return self.run(
                    "DELETE FROM attendance WHERE resident = ?1 AND purpose = ?2",
                    params![subject, purpose.code()],
                );
            }
            _ => return Ok(()),
        };
        self.run(sql, params![subject])?;
        self.run(
            "DELETE FROM hung WHERE subject = ?1 AND slot = ?2",
            params![subject, slot.code()],
        )
    }
}
