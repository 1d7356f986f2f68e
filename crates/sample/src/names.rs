//! Names of people who do not exist, as often as the real ones are.

mod jrai;
mod kinh;

use crate::chance::Chance;
use tungnha_core::words::Sex;

/// Whose ways of naming and of family a household follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Culture {
    /// Kinh; a child has the father's family name.
    Kinh,
    /// Mường of Cẩm Thủy: other family names, given names as the Kinh.
    Muong,
    /// Gia Rai: clan names of several words, no middle name, a child has the *mother's* clan.
    Jrai,
}

impl Culture {
    /// The family name that the children of these two have.
    pub fn family_of_child<'a>(self, father: &'a str, mother: &'a str) -> &'a str {
        match self {
            Self::Kinh | Self::Muong => father,
            Self::Jrai => mother,
        }
    }

    /// What an office's column of ethnicity would say. Only the dirty list has one, to be dropped.
    pub fn ethnicity(self) -> &'static str {
        match self {
            Self::Kinh => "Kinh",
            Self::Muong => "Mường",
            Self::Jrai => "Gia Rai",
        }
    }
}

/// A family or clan name.
pub fn family(chance: &mut Chance, culture: Culture) -> &'static str {
    match culture {
        Culture::Kinh => chance.weighted(kinh::FAMILIES),
        Culture::Muong => chance.weighted(kinh::MUONG_FAMILIES),
        Culture::Jrai => chance.weighted(jrai::CLANS),
    }
}

/// A whole name for somebody of `family` born in `birth_year`. Always NFC; never the name that the
/// sample keeps for one person only ([`crate::KEPT_NAME`]).
pub fn full(
    chance: &mut Chance,
    culture: Culture,
    family: &str,
    sex: Sex,
    birth_year: i32,
) -> String {
    loop {
        let name = match culture {
            Culture::Jrai => jrai::name(chance, family, sex),
            Culture::Kinh | Culture::Muong => kinh::name(chance, family, sex, birth_year),
        };
        if !is_kept(&name) {
            return name;
        }
    }
}

/// Either spelling of the kept name.
fn is_kept(name: &str) -> bool {
    matches!(name, "Đặng Thị Hoà" | "Đặng Thị Hòa")
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::is_nfc;

    #[test]
    fn names_are_nfc_and_never_the_kept_one() {
        let mut chance = Chance::new(1, 0);
        for culture in [Culture::Kinh, Culture::Muong, Culture::Jrai] {
            for n in 0..4000 {
                let sex = [Sex::Male, Sex::Female][n % 2];
                let of = family(&mut chance, culture);
                let name = full(&mut chance, culture, of, sex, 1940 + (n as i32 % 85));
                assert!(is_nfc(&name), "{name}");
                assert!(!is_kept(&name));
                assert!(name.split(' ').all(|word| !word.is_empty()), "{name}");
            }
        }
    }

    #[test]
    fn nguyen_is_the_name_of_four_in_ten() {
        let mut chance = Chance::new(2, 0);
        let of = |_| family(&mut chance, Culture::Kinh) == "Nguyễn";
        let count = (0..10_000).map(of).filter(|is| *is).count();
        assert!((3_500..4_100).contains(&count), "{count}");
    }

    #[test]
    fn jrai_names_have_their_letters() {
        let mut chance = Chance::new(3, 0);
        let names: Vec<String> = (0..500)
            .map(|n| {
                let sex = [Sex::Male, Sex::Female][n % 2];
                let clan = family(&mut chance, Culture::Jrai);
                full(&mut chance, Culture::Jrai, clan, sex, 1990)
            })
            .collect();
        for piece in [
            "Rơ Mah ", "Ksor ", "Siu H'", "Kpuih ", "ĭ", "ŏ", "ŭ", "č", "’",
        ] {
            assert!(names.iter().any(|name| name.contains(piece)), "{piece}");
        }
    }
}
