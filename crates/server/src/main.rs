//! The area server's program; see [`tungnha_server::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    tungnha_server::cli::main()
}
