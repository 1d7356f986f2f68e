//! Lists of people, page by page.

use crate::book::{Phone, Roll};
use serde_json::{Value, json};
use tungnha_core::DeltaId;
use tungnha_core::body::{Account, Eligibility, Household, Residency, Resident};
use tungnha_core::words::{self, App, ResidentState, Role, Source, Stage};

/// Eleven more people behind four doors: some have it, some left, one is too young, one is not to be visited.
fn people(roll: &mut Roll) -> Vec<DeltaId> {
    let office = &mut roll.office;
    let mut people = Vec::new();
    for (at, house) in ["30", "4", "4A", "10"].into_iter().enumerate() {
        let household = office.says(Household {
            of: None,
            hamlet: roll.hamlets[at % 2],
            lane: (at > 1).then(|| "ngõ 5".to_owned()),
            house: Some(house.into()),
            head: None,
            code: None,
            venue: None,
        });
        for position in 1..=(2 + at as u16 % 3) {
            people.push(office.says(Resident {
                of: None,
                household,
                name: format!("Lò Thị {house} {position}"),
                birth_year: Some(if position == 3 { 2020 } else { 1980 }),
                sex: None,
                last4: None,
                position: Some(position),
            }));
        }
    }
    for (resident, app, level) in [(people[1], App::Ihanoi, 0), (people[4], App::Vneid, 2)] {
        office.says(Account {
            resident,
            app,
            level,
            source: Source::OfficialList,
            stage: if level == 0 {
                Stage::LoggedIn
            } else {
                Stage::Activated
            },
            as_of: None,
            approved_on: None,
            visit: None,
        });
    }
    office.says(Residency {
        resident: people[2],
        state: ResidentState::MovedOut,
        source: Source::PoliceEntry,
    });
    office.says(Eligibility {
        resident: people[5],
        standing: words::Eligibility::DoNotVisit,
        coarse: None,
    });
    people
}

fn ids(page: &Value) -> Vec<String> {
    let people = page["people"].as_array().expect("people").iter();
    let id = |row: &Value| row["person"]["id"].as_str().expect("an id").to_owned();
    people.map(id).collect()
}

#[test]
fn who_lacks_an_app_is_listed_page_by_page_as_in_the_whole_list() {
    let mut roll = Roll::new();
    people(&mut roll);
    let phone = Phone::new(Role::Police);
    phone.take(&roll.office);
    let page = |lacking: Option<&str>, hamlet: &Option<String>, offset: usize, limit: usize| {
        phone.call(
            "people",
            json!({ "hamlet": hamlet, "lacking": lacking, "find": null, "offset": offset, "limit": limit }),
        )
    };
    let hamlets = [
        None,
        Some("Tân Lập".to_owned()),
        Some("Bằng Lợi".to_owned()),
    ];
    for hamlet in &hamlets {
        let whole = page(None, hamlet, 0, 100);
        for app in ["vneid", "ihanoi"] {
            let lacks = |row: &&Value| {
                let apps = row["person"]["apps"].as_array().expect("apps").iter();
                let mut asked = apps.filter(|one| one["app"] == app);
                row["person"]["state"] == "living"
                    && asked.any(|one| one["next"] != "done" && one["token"] != "not_needed")
            };
            let expected: Vec<String> = whole["people"]
                .as_array()
                .expect("people")
                .iter()
                .filter(lacks)
                .map(|row| row["person"]["id"].as_str().expect("an id").to_owned())
                .collect();
            assert!(expected.len() > 2);
            for limit in [1, 2, 3, 100] {
                let mut listed = Vec::new();
                for offset in (0..=expected.len()).step_by(limit) {
                    let page = page(Some(app), hamlet, offset, limit);
                    assert_eq!(page["total"], expected.len());
                    listed.extend(ids(&page));
                }
                assert_eq!(listed, expected, "{app} {limit}");
            }
            assert!(ids(&page(Some(app), hamlet, 3, 0)).is_empty());
        }
    }
    let none = page(Some("etax"), &None, 0, 9);
    assert_eq!(none, json!({ "total": 0, "people": [] }));
}
