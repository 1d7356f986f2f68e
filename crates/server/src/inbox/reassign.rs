//! Saying a held delta again on its author's behalf, in the right place.

use super::admit::readable;
use super::{Author, InInbox, Made, Ruling, Unable};
use crate::apply::{self, Incoming, Moment, Outcome};
use crate::desk::Desk;
use crate::judge::{Case, judge};
use crate::storage::{Result, StorageError};
use tungnha_core::{DeltaId, HeldReason, Verdict};
use tungnha_protocol::Batch;
use tungnha_protocol::hash::SaltSeed;

impl Desk<'_> {
    /// The server's own device says it again. The admission of that names the author, the author's role and the
    /// moment at which the held delta came: the work is the author's on every screen.
    pub(super) fn reassign(
        &mut self,
        held: &InInbox,
        to: Option<DeltaId>,
        seed: SaltSeed,
        author: Author<'_>,
        moment: &Moment<'_>,
    ) -> Result<Ruling> {
        let unable = |why| Ok(Ruling::Unable(why));
        let mut delta = match readable(held) {
            Ok(delta) => delta,
            Err(why) => return unable(why),
        };
        if let Some(to) = to {
            if !delta.body.point(to) {
                return unable(Unable::NoOtherPlace);
            }
            // What it replaces was said of something else.
            delta.supersedes.clear();
        }
        let mut device = self.own_device()?;
        delta.id = DeltaId::new(device.incarnation, device.highest + 1);
        delta.on_behalf_of = Some(held.id);
        let record = delta.to_record();

        let case = Case::decided(held.receipt.member, held.receipt.role);
        let rows = [(delta.id, &record)];
        let mut known = apply::look_up(self, &rows)?;
        if let Some(Verdict::Held(reason)) =
            judge(&case, &rows, &mut known).pop().map(|j| j.verdict)
        {
            return unable(Unable::of(reason));
        }

        let batch = Batch {
            book: self.txn.book(self.book)?.id,
            incarnation: device.incarnation,
            first: delta.id.counter,
            previous: device.last_hash,
            seed,
            records: vec![record],
        };
        let bytes = batch.sign(moment.identity).to_bytes();
        let incoming = Incoming::read(&bytes, &device.key)
            .map_err(|_| StorageError::Inconsistent("the server's own device has another key"))?;
        let received = Moment {
            now: held.receipt.received_at,
            identity: moment.identity,
        };
        match apply::apply(self, &mut device, &case, &incoming, &received)? {
            Outcome::Receipt(_) => {}
            Outcome::Gap | Outcome::Fork => {
                let what = "the server's own batch does not follow";
                return Err(StorageError::Inconsistent(what));
            }
        }
        let verdict = Verdict::Held(HeldReason::Reassigned);
        let admission = self.rule(held, verdict, author, moment)?;
        Ok(Ruling::Made(vec![Made {
            id: held.id,
            verdict,
            admission,
            again: Some(delta.id),
        }]))
    }
}
