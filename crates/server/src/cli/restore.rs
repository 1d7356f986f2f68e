//! `restore`: a backup takes the database's place, and the server begins a new life.

use super::open::{database, exclusively, random_id, set_aside_name};
use super::{Data, Done, Failure};
use crate::http::clock;
use crate::keys::ServerKeys;
use crate::lives::{self, LifeError};
use crate::storage::sqlite::SqliteStorage;
use crate::storage::sqlite::backup::{beside, contents, marks, put_in_place, settle};
use crate::storage::{Storage, StorageError};
use serde::Serialize;
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use tungnha_core::{Incarnation, Instant};
use tungnha_protocol::PublicKey;

#[derive(clap::Args, Debug)]
pub(super) struct Restore {
    #[command(flatten)]
    data: Data,
    /// The backup, the newest there is: devices were told what is in it, and may have forgotten that.
    #[arg(long = "from", value_name = "FILE")]
    file: PathBuf,
    /// Restore even though devices were told of a newer backup than this one.
    #[arg(long)]
    older: bool,
}

#[derive(Serialize)]
struct BookDocument {
    name: String,
    epoch: u32,
}

impl Restore {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let folder = &self.data.folder;
        if !ServerKeys::present(folder) {
            return Err(Failure::Refused(format!(
                "{}: no keys here, and a backup has none. Copy the lost server's *.key files into it first: \
                 with other keys this would be a stranger to every device",
                folder.display()
            )));
        }
        let _serving = exclusively(
            folder,
            "serving",
            "a server serves this directory: stop it first",
        )?;
        let _backing_up = exclusively(folder, "backing-up", "a backup is being made")?;
        let keys = ServerKeys::open(folder, super::open::random()?)?;
        let coming = database(folder).with_extension("db.restoring");
        let books = self.prepare(folder, &coming, &keys.identity_public());
        if books.is_err() {
            remove(&coming);
        }
        let books = books?;
        let set_aside = set_aside(folder, clock())?;
        put_in_place(&coming, &database(folder))?;

        let mut text = String::new();
        for book in &books {
            text.push_str(&format!("{}: epoch {}\n", book.name, book.epoch));
        }
        if let Some(before) = &set_aside {
            let before = before.display();
            text.push_str(&format!("what was here is set aside: {before}\n"));
        }
        text.push_str(
            "Devices hand in again what the backup lacks, and read nothing until somebody has looked through\n\
             who is revoked and said so with reopen.\n",
        );
        let document = serde_json::json!({
            "from": self.file,
            "set_aside": set_aside,
            "books": books,
        });
        Done::new(text, &document)
    }

    /// The backup as it is to take the database's place, in a file beside it.
    fn prepare(
        &self,
        folder: &Path,
        coming: &Path,
        identity: &PublicKey,
    ) -> Result<Vec<BookDocument>, Failure> {
        let here = |error: StorageError| {
            let file = self.file.display();
            Failure::Refused(format!("{file}: {}", super::in_full(&error)))
        };
        remove(coming);
        copy_private(&self.file, coming)?;
        contents(coming).map_err(here)?;
        let storage = SqliteStorage::open(coming).map_err(here)?;
        if !self.older {
            self.refuse_older(folder, coming)?;
        }
        let txn = storage.write()?;
        let mut fresh = Vec::new();
        for _ in txn.books()? {
            fresh.push(Incarnation(random_id()?));
        }
        let begun = lives::begin(txn.as_ref(), identity, clock(), &fresh);
        let books = begun.map_err(|error| match error {
            LifeError::OtherKeys(_) => Failure::Refused(error.to_string()),
            LifeError::Storage(error) => error.into(),
        })?;
        txn.commit()?;
        drop(storage);
        settle(coming)?;
        let document = |(name, epoch)| BookDocument { name, epoch };
        Ok(books.into_iter().map(document).collect())
    }

    /// What devices were told is in a backup must be in this one.
    fn refuse_older(&self, folder: &Path, coming: &Path) -> Result<(), Failure> {
        let present = database(folder);
        if !present.exists() {
            return Ok(());
        }
        // A database that cannot be read says nothing; that is why somebody restores.
        let Ok(told) = marks(&present) else {
            return Ok(());
        };
        let there = marks(coming)?;
        let lacking = told.iter().filter(|(device, told)| {
            let there = there.get(*device).map_or(0, |mark| mark.highest);
            there < told.backed_up
        });
        match lacking.count() {
            0 => Ok(()),
            n => Err(Failure::Refused(format!(
                "{}: a newer backup was made, and {n} devices were told so: they may have forgotten what this \
                 one lacks. Restore the newer one, or say --older",
                self.file.display()
            ))),
        }
    }
}

/// Copies a file so that only its owner can read the copy.
fn copy_private(from: &Path, to: &Path) -> Result<(), Failure> {
    let named = |error| Failure::Refused(format!("{}: {error}", from.display()));
    let mut source = fs::File::open(from).map_err(named)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut copy = options.open(to)?;
    std::io::copy(&mut source, &mut copy).map_err(named)?;
    Ok(copy.sync_all()?)
}

/// Keeps the present database under another name, with what the engine left beside it; gives that name. Its own
/// name stays taken until the backup replaces it, so that nobody finds an empty place and makes a new one there.
fn set_aside(folder: &Path, now: Instant) -> Result<Option<PathBuf>, Failure> {
    let present = database(folder);
    if !present.exists() {
        return Ok(None);
    }
    // One that is damaged is kept as it is.
    if let Err(StorageError::Busy) = settle(&present) {
        let text = "another command is at work in this directory: try again";
        return Err(Failure::Refused(text.to_owned()));
    }
    let aside = set_aside_name(folder, now);
    if fs::hard_link(&present, &aside).is_err() {
        fs::rename(&present, &aside)?;
    }
    for companion in ["-wal", "-shm"] {
        let left = beside(&present, companion);
        if left.exists() {
            fs::rename(&left, beside(&aside, companion))?;
        }
    }
    Ok(Some(aside))
}

/// What an earlier attempt left, or this one.
fn remove(coming: &Path) {
    for companion in ["", "-wal", "-shm"] {
        // Not there mostly.
        let _ = fs::remove_file(beside(coming, companion));
    }
}
