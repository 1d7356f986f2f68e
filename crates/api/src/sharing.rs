//! Several officers on one office computer keep one file: the rows and the feed once, and of each the PIN, the
//! signing key, the outbox and the grant. Whoever may see other things than the colleagues has a file apart.

use crate::folder::Folder;
use crate::seat::{DATABASE, Keys, Opened, Seat, State, VAULT};
use crate::{ApiError, Device, ErrorCode};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tungnha_core::Instant;
use tungnha_core::words::Role;
use tungnha_protocol::{EnrolReply, Grant, SigningKey};
use tungnha_store::vault::{Owner, Place, Stretched, Vault};
use tungnha_store::{Identity, Speaker, Store, StoreError, Txn};

/// How long a place stays open to a colleague before the one who offered it must do so again, seconds.
const INVITED_FOR: i64 = 15 * 60;

/// An officer who had the file open has left this place to a colleague.
pub(crate) struct Invitation {
    host: Arc<Seat>,
    opened: Arc<Opened>,
    at: Instant,
}

/// Syncs of one file one after another: two would set its cursor against each other.
#[derive(Default)]
pub(crate) struct Turns(Mutex<BTreeMap<PathBuf, Arc<Mutex<()>>>>);

impl Turns {
    pub(crate) fn of(&self, file: &Path) -> Arc<Mutex<()>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(turns.entry(file.to_owned()).or_default())
    }
}

/// Whether a role's holder works at the office: only they share a file.
pub(crate) fn is_officer(role: u8) -> bool {
    matches!(Role::from_code(role), Some(Role::Police | Role::Office))
}

/// Where the file of a member's vault is.
pub(crate) fn place_of(number: u32, vault: &Vault) -> Place {
    vault.place.unwrap_or(Place {
        home: number,
        part: 0,
        speaker: 0,
    })
}

/// The name of a member's first file, and of those that came after it.
pub(crate) fn file_name(part: u32) -> String {
    match part {
        0 => DATABASE.into(),
        part => format!("device-{part}.db"),
    }
}

pub(crate) fn file_of(folder: &Folder, place: &Place) -> PathBuf {
    folder.of(place.home).join(file_name(place.part))
}

impl Invitation {
    /// Of whoever has an office's file open now.
    pub(crate) fn of(host: &Arc<Seat>, now: Instant) -> Option<Self> {
        let opened = host.opened().ok()?;
        let officer = host.vault().is_some_and(|vault| is_officer(vault.role));
        (officer && opened.keys.is_some()).then(|| Self {
            host: Arc::clone(host),
            opened,
            at: now,
        })
    }
}

impl Device {
    /// Whether anybody else's vault is for the file of `place`.
    pub(crate) fn is_shared(&self, number: u32, place: &Place) -> bool {
        let seats = self.seats();
        seats.enrolled().any(|seat| {
            seat.number != number
                && seat.vault().is_some_and(|vault| {
                    let other = place_of(seat.number, &vault);
                    (other.home, other.part) == (place.home, place.part)
                })
        })
    }

    /// Who keeps one file with the member `number`, and whether colleagues of the same book keep another.
    pub(crate) fn beside(&self, number: u32) -> (Vec<String>, bool) {
        let seats = self.seats();
        let vaults: Vec<(u32, Vault)> = seats
            .enrolled()
            .filter_map(|seat| Some((seat.number, seat.vault()?)))
            .collect();
        let Some((_, own)) = vaults.iter().find(|(other, _)| *other == number) else {
            return (Vec::new(), false);
        };
        let here = place_of(number, own);
        let (mut with, mut apart) = (Vec::new(), false);
        for (other, vault) in &vaults {
            let there = place_of(*other, vault);
            if *other == number {
                continue;
            }
            if (here.home, here.part) == (there.home, there.part) {
                with.push(vault.member.clone());
            } else if is_officer(own.role) && is_officer(vault.role) && own.book == vault.book {
                apart = true;
            }
        }
        (with, apart)
    }

    /// Where a new file of the member `number` goes: the first that nobody else's vault is for. A
    /// first file is given also when one is there that nobody is left to open: whoever enrols sets it aside.
    pub(crate) fn free_place(&self, number: u32) -> Place {
        let mut place = Place {
            home: number,
            part: 0,
            speaker: 0,
        };
        while self.is_shared(number, &place)
            || place.part > 0 && file_of(&self.0.folder, &place).exists()
        {
            place.part += 1;
        }
        place
    }

