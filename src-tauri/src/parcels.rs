//! Files on their way into the system's sheet: in the app's cache, and gone at the next start.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder for files that are about to be shared, empty. What was shared before is nobody's any more:
/// sharing copies a file into the cache itself, under its own name, and leaves it there.
///
/// # Errors
/// The cache cannot be written to, or something in it cannot be removed.
pub fn empty(cache: &Path) -> io::Result<PathBuf> {
    let parcels = cache.join("parcels");
    fs::create_dir_all(&parcels)?;
    for file in fs::read_dir(&parcels)? {
        let file = file?;
        let copy = cache.join(file.file_name());
        if copy.is_file() {
            fs::remove_file(copy)?;
        }
        fs::remove_file(file.path())?;
    }
    Ok(parcels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_leaves_nothing_of_what_was_shared() {
        let cache = tempfile::tempdir().expect("a folder");
        let parcels = empty(cache.path()).expect("a first start");
        for place in [&parcels, cache.path()] {
            fs::write(place.join("cho-xac-nhan.xlsx"), "shared").expect("written");
        }
        fs::write(cache.path().join("of-the-webview"), "not ours").expect("written");
        assert_eq!(empty(cache.path()).expect("a second start"), parcels);
        assert_eq!(fs::read_dir(&parcels).expect("a folder").count(), 0);
        let left: Vec<_> = fs::read_dir(cache.path())
            .expect("a folder")
            .map(|file| file.expect("a file").file_name())
            .collect();
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(cache.path().join("of-the-webview").exists());
    }
}
