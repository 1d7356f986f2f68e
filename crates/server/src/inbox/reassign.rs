//! Saying a held delta again on its author's behalf, in the right place.

use super::admit::readable;
use super::{Author, InInbox, Made, Ruling, Unable};
use crate::apply::{self, Incoming, Moment, Outcome};
use crate::desk::Desk;
use crate::judge::{Case, judge};
use crate::storage::{DeviceRow, Result, StorageError};
use tungnha_core::words::Role;
use tungnha_core::{Body, DeltaId, HeldReason, Verdict};
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
            if !point(&mut delta.body, to) {
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

    /// The device by which the server itself speaks in this book: the one it began last.
    fn own_device(&mut self) -> Result<DeviceRow> {
        let mut own = None;
        for device in self.txn.devices(self.book)? {
            if self.grant_of(device.member)?.role == Role::Server {
                own = Some(device);
            }
        }
        own.ok_or(StorageError::Inconsistent("a book without the server"))
    }
}

/// Lets a body speak of another resident, household or hamlet; whether that is one, the judge says. False for
/// what speaks of none.
fn point(body: &mut Body, to: DeltaId) -> bool {
    match body {
        Body::Household(b) => b.hamlet = to,
        Body::Resident(b) => b.household = to,
        Body::Residency(b) => b.resident = to,
        Body::Identity(b) => b.resident = to,
        Body::Account(b) => b.resident = to,
        Body::Absence(b) => b.resident = to,
        Body::Notice(b) => b.resident = to,
        Body::Visit(b) => b.household = to,
        _ => return false,
    }
    true
}
