//! The real program: made, served, joined and asked over its real listener.

mod carried;
mod enrolment;
mod inbox;
mod lives;
mod office;

use office::{Device, Office};
use serde_json::Value;
use std::io::{Read, Write};
use tungnha_core::body::{Account, Hamlet, Household, Resident};
use tungnha_core::words::{App, HamletKind, Source, Stage};
use tungnha_core::{DeltaId, HeldReason};
use tungnha_protocol::exchange::Frame;

fn roll(police: &mut Device) -> (DeltaId, Vec<DeltaId>) {
    let mut hamlet = |name: &str| {
        police.write(Hamlet {
            of: None,
            name: name.into(),
            kind: HamletKind::Thon,
        })
    };
    let hamlets = [hamlet("Phú Tân"), hamlet("Đông Tân")];
    let residents = hamlets.map(|hamlet| {
        let household = police.write(Household {
            of: None,
            hamlet,
            lane: None,
            house: Some("12".into()),
            head: None,
            code: None,
            venue: None,
        });
        police.write(Resident {
            of: None,
            household,
            name: "Đặng Thị Hoà".into(),
            birth_year: Some(1980),
            sex: None,
            last4: Some("0001".into()),
            position: None,
        })
    });
    (hamlets[0], residents.to_vec())
}

fn claim(resident: DeltaId) -> Account {
    Account {
        resident,
        app: App::Vneid,
        level: 1,
        source: Source::VolunteerClaim,
        stage: Stage::Activated,
        as_of: None,
        approved_on: None,
        visit: None,
    }
}

#[test]
fn a_day_over_https() {
    let office = Office::made();
    let server = office.serve(&[]);
    let mut police = office.enrol(&["--role", "police", "--name", "Nguyễn Văn An"]);
    let (_, residents) = roll(&mut police);
    let receipts = police.exchange();
    assert_eq!(receipts.len(), 1);
    assert!(receipts[0].held.is_empty());

    // The program runs beside the one that serves.
    let who = [
        "--role",
        "volunteer",
        "--name",
        "Trần Thị Bình",
        "--hamlet",
        "thôn Phú Tân",
    ];
    let mut volunteer = office.enrol(&who);
    volunteer.exchange();
    assert!(volunteer.got.contains(&residents[0]) && !volunteer.got.contains(&residents[1]));
    volunteer.write(claim(residents[0]));
    let elsewhere = volunteer.write(claim(residents[1]));
    let receipts = volunteer.exchange();
    assert_eq!(
        receipts[0].held,
        [(elsewhere.counter, HeldReason::OutOfScope)]
    );
    police.exchange();
    assert!(police.got.contains(&DeltaId::new(volunteer.incarnation, 1)));

    let held = office.json(&["held"]);
    assert_eq!(held["held"][0]["reason"], "out_of_scope");
    assert_eq!(held["held"][0]["member"], "Trần Thị Bình");
    let verified = office.json(&["verify"]);
    // Frame and apps, the two hands' words, and where the volunteer works.
    assert_eq!(
        (&verified["ok"], &verified["books"][0]["deltas"]),
        (&Value::Bool(true), &11.into())
    );
    server.stop();

    // Served again, everything is there.
    let server = office.serve(&[]);
    assert_eq!(office.json(&["verify"]), verified);
    server.stop();
}

#[test]
fn a_link_opens_the_door_once() {
    let office = Office::made();
    let server = office.serve(&[]);
    let link = office.link(&["--role", "inspector", "--name", "Lê Văn Cường"]);
    let first = Device::join(&link, 1).expect("enrolled");
    let again = Device::join(&link, 1).expect("the same device asks again");
    assert_eq!(first.member, again.member);
    assert!(Device::join(&link, 2).is_err());
    server.stop();
}

#[test]
fn an_idle_exchange_is_under_three_hundred_bytes_each_way() {
    let office = Office::made();
    let server = office.serve(&["--plain"]);
    let link = office.link(&["--role", "police", "--name", "Nguyễn Văn An"]);
    let mut police = Device::join_plain(&link, 1).expect("enrolled");
    roll(&mut police);
    police.exchange();
    let body = police.request();
    let address = server.address();
    let mut line = std::net::TcpStream::connect(&address).expect("connected");
    let request = format!(
        "POST /v1/exchange HTTP/1.1\r\nhost: {address}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let sent = [request.as_bytes(), &body].concat();
    line.write_all(&sent).expect("sent");
    let mut answer = vec![0; 4096];
    let mut length = 0;
    let frames = loop {
        length += line.read(&mut answer[length..]).expect("answered");
        let text = &answer[..length];
        if let Some(at) = text.windows(4).position(|w| w == b"\r\n\r\n") {
            let frames = office::frames(&text[at + 4..]);
            if matches!(frames.last(), Some(Frame::End { .. })) {
                break frames;
            }
        }
    };
    assert_eq!(frames.len(), 2);
    assert!(
        sent.len() < 300 && length < 300,
        "{} up, {length} down",
        sent.len()
    );
    server.stop();
}

#[test]
fn wrong_usage_and_refusals_have_their_exit_codes() {
    let office = Office::made();
    let code = |arguments: &[&str]| office.run(arguments).status.code();
    assert_eq!(code(&["frobnicate"]), Some(2));
    assert_eq!(
        code(&["enrol", "--role", "king", "--unit", "15178", "--name", "A"]),
        Some(2)
    );
    let no_hamlet = [
        "enrol",
        "--role",
        "volunteer",
        "--unit",
        "15178",
        "--name",
        "A",
    ];
    assert_eq!(code(&no_hamlet), Some(2));
    let nowhere = [
        "enrol",
        "--role",
        "police",
        "--unit",
        "xã Không Có",
        "--name",
        "A",
        "--at",
        "h:1",
    ];
    assert_eq!(code(&nowhere), Some(1));
    let refused = office.run(&[&nowhere[..], &["--json"]].concat());
    let document: Value = serde_json::from_slice(&refused.stdout).expect("one document");
    assert_eq!(document["error"]["code"], "refused");
    assert_eq!(code(&["held"]), Some(0));
    assert_eq!(code(&["--help"]), Some(0));
}

#[test]
fn a_second_book_has_its_own_people() {
    let office = Office::made();
    let made = office.init("xã Đông Trạch", "00698");
    assert_eq!(made["books"][0]["made"], true);
    assert_eq!(
        office.init("xã Đông Trạch", "00698")["books"][0]["made"],
        false
    );
    let server = office.serve(&[]);
    let mut one = office.enrol(&["--role", "police", "--name", "Nguyễn Văn An"]);
    roll(&mut one);
    one.exchange();
    let link = office.link_in(
        "Xã Đông Trạch",
        &["--role", "police", "--name", "Phạm Thị Dung"],
    );
    let mut two = Device::join(&link, 9).expect("enrolled");
    two.exchange();
    assert_eq!(two.got.len(), 2, "only the campaign's frame and its app");
    let books = office.json(&["verify"]);
    assert_eq!(books["books"][1]["deltas"], 2);
    server.stop();
}
