//! `tungnha`: a device without a window, for scripts and tests. Every command is one or two operations
//! of `tungnha-api`; arguments and `--json` shapes are a contract (`docs/cli.md`, generated from
//! [`args`] and [`documents`]).

pub mod args;
mod courier;
pub mod documents;
mod held;
mod output;
mod pin;
mod run;
mod sentence;
mod settle;

use args::Args;
use clap::Parser;
use std::process::ExitCode;

/// Carries out what the program's arguments ask. 0: done; 1: refused or failed, with a reason; 2: wrong
/// usage.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(asked) => return not_a_command(&asked),
    };
    match run::run(&args) {
        Ok(output) => {
            output.print(args.json);
            ExitCode::from(output.exit_code())
        }
        Err(error) => {
            output::print_error(&error, args.json);
            ExitCode::from(1)
        }
    }
}

/// Wrong usage, or a wish for help, which is none.
fn not_a_command(asked: &clap::Error) -> ExitCode {
    let wrong = asked.use_stderr();
    if wrong && std::env::args_os().any(|arg| arg == "--json") {
        output::print_wrong_usage(asked);
    }
    // Nobody is left to tell when the reader went away.
    let _ = asked.print();
    if wrong {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    }
}
