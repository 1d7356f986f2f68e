//! The line breaks in the middle of a sync; a second try gives the same end as a whole line would have.

use serde_json::json;
use tungnha_tests::{Area, CommandLine, Way};

use crate::door::{claims, record, shown, verified, waiting, who_needs, work};

const POLICE: &str = "Lê Văn Sơn";
const VOLUNTEER: &str = "Nguyễn Thị Mai";
const HAMLETS: [&str; 2] = ["Tân Lập", "Bằng Lợi"];

#[test]
fn a_list_cut_on_its_way_down_arrives_with_the_second_try() {
    let mut area = Area::new();
    let police = area.police_with(&area.sheet("cam-tan.xlsx"));
    let first = area.enrol_again(POLICE);
    first.run(&["sync"]);
    // The whole commune is several pages: those that arrived before the cut are kept.
    let whole = shown(&police);
    for tenths in [6, 9] {
        let device = area.enrol_again(POLICE);
        area.line().mend();
        let down = bytes_down(&first);
        area.line().cut_after(Way::Down, down * tenths / 10);
        assert_eq!(device.refused(&["sync"]), "no_connection");
        let arrived = device.run(&["list"])["total"].as_u64().expect("a count");
        assert!(
            0 < arrived && arrived < whole.len() as u64,
            "{arrived} of {}",
            whole.len()
        );
        area.line().mend();
        device.run(&["sync"]);
        assert!(
            shown(&device) == whole,
            "cut after {tenths} tenths: something else"
        );
        verified(&device);
    }
}

/// The bytes of the answer by which a new device took in the list: its only sync.
fn bytes_down(device: &CommandLine) -> u64 {
    let status = device.run(&["status"]);
    status["last_sync"]["bytes_down"].as_u64().expect("a count")
}

#[test]
fn hamlets_cut_anywhere_on_their_way_down_arrive_with_the_second_try() {
    let mut area = Area::new();
    area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let whole = area.enrol("volunteer", VOLUNTEER, &HAMLETS);
    area.line().mend();
    whole.run(&["sync"]);
    let down = area.line().passed(Way::Down);
    let whole = shown(&whole);
    // Before a byte, within the handshake, soon after it, in the middle, at the very end.
    for after in [0, 700, 3_000, down / 2, down * 9 / 10, down - 40] {
        let device = area.enrol_again(VOLUNTEER);
        area.line().cut_after(Way::Down, after);
        assert_eq!(
            device.refused(&["sync"]),
            "no_connection",
            "cut after {after} of {down}"
        );
        area.line().mend();
        device.run(&["sync"]);
        assert!(
            shown(&device) == whole,
            "cut after {after} of {down}: something else"
        );
        verified(&device);
    }
}

#[test]
fn an_evening_cut_on_its_way_is_there_once() {
    let mut area = Area::new();
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let volunteer = area.enrol("volunteer", VOLUNTEER, &HAMLETS);
    volunteer.run(&["sync"]);
    // The closing check of the day, so that no later answer is longer than another.
    volunteer.run(&["sync", "--check"]);
    let people = who_needs(&volunteer, "register");
    let mut people = people.iter();
    let mut said = 0;
    // One uncut sync shows how many bytes pass.
    let mut evening = |volunteer: &CommandLine| {
        for one in people.by_ref().take(3) {
            volunteer.run(&["visit", &one.household, "--outcome", "met"]);
            record(volunteer, &one.id, "vneid", 1, "dossier_collected");
            said += 1;
        }
        said
    };
    evening(&volunteer);
    area.line().mend();
    volunteer.run(&["sync"]);
    let (up, down) = (area.line().passed(Way::Up), area.line().passed(Way::Down));

    let cuts = [
        (Way::Up, 0),
        (Way::Up, up / 2),
        (Way::Up, up * 4 / 5),
        (Way::Down, 700),
        (Way::Down, down * 4 / 5),
        (Way::Down, down - 40),
    ];
    for (way, after) in cuts {
        let said = evening(&volunteer);
        area.line().cut_after(way, after);
        let cut = volunteer.refused(&["sync"]);
        assert_eq!(cut, "no_connection", "cut after {after} bytes {way:?}");
        area.line().mend();
        volunteer.run(&["sync"]);
        assert_eq!(work(&volunteer, "unsent"), 0);
        assert_eq!(work(&volunteer, "received"), 2 * said);
        verified(&volunteer);
        police.run(&["sync"]);
        let items = waiting(&police);
        assert_eq!(
            json!(items.len()),
            json!(said),
            "cut after {after} bytes {way:?}"
        );
        assert!(items.iter().all(|item| claims(item).len() == 1));
    }
    assert_eq!(area.desk(&["verify"])["ok"], true);
    assert!(
        shown(&volunteer) == shown(&police),
        "police see something else"
    );
}

#[test]
fn an_enrolment_whose_answer_is_lost_works_with_the_same_link() {
    let mut area = Area::new();
    let uncut = area.link("police", POLICE, &[]);
    area.line().mend();
    area.device().run(&["enrol", &uncut]);
    let down = area.line().passed(Way::Down);
    for after in [0, 700, down / 2, down - 40] {
        let link = area.link("police", "Bùi Văn Minh", &[]);
        let device = area.device();
        area.line().cut_after(Way::Down, after);
        assert_eq!(device.refused(&["enrol", &link]), "no_connection");
        assert_eq!(device.refused(&["status"]), "not_enrolled");
        area.line().mend();
        device.run(&["enrol", &link]);
        device.run(&["sync"]);
        // The code was used by that device, and by no other.
        assert_eq!(area.device().refused(&["enrol", &link]), "code_refused");
    }
}
