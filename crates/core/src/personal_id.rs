//! The twelve-digit personal id (số định danh cá nhân): what can and what cannot be read from it
//! (`domain.md` 3.1). It has no check digit, so a wrong digit is seldom visible.

use crate::birth::BirthDate;
use crate::words::Sex;
use std::fmt;
use std::str::FromStr;

mod provinces;
pub use provinces::{ISSUED_PROVINCES, Province};

/// Twelve digits, always text, never a number: the first digit of every issued one is 0.
///
/// `Display` writes all twelve; `Debug` shows only the last four, so that logs stay clean.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonalId([u8; 12]);

/// The text is not exactly twelve digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a personal id has twelve digits")]
pub struct NotAPersonalId;

/// What of an id contradicts the roll. A warning for a person, never a reason to change anything
/// (`domain.md` 3.1 rule 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mismatch {
    /// The birth year is another one.
    pub birth_year: bool,
    /// The sex is the other one.
    pub sex: bool,
}

impl Mismatch {
    /// True when anything contradicts.
    pub const fn any(self) -> bool {
        self.birth_year || self.sex
    }
}

impl PersonalId {
    /// Reads exactly twelve ASCII digits; spaces and other dirt are the importer's business.
    pub fn parse(text: &str) -> Result<Self, NotAPersonalId> {
        let digits: [u8; 12] = text.as_bytes().try_into().map_err(|_| NotAPersonalId)?;
        if digits.iter().all(u8::is_ascii_digit) {
            Ok(Self(digits))
        } else {
            Err(NotAPersonalId)
        }
    }

    /// All twelve digits.
    pub fn as_str(&self) -> &str {
        // Only ASCII digits ever get in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The last four digits, which is all that a volunteer's phone shows.
    pub fn last4(&self) -> &str {
        self.as_str().get(8..).unwrap_or_default()
    }

    /// The year of birth (1900 to 2399) and the sex that the number says.
    pub fn birth_year_and_sex(&self) -> (u16, Sex) {
        let [_, _, _, century_and_sex, tens, ones, ..] = self.0.map(|d| u16::from(d - b'0'));
        let sex = if century_and_sex % 2 == 0 {
            Sex::Male
        } else {
            Sex::Female
        };
        (1900 + 100 * (century_and_sex / 2) + 10 * tens + ones, sex)
    }

    /// The province where the *birth was registered*, or `None` if the code was never issued
    /// (a country code, a typing error, or practice data). Says nothing of where a person lives.
    pub fn province(&self) -> Option<Province> {
        let [a, b, c, ..] = self.0.map(|d| u16::from(d - b'0'));
        let code = 100 * a + 10 * b + c;
        ISSUED_PROVINCES
            .iter()
            .find(|province| province.code == code)
            .copied()
    }

    /// True for ids that belong to nobody: they begin with 0, as all provincial ones do, but with
    /// a province code that was never issued. All sample data uses such ids.
    pub fn is_practice(&self) -> bool {
        self.0.first() == Some(&b'0') && self.province().is_none()
    }

    /// Compares the number with the birth date and, where known, the sex in the roll.
    pub fn check(&self, birth: BirthDate, sex: Option<Sex>) -> Mismatch {
        let (year, says) = self.birth_year_and_sex();
        Mismatch {
            birth_year: year != birth.year(),
            sex: sex.is_some_and(|sex| sex != says),
        }
    }

    /// Gives back the zeros that a spreadsheet took from an id it kept as a number: ten or eleven
    /// digits, accepted only if the padded number agrees with birth year *and* sex
    /// (`domain.md` 3.1 rule 5). Nine digits are an old CMND and are never padded.
    pub fn recover_lost_zeros(digits: &str, birth: BirthDate, sex: Sex) -> Option<Self> {
        // A number never begins with 0; a text that does has lost some other digit.
        if !matches!(digits.len(), 10 | 11) || digits.starts_with('0') {
            return None;
        }
        let padded = Self::parse(&format!("{digits:0>12}")).ok()?;
        (!padded.check(birth, Some(sex)).any()).then_some(padded)
    }
}

impl FromStr for PersonalId {
    type Err = NotAPersonalId;

