//! OpenSRP's app recreates a database that does not open (`RECREATE_AT_OPEN`), and with it goes a week of work. Ours
//! is set aside whole, said so, and the phone can be enrolled again.

use crate::door::{record, work};
use crate::street::{MAI, Street};
use std::fs;
use std::path::Path;

/// Its name, and what it does to the bytes.
type Damage = (&'static str, fn(&mut Vec<u8>));

/// What a dying memory card does to a file.
fn damages() -> [Damage; 4] {
    [
        ("the first page is noise", |bytes| {
            bytes.iter_mut().take(4096).for_each(|byte| *byte ^= 0x5a);
        }),
        ("one bit of the first page", |bytes| bytes[100] ^= 1),
        ("only its beginning is left", |bytes| bytes.truncate(1000)),
        ("it is full of nothing", |bytes| bytes.fill(0)),
    ]
}

#[test]
fn a_file_that_does_not_open_is_set_aside_whole() {
    for (what, damage) in damages() {
        let mut street = Street::new();
        let mai = street.volunteer(MAI);
        let one = street.person(&mai, 0);
        record(&mai, &one.id, "vneid", 1, "activated");
        let database = mai.home().join("device.db");
        let vault = fs::read(mai.home().join("device.key")).expect("its key");
        let mut bytes = fs::read(&database).expect("the file");
        damage(&mut bytes);
        fs::write(&database, &bytes).expect("written");
        // A wrong PIN is no damage: nothing is moved.
        assert_eq!(
            mai.with_pin("000000").refused(&["status"]),
            "wrong_pin",
            "{what}"
        );
        assert!(database.exists(), "{what}");

        assert_eq!(mai.refused(&["status"]), "file_damaged", "{what}");
        assert_eq!(mai.refused(&["status"]), "not_enrolled", "{what}");
        let aside = mai.home().join("set-aside-1");
        let kept = |name: &str| fs::read(aside.join(name)).unwrap_or_default();
        assert!(kept("device.db") == bytes, "{what}: other bytes");
        assert!(kept("device.key") == vault, "{what}: another key");

        // The phone goes on under a new name, and damage is damage each time: nothing is written over.
        for round in 2..=2 {
            mai.run(&["enrol", &street.area.another_link(MAI)]);
            mai.run(&["sync"]);
            assert_eq!(work(&mai, "unsent"), 0);
            record(&mai, &one.id, "vneid", 2, "activated");
            mai.run(&["sync"]);
            street.sound(&[&mai]);
            fs::write(&database, "no database").expect("written");
            remove(&mai.home().join("device.db-wal"));
            assert_eq!(mai.refused(&["status"]), "file_damaged", "{what}");
            let again = mai.home().join(format!("set-aside-{round}"));
            assert_eq!(
                fs::read(again.join("device.db")).expect("kept"),
                b"no database"
            );
            assert!(kept("device.db") == bytes, "{what}: written over");
        }
    }
}

fn remove(file: &Path) {
    if file.exists() {
        fs::remove_file(file).expect("removed");
    }
}
