//! Two volunteers at the same doors, neither knowing of the other: nothing lost, nothing hidden.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use tungnha_tests::{Area, CommandLine};

use crate::door::{
    Named, app, claims, each, record, row_of, shown, verified, waiting, who_needs, work,
};

const HAMLETS: [&str; 2] = ["Tân Lập", "Bằng Lợi"];

/// A commune whose campaign asks for all three apps, police, and two volunteers with the same doors.
struct Team {
    area: Area,
    police: CommandLine,
    mai: CommandLine,
    binh: CommandLine,
}

impl Team {
    fn new() -> Self {
        let mut area = Area::with_campaign(|campaign| {
            campaign["apps"] = json!([
                { "app": "vneid", "minimum_age": 14, "reviewer": "police" },
                { "app": "ihanoi", "minimum_age": 15, "reviewer": "office" },
                { "app": "etax", "minimum_age": 18, "reviewer": "office" },
            ]);
        });
        let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
        let mai = area.enrol("volunteer", "Nguyễn Thị Mai", &HAMLETS);
        let binh = area.enrol("volunteer", "Trần Văn Bình", &HAMLETS);
        mai.run(&["sync"]);
        binh.run(&["sync"]);
        Self {
            area,
            police,
            mai,
            binh,
        }
    }

    /// A grown-up who has no VNeID account at all.
    fn somebody(&self) -> Named {
        let people = who_needs(&self.mai, "register");
        let grown_up = |one: &&Named| {
            let year = row_of(&self.mai, &one.id)["person"]["birth_year"].as_u64();
            year.is_some_and(|year| year < 2000)
        };
        people.iter().find(grown_up).expect("a grown-up").clone()
    }

    /// Everybody syncs, the first of them twice: now all have heard of all.
    fn meet(&self) {
        for device in [&self.mai, &self.binh, &self.police, &self.mai, &self.binh] {
            device.run(&["sync"]);
        }
    }

    /// Nobody sees anything else than the others. Police know birth dates to the day, so elsewhere in
    /// the list they may be surer of an age than volunteers are.
    fn all_agree_on(&self, one: &Named) {
        assert!(
            shown(&self.mai) == shown(&self.binh),
            "the volunteers see different things"
        );
        let of_one = |device: &CommandLine| {
            let mut rows = shown(device);
            rows.retain(|row| row["person"]["id"] == one.id.as_str());
            rows
        };
        assert_eq!(of_one(&self.mai), of_one(&self.police));
        for device in [&self.mai, &self.binh, &self.police] {
            verified(device);
        }
        assert_eq!(self.area.desk(&["verify"])["ok"], true);
    }
}

#[test]
fn different_apps_of_one_person_all_stay() {
    let mut team = Team::new();
    let one = team.somebody();
    team.mai.run(&["visit", &one.household, "--outcome", "met"]);
    record(&team.mai, &one.id, "vneid", 1, "activated");
    team.binh
        .run(&["visit", &one.household, "--outcome", "come_back"]);
    record(&team.binh, &one.id, "ihanoi", 0, "installed");
    record(&team.binh, &one.id, "etax", 0, "logged_in");
    team.meet();

    for device in [&team.mai, &team.binh, &team.police] {
        let row = row_of(device, &one.id);
        let stages = ["vneid", "ihanoi", "etax"].map(|name| app(&row, name)["stage"].clone());
        assert_eq!(stages, ["activated", "installed", "logged_in"]);
        assert!(!flags(&row).contains("disputed"), "{row}");
    }
    // Each app has its reviewer: VNeID the police, the others the committee's office.
    assert_eq!(waiting(&team.police).len(), 1);
    let office = team.area.enrol("office", "Phạm Thị Vân", &[]);
    office.run(&["sync"]);
    assert_eq!(waiting(&office).len(), 2);
    // Both visits stand in the door's history.
    let saved = team.mai.run(&["visit", &one.household, "--outcome", "met"]);
    assert_eq!(each(&saved["door"], "visits").len(), 3);
    team.meet();
    team.all_agree_on(&one);
}

#[test]
fn the_same_field_told_differently_is_kept_twice_and_disputed() {
    let team = Team::new();
    let one = team.somebody();
    let of_mai = record(&team.mai, &one.id, "vneid", 1, "activated");
    let of_binh = record(&team.binh, &one.id, "vneid", 1, "dossier_collected");
    team.meet();

    for device in [&team.mai, &team.binh, &team.police] {
        let row = row_of(device, &one.id);
        assert!(flags(&row).contains("disputed"), "{row}");
    }
    let items = waiting(&team.police);
    let waiting_claims: BTreeSet<&str> = items.iter().flat_map(claims).collect();
    assert_eq!(
        waiting_claims,
        BTreeSet::from([of_mai.as_str(), of_binh.as_str()])
    );
    assert!(
        items
            .iter()
            .all(|item| item["flags"] == json!(["disputed"])),
        "{items:?}"
    );
    team.all_agree_on(&one);
}

#[test]
fn equal_claims_are_one_item_and_one_decision() {
    let team = Team::new();
    let one = team.somebody();
    let both =
        [&team.mai, &team.binh].map(|device| record(device, &one.id, "vneid", 1, "activated"));
    team.meet();

    let items = waiting(&team.police);
    let [item] = items.as_slice() else {
        panic!("not one item: {items:?}")
    };
    let named: BTreeSet<&str> = claims(item).into_iter().collect();
    assert_eq!(named, both.iter().map(String::as_str).collect());
    let volunteers: BTreeSet<&str> = each(item, "volunteers")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(
        volunteers,
        BTreeSet::from(["Nguyễn Thị Mai", "Trần Văn Bình"])
    );
    assert!(!flags(&row_of(&team.police, &one.id)).contains("disputed"));

    let decision = team
        .police
        .run(&[&["review", "confirm"], &claims(item)[..]].concat());
    assert_eq!(decision["claims"], 2);
    team.meet();
    team.meet();
    for device in [&team.mai, &team.binh] {
        assert_eq!(work(device, "confirmed"), 1);
        assert_eq!(app(&row_of(device, &one.id), "vneid")["token"], "confirmed");
    }
    let file = team.area.path().join("list.xlsx");
    let order = ["export", "confirmation-list", tungnha_tests::text(&file)];
    assert_eq!(team.police.run(&order)["rows"], 1);
    team.all_agree_on(&one);
}

/// All flags of a row's apps.
fn flags(row: &Value) -> BTreeSet<&str> {
    let apps = each(&row["person"], "apps").iter();
    apps.flat_map(|card| each(card, "flags"))
        .filter_map(Value::as_str)
        .collect()
}
