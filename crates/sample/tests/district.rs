//! The whole district: counts, ids, ages, places.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use tungnha_core::personal_id::PersonalId;
use tungnha_core::time::Day;
use tungnha_core::words::{ResidenceKind, ResidentState, Sex};
use tungnha_sample::calendar::{AGE_LIMITS, QUIET_DAYS, age_on};
use tungnha_sample::plan::PLANS;
use tungnha_sample::{
    Account, Commune, DEFAULT_SEED, District, Figures, KEPT_NAME, LIST_AS_OF, Resident, district,
};

fn sample() -> &'static District {
    static SAMPLE: OnceLock<District> = OnceLock::new();
    SAMPLE.get_or_init(|| district(DEFAULT_SEED, LIST_AS_OF))
}

fn residents() -> impl Iterator<Item = &'static Resident> {
    sample()
        .communes
        .iter()
        .flat_map(|commune| &commune.residents)
}

#[test]
fn every_commune_has_exactly_its_counts_on_every_day_of_the_window() {
    assert_eq!(sample().communes.len(), PLANS.len());
    for after in [0, 1, 17, QUIET_DAYS - 1, QUIET_DAYS] {
        let on = Day(LIST_AS_OF.0 + after);
        for commune in &sample().communes {
            assert_eq!(
                commune.figures(on),
                commune.plan.figures,
                "{}",
                commune.plan.name
            );
        }
    }
    let cam_thuy: Figures = sample().communes[..17]
        .iter()
        .map(|commune| commune.figures(LIST_AS_OF))
        .sum();
    assert_eq!(cam_thuy.columns(), [39_673, 18_807, 1_584, 36_029, 5_434]);
    assert_eq!(cam_thuy.eligible(), 101_527);
}

#[test]
fn nobody_reaches_an_age_limit_within_the_window() {
    for one in residents() {
        let (now, later) = (
            age_on(one.birth, LIST_AS_OF),
            age_on(one.birth, Day(LIST_AS_OF.0 + QUIET_DAYS)),
        );
        assert!(now == later || !AGE_LIMITS.contains(&later), "{}", one.name);
        assert!(now >= 14 || one.account.is_none());
    }
}

#[test]
fn ids_agree_with_their_people_and_belong_to_nobody() {
    let mut ids = HashSet::new();
    for one in residents() {
        let id = PersonalId::parse(&one.personal_id).expect("twelve digits");
        let (year, sex) = id.birth_year_and_sex();
        assert_eq!((i32::from(year), sex), (one.birth.ymd().0, one.sex));
        assert!(id.is_practice(), "{}", one.personal_id);
        assert!(ids.insert(&one.personal_id), "{} twice", one.personal_id);
    }
}

#[test]
fn phones_are_mobile_and_unique() {
    let mut phones = HashSet::new();
    for phone in residents().filter_map(|one| one.phone.as_deref()) {
        assert!(phone.len() == 10 && phone.bytes().all(|byte| byte.is_ascii_digit()));
        assert!(
            phone.starts_with("05") || phone.starts_with("07"),
            "{phone}"
        );
        assert!(phones.insert(phone));
    }
}

#[test]
fn some_are_young_dead_moved_temporary_or_away() {
    for commune in &sample().communes {
        let share = |of: &dyn Fn(&Resident) -> bool| {
            let count = commune.residents.iter().filter(|one| of(one)).count();
            count * 1000 / commune.residents.len()
        };
        let living = |one: &Resident| one.state == ResidentState::Living;
        let young = share(&|one| living(one) && age_on(one.birth, LIST_AS_OF) < 14);
        let dead = share(&|one| one.state == ResidentState::Dead);
        let moved = share(&|one| one.state == ResidentState::MovedOut);
        let here =
            share(&|one| one.is_counted(LIST_AS_OF) && one.residence != ResidenceKind::Permanent);
        assert!(
            (160..=230).contains(&young),
            "{} {young}",
            commune.plan.name
        );
        assert!((5..=16).contains(&dead), "{} {dead}", commune.plan.name);
        assert!((10..=30).contains(&moved), "{} {moved}", commune.plan.name);
        assert!(here >= 30, "{} {here}", commune.plan.name);
    }
}

