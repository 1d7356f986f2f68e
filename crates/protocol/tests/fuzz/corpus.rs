//! The corpus on disk: one folder for each reader, every file a test for ever.

use std::fs;
use std::path::PathBuf;

fn folder(reader: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(reader)
}

/// (file's name, bytes), by name.
pub fn of(reader: &str) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(folder(reader))
        .expect("a folder of the corpus")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read(&path).expect("bytes"))
        })
        .collect();
    found.sort();
    found
}

/// Writes one file of the corpus.
pub fn put(reader: &str, name: &str, bytes: &[u8]) -> PathBuf {
    let folder = folder(reader);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    fs::write(&path, bytes).expect("written");
    path
}

/// Keeps a finding under a name that its bytes give it.
pub fn keep(reader: &str, bytes: &[u8]) -> PathBuf {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(bytes);
    let name: String = digest.iter().take(6).map(|b| format!("{b:02x}")).collect();
    put(reader, &format!("found-{name}"), bytes)
}
