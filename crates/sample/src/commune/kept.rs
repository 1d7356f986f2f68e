//! Gives one woman of the first hamlet the kept name and the account that goes with it.

use super::{Commune, KEPT_NAME};
use crate::calendar::age_on;
use crate::resident::{Account, Relation, Resident};
use tungnha_core::time::Day;
use tungnha_core::words::{ResidenceKind, ResidentState, Sex};

/// Ages at which she may be.
const AGES: std::ops::RangeInclusive<i32> = 40..=70;

/// Renames a fitting wife from the middle of the hamlet, and swaps accounts with somebody so that
/// the counts stay. A wife, because nobody else's name depends on hers.
pub fn place(commune: &mut Commune, as_of: Day) {
    let wanted = Some(Account::Level2NotActivated);
    let fits = |one: &Resident| {
        let hamlet = commune.household_of(one).map(|home| home.hamlet);
        hamlet == Some(0)
            && one.relation == Relation::Wife
            && one.sex == Sex::Female
            && one.state == ResidentState::Living
            && one.residence == ResidenceKind::Permanent
            && one.phone.is_some()
            && AGES.contains(&age_on(one.birth, as_of))
    };
    let fitting: Vec<usize> = (0..commune.residents.len())
        .filter(|at| fits(&commune.residents[*at]))
        .collect();
    let Some(&her) = fitting.get(fitting.len() / 2) else {
        return;
    };
    let other = commune
        .residents
        .iter()
        .position(|one| one.account == wanted && one.is_counted(as_of));
    let Some(other) = other else { return };
    let hers = commune.residents[her].account;
    commune.residents[other].account = hers;
    commune.residents[her].account = wanted;
    KEPT_NAME.clone_into(&mut commune.residents[her].name);
}
