//! Enrolment: a one-time code makes a device a member's.

pub use tungnha_protocol::enrol_code::{code, code_hash};

use crate::desk::Desk;
use crate::exchange::ServeError;
use crate::grants::GRANT_SECONDS;
use crate::key::{BookNo, Key};
use crate::server::Server;
use crate::storage::{
    Acceptance, CodeRow, DeviceRow, GrantRow, HamletRow, MemberRow, Result, StorageError,
    StorageTxn,
};
use tungnha_core::words::Role;
use tungnha_core::{Incarnation, Instant, MemberId};
use tungnha_protocol::enrol::{EnrolReply, EnrolRequest};
use tungnha_protocol::limits::{MAX_WORD_BYTES, VERSION};
use tungnha_protocol::wire::decode;

/// A member to be, and what it may.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invitation {
    /// Who.
    pub member: MemberRow,
    /// As what.
    pub role: Role,
    /// The hamlets; absent for the whole book.
    pub hamlets: Option<Vec<Key>>,
}

/// Adds a member with its grant.
pub fn admit_member(
    txn: &dyn StorageTxn,
    book: BookNo,
    invitation: &Invitation,
    now: Instant,
) -> Result<()> {
    let member = invitation.member.id;
    txn.add_member(book, &invitation.member, now)?;
    let grant = GrantRow {
        member,
        role: invitation.role,
        whole_book: invitation.hamlets.is_none(),
        issued_at: now,
        expires_at: now.plus(GRANT_SECONDS),
        widened_at: now,
        revoked_at: None,
    };
    txn.put_grant(book, &grant)?;
    for hamlet in invitation.hamlets.iter().flatten() {
        let row = HamletRow {
            hamlet: *hamlet,
            granted_at: now,
            ended_at: None,
        };
        txn.put_hamlet(book, member, &row)?;
    }
    Ok(())
}

/// A one-time code to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NewCode<'a> {
    /// What people get.
    pub text: &'a str,
    /// Not to be used for the first time after this.
    pub expires_at: Instant,
    /// Whether its device is accepted at once; else an officer accepts it by name.
    pub accepts: bool,
}

/// Adds a one-time code for a device of `member`.
pub fn issue_code(
    txn: &dyn StorageTxn,
    book: BookNo,
    member: MemberId,
    code: &NewCode<'_>,
    now: Instant,
) -> Result<()> {
    let row = CodeRow {
        book,
        member,
        expires_at: code.expires_at,
        accepts: code.accepts,
        used_by: None,
    };
    txn.add_code(&code_hash(code.text), &row, now)
}

impl Server {
    /// Answers one enrolment at `now`. The same device asking again gets the same answer.
    pub fn enrol(&self, body: &[u8], now: Instant) -> std::result::Result<EnrolReply, ServeError> {
        let asked: EnrolRequest = decode(body)?;
        if asked.version != VERSION {
            return Err(ServeError::Version(asked.version));
        }
        if asked.device_name.len() > MAX_WORD_BYTES || asked.code.len() > MAX_WORD_BYTES {
            return Err(ServeError::Message("a word is too long".into()));
        }
        let incarnation = Incarnation::from(asked.incarnation);
        let hash = code_hash(&asked.code);
        // Whoever has no code at all must not be able to keep writers waiting.
        if self.storage().read()?.code(&hash)?.is_none() {
            return Err(ServeError::Code);
        }
        let txn = self.storage().write()?;
        let code = txn.code(&hash)?.ok_or(ServeError::Code)?;
        match code.used_by {
            Some((key, by)) if key == asked.key && by == incarnation => {}
            Some(_) => return Err(ServeError::Code),
            None if now > code.expires_at => return Err(ServeError::Code),
            None => {
                if txn.device(incarnation)?.is_some() {
                    return Err(ServeError::Message("the incarnation is taken".into()));
                }
                txn.use_code(code.book, &hash, &asked.key, incarnation)?;
                let number = txn.number_for(code.book, incarnation)?;
                let device = DeviceRow {
                    acceptance: match code.accepts {
                        true => Acceptance::Accepted,
                        false => Acceptance::Waiting,
                    },
                    ..DeviceRow::begun(
                        code.book,
                        number,
                        incarnation,
                        code.member,
                        asked.key,
                        asked.device_name.clone(),
                    )
                };
                txn.add_device(&device, now)?;
            }
        }
        let device = txn
            .device(incarnation)?
            .ok_or(StorageError::Inconsistent("a used code without its device"))?;
        let book = txn.book(code.book)?;
        let mut desk = Desk::reading(txn.as_ref(), code.book)?;
        let grant = desk.grant_of(code.member)?;
        let reply = EnrolReply {
            grant: desk.signed_grant(&book, &grant, &device, self.keys())?,
            recovery_key: self.keys().recovery_public(),
            clock: now.0,
        };
        drop(desk);
        txn.commit()?;
        Ok(reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::World;
    use tungnha_protocol::PublicKey;
    use tungnha_protocol::wire::{Bytes16, encode};

    fn asked(code: &str, n: u8) -> Vec<u8> {
        encode(&EnrolRequest {
            version: VERSION,
            code: code.to_owned(),
            key: PublicKey([n; 32]),
            incarnation: Bytes16([n; 16]),
            device_name: "điện thoại".to_owned(),
        })
    }

    /// A world with one code that is good for an hour.
    fn with_code(code: &str) -> World {
        let mut world = World::new();
        let member = world.pen(Role::Police, None).member;
        let txn = world.server.storage().write().expect("a transaction");
        let until = world.now.plus(3600);
        let code = NewCode {
            text: code,
            expires_at: until,
            accepts: false,
        };
        issue_code(txn.as_ref(), world.no, member, &code, world.now).expect("a code");
        txn.commit().expect("durable");
        world
    }

    #[test]
    fn a_code_is_bound_to_the_device_that_used_it() {
        let world = with_code("AAAA");
        let enrol = |n, now| world.server.enrol(&asked("aaaa", n), now);
        let first = enrol(1, world.now).expect("enrolled");
        // Long after, and after the code has expired: the same device may ask again.
        let later = world.now.plus(90_000);
        let again = enrol(1, later).expect("the same answer");
        assert_eq!((first.grant, later.0), (again.grant, again.clock));
        assert!(matches!(enrol(2, world.now), Err(ServeError::Code)));
    }

    #[test]
    fn an_old_code_and_no_code_open_nothing() {
        let world = with_code("AAAA");
        let late = world.now.plus(3601);
        assert!(matches!(
            world.server.enrol(&asked("AAAA", 1), late),
            Err(ServeError::Code)
        ));
        let none = world.server.enrol(&asked("BBBB", 1), world.now);
        assert!(matches!(none, Err(ServeError::Code)));
    }

    #[test]
    fn an_incarnation_is_never_taken_over() {
        let world = with_code("AAAA");
        world
            .server
            .enrol(&asked("AAAA", 1), world.now)
            .expect("enrolled");
        let member = world.server.storage().read().expect("a view");
        let device = member.device(Incarnation(uuid::Uuid::from_bytes([1; 16])));
        let device = device.expect("read").expect("there");
        drop(member);
        let txn = world.server.storage().write().expect("a transaction");
        let until = world.now.plus(3600);
        let code = NewCode {
            text: "CCCC",
            expires_at: until,
            accepts: true,
        };
        issue_code(txn.as_ref(), world.no, device.member, &code, world.now).expect("a code");
        txn.commit().expect("durable");
        let taken = world.server.enrol(&asked("CCCC", 1), world.now);
        assert!(matches!(taken, Err(ServeError::Message(_))));
    }
}
