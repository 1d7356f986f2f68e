//! A district in step, and what closing checks found in it.

use super::{NOW, Office, Phone, Roll, roll};
use tungnha_core::words::Role;

pub const DAY: i64 = 86_400;

/// An office with a roll, its police, and a volunteer of the first hamlet, all in step and compared an hour
/// ago.
pub fn district() -> (Office, Phone, Phone, Roll) {
    let mut office = Office::new();
    office.now = NOW.plus(-3600);
    let police = office.phone(Role::Police, None);
    let roll = roll(&police);
    office.check(&police);
    let volunteer = office.phone(Role::Volunteer, Some(&roll.hamlets[..1]));
    office.check(&volunteer);
    office.now = NOW;
    (office, police, volunteer, roll)
}

/// What the check within the last hour found.
pub fn equal(phone: &Phone) -> Option<bool> {
    let last = phone.write(|txn| txn.last_check());
    last.filter(|check| check.at >= NOW.0)
        .map(|check| check.equal)
}

/// (missing, extra) of every repair, the first first.
pub fn repairs(phone: &Phone) -> Vec<(u32, u32)> {
    let repairs = phone.write(|txn| txn.repairs(50));
    repairs.iter().rev().map(|r| (r.missing, r.extra)).collect()
}
