//! The promise of the door in the real window: a house of four with three apps each in eighteen taps, a mixed house
//! in sixteen, no typing, head and foot that stay, and at the office exactly what was tapped.

use std::collections::BTreeSet;

use serde_json::Value;
use tungnha_tests::{Sample, Window};

use crate::hand::Hand;
use crate::house::{self, Person};

/// What a volunteer's phone has.
const PHONE: (u32, u32) = (390, 844);

/// What is tapped of somebody who is away until a month from now, and of somebody who is not eligible.
const AWAY: [&str; 4] = [
    "absence-open",
    "absence-other_province",
    "absence-back-month",
    "absence-save",
];
const UNFIT: [&str; 2] = ["menu-propose", "propose-no_phone"];

#[tokio::test]
async fn two_houses_from_the_door_to_the_office() {
    let sample = Sample::of_three_apps();
    let _server = sample.serve();
    let officer = sample.command_line(sample.officer());
    let list = sample.command_line(sample.volunteer()).run(&["list"]);
    let (full, mixed) = (house::full(&list), house::mixed(&list));
    let before = officer.run(&["list"]);

    let window = Window::open(&sample.home(sample.volunteer())).await;
    let size = window.resize(PHONE.0, PHONE.1).await;
    println!("the page has {} × {} pixels", size.0, size.1);
    super::pin(&window, &sample.volunteer().pin).await;
    full_house(&window, &full).await;
    mixed_house(&window, &mixed).await;
    window.press("back").await;
    super::sync(&window, "work-unsent", 0).await;
    window.close().await;

    officer.run(&["sync"]);
    let now = officer.run(&["list"]);
    let tapped: BTreeSet<String> = full
        .iter()
        .chain(&mixed)
        .map(|one| one.id.clone())
        .collect();
    assert_eq!(changed(&before, &now), tapped);
    for one in &full {
        let seen = person(&now, &one.id);
        assert_eq!(seen["notice"], "agreed");
        let claimed = seen["apps"].as_array().expect("apps");
        let claimed = claimed.iter().filter(|app| app["token"] == "claimed");
        assert_eq!(claimed.count(), if one.needs_police() { 2 } else { 3 });
        assert_eq!(appointments(seen), usize::from(one.needs_police()));
    }
    let [refuses, away, unfit, goes] = roles(&mixed).map(|one| person(&now, &one.id));
    assert_eq!(refuses["notice"], "refused");
    assert_eq!(away["absence"]["reason"], "other_province");
    assert!(away["absence"]["until"].is_string(), "a date of return");
    assert_eq!(unfit["eligibility"], "proposed");
    assert_eq!((&goes["notice"], appointments(goes)), (&"agreed".into(), 1));
    assert_eq!(goes["appointments"][0]["purpose"], "vneid_level2");
}

async fn full_house(window: &Window, people: &[Person]) {
    let mut hand = open(window, &people[0]).await;
    for person in people {
        hand.unfolded(person).await;
        hand.agree(person).await;
        // Who needs the police for VNeID gets the other two first: the appointment ends what can be done.
        for (app, _) in &person.apps {
            if app == "vneid" && person.needs_police() {
                continue;
            }
            hand.tap_on(person, "record-next", Some(app)).await;
            hand.claimed(person, app).await;
        }
        if person.needs_police() {
            hand.tap_on(person, "appoint-next", Some("vneid")).await;
            hand.tap("slot").await;
        }
    }
    window.picture("door-full").await;
    hand.leave(18).await;
}

async fn mixed_house(window: &Window, people: &[Person]) {
    window.press("back").await;
    let mut hand = open(window, &people[0]).await;
    let [refuses, away, _, goes] = roles(people).map(|one| one.id.clone());
    for person in people {
        hand.unfolded(person).await;
        let standing = if person.id == refuses {
            hand.tap_on(person, "notice-refused", None).await;
            "refused"
        } else if person.id == goes {
            hand.agree(person).await;
            hand.tap_on(person, "appoint-next", Some("vneid")).await;
            hand.tap("slot").await;
            "done"
        } else {
            hand.tap_on(person, "person-more", None).await;
            let (taps, standing) = if person.id == away {
                (AWAY.as_slice(), "absent")
            } else {
                (UNFIT.as_slice(), "proposed")
            };
            for one in taps {
                hand.tap(one).await;
            }
            standing
        };
        hand.standing(person, standing).await;
    }
    window.picture("door-mixed").await;
    hand.leave(16).await;
}

/// Who refuses, who is away, who is not eligible, and who goes to the police.
fn roles(people: &[Person]) -> [&Person; 4] {
    let goes = people.iter().find(|one| one.needs_police());
    let mut others = people.iter().filter(|one| !one.needs_police());
    let mut other = || others.next().expect("four people");
    [
        other(),
        other(),
        other(),
        goes.expect("one needs the police"),
    ]
}

/// Finds the person's door and opens it.
async fn open<'a>(window: &'a Window, person: &Person) -> Hand<'a> {
    window.press("tab-find").await;
    window.clear("find-input").await;
    window.write("find-input", &person.name).await;
    window
        .press_css(&format!("[data-testid=find-hit][data-id='{}']", person.id))
        .await;
    window.see_css("[data-testid=outcome-met]:enabled").await;
    Hand::at_door(window).await
}

fn people(list: &Value) -> impl Iterator<Item = &Value> {
    list["people"]
        .as_array()
        .expect("people")
        .iter()
        .map(|row| &row["person"])
}

fn person<'a>(list: &'a Value, id: &str) -> &'a Value {
    people(list)
        .find(|one| one["id"] == id)
        .expect("they are in the list")
}

fn appointments(person: &Value) -> usize {
    person["appointments"].as_array().map_or(0, Vec::len)
}

/// The ids of everybody of whom the two lists say different things.
fn changed(before: &Value, now: &Value) -> BTreeSet<String> {
    let of = |list| {
        people(list)
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
    };
    let (before, now) = (of(before), of(now));
    before
        .symmetric_difference(&now)
        .filter_map(|text| serde_json::from_str::<Value>(text).ok())
        .filter_map(|one| one["id"].as_str().map(str::to_owned))
        .collect()
}
