//! One member's place on a device: a folder with a vault, a file and a way to be open or not. Members of one
//! device share nothing but the program.

use crate::import::ReadList;
use crate::sharing::Invitation;
use crate::waiting::WAITING;
use crate::{ApiError, ErrorCode};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tungnha_core::Incarnation;
use tungnha_protocol::SigningKey;
use tungnha_store::vault::{Stretched, Vault};
use tungnha_store::{Store, StoreError};

pub(crate) const VAULT: &str = "device.key";
pub(crate) const DATABASE: &str = "device.db";
const PENDING: &str = "enrolment.pending";

/// Where one member sits, or practice.
pub(crate) struct Seat {
    /// From 1; 0 for practice.
    pub(crate) number: u32,
    /// Absent for practice, which has no place on any disk.
    home: Option<PathBuf>,
    state: Mutex<State>,
    /// The spreadsheet that this member previewed last.
    pub(crate) last_read: Mutex<Option<Arc<ReadList>>>,
    /// By whom this place was left to a colleague.
    invited: Mutex<Option<Arc<Invitation>>>,
}

/// Whether the file's key is in memory.
pub(crate) enum State {
    New,
    Locked(Vault),
    Open(Vault, Arc<Opened>),
    Practice(Arc<Opened>),
}

/// The open file: one connection that writes, one that only reads, so that a long import or a page of a
/// sync never freezes a list. In practice both are one.
pub(crate) struct Opened {
    /// Of the file; empty in practice.
    pub(crate) path: PathBuf,
    /// Of an officer, who may let a colleague in.
    pub(crate) keys: Option<Keys>,
    pub(crate) writer: Arc<Mutex<Store>>,
    reader: Arc<Mutex<Store>>,
    /// What the file `waiting` says, if it was written since this was opened.
    pub(crate) waiting: Mutex<Option<u32>>,
}

/// What opens an officer's vault and file, for as long as the file is open.
pub(crate) struct Keys {
    /// The file's.
    pub(crate) file: [u8; 32],
    /// The PIN's.
    pub(crate) stretched: Stretched,
    /// The seed of the own signing key.
    pub(crate) seed: [u8; 32],
}

impl Opened {
    pub(crate) fn new(path: PathBuf, writer: Store, reader: Store, keys: Option<Keys>) -> Self {
        Self {
            path,
            keys,
            writer: Arc::new(Mutex::new(writer)),
            reader: Arc::new(Mutex::new(reader)),
            waiting: Mutex::default(),
        }
    }

    pub(crate) fn reader(&self) -> MutexGuard<'_, Store> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// The seat in folder `home`, which need not be there yet. It is new or locked then. `lends` says that a
    /// colleague's vault is for the first file in it.
    ///
    /// # Errors
    /// As the disk says. A key's file that is no key is set aside with the database, and the seat is new:
    /// `set-aside-…` in its folder has both.
    pub(crate) fn of(number: u32, home: PathBuf, lends: bool) -> Result<Self, ApiError> {
        let vault = Vault::read(&home.join(VAULT));
        let seat = Self::with(number, Some(home), State::New);
        match vault {
            Ok(None) => {}
            Ok(Some(vault)) => {
                // An enrolment that was cut short after it had worked.
                seat.forget_pending()?;
                *seat.state() = State::Locked(vault);
            }
            Err(StoreError::NotOpening) => seat.set_aside((!lends).then_some(DATABASE))?,
            Err(error) => return Err(error.into()),
        }
        Ok(seat)
    }

    /// The seat of practice, on a store that lives in memory.
    pub(crate) fn practice(store: Store) -> Self {
        let store = Arc::new(Mutex::new(store));
        let opened = Opened {
            path: PathBuf::new(),
            keys: None,
            writer: Arc::clone(&store),
            reader: store,
            waiting: Mutex::default(),
        };
        Self::with(0, None, State::Practice(Arc::new(opened)))
    }

    fn with(number: u32, home: Option<PathBuf>, state: State) -> Self {
        Self {
            number,
            home,
            state: Mutex::new(state),
            last_read: Mutex::default(),
            invited: Mutex::default(),
        }
    }

    /// Leaves this place, which is new, to a colleague of whoever has the office's file open.
    pub(crate) fn invite(&self, invitation: Option<Invitation>) {
        *self.invited.lock().unwrap_or_else(PoisonError::into_inner) = invitation.map(Arc::new);
    }

