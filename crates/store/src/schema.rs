//! Numbered migrations, never edited, one transaction each. `user_version` is the number of the last.

use crate::error::StoreError;
use rusqlite::Connection;

/// (what the step is, its SQL)
const STEPS: &[(&str, &str)] = &[
    (
        "ledger",
        include_str!("../../../migrations/device/0001_ledger.sql"),
    ),
    (
        "folded",
        include_str!("../../../migrations/device/0002_folded.sql"),
    ),
    (
        "sync",
        include_str!("../../../migrations/device/0003_sync.sql"),
    ),
    (
        "door",
        include_str!("../../../migrations/device/0004_door.sql"),
    ),
    (
        "search",
        include_str!("../../../migrations/device/0005_search.sql"),
    ),
    (
        "pictures",
        include_str!("../../../migrations/device/0006_pictures.sql"),
    ),
    (
        "tally",
        include_str!("../../../migrations/device/0007_tally.sql"),
    ),
    (
        "point ends",
        include_str!("../../../migrations/device/0008_point_ends.sql"),
    ),
    (
        "lacking",
        include_str!("../../../migrations/device/0009_lacking.sql"),
    ),
    (
        "draft",
        include_str!("../../../migrations/device/0010_draft.sql"),
    ),
    (
        "office",
        include_str!("../../../migrations/device/0011_office.sql"),
    ),
    (
        "missed",
        include_str!("../../../migrations/device/0012_missed.sql"),
    ),
    (
        "review",
        include_str!("../../../migrations/device/0013_review.sql"),
    ),
    (
        "gives way",
        include_str!("../../../migrations/device/0014_gives_way.sql"),
    ),
    (
        "target",
        include_str!("../../../migrations/device/0015_target.sql"),
    ),
    (
        "speakers",
        include_str!("../../../migrations/device/0018_speakers.sql"),
    ),
    (
        "unreached",
        include_str!("../../../migrations/device/0019_unreached.sql"),
    ),
];

/// Brings the file to this program's schema.
pub(crate) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    let found: u32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = STEPS.len() as u32;
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    for (at, (_, sql)) in STEPS.iter().enumerate().skip(found as usize) {
        let tx = conn.transaction()?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", at as u32 + 1)?;
        tx.commit()?;
    }
    Ok(())
}
