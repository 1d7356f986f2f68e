//! The server's admissions as this file keeps them.

use crate::error::StoreError;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::words::Role;
use tungnha_core::{Admission, BookId, Counter, HeldReason, Incarnation, Instant, MemberId};
use uuid::Uuid;

impl Txn<'_> {
    /// Every admission about deltas of `incarnation`, with the number of its member.
    pub(crate) fn admissions_of(
        &self,
        book: BookId,
        incarnation: Incarnation,
    ) -> Result<Vec<(Admission, i64)>, StoreError> {
        let mut statement = self.sql(
            "SELECT a.first, a.last, a.received_at, m.uuid, a.role, a.held, a.member
             FROM admission a JOIN member m ON m.number = a.member WHERE a.incarnation = ?1",
        )?;
        let mut rows = statement.query(params![self.number(incarnation)?])?;
        let mut admissions = Vec::new();
        while let Some(row) = rows.next()? {
            let held: Vec<u8> = row.get(5)?;
            let admission = Admission {
                book,
                incarnation,
                first: row.get(0)?,
                last: row.get(1)?,
                received_at: Instant(row.get(2)?),
                member: MemberId(Uuid::from_bytes(row.get(3)?)),
                role: Role::from_code(row.get(4)?).ok_or_else(|| StoreError::corrupt("role"))?,
                held: held.chunks_exact(5).filter_map(exception).collect(),
            };
            admissions.push((admission, row.get(6)?));
        }
        Ok(admissions)
    }
}

/// (counter, reason) as [`Txn::keep_admission`] writes them.
fn exception(bytes: &[u8]) -> Option<(Counter, HeldReason)> {
    let (counter, reason) = bytes.split_first_chunk::<4>()?;
    let reason = HeldReason::from_code(*reason.first()?)?;
    Some((Counter::from_be_bytes(*counter), reason))
}
