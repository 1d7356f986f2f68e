//! What is generated from the Rust code is as the code is now. `make generate` writes it again.

use tungnha_tests::is_current;

#[test]
fn generated_types_of_the_screen() {
    is_current("ui/src/lib/api.gen.ts", &tungnha_api::typescript::generate());
}
