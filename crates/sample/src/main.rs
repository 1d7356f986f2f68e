//! The program `tungnha-sample`; see [`tungnha_sample::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    tungnha_sample::cli::main()
}
