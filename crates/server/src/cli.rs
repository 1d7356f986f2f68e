//! `tungnha-server`: the command line. Its arguments and documents are a contract (`docs/cli.md`).

mod addresses;
mod backup;
mod courier;
mod device;
mod enrol;
mod held;
mod init;
mod landing;
mod members;
mod open;
mod pictures;
mod qr;
mod reopen;
mod restore;
mod serve;
mod verify;

use clap::{Parser, Subcommand};
use serde::Serialize;
use std::path::PathBuf;
use std::process::ExitCode;

/// The area server of Từng Nhà: keeps the books, judges what devices hand in, hands on what is new.
#[derive(Parser, Debug)]
#[command(name = "tungnha-server", version, about, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Print one machine-readable JSON document on standard output and nothing else there.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Make a server's data directory, or add a book to one that is there. What is there already stays.
    Init(init::Init),
    /// Serve devices until Ctrl-C or SIGTERM.
    Serve(serve::Serve),
    /// Add a member and print the one-time link for a device of theirs.
    Enrol(enrol::Enrol),
    /// List the devices, those first that wait for an officer; accept or refuse one.
    Device(device::Device),
    /// The page that opens enrolment links in a browser: where it stands, and the file itself.
    Landing(landing::Landing),
    /// List the members with their devices.
    Members(members::Members),
    /// Change the hamlets of a member's present scope. Work in hamlets granted before still counts.
    Assign(members::Assign),
    /// Revoke a member: their devices may still hand in and read nothing.
    Revoke(members::Revoke),
    /// List what waits in the inbox for a person, or decide about it.
    Held(held::Held),
    /// Announce where devices find the server, or print what was announced.
    Addresses(addresses::Addresses),
    /// Answer parcels that somebody carried here, with replies to carry back.
    Courier(courier::Courier),
    /// Write the pictures that were taken at mobile points to a folder.
    Pictures(pictures::Pictures),
    /// Write one moment of the database to a file, also while a server serves it.
    Backup(backup::Backup),
    /// Put a backup in the database's place. What is there is set aside, never deleted; the keys stay.
    Restore(restore::Restore),
    /// After a restore, once people have looked through who is revoked: let devices read again.
    Reopen(reopen::Reopen),
    /// Verify that the tables are what the deltas, receipts and signatures say.
    Verify(verify::Verify),
}

/// Where the server keeps everything.
#[derive(clap::Args, Debug)]
struct Data {
    /// The server's data directory.
    #[arg(long = "data", value_name = "DIR")]
    folder: PathBuf,
}

/// What a command ends with.
struct Done {
    /// For people, on standard output.
    text: String,
    /// For machines.
    json: serde_json::Value,
    /// Whether it did what was asked.
    good: bool,
}

impl Done {
    /// Everything was said already.
    const SAID: Self = Self {
        text: String::new(),
        json: serde_json::Value::Null,
        good: true,
    };

    fn new(text: String, json: &impl Serialize) -> Result<Self, Failure> {
        let json = serde_json::to_value(json)?;
        let good = true;
        Ok(Self { text, json, good })
    }
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// The arguments do not go together.
    #[error("{0}")]
    Usage(&'static str),
    /// What was asked cannot be done, in words for the person who asked.
    #[error("{0}")]
    Refused(String),
    /// Storage.
    #[error("{}", in_full(.0))]
    Storage(#[from] crate::storage::StorageError),
    /// Keys.
    #[error(transparent)]
    Keys(#[from] crate::keys::KeysError),
    /// TLS.
    #[error(transparent)]
    Tls(#[from] crate::tls::TlsError),
    /// The campaign's file.
    #[error("campaign file: {0}")]
    Campaign(#[from] crate::campaign::CampaignError),
    /// The units' file.
    #[error("units file: {0}")]
    Units(#[from] crate::units::UnitsError),
    /// The operating system.
    #[error("{0}")]
    System(#[from] std::io::Error),
    /// No randomness.
    #[error("the operating system gives no randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// A document could not be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// The code for machines.
    const fn code(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::Refused(_) => "refused",
            Self::Storage(crate::storage::StorageError::Busy) => "busy",
            Self::Storage(_) => "storage",
            Self::Keys(_) | Self::Tls(_) => "keys",
            Self::Campaign(_) | Self::Units(_) => "bad_file",
            Self::System(_) | Self::Random(_) | Self::Json(_) => "system",
        }
    }
}

fn in_full(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    text
}

/// Runs the program. 0: done; 1: refused or failed, with a reason; 2: wrong usage.
pub fn main() -> ExitCode {
    match Arguments::try_parse() {
        Ok(arguments) => run(arguments),
        Err(asked) => not_a_command(&asked),
    }
}

/// Wrong usage, or a wish for help, which is none.
fn not_a_command(asked: &clap::Error) -> ExitCode {
    let wrong = asked.use_stderr();
    if wrong && std::env::args_os().any(|argument| argument == "--json") {
        say_failure(
            "usage",
            asked.to_string().lines().next().unwrap_or_default(),
        );
    }
    // Nobody is left to tell when the reader went away.
    let _ = asked.print();
    if wrong {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    }
}

fn say_failure(code: &str, detail: &str) {
    println!(
        "{}",
        serde_json::json!({"error": {"code": code, "detail": detail}})
    );
}

fn run(arguments: Arguments) -> ExitCode {
    let json = arguments.json;
    let done = match arguments.command {
        Command::Init(command) => command.run(),
        Command::Serve(command) => command.run(json),
        Command::Enrol(command) => command.run(),
        Command::Device(command) => command.run(),
        Command::Landing(command) => command.run(),
        Command::Members(command) => command.run(),
        Command::Assign(command) => command.run(),
        Command::Revoke(command) => command.run(),
        Command::Held(command) => command.run(),
        Command::Addresses(command) => command.run(),
        Command::Courier(command) => command.run(),
        Command::Pictures(command) => command.run(),
        Command::Backup(command) => command.run(),
        Command::Restore(command) => command.run(),
        Command::Reopen(command) => command.run(),
        Command::Verify(command) => command.run(),
    };
    match done {
        Ok(done) => {
            if json && !done.json.is_null() {
                println!("{}", done.json);
            } else if !done.text.is_empty() {
                println!("{}", done.text.trim_end());
            }
            if done.good {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(failure) => {
            if json {
                say_failure(failure.code(), &failure.to_string());
            }
            eprintln!("tungnha-server: {failure}");
            match failure {
                Failure::Usage(_) => ExitCode::from(2),
                _ => ExitCode::FAILURE,
            }
        }
    }
}
