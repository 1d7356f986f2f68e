//! CSPro's own tests let every Nth request of a sync fail and look at what is left (`tests/TestSync`); ours is a
//! whole day of several people. Whichever of its connections fails, however, one more press of the button gives
//! the day as it would have been: nothing twice, nothing missing, and nothing handed in that was only fetched.

use crate::door::{app, claims, each, record, row_of, text, verified, waiting, who_needs};
use crate::street::{MAI, Street};
use tungnha_tests::{CommandLine, Fault};

/// Connections of a day when nothing fails: each sync of so small a commune is one request.
const OF_A_DAY: u64 = 7;

/// A command that may fail once, for want of a connection; then it is given again. Gives whether it failed.
fn at_last(device: &CommandLine, order: &[&str]) -> bool {
    let ran = device.attempt(order);
    if ran.code == Some(0) {
        return false;
    }
    assert_eq!(ran.refused(), "no_connection");
    device.run(order);
    true
}

/// Mai's second phone comes in, two people are met, police confirm one claim and return the other. Gives how many
/// commands had to be given twice.
fn a_day(street: &mut Street, mai: &CommandLine) -> usize {
    let link = street.area.another_link(MAI);
    let second = street.area.device();
    let mut failed = vec![
        at_last(&second, &["enrol", &link]),
        at_last(&second, &["sync"]),
        at_last(mai, &["sync"]),
    ];
    let met: Vec<_> = who_needs(mai, "register").into_iter().take(2).collect();
    for (one, device) in met.iter().zip([mai, &second]) {
        device.run(&["visit", &one.household, "--outcome", "met"]);
        record(device, &one.id, "vneid", 1, "activated");
    }
    failed.push(at_last(mai, &["sync"]));
    failed.push(at_last(&second, &["sync"]));
    failed.push(at_last(&street.police, &["sync"]));
    let items = waiting(&street.police);
    assert_eq!(items.len(), 2, "{items:?}");
    for item in &items {
        let mut order = vec!["review"];
        match text(&item["person"], "id") == met[0].id {
            true => order.push("confirm"),
            false => order.extend(["return", "--reason", "Chưa thấy trên hệ thống"]),
        }
        street.police.run(&[&order[..], &claims(item)].concat());
    }
    failed.push(at_last(&street.police, &["sync"]));
    mai.run(&["sync"]);
    second.run(&["sync"]);

    for device in [mai, &second] {
        for (one, word) in met.iter().zip(["confirmed", "returned"]) {
            assert_eq!(app(&row_of(device, &one.id), "vneid")["token"], word);
        }
    }
    // What a device said is there once, and none of what it was told was said again: two statements each.
    let at_server = street.at_server(MAI);
    assert_eq!(at_server.last(), Some(&2), "{at_server:?}");
    for device in [mai, &second, &street.police] {
        verified(device);
    }
    failed.into_iter().filter(|failed| *failed).count()
}

/// Every connection of the day fails once in this way.
fn each_fails(fault: Fault) {
    // Two people a day: nobody is left after four.
    for days in [1..=4, 5..=OF_A_DAY] {
        let mut street = Street::new();
        let mai = street
            .area
            .enrol("volunteer", MAI, &["Phú Lai", "Bằng Lợi"]);
        mai.run(&["sync"]);
        for nth in days {
            street.area.line().fail(nth, fault);
            let failed = a_day(&mut street, &mai);
            assert_eq!(failed, 1, "{fault:?} of connection {nth}");
            let mine = mai.run(&["status"]);
            assert_eq!(mine["work"]["unsent"], 0);
            let syncs = each(&mine["my_work"], "syncs");
            let again = syncs.iter().filter(|sync| sync["outcome"] == "done");
            assert!(
                again.into_iter().all(|sync| sync["requests"] == 1),
                "{syncs:?}"
            );
        }
        street.all_agree(&[&mai, &street.police]);
    }
}

#[test]
fn whichever_connection_finds_nobody() {
    each_fails(Fault::Refused);
}

#[test]
fn whichever_request_breaks_off() {
    each_fails(Fault::CutUp);
}

#[test]
fn whichever_answer_is_lost() {
    each_fails(Fault::AnswerLost);
}