    /// By whom it was left, if it was.
    pub(crate) fn invitation(&self) -> Option<Arc<Invitation>> {
        (self.invited.lock().unwrap_or_else(PoisonError::into_inner)).clone()
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The member's folder.
    ///
    /// # Errors
    /// `PracticeOnly` in practice: nothing of it is ever written.
    pub(crate) fn home(&self) -> Result<&Path, ApiError> {
        self.home
            .as_deref()
            .ok_or_else(|| ErrorCode::PracticeOnly.into())
    }

    pub(crate) fn is_practice(&self) -> bool {
        self.home.is_none()
    }

    /// What stands on the lock screen; `None` for a seat that nobody has taken.
    pub(crate) fn vault(&self) -> Option<Vault> {
        match &*self.state() {
            State::Locked(vault) | State::Open(vault, _) => Some(vault.clone()),
            State::New | State::Practice(_) => None,
        }
    }

    /// # Errors
    /// `NotEnrolled` or `Locked`.
    pub(crate) fn opened(&self) -> Result<Arc<Opened>, ApiError> {
        match &*self.state() {
            State::New => Err(ErrorCode::NotEnrolled.into()),
            State::Locked(_) => Err(ErrorCode::Locked.into()),
            State::Open(_, opened) | State::Practice(opened) => Ok(opened.clone()),
        }
    }

    /// Forgets the key. Whoever has the open file in hand finishes.
    pub(crate) fn lock(&self) {
        let mut state = self.state();
        if let State::Open(vault, _) = &*state {
            *state = State::Locked(vault.clone());
        }
    }

    /// The key and incarnation to enrol with: the same until it has worked, so that a lost answer
    /// strands nobody. `drawn` is used when there are none yet.
    pub(crate) fn pending_enrolment(
        &self,
        drawn: [u8; 48],
    ) -> Result<(SigningKey, Incarnation), ApiError> {
        let home = self.home()?;
        fs::create_dir_all(home).map_err(StoreError::from)?;
        let path = home.join(PENDING);
        let kept = fs::read(&path)
            .ok()
            .and_then(|b| <[u8; 48]>::try_from(b).ok());
        if kept.is_none() {
            write_private(&path, &drawn).map_err(StoreError::from)?;
        }
        let bytes = kept.unwrap_or(drawn);
        let mut seed = [0; 32];
        seed.copy_from_slice(&bytes[..32]);
        let mut uuid = [0; 16];
        uuid.copy_from_slice(&bytes[32..]);
        let incarnation = uuid::Builder::from_random_bytes(uuid).into_uuid();
        Ok((SigningKey::from_seed(&seed), Incarnation(incarnation)))
    }

    /// The key to enrol with stands in the open only until the enrolment has worked.
    pub(crate) fn forget_pending(&self) -> Result<(), ApiError> {
        match fs::remove_file(self.home()?.join(PENDING)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::from(e).into()),
            _ => Ok(()),
        }
    }

    /// The vault goes for good: its member was revoked, and all was handed in. The place is new again.
    pub(crate) fn forget_vault(&self) -> Result<(), ApiError> {
        let home = self.home()?;
        for name in [VAULT, WAITING] {
            match fs::remove_file(home.join(name)) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    return Err(StoreError::from(e).into());
                }
                _ => {}
            }
        }
        *self.state() = State::New;
        Ok(())
    }

    /// A file that does not open is set aside with its key, whole, for the office to recover; never
    /// deleted. The seat is then new and can be enrolled again. No `file`: colleagues' vaults are for it too, and the
    /// vault alone goes.
    pub(crate) fn set_aside(&self, file: Option<&str>) -> Result<(), ApiError> {
        let home = self.home()?;
        let aside = (1..)
            .map(|n| home.join(format!("set-aside-{n}")))
            .find(|path| !path.exists())
            .unwrap_or_else(|| home.join("set-aside"));
        fs::create_dir(&aside).map_err(StoreError::from)?;
        let mut names = vec![VAULT.to_owned(), WAITING.to_owned()];
        if let Some(file) = file {
            names.extend(["", "-wal", "-shm"].map(|end| format!("{file}{end}")));
        }
        for name in names {
            let from = home.join(&name);
            if from.exists() {
                fs::rename(from, aside.join(&name)).map_err(StoreError::from)?;
            }
        }
        *self.state() = State::New;
        Ok(())
    }
}

/// Written so that nobody else on the machine can read it.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
