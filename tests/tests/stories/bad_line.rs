//! A line at the edge of what the mast reaches ([`Shape::EDGE`]). CommCare's phones lost all progress of a first sync to
//! a timeout (PR #1348), and SORMAS' and OpenSRP's began again for hours (#1237; fhircore #3181). Line time is counted
//! and not waited for: what is asserted is what passes and how often, the time is a figure of the bench.

use crate::door::{each, shown, text, verified, work};
use crate::phone::Phone;
use crate::street::{MAI, POLICE};
use serde_json::{Value, json};
use std::time::Duration;
use tungnha_tests::{Area, CommandLine, Shape, Way, text as argument};

/// The same at the rate of older masts, and no connection lasts longer than 20 seconds.
const DYING: Shape = Shape {
    bits_per_second: 64_000,
    lives: Some(Duration::from_secs(20)),
    ..Shape::EDGE
};

/// The largest page of this list, and more than the handshake of TLS and the heads of HTTP.
const UNDER_WAY: u64 = 80_000;

#[test]
fn an_evening_of_four_hundred_goes_through_in_one_request() {
    let mut area = Area::new();
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let mai = area.enrol("volunteer", MAI, &["Tân Lập", "Bằng Lợi"]);
    mai.run(&["sync"]);
    let people = mai.run(&["list"]);
    let phone = Phone::open(&mai, 0);
    let claims = each(&people, "people").iter().flat_map(|row| {
        let resident = text(&row["person"], "id");
        [1, 2].map(|level| {
            json!({
                "resident": resident, "app": "vneid", "level": level, "stage": "activated",
                "citizen_statement": false, "visit": null,
            })
        })
    });
    let claims: Vec<Value> = claims.take(400).collect();
    assert_eq!(claims.len(), 400);
    for claim in claims {
        phone.ask("record", claim);
    }
    drop(phone);
    for seed in 1..=3 {
        area.line().shape(Shape {
            seed,
            ..Shape::EDGE
        });
        let story = mai.run(&["sync"]);
        let (line, first) = (area.line(), seed == 1);
        assert_eq!(story["requests"], 1, "{story}");
        assert_eq!(story["sent"], if first { 400 } else { 0 });
        assert_eq!(line.connections(), 1);
        assert!(
            line.passed(Way::Up) < 4_096,
            "{} bytes up",
            line.passed(Way::Up)
        );
        // There and back three times: TCP, TLS, the request.
        assert!(line.time() > 3 * Shape::EDGE.round_trip);
    }
    assert_eq!(work(&mai, "unsent"), 0);
    area.line().mend();
    police.run(&["sync"]);
    assert_eq!(area.desk(&["verify"])["ok"], true);
}

/// Syncs until it goes through; gives the stories of all attempts, the last of which did.
fn again_and_again(device: &CommandLine) -> Vec<Value> {
    for _ in 0..20 {
        if device.attempt(&["sync"]).code == Some(0) {
            let status = device.run(&["status"]);
            let mut stories = each(&status["my_work"], "syncs").to_vec();
            stories.reverse();
            assert!(stories.len() > 1, "the line never died");
            return stories;
        }
    }
    let status = device.run(&["status"]);
    panic!("it never goes through: {}", status["my_work"]["syncs"])
}

fn sum(stories: &[Value], field: &str) -> u64 {
    let counts = stories.iter().filter_map(|story| story[field].as_u64());
    counts.sum()
}

/// A commune's import goes up, and a new officer's phone takes all of it down.
#[test]
fn a_commune_goes_up_and_comes_down_on_a_line_that_dies_again_and_again() {
    let mut area = Area::new();
    let police = area.enrol("police", POLICE, &[]);
    police.run(&["import", argument(&area.sheet("cam-tan.xlsx"))]);
    let said = work(&police, "unsent");
    area.line().shape(DYING);
    let stories = again_and_again(&police);
    // Each batch got its receipt once. A request is taken in whole or not at all, so the first ones, of everything
    // that waits, are lost; what is sent at once is halved until it gets through.
    assert_eq!((work(&police, "unsent"), sum(&stories, "sent")), (0, said));
    let lost = stories
        .iter()
        .take_while(|story| story["sent"] == 0)
        .count();
    assert!(lost <= 3, "{lost} attempts without progress: {stories:#?}");
    let whole = stories.iter().find_map(|story| story["bytes_up"].as_u64());
    let whole = whole.expect("bytes");
    assert!(area.line().passed(Way::Up) < 4 * whole, "{stories:#?}");

    let steady = area.enrol_again(POLICE);
    area.line().mend();
    steady.run(&["sync"]);
    let at_once = area.line().passed(Way::Down);
    let device = area.enrol_again(POLICE);
    area.line().shape(DYING);
    let stories = again_and_again(&device);
    let down = area.line().passed(Way::Down);
    // Each attempt gets further, and only what was under way when the line died is sent again.
    assert!(
        stories.iter().all(|story| story["received"] != 0),
        "{stories:#?}"
    );
    let attempts = stories.len() as u64;
    assert!(sum(&stories, "bytes_down") < at_once, "{stories:#?}");
    assert!(
        down < at_once + (attempts - 1) * UNDER_WAY,
        "{down} of {at_once}: {stories:#?}"
    );
    assert!(shown(&device) == shown(&steady), "something else came");
    verified(&device);
}
