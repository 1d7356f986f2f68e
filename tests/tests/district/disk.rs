//! A database's files as they lie on a disk, and what a power cut leaves of them.
//!
//! A commit is flushed before it returns, so a cut takes nothing that was committed; but the last bytes of the
//! log may be half a transaction, or of no transaction at all, and the shared index may be there or not.

use crate::chance::Chance;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Below this the engine has not yet copied the log into the database by itself, so that cutting the log back
/// to where it was is what a power cut in the middle of the last commit leaves.
const UNTOUCHED: u64 = 3 << 20;

/// A folder with one database in it.
#[derive(Clone)]
pub struct Disk {
    /// Everything in it goes along, as a person copies a folder.
    pub folder: PathBuf,
    /// The database.
    pub name: &'static str,
}

impl Disk {
    /// The database's path.
    pub fn database(&self) -> PathBuf {
        self.folder.join(self.name)
    }

    fn log(&self) -> PathBuf {
        self.folder.join(format!("{}-wal", self.name))
    }

    /// How long its log is.
    pub fn log_length(&self) -> u64 {
        fs::metadata(self.log()).map_or(0, |found| found.len())
    }

    /// A copy as it lies there.
    pub fn copy(&self, to: &Path) -> Self {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(&self.folder).expect("the folder is there") {
            let from = entry.expect("an entry").path();
            if from.is_file() {
                let name = from.file_name().expect("a name");
                fs::copy(&from, to.join(name)).expect("copied");
            }
        }
        Self {
            folder: to.to_owned(),
            name: self.name,
        }
    }

    /// What a power cut leaves now, and whether the last commit is in it: it began when the log was `before`
    /// long.
    pub fn after_power_cut(&self, to: &Path, before: u64, chance: &mut Chance) -> (Self, bool) {
        let copy = self.copy(to);
        if chance.percent(50) {
            let _ = fs::remove_file(copy.folder.join(format!("{}-shm", self.name)));
        }
        let now = self.log_length();
        if before < now && now < UNTOUCHED && chance.percent(40) {
            let end = chance.between(before as i64, now as i64 - 1) as u64;
            let log = OpenOptions::new().write(true).open(copy.log());
            log.and_then(|log| log.set_len(end)).expect("cut");
            return (copy, false);
        }
        if now > 0 && chance.percent(30) {
            let torn: [u8; 64] = chance.bytes();
            let log = OpenOptions::new().append(true).open(copy.log());
            let times = 1 + chance.below(100);
            log.and_then(|mut log| log.write_all(&torn.repeat(times)))
                .expect("torn");
        }
        (copy, true)
    }
}
