//! Who works in a hamlet, stated by the server itself: a posting for each hamlet that a grant gives, withdrawn
//! when the hamlet is taken away or the grant revoked. Leaders hand out lanes by it. A grant of the whole book
//! needs none.

use crate::apply::Moment;
use crate::desk::Desk;
use crate::judge::Case;
use crate::key::Key;
use crate::storage::{DeviceRow, Result, Thing};
use std::collections::{BTreeMap, HashSet};
use tungnha_core::body::{Posting, Retract};
use tungnha_core::words::Role;
use tungnha_core::{Body, MemberId};
use tungnha_protocol::hash::SaltSeed;
use tungnha_protocol::limits::MAX_BATCH_DELTAS;

/// A hamlet, and who works there.
type Place = (Key, MemberId);

/// Whether somebody of `role` works at the doors of the hamlets they are granted.
const fn works_there(role: Role) -> bool {
    match role {
        Role::Volunteer | Role::Leader | Role::HamletHead | Role::Police | Role::Office => true,
        Role::Inspector | Role::Server => false,
    }
}

impl Desk<'_> {
    /// States what the grants say now and no posting of the server does, and withdraws what they no longer say;
    /// at most a batch of it. Gives how much was said: nothing once all is. `seed` is 16 random bytes.
    pub fn say_postings(&mut self, seed: SaltSeed, moment: &Moment<'_>) -> Result<usize> {
        let mut own = self.own_device()?;
        let mut wanted = self.granted()?;
        let mut bodies = Vec::new();
        for (key, place, posting) in self.posted(&own)? {
            if wanted.get(&place) == Some(&posting) {
                wanted.remove(&place);
            } else {
                let target = self.id(key)?;
                bodies.push(Body::from(Retract { target }));
            }
        }
        bodies.extend(wanted.into_values().map(Body::from));
        bodies.truncate(MAX_BATCH_DELTAS);
        if !bodies.is_empty() {
            // A close ends the work at the doors, not who is responsible for it.
            let case = Case::decided(own.member, Role::Server);
            self.speak(&mut own, &case, &bodies, seed, moment)?;
        }
        Ok(bodies.len())
    }

    /// What the grants say, by hamlet and member. A hamlet that is not in the book, after a restore, waits until it
    /// is back.
    fn granted(&mut self) -> Result<BTreeMap<Place, Posting>> {
        let mut granted = BTreeMap::new();
        for member in self.txn.members(self.book)? {
            let grant = self.grant_of(member.id)?;
            if grant.whole_book || grant.revoked_at.is_some() || !works_there(grant.role) {
                continue;
            }
            for row in self.txn.hamlets(self.book, member.id)? {
                let stands = self.place(row.hamlet)?;
                let stands = stands.is_some_and(|place| place.thing == Thing::Hamlet);
                if row.ended_at.is_none() && stands {
                    let posting = Posting {
                        hamlet: self.id(row.hamlet)?,
                        member: member.id,
                        name: member.name.clone(),
                        role: grant.role,
                        organisation: member.organisation.clone(),
                    };
                    granted.insert((row.hamlet, member.id), posting);
                }
            }
        }
        Ok(granted)
    }

    /// What the server has stated and not withdrawn, on whatever device it spoke. What others state is theirs.
    fn posted(&mut self, own: &DeviceRow) -> Result<Vec<(Key, Place, Posting)>> {
        let devices = self.txn.devices(self.book)?.into_iter();
        let devices = devices.filter(|device| device.member == own.member);
        let numbers: HashSet<u32> = devices.map(|device| device.number).collect();
        let mut posted = Vec::new();
        for hamlet in self.txn.things(self.book, Thing::Hamlet)? {
            for key in self.txn.keys_of(self.book, hamlet)? {
                if !numbers.contains(&key.number())
                    || !self.txn.retractions(self.book, key)?.is_empty()
                {
                    continue;
                }
                if let Some(row) = self.txn.delta(self.book, key)?
                    && let Body::Posting(posting) = self.read(key, &row.bytes)?.body
                {
                    posted.push((key, (hamlet, posting.member), posting));
                }
            }
        }
        Ok(posted)
    }
}

#[cfg(test)]
mod tests;
