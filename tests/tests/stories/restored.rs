//! The server is put back from a backup. CHT's later work was lost to every device that had sent it (#8093, until the
//! server kept checkpoints); CSPro answers "revision not found", and its client starts anew; Survey Solutions' manual
//! says to send the tablets' files by hand. Ours brings back what was lost, with its moments and its receipts.

use crate::door::{Named, app, claims, record, row_of, waiting, work};
use crate::street::{BINH, MAI, PEOPLE, PHU_LAI, POLICE, Street};
use std::path::{Path, PathBuf};
use tungnha_tests::workbook::Resident;
use tungnha_tests::{CommandLine, text as argument};

fn backup(street: &Street) -> PathBuf {
    let file = street.area.path().join("backup.db");
    street.area.desk(&["backup", "--to", argument(&file)]);
    file
}

/// The server's disk dies; the backup takes its place.
fn restore(street: &mut Street, from: &Path) {
    street.area.stop();
    street.area.desk(&["restore", "--from", argument(from)]);
    street.area.serve();
}

/// Everybody is asked for, in this order, twice; in between people have looked through who is revoked.
fn heal(street: &Street, devices: &[&CommandLine]) {
    for device in devices {
        let story = device.run(&["sync"]);
        assert_eq!(story["outcome"], "done");
        assert_eq!(device.run(&["status"])["reads_wait"], true);
    }
    street.area.desk(&["reopen"]);
}

/// What the server itself said after the backup, who works where, no phone hands in: it has said it anew, and a closing
/// check takes the old words away, and nothing else.
fn old_postings_go(devices: &[&CommandLine]) {
    for device in devices {
        let checked = device.run(&["sync", "--check"]);
        assert_eq!(checked["agrees"], true, "{checked}");
        for repaired in checked["repaired"].as_array().expect("repairs") {
            assert_eq!(repaired["missing"], 0, "{checked}");
        }
    }
    // Reports tell repairs by the second: the next one is not to tell these again.
    std::thread::sleep(std::time::Duration::from_millis(1100));
}

#[test]
fn what_came_after_the_backup_comes_back_from_the_phones() {
    for mai_first in [true, false] {
        let mut street = Street::new();
        let mai = street.volunteer(MAI);
        let [one, other, third] = [0, 1, 2].map(|nth| street.person(&mai, nth));
        record(&mai, &one.id, "vneid", 1, "activated");
        mai.run(&["sync"]);
        let yesterday = backup(&street);
        // Today: more work, a review of yesterday's, and a volunteer whom the backup does not know.
        let binh = street.volunteer(BINH);
        let of_mai = record(&mai, &other.id, "vneid", 1, "activated");
        mai.run(&["sync"]);
        street.police.run(&["sync"]);
        let waits = waiting(&street.police);
        street
            .police
            .run(&[&["review", "confirm"], &claims(&waits[0])[..]].concat());
        street.police.run(&["sync"]);
        record(&binh, &third.id, "vneid", 1, "activated");
        binh.run(&["sync"]);
        street.all_agree(&[&mai, &binh, &street.police]);
        let before = street
            .police
            .run(&["review", "list", "--state", "confirmed"]);

        restore(&mut street, &yesterday);
        assert_eq!(street.at_server(MAI), [1], "today is gone");
        let everybody = match mai_first {
            true => [&mai, &binh, &street.police],
            false => [&street.police, &binh, &mai],
        };
        heal(&street, &everybody);
        old_postings_go(&everybody);
        street.all_agree(&everybody);
        assert_eq!(street.at_server(MAI), [2]);
        assert_eq!(street.at_server(BINH), [1]);
        for device in everybody {
            assert_eq!(work(device, "unsent"), 0);
            for one in [&one, &other, &third] {
                assert_eq!(app(&row_of(device, &one.id), "vneid")["stage"], "activated");
            }
        }
        // Moments, reviews and names are what they were.
        let after = street
            .police
            .run(&["review", "list", "--state", "confirmed"]);
        assert_eq!(after["items"], before["items"]);
        let waits = waiting(&street.police);
        assert_eq!(waits.len(), 2);
        assert!(waits.iter().any(|item| claims(item) == [of_mai.as_str()]));
        // A newcomer gets all of it.
        let newcomer = street.volunteer("Đỗ Thị Thu");
        street.all_agree(&[&mai, &newcomer]);
    }
}

