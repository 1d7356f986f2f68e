//! Practice (Tập thử): five invented households before anybody is enrolled, so that first taps are no false
//! claims about real people. It lives in memory, has no server and no folder, and is gone with the program.

mod teller;
mod village;

use crate::payload::{Nothing, Status};
use crate::seat::Seat;
use crate::{ApiError, Device, ErrorCode};
use std::sync::Arc;
use tungnha_core::time::Day;
use tungnha_core::words::Role;
use tungnha_core::{BookId, Incarnation, Instant, MemberId};
use tungnha_protocol::{Grant, SignedGrant, SigningKey};
use tungnha_store::{Identity, Store, StoreError};
use uuid::Uuid;

/// What practice is not for. It could not succeed either way: there is no server, no address, no folder.
const REAL_WORK: &[&str] = &[
    "enrol",
    "unlock",
    "switch_member",
    "add_member",
    "sync_start",
    "check_start",
    "courier_out",
    "courier_in",
    "courier_carry",
    "learn_addresses",
    "devices_waiting",
    "accept_device",
    "staff",
    "invite_member",
    "new_link",
    "revoke_device",
    "revoke_member",
    "assign_hamlets",
    "print_link",
    "import_preview_start",
    "import_columns_start",
    "import_start",
    "import_decide",
    "import_refused",
    "export_confirmation_list",
    "export_list",
    "export_desk_day",
    "export_recheck",
];

/// The names within practice need to differ from each other only: nobody else ever hears them.
const BOOK: u128 = 1;
const LEARNER: u128 = 2;

impl Device {
    /// Begins to practise, from wherever one is: a member's file is locked first.
    pub(crate) fn practice_start(&self, _: Nothing) -> Result<Status, ApiError> {
        if self.seat().is_practice() {
            return self.status(Nothing {});
        }
        let store = self.practice_store()?;
        self.lock(Nothing {})?;
        let seat = Arc::new(Seat::practice(store));
        self.seats().practise(Some(Arc::clone(&seat)));
        self.at(seat).status(Nothing {})
    }

    /// Throws practice away and returns to where it began: new, or locked. Without practice it changes nothing.
    pub(crate) fn practice_end(&self, _: Nothing) -> Result<Status, ApiError> {
        let mut seats = self.seats();
        seats.practise(None);
        let back = seats.turn();
        drop(seats);
        self.at(back).status(Nothing {})
    }

    /// # Errors
    /// `PracticeOnly` for an operation that practice is not for.
    pub(crate) fn allowed_in_practice(&self, operation: &str) -> Result<(), ApiError> {
        if self.seat().is_practice() && REAL_WORK.contains(&operation) {
            return Err(ErrorCode::PracticeOnly.into());
        }
        Ok(())
    }

    /// A store as a sync of an invented book would have left it, signed by keys that are thrown away here: no
    /// server can ever be the one that it is pinned to.
    fn practice_store(&self) -> Result<Store, ApiError> {
        let now = self.0.host.now();
        let server = SigningKey::from_seed(&self.0.host.random());
        let told = village::tell(now);
        let book = BookId(Uuid::from_u128(BOOK));
        let member = MemberId(Uuid::from_u128(LEARNER));
        let grant = Grant {
            book: book.into(),
            book_name: "Sổ tập thử".into(),
            member: member.into(),
            name: "Người tập thử".into(),
            organisation: None,
            role: Role::Volunteer.code(),
            hamlets: Some(vec![told.hamlet.into()]),
            issued_at: now.0,
            expires_at: Day(now.day().0 + village::DAYS).start().0,
            revoked: false,
            incarnation: None,
            device_key: None,
            sealing_key: None,
            not_accepted: None,
        };
        let mut store = Store::in_memory()?;
        store.write(|txn| {
            txn.set_identity(&Identity {
                book,
                member,
                incarnation: Incarnation(Uuid::from_u128(LEARNER)),
                key: SigningKey::from_seed(&self.0.host.random()),
                server: server.public(),
                addresses: Vec::new(),
            })?;
            txn.set_grant(&SignedGrant::sign(&grant, &server))?;
            for teller in &told.tellers {
                txn.take_page(&teller.page(book, received_at(now)))?;
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(store)
    }
}

/// What was there before practice was received the day before.
fn received_at(now: Instant) -> Instant {
    now.plus(-86_400)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command;

    #[test]
    fn what_practice_is_not_for_are_operations() {
        for name in REAL_WORK {
            assert!(command::NAMES.contains(name), "{name}");
        }
    }
}
