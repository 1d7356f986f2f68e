//! Two people, one phone.

use crate::book::PIN;
use crate::shared::{KEYS, OTHER_PIN, Shared, enrol, place};
use serde_json::{Value, json};
use std::fs;
use std::io::Read;
use std::net::TcpListener;
use tungnha_api::ErrorCode;
use tungnha_api::payload::JobOutcome;
use tungnha_store::Store;

#[test]
fn a_device_of_one_member_is_as_it_was() {
    let shared = Shared::alone();
    let status = shared.call("status", json!({}));
    assert_eq!(
        (&status["number"], &status["members"]),
        (&json!(1), &json!(1))
    );
    shared.unlock(PIN);
    shared.record().expect("saved");
    let names: Vec<String> = (shared.home.path().read_dir().expect("a folder"))
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert!(
        !names
            .iter()
            .any(|name| name == "members" || name == "current"),
        "{names:?}"
    );
}

#[test]
fn each_sees_only_their_own() {
    let shared = Shared::two();
    let members = shared.call("members", json!({}));
    assert_eq!(
        (&members[0]["name"], &members[0]["current"]),
        (&json!("Phạm Thị Lan"), &json!(true))
    );
    assert_eq!(
        (&members[1]["name"], &members[1]["current"]),
        (&json!("Đỗ Văn Minh"), &json!(false))
    );
    shared.unlock(PIN);
    shared.record().expect("saved");
    assert_eq!(shared.found("mai"), 1);
    // Two steps: the name, the PIN.
    let locked = shared.switch(2);
    let stands = (&locked["state"], &locked["number"], &locked["members"]);
    assert_eq!(stands, (&json!("locked"), &json!(2), &json!(2)));
    assert_eq!(locked["member"]["name"], "Đỗ Văn Minh");
    assert_eq!(
        shared.refused("find", json!({ "text": "mai", "limit": 20 })),
        ErrorCode::Locked
    );
    shared.unlock(OTHER_PIN);
    assert_eq!(shared.found("mai"), 0);
    assert_eq!(shared.call("hamlets", json!({})), json!([]));
    assert!(shared.record().is_err());
    assert_eq!(shared.call("my_work", json!({}))["counts"]["unsent"], 0);
    // What waits of the other is a number and nothing else.
    let members = shared.call("members", json!({}));
    assert_eq!(
        (&members[0]["unsent"], &members[1]["unsent"]),
        (&json!(1), &json!(0))
    );
    shared.switch(1);
    assert_eq!(shared.unlock(PIN)["work"]["unsent"], 1);
    assert_eq!(shared.found("mai"), 1);
}

#[test]
fn one_pin_does_not_open_the_other() {
    let shared = Shared::two();
    assert_eq!(
        shared.refused("unlock", json!({ "pin": OTHER_PIN })),
        ErrorCode::WrongPin
    );
    shared.unlock(PIN);
    shared.switch(2);
    assert_eq!(
        shared.refused("unlock", json!({ "pin": PIN })),
        ErrorCode::WrongPin
    );
    assert_eq!(shared.call("status", json!({}))["state"], "locked");
    // Back without a PIN of one's own is not back in.
    assert_eq!(shared.switch(1)["state"], "locked");
    // And switching to oneself locks.
    shared.unlock(PIN);
    assert_eq!(shared.switch(1)["state"], "locked");
    assert_eq!(
        shared.refused("switch_member", json!({ "number": 3 })),
        ErrorCode::NotFound
    );
}

#[test]
fn the_last_one_is_asked_first_after_a_restart() {
    let mut shared = Shared::two();
    shared.switch(2);
    shared.restart();
    assert_eq!(shared.call("status", json!({}))["number"], 2);
    shared.switch(1);
    shared.restart();
    assert_eq!(shared.call("status", json!({}))["number"], 1);
}

#[test]
fn a_place_is_offered_and_may_be_left() {
    let shared = Shared::alone();
    shared.unlock(PIN);
    let adding = shared.call("add_member", json!({}));
    let stands = (&adding["state"], &adding["number"], &adding["members"]);
    assert_eq!(stands, (&json!("new"), &json!(0), &json!(1)));
    assert_eq!(adding["member"], Value::Null);
    // The first one is locked meanwhile.
    assert_eq!(shared.refused("hamlets", json!({})), ErrorCode::NotEnrolled);
    assert_eq!(shared.call("members", json!({}))[0]["current"], false);
    assert_eq!(shared.switch(1)["state"], "locked");
    assert!(!shared.home.path().join("members").exists());
    shared.unlock(PIN);
}

