//! The documents of what keeps work safe: disagreements, decisions about held work, couriers, backups.

use serde_json::{Value, json};
use std::path::Path;
use tungnha_api::payload::{
    CheckReport, CourierTaken, DisagreementPage, Exported, SettleSaved, Status,
};
use tungnha_tests::{Area, CommandLine, text};

use crate::golden::is_kept;

fn id(value: &Value) -> String {
    value.as_str().expect("an id").to_owned()
}

/// The first people of Tân Lập who lack VNeID, as this device lists them.
fn people(device: &CommandLine) -> Vec<Value> {
    let list = device.run(&[
        "list",
        "--hamlet",
        "tan lap",
        "--lacking",
        "vneid",
        "--limit",
        "4",
    ]);
    let people = list["people"].as_array().expect("people").iter();
    people.map(|row| row["person"].clone()).collect()
}

fn claim(device: &CommandLine, resident: &str, stage: &str) -> String {
    let order = [
        "record", resident, "--app", "vneid", "--level", "1", "--stage", stage,
    ];
    id(&device.run(&order)["id"])
}

#[test]
fn generated_documents_of_a_disagreement() {
    let mut area = Area::new();
    let directory = area.path().to_owned();
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let mai = area.enrol("volunteer", "Nguyễn Thị Mai", &["Tân Lập"]);
    // What a leader says is shown meanwhile, whoever said it first.
    let an = area.enrol("leader", "Vũ Văn An", &["Tân Lập"]);
    mai.run(&["sync"]);
    an.run(&["sync"]);
    let person = id(&people(&mai)[0]["id"]);
    claim(&mai, &person, "dossier_collected");
    claim(&an, &person, "activated");
    for device in [&mai, &an, &police] {
        device.run(&["sync"]);
    }
    let listed = police.run(&["settle", "list"]);
    is_kept::<DisagreementPage>("tungnha-settle-list", &listed, &directory);
    assert_eq!(police.run(&["settle"]), listed);
    let heads = &listed["items"][0]["heads"];
    let [one, other] = [0, 1].map(|at| id(&heads[at]["id"]));
    let settled = police.run(&["settle", &one, "--over", &other]);
    is_kept::<SettleSaved>("tungnha-settle", &settled, &directory);
    assert_eq!(police.run(&["settle", "list"])["total"], 0);
    // Taken back, it is open again; without --over all others give way.
    police.run(&["retract", &id(&settled["id"])]);
    police.run(&["settle", &one]);
    assert_eq!(police.refused(&["settle", &one]), "conflict");
    assert_eq!(
        police.refused(&["settle", &one, "--over", &other]),
        "conflict"
    );
    police.run(&["sync"]);
    mai.run(&["sync"]);
    assert_eq!(mai.run(&["settle", "list"])["total"], 0);
    assert_eq!(
        mai.refused(&["settle", &one, "--over", &other]),
        "not_allowed"
    );
    let checked = mai.run(&["sync", "--check"]);
    is_kept::<CheckReport>("tungnha-sync-check", &checked, &directory);
    assert_eq!(checked["agrees"], true);
}

#[test]
fn generated_documents_of_the_inbox() {
    let mut area = Area::new();
    let directory = area.path().to_owned();
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let mai = area.enrol("volunteer", "Nguyễn Thị Mai", &["Tân Lập"]);
    mai.run(&["sync"]);
    let people = people(&mai);
    let claims = [0, 1, 2].map(|at| claim(&mai, &id(&people[at]["id"]), "activated"));
    let member = area.member("Nguyễn Thị Mai");
    area.desk(&["revoke", "--unit", tungnha_tests::BOOK, "--member", &member]);
    mai.attempt(&["sync"]);
    let kept = |name: &str, document: &Value| is_kept::<Value>(name, document, &directory);
    kept("tungnha-server-held-list", &area.desk(&["held", "list"]));
    let by = ["--by", "Lê Văn Sơn"];
    let decide = |words: &[&str]| area.desk(&[&["held"], words, &by[..]].concat());
    kept("tungnha-server-held-admit", &decide(&["admit", &claims[0]]));
    let why = [
        "reject",
        &claims[1],
        "--because",
        "Không thuộc thôn được giao",
    ];
    kept("tungnha-server-held-reject", &decide(&why));
    let other = id(&people[3]["id"]);
    let again = decide(&["reassign", &claims[2], "--to", &other]);
    kept("tungnha-server-held-reassign", &again);
    mai.attempt(&["sync"]);
    let status = mai.run(&["status"]);
    let decided = status["my_work"]["decided"]
        .as_array()
        .expect("decisions")
        .iter();
    let decided: Vec<&str> = decided
        .filter_map(|card| card["decision"].as_str())
        .collect();
    assert_eq!(decided.len(), 3, "{status}");
    for word in ["admitted", "rejected", "reassigned"] {
        assert!(decided.contains(&word), "{decided:?}");
    }
    assert_eq!(status["my_work"]["held"], json!([]));
    police.run(&["sync"]);
    assert_eq!(police.run(&["review", "list"])["total"], 2);
}

