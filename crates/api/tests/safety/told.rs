//! What a device tells of itself before anybody asks.

use crate::book::{PIN, Phone, Roll, identity, now};
use serde_json::{Value, json};
use std::fs;
use tungnha_api::ErrorCode;
use tungnha_core::body::NEWEST_KIND;
use tungnha_core::words::Role;
use tungnha_core::{Admission, DeltaId, HeldReason, Incarnation};
use tungnha_protocol::{
    AddressLink, Addresses, Decided, HamletSum, SignedAddresses, SignedAdmission, SigningKey,
};
use tungnha_store::LastCheck;

fn status(phone: &Phone) -> Value {
    phone.call("status", json!({}))
}

/// Records a stage of the first person of the roll.
fn record(phone: &Phone, roll: &Roll) -> Value {
    let record = json!({
        "resident": roll.people[0].to_string(), "app": "vneid", "level": 1, "stage": "activated",
        "citizen_statement": false, "visit": null,
    });
    phone.call("record", record)
}

#[test]
fn what_waits_is_known_while_locked() {
    let roll = Roll::new();
    let mut phone = Phone::new(Role::Volunteer);
    phone.take(&roll.office);
    record(&phone, &roll);
    record(&phone, &roll);
    let kept = fs::read_to_string(phone.home().join("waiting")).expect("a number");
    assert_eq!(kept, "2\n");
    // Killed, and started again.
    phone.restart();
    let locked = status(&phone);
    assert_eq!(
        (&locked["state"], &locked["work"]["unsent"]),
        (&json!("locked"), &json!(2))
    );
    assert_eq!(locked["unsent_known"], true);
    fs::remove_file(phone.home().join("waiting")).expect("there");
    assert_eq!(status(&phone)["unsent_known"], false);
    // The PIN tells it anew.
    phone.call("unlock", json!({ "pin": PIN }));
    phone.call("lock", json!({}));
    let locked = status(&phone);
    assert_eq!(
        (&locked["work"]["unsent"], &locked["unsent_known"]),
        (&json!(2), &json!(true))
    );
}

#[test]
fn a_clock_and_a_grant_are_told_and_block_nothing() {
    let roll = Roll::new();
    let phone = Phone::with(Role::Volunteer, |grant| grant.expires_at = now().0 + 60);
    phone.take(&roll.office);
    let fine = status(&phone);
    assert_eq!(
        (&fine["clock_off_seconds"], &fine["grant_expired"]),
        (&Value::Null, &json!(false))
    );
    phone.write(|txn| txn.set_clock_offset(-119));
    assert_eq!(status(&phone)["clock_off_seconds"], Value::Null);
    // This clock is a day slow, so the grant has run out by now.
    phone.write(|txn| txn.set_clock_offset(86_400));
    let off = status(&phone);
    assert_eq!(
        (&off["clock_off_seconds"], &off["grant_expired"]),
        (&json!(86_400), &json!(true))
    );
    record(&phone, &roll);
}

#[test]
fn held_work_says_what_it_is_and_why_it_waits() {
    let roll = Roll::new();
    let phone = Phone::new(Role::Volunteer);
    phone.take(&roll.office);
    record(&phone, &roll);
    phone.write(|txn| {
        let own = txn.identity()?;
        let admission = Admission {
            book: own.book,
            incarnation: own.incarnation,
            first: 1,
            last: 1,
            received_at: now(),
            member: own.member,
            role: Role::Volunteer,
            held: vec![(1, HeldReason::OutOfScope)],
        };
        let signed = SignedAdmission::sign(&admission, &identity());
        txn.take_receipt(&signed, &admission)
    });
    let work = phone.call("my_work", json!({}));
    let held = &work["held"][0];
    assert_eq!(
        (&held["kind"], &held["reason"]),
        (&json!("account"), &json!("out_of_scope"))
    );
    assert_eq!((&held["app"], &held["level"]), (&json!("vneid"), &json!(1)));
    assert_eq!(held["about"]["name"], "Nguyễn Thị Mai");
    assert_eq!(
        held["says"][0],
        json!({ "field": "stage", "value": "activated", "differs": false })
    );
}

#[test]
fn new_addresses_are_believed_of_this_server_only() {
    let phone = Phone::new(Role::Volunteer);
    let link = |key: &SigningKey| {
        let list = Addresses {
            issued_at: now().0,
            at: vec!["10.0.0.7:8443".into()],
        };
        let link = AddressLink(SignedAddresses::sign(&list, key)).to_string();
        json!({ "link": link })
    };
    let stranger = SigningKey::from_seed(&[77; 32]);
    assert_eq!(
        phone.refused("learn_addresses", link(&stranger)),
        ErrorCode::NotOurServer
    );
    assert_eq!(
        phone.refused(
            "learn_addresses",
            json!({ "link": "tungnha://enrol?at=a:1" })
        ),
        ErrorCode::BadLink
    );
    phone.call("learn_addresses", link(&identity()));
    let known = phone.write(|txn| Ok(txn.identity()?.addresses));
    assert_eq!(known, ["10.0.0.7:8443", "127.0.0.1:1"]);
    // The same QR twice changes nothing.
    phone.call("learn_addresses", link(&identity()));
}

