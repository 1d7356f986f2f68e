//! Saying something, and what has been said but not receipted.

use crate::apply::StoredStanding;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::{Admission, Body, Delta, DeltaId, Instant};
use tungnha_protocol::SignedAdmission;
use tungnha_protocol::wire::encode;

/// How much waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Outbox {
    /// Own deltas without a receipt.
    pub unsent: u32,
}

impl Txn<'_> {
    /// Says `body` now. It supersedes the heads of its registers that this device sees. Saved when the
    /// transaction is.
    pub fn say(&self, body: Body, now: Instant) -> Result<DeltaId, StoreError> {
        let own = self.own_number()?;
        let counter = self
            .own_highest()?
            .checked_add(1)
            .ok_or_else(|| StoreError::corrupt("no counter is left"))?;
        let id = self.id(Key::new(own, counter))?;
        let mut delta = Delta {
            id,
            stamped: now.plus(self.clock_offset()?),
            supersedes: Vec::new(),
            on_behalf_of: None,
            body,
        };
        for register in delta.registers() {
            // What this delta begins has no heads yet.
            if register.subject != id {
                delta.supersedes.extend(self.heads_of(&register)?);
            }
        }
        delta.supersedes.sort_unstable();
        delta.supersedes.dedup();
        let record = delta.to_record();
        if !record.is_bounded() {
            return Err(StoreError::TooLong);
        }
        let unsent = StoredStanding::unsent_of(self.unsent_author()?);
        self.apply(id, &record, unsent)?;
        Ok(id)
    }

    /// How much of one's own waits for a receipt.
    pub fn outbox(&self) -> Result<Outbox, StoreError> {
        if !self.is_shared()? {
            let unsent = self.unsent_here()?;
            return Ok(Outbox { unsent });
        }
        let own = self.own_keys("key")?;
        let unsent = self
            .sql(&format!(
                "SELECT count(*) FROM delta INDEXED BY delta_waiting
                 WHERE standing <> 1 AND standing = 0 AND {own}"
            ))?
            .query_row([], |row| row.get(0))?;
        Ok(Outbox { unsent })
    }

    /// Takes a receipt whose signature was checked: its deltas leave the outbox, admitted or held.
    /// Gives how many were waiting. A receipt that came before, or of another file, changes nothing; one for
    /// an earlier incarnation of this file is kept, and what was said again meanwhile stays said again.
    pub fn take_receipt(
        &self,
        signed: &SignedAdmission,
        admission: &Admission,
    ) -> Result<u32, StoreError> {
        let own = self.number(admission.incarnation)?;
        if admission.book != self.book()? || !self.own_numbers()?.contains(&own) {
            return Ok(0);
        }
        let member = self.member_known(admission.member.into())?;
        self.keep_admission(admission, member, Some(&encode(signed)))?;
        let known: Vec<(Key, bool)> = self
            .sql("SELECT key, standing = 0 FROM delta WHERE key BETWEEN ?1 AND ?2")?
            .query_map(
                params![
                    Key::new(own, admission.first),
                    Key::new(own, admission.last)
                ],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?
            .collect::<Result<_, _>>()?;
        // Also what waits no more: of several receipts the earliest that admits decides, whenever it comes.
        for (key, _) in &known {
            self.restand(*key, self.standing_by(admission, member, key.counter()))?;
        }
        let waited = known.iter().filter(|(_, waited)| *waited).count();
        self.batches_received(own, admission.first, admission.last)?;
        Ok(waited as u32)
    }
}
