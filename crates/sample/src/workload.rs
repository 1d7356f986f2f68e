//! Workload W of `perf.md`: 24,000 citizens in 4 communes, and 20,000 updates by 50 devices.

use crate::LIST_AS_OF;
use crate::calendar::birth_for_age;
use crate::chance::Chance;
use crate::names::{self, Culture};
use crate::numbers::Numbers;
use serde::Serialize;
use tungnha_core::time::{Day, Instant};
use tungnha_core::words::{App, Sex, Stage};

/// Communes of the workload.
pub const COMMUNES: u32 = 4;
/// Households of each commune.
pub const HOUSEHOLDS: u32 = 1_500;
/// Citizens of each household.
pub const HOUSEHOLD_SIZE: u32 = 4;
/// Citizens in all.
pub const CITIZENS: u32 = COMMUNES * HOUSEHOLDS * HOUSEHOLD_SIZE;
/// Updates of each device.
pub const UPDATES_PER_DEVICE: u32 = 400;
/// For each commune: its devices, and the households that each goes through. 400 citizens in 119
/// households are what `perf.md` measured for device 0.
pub const ROUNDS: [(u32, u32); COMMUNES as usize] = [(12, 119), (13, 115), (12, 119), (13, 115)];

/// Households of one hamlet.
const HOUSEHOLDS_PER_HAMLET: u32 = 150;

/// A citizen of the workload. As compact JSON about 387 bytes, as the peers were measured with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Citizen {
    /// From 0 to [`CITIZENS`] - 1; the place in [`citizens`].
    pub number: u32,
    /// 0 to 3.
    pub commune: u32,
    /// 0 to 1,499 inside the commune.
    pub household: u32,
    /// "Thôn 3"
    pub hamlet: String,
    /// "Ngõ 2"
    pub lane: String,
    /// "14"
    pub house: String,
    /// Full name.
    pub name: String,
    /// `male`, `female`
    pub sex: &'static str,
    /// `yyyy-mm-dd`
    pub birth_date: String,
    /// Twelve digits, of nobody.
    pub personal_id: String,
    /// The last four of them.
    pub last4: String,
    /// Ten digits, of nobody.
    pub phone: String,
    /// `chủ hộ`, `con`, …
    pub relation_to_head: &'static str,
    /// `permanent`
    pub residence: &'static str,
    /// VNeID level, 0 to 2.
    pub vneid_level: u8,
    /// The stage at that level.
    pub vneid: &'static str,
    /// `yyyy-mm-dd`, if approved.
    pub approved_on: Option<String>,
    /// Ladder of iHanoi.
    pub ihanoi: &'static str,
    /// Ladder of eTax Mobile.
    pub etax: &'static str,
}

/// One app of one citizen has come further: state, time, author.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Update {
    /// 0 to 49; also the author, one member a device.
    pub device: u32,
    /// [`Citizen::number`]; each at most once in all updates.
    pub citizen: u32,
    /// Which app.
    pub app: App,
    /// Where it stands now.
    pub stage: Stage,
    /// When, by the device's clock: an evening's work, in order.
    pub at: Instant,
}

/// All citizens, commune by commune and household by household; the same for the same seed.
pub fn citizens(seed: u64) -> Vec<Citizen> {
    let mut chance = Chance::new(seed, WORKLOAD_STREAM);
    let mut numbers = Numbers::new(31, 3);
    let mut all = Vec::with_capacity(CITIZENS as usize);
    for commune in 0..COMMUNES {
        for household in 0..HOUSEHOLDS {
            let father = names::family(&mut chance, Culture::Kinh);
            let mother = names::family(&mut chance, Culture::Kinh);
            let parent_age = chance.between(36, 62);
            let house = household % 25 + 1;
            for (relation, sex, age, family) in [
                ("chủ hộ", Sex::Male, parent_age, father),
                ("vợ", Sex::Female, parent_age - 2, mother),
                ("con", Sex::Female, parent_age - 22, father),
                ("con", Sex::Male, parent_age - 24, father),
            ] {
                let birth = birth_for_age(&mut chance, age, LIST_AS_OF);
                let (year, ..) = birth.ymd();
                let personal_id = numbers.personal_id(&mut chance, birth, sex);
                let approved = Day(LIST_AS_OF.0 - chance.between(1, 900));
                let (vneid_level, vneid) = chance.weighted(&[
                    ((0, Stage::NotRegistered), 4),
                    ((1, Stage::Activated), 2),
                    ((2, Stage::Approved), 1),
                    ((2, Stage::Activated), 3),
                ]);
                all.push(Citizen {
                    number: all.len() as u32,
                    commune,
                    household,
                    hamlet: format!("Thôn {}", household / HOUSEHOLDS_PER_HAMLET + 1),
                    lane: format!("Ngõ {}", household % HOUSEHOLDS_PER_HAMLET / 25 + 1),
                    house: house.to_string(),
                    name: names::full(&mut chance, Culture::Kinh, family, sex, year),
                    sex: sex.name(),
                    birth_date: crate::campaign::iso(birth),
                    last4: personal_id.get(8..).unwrap_or_default().to_owned(),
                    personal_id,
                    phone: numbers.phone(&mut chance),
                    relation_to_head: relation,
                    residence: "permanent",
                    vneid_level,
                    vneid: vneid.name(),
                    approved_on: (vneid != Stage::NotRegistered)
                        .then(|| crate::campaign::iso(approved)),
                    ihanoi: Stage::NotRegistered.name(),
                    etax: Stage::NotRegistered.name(),
                });
            }
        }
    }
    all
}

