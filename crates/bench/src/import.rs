//! The sample's Cẩm Tân workbook into an officer's device: 7,264 rows, 5,756 people of 14 and older.

use crate::figures::{Figures, Unit, median};
use crate::office::Office;
use crate::phone::Phone;
use crate::{Result, raw, say};
use std::path::Path;
use std::time::Instant;
use tungnha_sample::files::{Order, write};
use tungnha_sample::{DEFAULT_SEED, LIST_AS_OF, plan};

const GROUP: &str = "import";

/// Reads, plans and saves; then the same file again, which must change nothing.
pub fn measure(folder: &Path, quick: bool, figures: &mut Figures) -> Result<()> {
    say("import: the list of Cẩm Tân");
    let sheets = folder.join("list");
    write(&Order {
        out: sheets.clone(),
        seed: DEFAULT_SEED,
        as_of: LIST_AS_OF,
        today: LIST_AS_OF,
        communes: vec![plan::find("Cẩm Tân").ok_or("no such plan")?],
        dirty: false,
    })?;
    let workbook = std::fs::read(sheets.join("cam-tan.xlsx"))?;
    let office = Office::open(folder, &["xã Cẩm Tân"])?;
    let (mut previews, mut imports, mut wholes) = (Vec::new(), Vec::new(), Vec::new());
    let mut tallies = Vec::new();
    let (mut second, mut raw_rows, mut raw_ledger, mut raw_all) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut held = (0, 0, 0);
    for round in 0..if quick { 1 } else { 3 } {
        let link = office.enrol("police", "xã Cẩm Tân", &format!("Công An {round}"), &[])?;
        let phone = Phone::enrol(folder.join(format!("officer-{round}")), &link)?;
        phone.sync()?;
        let (preview, read) = phone.preview("cam-tan.xlsx", &workbook)?;
        let (report, saved) = phone.import()?;
        let counts = &preview.counts;
        let eligible = counts.not_collected
            + counts.level1_activated
            + counts.level1_approved
            + counts.level2_activated
            + counts.level2_approved;
        if eligible != 5_756 || report.refused != 0 {
            return Err(format!(
                "{eligible} people of 14 and older, {} rows refused",
                report.refused
            )
            .into());
        }
        previews.push(read);
        imports.push(saved);
        wholes.push(read + saved);
        let mut store = phone.store()?;
        let began = Instant::now();
        store.write(|txn| txn.tally_anew())?;
        tallies.push(began.elapsed());
        drop(store);
        let (_, read) = phone.preview("cam-tan.xlsx", &workbook)?;
        let (again, saved) = phone.import()?;
        if again.deltas != 0 {
            return Err(format!("the same file again said {} deltas", again.deltas).into());
        }
        second.push(read + saved);
        let limit = raw::again(&phone, folder)?;
        let people = report.added as usize;
        raw_rows.push(raw::one_table(
            folder,
            people,
            limit.authored / people.max(1),
        )?);
        raw_ledger.push(limit.ledger);
        raw_all.push(limit.all);
        held = (report.added, report.deltas, limit.rows);
    }
    let (people, deltas, rows) = held;
    figures.time(GROUP, "read, plan and save", &wholes).limit(
        median(&raw_rows),
        &format!("raw: {people} rows with the bytes of all their deltas, one SQLCipher table, one transaction"),
    );
    figures.time(
        GROUP,
        "of it: read the workbook, show what it holds",
        &previews,
    );
    figures.time(GROUP, "of it: plan and save", &imports).limit(
        median(&raw_ledger),
        &format!("raw: the same {deltas} deltas as rows of one SQLCipher table"),
    );
    figures.time(GROUP, "the same", &imports).limit(
        median(&raw_all),
        &format!("raw: all {rows} rows of all tables, indexes and search, one transaction"),
    );
    figures
        .time(GROUP, "of it: every door's tally", &tallies)
        .note("worked out once more, alone");
    figures
        .time(GROUP, "the same file a second time", &second)
        .note("0 deltas, checked");
    figures
        .add(GROUP, "people; deltas", f64::from(people), Unit::Count)
        .note(&format!("{deltas} deltas"));
    Ok(())
}
