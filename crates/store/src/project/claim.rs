//! Claims and what reviewers decided on them.

use crate::error::StoreError;
use crate::key::Key;
use crate::refold::Heads;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::body::Review;
use tungnha_core::{Body, Delta, Slot};

impl Txn<'_> {
    /// The standing claims of an account register. What is superseded or withdrawn waits no more.
    pub(super) fn project_claims(
        &self,
        subject: Key,
        slot: Slot,
        heads: &Heads,
    ) -> Result<(), StoreError> {
        let Slot::Account(app, level, source) = slot else {
            return Ok(());
        };
        if !is_claim_source(source) {
            return Ok(());
        }
        // Not by the register's entries: a claim that the server held has left them already.
        self.run(
            "DELETE FROM claim WHERE resident = ?1 AND app = ?2 AND level = ?3 AND source = ?4",
            params![subject, app.code(), level, source.code()],
        )?;
        for (key, delta) in heads {
            let Body::Account(b) = &delta.body else {
                continue;
            };
            let standing = self.standing_of(*key)?;
            let visit = b.visit.map(|id| self.key(id)).transpose()?;
            self.run(
                "INSERT OR REPLACE INTO claim
                    (key, resident, app, level, stage, source, visit, member, said_at,
                     received_at, state, hamlet)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
                         coalesce((SELECT h.hamlet FROM resident r JOIN household h ON h.key = r.household
                                   WHERE r.key = ?2), 0))",
                params![
                    key,
                    subject,
                    b.app.code(),
                    b.level,
                    b.stage.code(),
                    b.source.code(),
                    visit,
                    standing.member,
                    delta.stamped.0,
                    standing.received_at,
                    self.decision_on(*key)?
                        .map_or(0, |decision| decision.code())
                ],
            )?;
        }
        Ok(())
    }

    /// A decision stands on the claim `subject`.
    pub(super) fn project_decision(
        &self,
        subject: Key,
        key: Key,
        delta: &Delta,
        b: &Review,
    ) -> Result<(), StoreError> {
        let standing = self.standing_of(key)?;
        self.run(
            "INSERT OR REPLACE INTO decision (claim, key, decision, reason, member, decided_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                subject,
                key,
                b.decision.code(),
                b.reason,
                standing.member,
                delta.stamped.0
            ],
        )?;
        self.run(
            "UPDATE claim SET state = ?2 WHERE key = ?1",
            params![subject, b.decision.code()],
        )
    }

    /// The last decision on the claim was withdrawn: it waits again.
    pub(super) fn unproject_decision(&self, subject: Key) -> Result<(), StoreError> {
        self.run("DELETE FROM decision WHERE claim = ?1", params![subject])?;
        self.run(
            "UPDATE claim SET state = 0 WHERE key = ?1",
            params![subject],
        )
    }
}

const fn is_claim_source(source: tungnha_core::words::Source) -> bool {
    use tungnha_core::words::Source::{CitizenStatement, VolunteerClaim};
    matches!(source, VolunteerClaim | CitizenStatement)
}
