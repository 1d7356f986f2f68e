//! In and out: enrolment, the PIN, the lock.

use crate::payload::{Enrol, Nothing, Status, Unlock};
use crate::seat::{Opened, State, VAULT};
use crate::sharing::{file_name, file_of, place_of};
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

        let identity = Identity {
            book: grant.book.into(),
            member: grant.member.into(),
            incarnation,
            key,
            server: link.identity,
            addresses: link.addresses.clone(),
        };
        if let Some((vault, opened)) =
            self.join(&seat, &identity, (&reply, &grant), &args.pin, &name)?
        {
            seat.forget_pending()?;
            seat.invite(None);
            return self.enter(vault, opened);
        }
        let file_key: [u8; 32] = self.0.host.random();
        let owner = Owner {
            member: &grant.name,
            role: grant.role,
            book: &grant.book_name,
            organisation: grant.organisation.as_deref(),
        };
        let entropy = self.0.host.random();
        let mut vault = Vault::wrap(&file_key, &args.pin, &owner, &reply.recovery_key, &entropy)?;
        let place = self.free_place(seat.number);
        vault.place = (place.part > 0).then_some(place);
        let database = file_of(&self.0.folder, &place);
        // A database without its key: an enrolment was cut short, or somebody took the key's file away.
        if database.exists() {
            seat.set_aside(Some(&file_name(place.part)))?;
        }
        Store::create(&database, &file_key)?.write(|txn| {
            txn.set_identity(&identity)?;
            txn.set_grant(&reply.grant)?;
            txn.set_device_name(&name)?;
            txn.set_clock_offset(reply.clock.saturating_sub(self.0.host.now().0))
        })?;
        // From here on the place is the member's.
        vault.write(&home.join(VAULT))?;
        seat.forget_pending()?;
        seat.invite(None);
        let stretched = vault.stretch(&args.pin)?;
        let opened = Opened::of(database, file_key, stretched, &vault)?;
        self.enter(vault, opened)
    }

    /// Opens the file of whoever's turn it is with the PIN.
    pub(crate) fn unlock(&self, args: Unlock) -> Result<Status, ApiError> {
        let seat = self.seat();
        seat.home()?;
        let vault = seat.vault().ok_or(ErrorCode::NotEnrolled)?;
        let stretched = vault.stretch(&args.pin)?;
        let file_key = vault.key_with(&stretched)?;
        let place = place_of(seat.number, &vault);
        match Opened::of(file_of(&self.0.folder, &place), file_key, stretched, &vault) {
            Ok(opened) => {
                self.forget_parted(&opened, &place)?;
                self.enter(vault, opened)
            }
            Err(error) => {
                if error.code == ErrorCode::FileDamaged {
                    let alone = place.home == seat.number && !self.is_shared(seat.number, &place);
                    let file = file_name(place.part);
                    seat.set_aside(alone.then_some(file.as_str()))?;
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

pub(crate) fn check_pin(pin: &str) -> Result<(), ApiError> {
    if pin.chars().count() < LEAST_PIN {
        return Err(ErrorCode::PinTooShort.into());
    }
    Ok(())
}
