//! Several people, one phone: each has a folder, a vault, a PIN, a signing key and a file of their own. Whoever
//! takes a turn locks out whoever had it.

use crate::folder::{FIRST, Folder};
use crate::payload::{LocalMember, Nothing, OfMember, Status};
use crate::seat::{Seat, VAULT};
use crate::sharing::Invitation;
use crate::status::member_card;
use crate::{ApiError, Device, ErrorCode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tungnha_store::vault::Vault;

/// Everybody's places on this device, and whose turn it is.
pub(crate) struct Seats {
    /// By number. A place that is new counts as nobody's.
    places: BTreeMap<u32, Arc<Seat>>,
    current: Arc<Seat>,
    practice: Option<Arc<Seat>>,
}

impl Seats {
    /// What the folder holds: all locked, the turn as it was when the program ended.
    pub(crate) fn read(folder: &Folder) -> Result<Self, ApiError> {
        let mut places = BTreeMap::new();
        let numbers = folder.numbers()?;
        let lent = numbers.iter().filter_map(|number| {
            let vault = Vault::read(&folder.of(*number).join(VAULT))
                .ok()
                .flatten()?;
            let place = vault.place.filter(|place| place.home != *number)?;
            (place.part == 0).then_some(place.home)
        });
        let lent: BTreeSet<u32> = lent.collect();
        for number in numbers {
            let seat = Seat::of(number, folder.of(number), lent.contains(&number))?;
            if seat.vault().is_some() {
                places.insert(number, Arc::new(seat));
            }
        }
        let kept = folder.current().unwrap_or(FIRST);
        let current = match places.get(&kept).or_else(|| places.values().next()) {
            Some(seat) => Arc::clone(seat),
            None => Arc::new(Seat::of(FIRST, folder.of(FIRST), false)?),
        };
        Ok(Self {
            places,
            current,
            practice: None,
        })
    }

    /// Whose turn it is: practice comes before everybody.
    pub(crate) fn turn(&self) -> Arc<Seat> {
        Arc::clone(self.practice.as_ref().unwrap_or(&self.current))
    }

    /// The place has become a member's.
    pub(crate) fn add(&mut self, seat: &Arc<Seat>) {
        self.places.insert(seat.number, Arc::clone(seat));
    }

    /// The members, by number.
    pub(crate) fn enrolled(&self) -> impl Iterator<Item = &Arc<Seat>> {
        self.places.values().filter(|seat| seat.vault().is_some())
    }

    /// Begins practice, or ends it.
    pub(crate) fn practise(&mut self, practice: Option<Arc<Seat>>) {
        self.practice = practice;
    }

    /// The member's place that comes back when practice ends.
    pub(crate) fn current(&self) -> Arc<Seat> {
        Arc::clone(&self.current)
    }
}

impl Device {
    /// Who works on this device. Names only, so the answer is the same while locked.
    pub(crate) fn members(&self, _: Nothing) -> Result<Vec<LocalMember>, ApiError> {
        let seats = self.seats();
        let turn = seats.turn();
        let members = seats.enrolled().filter_map(|seat| {
            let vault = seat.vault()?;
            let card = member_card(&vault);
            Some(LocalMember {
                number: seat.number,
                name: card.name,
                role: card.role,
                organisation: card.organisation,
                book: vault.book,
                unsent: seat.noted_waiting(),
                current: seat.number == turn.number,
            })
        });
        Ok(members.collect())
    }

    /// Another member's turn: whoever had it is locked, and the other's PIN is asked for.
    pub(crate) fn switch_member(&self, args: OfMember) -> Result<Status, ApiError> {
        let unknown = || ApiError::new(ErrorCode::NotFound, "member");
        let mut found = self.seats().enrolled().cloned().collect::<Vec<_>>();
        found.retain(|seat| seat.number == args.number);
        let next = found.pop().ok_or_else(unknown)?;
        self.give_turn(next)
    }

    /// A place for one more member, whom `enrol` makes a member; `switch_member` leaves it again. A place where
    /// an enrolment was cut short is used first, with the key that the server may know already. An officer whose file
    /// is open lets that member into it, if both may see the same.
    pub(crate) fn add_member(&self, _: Nothing) -> Result<Status, ApiError> {
        let taken: Vec<u32> = self.seats().enrolled().map(|seat| seat.number).collect();
        let free = (FIRST..).find(|number| !taken.contains(number));
        let number = free.ok_or_else(|| ApiError::new(ErrorCode::Internal, "places"))?;
        let current = self.seats().current();
        if current.number == number {
            return self.give_turn(current);
        }
        let seat = Arc::new(Seat::of(number, self.0.folder.of(number), false)?);
        seat.invite(Invitation::of(&current, self.0.host.now()));
        self.give_turn(seat)
    }

    fn give_turn(&self, next: Arc<Seat>) -> Result<Status, ApiError> {
        let before = self.seats().current();
        // The next one too: only the PIN opens.
        for seat in [&before, &next] {
            self.at(Arc::clone(seat)).lock(Nothing {})?;
        }
        let mut seats = self.seats();
        seats.current = Arc::clone(&next);
        if next.vault().is_some() {
            self.0.folder.keep_current(next.number);
        }
        drop(seats);
        self.at(next).status(Nothing {})
    }
}
