//! Gia Rai names: clan, then a given name; women's begin with H'.

use crate::chance::Chance;
use tungnha_core::words::Sex;

/// Clans, with weights.
pub const CLANS: &[(&str, u32)] = &[
    ("Rơ Mah", 24),
    ("Siu", 18),
    ("Ksor", 14),
    ("Kpuih", 13),
    ("Rơ Châm", 12),
    ("Rah Lan", 9),
    ("Puih", 5),
    ("Rơ Lan", 3),
    ("Kpă", 2),
];

const MEN: &[&str] = &[
    "Bĭnh", "Blŏi", "Bơm", "Bŭt", "Čăk", "Čĭp", "Dŏng", "Glŏm", "Hiăk", "Hlơi", "Hmŏ", "Hyŭ",
    "Jĭk", "Kŏ", "Krŭ", "Lĭng", "Mlĭ", "Nhŭ", "Nŏt", "Phŭn", "Pơk", "Rĭn", "Sĭnh", "Suah", "Thĭn",
    "Thuăn", "Tĭk", "Tŏi", "Uih", "Wĭt", "Blin", "Klŏč", "Lơ", "Nam", "Thuyên",
];

const WOMEN: &[&str] = &[
    "Bĭa", "Blŏ", "Bơ̆r", "Čăm", "Čuih", "Djŭ", "Dŭng", "Hlŏm", "Hương", "Jĭu", "Klĭu", "Lan", "Lĭ",
    "Lŭi", "Mrĭ", "Nga", "Ngĭn", "Nhŏ", "Nguen", "Phiơ̆", "Phŭng", "Pĭ", "Rĭ", "Sŏn", "Thăo",
    "Thĭu", "Tŭk", "Uyên", "Vĭn", "Yĭu",
];

/// Most lists have the straight apostrophe, some the one that a word processor makes of it.
const CURLY_SHARE: u32 = 6;

/// A name of `clan`.
pub fn name(chance: &mut Chance, clan: &str, sex: Sex) -> String {
    match sex {
        Sex::Male => format!("{clan} {}", chance.pick(MEN)),
        Sex::Female => {
            let apostrophe = if chance.percent(CURLY_SHARE) {
                '’'
            } else {
                '\''
            };
            format!("{clan} H{apostrophe}{}", chance.pick(WOMEN))
        }
    }
}
