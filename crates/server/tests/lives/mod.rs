//! Backups and restores by the real program.

use crate::office::{Device, Office};
use crate::roll;
use serde_json::Value;
use std::fs;

const POLICE: [&str; 4] = ["--role", "police", "--name", "Nguyễn Văn An"];

/// A server with a roll and two devices, of which one has exchanged.
fn worked(office: &Office) -> (Device, Device) {
    let mut police = office.enrol(&POLICE);
    roll(&mut police);
    police.exchange();
    let who = ["--role", "office", "--name", "Trần Thị Bình"];
    (police, office.enrol(&who))
}

fn refused(office: &Office, arguments: &[&str]) -> String {
    let output = office.run(arguments);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn a_server_is_backed_up_lost_and_restored() {
    let office = Office::made();
    let server = office.serve(&[]);
    let (mut police, mut other) = worked(&office);
    let backup = office.path("backup.db");
    let made = office.json(&["backup", "--to", &backup]);
    assert_eq!(made["file"], Value::from(backup.as_str()));
    assert_eq!((&made["books"], &made["deltas"]), (&1.into(), &8.into()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&backup).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let text = refused(&office, &["restore", "--from", &backup]);
    assert!(text.contains("stop it first"), "{text}");
    server.stop();

    let restored = office.json(&["restore", "--from", &backup]);
    assert_eq!(restored["from"], Value::from(backup.as_str()));
    let aside = restored["set_aside"].as_str().expect("a file");
    assert!(fs::metadata(aside).expect("there").len() > 0);
    assert_eq!(restored["books"][0]["name"], "xã Cẩm Tân");
    assert!(restored["books"][0]["epoch"].as_u64() > Some(1_700_000_000));
    assert_eq!(office.json(&["verify"])["ok"], true);

    let server = office.serve(&[]);
    for device in [&mut police, &mut other] {
        device.moved_to(&server);
        device.got.clear();
        device.exchange();
        assert!(device.got.is_empty(), "readers wait");
    }
    let member = other.member.0.to_string();
    let reopened = office.json(&["reopen", "--revoke", &member]);
    assert_eq!(reopened["books"], serde_json::json!(["xã Cẩm Tân"]));
    assert_eq!(reopened["revoked"], serde_json::json!([member]));
    police.exchange();
    other.exchange();
    assert!(!police.got.is_empty() && other.got.is_empty());
    let again = office.json(&["reopen"]);
    assert_eq!(again["books"], serde_json::json!([]));
    assert_eq!(again["revoked"], serde_json::json!([member]));
    server.stop();
    // What was set aside is a whole database still.
    let restored = office.json(&["restore", "--from", aside]);
    assert_ne!(restored["set_aside"], Value::from(aside));
    assert_eq!(office.json(&["verify"])["ok"], true);
}

#[test]
fn what_must_not_take_the_database_s_place_is_refused() {
    let office = Office::made();
    let server = office.serve(&[]);
    let (mut police, _) = worked(&office);
    let older = office.path("older.db");
    office.json(&["backup", "--to", &older]);
    police.write(tungnha_core::body::Hamlet {
        of: None,
        name: "Thôn Mới".into(),
        kind: tungnha_core::words::HamletKind::Thon,
    });
    police.exchange();
    let newer = office.path("newer.db");
    assert_eq!(office.json(&["backup", "--to", &newer])["deltas"], 9);
    server.stop();
    let before = office.json(&["verify"]);

    let garbage = office.path("garbage.db");
    fs::write(&garbage, b"no database at all").expect("written");
    for (file, why) in [
        (office.path("none.db"), "No such file"),
        (garbage, "failed"),
        (older.clone(), "--older"),
    ] {
        let text = refused(&office, &["restore", "--from", &file]);
        assert!(text.contains(why), "{text}");
    }
    let elsewhere = Office::made();
    let foreign = elsewhere.path("backup.db");
    elsewhere.json(&["backup", "--to", &foreign]);
    let text = refused(&office, &["restore", "--from", &foreign, "--older"]);
    assert!(text.contains("other keys"), "{text}");
    let key = office.path("data/identity.key");
    fs::rename(&key, office.path("identity.key")).expect("taken away");
    let text = refused(&office, &["restore", "--from", &newer]);
    assert!(text.contains("no keys"), "{text}");
    fs::rename(office.path("identity.key"), &key).expect("put back");
    let text = refused(&office, &["backup", "--to", &office.path("data/backup.db")]);
    assert!(text.contains("data directory"), "{text}");

    // Nothing was touched, and nothing is left lying about.
    assert_eq!(office.json(&["verify"]), before);
    let left = fs::read_dir(office.path("data")).expect("read");
    let names = left.map(|entry| entry.expect("read").file_name());
    assert!(
        names
            .into_iter()
            .all(|n| !n.to_string_lossy().contains("restor"))
    );
    office.json(&["restore", "--from", &older, "--older"]);
    assert_eq!(office.json(&["verify"])["books"][0]["deltas"], 8);
}

#[test]
fn a_lost_database_is_replaced_and_a_damaged_one_is_kept() {
    let office = Office::made();
    let backup = office.path("backup.db");
    office.json(&["backup", "--to", &backup]);
    let database = office.path("data/server.db");
    fs::remove_file(&database).expect("lost");
    let restored = office.json(&["restore", "--from", &backup]);
    assert_eq!(restored["set_aside"], Value::Null);
    assert_eq!(office.json(&["verify"])["ok"], true);
    fs::write(&database, b"scribbled over").expect("damaged");
    let restored = office.json(&["restore", "--from", &backup]);
    let aside = restored["set_aside"].as_str().expect("kept");
    assert_eq!(fs::read(aside).expect("there"), b"scribbled over");
    assert_eq!(office.json(&["verify"])["ok"], true);
}
