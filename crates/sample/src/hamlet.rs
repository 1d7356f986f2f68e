//! Hamlets and the doors in them.

use crate::chance::Chance;
use crate::names::Culture;
use crate::setting::Setting;
use tungnha_core::words::HamletKind;

mod doors;
mod places;
pub use doors::{Door, Doors};

/// A hamlet of a commune.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hamlet {
    /// thôn, làng, tổ dân phố.
    pub kind: HamletKind,
    /// Without the word of its kind: "Phú Lai", "Mook Trang", "3".
    pub name: String,
}

impl Hamlet {
    /// As the column Thôn has it: a thôn by its bare name ("Phú Lai"), everything else and every
    /// number with the word of its kind ("Làng Mook Trang", "Thôn 3").
    pub fn in_words(&self) -> String {
        let numbered = self.name.starts_with(|c: char| c.is_ascii_digit());
        match self.kind {
            HamletKind::Thon if !numbered => self.name.clone(),
            kind => format!("{} {}", kind_in_words(kind), self.name),
        }
    }

    /// Whose ways the households of this hamlet follow, drawn per household.
    pub fn culture(&self, chance: &mut Chance, setting: Setting) -> Culture {
        let jrai = match (setting, self.kind) {
            (Setting::IaDom, HamletKind::Lang) => 94,
            (Setting::IaDom, _) => 6,
            _ => 0,
        };
        let muong = match setting {
            Setting::CamThuy => 52,
            Setting::CamThuyTown => 28,
            Setting::IaDom | Setting::DongTrach => 0,
        };
        if chance.percent(jrai) {
            Culture::Jrai
        } else if chance.percent(muong) {
            Culture::Muong
        } else {
            Culture::Kinh
        }
    }
}

/// The word of a kind of hamlet, with a capital.
pub fn kind_in_words(kind: HamletKind) -> &'static str {
    match kind {
        HamletKind::Thon => "Thôn",
        HamletKind::Lang => "Làng",
        HamletKind::Ban => "Bản",
        HamletKind::Buon => "Buôn",
        HamletKind::Xom => "Xóm",
        HamletKind::Ap => "Ấp",
        HamletKind::KhuPho => "Khu phố",
        HamletKind::ToDanPho => "Tổ dân phố",
    }
}

/// Fewest people of 14 and older for whom one more hamlet is made: about 190 households.
const COUNTED_PER_HAMLET: u32 = 525;

/// The hamlets of a commune with `counted` people of 14 and older, in the order of its lists.
/// `first` is the name of the first, where the sample needs one.
pub fn draw_all(
    chance: &mut Chance,
    setting: Setting,
    counted: u32,
    first: Option<&str>,
) -> Vec<Hamlet> {
    let wanted = (counted + COUNTED_PER_HAMLET / 2) / COUNTED_PER_HAMLET;
    let mut hamlets = places::draw(chance, setting, wanted.max(1) as usize);
    if let (Some(name), Some(hamlet)) = (first, hamlets.first_mut()) {
        name.clone_into(&mut hamlet.name);
    }
    hamlets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thon_goes_by_its_bare_name() {
        let hamlet = |kind, name: &str| {
            let name = name.to_owned();
            Hamlet { kind, name }.in_words()
        };
        assert_eq!(hamlet(HamletKind::Thon, "Phú Lai"), "Phú Lai");
        assert_eq!(hamlet(HamletKind::Thon, "3"), "Thôn 3");
        assert_eq!(hamlet(HamletKind::Lang, "Bi"), "Làng Bi");
        assert_eq!(hamlet(HamletKind::ToDanPho, "2"), "Tổ dân phố 2");
    }

    #[test]
    fn no_commune_has_two_hamlets_of_one_name() {
        for setting in Setting::ALL {
            for counted in [1_000, 5_756, 16_815] {
                let mut chance = Chance::new(5, u64::from(counted));
                let hamlets = draw_all(&mut chance, setting, counted, Some("Phú Lai"));
                let mut names: Vec<String> = hamlets.iter().map(Hamlet::in_words).collect();
                assert_eq!(
                    hamlets.first().map(|one| one.name.as_str()),
                    Some("Phú Lai")
                );
                names.sort();
                names.dedup();
                assert_eq!(names.len(), hamlets.len());
            }
        }
    }
}