    /// Lets whoever enrols at `seat` into the file that a colleague left open, if they may see the same. `None` when
    /// a file of their own is what they get.
    pub(crate) fn join(
        &self,
        seat: &Seat,
        identity: &Identity,
        (reply, grant): (&EnrolReply, &Grant),
        pin: &str,
        name: &str,
    ) -> Result<Option<(Vault, Opened)>, ApiError> {
        let now = self.0.host.now();
        let fresh = |one: &Arc<Invitation>| (0..INVITED_FOR).contains(&(now.0 - one.at.0));
        let Some(invitation) = seat.invitation().filter(fresh) else {
            return Ok(None);
        };
        let Invitation { host, opened, .. } = &*invitation;
        let (Some(keys), Some(hosts)) = (&opened.keys, host.vault()) else {
            return Ok(None);
        };
        let mut store = opened.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if !store.read(|txn| fits(txn, identity, grant))? {
            return Ok(None);
        }
        // First the colleague's own vault has what leaves the file.
        self.keep_seed(host, hosts.clone(), keys, reply)?;
        store.forget_seed()?;
        let speaker = store.write(|txn| {
            let (speaker, is_here) = txn.place_for(identity.incarnation)?;
            if !is_here {
                txn.join(speaker, identity, &reply.grant, name)?;
            }
            Ok::<_, StoreError>(speaker)
        })?;
        drop(store);
        let owner = Owner {
            member: &grant.name,
            role: grant.role,
            book: &grant.book_name,
            organisation: grant.organisation.as_deref(),
        };
        let random = &self.0.host;
        let mut vault = Vault::wrap(
            &keys.file,
            pin,
            &owner,
            &reply.recovery_key,
            &random.random(),
        )?;
        let stretched = vault.stretch(pin)?;
        vault.keep_seed(
            &stretched,
            &identity.key.seed(),
            &reply.recovery_key,
            &random.random(),
        )?;
        vault.place = Some(Place {
            speaker: speaker.0,
            ..place_of(host.number, &hosts)
        });
        // From here on the place is the member's.
        vault.write(&seat.home()?.join(VAULT))?;
        let opened = Opened::of(opened.path.clone(), keys.file, stretched, &vault)?;
        Ok(Some((vault, opened)))
    }

    /// The seed of the host's signing key, which stood in the file, is in the vault as well from now on.
    fn keep_seed(
        &self,
        host: &Seat,
        mut vault: Vault,
        keys: &Keys,
        reply: &EnrolReply,
    ) -> Result<(), ApiError> {
        if vault.sealed_seed.is_none() {
            let entropy = self.0.host.random();
            vault.keep_seed(&keys.stretched, &keys.seed, &reply.recovery_key, &entropy)?;
            vault.write(&host.home()?.join(VAULT))?;
            host.renew(vault, None);
        }
        Ok(())
    }

    /// Goes on with a file apart, because the office gave this member other things to see than the colleagues in
    /// `shared`. All that the member said goes along; of what waited in the shared file nothing is lost, wherever
    /// this is cut short.
    pub(crate) fn go_apart(&self, shared: &Opened) -> Result<Arc<Opened>, ApiError> {
        let seat = self.seat();
        let keys = shared.keys.as_ref();
        let (keys, mut vault) = keys
            .zip(seat.vault())
            .ok_or_else(|| ApiError::from(ErrorCode::Locked))?;
        let speaker = place_of(seat.number, &vault).speaker();
        let mut place = self.free_place(seat.number);
        // What an attempt left that was cut short has no key.
        while file_of(&self.0.folder, &place).exists() {
            place.part += 1;
        }
        let path = file_of(&self.0.folder, &place);
        let file_key: [u8; 32] = self.0.host.random();
        let mut store = shared.writer.lock().unwrap_or_else(PoisonError::into_inner);
        store.write(|txn| txn.set_parting())?;
        store.part(speaker, &path, &file_key)?;
        vault.rekey(&keys.stretched, &file_key, place, &self.0.host.random())?;
        // From here on the member's file is the other one.
        vault.write(&seat.home()?.join(VAULT))?;
        store.write(|txn| txn.forget_speaker(speaker))?;
        drop(store);
        let opened = Opened::of(path, file_key, keys.stretched.clone(), &vault)?;
        let opened = Arc::new(opened);
        seat.renew(vault, Some(Arc::clone(&opened)));
        Ok(opened)
    }

