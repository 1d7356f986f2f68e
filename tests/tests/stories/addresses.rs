//! The server gets another address: a new router, another box. Where devices are bound to a name in a certificate or a
//! project's URL (ODK, Kobo), everybody scans a new code and starts again; ours learns it at a sync, or from a link.

use crate::door::{record, work};
use crate::street::{MAI, Street};
use tungnha_tests::{CommandLine, Server};

/// Announces where the server listens now; gives the link.
fn announce(street: &Street, at: &[String]) -> String {
    let mut order = vec!["addresses"];
    at.iter()
        .for_each(|address| order.extend(["--at", address]));
    let announced = street.area.desk(&order);
    announced["link"].as_str().expect("a link").to_owned()
}

fn evening(street: &Street, device: &CommandLine, nth: usize) {
    let one = street.person(device, nth);
    record(device, &one.id, "vneid", 1, "activated");
}

/// The office knows the new address before the move: whoever syncs in between hears of it by itself.
#[test]
fn a_move_that_was_announced_is_not_noticed() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let old = street.area.line().address();
    street.area.stop();
    let next = Server::start(&street.area.data(), 0).address();
    street.area.serve();
    announce(&street, &[next.to_string(), old]);
    mai.run(&["sync"]);
    // The old address dies; the server comes back at the new one.
    street.area.stop();
    evening(&street, &mai, 0);
    let _moved = Server::start(&street.area.data(), next.port());
    assert_eq!(mai.run(&["sync"])["sent"], 1);
    assert_eq!(work(&mai, "unsent"), 0);
}

/// Nobody was told: the phone finds nobody, keeps everything, and learns from the code on the office's screen.
#[test]
fn a_move_that_nobody_announced_is_learnt_from_a_link() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let binh = street.volunteer("Trần Văn Bình");
    street.area.stop();
    let moved = Server::start(&street.area.data(), 0);
    evening(&street, &mai, 0);
    assert_eq!(mai.refused(&["sync"]), "no_connection");
    assert_eq!(work(&mai, "unsent"), 1);

    let now = moved.address().to_string();
    let link = announce(&street, std::slice::from_ref(&now));
    // Somebody else's list, or one with a letter changed, is not believed.
    let forged = link.replace(&moved.address().port().to_string(), "9");
    assert_eq!(mai.refused(&["address", &forged]), "not_our_server");
    mai.run(&["address", &link]);
    mai.run(&["address", &link]);
    assert_eq!(mai.run(&["sync"])["sent"], 1);

    // An older list says nothing new: the phone stays where it found the server.
    let older = link;
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let newer = announce(&street, &["127.0.0.1:9".to_owned(), now]);
    mai.run(&["sync"]);
    mai.run(&["address", &older]);
    evening(&street, &mai, 1);
    assert_eq!(mai.run(&["sync"])["sent"], 1);
    // Whoever missed it all needs one link, and its first address may be dead.
    binh.run(&["address", &newer]);
    binh.run(&["sync"]);
    assert_eq!(work(&binh, "unsent"), 0);
}