    fn from_str(text: &str) -> Result<Self, NotAPersonalId> {
        Self::parse(text)
    }
}

impl fmt::Display for PersonalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for PersonalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonalId(********{})", self.last4())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> PersonalId {
        PersonalId::parse(text).expect("twelve digits")
    }

    fn year(year: u16) -> BirthDate {
        BirthDate::from_year(year).expect("a year")
    }

    #[test]
    fn only_twelve_digits_are_an_id() {
        for text in [
            "",
            "00319099999",
            "0031909999999",
            "00319O999999",
            "００３１９０９９９９９９",
            " 003190999999",
        ] {
            assert_eq!(PersonalId::parse(text), Err(NotAPersonalId), "{text}");
        }
    }

    #[test]
    fn the_number_tells_year_and_sex() {
        assert_eq!(id("003090999999").birth_year_and_sex(), (1990, Sex::Male));
        assert_eq!(id("003190999999").birth_year_and_sex(), (1990, Sex::Female));
        assert_eq!(id("003208999999").birth_year_and_sex(), (2008, Sex::Male));
        assert_eq!(id("003310999999").birth_year_and_sex(), (2010, Sex::Female));
        assert_eq!(id("003999999999").birth_year_and_sex(), (2399, Sex::Female));
    }

    #[test]
    fn sixty_three_codes_were_issued_and_practice_uses_none_of_them() {
        assert_eq!(ISSUED_PROVINCES.len(), 63);
        assert!(ISSUED_PROVINCES.windows(2).all(|p| p[0].code < p[1].code));
        for code in ["000", "003", "005", "099"] {
            let id = id(&format!("{code}090999999"));
            assert!(id.is_practice() && id.province().is_none());
        }
        // A country code or a typing error is unknown, yet no sign of practice data.
        assert!(!id("119090999999").is_practice());
        // Only the prefix is looked at here: the rest is all zeros and belongs to nobody.
        let issued = id("038000000000");
        assert_eq!(issued.province().map(|p| p.name), Some("Thanh Hóa"));
        assert!(!issued.is_practice());
    }

    #[test]
    fn contradictions_are_named_one_by_one() {
        let id = id("003190123456");
        assert!(!id.check(year(1990), Some(Sex::Female)).any());
        assert!(!id.check(year(1990), None).any());
        let wrong = id.check(year(1991), Some(Sex::Male));
        assert!(wrong.birth_year && wrong.sex);
    }

    #[test]
    fn zeros_come_back_only_when_birth_and_sex_agree() {
        let lost = "3190123456";
        assert_eq!(
            PersonalId::recover_lost_zeros(lost, year(1990), Sex::Female),
            Some(id("003190123456"))
        );
        assert_eq!(
            PersonalId::recover_lost_zeros(lost, year(1990), Sex::Male),
            None
        );
        assert_eq!(
            PersonalId::recover_lost_zeros(lost, year(1991), Sex::Female),
            None
        );
        assert_eq!(
            PersonalId::recover_lost_zeros("13190123456", year(1990), Sex::Female),
            Some(id("013190123456"))
        );
        for other in ["319012345", "03190123456", "319012345x", "003190123456"] {
            assert_eq!(
                PersonalId::recover_lost_zeros(other, year(1990), Sex::Female),
                None
            );
        }
    }

    #[test]
    fn debugging_shows_four_digits_and_printing_all() {
        let id = id("003190123456");
        assert_eq!(format!("{id:?}"), "PersonalId(********3456)");
        assert_eq!(id.to_string(), "003190123456");
        assert_eq!(id.last4(), "3456");
    }
}
