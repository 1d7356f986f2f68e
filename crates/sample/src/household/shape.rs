//! The shapes of households and how often each is met.

use crate::chance::Chance;
use crate::names::{self, Culture};
use crate::resident::Relation;
use tungnha_core::words::{ResidentState, Sex};

/// Somebody without a name yet.
pub struct Draft {
    pub relation: Relation,
    pub sex: Sex,
    pub age: i32,
    /// Family or clan name.
    pub family: &'static str,
    pub state: ResidentState,
}

/// In per cent: of the grown children who left, those whom the list still has.
const STILL_LISTED: u32 = 14;
/// In per cent: of those who lost wife or husband, those whose dead the list still has.
const DEAD_LISTED: u32 = 24;

#[derive(Clone, Copy)]
enum Shape {
    Single,
    OldCouple,
    YoungCouple,
    Parents,
    OneParent,
    ThreeGenerations,
    WithOldParent,
}

const SHAPES: &[(Shape, u32)] = &[
    (Shape::Single, 9),
    (Shape::OldCouple, 14),
    (Shape::YoungCouple, 5),
    (Shape::Parents, 40),
    (Shape::OneParent, 7),
    (Shape::ThreeGenerations, 16),
    (Shape::WithOldParent, 9),
];

/// A household of any shape.
pub fn draw(chance: &mut Chance, culture: Culture) -> Vec<Draft> {
    let shape = chance.weighted(SHAPES);
    let mut home = Home {
        chance,
        culture,
        members: Vec::new(),
    };
    match shape {
        Shape::Single => return single(home.chance, culture),
        Shape::OldCouple => {
            let couple = home.couple(54, 84);
            home.children(&couple, Relation::Child);
        }
        Shape::YoungCouple => {
            home.couple(22, 31);
        }
        Shape::Parents => {
            let couple = home.couple(27, 57);
            home.children(&couple, Relation::Child);
        }
        Shape::OneParent => home.one_parent(),
        Shape::ThreeGenerations => home.three_generations(),
        Shape::WithOldParent => home.with_old_parent(),
    }
    home.members
}

/// One grown-up alone, more often an old woman than anybody else.
pub fn single(chance: &mut Chance, culture: Culture) -> Vec<Draft> {
    let family = names::family(chance, culture);
    let mut home = Home {
        chance,
        culture,
        members: Vec::new(),
    };
    if home.chance.percent(30) {
        let sex = home.either();
        let age = home.chance.between(19, 45);
        home.add(Relation::Head, sex, age, family);
    } else {
        let sex = home.mostly_women();
        let age = home.chance.between(58, 91);
        home.add(Relation::Head, sex, age, family);
        let spouse = home.family_besides(family);
        home.perhaps_dead_spouse(sex, age, spouse);
    }
    home.members
}

/// A couple that has just been put into the home.
struct Couple {
    father: &'static str,
    mother: &'static str,
    mother_age: i32,
}

struct Home<'a> {
    chance: &'a mut Chance,
    culture: Culture,
    members: Vec<Draft>,
}