const NEWCOMER: &str = "Cao Văn Mới";

/// ODK's out-of-order submission: what is said of a person comes back before the person does, because the phone that
/// knew the person comes later.
#[test]
fn what_is_said_of_somebody_may_come_back_before_them() {
    for police_first in [true, false] {
        let mut street = Street::new();
        let morning = backup(&street);
        let newcomer = Resident {
            name: NEWCOMER,
            birth: "02/02/1982",
            sex: "Nam",
            personal_id: "039082000009",
            hamlet: "Thôn Phú Lai",
        };
        let list: Vec<Resident> = PEOPLE.into_iter().chain([newcomer]).collect();
        assert_eq!(street.brings(&list)["added"], 1);
        let mai = street.volunteer(MAI);
        let found = mai.run(&["list", "--find", NEWCOMER]);
        let one = Named::of(&found["people"][0]);
        mai.run(&["visit", &one.household, "--outcome", "met"]);
        record(&mai, &one.id, "vneid", 1, "activated");
        mai.run(&["sync"]);

        restore(&mut street, &morning);
        let order = match police_first {
            true => [&street.police, &mai],
            false => [&mai, &street.police],
        };
        heal(&street, &order);
        old_postings_go(&order);
        street.all_agree(&order);
        for device in order {
            assert_eq!(app(&row_of(device, &one.id), "vneid")["stage"], "activated");
        }
        assert_eq!(waiting(&street.police).len(), 1);
        assert_eq!(work(&mai, "held"), 0);
    }
}

/// Between backup and restore somebody was revoked, a hamlet was taken away, a decision was made: what the police find
/// at the look-through, and what the papers of the phones bring back.
#[test]
fn a_revocation_after_the_backup_is_found_before_anything_is_read() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let one = street.person(&mai, 0);
    let yesterday = backup(&street);
    let member = street.area.member(MAI);
    street.area.desk(&["revoke", "--member", &member]);
    let claim = record(&mai, &one.id, "vneid", 1, "activated");
    assert_eq!(mai.refused(&["sync"]), "revoked");
    street.area.desk(&["held", "admit", &claim, "--by", POLICE]);
    assert_eq!(mai.refused(&["sync"]), "revoked");
    street.police.run(&["sync"]);
    assert_eq!(waiting(&street.police).len(), 1);

    restore(&mut street, &yesterday);
    // Nobody reads until somebody has looked; the revoked phone hands in what it has, with its receipts.
    let newcomer = street.area.enrol("volunteer", BINH, &[PHU_LAI]);
    newcomer.run(&["sync"]);
    assert_eq!(newcomer.run(&["list"])["total"], 0);
    mai.attempt(&["sync"]);
    let reopened = street.area.desk(&["reopen", "--revoke", &member]);
    assert!(
        reopened["revoked"].to_string().contains(&member),
        "{reopened}"
    );
    assert_eq!(mai.refused(&["sync"]), "revoked");
    street.police.run(&["sync"]);
    street.all_agree(&[&street.police, &newcomer]);
    // The decision was signed: it holds.
    assert_eq!(waiting(&street.police).len(), 1);
    assert_eq!(street.area.desk(&["held"])["held"], serde_json::json!([]));
}

/// What others downloaded is nobody's to bring back but the author's, and nothing that was only downloaded is handed in.
#[test]
fn a_phone_hands_in_its_own_and_nothing_that_it_only_read() {
    let mut street = Street::new();
    let morning = backup(&street);
    let mai = street.volunteer(MAI);
    let binh = street.volunteer(BINH);
    let one = street.person(&mai, 0);
    record(&mai, &one.id, "vneid", 1, "activated");
    mai.run(&["sync"]);
    binh.run(&["sync"]);
    restore(&mut street, &morning);
    let story = binh.run(&["sync"]);
    assert_eq!(story["sent"], 0, "Bình said nothing: {story}");
    assert_eq!(mai.run(&["sync"])["outcome"], "done");
    assert_eq!(street.at_server(MAI), [1]);
    assert_eq!(street.at_server(BINH), [0]);
    street.area.desk(&["reopen"]);
    old_postings_go(&[&mai, &binh, &street.police]);
    street.all_agree(&[&mai, &binh, &street.police]);
}
