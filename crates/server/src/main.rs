//! The area server's program; see [`tungnha_server::cli`].

use clap::Parser;
use std::process::ExitCode;
use tungnha_server::cli;

fn main() -> ExitCode {
    cli::run(cli::Arguments::parse())
}
