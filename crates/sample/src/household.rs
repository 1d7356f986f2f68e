//! Households: who lives together, how old they are, and what they are to each other.

mod shape;

use crate::calendar::birth_for_age;
use crate::chance::Chance;
use crate::names::{self, Culture};
use crate::resident::Relation;
use tungnha_core::time::Day;
use tungnha_core::words::{ResidentState, Sex};

/// One door of the list. Where the door is stands in its hamlet, lane and house.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Household {
    /// Index into [`crate::Commune::hamlets`].
    pub hamlet: usize,
    /// Mã hộ, unique in the district.
    pub code: String,
    /// "Ngõ 3", "Ngách 12/5", "Xóm Trên".
    pub lane: String,
    /// "7", "4A", "5/12".
    pub house: String,
    /// Name of the chủ hộ.
    pub head: String,
}

/// Somebody of a household before there are numbers, an address or an account.
pub struct Member {
    /// To the head, who always comes first and lives.
    pub relation: Relation,
    /// Nam, nữ.
    pub sex: Sex,
    /// Full name.
    pub name: String,
    /// Born on.
    pub birth: Day,
    /// Living here, moved out, dead.
    pub state: ResidentState,
}

/// Most people that a household has, those who died or moved away included.
pub const MOST_MEMBERS: usize = 7;

/// A household of 1 to [`MOST_MEMBERS`] with ages, surnames and relations that fit each other.
pub fn draw(chance: &mut Chance, culture: Culture, as_of: Day) -> Vec<Member> {
    let draft = shape::draw(chance, culture);
    named(chance, culture, as_of, draft)
}

/// A household of one grown-up.
pub fn draw_single(chance: &mut Chance, culture: Culture, as_of: Day) -> Vec<Member> {
    let draft = shape::single(chance, culture);
    named(chance, culture, as_of, draft)
}

fn named(
    chance: &mut Chance,
    culture: Culture,
    as_of: Day,
    draft: Vec<shape::Draft>,
) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::with_capacity(draft.len());
    for one in draft.into_iter().take(MOST_MEMBERS) {
        let birth = birth_for_age(chance, one.age, as_of);
        let (year, ..) = birth.ymd();
        let name = loop {
            let name = names::full(chance, culture, one.family, one.sex, year);
            if members.iter().all(|other| other.name != name) {
                break name;
            }
        };
        members.push(Member {
            relation: one.relation,
            sex: one.sex,
            name,
            birth,
            state: one.state,
        });
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{age_on, day};

    #[test]
    fn households_are_believable() {
        let as_of = day("05/11/2026");
        let mut chance = Chance::new(9, 0);
        let (mut people, mut young, mut dead, mut moved) = (0, 0, 0, 0);
        for n in 0..6000 {
            let culture = [Culture::Kinh, Culture::Muong, Culture::Jrai][n % 3];
            let home = draw(&mut chance, culture, as_of);
            assert!((1..=MOST_MEMBERS).contains(&home.len()));
            assert_eq!(home[0].relation, Relation::Head);
            assert_eq!(home[0].state, ResidentState::Living);
            let head = age_on(home[0].birth, as_of);
            assert!(head >= 18);
            for one in &home {
                let age = age_on(one.birth, as_of);
                assert!((0..=100).contains(&age));
                match one.relation {
                    Relation::Child => assert!(head - age >= 16, "{head} {age}"),
                    Relation::Grandchild => assert!(head - age >= 36, "{head} {age}"),
                    Relation::Father | Relation::Mother => assert!(age - head >= 16),
                    _ => {}
                }
                match one.state {
                    ResidentState::Living => {
                        people += 1;
                        young += i32::from(age < 14);
                    }
                    ResidentState::Dead => dead += 1,
                    ResidentState::MovedOut => moved += 1,
                }
            }
        }
        let per_mille = |n: i32| n * 1000 / people;
        let shares = [young, dead, moved].map(per_mille);
        assert!((180..=225).contains(&shares[0]), "under 14: {shares:?}");
        assert!((7..=14).contains(&shares[1]), "dead: {shares:?}");
        assert!((14..=26).contains(&shares[2]), "moved: {shares:?}");
    }

    #[test]
    fn children_have_the_name_of_the_right_parent() {
        let as_of = day("05/11/2026");
        let mut chance = Chance::new(4, 0);
        for _ in 0..500 {
            let home = draw(&mut chance, Culture::Kinh, as_of);
            let family = |name: &str| name.split(' ').next().map(str::to_owned);
            let father = home.iter().find(|one| {
                one.sex == Sex::Male && matches!(one.relation, Relation::Head | Relation::Husband)
            });
            for child in home.iter().filter(|one| one.relation == Relation::Child) {
                if let Some(father) = father {
                    assert_eq!(family(&child.name), family(&father.name));
                }
            }
        }
    }
}
