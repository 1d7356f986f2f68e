//! `tungnha-sample`: the program's arguments, documents and exit codes, a contract (`docs/cli.md`).

use crate::files::{self, Order, Report, What};
use crate::{DEFAULT_SEED, LIST_AS_OF, plan};
use clap::Parser;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use tungnha_core::time::{Day, Instant};

/// Make a believable synthetic district: resident lists, unit tree and campaigns, nobody real
///
/// Writes one workbook for each of 19 communes: the 17 units of huyện Cẩm Thủy with exactly the
/// counts of their plan's appendix (101,527 people of 14 and older), Ia Dom, and an invented
/// commune of Thanh Trì, Đông Trạch; a campaign-<commune>.json for each; and units.csv. The same
/// seed and days give the same bytes. Personal ids have province codes that were never issued,
/// telephone numbers lie in ranges without an operator.
#[derive(Parser, Debug)]
#[command(
    name = "tungnha-sample",
    version,
    after_help = "Exit codes: 0 done; 1 failed, the reason is on standard error; 2 wrong usage.\n\n\
        Examples:\n  \
        tungnha-sample --out data --today 2026-12-02\n  \
        tungnha-sample --out data --commune 'Cẩm Tân' --dirty --json"
)]
pub struct Arguments {
    /// Folder to write into; made if missing, files of the same names are replaced
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Everything is drawn from this number
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SEED)]
    seed: u64,

    /// Only this commune (name, file name or code); may be given several times
    #[arg(long, value_name = "NAME", value_parser = commune)]
    commune: Vec<usize>,

    /// Also write dirty-cam-tan.xlsx, a list with 40 faults, and expected.json, what an importer
    /// should make of each
    #[arg(long)]
    dirty: bool,

    /// As-of date of the lists, reference date of all ages, and the day around which the campaigns
    /// run (from ten days before to twenty after). Without it the lists are as of 2026-11-05 and
    /// the campaigns run around the clock's today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Day>,

    /// Print one JSON document on standard output: the files with their counts
    #[arg(long)]
    json: bool,
}

/// Runs the program: 0 done, 1 failed, 2 wrong usage.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(asked) => return not_an_order(&asked),
    };
    let json = arguments.json;
    let order = Order {
        out: arguments.out,
        seed: arguments.seed,
        as_of: arguments.today.unwrap_or(LIST_AS_OF),
        today: arguments.today.unwrap_or_else(clock),
        communes: arguments.commune,
        dirty: arguments.dirty,
    };
    let said = files::write(&order)
        .map_err(|error| error.to_string())
        .and_then(|report| match json {
            true => serde_json::to_string_pretty(&report).map_err(|error| error.to_string()),
            false => Ok(in_words(&report)),
        });
    match said {
        Ok(text) => {
            say(&text);
            ExitCode::SUCCESS
        }
        Err(error) => {
            if json {
                say(&failure("failed", &error));
            }
            eprintln!("tungnha-sample: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Wrong usage, or a wish for help, which is none.
fn not_an_order(asked: &clap::Error) -> ExitCode {
    let wrong = asked.use_stderr();
    if wrong && std::env::args_os().any(|argument| argument == "--json") {
        let detail = asked.to_string();
        say(&failure("usage", detail.lines().next().unwrap_or_default()));
    }
    let _ = asked.print();
    match wrong {
        true => ExitCode::from(2),
        false => ExitCode::SUCCESS,
    }
}

fn failure(code: &str, detail: &str) -> String {
    serde_json::json!({ "error": { "code": code, "detail": detail } }).to_string()
}

/// A reader that went away is no failure: the files are written.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// The calendar day in Việt Nam by this computer's clock.
fn clock() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map_or(0, |time| time.as_secs());
    Instant(i64::try_from(seconds).unwrap_or(0)).day()
}

fn commune(text: &str) -> Result<usize, String> {
    plan::find(text).ok_or_else(|| {
        let names: Vec<&str> = plan::PLANS.iter().map(|plan| plan.name).collect();
        format!("no such commune; there are {}", names.join(", "))
    })
}

/// Years for which the sample's ids and dates of approval make sense.
const YEARS: std::ops::RangeInclusive<i32> = 2016..=2100;

fn day(text: &str) -> Result<Day, String> {
    let parts: Vec<Option<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    let day = match parts.as_slice() {
        [Some(year), Some(month), Some(day)] if text.len() == 10 => i32::try_from(*year)
            .ok()
            .filter(|year| YEARS.contains(year))
            .and_then(|year| Day::from_ymd(year, *month, *day)),
        _ => None,
    };
    day.ok_or_else(|| "not a day YYYY-MM-DD between 2016 and 2100".to_owned())
}

fn in_words(report: &Report) -> String {
    let mut lines = vec![format!(
        "{}: seed {}, lists as of {}, campaigns around {}",
        report.out.display(),
        report.seed,
        report.as_of,
        report.today
    )];
    for written in &report.files {
        let counts = match &written.what {
            What::Workbook(counts) => format!(
                "{}: {} hamlets, {} households, {} people, {} of 14 and older",
                counts.commune, counts.hamlets, counts.households, counts.people, counts.eligible
            ),
            What::Campaign { commune } => format!("campaign of {commune}"),
            What::Units { rows } => format!("{rows} units"),
            What::DirtyWorkbook { rows } => format!("{rows} rows"),
            What::Expected { faults } => format!("{faults} faults"),
        };
        lines.push(format!("  {:<26} {counts}", written.file));
    }
    lines.join("\n")
}
