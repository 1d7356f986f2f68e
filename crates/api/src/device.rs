//! The device: its folder, whether it is open, and who may do what on it.

use crate::import::ReadList;
use crate::job::Jobs;
use crate::payload::{Enrol, Nothing, Status, Unlock};
use crate::waiting::WAITING;
use crate::{ApiError, ErrorCode, Host};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tungnha_core::Incarnation;
use tungnha_core::words::Role;
use tungnha_protocol::{EnrolLink, Grant, SigningKey};
use tungnha_store::vault::{Owner, Vault};
use tungnha_store::{Identity, Store, StoreError, Txn};
use tungnha_sync::enrolment;

/// One person's device: a folder with an encrypted file. Cheap to clone; all clones are one device.
#[derive(Clone)]
pub struct Device(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    home: PathBuf,
    pub(crate) host: Host,
    state: Mutex<State>,
    pub(crate) jobs: Arc<Jobs>,
    pub(crate) last_read: Mutex<Option<Arc<ReadList>>>,
}

/// Whether the file's key is in memory.
pub(crate) enum State {
    New,
    Locked(Vault),
    Open(Vault, Arc<Opened>),
}

/// The open file: one connection that writes, one that only reads, so that a long import or a page of a
/// sync never freezes a list.
pub(crate) struct Opened {
    pub(crate) writer: Mutex<Store>,
    reader: Mutex<Store>,
    /// What the file `waiting` says, if it was written since this was opened.
    pub(crate) waiting: Mutex<Option<u32>>,
}

impl Opened {
    pub(crate) fn reader(&self) -> MutexGuard<'_, Store> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const VAULT: &str = "device.key";
const DATABASE: &str = "device.db";
const PENDING: &str = "enrolment.pending";
const LEAST_PIN: usize = 6;

impl Device {
    /// The device in folder `home`, made if it is not there. It is new or locked then.
    ///
    /// # Errors
    /// `Internal` when the folder cannot be used. A key's file that is no key is set aside with the
    /// database, and the device is new: `set-aside-…` in its folder has both.
    pub fn open(home: PathBuf, host: Host) -> Result<Self, ApiError> {
        fs::create_dir_all(&home).map_err(StoreError::from)?;
        let vault = Vault::read(&home.join(VAULT));
        let device = Self(Arc::new(Inner {
            home,
            host,
            state: Mutex::new(State::New),
            jobs: Arc::default(),
            last_read: Mutex::default(),
        }));
        match vault {
            Ok(None) => {}
            Ok(Some(vault)) => {
                // An enrolment that was cut short after it had worked.
                device.forget_pending()?;
                *device.state() = State::Locked(vault);
            }
            Err(StoreError::NotOpening) => device.set_aside()?,
            Err(error) => return Err(error.into()),
        }
        Ok(device)
    }

    /// The key to enrol with stands in the open only until the enrolment has worked.
    fn forget_pending(&self) -> Result<(), ApiError> {
        match fs::remove_file(self.0.home.join(PENDING)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::from(e).into()),
            _ => Ok(()),
        }
    }

