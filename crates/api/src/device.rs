//! The device: its folder, whose turn it is on it, and the one way through for reading and writing.

use crate::folder::Folder;
use crate::job::Jobs;
use crate::members::Seats;
use crate::seat::{Opened, Seat};
use crate::sharing::Turns;
use crate::{ApiError, ErrorCode, Host};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tungnha_core::words::Role;
use tungnha_protocol::Grant;
use tungnha_store::Txn;

/// One phone or computer: a folder with an encrypted file for each member who works on it. One of them is the
/// current one, and every operation is that member's. Cheap to clone; all clones are one device.
#[derive(Clone)]
pub struct Device(pub(crate) Arc<Inner>, Option<Arc<Seat>>);

pub(crate) struct Inner {
    pub(crate) folder: Folder,
    pub(crate) host: Host,
    pub(crate) seats: Mutex<Seats>,
    pub(crate) jobs: Arc<Jobs>,
    pub(crate) turns: Turns,
}

impl Device {
    /// The device in folder `home`, made if it is not there. It is new or locked then, and the folder is this
    /// program's until the last clone and the last running job are gone.
    ///
    /// # Errors
    /// `FileBusy` when another program has the folder open, `Internal` when it cannot be used. A key's file that
    /// is no key is set aside with the database, and that member's place is new: `set-aside-…` has both.
    pub fn open(home: PathBuf, host: Host) -> Result<Self, ApiError> {
        let folder = Folder::hold(home)?;
        let seats = Seats::read(&folder)?;
        Ok(Self(
            Arc::new(Inner {
                folder,
                host,
                seats: Mutex::new(seats),
                jobs: Arc::default(),
                turns: Turns::default(),
            }),
            None,
        ))
    }

    /// The same device, on which it is the turn of whoever's it is now, also when somebody else's comes
    /// meanwhile: an operation or a job ends as the member's who began it.
    pub(crate) fn pinned(&self) -> Self {
        Self(Arc::clone(&self.0), Some(self.seat()))
    }

    /// The device on which it is the turn of `seat`.
    pub(crate) fn at(&self, seat: Arc<Seat>) -> Self {
        Self(Arc::clone(&self.0), Some(seat))
    }

    /// Whose turn it is.
    pub(crate) fn seat(&self) -> Arc<Seat> {
        match &self.1 {
            Some(seat) => Arc::clone(seat),
            None => self.seats().turn(),
        }
    }

    pub(crate) fn seats(&self) -> MutexGuard<'_, Seats> {
        self.0.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// # Errors
    /// `NotEnrolled` or `Locked`.
    pub(crate) fn opened(&self) -> Result<Arc<Opened>, ApiError> {
        self.seat().opened()
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

/// As what and of which organisation this device's member works: what reviewers are told by (D-46).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Who {
    pub role: Role,
    pub organisation: Option<String>,
}

impl Who {
    pub(crate) fn of(txn: &Txn<'_>) -> Result<Self, ApiError> {
        let grant = txn.grant()?;
        Ok(Self {
            role: role(&grant)?,
            organisation: grant.organisation,
        })
    }
}

/// What a reviewer's role allows.
pub(crate) fn need_office(txn: &Txn<'_>) -> Result<Role, ApiError> {
    let role = role(&txn.grant()?)?;
    match role {
        Role::Police | Role::Office => Ok(role),
        _ => Err(ErrorCode::NotAllowed.into()),
    }
}