    /// The office revoked this member, and everything was handed in: the vault that opens the colleagues' file goes.
    /// A file of one's own stays as it is.
    pub(crate) fn leave_shared(&self, shared: &Opened) -> Result<(), ApiError> {
        let seat = self.seat();
        let Some(vault) = seat.vault() else {
            return Ok(());
        };
        let place = place_of(seat.number, &vault);
        let mut store = shared.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = store.read(|txn| Ok::<_, StoreError>(txn.outbox()?.unsent))?;
        if waits > 0 || !self.is_shared(seat.number, &place) {
            return Ok(());
        }
        seat.forget_vault()?;
        store.write(|txn| txn.forget_speaker(place.speaker()))?;
        Ok(())
    }

    /// Whoever has gone on with another file, and was cut short, leaves this one.
    pub(crate) fn forget_parted(&self, opened: &Opened, place: &Place) -> Result<(), ApiError> {
        let mut store = opened.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let parting = store.read(|txn| txn.parting())?;
        let seats = self.seats();
        let stays: Vec<Speaker> = seats
            .enrolled()
            .filter_map(|seat| Some(place_of(seat.number, &seat.vault()?)))
            .filter(|other| (other.home, other.part) == (place.home, place.part))
            .map(|other| other.speaker())
            .collect();
        drop(seats);
        for speaker in parting.into_iter().filter(|one| !stays.contains(one)) {
            store.write(|txn| txn.forget_speaker(speaker))?;
        }
        Ok(())
    }
}

/// Whether a member with this identity and grant may come into the file: the same server, the same things to see, and
/// nothing on its way that was left out for a device that began.
fn fits(txn: &Txn<'_>, identity: &Identity, grant: &Grant) -> Result<bool, StoreError> {
    let host = txn.identity()?;
    Ok(host.book == identity.book
        && host.server == identity.server
        && !txn.grant()?.revoked
        && !grant.revoked
        && grant.not_accepted.is_none()
        && txn.was_fed_whole()?
        && txn.may_share(grant)?)
}

impl Opened {
    /// The file at `path` for the member of `vault`.
    ///
    /// # Errors
    /// `FileDamaged` and the like as the file says; `Revoked` for a member who speaks from it no more.
    pub(crate) fn of(
        path: PathBuf,
        file_key: [u8; 32],
        stretched: Stretched,
        vault: &Vault,
    ) -> Result<Self, ApiError> {
        let speaker = vault.place.map_or(Speaker::FIRST, |place| place.speaker());
        let mut writer = Store::open(&path, &file_key)?;
        let reader = Store::open_reader(&path, &file_key)?;
        let kept = vault.seed_with(&stretched)?;
        if kept.is_some() && !writer.read(|txn| txn.speakers())?.contains(&speaker) {
            return Err(ErrorCode::Revoked.into());
        }
        let signing = match kept {
            Some(seed) => Some(SigningKey::from_seed(&seed)),
            None => match writer.read(|txn| txn.identity()) {
                Ok(identity) => Some(identity.key),
                Err(StoreError::NotEnrolled) => None,
                Err(error) => return Err(error.into()),
            },
        };
        let (writer, reader) = match &signing {
            Some(key) => (
                writer.speaking(speaker, key.clone()),
                reader.speaking(speaker, key.clone()),
            ),
            None => (writer, reader),
        };
        let keys = signing.filter(|_| is_officer(vault.role)).map(|key| Keys {
            file: file_key,
            stretched,
            seed: key.seed(),
        });
        Ok(Self::new(path, writer, reader, keys))
    }
}

impl Seat {
    /// What its lock screen says and its file are others now. Open it stays open, locked locked.
    pub(crate) fn renew(&self, vault: Vault, opened: Option<Arc<Opened>>) {
        let mut state = self.state();
        *state = match (&*state, opened) {
            (State::Open(..), Some(opened)) => State::Open(vault, opened),
            (State::Open(_, before), None) => State::Open(vault, Arc::clone(before)),
            _ => State::Locked(vault),
        };
    }
}
