//! Phones whose clocks are years off. In Avni a record dated in the future never syncs; Survey Solutions and QField let
//! the later stamp win (#3214). With ours a clock wins nothing and loses nothing, and the desk sees it.

use crate::door::{app, claims, each, row_of, text, waiting, work};
use crate::phone::{Phone, now};
use crate::street::{BINH, MAI, PHU_LAI, Street};
use serde_json::json;

const YEAR: i64 = 365 * 24 * 3600;

fn claim(phone: &Phone, resident: &str, stage: &str) -> String {
    let said = json!({
        "resident": resident, "app": "vneid", "level": 1, "stage": stage,
        "citizen_statement": false, "visit": null,
    });
    text(&phone.ask("record", said), "id").to_owned()
}

#[test]
fn a_clock_years_off_wins_nothing_and_loses_nothing() {
    for off in [-20 * YEAR, 60 * YEAR] {
        for wrong_first in [true, false] {
            let mut street = Street::new();
            let binh = street.volunteer(BINH);
            let one = street.person(&binh, 0);
            // Enrolled, synced and worked with the clock as it is.
            let mai = street.area.device();
            let link = street.area.link("volunteer", MAI, &[PHU_LAI]);
            let phone = Phone::enrol(mai.home(), &link, off);
            phone.sync();
            // Both say it within the same minute, Bình with the right clock; the same field.
            let of_mai = claim(&phone, &one.id, "dossier_collected");
            drop(phone);
            let phone = Phone::open(&binh, 0);
            let of_binh = claim(&phone, &one.id, "activated");
            drop(phone);
            if wrong_first {
                Phone::open(&mai, off).sync();
                binh.run(&["sync"]);
            } else {
                binh.run(&["sync"]);
                Phone::open(&mai, off).sync();
            }
            street.police.run(&["sync"]);

            // Both are there, received now, said now: the sync before taught the phone its offset.
            let items = waiting(&street.police);
            let mut waits: Vec<&str> = items.iter().flat_map(claims).collect();
            let mut both = [of_mai.as_str(), of_binh.as_str()];
            waits.sort_unstable();
            both.sort_unstable();
            assert_eq!(waits, both);
            for item in &items {
                let said = item["said_at"].as_i64().expect("a moment");
                assert!((now() - said).abs() < 600, "off by {off}: said at {said}");
            }
            // The desk sees whose clock it is.
            let members = street.area.desk(&["members"]);
            let mut members = each(&members, "members").iter();
            let of_mai = members.find(|member| member["name"] == MAI).expect("Mai");
            let seen = of_mai["devices"][0]["clock_off_seconds"].as_i64();
            let seen = seen.expect("known");
            assert!((seen.abs() - off.abs()).abs() < 600, "{seen} for {off}");
            // Each goes on; the phone whose clock is put right as well.
            assert_eq!(work(&mai, "unsent"), 0);
            street.all_agree(&[&mai, &binh, &street.police]);
        }
    }
}

/// A battery pulled between two syncs: the offset that was learnt does not fit any more.
#[test]
fn a_clock_that_jumps_between_two_syncs_hides_nothing() {
    for off in [-10 * YEAR, 10 * YEAR] {
        let mut street = Street::new();
        let mai = street.volunteer(MAI);
        let binh = street.volunteer(BINH);
        let one = street.person(&mai, 0);
        let phone = Phone::open(&mai, off);
        let first = claim(&phone, &one.id, "dossier_collected");
        phone.sync();
        drop(phone);
        binh.run(&["sync"]);
        // Bình has seen it and says what came of it: later, whatever any clock says.
        let after = Phone::open(&binh, 0);
        let second = claim(&after, &one.id, "activated");
        drop(after);
        assert_ne!(first, second);
        street.all_agree(&[&binh, &mai, &street.police]);
        for device in [&mai, &binh, &street.police] {
            let row = row_of(device, &one.id);
            assert_eq!(app(&row, "vneid")["stage"], "activated", "off by {off}");
            assert_eq!(device.run(&["settle", "list"])["total"], 0);
        }
        let items = waiting(&street.police);
        assert!(
            items.iter().any(|item| claims(item) == [second.as_str()]),
            "{items:?}"
        );
    }
}