/// Both claims of a phone are held, each by a receipt of its own.
fn held(phone: &Phone) -> [Admission; 2] {
    phone.write(|txn| {
        let own = txn.identity()?;
        let admissions = [1, 2].map(|counter| Admission {
            book: own.book,
            incarnation: own.incarnation,
            first: counter,
            last: counter,
            received_at: now(),
            member: own.member,
            role: Role::Volunteer,
            held: vec![(counter, HeldReason::OutOfScope)],
        });
        for admission in &admissions {
            txn.take_receipt(&SignedAdmission::sign(admission, &identity()), admission)?;
        }
        Ok(admissions)
    })
}

#[test]
fn what_the_office_decided_is_told_in_its_words() {
    let roll = Roll::new();
    let phone = Phone::new(Role::Volunteer);
    phone.take(&roll.office);
    record(&phone, &roll);
    record(&phone, &roll);
    let admissions = held(&phone);
    let elsewhere = DeltaId::new(Incarnation(uuid::Uuid::from_u128(55)), 1);
    phone.write(|txn| {
        let decide = |number: u64, mut admission: Admission, held: Option<HeldReason>| {
            let id = DeltaId::new(admission.incarnation, admission.first);
            admission.held = held
                .map(|reason| (admission.first, reason))
                .into_iter()
                .collect();
            let said = DeltaId::new(admissions[0].incarnation, 1);
            let record = txn.statement(if txn.has(id)? { id } else { said })?;
            let decided = Decided {
                number,
                delta: id.into(),
                admission: SignedAdmission::sign(&admission, &identity()),
                reason: held.map(|_| "Không thuộc thôn được giao".to_owned()),
                by: "Lê Văn Sơn".into(),
                at: now().0 + number as i64,
                record: record.expect("said").to_bytes(),
            };
            txn.take_decided(&decided, &admission)
        };
        decide(1, admissions[0].clone(), None)?;
        decide(2, admissions[1].clone(), Some(HeldReason::Rejected))?;
        // Written on a phone that was lost.
        let lost = Admission {
            incarnation: elsewhere.incarnation,
            first: 1,
            last: 1,
            ..admissions[0].clone()
        };
        decide(3, lost, Some(HeldReason::Reassigned))
    });
    let work = phone.call("my_work", json!({}));
    assert_eq!(work["held"], json!([]));
    let counts = &work["counts"];
    assert_eq!(
        (&counts["received"], &counts["rejected"]),
        (&json!(1), &json!(1))
    );
    let decided = work["decided"].as_array().expect("decisions").iter();
    let decided: Vec<&str> = decided
        .filter_map(|card| card["decision"].as_str())
        .collect();
    assert_eq!(decided, ["reassigned", "rejected", "admitted"]);
    let rejected = &work["decided"][1];
    assert_eq!(rejected["words"], "Không thuộc thôn được giao");
    assert_eq!(
        (&rejected["by"], &rejected["kind"]),
        (&json!("Lê Văn Sơn"), &json!("account"))
    );
    assert_eq!(rejected["about"]["name"], "Nguyễn Thị Mai");
    assert_eq!(rejected["says"][0]["value"], "activated");
    assert_eq!(work["decided"][0]["id"], elsewhere.to_string());
    assert_eq!(phone.call("verify", json!({}))["differences"], json!([]));
}

#[test]
fn a_copied_file_is_told() {
    let roll = Roll::new();
    let phone = Phone::new(Role::Volunteer);
    phone.take(&roll.office);
    record(&phone, &roll);
    assert_eq!(phone.call("my_work", json!({}))["reissued"], json!([]));
    phone.write(|txn| {
        let fresh = Incarnation(uuid::Uuid::from_u128(56));
        txn.reissue(txn.identity()?.incarnation, fresh, now())
    });
    let work = phone.call("my_work", json!({}));
    assert_eq!(work["reissued"], json!([{ "at": now().0, "deltas": 1 }]));
    assert_eq!(work["counts"]["unsent"], 1);
    // Said under the new name from now on.
    record(&phone, &roll);
    assert_eq!(status(&phone)["work"]["unsent"], 2);
}

#[test]
fn a_repaired_hamlet_is_named() {
    let roll = Roll::new();
    let phone = Phone::new(Role::Volunteer);
    let before = phone.call("my_work", json!({}));
    assert_eq!(
        (&before["repairs"], &before["checked_at"]),
        (&json!([]), &Value::Null)
    );
    phone.write(|txn| {
        let told = HamletSum {
            hamlet: roll.hamlets[0].into(),
            sum: [1; 16],
        };
        txn.take_snapshot(&told, NEWEST_KIND, &[roll.office.page()], now())?;
        txn.set_checked(&LastCheck {
            at: now().0,
            equal: true,
        })
    });
    let work = phone.call("my_work", json!({}));
    let repair = &work["repairs"][0];
    assert_eq!(
        (&repair["hamlet"], &repair["extra"]),
        (&json!("Thôn Tân Lập"), &json!(0))
    );
    assert_eq!(repair["missing"], 9);
    assert_eq!(
        (&work["checked_at"], &work["check_agrees"]),
        (&json!(now().0), &json!(true))
    );
}

#[test]
fn a_restored_server_is_told() {
    let phone = Phone::new(Role::Volunteer);
    assert_eq!(status(&phone)["reads_wait"], false);
    phone.write(|txn| txn.set_reads_wait(true));
    assert_eq!(status(&phone)["reads_wait"], true);
}
