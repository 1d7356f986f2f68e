//! The official figures that speak of the same people as a target.

use crate::ApiError;
use std::collections::HashMap;
use tungnha_core::body;
use tungnha_core::target::{Standing, Standings};
use tungnha_core::words::{App, Population, Stage};
use tungnha_store::read::FigureRow;
use tungnha_store::{Key, Txn};

/// The newest official figure that counts exactly those whom the target counts as done, by hamlet; `None` for the
/// whole book. A base of only some columns has no figure: the national system counts everybody.
pub(super) fn official(
    txn: &Txn<'_>,
    target: &body::Target,
) -> Result<HashMap<Option<Key>, (u32, i64)>, ApiError> {
    let mut newest = HashMap::new();
    if target.base != Standings::ALL.bits() {
        return Ok(newest);
    }
    // The newest come first.
    for figure in txn.figures()? {
        let counts = figure.app == target.app
            && figure.organisation.is_none()
            && figure.population == Population::Everybody
            && counted(&figure).bits() == target.done;
        if counts {
            newest
                .entry(figure.hamlet)
                .or_insert((figure.count, figure.as_of));
        }
    }
    Ok(newest)
}

/// The columns of those whom a figure counts: all who have come as far.
fn counted(figure: &FigureRow) -> Standings {
    use Standing::{
        AccountCreated, InUse, Installed, Level1Activated, Level1NotActivated, Level2Activated,
        Level2NotActivated, LoggedIn,
    };
    if figure.app != App::Vneid {
        let ladder = [Installed, AccountCreated, LoggedIn, InUse];
        let from = match figure.stage {
            Stage::Installed => 0,
            Stage::AccountCreated => 1,
            Stage::LoggedIn => 2,
            Stage::InUse => 3,
            _ => return Standings::default(),
        };
        return Standings::of(ladder.get(from..).unwrap_or_default());
    }
    match (figure.level, figure.stage) {
        (0, Stage::Activated) => Standings::ACTIVATED,
        (1, Stage::Activated) => Standings::of(&[Level1Activated]),
        (2, Stage::Activated) => Standings::of(&[Level2Activated]),
        (0, Stage::Approved) => Standings::of(&[
            Level1Activated,
            Level1NotActivated,
            Level2Activated,
            Level2NotActivated,
        ]),
        (1, Stage::Approved) => Standings::of(&[Level1Activated, Level1NotActivated]),
        (2, Stage::Approved) => Standings::of(&[Level2Activated, Level2NotActivated]),
        _ => Standings::default(),
    }
}