/// Every state in which a kill can leave an added member's folder.
#[test]
fn adding_cut_short_anywhere_loses_nothing() {
    let mut shared = Shared::alone();
    shared.unlock(PIN);
    shared.record().expect("saved");
    let second = place(shared.home.path(), 2);
    let pending = second.join("enrolment.pending");
    let link = {
        // Nobody listens there.
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let key = crate::book::identity().public();
        let address = free.local_addr().expect("an address");
        tungnha_protocol::EnrolLink {
            addresses: vec![address.to_string()],
            code: "abc".into(),
            identity: key,
        }
        .to_string()
    };
    let attempt = json!({ "link": link, "pin": OTHER_PIN, "device_name": null });

    // The request went out, no answer came.
    shared.call("add_member", json!({}));
    assert_eq!(
        shared.refused("enrol", attempt.clone()),
        ErrorCode::NoConnection
    );
    let key = fs::read(&pending).expect("the key to enrol with");
    shared.restart();
    assert_eq!(
        shared.call("members", json!({})).as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(shared.call("status", json!({}))["work"]["unsent"], 1);
    shared.call("add_member", json!({}));
    assert_eq!(
        shared.refused("enrol", attempt.clone()),
        ErrorCode::NoConnection
    );
    assert_eq!(
        fs::read(&pending).expect("still there"),
        key,
        "a lost answer would strand"
    );

    // The file was made, its key was not written.
    Store::create(&second.join("device.db"), &KEYS[1]).expect("a file");
    shared.restart();
    assert_eq!(shared.call("status", json!({}))["members"], 1);
    assert_eq!(shared.unlock(PIN)["work"]["unsent"], 1);

    // The key was written: from here on there are two, and the key to enrol with has served.
    fs::remove_file(second.join("device.db")).expect("there");
    enrol(shared.home.path(), 2, "Đỗ Văn Minh", OTHER_PIN);
    shared.restart();
    assert!(!pending.exists());
    assert_eq!(shared.call("status", json!({}))["members"], 2);
    shared.switch(2);
    shared.unlock(OTHER_PIN);
    shared.switch(1);
    assert_eq!(shared.unlock(PIN)["work"]["unsent"], 1);
    assert_eq!(shared.call("verify", json!({}))["agrees"], true);
}

#[test]
fn a_damaged_file_of_one_leaves_the_other_alone() {
    let mut shared = Shared::two();
    let second = place(shared.home.path(), 2);
    fs::write(second.join("device.key"), "no key").expect("written");
    shared.restart();
    assert_eq!(shared.call("status", json!({}))["members"], 1);
    assert!(second.join("set-aside-1").join("device.db").exists());
    shared.unlock(PIN);
    assert_eq!(shared.found("mai"), 1);
}

/// A server that takes the call and says nothing until it is let go.
#[test]
fn a_sync_goes_on_as_the_member_s_who_began_it() {
    let shared = Shared::two();
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = silent.local_addr().expect("an address").to_string();
    shared.write(1, |txn| txn.prefer_address(&address));
    shared.unlock(PIN);
    shared.record().expect("saved");
    let job = shared.call("sync_start", json!({}));
    let (mut call, _) = silent.accept().expect("the sync calls");
    let mut first = [0; 1];
    call.read_exact(&mut first).expect("and speaks");

    shared.switch(2);
    shared.unlock(OTHER_PIN);
    // Of the other's job this one hears nothing and can stop nothing.
    let of_job = json!({ "job": job["job"] });
    assert_eq!(shared.refused("job", of_job.clone()), ErrorCode::NoJob);
    assert_eq!(shared.refused("job_stop", of_job), ErrorCode::NoJob);
    // A sync of one's own is not refused because the other's still runs: nobody listens at its address.
    let own = shared.call("sync_start", json!({}));
    let number = |job: &Value| {
        job["job"]
            .as_u64()
            .and_then(|n| u32::try_from(n).ok())
            .expect("a job")
    };
    let ended = |job: &Value| {
        shared
            .device
            .wait_for(number(job), &mut |_| {})
            .expect("ended")
    };
    assert!(matches!(ended(&own), JobOutcome::Failed(e) if e.code == ErrorCode::NoConnection));

    drop((call, silent));
    assert!(matches!(ended(&job), JobOutcome::Failed(_)));
    let syncs = |shared: &Shared| {
        shared.call("my_work", json!({}))["syncs"]
            .as_array()
            .map(Vec::len)
    };
    assert_eq!(syncs(&shared), Some(1));
    let waiting = |number: u32| {
        fs::read_to_string(place(shared.home.path(), number).join("waiting")).expect("a number")
    };
    assert_eq!((waiting(1), waiting(2)), ("1\n".into(), "0\n".into()));
    shared.switch(1);
    shared.unlock(PIN);
    assert_eq!(syncs(&shared), Some(1));
    assert_eq!(shared.call("status", json!({}))["work"]["unsent"], 1);
}
