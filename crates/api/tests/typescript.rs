//! A stale file fails the check.

#[test]
fn the_ui_has_the_types_of_this_crate() {
    let written = include_str!("../../../ui/src/lib/api.gen.ts");
    assert!(
        written == tungnha_api::typescript::generate(),
        "ui/src/lib/api.gen.ts is stale: run `make generate`"
    );
}
