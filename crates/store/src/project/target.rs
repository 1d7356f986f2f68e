//! Targets and their parts, into their rows.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::body::{Body, Target, TargetDue, TargetPrint, TargetRow};
use tungnha_core::{Delta, DeltaId, Slot};

/// What a row says of the delta that it shows.
struct Shown {
    key: Key,
    /// Seconds: when it was said, never later than it was received.
    at: i64,
    /// Its author; `None` for this device's own without a receipt.
    member: Option<i64>,
    unsent: bool,
    disputed: bool,
}

impl Txn<'_> {
    /// Writes or changes the row of a head that says one of these things.
    pub(super) fn project_target(
        &self,
        subject: Key,
        key: Key,
        delta: &Delta,
        disputed: bool,
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
            disputed,
        };
        match &delta.body {
            Body::Target(b) => self.project_target_itself(subject, &shown, b),
            Body::TargetRow(b) => self.project_target_row(subject, &shown, b),
            Body::TargetDue(b) => self.project_target_due(subject, &shown, b),
            Body::TargetPrint(b) => self.project_target_print(subject, &shown, b),
            _ => Ok(()),
        }
    }

    fn project_target_itself(
        &self,
        subject: Key,
        shown: &Shown,
        b: &Target,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO target
                (key, campaign, title, reason, app, minimum_age, on_day, base, left_out, share,
                 rounding, done, denominator, shown, at, member, unsent, disputed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18)",
            params![
                subject,
                self.key(b.campaign)?,
                b.title,
                b.reason,
                b.app.code(),
                b.minimum_age,
                b.on.0,
                b.base,
                b.left_out.unwrap_or(0),
                b.share,
                b.rounding.code(),
                b.done,
                b.denominator.code(),
                shown.key,
                shown.at,
                shown.member,
                shown.unsent,
                shown.disputed
            ],
        )
    }

    fn project_target_row(
        &self,
        subject: Key,
        shown: &Shown,
        b: &TargetRow,
    ) -> Result<(), StoreError> {
        let key = |id: Option<DeltaId>| id.map(|id| self.key(id)).transpose();
        self.run(
            "INSERT OR REPLACE INTO target_row
                (key, target, unit, hamlet, organisation, category, base, share, count, reason,
                 name, position, done, as_of, invented, at, member, unsent, disputed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18, ?19)",
            params![
                subject,
                self.key(b.target)?,
                b.unit,
                key(b.hamlet)?,
                key(b.organisation)?,
                b.group.map(|group| group.code()),
                b.base,
                b.share,
                b.count,
                b.reason,
                b.name,
                b.position,
                b.done,
                b.as_of.map(|at| at.0),
                b.invented,
                shown.at,
                shown.member,
                shown.unsent,
                shown.disputed
            ],
        )
    }

    fn project_target_due(
        &self,
        subject: Key,
        shown: &Shown,
        b: &TargetDue,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO target_due
                (key, target, milestone, share, count, at, member, unsent, disputed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                subject,
                self.key(b.target)?,
                self.key(b.milestone)?,
                b.share,
                b.count,
                shown.at,
                shown.member,
                shown.unsent,
                shown.disputed
            ],
        )
    }

    fn project_target_print(
        &self,
        subject: Key,
        shown: &Shown,
        b: &TargetPrint,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO target_print
                (key, target, total, document, at, member, unsent, disputed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                subject,
                self.key(b.target)?,
                b.total,
                b.document,
                shown.at,
                shown.member,
                shown.unsent,
                shown.disputed
            ],
        )
    }

    /// Everything that was said of it is withdrawn.
    pub(super) fn unproject_target(&self, subject: Key, slot: Slot) -> Result<(), StoreError> {
        let sql = match slot {
            Slot::Target => "DELETE FROM target WHERE key = ?1",
            Slot::TargetRow => "DELETE FROM target_row WHERE key = ?1",
            Slot::TargetDue => "DELETE FROM target_due WHERE key = ?1",
            Slot::TargetPrint => "DELETE FROM target_print WHERE key = ?1",
            _ => return Ok(()),
        };
        self.run(sql, params![subject])
    }
}
