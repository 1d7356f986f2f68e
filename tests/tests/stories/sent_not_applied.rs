//! "Sent", not applied, and erased by the next pull: the loss that QField's teams report most (QField #4033,
//! #7708, #7479, #3952, #6658; QFieldCloud #429). Ours keeps what is held on the phone that said it, says so there,
//! and a person decides.

use crate::door::{Named, app, each, record, row_of, text, waiting, work};
use crate::street::{MAI, PEOPLE, POLICE, Street};
use serde_json::{Value, json};
use tungnha_tests::CommandLine;
use tungnha_tests::workbook::Resident;

/// Somebody moves to a hamlet that was never Mai's, and she claims something of them meanwhile: held.
fn held() -> (Street, CommandLine, Named, String) {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let one = street.person(&mai, 0);
    moves(&street, "Thôn Bằng Lợi");
    let claim = record(&mai, &one.id, "vneid", 1, "activated");
    mai.run(&["sync"]);
    (street, mai, one, claim)
}

fn moves(street: &Street, hamlet: &'static str) {
    let [first, rest @ ..] = PEOPLE;
    let mut list = vec![Resident { hamlet, ..first }];
    list.extend(rest);
    assert_eq!(street.brings(&list)["changed"], 1);
}

/// What the phone shows of its held work.
fn of_phone(device: &CommandLine, list: &str) -> Vec<Value> {
    each(&device.run(&["status"])["my_work"], list).to_vec()
}

fn decide(street: &Street, words: &[&str]) -> Value {
    street
        .area
        .desk(&[&["held"], words, &["--by", POLICE]].concat())
}

#[test]
fn what_is_held_stays_through_every_pull_and_counts_once_it_is_admitted() {
    let (street, mai, one, claim) = held();
    for _ in 0..3 {
        mai.run(&["sync"]);
        let cards = of_phone(&mai, "held");
        assert_eq!(cards.len(), 1);
        assert_eq!(
            (text(&cards[0], "id"), text(&cards[0], "reason")),
            (claim.as_str(), "out_of_scope")
        );
    }
    street.police.run(&["sync"]);
    assert_eq!(waiting(&street.police), Vec::<Value>::new());

    decide(&street, &["admit", &claim]);
    mai.run(&["sync"]);
    street.police.run(&["sync"]);
    assert_eq!(of_phone(&mai, "held"), Vec::<Value>::new());
    assert_eq!(text(&of_phone(&mai, "decided")[0], "decision"), "admitted");
    assert_eq!((work(&mai, "held"), work(&mai, "received")), (0, 1));
    assert_eq!(waiting(&street.police).len(), 1);
    let row = row_of(&street.police, &one.id);
    assert_eq!(app(&row, "vneid")["stage"], "activated");
    street.sound(&[&mai, &street.police]);
}

/// Survey Solutions tells nobody ("Where is my interview?"). A rejection has words, and reaches the person on
/// whatever phone they have by then.
#[test]
fn what_is_rejected_is_told_with_words_on_the_phone_that_came_after() {
    const WORDS: &str = "Người này đã chuyển sang thôn Bằng Lợi";
    for decided_first in [true, false] {
        let (mut street, mai, _, claim) = held();
        let reject = |street: &Street| decide(street, &["reject", &claim, "--because", WORDS]);
        let replaced = if decided_first {
            reject(&street);
            street.area.enrol_again(MAI)
        } else {
            let replaced = street.area.enrol_again(MAI);
            replaced.run(&["sync"]);
            reject(&street);
            replaced
        };
        for device in [&replaced, &mai] {
            device.run(&["sync"]);
            let told = &of_phone(device, "decided")[0];
            let said = (
                text(told, "id"),
                text(told, "decision"),
                text(told, "words"),
                text(told, "by"),
            );
            assert_eq!(said, (claim.as_str(), "rejected", WORDS, POLICE));
            assert_eq!(of_phone(device, "held"), Vec::<Value>::new());
        }
        assert_eq!(work(&mai, "rejected"), 1);
        // It is not lost either: the record of it stays on the phone and the server.
        assert_eq!(street.area.desk(&["held"])["held"], json!([]));
        street.sound(&[&mai, &replaced]);
    }
}

/// Held because it came too early, not because it was wrong: once the person lives where Mai works again, a
/// decision is still a person's.
#[test]
fn what_is_held_waits_for_a_person_even_when_its_reason_is_gone() {
    let (street, mai, _, claim) = held();
    moves(&street, "Thôn Phú Lai");
    mai.run(&["sync"]);
    assert_eq!(work(&mai, "held"), 1);
    decide(&street, &["admit", &claim]);
    street.police.run(&["sync"]);
    street.all_agree(&[&mai, &street.police]);
    assert_eq!((work(&mai, "held"), work(&mai, "received")), (0, 1));
}
