//! Who is away, who has a telephone, and what the column of remarks says of it.

use crate::chance::Chance;
use crate::setting::Setting;
use tungnha_core::time::Day;
use tungnha_core::words::{ResidenceKind, ResidentState};

/// Whether somebody of `age` works or studies elsewhere (tạm vắng). Heads of households seldom do.
pub fn is_away(chance: &mut Chance, setting: Setting, age: i32, head: bool) -> bool {
    let share = match age {
        18..=45 if head => setting.away() / 3,
        18..=45 => setting.away(),
        46..=60 => setting.away() / 5,
        _ => 0,
    };
    chance.percent(share)
}

/// Whether the list has a telephone number of somebody of `age`.
pub fn has_phone(chance: &mut Chance, age: i32) -> bool {
    let share = match age {
        ..=11 => 0,
        12..=13 => 8,
        14..=17 => 56,
        18..=59 => 91,
        60..=69 => 70,
        70..=79 => 41,
        _ => 16,
    };
    chance.percent(share)
}

const WORK: &[&str] = &[
    "Bắc Ninh",
    "Bình Dương",
    "Đồng Nai",
    "Hà Nội",
    "Hải Phòng",
    "TP HCM",
];
const MOVED: &[&str] = &[
    "Hà Nội",
    "TP Thanh Hóa",
    "Bình Phước",
    "Đắk Lắk",
    "Đồng Nai",
    "Pleiku",
];

/// The remark; empty for most. None of them names a sensitive reason (`domain.md` 5.2).
pub fn note(
    chance: &mut Chance,
    state: ResidentState,
    residence: ResidenceKind,
    as_of: Day,
) -> String {
    match (state, residence) {
        (ResidentState::Dead, _) => {
            let died = Day(as_of.0 - chance.between(20, 900));
            format!("Mất ngày {}", died.in_words())
        }
        (ResidentState::MovedOut, _) => format!("Cắt khẩu đi {}", chance.pick(MOVED)),
        (_, ResidenceKind::TemporarilyAbsent) if chance.percent(70) => {
            let what = chance.weighted(&[("Đi làm", 4), ("Đi học", 1)]);
            format!("{what} {}", chance.pick(WORK))
        }
        (_, ResidenceKind::Temporary) if chance.percent(40) => {
            let (year, month, _) = Day(as_of.0 - chance.between(30, 1500)).ymd();
            format!("Tạm trú từ {month:02}/{year}")
        }
        _ => String::new(),
    }
}
