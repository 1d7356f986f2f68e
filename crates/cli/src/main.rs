//! The program `tungnha`; see [`tungnha_cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    tungnha_cli::main()
}
