//! A forgotten PIN, by the programs as the office would use them.

use serde_json::Value;
use std::fs;
use tungnha_tests::{Area, CommandLine, text};

use crate::golden::is_kept;

/// A volunteer with one statement that is not sent.
fn volunteer(area: &mut Area) -> CommandLine {
    let list = area.sheet("dirty-cam-tan.xlsx");
    area.police_with(&list);
    let volunteer = area.enrol("volunteer", "Nguyễn Thị Mai", &["Tân Lập"]);
    volunteer.run(&["sync"]);
    let list = volunteer.run(&["list", "--lacking", "vneid", "--limit", "1"]);
    let household = list["people"][0]["person"]["household"].as_str();
    let household = household.expect("an id");
    volunteer.run(&["visit", household, "--outcome", "met"]);
    volunteer
}

#[test]
fn the_servers_recovery_key_gives_another_pin_and_the_unsent_is_sent() {
    let mut area = Area::new();
    let forgetful = volunteer(&mut area);
    let directory = area.path().to_owned();
    let key = area.data().join("recovery.key");
    let now = forgetful.with_pin("112358");
    assert_eq!(now.refused(&["status"]), "wrong_pin");
    let done = now.run(&["recover", "--key", text(&key)]);
    is_kept::<Value>("tungnha-recover", &done, &directory);
    assert_eq!(forgetful.refused(&["status"]), "wrong_pin");
    assert_eq!(now.run(&["status"])["work"]["unsent"], 1);
    now.run(&["sync"]);
    assert_eq!(now.run(&["status"])["work"]["unsent"], 0);
    assert_eq!(now.run(&["verify"])["agrees"], true);
}

#[test]
fn another_key_is_told_plainly_and_neither_key_nor_pin_is_printed() {
    let mut area = Area::new();
    let forgetful = volunteer(&mut area);
    let other = area.path().join("other.key");
    fs::write(&other, [7; 32]).expect("written");
    let now = forgetful.with_pin("112358");
    let wrong = ["recover", "--key", text(&other)];
    assert_eq!(now.refused(&wrong), "wrong_recovery_key");
    let identity = area.data().join("identity.key");
    let mistaken = ["recover", "--key", text(&identity)];
    assert_eq!(now.refused(&mistaken), "wrong_recovery_key");
    fs::write(&other, "not a key").expect("written");
    assert_eq!(now.refused(&wrong), "wrong_recovery_key");
    let nothing = area.path().join("nothing.key");
    assert_eq!(
        now.refused(&["recover", "--key", text(&nothing)]),
        "bad_input"
    );
    let key = area.data().join("recovery.key");
    let short = forgetful.with_pin("1123");
    assert_eq!(
        short.refused(&["recover", "--key", text(&key)]),
        "pin_too_short"
    );
    assert_eq!(forgetful.run(&["status"])["work"]["unsent"], 1);

    // For people: a sentence, and no secret in it.
    for (pin, key) in [("112358", &other), ("112358", &key)] {
        let teller = forgetful.with_pin(pin);
        let mut command = teller.command(&["recover", "--key", text(key)]);
        let ended = command.output().expect("it starts");
        let said = [ended.stdout, ended.stderr].concat();
        let secret = fs::read(key).expect("a file");
        assert!(!said.windows(6).any(|part| part == pin.as_bytes()));
        assert!(
            !said
                .windows(8)
                .any(|part| secret.windows(8).any(|of| of == part))
        );
    }
}
