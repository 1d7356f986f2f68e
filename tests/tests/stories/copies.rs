//! A device's folder is copied (`cp -r`, a backup put on a second phone) and both go on under one name: the same
//! ids with other bytes. QFieldCloud takes the first and drops the second with a note in a log (its
//! `test_delta.py`, "different content same id"); a relinked tablet of Survey Solutions sends over the other's work.

use crate::door::{each, record, waiting};
use crate::street::{MAI, Street};
use std::collections::BTreeSet;
use std::process::Command;
use tungnha_tests::{CommandLine, text as argument};

/// A copy of the folder, as a person makes one.
fn copied(street: &mut Street, device: &CommandLine) -> CommandLine {
    let copy = street.area.device();
    let mut cp = Command::new("cp");
    cp.args(["-r", argument(device.home()), argument(copy.home())]);
    assert!(cp.status().expect("cp runs").success());
    copy
}

#[test]
fn a_copied_folder_loses_neither_ones_work_and_the_desk_is_told() {
    for original_first in [true, false] {
        let mut street = Street::new();
        let original = street.volunteer(MAI);
        let people = [0, 1, 2, 3, 4].map(|nth| street.person(&original, nth));
        // What waited when the copy was made is in both.
        record(&original, &people[0].id, "vneid", 1, "activated");
        let copy = copied(&mut street, &original);
        record(&original, &people[1].id, "vneid", 1, "activated");
        record(&original, &people[2].id, "vneid", 1, "activated");
        record(&copy, &people[3].id, "vneid", 1, "activated");
        let order = match original_first {
            true => [&original, &copy],
            false => [&copy, &original],
        };
        for device in order {
            device.run(&["sync"]);
        }
        // Both go on.
        record(&original, &people[4].id, "vneid", 1, "dossier_collected");
        record(&copy, &people[4].id, "vneid", 1, "dossier_collected");
        street.all_agree(&[&copy, &original, &street.police]);

        let claimed: BTreeSet<String> = waiting(&street.police)
            .iter()
            .map(|item| item["person"]["id"].as_str().expect("an id").to_owned())
            .collect();
        assert_eq!(claimed, people.iter().map(|one| one.id.clone()).collect());
        for device in [&original, &copy] {
            assert_eq!(device.run(&["status"])["work"]["unsent"], 0);
        }
        // Whoever came second was told, and so was the desk.
        let [first, second] = order.map(|device| device.run(&["status"]));
        assert_eq!(each(&first["my_work"], "reissued").len(), 0);
        assert_eq!(each(&second["my_work"], "reissued").len(), 1);
        let listed = street.area.desk(&["held", "list"]);
        let copies = each(&listed, "copied");
        assert!(!copies.is_empty(), "{listed}");
        assert!(copies.iter().all(|copy| copy["member"] == MAI), "{listed}");
        assert_eq!(each(&listed, "held").len(), 0);
    }
}
