//! `tungnha-bench`: what the product's main steps cost, each beside its raw limit of the same run.
//!
//! The server is the real process over TLS on loopback; devices are real ones in folders that go
//! afterwards. Nothing here fails because something was slow: figures move by a factor of two from
//! minute to minute on a shared machine, ratios of one run less. What must be so (nothing lost, the
//! same file twice changes nothing) is checked, and ends the run when it is not.

mod bad_line;
mod base;
mod day;
mod district;
mod evening;
mod field;
mod figures;
mod find;
mod first_sync;
mod idle;
mod import;
mod import_large;
mod large;
mod million;
mod office;
mod phone;
mod raw;
mod review;
mod roll;
mod same_person;
mod steps;
mod wire;

use clap::Parser;
use district::District;
use figures::Figures;
use std::path::PathBuf;
use std::process::ExitCode;

/// What everything here may end with: a bench tells and stops.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Measure the main steps on workload W, each beside its raw limit of the same run
///
/// Prints a Markdown table. Needs `tungnha-server` of the same build beside it.
#[derive(Parser)]
#[command(name = "tungnha-bench", version)]
struct Arguments {
    /// Only this one; may be repeated: import, first-sync, day, bad-line, evening, idle, same-person,
    /// large, find, field, review
    #[arg(long, value_name = "NAME", value_parser = NAMES)]
    only: Vec<String>,
    /// Fewer repetitions, and 20,000 residents instead of 100,000 in `large`, `find`, `field` and `review`
    #[arg(long)]
    quick: bool,
    /// Print one JSON document instead of the table
    #[arg(long)]
    json: bool,
    /// Where to work; on the disk that is to be measured
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Be a device in this folder that starts, for `field`
    #[arg(long, value_name = "DIR", hide = true)]
    start: Option<PathBuf>,
    /// Be a device that takes in the list of this folder, for `import`
    #[arg(long, value_name = "DIR", hide = true)]
    import: Option<PathBuf>,
    /// Leave the officer's device of `field` in this folder, for the window, and stop
    #[arg(long, value_name = "DIR", hide = true)]
    officer: Option<PathBuf>,
}

const NAMES: [&str; 11] = [
    "import",
    "first-sync",
    "day",
    "bad-line",
    "evening",
    "idle",
    "same-person",
    "large",
    "find",
    "field",
    "review",
];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(ended) = alone(&arguments) {
        return match ended {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("tungnha-bench: {error}");
                ExitCode::FAILURE
            }
        };
    }
    match run(&arguments) {
        Ok(figures) if arguments.json => println!("{}", figures.json()),
        Ok(figures) => println!("{}", figures.markdown()),
        Err(error) => {
            eprintln!("tungnha-bench: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// What this process does when it is only a part of a measurement; `None` when it is the whole.
fn alone(arguments: &Arguments) -> Option<Result<()>> {
    if let Some(home) = &arguments.start {
        Some(field::start(home))
    } else if let Some(folder) = &arguments.import {
        Some(import_large::take(folder))
    } else {
        let folder = arguments.officer.as_ref()?;
        Some(field::prepare(folder, arguments.quick).map(|_| ()))
    }
}

fn run(arguments: &Arguments) -> Result<Figures> {
    let folder = match &arguments.dir {
        Some(dir) => {
            std::fs::create_dir_all(dir)?;
            tempfile::tempdir_in(dir)?
        }
        None => tempfile::tempdir()?,
    };
    let wanted =
        |name: &str| arguments.only.is_empty() || arguments.only.iter().any(|only| only == name);
    let mut figures = Figures::default();
    if wanted("import") {
        import_large::measure(&folder.path().join("import"), &mut figures)?;
        import::measure(&folder.path().join("import"), arguments.quick, &mut figures)?;
    }
    if [
        "first-sync",
        "day",
        "bad-line",
        "evening",
        "idle",
        "same-person",
    ]
    .into_iter()
    .any(wanted)
    {
        let mut district = District::prepare(&folder.path().join("district"))?;
        if wanted("first-sync") {
            first_sync::measure(&mut district, arguments.quick, &mut figures)?;
        }
        if wanted("day") {
            day::measure(&mut district, arguments.quick, &mut figures)?;
        }
        if wanted("bad-line") {
            bad_line::measure(&mut district, arguments.quick, &mut figures)?;
        }
        if wanted("evening") {
            evening::measure(&mut district, arguments.quick, &mut figures)?;
        }
        if wanted("idle") {
            idle::measure(&mut district, arguments.quick, &mut figures)?;
        }
        if wanted("same-person") {
            same_person::measure(&mut district, &mut figures)?;
        }
    }
    if wanted("large") {
        large::measure(&folder.path().join("large"), arguments.quick, &mut figures)?;
    }
    if wanted("find") {
        // The same list, if it is there.
        find::measure(&folder.path().join("large"), arguments.quick, &mut figures)?;
    }
    if wanted("field") {
        field::measure(&folder.path().join("large"), arguments.quick, &mut figures)?;
    }
    if wanted("review") {
        review::measure(&folder.path().join("large"), arguments.quick, &mut figures)?;
    }
    Ok(figures)
}

/// Tells on standard error what is being done, since some of it takes a minute.
fn say(what: &str) {
    eprintln!("· {what}");
}
