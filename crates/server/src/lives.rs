//! A new life of the server in its books, after the database was restored from a backup.

use crate::desk::Desk;
use crate::storage::{DeviceRow, Result, StorageError, StorageTxn};
use tungnha_core::words::Role;
use tungnha_core::{Incarnation, Instant};
use tungnha_protocol::PublicKey;

/// Why no new life begins.
#[derive(Debug, thiserror::Error)]
pub enum LifeError {
    /// The database is another server's.
    #[error(
        "{0}: the backup is of a server with other keys, which no device would take for this one"
    )]
    OtherKeys(String),
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Gives every book a new epoch, later than any before, and keeps its readers waiting until somebody has looked
/// through who is revoked; gives each book's name and epoch. From now on the server speaks in a new incarnation,
/// one of `fresh` for each book, by number: devices may hold what it said in the one before and this database has lost.
/// What the database has counts as backed up.
pub fn begin(
    txn: &dyn StorageTxn,
    identity: &PublicKey,
    now: Instant,
    fresh: &[Incarnation],
) -> std::result::Result<Vec<(String, u32)>, LifeError> {
    let mut begun = Vec::new();
    for (n, book) in txn.books()?.into_iter().enumerate() {
        let before = txn.lock_counter(book.no)?.epoch;
        let devices = txn.devices(book.no)?;
        let own = own_device(&Desk::reading(txn, book.no)?, &devices)?;
        let Some(own) = own.filter(|device| device.key == *identity) else {
            return Err(LifeError::OtherKeys(book.name));
        };
        let incarnation = *fresh
            .get(n)
            .ok_or(StorageError::Inconsistent("more books than incarnations"))?;
        let number = txn.number_for(book.no, incarnation)?;
        let (member, key, name) = (own.member, own.key, own.name.clone());
        let anew = DeviceRow::begun(book.no, number, incarnation, member, key, name);
        txn.add_device(&anew, now)?;
        for device in &devices {
            txn.set_backed_up(book.no, device.number, device.highest)?;
        }
        let seconds = u32::try_from(now.0).unwrap_or(u32::MAX);
        let epoch = before.saturating_add(1).max(seconds);
        txn.begin_life(book.no, epoch, now)?;
        begun.push((book.name, epoch));
    }
    Ok(begun)
}

/// Whether a device has exchanged since the life of `epoch` began. The epoch of a restored server is the moment
/// at which it was restored; the first one, 1, has always been.
pub fn is_back(device: &DeviceRow, epoch: u32) -> bool {
    epoch <= 1 || device.last_sync.is_some_and(|at| at.0 >= i64::from(epoch))
}

/// The device by which the server itself spoke last.
fn own_device<'d>(desk: &Desk<'_>, devices: &'d [DeviceRow]) -> Result<Option<&'d DeviceRow>> {
    for device in devices.iter().rev() {
        if desk.grant_of(device.member)?.role == Role::Server {
            return Ok(Some(device));
        }
    }
    Ok(None)
}
