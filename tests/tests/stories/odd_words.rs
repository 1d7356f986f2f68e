//! One `\u0000` in a text stopped the whole project of a QFieldCloud team (#327): the database refused it, and
//! everything behind it waited. Words go through as they are, and whatever else was said with them.

use crate::door::{each, record, text, waiting};
use crate::phone::Phone;
use crate::street::{MAI, Street};
use serde_json::json;

/// What keyboards, scanners and copied text bring.
const ODD: [&str; 8] = [
    "\0",
    "chó dữ\0sau cổng",
    "\u{202e}ngược\u{202c}",
    "\u{feff}đầu dòng",
    "Ho\u{0300}a\u{0309}ng\u{0303}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "'; DROP TABLE delta; --",
    "dòng\r\nmột\tcột\u{7f}\u{80}\u{fffd}\u{10ffff}",
];

#[test]
fn odd_words_travel_as_they_are_and_block_nothing() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let one = street.person(&mai, 0);
    let phone = Phone::open(&mai, 0);
    for words in ODD {
        let visit = json!({
            "household": one.household, "outcome": "met", "come_back_at": null, "note": words,
        });
        phone.ask("visit", visit);
    }
    drop(phone);
    let claim = record(&mai, &one.id, "vneid", 1, "activated");
    mai.run(&["sync"]);
    street.police.run(&["sync"]);
    // In a reason, too.
    let police = Phone::open(&street.police, 0);
    let reason = ODD.concat();
    let returned = json!({ "claims": [claim], "decision": "returned", "reason": reason });
    police.ask("review", returned);
    drop(police);
    street.all_agree(&[&street.police, &mai]);

    let phone = Phone::open(&street.police, 0);
    let door = phone.ask("door", json!({ "household": one.household }));
    let notes: Vec<&str> = each(&door, "visits")
        .iter()
        .map(|visit| text(visit, "note"))
        .collect();
    assert_eq!(notes.len(), ODD.len());
    assert!(ODD.iter().all(|words| notes.contains(words)), "{notes:?}");
    drop(phone);
    assert_eq!(waiting(&street.police).len(), 0);
    let status = mai.run(&["status"]);
    let returned = &each(&status["my_work"], "returned")[0];
    assert_eq!(text(returned, "reason"), reason);
}
