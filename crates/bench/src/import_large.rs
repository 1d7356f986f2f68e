//! 20,000 rows into an officer's device: within 10 s with the preview and within 300 MB, which is what an office's
//! old PC has to spare.

use crate::figures::{Figures, Unit};
use crate::large::officer;
use crate::roll::{many, workbook};
use crate::{Result, say};
use std::fs;
use std::path::Path;

const GROUP: &str = "import";
const ROWS: usize = 20_000;
const MOST_SECONDS: f64 = 10.0;
const MOST_BYTES: f64 = 300e6;

/// Reads, plans and saves a list of 20,000, with the most memory that this process ever held meanwhile.
pub fn measure(folder: &Path, figures: &mut Figures) -> Result<()> {
    say("import: 20,000 rows");
    let folder = folder.join("twenty-thousand");
    fs::create_dir_all(&folder)?;
    let bytes = workbook(&many(ROWS))?;
    let (_office, phone) = officer(&folder)?;
    forget_peak()?;
    let (preview, read) = phone.preview("lon.xlsx", &bytes)?;
    let (report, saved) = phone.import()?;
    if (preview.people as usize, report.added as usize) != (ROWS, ROWS) {
        return Err(format!("{} read, {} taken in", preview.people, report.added).into());
    }
    let whole = (read + saved).as_secs_f64();
    figures
        .time(
            GROUP,
            "20,000 rows: read, preview and save",
            &[read + saved],
        )
        .note(&bar(whole <= MOST_SECONDS, "10 s"));
    figures.time(GROUP, "of it: read and preview", &[read]);
    if let Some(peak) = peak()? {
        figures
            .add(GROUP, "20,000 rows: most memory", peak, Unit::Bytes)
            .note(&bar(peak <= MOST_BYTES, "300 MB"));
    }
    Ok(())
}

fn bar(kept: bool, most: &str) -> String {
    format!("bar {most}: {}", if kept { "kept" } else { "MISSED" })
}

/// Linux counts the peak anew from here on; elsewhere there is none.
fn forget_peak() -> Result<()> {
    let refs = Path::new("/proc/self/clear_refs");
    if refs.exists() {
        fs::write(refs, "5")?;
    }
    Ok(())
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
