//! What people of the office decided about this member's held deltas, wherever they were written.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::record::Record;
use tungnha_core::{Admission, Delta, DeltaId, HeldReason, Slot, Verdict};
use tungnha_protocol::Decided;
use tungnha_protocol::wire::encode;

/// A decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecidedRow {
    /// The delta that was held.
    pub id: DeltaId,
    /// Admitted, rejected, reassigned; or still held, for the reason that it has now.
    pub verdict: Verdict,
    /// The kind's name.
    pub kind: &'static str,
    /// The person, door or hamlet that it speaks of; absent for what speaks of none.
    pub subject: Option<DeltaId>,
    /// The officer's words; always there for a rejection.
    pub words: Option<String>,
    /// Who decided, as colleagues know the person.
    pub by: String,
    /// When, by the server's clock, seconds.
    pub at: i64,
    /// What was held; absent only when it cannot be read.
    pub delta: Option<Delta>,
}

const ADMITTED: i64 = 1;

impl Txn<'_> {
    /// Takes in a decision. `admission` is the one inside it, whose signature was checked. A delta that is in
    /// this file stands anew; of another the decision is told, and the delta comes with a page.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the admission is not about the delta that the decision names.
    pub fn take_decided(&self, decided: &Decided, admission: &Admission) -> Result<(), StoreError> {
        let id = DeltaId::from(decided.delta);
        let about = admission.incarnation == id.incarnation
            && (admission.first, admission.last) == (id.counter, id.counter)
            && admission.book == self.book()?;
        let verdict = admission.verdict(id.counter).filter(|_| about);
        let verdict = verdict.ok_or_else(|| StoreError::corrupt("a decision about another"))?;
        let key = self.key(id)?;
        if self.is_receipted_as(key, &decided.record)? {
            let member = self.member_known(admission.member.into())?;
            self.keep_admission(admission, member, Some(&encode(&decided.admission)))?;
            self.restand(key, self.standing_by(admission, member, id.counter))?;
        }
        self.keep_decided(key, decided, verdict)
    }

    /// Whether this file has the delta with these very bytes, and its receipt. Another copy of the file may have
    /// said something else under the same name, and the office may have decided about that: then this copy's
    /// words wait on, to be said again under a name of their own.
    fn is_receipted_as(&self, key: Key, authored: &[u8]) -> Result<bool, StoreError> {
        Ok(self
            .sql("SELECT 1 FROM delta WHERE key = ?1 AND authored = ?2 AND standing <> 0")?
            .exists(params![key, authored])?)
    }

    /// A restored server numbers its decisions anew and has lost the words: those that were heard stay.
    fn keep_decided(
        &self,
        key: Key,
        decided: &Decided,
        verdict: Verdict,
    ) -> Result<(), StoreError> {
        let (admitted, reason) = match verdict {
            Verdict::Admitted => (ADMITTED, None),
            Verdict::Held(reason) => (0, Some(reason.code())),
        };
        let epoch = self.epoch()?;
        let heard: Option<(Option<String>, String, i64)> = self
            .sql(
                "SELECT words, by, at FROM decided
                 WHERE key = ?1 AND admitted = ?2 AND reason IS ?3 AND epoch <> ?4
                 ORDER BY epoch DESC, number DESC LIMIT 1",
            )?
            .query_row(params![key, admitted, reason, epoch], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        if heard.is_some() {
            self.sql(
                "DELETE FROM decided
                 WHERE key = ?1 AND admitted = ?2 AND reason IS ?3 AND epoch <> ?4",
            )?
            .execute(params![key, admitted, reason, epoch])?;
        }
        let (words, by, at) = match (heard, &decided.reason) {
            (Some(heard), None) => heard,
            (_, words) => (words.clone(), decided.by.clone(), decided.at),
        };
        self.sql(
            "INSERT OR REPLACE INTO decided
                (epoch, number, key, admitted, reason, words, by, at, authored, speaker)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            epoch,
            i64::try_from(decided.number).map_err(StoreError::corrupt)?,
            key,
            admitted,
            reason,
            words,
            by,
            at,
            decided.record,
            self.speaker.get().0
        ])?;
        Ok(())
    }

    /// The number of the last decision of the server's present life that this device knows; `None` for none.
    pub fn decided_through(&self) -> Result<Option<u64>, StoreError> {
        let number: Option<i64> = self
            .sql("SELECT max(number) FROM decided WHERE speaker = ?2 AND epoch = ?1")?
            .query_row(params![self.epoch()?, self.speaker.get().0], |row| {
                row.get(0)
            })?;
        Ok(number.and_then(|number| u64::try_from(number).ok()))
    }

    /// What people decided, the last first, at most `limit`.
    pub fn decided(&self, limit: u32) -> Result<Vec<DecidedRow>, StoreError> {
        let mut statement = self.sql(
            "SELECT key, admitted, reason, words, by, at, authored FROM decided
             WHERE speaker = ?2 ORDER BY at DESC, epoch DESC, number DESC LIMIT ?1",
        )?;
        let mut rows = statement.query(params![limit, self.speaker.get().0])?;
        let mut decided = Vec::new();
        while let Some(row) = rows.next()? {
            let id = self.id(row.get(0)?)?;
            let reason: Option<u8> = row.get(2)?;
            let held = reason
                .and_then(HeldReason::from_code)
                .unwrap_or(HeldReason::UnknownKind);
            let authored: Vec<u8> = row.get(6)?;
            let record = Record::from_bytes(&authored).ok();
            let delta = record.map(|record| Delta::keeping(id, &record));
            decided.push(DecidedRow {
                id,
                verdict: match row.get(1)? {
                    ADMITTED => Verdict::Admitted,
                    _ => Verdict::Held(held),
                },
                kind: delta.as_ref().map_or("unknown", |delta| delta.body.name()),
                subject: delta.as_ref().and_then(spoken_of),
                words: row.get(3)?,
                by: row.get(4)?,
                at: row.get(5)?,
                delta,
            });
        }
        Ok(decided)
    }
}

/// The thing that a delta speaks of: the register's subject, or for what just adds, what it hangs on.
fn spoken_of(delta: &Delta) -> Option<DeltaId> {
    match delta.registers().first() {
        Some(register) if register.slot != Slot::Fact => Some(register.subject),
        _ => delta.leans_on(),
    }
}
