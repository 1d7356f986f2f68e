//! Is everything that counts fed where it belongs as things stand?

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{DeltaRow, Result};
use tungnha_core::Body;

/// Adds what does not fit. What moved a thing may be fed to where that was before, besides.
pub(super) fn check(
    desk: &mut Desk<'_>,
    deltas: &[DeltaRow],
    faults: &mut Vec<String>,
) -> Result<()> {
    for row in deltas {
        let Some(seq) = row.seq else {
            continue;
        };
        let mut delta = desk.read(row.key, &row.bytes)?;
        let mut says_places = false;
        let lawful = match &mut delta.body {
            // What else it says of a place, and where the thing was before, are for those who hold it there.
            Body::Household(_) | Body::Resident(_) => {
                says_places = true;
                vec![desk.hamlet_of(row.subject)?]
            }
            Body::Settle(settle) => {
                // Whoever settles names heads of one thing; what else is named need not be here.
                says_places = true;
                settle.over.clear();
                desk.hamlets_of(&delta)?
            }
            _ => desk.hamlets_of(&delta)?,
        };
        // Then it may be fed to whatever place it names.
        if says_places && lawful == [Key::NOWHERE] {
            continue;
        }
        let fed = desk.txn.fed_to(desk.book, seq, row.copies)?;
        let all = |hamlet: Key| fed.contains(&hamlet);
        // Everybody and nobody stand alone.
        let alone = fed.len() == 1 || !all(Key::NONE) && !all(Key::NOWHERE);
        let to_all = all(Key::NONE) && !lawful.contains(&Key::NONE);
        if !lawful.iter().copied().all(all) || !alone || to_all {
            let keys = |hamlets: &[Key]| hamlets.iter().map(|key| key.0).collect::<Vec<_>>();
            faults.push(format!(
                "delta {} of kind {}: fed to {:?}, belongs to {:?}",
                row.key.0,
                row.kind,
                keys(&fed),
                keys(&lawful)
            ));
        }
    }
    Ok(())
}
