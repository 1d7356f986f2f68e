//! Officers see who works with their book and with what devices, and change it from their own device: invite, hand
//! out links, revoke, assign. The rules are those of the command line; whose word it was is logged.

mod act;
mod page;
#[cfg(test)]
mod tests;

use crate::acceptance::officer;
use crate::apply::Moment;
use crate::desk::Desk;
use crate::exchange::ServeError;
use crate::server::Server;
use crate::storage::{DeviceRow, GrantRow};
use sha2::{Digest, Sha256};
use tungnha_core::Instant;
use tungnha_protocol::hash::SaltSeed;
use tungnha_protocol::limits::{MAX_BATCH_DELTAS, VERSION};
use tungnha_protocol::people::People;
use tungnha_protocol::{PeopleAct, SignedPeopleRequest};

/// Postings beyond these batches are said with the next change.
const MOST_BATCHES: u8 = 64;

/// Who asks: an accepted device of police or office.
struct Officer {
    device: DeviceRow,
    grant: GrantRow,
}

impl Server {
    /// Answers an officer's device at `now`: does first what it asks for, then says who works within the officer's
    /// scope. What is asked for a second time changes nothing. `entropy` is random.
    pub fn people(
        &self,
        body: &[u8],
        now: Instant,
        entropy: [u8; 32],
    ) -> Result<People, ServeError> {
        let signed = SignedPeopleRequest::from_bytes(body)?;
        let asked = signed.request()?;
        if asked.version != VERSION {
            return Err(ServeError::Version(asked.version));
        }
        {
            // Whoever may do nothing here must not keep writers waiting.
            let txn = self.storage().read()?;
            let (device, grant) = officer(txn.as_ref(), &signed, asked.incarnation)?;
            if asked.act.is_none() {
                let officer = Officer { device, grant };
                let mut desk = Desk::reading(txn.as_ref(), officer.device.book)?;
                return Ok(self.people_page(&mut desk, &officer, now)?);
            }
        }
        let txn = self.storage().write()?;
        let (device, grant) = officer(txn.as_ref(), &signed, asked.incarnation)?;
        let officer = Officer { device, grant };
        let mut desk = Desk::applying(txn.as_ref(), officer.device.book)?;
        let identity = self.keys().identity();
        let moment = Moment { now, identity };
        let mut link_until = None;
        if let Some(act) = &asked.act {
            link_until = desk.act(&officer, act, &moment)?;
            for batch in 0..MOST_BATCHES {
                // A device comes and goes without anybody's place changing.
                if matches!(act, PeopleAct::Link(_) | PeopleAct::RevokeDevice(_)) {
                    break;
                }
                let said = desk.say_postings(seed(&entropy, batch), &moment)?;
                if said < MAX_BATCH_DELTAS {
                    break;
                }
            }
        }
        let mut people = self.people_page(&mut desk, &officer, now)?;
        people.link_until = link_until.map(|until| until.0);
        let changed = desk.finish()?;
        txn.commit()?;
        self.changed(changed);
        Ok(people)
    }
}

/// A seed of its own for every batch.
fn seed(entropy: &[u8; 32], batch: u8) -> SaltSeed {
    let digest = Sha256::new_with_prefix(b"tungnha-postings-1")
        .chain_update(entropy)
        .chain_update([batch])
        .finalize();
    let mut seed = SaltSeed::default();
    for (to, from) in seed.iter_mut().zip(digest) {
        *to = from;
    }
    seed
}