#[test]
fn generated_documents_of_a_courier() {
    let mut area = Area::new();
    let directory = area.path().to_owned();
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let mai = area.enrol("volunteer", "Nguyễn Thị Mai", &["Tân Lập"]);
    mai.run(&["sync"]);
    claim(&mai, &id(&people(&mai)[0]["id"]), "activated");
    let parcel = directory.join("mai.tungnha-parcel");
    let reply = directory.join("mai.tungnha-reply");
    let out = mai.run(&["courier", "out", text(&parcel)]);
    is_exported("tungnha-courier-out", &out, &directory);
    let carried = police.run(&["courier", "carry", text(&parcel)]);
    is_exported("tungnha-courier-carry", &carried, &directory);
    assert_eq!(carried["path"], text(&reply));
    let taken = mai.run(&["courier", "in", text(&reply)]);
    is_kept::<CourierTaken>("tungnha-courier-in", &taken, &directory);
    assert_eq!(mai.run(&["status"])["work"]["unsent"], 0);
    assert_eq!(
        mai.refused(&["courier", "in", text(&parcel)]),
        "unreadable_parcel"
    );
    assert_eq!(
        police.refused(&["courier", "in", text(&reply)]),
        "not_for_this_device"
    );
    assert_eq!(
        police.refused(&["courier", "carry", text(&reply)]),
        "unreadable_parcel"
    );

    claim(&mai, &id(&people(&mai)[1]["id"]), "activated");
    mai.run(&["courier", "out", text(&parcel)]);
    let answered = area.desk(&["courier", text(&parcel)]);
    is_kept::<Value>("tungnha-server-courier", &answered, &directory);
    assert_eq!(mai.run(&["courier", "in", text(&reply)])["sent"], 1);

    let announced = area.desk(&["addresses", "--at", "192.168.1.20:8443"]);
    is_kept::<Value>("tungnha-server-addresses", &announced, &directory);
    let link = id(&announced["link"]);
    let learnt = mai.run(&["address", &link]);
    assert_eq!(learnt, json!({ "done": true }));
    is_kept::<Value>("tungnha-address", &learnt, &directory);
    assert_eq!(
        mai.refused(&["address", &link.replace("1.20", "1.21")]),
        "not_our_server"
    );
    assert_eq!(
        mai.refused(&["address", "tungnha://enrol?at=a:1"]),
        "bad_link"
    );
}

fn is_exported(name: &str, document: &Value, directory: &Path) {
    let mut whole = document.clone();
    whole["bytes_base64"] = json!("");
    serde_json::from_value::<Exported>(whole).expect("a file");
    is_kept::<Value>(name, document, directory);
}

#[test]
fn generated_documents_of_a_restored_server() {
    let mut area = Area::new();
    let directory = area.path().to_owned();
    let kept = |name: &str, document: &Value| is_kept::<Value>(name, document, &directory);
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let backup = directory.join("sao-luu.db");
    kept(
        "tungnha-server-backup",
        &area.desk(&["backup", "--to", text(&backup)]),
    );
    assert_eq!(
        area.try_desk(&["restore", "--from", text(&backup)])
            .refused(),
        "refused"
    );
    area.stop();
    kept(
        "tungnha-server-restore",
        &area.desk(&["restore", "--from", text(&backup)]),
    );
    area.serve();
    police.run(&["sync"]);
    let mut status = police.run(&["status"]);
    assert_eq!(status["reads_wait"], true);
    for added in ["my_work", "hamlets"] {
        status.as_object_mut().expect("fields").remove(added);
    }
    serde_json::from_value::<Status>(status).expect("a status");
    kept("tungnha-server-reopen", &area.desk(&["reopen"]));
    police.run(&["sync"]);
    assert_eq!(police.run(&["status"])["reads_wait"], false);
}
