//! Proposals that somebody need not be visited, on which the police decide (D-20).

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::words::{CoarseReason, Eligibility};
use tungnha_core::{RegisterKey, Slot};

/// A proposal that nobody has decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalRow {
    /// The deltas that propose it, the one shown first: several people may have, knowing nothing of each other.
    pub keys: Vec<Key>,
    /// Who need not be visited: of two who are one person, the one who stays.
    pub resident: Key,
    /// Why, coarsely; absent when nobody said.
    pub coarse: Option<CoarseReason>,
    /// Who proposes; absent when the name is not known here.
    pub by: Option<String>,
    /// The author's organisation.
    pub organisation: Option<String>,
    /// When it was said, seconds.
    pub said_at: i64,
    /// When it was received.
    pub received_at: i64,
}

/// A row of the query: the delta, of whom it was said, who that is, why, by whom, from where, when received.
type Found = (
    Key,
    Key,
    Key,
    Option<u8>,
    Option<String>,
    Option<String>,
    i64,
);

impl Txn<'_> {
    /// Proposals on which nobody has decided, the first received first. Whoever is not visited already is asked
    /// about no more.
    pub fn proposals(&self, hamlet: Option<Key>) -> Result<Vec<ProposalRow>, StoreError> {
        let found: Vec<Found> = self
            .sql(
                "SELECT e.key, e.resident, r.key, e.coarse, m.name, m.organisation, x.received_at
                 FROM eligibility e
                 LEFT JOIN gives_way g ON g.resident = e.resident
                 CROSS JOIN resident r ON r.key = coalesce(g.stays, e.resident)
                 CROSS JOIN household h ON h.key = r.household
                 CROSS JOIN delta x ON x.key = e.key
                 LEFT JOIN member m ON m.number = x.member
                 LEFT JOIN decision n ON n.claim = e.key
                 WHERE NOT e.decided AND x.received_at IS NOT NULL AND n.claim IS NULL
                   AND (?1 IS NULL OR h.hamlet = ?1)
                   AND NOT EXISTS (SELECT 1 FROM eligibility p WHERE p.resident IN (e.resident, r.key)
                        AND p.decided AND p.standing = ?2)
                 ORDER BY x.received_at, e.key",
            )?
            .query_map(params![hamlet, Eligibility::DoNotVisit.code()], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                ))
            })?
            .collect::<Result<_, _>>()?;
        let mut proposals: Vec<ProposalRow> = Vec::with_capacity(found.len());
        for (key, of, resident, coarse, by, organisation, received_at) in found {
            let register = RegisterKey {
                subject: self.id(of)?,
                slot: Slot::Proposal,
            };
            let mut keys = vec![key];
            for head in self.heads_of(&register)? {
                let head = self.key(head)?;
                if head != key {
                    keys.push(head);
                }
            }
            // Said of two who are one person: one thing to decide.
            let same = proposals.iter_mut().find(|one| one.resident == resident);
            if let Some(same) = same {
                same.keys.extend(keys);
                continue;
            }
            proposals.push(ProposalRow {
                said_at: self.delta(key)?.stamped.0,
                keys,
                resident,
                coarse: coarse.and_then(CoarseReason::from_code),
                by,
                organisation,
                received_at,
            });
        }
        Ok(proposals)
    }
}