#[test]
fn hamlets_are_of_a_believable_size() {
    for commune in &sample().communes {
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        for home in &commune.households {
            *sizes.entry(home.hamlet).or_default() += 1;
        }
        assert_eq!(sizes.len(), commune.hamlets.len());
        for (hamlet, size) in sizes {
            let name = commune.hamlets[hamlet].in_words();
            assert!(
                (120..=250).contains(&size),
                "{} {name}: {size}",
                commune.plan.name
            );
        }
    }
}

#[test]
fn lists_go_hamlet_by_hamlet_and_household_by_household() {
    for commune in &sample().communes {
        let hamlets: Vec<usize> = commune.households.iter().map(|home| home.hamlet).collect();
        assert!(hamlets.is_sorted());
        let homes = commune.residents.iter().map(|one| one.household);
        assert!(homes.is_sorted());
        let codes: HashSet<&str> = commune.households.iter().map(|home| &*home.code).collect();
        assert_eq!(codes.len(), commune.households.len());
    }
}

#[test]
fn the_kept_name_is_one_person_of_phu_lai() {
    let kept = |one: &&Resident| matches!(&*one.name, KEPT_NAME | "Đặng Thị Hòa");
    assert_eq!(residents().filter(kept).count(), 1);
    let cam_tan = &sample().communes[14];
    let her = cam_tan
        .residents
        .iter()
        .find(kept)
        .expect("she lives in Cẩm Tân");
    let home = cam_tan.household_of(her).expect("a household");
    assert_eq!(cam_tan.hamlets[home.hamlet].in_words(), "Phú Lai");
    assert_eq!(home.hamlet, 0);
    assert_eq!(her.account, Some(Account::Level2NotActivated));
    assert!((40..=70).contains(&age_on(her.birth, LIST_AS_OF)));
    assert_eq!((her.sex, her.state), (Sex::Female, ResidentState::Living));
    assert!(her.approved_on.is_some_and(|day| day <= LIST_AS_OF));
}

#[test]
fn the_same_seed_makes_the_same_and_another_another() {
    let cam_tan = || Commune::draw(DEFAULT_SEED, 14, LIST_AS_OF);
    assert_eq!(cam_tan().as_ref(), Some(&sample().communes[14]));
    let other = Commune::draw(DEFAULT_SEED + 1, 14, LIST_AS_OF).expect("a commune");
    assert_ne!(Some(&other), cam_tan().as_ref());
    assert_eq!(other.figures(LIST_AS_OF), other.plan.figures);
}

#[test]
fn counts_and_ages_hold_on_other_days_and_seeds() {
    for (seed, day) in [
        (3, (2024, 2, 29)),
        (4, (2024, 12, 2)),
        (5, (2031, 1, 1)),
        (6, (2016, 1, 1)),
    ] {
        let (y, m, d) = day;
        let as_of = Day::from_ymd(y, m, d).expect("a day");
        for at in [5, 14, 17, 18] {
            let commune = Commune::draw(seed, at, as_of).expect("a commune");
            let name = commune.plan.name;
            let later = Day(as_of.0 + QUIET_DAYS);
            assert_eq!(commune.figures(as_of), commune.plan.figures, "{name}");
            assert_eq!(commune.figures(later), commune.plan.figures, "{name}");
            let kept = commune
                .residents
                .iter()
                .filter(|one| one.name == KEPT_NAME)
                .count();
            assert_eq!(kept, usize::from(name == "Cẩm Tân"));
        }
    }
}

#[test]
fn ia_dom_is_gia_rai_and_kinh() {
    let names: Vec<&str> = sample().communes[17]
        .residents
        .iter()
        .map(|one| &*one.name)
        .collect();
    for piece in [
        "Rơ Mah ",
        "Ksor ",
        "Siu H'",
        "Kpuih ",
        "Rơ Châm ",
        "Rah Lan ",
        "Nguyễn ",
    ] {
        assert!(names.iter().any(|name| name.starts_with(piece)), "{piece}");
    }
    let hamlets: Vec<String> = sample().communes[17]
        .hamlets
        .iter()
        .map(|one| one.in_words())
        .collect();
    assert!(
        hamlets.contains(&"Làng Mook Trang".to_owned()),
        "{hamlets:?}"
    );
}
