//! Personal ids and telephone numbers that belong to nobody.

use crate::chance::Chance;
use std::collections::HashSet;
use tungnha_core::time::Day;
use tungnha_core::words::Sex;

/// Province codes never issued (`domain.md` 3.1), so that no id of the sample can be a real one.
/// The holes of that table, without 000.
pub const NEVER_ISSUED: [u16; 36] = [
    3, 5, 7, 9, 13, 16, 18, 21, 23, 28, 29, 32, 39, 41, 43, 47, 50, 53, 55, 57, 59, 61, 63, 65, 69,
    71, 73, 76, 78, 81, 85, 88, 90, 97, 98, 99,
];

/// First three digits of the sample's telephone numbers: they have the form of a mobile number,
/// `^0[35789]\d{8}$`, but lie in ranges that no operator was given (`domain.md` 3.3: mobile
/// numbers of 05x begin with 051, 052, 055, 056, 058, 059, those of 07x with 070 and 076–079).
pub const UNASSIGNED_PHONES: [&str; 8] = ["053", "054", "057", "071", "072", "073", "074", "075"];

/// How many lists can share the numbers.
const LISTS: u32 = 32;

/// In per mille: ids whose birth was registered elsewhere than in the list's own province.
const REGISTERED_ELSEWHERE: u32 = 110;

/// Hands out the numbers of one list. Two lists with different `list` never share a number: the
/// last digits of each leave the remainder `list` when divided by 32.
pub struct Numbers {
    list: u32,
    home: u16,
    ids: HashSet<String>,
    phones: HashSet<String>,
}

impl Numbers {
    /// `list` from 0 to 31; `home` is the never-issued code that stands for the list's province.
    pub fn new(list: u32, home: u16) -> Self {
        Self {
            list: list % LISTS,
            home,
            ids: HashSet::new(),
            phones: HashSet::new(),
        }
    }

    /// A new id for somebody: code, century and sex, year, six digits of chance.
    pub fn personal_id(&mut self, chance: &mut Chance, birth: Day, sex: Sex) -> String {
        loop {
            let province = if chance.permille(REGISTERED_ELSEWHERE) {
                chance.pick(&NEVER_ISSUED)
            } else {
                self.home
            };
            let (year, ..) = birth.ymd();
            let century = (year - 1900).div_euclid(100).rem_euclid(5) * 2;
            let female = i32::from(sex == Sex::Female);
            let last = chance.below(1_000_000 / LISTS) * LISTS + self.list;
            let id = format!(
                "{province:03}{}{:02}{last:06}",
                century + female,
                year.rem_euclid(100)
            );
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }

    /// A new telephone number.
    pub fn phone(&mut self, chance: &mut Chance) -> String {
        loop {
            let last = chance.below(10_000_000 / LISTS) * LISTS + self.list;
            let phone = format!("{}{last:07}", chance.pick(&UNASSIGNED_PHONES));
            if self.phones.insert(phone.clone()) {
                return phone;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tungnha_core::personal_id::ISSUED_PROVINCES;

    #[test]
    fn no_code_was_ever_issued() {
        for code in NEVER_ISSUED {
            assert!(ISSUED_PROVINCES.iter().all(|issued| issued.code != code));
        }
    }

    #[test]
    fn ids_say_century_sex_and_year() {
        let mut chance = Chance::new(1, 1);
        let mut numbers = Numbers::new(3, 39);
        let mut id = |year, sex| {
            let birth = Day::from_ymd(year, 5, 6).expect("a day");
            numbers.personal_id(&mut chance, birth, sex)[3..6].to_owned()
        };
        assert_eq!(id(1985, Sex::Male), "085");
        assert_eq!(id(1985, Sex::Female), "185");
        assert_eq!(id(2009, Sex::Male), "209");
        assert_eq!(id(2009, Sex::Female), "309");
    }

    #[test]
    fn phones_have_the_form_and_no_operator() {
        let mut chance = Chance::new(1, 1);
        let mut numbers = Numbers::new(3, 39);
        for _ in 0..500 {
            let phone = numbers.phone(&mut chance);
            assert_eq!(phone.len(), 10);
            assert!(
                UNASSIGNED_PHONES
                    .iter()
                    .any(|range| phone.starts_with(range))
            );
        }
    }
}
