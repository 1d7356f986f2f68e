//! Parcels that somebody carries, addresses that change, clocks that go wrong: the real program.

use super::office::{Device, Office, frames};
use super::{claim, roll};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tungnha_protocol::AddressLink;
use tungnha_protocol::courier::{OpeningKey, open_reply};
use tungnha_protocol::exchange::{Frame, RefusalCode};

/// How many receipts stand in a reply.
fn receipts(reply: &[u8], key: &OpeningKey, device: &Device) -> usize {
    let reply = open_reply(reply, key, &device.identity).expect("this phone's");
    match reply.frames.first() {
        Some(Frame::Head(head)) => head.receipts.len(),
        other => panic!("{other:?}"),
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a name")
}

#[test]
fn another_phone_carries_a_parcel_over_https() {
    let office = Office::made();
    let server = office.serve(&[]);
    let mut police = office.enrol(&["--role", "police", "--name", "Nguyễn Văn An"]);
    let carrier = office.enrol(&["--role", "inspector", "--name", "Lê Văn Cường"]);
    roll(&mut police);
    let key = OpeningKey::from_bytes([9; 32]);
    let parcel = police.parcel(&key);
    for _ in 0..2 {
        assert_eq!(receipts(&carrier.carry(parcel.clone()), &key, &police), 1);
    }
    assert_eq!(office.json(&["verify"])["books"][0]["deltas"], 8);
    // What is no parcel, and what is larger than a request but no parcel either.
    for junk in [b"junk".to_vec(), vec![0; 17 << 20]] {
        let answer = frames(&carrier.carry(junk));
        assert!(matches!(
            answer.as_slice(),
            [Frame::Refused(refusal)] if refusal.code == RefusalCode::BadMessage
        ));
    }
    server.stop();
}

#[test]
fn the_office_answers_parcels_while_it_serves() {
    let office = Office::made();
    let server = office.serve(&[]);
    let mut police = office.enrol(&["--role", "police", "--name", "Nguyễn Văn An"]);
    let (hamlet, people) = roll(&mut police);
    police.exchange();
    let who = ["--role", "volunteer", "--name", "Trần Thị Bình", "--hamlet"];
    let mut volunteer = office.enrol(&[&who[..], &[&hamlet.to_string()]].concat());
    people.iter().for_each(|person| {
        volunteer.write(claim(*person));
    });
    let key = OpeningKey::from_bytes([9; 32]);
    let stick = tempfile::tempdir().expect("a stick");
    let at = |name: &str| -> PathBuf { stick.path().join(name) };
    let (good, bad) = (at("binh.tungnha-parcel"), at("junk.tungnha-parcel"));
    std::fs::write(&good, volunteer.parcel(&key)).expect("written");
    std::fs::write(&bad, b"junk").expect("written");

    let answered = office.json(&["courier", text(&good)]);
    let reply = &answered["replies"][0];
    assert_eq!((&reply["deltas"], &reply["held"]), (&2.into(), &1.into()));
    assert_eq!(reply["reply"], text(&at("binh.tungnha-reply")));
    assert_eq!(answered["refused"], Value::Array(vec![]));
    let beside = std::fs::read(at("binh.tungnha-reply")).expect("written");
    assert_eq!(receipts(&beside, &key, &volunteer), 1);

    // Again, with others, elsewhere: what is good is answered.
    let out = at("replies");
    let missing = at("missing.tungnha-parcel");
    let many = [
        "courier",
        "--json",
        "--out",
        text(&out),
        text(&good),
        text(&bad),
    ];
    let output = office.run(&[&many[..], &[text(&missing), text(&good)]].concat());
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_slice(&output.stdout).expect("one document");
    assert_eq!(document["refused"].as_array().map(Vec::len), Some(2));
    assert_eq!(document["refused"][0]["parcel"], text(&bad));
    for name in ["binh.tungnha-reply", "binh-2.tungnha-reply"] {
        let again = std::fs::read(out.join(name)).expect("written");
        assert_eq!(receipts(&again, &key, &volunteer), 1);
    }
    assert_eq!(std::fs::read_dir(&out).expect("read").count(), 2);
    assert_eq!(office.json(&["verify"])["books"][0]["held"], 1);
    server.stop();
}

#[test]
fn announced_addresses_stand_in_every_link() {
    let office = Office::made();
    assert_eq!(office.run(&["addresses"]).status.code(), Some(1));
    let server = office.serve(&[]);
    let mut police = office.enrol(&["--role", "police", "--name", "Nguyễn Văn An"]);
    let at = server.address();
    let said = office.json(&["addresses", "--at", &at, "--at", "may-chu.local:8443"]);
    let link: AddressLink = said["link"]
        .as_str()
        .expect("a link")
        .parse()
        .expect("a link");
    link.0.verify(&police.identity).expect("the identity's");
    assert_eq!(said["at"], serde_json::json!([at, "may-chu.local:8443"]));
    assert_eq!(office.json(&["addresses"]), said);
    // A book of later has them too, and every link for a new device.
    office.init("xã Đông Trạch", "00698");
    let link = office.link_in("00698", &["--role", "police", "--name", "Phạm Thị Dung"]);
    assert_eq!(link.addresses, [at.as_str(), "may-chu.local:8443"]);
    let mut other = Device::join(&link, 77).expect("enrolled");
    for device in [&mut police, &mut other] {
        assert!(device.announced().is_some());
    }
    for wrong in ["0.0.0.0:8443", "[::]:8443", "no-port", "a b:1"] {
        let refused = office.run(&["addresses", "--at", wrong]);
        assert_eq!(refused.status.code(), Some(1), "{wrong}");
    }
    assert_eq!(office.json(&["addresses"]), said);
    server.stop();
}

#[test]
fn a_clock_that_is_off_is_told_to_the_office() {
    let office = Office::made();
    let server = office.serve(&[]);
    let mut police = office.enrol(&["--role", "police", "--name", "Nguyễn Văn An"]);
    roll(&mut police);
    let device = || {
        let members = office.json(&["members"])["members"].clone();
        let all = members.as_array().expect("members").clone();
        let own = all.iter().find(|m| m["name"] == "Nguyễn Văn An");
        own.expect("there")["devices"][0].clone()
    };
    assert_eq!(device()["clock_off_seconds"], Value::Null);
    // This phone believes that it is 1970.
    police.exchange();
    let off = device()["clock_off_seconds"].as_i64().expect("noted");
    assert!(off > 1_700_000_000);
    assert_eq!(device()["doubtful_stamps"], 0);
    let text = office.run(&["members"]).stdout;
    let text = String::from_utf8(text).expect("text");
    assert!(
        text.contains(&format!("máy thử (clock {off} s slow)")),
        "{text}"
    );
    server.stop();
}
