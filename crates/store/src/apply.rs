//! One delta into the ledger and its registers. Arrival in any order, twice, or before what it speaks
//! of gives the same tables: the law of `tungnha_core::fold`, kept up step by step.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::fold::Standing;
use tungnha_core::record::Record;
use tungnha_core::words::Role;
use tungnha_core::{Body, Delta, DeltaId, HeldReason, Instant, MemberId};
use uuid::Uuid;

/// A delta's standing as the table has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct StoredStanding {
    pub code: i64,
    pub received_at: Option<i64>,
    pub member: Option<i64>,
    pub role: Option<u8>,
}

const UNSENT: i64 = 0;
const ADMITTED: i64 = 1;
const HELD: i64 = 16;

impl StoredStanding {
    /// This device's own, no receipt yet.
    pub const UNSENT: Self = Self {
        code: UNSENT,
        received_at: None,
        member: None,
        role: None,
    };

    /// The same, of one of several who speak from this file: by the number of the member.
    pub fn unsent_of(member: Option<i64>) -> Self {
        Self {
            member,
            ..Self::UNSENT
        }
    }

    /// Whether it waits for a receipt.
    pub fn waits(&self) -> bool {
        self.code == UNSENT
    }

    /// Admitted, by the number of its member.
    pub fn admitted(received_at: Instant, member: i64, role: Role) -> Self {
        Self {
            code: ADMITTED,
            received_at: Some(received_at.0),
            member: Some(member),
            role: Some(role.code()),
        }
    }

    /// Held for `reason`.
    pub fn held(reason: HeldReason) -> Self {
        Self {
            code: HELD + i64::from(reason.code()),
            ..Self::UNSENT
        }
    }

    pub fn counts(&self) -> bool {
        self.code < HELD
    }

    /// Whether `self` replaces `old`: admitted replaces everything but an earlier admission.
    fn replaces(&self, old: &Self) -> bool {
        match (self.code, old.code) {
            (ADMITTED, ADMITTED) => (self.received_at, self.role) < (old.received_at, old.role),
            (ADMITTED, _) => true,
            (_, ADMITTED) => false,
            (new, old) => new > old,
        }
    }
}

