//! Prints the UI's types; `make generate` writes them to `ui/src/lib/api.gen.ts`.

fn main() {
    print!("{}", tungnha_api::typescript::generate());
}
