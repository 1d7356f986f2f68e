//! What can be asked on the command line.

mod office;

pub use office::{DevicesAction, HeldAction};

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Từng Nhà without a window: one device, driven by commands.
///
/// The PIN comes from the environment variable TUNGNHA_PIN, or is asked for; it is never an argument.
/// Exit codes: 0 done; 1 refused or failed, with a reason; 2 wrong usage.
#[derive(Parser, Debug)]
#[command(name = "tungnha", version)]
pub struct Args {
    /// The device's folder; made by `enrol` if it is not there
    #[arg(long, value_name = "DIR", env = "TUNGNHA_HOME", hide_env_values = true)]
    pub home: PathBuf,
    /// Print one machine-readable document on standard output and nothing else there
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Make this device a member's, with the one-time link that the server printed
    Enrol {
        /// tungnha://enrol?at=…&code=…&key=…
        link: String,
        /// What to call this device on the office's list
        #[arg(long, value_name = "NAME")]
        device_name: Option<String>,
    },
    /// Give a device another PIN when its member forgot the old one. Work that was not sent is kept.
    ///
    /// For the office that keeps the server's recovery.key; whoever has that file can open every device's.
    Recover {
        /// The server's recovery.key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// Of a device of several people: whose PIN, by the number that stands in `members/`; 1 for the first
        #[arg(long, value_name = "NUMBER")]
        member: Option<u32>,
    },
    /// Take in a resident list from a spreadsheet; rows that cannot be taken are counted and named
    Import {
        /// An .xlsx workbook
        file: PathBuf,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
    },
    /// List people with the ids that the other commands take
    List {
        /// Only of this hamlet, by its id or name
        #[arg(long, value_name = "HAMLET")]
        hamlet: Option<String>,
        /// Only who lacks this app
        #[arg(long, value_name = "APP")]
        lacking: Option<App>,
        /// Only who is found by these words, with or without tone marks
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
        /// Skip so many
        #[arg(long, default_value_t = 0, value_name = "N")]
        offset: u32,
        /// At most so many
        #[arg(long, default_value_t = 1_000_000, value_name = "N")]
        limit: u32,
    },
    /// Record a visit to a door
    Visit {
        /// The household's id, as `list` prints it
        household: String,
        /// What happened
        #[arg(long)]
        outcome: Outcome,
        /// For come_back: when, in seconds since 1970
        #[arg(long, value_name = "SECONDS")]
        come_back_at: Option<i64>,
        /// A word to the next visitor
        #[arg(long)]
        note: Option<String>,
    },
    /// Record how far a person's account has come
    Record {
        /// The resident's id, as `list` prints it
        resident: String,
        /// Which app
        #[arg(long)]
        app: App,
        /// VNeID: 1 or 2; other apps: 0
        #[arg(long, default_value_t = 0)]
        level: u8,
        /// activated, dossier_collected, installed, account_created, logged_in, in_use, …
        #[arg(long)]
        stage: String,
        /// The citizen's word instead of what was seen
        #[arg(long)]
        citizen_statement: bool,
        /// The visit's id during which it was seen
        #[arg(long, value_name = "VISIT")]
        visit: Option<String>,
    },
    /// Take back what this device said
    Retract {
        /// The id of the visit, record or decision
        delta: String,
    },
    /// Hand in what is unsent and take what is new
    Sync {
        /// End with a closing check: do this device and the server show the same?
        #[arg(long)]
        check: bool,
    },
    /// A day without any network: an exchange as sealed files that anybody may carry
    Courier {
        /// What to do
        #[command(subcommand)]
        action: CourierAction,
    },
    /// Learn where the server may be found now, from the link that the office shows as a QR code
    Address {
        /// tungnha://server?at=…&issued=…&signature=…
        link: String,
    },
    /// Accept or refuse phones that wait for an officer: without arguments, list them
    Devices {
        /// What to do; `list` when left out
        #[command(subcommand)]
        action: Option<DevicesAction>,
    },
    /// Decide what the server holds back: without arguments, list it
    Held {
        /// What to do; `list` when left out
        #[command(subcommand)]
        action: Option<HeldAction>,
    },
    /// Review claims
    Review {
        /// What to do; `list` when left out
        #[command(subcommand)]
        action: Option<ReviewAction>,
    },
    /// Settle what several people said differently: without arguments, list it
    #[command(args_conflicts_with_subcommands = true)]
    Settle {
        /// What to do; `list` when left out
        #[command(subcommand)]
        action: Option<SettleAction>,
        /// The id of the statement that stands, as `settle list` prints it
        #[arg(value_name = "ID")]
        stands: Option<String>,
        /// The ids of all others that were seen; left out, all that are there now
        #[arg(long, value_name = "ID", num_args = 1.., requires = "stands")]
        over: Vec<String>,
    },
    /// Write a list as a spreadsheet
    Export {
        /// Which list
        #[command(subcommand)]
        list: Export,
    },
    /// Where this device stands, and whether the work is safe
    Status,
    /// Fold everything and compare it with the tables
    Verify,
}