impl Txn<'_> {
    /// Keeps a delta, as its author wrote it, and lets it count as `standing` says. Again with the same
    /// changes nothing.
    pub(crate) fn apply(
        &self,
        id: DeltaId,
        record: &Record,
        standing: StoredStanding,
    ) -> Result<Key, StoreError> {
        let delta = &Delta::keeping(id, record);
        let key = self.key(delta.id)?;
        let inserted = self
            .sql(
                "INSERT INTO delta (key, kind, standing, received_at, member, role, authored)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (key) DO NOTHING",
            )?
            .execute(params![
                key,
                record.kind,
                standing.code,
                standing.received_at,
                standing.member,
                standing.role,
                record.to_bytes()
            ])?;
        if inserted == 0 {
            self.restand(key, standing)?;
        } else if standing.counts() {
            self.enter(key, delta)?;
        }
        Ok(key)
    }

    /// Gives a delta that is already here another standing, as a receipt or a later admission says.
    pub(crate) fn restand(&self, key: Key, standing: StoredStanding) -> Result<(), StoreError> {
        let old = self.standing_of(key)?;
        if !standing.replaces(&old) {
            return Ok(());
        }
        self.sql(
            "UPDATE delta SET standing = ?2, received_at = ?3, member = ?4, role = ?5
             WHERE key = ?1",
        )?
        .execute(params![
            key,
            standing.code,
            standing.received_at,
            standing.member,
            standing.role
        ])?;
        let delta = self.delta(key)?;
        match (old.counts(), standing.counts()) {
            (false, true) => self.enter(key, &delta),
            (true, false) => self.leave(key, &delta),
            (true, true) => self.restamp(key, &delta),
            (false, false) => Ok(()),
        }
    }

    /// A delta begins to count.
    pub(crate) fn enter(&self, key: Key, delta: &Delta) -> Result<(), StoreError> {
        if let Body::Retract(retract) = &delta.body {
            let target = self.key(retract.target)?;
            self.sql("INSERT INTO retraction (target, by) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
                .execute(params![target, key])?;
            return self.refold_target(target);
        }
        if let Body::Settle(settle) = &delta.body {
            return self.enter_settlement(key, settle);
        }
        for register in delta.registers() {
            let subject = self.key(register.subject)?;
            self.enter_register(subject, register.slot, key, delta)?;
        }
        Ok(())
    }

    /// A delta stops counting: its receipt said that it is held.
    pub(crate) fn leave(&self, key: Key, delta: &Delta) -> Result<(), StoreError> {
        if let Body::Retract(retract) = &delta.body {
            let target = self.key(retract.target)?;
            self.sql("DELETE FROM retraction WHERE target = ?1 AND by = ?2")?
                .execute(params![target, key])?;
            return self.refold_target(target);
        }
        if let Body::Settle(settle) = &delta.body {
            return self.leave_settlement(key, settle);
        }
        for register in delta.registers() {
            let subject = self.key(register.subject)?;
            self.sql("DELETE FROM register_entry WHERE subject = ?1 AND slot = ?2 AND key = ?3")?
                .execute(params![subject, register.slot.code(), key])?;
            self.refold(subject, register.slot)?;
        }
        Ok(())
    }

    /// A receipt came for a delta that counted before: rare is the register where that moves a head.
    pub(crate) fn restamp(&self, key: Key, delta: &Delta) -> Result<(), StoreError> {
        for register in delta.registers() {
            self.restamp_register(self.key(register.subject)?, register.slot, key, delta)?;
        }
        Ok(())
    }

    fn refold_registers_of(&self, delta: &Delta) -> Result<(), StoreError> {
        for register in delta.registers() {
            self.refold(self.key(register.subject)?, register.slot)?;
        }
        Ok(())
    }

    /// The registers that `target` sets, if it is here, or in which it settles: its withdrawal began or ended.
    pub(crate) fn refold_target(&self, target: Key) -> Result<(), StoreError> {
        let target = match self.find_delta(target)? {
            Some(Delta {
                body: Body::Settle(settle),
                ..
            }) => self.find_delta(self.key(settle.stands)?)?,
            found => found,
        };
        match target {
            Some(delta) => self.refold_registers_of(&delta),
            None => Ok(()),
        }
    }

    /// The delta of `key`.
    pub(crate) fn delta(&self, key: Key) -> Result<Delta, StoreError> {
        self.find_delta(key)?
            .ok_or_else(|| StoreError::corrupt("a delta is missing"))
    }

    /// The delta of `key`, if it is here.
    pub(crate) fn find_delta(&self, key: Key) -> Result<Option<Delta>, StoreError> {
        match self.find_record(key)? {
            Some(record) => Ok(Some(Delta::keeping(self.id(key)?, &record))),
            None => Ok(None),
        }
    }

    /// The record of `key` as its author wrote it, if it is here.
    pub(crate) fn find_record(&self, key: Key) -> Result<Option<Record>, StoreError> {
        let authored: Option<Vec<u8>> = self
            .sql("SELECT authored FROM delta WHERE key = ?1")?
            .query_row(params![key], |row| row.get(0))
            .optional()?;
        authored
            .map(|bytes| Record::from_bytes(&bytes).map_err(StoreError::corrupt))
            .transpose()
    }

    pub(crate) fn standing_of(&self, key: Key) -> Result<StoredStanding, StoreError> {
        Ok(self
            .sql("SELECT standing, received_at, member, role FROM delta WHERE key = ?1")?
            .query_row(params![key], |row| {
                Ok(StoredStanding {
                    code: row.get(0)?,
                    received_at: row.get(1)?,
                    member: row.get(2)?,
                    role: row.get(3)?,
                })
            })?)
    }

    /// The standing as the law of the fold reads it.
    pub(crate) fn fold_standing(&self, stored: &StoredStanding) -> Result<Standing, StoreError> {
        match (stored.code, stored.received_at, stored.member, stored.role) {
            (UNSENT, ..) => Ok(Standing::Unsent),
            (ADMITTED, Some(received_at), Some(member), Some(role)) => Ok(Standing::Admitted {
                received_at: Instant(received_at),
                member: self.member_id(member)?,
                role: Role::from_code(role).ok_or_else(|| StoreError::corrupt("role"))?,
            }),
            (code, ..) => u8::try_from(code - HELD)
                .ok()
                .and_then(HeldReason::from_code)
                .map(Standing::Held)
                .ok_or_else(|| StoreError::corrupt("standing")),
        }
    }

    fn member_id(&self, number: i64) -> Result<MemberId, StoreError> {
        let uuid: [u8; 16] = self
            .sql("SELECT uuid FROM member WHERE number = ?1")?
            .query_row(params![number], |row| row.get(0))?;
        Ok(MemberId(Uuid::from_bytes(uuid)))
    }

    /// Whether the delta `id` is in this file.
    pub fn has(&self, id: DeltaId) -> Result<bool, StoreError> {
        let Some(key) = self.find_key(id)? else {
            return Ok(false);
        };
        Ok(self
            .sql("SELECT 1 FROM delta WHERE key = ?1")?
            .exists(params![key])?)
    }
}
