//! The closing check (`tungnha_protocol::check`): sums of what stands in the hamlets of a member's scope, and
//! hamlets whole for a device that shows something else.
//!
//! Sums are kept in memory and worked out anew only for hamlets in which something has changed since.

#[cfg(test)]
pub mod law;
mod snapshot;
mod stretch;
mod sums;
#[cfg(test)]
pub mod tests;

pub(crate) use snapshot::snapshots;
pub use stretch::Changed;
pub use sums::Sums;

use crate::desk::Desk;
use crate::grants::visibility;
use crate::key::Key;
use crate::server::Server;
use crate::storage::{GrantRow, Result, Thing};
use tungnha_core::Delta;
use tungnha_core::body::{NEWEST_KIND, Visibility};
use tungnha_protocol::check::root;
use tungnha_protocol::{Check, Checked, HamletSum, Sum};

impl Server {
    /// The answer to a check, as of the view that `desk` reads; `None` for what is answered with snapshots.
    pub(crate) fn checked(
        &self,
        desk: &mut Desk<'_>,
        grant: &GrantRow,
        check: &Check,
    ) -> Result<Option<Checked>> {
        let (Check::Root(asked) | Check::Hamlets(asked)) = check else {
            return Ok(None);
        };
        let kinds = NEWEST_KIND.min(*asked);
        let mut sums = Vec::new();
        for hamlet in scope(desk, grant)? {
            let sum = self.sum_of(desk, hamlet, visibility(grant.role), kinds)?;
            if sum != Sum::default() {
                let (hamlet, sum) = (desk.id(hamlet)?.into(), sum.to_bytes());
                sums.push(HamletSum { hamlet, sum });
            }
        }
        Ok(Some(match check {
            Check::Root(_) => Checked::Root {
                root: root(&sums),
                kinds,
            },
            _ => Checked::Hamlets { sums, kinds },
        }))
    }

    fn sum_of(
        &self,
        desk: &mut Desk<'_>,
        hamlet: Key,
        visibility: Visibility,
        kinds: u16,
    ) -> Result<Sum> {
        let of = (hamlet, visibility, kinds);
        let (book, view) = (desk.book, desk.seq);
        if let Some(sum) = self.sums().known(book, of, view) {
            return Ok(sum);
        }
        let sum = sum_now(desk, hamlet, visibility, kinds)?;
        self.sums().remember(book, of, view, sum);
        Ok(sum)
    }

    /// To be told after a transaction has committed, with what its [`Desk::finish`] gave. What is never told,
    /// such as another process's transactions, only makes sums be worked out more often.
    pub(crate) fn changed(&self, changed: Changed) {
        self.sums().changed(changed);
    }
}

/// The hamlets of a member's present scope.
pub(crate) fn scope(desk: &Desk<'_>, grant: &GrantRow) -> Result<Vec<Key>> {
    if grant.whole_book {
        return desk.txn.things(desk.book, Thing::Hamlet);
    }
    let rows = desk.txn.hamlets(desk.book, grant.member)?;
    let present = rows.into_iter().filter(|row| row.ended_at.is_none());
    Ok(present.map(|row| row.hamlet).collect())
}

fn sum_now(desk: &mut Desk<'_>, hamlet: Key, visibility: Visibility, kinds: u16) -> Result<Sum> {
    let mut sum = Sum::default();
    for head in desk.txn.standing_in(desk.book, hamlet, visibility, kinds)? {
        let id = desk.id(head.key)?;
        sum.add_head(id, &head.bytes);
        // Whoever names what is no claim in a review has decided nothing.
        if let Some(review) = head.review
            && Delta::from_bytes(id, &head.bytes).is_ok_and(|delta| delta.body.is_claim())
        {
            sum.add_decision(id, desk.id(review)?);
        }
    }
    Ok(sum)
}
