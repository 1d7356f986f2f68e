//! Programs that end without warning: what was said to be saved is saved, what was not is not half
//! there.

use std::fs;
use std::path::Path;
use std::thread;
use tungnha_tests::{Area, CommandLine, Way, text as argument};

use crate::door::{Named, claims, each, shown, text, verified, waiting, who_needs, work};

const VOLUNTEER: &str = "Nguyễn Thị Mai";

/// The size of a database's write-ahead log: it grows while the database is being written.
fn log(database: &Path) -> u64 {
    let log = database.with_extension("db-wal");
    fs::metadata(log).map_or(0, |log| log.len())
}

/// The server is killed, started again, and finds its tables sound.
fn comes_back(area: &mut Area) {
    area.kill();
    area.line().mend();
    area.serve();
    assert_eq!(area.desk(&["verify"])["ok"], true);
}

#[test]
fn a_server_killed_while_it_takes_in_an_import_loses_and_doubles_nothing() {
    let mut area = Area::new();
    let police = area.enrol("police", "Lê Văn Sơn", &[]);
    police.run(&["import", argument(&area.sheet("cam-tan.xlsx"))]);
    let said = work(&police, "unsent");
    // While the import is on its way up.
    area.line().cut_after(Way::Up, 100_000);
    assert_eq!(police.refused(&["sync"]), "no_connection");
    comes_back(&mut area);
    // While the server writes it down.
    let database = area.data().join("server.db");
    let before = log(&database);
    let mut syncing = police.spawn(&["sync"]);
    while log(&database) <= before && syncing.try_wait().expect("started").is_none() {
        thread::yield_now();
    }
    comes_back(&mut area);
    let ended = syncing.wait().expect("it ends");
    assert!(!ended.success(), "killed too late to test anything");
    // When it has, and most of the answer never arrives.
    area.line().cut_after(Way::Down, 2_500);
    assert_eq!(police.refused(&["sync"]), "no_connection");
    comes_back(&mut area);
    police.run(&["sync"]);
    assert_eq!(work(&police, "unsent"), 0);
    assert_eq!(work(&police, "received"), said);
    let members = area.desk(&["members"]);
    let devices = each(&members, "members")
        .iter()
        .flat_map(|member| each(member, "devices"));
    let deltas: Vec<u64> = devices
        .filter_map(|device| device["deltas"].as_u64())
        .collect();
    assert!(deltas.contains(&said), "{deltas:?} and not {said}");
    assert_eq!(area.desk(&["verify"])["ok"], true);
    verified(&police);

    let second = area.enrol_again("Lê Văn Sơn");
    second.run(&["sync"]);
    assert!(
        shown(&second) == shown(&police),
        "another device sees something else"
    );
}

#[test]
fn a_device_killed_the_moment_it_says_saved_has_saved() {
    let mut area = Area::new();
    let list = area.sheet("dirty-cam-tan.xlsx");
    let police = area.device();
    let link = area.link("police", "Lê Văn Sơn", &[]);
    let said = police.killed_when_it_speaks(&["enrol", &link]);
    assert!(said.starts_with("Lê Văn Sơn · police"), "{said}");
    let said = police.killed_when_it_speaks(&["import", argument(&list)]);
    assert!(said.contains(" added, "), "{said}");
    let people = police.run(&["list"])["total"].clone();
    assert!(
        said.contains(&format!(" {people} added, ")),
        "{people} people, but {said}"
    );
    let said = police.killed_when_it_speaks(&["sync"]);
    assert!(said.starts_with("Synced: "), "{said}");
    assert_eq!(work(&police, "unsent"), 0);

    let volunteer = area.enrol("volunteer", VOLUNTEER, &["Tân Lập", "Bằng Lợi"]);
    let said = volunteer.killed_when_it_speaks(&["sync"]);
    assert!(said.starts_with("Synced: "), "{said}");
    let first = &who_needs(&volunteer, "activate_level2")[0];
    let visit = saved(
        &volunteer,
        &["visit", &first.household, "--outcome", "met"],
        1,
    );
    let claim = [
        "record",
        &first.id,
        "--app",
        "vneid",
        "--level",
        "2",
        "--stage",
        "activated",
    ];
    let claim = saved(&volunteer, &[&claim[..], &["--visit", &visit]].concat(), 2);
    let said = volunteer.killed_when_it_speaks(&["retract", &visit]);
    assert_eq!(said, "Done");
    assert_eq!(work(&volunteer, "unsent"), 3);
    volunteer.killed_when_it_speaks(&["sync"]);
    assert_eq!(work(&volunteer, "unsent"), 0);

    police.run(&["sync"]);
    let items = waiting(&police);
    assert_eq!(claims(&items[0]), [claim.as_str()]);
    let said = police.killed_when_it_speaks(&["review", "confirm", &claim]);
    assert!(said.starts_with("Decided 1 claims: "), "{said}");
    assert_eq!(waiting(&police).len(), 0);
    police.killed_when_it_speaks(&["sync"]);
    let file = area.path().join("list.xlsx");
    police.killed_when_it_speaks(&["export", "confirmation-list", argument(&file)]);
    assert!(fs::metadata(&file).is_ok_and(|file| file.len() > 0));
    volunteer.run(&["sync"]);
    assert_eq!(work(&volunteer, "confirmed"), 1);
    verified(&police);
    verified(&volunteer);
    assert_eq!(area.desk(&["verify"])["ok"], true);
}