/// What a reviewer does.
#[derive(Subcommand, Debug)]
pub enum ReviewAction {
    /// List claims, the oldest first
    List {
        /// Which claims
        #[arg(long, default_value = "waiting")]
        state: ClaimState,
        /// Only about this app
        #[arg(long, value_name = "APP")]
        app: Option<App>,
        /// Only by this volunteer
        #[arg(long, value_name = "NAME")]
        volunteer: Option<String>,
        /// Skip so many
        #[arg(long, default_value_t = 0, value_name = "N")]
        offset: u32,
        /// At most so many
        #[arg(long, default_value_t = 500, value_name = "N")]
        limit: u32,
    },
    /// Confirm claims
    Confirm {
        /// Their ids, as `review list` prints them
        #[arg(required = true)]
        claims: Vec<String>,
    },
    /// Return claims with a reason
    Return {
        /// Their ids
        #[arg(required = true)]
        claims: Vec<String>,
        /// Why, in words that the volunteer will read
        #[arg(long)]
        reason: String,
    },
}

/// What a person who settles does.
#[derive(Subcommand, Debug)]
pub enum SettleAction {
    /// List what was said differently, side by side
    List {
        /// Only of this hamlet, by its id
        #[arg(long, value_name = "HAMLET")]
        hamlet: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 100, value_name = "N")]
        limit: u32,
        /// Only what comes after: the `next` of the document before
        #[arg(long, value_name = "NEXT")]
        after: Option<String>,
    },
}

/// What is done with a courier's files.
#[derive(Subcommand, Debug)]
pub enum CourierAction {
    /// Write what this device would say to the server, for a stick, mail or any other phone
    Out {
        /// The parcel to write
        file: PathBuf,
    },
    /// Take in what the server answered
    In {
        /// The reply
        file: PathBuf,
    },
    /// Hand any device's parcel to the server over this device's line
    Carry {
        /// The parcel
        file: PathBuf,
        /// Where to write the reply; left out, beside the parcel
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
}

/// Which list to write.
#[derive(Subcommand, Debug)]
pub enum Export {
    /// The list of confirmed claims (danh sách xác nhận)
    ConfirmationList {
        /// The .xlsx file to write
        file: PathBuf,
    },
}

/// An app.
#[derive(ValueEnum, Clone, Copy, Debug)]
#[value(rename_all = "snake_case")]
pub enum App {
    /// VNeID
    Vneid,
    /// iHanoi
    Ihanoi,
    /// eTax Mobile
    Etax,
}

/// What happened at the door.
#[derive(ValueEnum, Clone, Copy, Debug)]
#[value(rename_all = "snake_case")]
pub enum Outcome {
    /// Gặp
    Met,
    /// Vắng
    Absent,
    /// Hẹn lại
    ComeBack,
    /// Từ chối
    Refused,
    /// Cả hộ chuyển đi
    MovedOut,
    /// Không tìm thấy nhà
    NotFound,
}

/// Where claims stand.
#[derive(ValueEnum, Clone, Copy, Debug)]
#[value(rename_all = "snake_case")]
pub enum ClaimState {
    /// Chờ xác nhận
    Waiting,
    /// Đã xác nhận
    Confirmed,
    /// Trả lại
    Returned,
}

/// The word that travels.
pub fn word(value: impl ValueEnum) -> String {
    value
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn settle(arguments: &[&str]) -> Option<(bool, Option<String>, Vec<String>)> {
        let line = [&["tungnha", "--home", "h", "settle"], arguments].concat();
        match Args::try_parse_from(line).ok()?.command {
            Command::Settle {
                action,
                stands,
                over,
            } => Some((action.is_some(), stands, over)),
            _ => None,
        }
    }

    #[test]
    fn the_definitions_hold_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn settle_lists_or_settles() {
        let id = |text: &str| text.to_owned();
        assert_eq!(settle(&[]), Some((false, None, Vec::new())));
        assert_eq!(settle(&["list"]), Some((true, None, Vec::new())));
        assert_eq!(settle(&["a-1"]), Some((false, Some(id("a-1")), Vec::new())));
        let both = Some((false, Some(id("a-1")), vec![id("b-2"), id("c-3")]));
        assert_eq!(settle(&["a-1", "--over", "b-2", "c-3"]), both);
        assert_eq!(settle(&["a-1", "--over", "b-2", "--over", "c-3"]), both);
        for wrong in [&["--over", "b-2"][..], &["a-1", "list"], &["a-1", "--over"]] {
            assert_eq!(settle(wrong), None, "{wrong:?}");
        }
    }
}
