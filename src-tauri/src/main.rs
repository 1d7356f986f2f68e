// No console window beside the program on Windows.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

//! Starts the window; everything is in the library, which a phone loads too.

use std::process::ExitCode;

use clap::Parser;
use tungnha_app::{Arguments, run};

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tungnha-app: {error}");
            ExitCode::FAILURE
        }
    }
}
