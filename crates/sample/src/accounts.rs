//! Who has which account: exact in number, believable in who.

use crate::calendar::{age_on, years_after};
use crate::chance::Chance;
use crate::figures::Figures;
use crate::resident::{Account, Resident};
use tungnha_core::time::Day;
use tungnha_core::words::ResidentState;

/// VNeID accounts have been approved since 18/7/2022; no list has an earlier date of approval.
const FIRST_APPROVALS: (i32, u32, u32) = (2022, 7, 18);

/// Gives everybody of 14 and older an account, so that those who are counted on `as_of` come out
/// as `figures` says. Whoever is young or old is likelier to have none. Of those who moved out the
/// list still has the account, and the dead it has as not collected: whoever counts them counts
/// wrong.
pub fn assign(chance: &mut Chance, residents: &mut [Resident], figures: Figures, as_of: Day) {
    let mut counted: Vec<(i32, usize)> = residents
        .iter()
        .enumerate()
        .filter(|(_, one)| one.is_counted(as_of))
        .map(|(at, one)| (reach(chance, age_on(one.birth, as_of)), at))
        .collect();
    counted.sort_unstable();
    let collected_from = counted.len().min(figures.not_collected as usize);
    if let Some(collected) = counted.get_mut(collected_from..) {
        chance.shuffle(collected);
    }
    let accounts = Account::ALL
        .iter()
        .zip(figures.columns())
        .flat_map(|(account, count)| std::iter::repeat_n(*account, count as usize));
    for (&(_, at), account) in counted.iter().zip(accounts) {
        residents[at].account = Some(account);
    }
    let shares: Vec<(Account, u32)> = Account::ALL.into_iter().zip(figures.columns()).collect();
    for one in residents.iter_mut() {
        if age_on(one.birth, as_of) >= 14 {
            match one.state {
                ResidentState::Living => {}
                ResidentState::MovedOut => one.account = Some(chance.weighted(&shares)),
                ResidentState::Dead => one.account = Some(Account::NotCollected),
            }
        }
    }
}

/// How easily somebody of `age` was reached so far; the least easily reached have no account yet.
fn reach(chance: &mut Chance, age: i32) -> i32 {
    let by_age = match age {
        ..=15 => -520,
        16..=17 => -240,
        18..=59 => 0,
        60..=69 => -150,
        70..=79 => -380,
        _ => -560,
    };
    by_age + chance.between(0, 1000)
}

/// Dates every approved account: after its owner was 14 and after approvals began.
pub fn date_approvals(chance: &mut Chance, residents: &mut [Resident], as_of: Day) {
    let (year, month, day) = FIRST_APPROVALS;
    let first = Day::from_ymd(year, month, day).unwrap_or(as_of);
    for one in residents.iter_mut() {
        one.approved_on = match one.account {
            None | Some(Account::NotCollected) => None,
            Some(_) => {
                let from = first.max(years_after(one.birth, 14)).min(as_of);
                Some(Day(chance.between(from.0, as_of.0)))
            }
        };
    }
}
