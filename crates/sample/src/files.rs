//! Writing the sample into a folder, and the report of what was written.

use crate::campaign;
use crate::commune::Commune;
use crate::dirty;
use crate::figures::Figures;
use crate::plan::{KEPT_COMMUNE, PLANS};
use crate::units::UNITS_CSV;
use crate::workbook;
use serde::Serialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tungnha_core::time::Day;
use tungnha_core::words::ResidentState;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Order {
    /// The folder; made if it is not there. Files of the same names are replaced.
    pub out: PathBuf,
    /// Everything follows from it.
    pub seed: u64,
    /// As-of date of the lists and reference date of the ages.
    pub as_of: Day,
    /// The day around which the campaigns lie.
    pub today: Day,
    /// Places in [`PLANS`]; empty for all.
    pub communes: Vec<usize>,
    /// Also the workbook with faults.
    pub dirty: bool,
}

/// What was written; also the one document of `--json`.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// As asked for.
    pub seed: u64,
    /// `yyyy-mm-dd`
    pub as_of: String,
    /// `yyyy-mm-dd`
    pub today: String,
    /// As asked for.
    pub out: PathBuf,
    /// In the order of writing.
    pub files: Vec<Written>,
}

/// One file.
#[derive(Clone, Debug, Serialize)]
pub struct Written {
    /// Its name inside the folder.
    pub file: String,
    /// Bytes.
    pub size: usize,
    /// What it is, and its counts.
    #[serde(flatten)]
    pub what: What,
}

/// What a file is.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// A commune's list.
    Workbook(Counts),
    /// A commune's campaign.
    Campaign {
        /// "Cẩm Tân"
        commune: String,
    },
    /// The unit tree.
    Units {
        /// Units, the header not counted.
        rows: usize,
    },
    /// The workbook with faults.
    DirtyWorkbook {
        /// Rows after the column numbers, whatever they hold, the signatures left out.
        rows: usize,
    },
    /// What an importer should make of the faults.
    Expected {
        /// How many.
        faults: usize,
    },
}

/// The counts of a commune's list.
#[derive(Clone, Debug, Serialize)]
pub struct Counts {
    /// "Cẩm Tân"
    pub commune: String,
    /// Five digits.
    pub code: String,
    /// Hamlets.
    pub hamlets: usize,
    /// Households.
    pub households: usize,
    /// Lines of the list: everybody, the dead and the moved too.
    pub people: usize,
    /// Living, below 14.
    pub under_14: usize,
    /// Đã mất.
    pub dead: usize,
    /// Đã chuyển đi.
    pub moved_out: usize,
    /// Everybody in the five columns.
    pub eligible: u32,
    /// The five columns.
    #[serde(flatten)]
    pub figures: Figures,
}

/// Why nothing, or not all, was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder or a file in it cannot be written.
    #[error("cannot write {path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The spreadsheet library refused something.
    #[error("cannot make the workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A document could not be put into words.
    #[error("cannot make the JSON document: {0}")]
    Json(#[from] serde_json::Error),
    /// The faults could not be planted.
    #[error(transparent)]
    Dirty(#[from] dirty::NoPlaceForFault),
}

/// Writes everything that `order` asks for, one commune after the other.
///
/// # Errors
/// The first file that cannot be made or written; those before it are whole.
pub fn write(order: &Order) -> Result<Report, WriteError> {
    fs::create_dir_all(&order.out).map_err(|source| WriteError::Io {
        path: order.out.clone(),
        source,
    })?;
    let mut files = Vec::new();
    for at in 0..PLANS.len() {
        if !order.communes.is_empty() && !order.communes.contains(&at) {
            continue;
        }
        if let Some(commune) = Commune::draw(order.seed, at, order.as_of) {
            files.extend(write_commune(order, &commune)?);
        }
    }
    if order.dirty
        && let Some(at) = PLANS.iter().position(|plan| plan.code == KEPT_COMMUNE)
        && let Some(commune) = Commune::draw(order.seed, at, order.as_of)
    {
        files.extend(write_dirty(order, &commune)?);
    }
    let rows = UNITS_CSV.lines().count() - 1;
    files.push(put(
        &order.out,
        "units.csv",
        UNITS_CSV.as_bytes(),
        What::Units { rows },
    )?);
    Ok(Report {
        seed: order.seed,
        as_of: campaign::iso(order.as_of),
        today: campaign::iso(order.today),
        out: order.out.clone(),
        files,
    })
}

fn write_commune(order: &Order, commune: &Commune) -> Result<[Written; 2], WriteError> {
    let plan = commune.plan;
    let bytes = workbook::workbook(commune, order.as_of)?;
    let name = format!("{}.xlsx", plan.slug);
    let list = What::Workbook(counts(commune, order.as_of));
    let list = put(&order.out, &name, &bytes, list)?;
    let frame = campaign::campaign(&plan, order.today, order.as_of);
    let mut json = serde_json::to_string_pretty(&frame)?;
    json.push('\n');
    let name = format!("campaign-{}.json", plan.slug);
    let commune = plan.name.to_owned();
    let frame = put(
        &order.out,
        &name,
        json.as_bytes(),
        What::Campaign { commune },
    )?;
    Ok([list, frame])
}

fn write_dirty(order: &Order, commune: &Commune) -> Result<[Written; 2], WriteError> {
    let dirty = dirty::draw(order.seed, commune, order.as_of)?;
    let bytes = dirty::workbook(&dirty, commune, order.as_of)?;
    let rows = dirty.rows.len();
    let book = What::DirtyWorkbook { rows };
    let book = put(&order.out, "dirty-cam-tan.xlsx", &bytes, book)?;
    let faults = dirty.expected.len();
    let json = dirty::expected_json(&dirty.expected)?;
    let what = What::Expected { faults };
    let expected = put(&order.out, "expected.json", json.as_bytes(), what)?;
    Ok([book, expected])
}

fn put(out: &Path, name: &str, bytes: &[u8], what: What) -> Result<Written, WriteError> {
    let path = out.join(name);
    match fs::write(&path, bytes) {
        Ok(()) => Ok(Written {
            file: name.to_owned(),
            size: bytes.len(),
            what,
        }),
        Err(source) => Err(WriteError::Io { path, source }),
    }
}

/// The counts of a commune's list as of `as_of`.
pub fn counts(commune: &Commune, as_of: Day) -> Counts {
    let figures = commune.figures(as_of);
    let with = |state| {
        let of = |one: &&crate::Resident| one.state == state;
        commune.residents.iter().filter(of).count()
    };
    let eligible = figures.eligible();
    Counts {
        commune: commune.plan.name.to_owned(),
        code: commune.plan.code.to_owned(),
        hamlets: commune.hamlets.len(),
        households: commune.households.len(),
        people: commune.residents.len(),
        under_14: with(ResidentState::Living) - eligible as usize,
        dead: with(ResidentState::Dead),
        moved_out: with(ResidentState::MovedOut),
        eligible,
        figures,
    }
}
