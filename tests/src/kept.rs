//! Files that are kept in the project and must be what the programs say now.

use std::fs;

use crate::programs;

/// Fails when `file` (from the project's root) says something else than `now`; with `TUNGNHA_GENERATE`
/// set, writes it instead.
pub fn is_current(file: &str, now: &str) {
    let path = programs::root().join(file);
    if std::env::var_os("TUNGNHA_GENERATE").is_some() {
        fs::write(&path, now).expect("written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == now,
        "{file} is stale: run `make generate`, and look at what changed"
    );
}
