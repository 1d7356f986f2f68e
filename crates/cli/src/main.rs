//! `tungnha`: a device without a window, for scripts and tests. Every command is one or two operations
//! of `tungnha-api`; arguments and `--json` shapes are a contract (`docs/cli.md`).

mod args;
mod output;
mod run;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let json = args.json;
    match run::run(&args) {
        Ok(output) => {
            output.print(json);
            ExitCode::from(output.exit_code())
        }
        Err(error) => {
            output::print_error(&error, json);
            ExitCode::from(1)
        }
    }
}