    /// Makes this device a member's.
    pub(crate) fn enrol(&self, args: Enrol) -> Result<Status, ApiError> {
        if !matches!(*self.state(), State::New) {
            return Err(ErrorCode::AlreadyEnrolled.into());
        }
        check_pin(&args.pin)?;
        let link: EnrolLink = args
            .link
            .parse()
            .map_err(|_| ApiError::from(ErrorCode::BadLink))?;
        let (key, incarnation) = self.pending_enrolment()?;
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
        let database = self.0.home.join(DATABASE);
        // A database without its key: an enrolment was cut short, or somebody took the key's file away.
        if database.exists() {
            self.set_aside()?;
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
            txn.set_clock_offset(reply.clock.saturating_sub(self.0.host.now().0))
        })?;
        // From here on the device is enrolled.
        vault.write(&self.0.home.join(VAULT))?;
        self.forget_pending()?;
        let opened = self.open_file(&file_key)?;
        self.note_waiting(&opened);
        *self.state() = State::Open(vault, Arc::new(opened));
        self.status(Nothing {})
    }

    /// The key and incarnation to enrol with: the same until it has worked, so that a lost answer
    /// strands nobody.
    fn pending_enrolment(&self) -> Result<(SigningKey, Incarnation), ApiError> {
        let path = self.0.home.join(PENDING);
        let kept = fs::read(&path)
            .ok()
            .and_then(|b| <[u8; 48]>::try_from(b).ok());
        let bytes: [u8; 48] = match kept {
            Some(bytes) => bytes,
            None => {
                let bytes = self.0.host.random();
                write_private(&path, &bytes).map_err(StoreError::from)?;
                bytes
            }
        };
        let mut seed = [0; 32];
        seed.copy_from_slice(&bytes[..32]);
        let mut uuid = [0; 16];
        uuid.copy_from_slice(&bytes[32..]);
        let incarnation = uuid::Builder::from_random_bytes(uuid).into_uuid();
        Ok((SigningKey::from_seed(&seed), Incarnation(incarnation)))
    }

    /// Opens the device with its PIN.
    pub(crate) fn unlock(&self, args: Unlock) -> Result<Status, ApiError> {
        let vault = match &*self.state() {
            State::New => return Err(ErrorCode::NotEnrolled.into()),
            State::Locked(vault) | State::Open(vault, _) => vault.clone(),
        };
        let file_key = vault.unwrap_key(&args.pin)?;
        let opened = match self.open_file(&file_key) {
            Ok(opened) => opened,
            Err(error) => {
                if error.code == ErrorCode::FileDamaged {
                    self.set_aside()?;
                }
                return Err(error);
            }
        };
        self.note_waiting(&opened);
        *self.state() = State::Open(vault, Arc::new(opened));
        self.status(Nothing {})
    }

    /// Forgets the key until the PIN comes again. Running jobs finish.
    pub(crate) fn lock(&self, _: Nothing) -> Result<Status, ApiError> {
        if let Ok(opened) = self.opened() {
            self.note_waiting(&opened);
        }
        let mut state = self.state();
        if let State::Open(vault, _) = &*state {
            *state = State::Locked(vault.clone());
        }
        drop(state);
        self.status(Nothing {})
    }

    fn open_file(&self, key: &[u8; 32]) -> Result<Opened, ApiError> {
        let path = self.0.home.join(DATABASE);
        Ok(Opened {
            writer: Mutex::new(Store::open(&path, key)?),
            reader: Mutex::new(Store::open_reader(&path, key)?),
            waiting: Mutex::default(),
        })
    }

    /// A file that does not open is set aside with its key, whole, for the office to recover; never
    /// deleted. The device is then new and can be enrolled again.
    fn set_aside(&self) -> Result<(), ApiError> {
        let home = &self.0.home;
        let aside = (1..)
            .map(|n| home.join(format!("set-aside-{n}")))
            .find(|path| !path.exists())
            .unwrap_or_else(|| home.join("set-aside"));
        fs::create_dir(&aside).map_err(StoreError::from)?;
        for name in [VAULT, DATABASE, "device.db-wal", "device.db-shm", WAITING] {
            let from = home.join(name);
            if from.exists() {
                fs::rename(from, aside.join(name)).map_err(StoreError::from)?;
            }
        }
        *self.state() = State::New;
        Ok(())
    }

    pub(crate) fn home(&self) -> &Path {
        &self.0.home
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn opened(&self) -> Result<Arc<Opened>, ApiError> {
        match &*self.state() {
            State::New => Err(ErrorCode::NotEnrolled.into()),
            State::Locked(_) => Err(ErrorCode::Locked.into()),
            State::Open(_, opened) => Ok(opened.clone()),
        }
    }

    /// Reads from one consistent state.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Txn<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let opened = self.opened()?;
        let mut reader = opened.reader();
        reader.read(work)
    }

    /// Changes something, whole or not at all.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Txn<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let opened = self.opened()?;
        let mut writer = opened.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let done = writer.write(work);
        drop(writer);
        if done.is_ok() {
            self.note_waiting(&opened);
        }
        done
    }
}

/// The role that the grant gives.
pub(crate) fn role(grant: &Grant) -> Result<Role, ApiError> {
    Role::from_code(grant.role).ok_or_else(|| ApiError::new(ErrorCode::Internal, "role"))
}

/// What a reviewer's role allows.
pub(crate) fn need_office(txn: &Txn<'_>) -> Result<Role, ApiError> {
    let role = role(&txn.grant()?)?;
    match role {
        Role::Police | Role::Office => Ok(role),
        _ => Err(ErrorCode::NotAllowed.into()),
    }
}

fn check_pin(pin: &str) -> Result<(), ApiError> {
    if pin.chars().count() < LEAST_PIN {
        return Err(ErrorCode::PinTooShort.into());
    }
    Ok(())
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
