//! Making one commune so that its five counts come out exactly.

use crate::accounts;
use crate::chance::Chance;
use crate::figures::Figures;
use crate::hamlet::{self, Doors, Hamlet};
use crate::household::{self, Household, Member};
use crate::names::Culture;
use crate::numbers::Numbers;
use crate::plan::{KEPT_COMMUNE, KEPT_HAMLET, PLANS, Plan};
use crate::residence;
use crate::resident::{Relation, Resident};
use tungnha_core::time::Day;
use tungnha_core::words::{ResidenceKind, ResidentState};

mod kept;

/// The one person whom tests and guides look for, in Cẩm Tân's first hamlet "Phú Lai": aged 40 to
/// 70, level 2 approved and not activated. Nobody else in the sample has this name, in either
/// placement of the tone mark.
pub const KEPT_NAME: &str = "Đặng Thị Hoà";

/// A commune with everybody in it, in the order of its list: by hamlet, lane, house, household,
/// and the head first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commune {
    /// Its name, code and counts.
    pub plan: Plan,
    /// In the order of the list; never empty.
    pub hamlets: Vec<Hamlet>,
    /// In walking order.
    pub households: Vec<Household>,
    /// Household by household.
    pub residents: Vec<Resident>,
}

impl Commune {
    /// Makes the commune `at` of [`PLANS`] as of the day `as_of`; the same for the same arguments.
    /// `None` if there is no such plan.
    pub fn draw(seed: u64, at: usize, as_of: Day) -> Option<Self> {
        let plan = *PLANS.get(at)?;
        let mut making = Making {
            chance: Chance::new(seed, at as u64),
            numbers: Numbers::new(at as u32, plan.setting.home_code()),
            as_of,
            commune: Self {
                plan,
                hamlets: Vec::new(),
                households: Vec::new(),
                residents: Vec::new(),
            },
        };
        making.settle();
        let Making {
            mut chance,
            mut commune,
            ..
        } = making;
        accounts::assign(&mut chance, &mut commune.residents, plan.figures, as_of);
        if plan.code == KEPT_COMMUNE {
            kept::place(&mut commune, as_of);
        }
        accounts::date_approvals(&mut chance, &mut commune.residents, as_of);
        Some(commune)
    }

    /// "xã Cẩm Tân".
    pub fn title(&self) -> String {
        format!("{} {}", self.plan.kind.in_words(), self.plan.name)
    }

    /// What its list says on `as_of`.
    pub fn figures(&self, as_of: Day) -> Figures {
        Figures::count(&self.residents, as_of)
    }

    /// The household of a resident; `None` only for a resident of another commune.
    pub fn household_of(&self, resident: &Resident) -> Option<&Household> {
        self.households.get(resident.household)
    }
}

struct Making {
    chance: Chance,
    numbers: Numbers,
    as_of: Day,
    commune: Commune,
}

impl Making {
    /// Hamlet by hamlet, until all who are to be counted live somewhere.
    fn settle(&mut self) {
        let plan = self.commune.plan;
        let counted = plan.figures.eligible();
        let first = (plan.code == KEPT_COMMUNE).then_some(KEPT_HAMLET);
        self.commune.hamlets = hamlet::draw_all(&mut self.chance, plan.setting, counted, first);
        let mut left = counted;
        for at in 0..self.commune.hamlets.len() {
            let hamlets_left = (self.commune.hamlets.len() - at) as u32;
            let even = left / hamlets_left;
            let quota = match hamlets_left {
                1 => left,
                _ => even * (88 + self.chance.below(25)) / 100,
            };
            self.settle_hamlet(at, quota);
            left -= quota;
        }
    }

    /// Households until exactly `quota` people of the hamlet are counted.
    fn settle_hamlet(&mut self, at: usize, quota: u32) {
        let setting = self.commune.plan.setting;
        let hamlet = self.commune.hamlets[at].clone();
        let mut doors = Doors::new(setting);
        let mut left = quota;
        let mut number = 0;
        while left > 0 {
            let culture = hamlet.culture(&mut self.chance, setting);
            let mut members = household::draw(&mut self.chance, culture, self.as_of);
            if self.counted(&members) > left {
                members = household::draw_single(&mut self.chance, culture, self.as_of);
            }
            left -= self.counted(&members);
            number += 1;
            let door = doors.next_door(&mut self.chance);
            let head = members.first().map(|head| head.name.clone());
            self.commune.households.push(Household {
                hamlet: at,
                code: format!("{}-{:02}-{number:03}", self.commune.plan.code, at + 1),
                lane: door.lane,
                house: door.house,
                head: head.unwrap_or_default(),
            });
            self.move_in(members, culture);
        }
    }

    fn counted(&self, members: &[Member]) -> u32 {
        let counts = |one: &&Member| {
            one.state == ResidentState::Living
                && crate::calendar::age_on(one.birth, self.as_of) >= 14
        };
        members.iter().filter(counts).count() as u32
    }

    /// Gives the members of the household made last their numbers and their places in the list.
    fn move_in(&mut self, members: Vec<Member>, culture: Culture) {
        let chance = &mut self.chance;
        let setting = self.commune.plan.setting;
        let household = self.commune.households.len() - 1;
        let temporary = chance.permille(setting.temporary_households());
        for member in members {
            let age = crate::calendar::age_on(member.birth, self.as_of);
            let residence = match temporary {
                true => ResidenceKind::Temporary,
                false
                    if residence::is_away(
                        chance,
                        setting,
                        age,
                        member.relation == Relation::Head,
                    ) =>
                {
                    ResidenceKind::TemporarilyAbsent
                }
                false => ResidenceKind::Permanent,
            };
            let phone = (member.state == ResidentState::Living
                && residence::has_phone(chance, age))
            .then(|| self.numbers.phone(chance));
            self.commune.residents.push(Resident {
                household,
                personal_id: self.numbers.personal_id(chance, member.birth, member.sex),
                note: residence::note(chance, member.state, residence, self.as_of),
                name: member.name,
                sex: member.sex,
                birth: member.birth,
                relation: member.relation,
                phone,
                state: member.state,
                residence,
                account: None,
                approved_on: None,
                culture,
            });
        }
    }
}
