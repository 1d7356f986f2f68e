//! A device's folder on disk: held by one program at a time, one member directly inside and each further one
//! in `members/<number>/`.

use crate::{ApiError, ErrorCode};
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};
use tungnha_store::StoreError;

/// Held by whoever has the folder open. Empty; it stays behind, since removing it would race.
const HOLD: &str = "device.lock";
/// The number of the member whose lock screen comes first.
const CURRENT: &str = "current";
const MEMBERS: &str = "members";
/// How long a program that is about to end is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
const AGAIN: Duration = Duration::from_millis(50);

/// The first member's number: the one directly inside, as devices of one member have always been.
pub(crate) const FIRST: u32 = 1;

/// The folders that this program holds: the same one twice in one program is one hold.
static HELD: Mutex<BTreeMap<PathBuf, Weak<File>>> = Mutex::new(BTreeMap::new());

/// The folder, held.
pub(crate) struct Folder {
    root: PathBuf,
    /// Let go of with the last device on it; also when the program is killed.
    _held: Arc<File>,
}

impl Folder {
    /// Makes the folder if it is not there, and holds it.
    ///
    /// # Errors
    /// `FileBusy` when another program has held it for five seconds, `Internal` or `DiskFull` when it cannot be
    /// used.
    pub(crate) fn hold(root: PathBuf) -> Result<Self, ApiError> {
        fs::create_dir_all(&root).map_err(StoreError::from)?;
        let name = root.canonicalize().map_err(StoreError::from)?;
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = held.get(&name).and_then(Weak::upgrade) {
            return Ok(Self { root, _held: file });
        }
        let file = Arc::new(alone(&root, PATIENCE)?);
        held.retain(|_, file| file.strong_count() > 0);
        held.insert(name, Arc::downgrade(&file));
        Ok(Self { root, _held: file })
    }

    /// Where the member of this number has vault and file; not made yet, perhaps.
    pub(crate) fn of(&self, number: u32) -> PathBuf {
        if number == FIRST {
            self.root.clone()
        } else {
            self.root.join(MEMBERS).join(number.to_string())
        }
    }

    /// The numbers that may be a member's, the first among them, in rising order.
    pub(crate) fn numbers(&self) -> Result<Vec<u32>, ApiError> {
        let mut numbers = vec![FIRST];
        match fs::read_dir(self.root.join(MEMBERS)) {
            Ok(entries) => {
                for entry in entries {
                    let name = entry.map_err(StoreError::from)?.file_name();
                    let number = name.to_str().and_then(|name| name.parse().ok());
                    // What is not written as this program writes it is somebody else's.
                    numbers.extend(number.filter(|n: &u32| *n > FIRST && *n.to_string() == *name));
                }
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(StoreError::from(e).into()),
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The number that was current last, if it is known.
    pub(crate) fn current(&self) -> Option<u32> {
        let kept = fs::read_to_string(self.root.join(CURRENT)).ok()?;
        kept.trim().parse().ok()
    }

    /// Remembers whose lock screen comes first. A courtesy: nothing fails when it cannot be kept.
    pub(crate) fn keep_current(&self, number: u32) {
        // A device of one member has no such file.
        if number != self.current().unwrap_or(FIRST) {
            let _ = write_whole(&self.root.join(CURRENT), number);
        }
    }
}

/// Holds the folder against other programs, after waiting for at most `patience`.
fn alone(root: &Path, patience: Duration) -> Result<File, ApiError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(root.join(HOLD))
        .map_err(StoreError::from)?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if began.elapsed() < patience => {
                std::thread::sleep(AGAIN);
            }
            Err(TryLockError::WouldBlock) => return Err(ErrorCode::FileBusy.into()),
            // A file system without locks: SQLite's own keep the file whole.
            Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {
                return Ok(file);
            }
            Err(TryLockError::Error(e)) => return Err(StoreError::from(e).into()),
        }
    }
}

/// Writes a number into a file of its own, whole or not at all; not forced to disk.
pub(crate) fn write_whole(path: &Path, number: u32) -> io::Result<()> {
    let draft = path.with_extension("new");
    fs::write(&draft, format!("{number}\n")).and_then(|()| fs::rename(&draft, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_as_they_are_written_are_members() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = Folder::hold(root.path().to_owned()).expect("held");
        assert_eq!(folder.numbers().expect("read"), [1]);
        for name in ["3", "12", "2", "1", "0", "02", "-4", "x", "99999999999"] {
            fs::create_dir_all(root.path().join(MEMBERS).join(name)).expect("made");
        }
        assert_eq!(folder.numbers().expect("read"), [1, 2, 3, 12]);
        assert_eq!(folder.of(1), root.path());
        assert_eq!(folder.of(12), root.path().join("members/12"));
    }

    #[test]
    fn the_current_number_is_kept_and_a_torn_one_forgotten() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = Folder::hold(root.path().to_owned()).expect("held");
        folder.keep_current(1);
        assert!(!root.path().join(CURRENT).exists());
        folder.keep_current(2);
        assert_eq!(folder.current(), Some(2));
        folder.keep_current(1);
        assert_eq!(folder.current(), Some(1));
        fs::write(root.path().join(CURRENT), "\0\0").expect("written");
        assert_eq!(folder.current(), None);
    }

    #[test]
    fn another_hold_waits_for_a_while_and_is_refused_then() {
        let root = tempfile::tempdir().expect("a folder");
        let held = alone(root.path(), PATIENCE).expect("held");
        let refused = alone(root.path(), AGAIN * 2).expect_err("held already");
        assert_eq!(refused.code, ErrorCode::FileBusy);
        let path = root.path().to_owned();
        let other = std::thread::spawn(move || alone(&path, PATIENCE).map(|_| ()));
        std::thread::sleep(AGAIN * 3);
        assert!(!other.is_finished());
        drop(held);
        assert_eq!(other.join().expect("ended"), Ok(()));
    }

    #[test]
    fn one_program_may_open_it_twice_and_lets_go_with_the_last() {
        let root = tempfile::tempdir().expect("a folder");
        let one = Folder::hold(root.path().to_owned()).expect("held");
        let other = Folder::hold(root.path().to_owned()).expect("the same hold");
        drop(one);
        assert!(alone(root.path(), AGAIN).is_err());
        drop(other);
        assert!(alone(root.path(), AGAIN).is_ok());
    }
}
