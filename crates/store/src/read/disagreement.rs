//! Registers of which several people said different things, and the statements behind what screens show.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::words::Role;
use tungnha_core::{Body, Delta, DeltaId, RegisterKey};

/// A head of a register, with who said it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadRow {
    /// Its key.
    pub key: Key,
    /// What was said.
    pub delta: Delta,
    /// The one that screens show.
    pub shown: bool,
    /// Who; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// The author's organisation, if any.
    pub organisation: Option<String>,
    /// As what; absent for this device's own without a receipt.
    pub role: Option<Role>,
    /// When it was received, seconds; absent before its receipt.
    pub received_at: Option<i64>,
}

/// A register with several heads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisterRow {
    /// Which register.
    pub register: RegisterKey,
    /// Its subject's key; with the slot, the place in the order of [`Txn::disagreements`].
    pub subject: Key,
    /// Its heads, the one to show first, then as they were said.
    pub heads: Vec<HeadRow>,
}

impl RegisterRow {
    /// Whether the heads say different things, so that a person must look. Decisions that agree are one,
    /// however many other claims each of them names.
    fn is_disputed(&self) -> bool {
        let Some((first, rest)) = self.heads.split_first() else {
            return false;
        };
        rest.iter()
            .any(|other| match (&first.delta.body, &other.delta.body) {
                (Body::Review(one), Body::Review(other)) => one.decision != other.decision,
                _ => first.delta.says() != other.delta.says(),
            })
    }
}

impl Txn<'_> {
    /// Registers whose heads say different things, by the subject's key, then by slot. Costs a read of
    /// every head of every register that has several.
    pub fn disagreements(&self) -> Result<Vec<RegisterRow>, StoreError> {
        let places: Vec<(Key, u32)> = self
            .sql(
                "SELECT DISTINCT subject, slot FROM register_entry WHERE head = 2
                 ORDER BY subject, slot",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut found = Vec::new();
        for (subject, slot) in places {
            found.extend(
                self.register(subject, slot)?
                    .filter(RegisterRow::is_disputed),
            );
        }
        Ok(found)
    }

    /// The register of which exactly these are the heads now; `None` when there is none such any more.
    pub fn register_of_heads(&self, heads: &[DeltaId]) -> Result<Option<RegisterRow>, StoreError> {
        let Some(first) = heads.first() else {
            return Ok(None);
        };
        let Some(delta) = self.statement(*first)? else {
            return Ok(None);
        };
        let mut wanted = heads.to_vec();
        wanted.sort_unstable();
        for register in delta.registers() {
            let mut now = self.heads_of(&register)?;
            now.sort_unstable();
            if now == wanted {
                return self.register(self.key(register.subject)?, register.slot.code());
            }
        }
        Ok(None)
    }

    /// A register with its heads; `None` where nothing stands.
    pub fn register_of(&self, register: &RegisterKey) -> Result<Option<RegisterRow>, StoreError> {
        match self.find_key(register.subject)? {
            Some(subject) => self.register(subject, register.slot.code()),
            None => Ok(None),
        }
    }

    /// What the delta `id` says, if it is in this file.
    pub fn statement(&self, id: DeltaId) -> Result<Option<Delta>, StoreError> {
        match self.find_key(id)? {
            Some(key) => self.find_delta(key),
            None => Ok(None),
        }
    }

    /// The hamlet in which a resident, household or hamlet stands; `None` when it is not here.
    pub fn hamlet_of(&self, thing: Key) -> Result<Option<Key>, StoreError> {
        Ok(self
            .sql(
                "SELECT h.hamlet FROM resident r JOIN household h ON h.key = r.household
                 WHERE r.key = ?1
                 UNION ALL SELECT hamlet FROM household WHERE key = ?1
                 UNION ALL SELECT key FROM hamlet WHERE key = ?1",
            )?
            .query_row(params![thing], |row| row.get(0))
            .optional()?)
    }

    fn register(&self, subject: Key, slot: u32) -> Result<Option<RegisterRow>, StoreError> {
        let mut statement = self.sql(
            "SELECT e.key, e.head, m.name, m.organisation, d.role, d.received_at
             FROM register_entry e JOIN delta d ON d.key = e.key
             LEFT JOIN member m ON m.number = d.member
             WHERE e.subject = ?1 AND e.slot = ?2 AND e.head > 0",
        )?;
        let mut rows = statement.query(params![subject, slot])?;
        let mut heads = Vec::new();
        while let Some(row) = rows.next()? {
            let key = row.get(0)?;
            heads.push(HeadRow {
                key,
                delta: self.delta(key)?,
                shown: row.get::<_, i64>(1)? == 1,
                by: row.get(2)?,
                organisation: row.get(3)?,
                role: row.get::<_, Option<u8>>(4)?.and_then(Role::from_code),
                received_at: row.get(5)?,
            });
        }
        heads.sort_by_key(|head| (!head.shown, head.delta.stamped, head.key));
        let registers = heads.first().map(|head| head.delta.registers());
        let register = registers.into_iter().flatten().find(|register| {
            register.slot.code() == slot && self.key(register.subject).ok() == Some(subject)
        });
        Ok(register.map(|register| RegisterRow {
            register,
            subject,
            heads,
        }))
    }
}
