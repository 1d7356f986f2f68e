//! 20,000 rows into an officer's device: within 10 s with the preview and within 300 MB, which is what an office's
//! old PC has to spare. A process of its own takes them in, so that nothing else is in its memory.

use crate::figures::{Figures, Unit};
use crate::large::officer;
use crate::phone::Phone;
use crate::roll::{many, workbook};
use crate::{Result, say};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const GROUP: &str = "import";
const ROWS: usize = 20_000;
const MOST_SECONDS: f64 = 10.0;
const MOST_BYTES: f64 = 300e6;

/// The workbook beside the device, and the device's folder.
const LIST: &str = "lon.xlsx";
const DEVICE: &str = "officer";

/// What the process says of itself, in one line.
#[derive(Serialize, Deserialize)]
struct Taken {
    people: usize,
    added: usize,
    /// Seconds.
    read: f64,
    saved: f64,
    /// The most bytes in memory at once; absent where the system does not tell.
    peak: Option<f64>,
    /// The same before the workbook was opened.
    before: Option<f64>,
}

/// Reads, plans and saves a list of 20,000.
pub fn measure(folder: &Path, figures: &mut Figures) -> Result<()> {
    say("import: 20,000 rows");
    let folder = folder.join("twenty-thousand");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(LIST), workbook(&many(ROWS))?)?;
    let (_office, phone) = officer(&folder)?;
    // One program at a time has the folder.
    drop(phone);
    let ran = Command::new(std::env::current_exe()?)
        .arg("--import")
        .arg(&folder)
        .stderr(Stdio::inherit())
        .output()?;
    if !ran.status.success() {
        return Err("the importing device failed".into());
    }
    let taken: Taken = serde_json::from_slice(&ran.stdout)?;
    if (taken.people, taken.added) != (ROWS, ROWS) {
        return Err(format!("{} read, {} taken in", taken.people, taken.added).into());
    }
    let whole = taken.read + taken.saved;
    figures
        .add(
            GROUP,
            "20,000 rows: read, preview and save",
            whole,
            Unit::Seconds,
        )
        .note(&bar(whole <= MOST_SECONDS, "10 s"));
    figures.add(GROUP, "of it: read and preview", taken.read, Unit::Seconds);
    if let (Some(peak), Some(before)) = (taken.peak, taken.before) {
        let so_far = before / 1e6;
        figures
            .add(GROUP, "20,000 rows: most memory", peak, Unit::Bytes)
            .note(&format!(
                "VmHWM of a process that did nothing else, {so_far:.0} MB of it once unlocked; {}",
                bar(peak <= MOST_BYTES, "300 MB")
            ));
    }
    Ok(())
}

/// Takes the list of `folder` into the device there, in this process.
pub fn take(folder: &Path) -> Result<()> {
    let phone = Phone::open(folder.join(DEVICE))?;
    let before = peak()?;
    let bytes = fs::read(folder.join(LIST))?;
    let (preview, read) = phone.preview(LIST, &bytes)?;
    let (report, saved) = phone.import()?;
    let taken = Taken {
        people: preview.people as usize,
        added: report.added as usize,
        read: read.as_secs_f64(),
        saved: saved.as_secs_f64(),
        peak: peak()?,
        before,
    };
    println!("{}", serde_json::to_string(&taken)?);
    Ok(())
}

fn bar(kept: bool, most: &str) -> String {
    format!("bar {most}: {}", if kept { "kept" } else { "MISSED" })
}

/// The most bytes of this process that were in memory at once.
fn peak() -> Result<Option<f64>> {
    let Ok(status) = fs::read_to_string("/proc/self/status") else {
        return Ok(None);
    };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB"));
    Ok(kilobytes
        .and_then(|kb| kb.trim().parse::<f64>().ok())
        .map(|kb| kb * 1024.0))
}
