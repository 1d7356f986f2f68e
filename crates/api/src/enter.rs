//! In and out: enrolment, the PIN, the lock.

use crate::payload::{Enrol, Nothing, Status, Unlock};
use crate::seat::{DATABASE, Opened, State, VAULT};
use crate::{ApiError, Device, ErrorCode};
use std::sync::Arc;
use tungnha_protocol::EnrolLink;
use tungnha_store::vault::{Owner, Vault};
use tungnha_store::{Identity, Store};
use tungnha_sync::enrolment;

const LEAST_PIN: usize = 6;

impl Device {
    /// Makes the place whose turn it is a member's.
    pub(crate) fn enrol(&self, args: Enrol) -> Result<Status, ApiError> {
        let seat = self.seat();
        let home = seat.home()?;
        if !matches!(*seat.state(), State::New) {
            return Err(ErrorCode::AlreadyEnrolled.into());
        }
        check_pin(&args.pin)?;
        let link: EnrolLink = args
            .link
            .parse()
            .map_err(|_| ApiError::from(ErrorCode::BadLink))?;
        let (key, incarnation) = seat.pending_enrolment(self.0.host.random())?;
        let name = args.device_name.unwrap_or_else(|| "điện thoại".into());
        let (reply, grant) = enrolment::enrol(&link, &key, incarnation, &name)?;

        let file_key: [u8; 32] = self.0.host.random();
        let owner = Owner {
            member: &grant.name,
            role: grant.role,
            book: &grant.book_name,
            organisation: grant.organisation.as_deref(),
        };
        let entropy = self.0.host.random();
        let vault = Vault::wrap(&file_key, &args.pin, &owner, &reply.recovery_key, &entropy)?;
        let database = home.join(DATABASE);
        // A database without its key: an enrolment was cut short, or somebody took the key's file away.
        if database.exists() {
            seat.set_aside()?;
        }
        Store::create(&database, &file_key)?.write(|txn| {
            txn.set_identity(&Identity {
                book: grant.book.into(),
                member: grant.member.into(),
                incarnation,
                key: key.clone(),
                server: link.identity,
                addresses: link.addresses.clone(),
            })?;
            txn.set_grant(&reply.grant)?;
            txn.set_device_name(&name)?;
            txn.set_clock_offset(reply.clock.saturating_sub(self.0.host.now().0))
        })?;
        // From here on the place is the member's.
        vault.write(&home.join(VAULT))?;
        seat.forget_pending()?;
        let opened = seat.open_file(&file_key)?;
        self.enter(vault, opened)
    }

    /// Opens the file of whoever's turn it is with the PIN.
    pub(crate) fn unlock(&self, args: Unlock) -> Result<Status, ApiError> {
        let seat = self.seat();
        seat.home()?;
        let vault = seat.vault().ok_or(ErrorCode::NotEnrolled)?;
        let file_key = vault.unwrap_key(&args.pin)?;
        match seat.open_file(&file_key) {
            Ok(opened) => self.enter(vault, opened),
            Err(error) => {
                if error.code == ErrorCode::FileDamaged {
                    seat.set_aside()?;
                }
                Err(error)
            }
        }
    }

    fn enter(&self, vault: Vault, opened: Opened) -> Result<Status, ApiError> {
        self.note_waiting(&opened);
        let seat = self.seat();
        let mut seats = self.seats();
        let turn = Arc::ptr_eq(&seats.turn(), &seat);
        // Whoever was switched away from while a PIN was being stretched stays outside.
        *seat.state() = if turn {
            State::Open(vault, Arc::new(opened))
        } else {
            State::Locked(vault)
        };
        seats.add(&seat);
        if turn {
            self.0.folder.keep_current(seat.number);
        }
        drop(seats);
        self.status(Nothing {})
    }

    /// Forgets the key until the PIN comes again. Running jobs finish. Practice has nothing to protect and
    /// goes on.
    pub(crate) fn lock(&self, _: Nothing) -> Result<Status, ApiError> {
        if let Ok(opened) = self.opened() {
            self.note_waiting(&opened);
        }
        self.seat().lock();
        self.status(Nothing {})
    }
}

fn check_pin(pin: &str) -> Result<(), ApiError> {
    if pin.chars().count() < LEAST_PIN {
        return Err(ErrorCode::PinTooShort.into());
    }
    Ok(())
}
