//! How the server itself says something in a book: by a device of its own, through the judge like anybody.

use crate::apply::{self, Incoming, Moment, Outcome};
use crate::desk::Desk;
use crate::judge::Case;
use crate::storage::{DeviceRow, Result, StorageError};
use tungnha_core::words::Role;
use tungnha_core::{Body, Delta, DeltaId};
use tungnha_protocol::Batch;
use tungnha_protocol::hash::SaltSeed;

impl Desk<'_> {
    /// The device by which the server itself speaks in this book: the one it began last.
    pub(crate) fn own_device(&mut self) -> Result<DeviceRow> {
        let mut own = None;
        for device in self.txn.devices(self.book)? {
            if self.grant_of(device.member)?.role == Role::Server {
                own = Some(device);
            }
        }
        own.ok_or(StorageError::Inconsistent("a book without the server"))
    }

    /// Says these as one batch of the server's own `device`, in their order; `seed` is 16 random bytes.
    pub(crate) fn speak(
        &mut self,
        device: &mut DeviceRow,
        case: &Case,
        bodies: &[Body],
        seed: SaltSeed,
        moment: &Moment<'_>,
    ) -> Result<()> {
        let first = device.highest + 1;
        let delta = |(counter, body): (u32, &Body)| Delta {
            id: DeltaId::new(device.incarnation, counter),
            stamped: moment.now,
            supersedes: Vec::new(),
            on_behalf_of: None,
            body: body.clone(),
        };
        let batch = Batch {
            book: self.txn.book(self.book)?.id,
            incarnation: device.incarnation,
            first,
            previous: device.last_hash,
            seed,
            records: (first..)
                .zip(bodies)
                .map(delta)
                .map(|delta| delta.to_record())
                .collect(),
        };
        let bytes = batch.sign(moment.identity).to_bytes();
        let incoming = Incoming::read(&bytes, &device.key)
            .map_err(|_| StorageError::Inconsistent("the server's own device has another key"))?;
        match apply::apply(self, device, case, &incoming, moment)? {
            Outcome::Receipt(_) => Ok(()),
            Outcome::Gap | Outcome::Fork => Err(StorageError::Inconsistent(
                "the server's own batch does not follow",
            )),
        }
    }
}