/// No commune and no dirty list draws from this stream.
const WORKLOAD_STREAM: u64 = 200;
/// The evening of 05/11/2026, 18:00 in Việt Nam.
const EVENING: Instant = Instant(LIST_AS_OF.0 as i64 * 86_400 + 11 * 3600);

/// All updates, device by device and in order of time; the same for the same seed. No citizen has
/// two. Every device stays in one commune and, in its round, touches every household.
pub fn updates(seed: u64) -> Vec<Update> {
    let mut chance = Chance::new(seed, WORKLOAD_STREAM + 1);
    let mut all = Vec::new();
    let mut device = 0;
    for (commune, (devices, households)) in (0..).zip(ROUNDS) {
        for round in 0..devices {
            let first = commune * HOUSEHOLDS + round * households;
            push_round(&mut chance, &mut all, device, first..first + households);
            device += 1;
        }
    }
    all
}

fn push_round(
    chance: &mut Chance,
    all: &mut Vec<Update>,
    device: u32,
    households: std::ops::Range<u32>,
) {
    // In so many households one person is not met; nowhere two.
    let surplus = households.len() as u32 * HOUSEHOLD_SIZE - UPDATES_PER_DEVICE;
    let mut one_missing: Vec<bool> = (0..households.len() as u32).map(|n| n < surplus).collect();
    chance.shuffle(&mut one_missing);
    let mut at = EVENING;
    for (household, missing) in households.zip(one_missing) {
        let not_met = missing.then(|| chance.below(HOUSEHOLD_SIZE));
        at = at.plus(i64::from(chance.between(15, 70)));
        for person in (0..HOUSEHOLD_SIZE).filter(|person| Some(*person) != not_met) {
            at = at.plus(i64::from(chance.between(4, 20)));
            let (app, stage) = chance.weighted(&[
                ((App::Vneid, Stage::Activated), 6),
                ((App::Ihanoi, Stage::LoggedIn), 3),
                ((App::Etax, Stage::LoggedIn), 1),
            ]);
            all.push(Update {
                device,
                citizen: household * HOUSEHOLD_SIZE + person,
                app,
                stage,
                at,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn citizens_are_as_many_and_as_long_as_those_of_the_peers() {
        let all = citizens(1);
        assert_eq!(all.len(), 24_000);
        let bytes: usize = all
            .iter()
            .map(|one| serde_json::to_string(one).expect("json").len())
            .sum();
        let average = bytes / all.len();
        assert!((382..=392).contains(&average), "{average}");
        let ids: HashSet<&str> = all.iter().map(|one| one.personal_id.as_str()).collect();
        assert_eq!(ids.len(), all.len());
        assert_eq!(all, citizens(1));
    }

    #[test]
    fn every_update_is_of_another_citizen() {
        let all = updates(1);
        assert_eq!(all.len(), 20_000);
        let citizens: HashSet<u32> = all.iter().map(|one| one.citizen).collect();
        assert_eq!(citizens.len(), all.len());
        assert!(citizens.iter().all(|number| *number < CITIZENS));
        for device in 0..50 {
            let own: Vec<&Update> = all.iter().filter(|one| one.device == device).collect();
            assert_eq!(own.len(), 400);
            assert!(own.windows(2).all(|pair| pair[0].at < pair[1].at));
            let homes: HashSet<u32> = own.iter().map(|one| one.citizen / 4).collect();
            assert!(homes.len() == 119 || homes.len() == 115);
        }
        let first = all.iter().filter(|one| one.device == 0);
        assert_eq!(
            first
                .map(|one| one.citizen / 4)
                .collect::<HashSet<_>>()
                .len(),
            119
        );
    }
}