/// Runs a command that saves, kills it when it says so, and gives the id that it named. Afterwards
/// `unsent` deltas wait.
fn saved(device: &CommandLine, order: &[&str], unsent: u64) -> String {
    let said = device.killed_when_it_speaks(order);
    let id = said.strip_prefix("Saved on this device: ");
    let id = id.unwrap_or_else(|| panic!("it said {said}"));
    assert_eq!(work(device, "unsent"), unsent);
    id.to_owned()
}

#[test]
fn a_device_killed_at_any_moment_has_a_statement_whole_or_not_at_all() {
    let mut area = Area::new();
    area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let volunteer = area.enrol("volunteer", VOLUNTEER, &["Tân Lập", "Bằng Lợi"]);
    volunteer.run(&["sync"]);
    let database = volunteer.home().join("device.db");
    let list = volunteer.run(&["list"]);
    let doors: Vec<Named> = each(&list, "people").iter().map(Named::of).collect();
    let mut unsent = 0;
    // From the first write to the log on; the later ones are likely to be after the end.
    for (door, grown) in doors.iter().zip([0, 1, 8_000, 16_000, 32_000, 64_000]) {
        let before = log(&database);
        let order = ["visit", &door.household, "--outcome", "met"];
        let mut visiting = volunteer.spawn(&order);
        while log(&database) < before + grown
            && visiting.try_wait().expect("it was started").is_none()
        {
            thread::yield_now();
        }
        let _ = visiting.kill();
        visiting.wait().expect("it ends");
        let now = work(&volunteer, "unsent");
        assert!(
            now == unsent || now == unsent + 1,
            "{unsent} before, {now} now"
        );
        unsent = now;
        verified(&volunteer);
    }
    volunteer.run(&["sync"]);
    assert_eq!(work(&volunteer, "unsent"), 0);
    assert_eq!(work(&volunteer, "received"), unsent);
    assert_eq!(area.desk(&["verify"])["ok"], true);
}

#[test]
fn a_device_killed_while_it_syncs_syncs_again_to_the_same_end() {
    let mut area = Area::new();
    area.police_with(&area.sheet("cam-tan.xlsx"));
    let whole = area.enrol("volunteer", VOLUNTEER, &["Phú Lai", "Tân Lập", "Bằng Lợi"]);
    whole.run(&["sync"]);
    let whole = shown(&whole);
    let device = area.enrol_again(VOLUNTEER);
    let database = device.home().join("device.db");
    for grown in [1, 200_000, 1_000_000] {
        let before = log(&database);
        let mut syncing = device.spawn(&["sync"]);
        while log(&database) < before + grown && syncing.try_wait().expect("started").is_none() {
            thread::yield_now();
        }
        let _ = syncing.kill();
        syncing.wait().expect("it ends");
        verified(&device);
    }
    device.run(&["sync"]);
    assert!(shown(&device) == whole, "the device sees something else");
    let status = device.run(&["status"]);
    assert_eq!(text(&status["last_sync"], "outcome"), "done");
    verified(&device);
}
