//! What is generated from the Rust code is as the code is now. `make generate` writes it again.

mod reference;
mod types;

use tungnha_tests::is_current;

#[test]
fn generated_types_of_the_screen() {
    is_current(
        "ui/src/lib/api.gen.ts",
        &tungnha_api::typescript::generate(),
    );
}

#[test]
fn generated_reference_of_the_command_line() {
    is_current("docs/cli.md", &reference::markdown());
}
