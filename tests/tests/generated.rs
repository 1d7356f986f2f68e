//! What is generated from the Rust code is as the code is now. `make generate` writes it again.

use std::path::Path;

#[test]
fn generated_types_of_the_screen() {
    is_current("ui/src/lib/api.gen.ts", &tungnha_api::typescript::generate());
}

/// Fails when `file` says something else than `now`; with `TUNGNHA_GENERATE` set, writes it instead.
fn is_current(file: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    if std::env::var_os("TUNGNHA_GENERATE").is_some() {
        std::fs::write(&path, now).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == now, "{file} is stale: run `make generate`");
}
