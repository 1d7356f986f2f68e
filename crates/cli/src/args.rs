//! What can be asked on the command line.

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
    Sync,
    /// Review claims
    Review {
        /// What to do; `list` when left out
        #[command(subcommand)]
        action: Option<ReviewAction>,
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