impl Home<'_> {
    fn add(&mut self, relation: Relation, sex: Sex, age: i32, family: &'static str) {
        self.add_as(relation, sex, age, family, ResidentState::Living);
    }

    fn add_as(
        &mut self,
        relation: Relation,
        sex: Sex,
        age: i32,
        family: &'static str,
        state: ResidentState,
    ) {
        self.members.push(Draft {
            relation,
            sex,
            age: age.clamp(0, 98),
            family,
            state,
        });
    }

    fn either(&mut self) -> Sex {
        if self.chance.percent(51) {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    fn mostly_women(&mut self) -> Sex {
        if self.chance.percent(28) {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    fn family(&mut self) -> &'static str {
        names::family(self.chance, self.culture)
    }

    /// A family name of somebody who married into the family of `other`.
    fn family_besides(&mut self, other: &str) -> &'static str {
        for _ in 0..4 {
            let family = self.family();
            if family != other {
                return family;
            }
        }
        // Nguyễn marries Nguyễn often enough.
        self.family()
    }

    fn couple(&mut self, youngest: i32, oldest: i32) -> Couple {
        let father_age = self.chance.between(youngest, oldest);
        let mother_age = (father_age - self.chance.between(-1, 5)).max(20);
        let father = self.family();
        let mother = self.family_besides(father);
        let his = match self.culture {
            // Gia Rai husbands move to the wife's house, which she often heads.
            Culture::Jrai => 45,
            Culture::Kinh | Culture::Muong => 78,
        };
        if self.chance.percent(his) {
            self.add(Relation::Head, Sex::Male, father_age, father);
            self.add(Relation::Wife, Sex::Female, mother_age, mother);
        } else {
            self.add(Relation::Head, Sex::Female, mother_age, mother);
            self.add(Relation::Husband, Sex::Male, father_age, father);
        }
        Couple {
            father,
            mother,
            mother_age,
        }
    }

    /// One to four children; most who are grown have left, and some of those are still listed.
    fn children(&mut self, parents: &Couple, relation: Relation) {
        let wanted = match self.culture {
            Culture::Jrai => self.chance.weighted(&[(1, 15), (2, 35), (3, 32), (4, 18)]),
            Culture::Kinh | Culture::Muong => {
                self.chance.weighted(&[(1, 24), (2, 52), (3, 21), (4, 3)])
            }
        };
        let family = self.culture.family_of_child(parents.father, parents.mother);
        let mut age = parents.mother_age - self.chance.between(20, 28);
        for _ in 0..wanted {
            if age < 0 {
                break;
            }
            let sex = self.either();
            let left = age >= 22 && self.chance.percent(if age >= 30 { 90 } else { 55 });
            if !left {
                self.add(relation, sex, age, family);
            } else if self.chance.percent(STILL_LISTED) {
                self.add_as(relation, sex, age, family, ResidentState::MovedOut);
            }
            age -= self.chance.between(2, 5);
        }
    }

    fn one_parent(&mut self) {
        let sex = self.mostly_women();
        let age = self.chance.between(29, 60);
        let parents = Couple {
            father: self.family(),
            mother: self.family(),
            mother_age: age,
        };
        let (own, spouse) = match sex {
            Sex::Male => (parents.father, parents.mother),
            Sex::Female => (parents.mother, parents.father),
        };
        self.add(Relation::Head, sex, age, own);
        self.children(&parents, Relation::Child);
        if age > 44 {
            self.perhaps_dead_spouse(sex, age, spouse);
        }
    }

    /// Old couple, or the one who is left of it, with a married child and the child's children.
    fn three_generations(&mut self) {
        let old = self.couple(52, 76);
        if self.chance.percent(30) {
            // Of the two only the head is left.
            self.members.truncate(1);
            if let Some((sex, age)) = self.members.first().map(|head| (head.sex, head.age)) {
                let spouse = match sex {
                    Sex::Male => old.mother,
                    Sex::Female => old.father,
                };
                self.perhaps_dead_spouse(sex, age, spouse);
            }
        }
        let child_age = (old.mother_age - self.chance.between(20, 26)).clamp(22, 48);
        let child_family = self.culture.family_of_child(old.father, old.mother);
        let spouse_family = self.family_besides(child_family);
        // A Kinh son stays with his parents, a Gia Rai daughter with hers.
        let a_son = self.chance.percent(match self.culture {
            Culture::Jrai => 8,
            Culture::Kinh | Culture::Muong => 90,
        });
        let couple = if a_son {
            let wife_age = (child_age - self.chance.between(0, 4)).max(20);
            self.add(Relation::Child, Sex::Male, child_age, child_family);
            self.add(
                Relation::DaughterInLaw,
                Sex::Female,
                wife_age,
                spouse_family,
            );
            Couple {
                father: child_family,
                mother: spouse_family,
                mother_age: wife_age,
            }
        } else {
            let husband_age = child_age + self.chance.between(0, 5);
            self.add(Relation::Child, Sex::Female, child_age, child_family);
            self.add(Relation::SonInLaw, Sex::Male, husband_age, spouse_family);
            Couple {
                father: spouse_family,
                mother: child_family,
                mother_age: child_age,
            }
        };
        self.children(&couple, Relation::Grandchild);
    }

    /// Parents and children with the father or mother of the head.
    fn with_old_parent(&mut self) {
        let couple = self.couple(30, 56);
        let Some((head_age, head_family)) =
            self.members.first().map(|head| (head.age, head.family))
        else {
            return;
        };
        self.children(&couple, Relation::Child);
        let age = head_age + self.chance.between(20, 30);
        let (relation, sex) = if self.chance.percent(72) {
            (Relation::Mother, Sex::Female)
        } else {
            (Relation::Father, Sex::Male)
        };
        let gives_the_name = (sex == Sex::Female) == (self.culture == Culture::Jrai);
        let family = if gives_the_name {
            head_family
        } else {
            self.family_besides(head_family)
        };
        self.add(relation, sex, age, family);
    }

    fn perhaps_dead_spouse(&mut self, of: Sex, age: i32, family: &'static str) {
        if !self.chance.percent(DEAD_LISTED) {
            return;
        }
        let age = age + self.chance.between(-2, 6);
        match of {
            Sex::Male => {
                self.add_as(
                    Relation::Wife,
                    Sex::Female,
                    age,
                    family,
                    ResidentState::Dead,
                );
            }
            Sex::Female => {
                self.add_as(
                    Relation::Husband,
                    Sex::Male,
                    age,
                    family,
                    ResidentState::Dead,
                );
            }
        }
    }
}
