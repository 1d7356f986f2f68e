//! The documents of `tungnha-server` and `tungnha-sample`.

use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use tungnha_tests::{Area, BOOK, Ran, built, text};

use crate::golden::is_kept;

#[test]
fn generated_documents_of_the_server() {
    let mut area = Area::new();
    let directory = area.path().to_owned();
    let kept = |name: &str, document: &Value| is_kept::<Value>(name, document, &directory);
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    area.stop();
    let mut serving = Command::new(built("tungnha-server"))
        .args(["serve", "--listen", "127.0.0.1:0", "--json", "--data"])
        .arg(area.data())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let said = BufReader::new(serving.stdout.take().expect("piped"))
        .lines()
        .next();
    serving
        .kill()
        .and_then(|()| serving.wait())
        .expect("it ends");
    let said = said.expect("it says something").expect("in UTF-8");
    kept(
        "tungnha-server-serve",
        &serde_json::from_str(&said).expect("a document"),
    );
    area.serve();

    let (units, campaign) = (area.sheet("units.csv"), area.sheet("campaign-cam-tan.json"));
    let frame = ["--units", text(&units), "--campaign", text(&campaign)];
    let books = ["--book", BOOK, "--book", "xã Cẩm Long"];
    kept(
        "tungnha-server-init",
        &area.desk(&[&["init"], &frame[..], &books].concat()),
    );
    let name = "Nguyễn Thị Mai";
    let member = [
        "enrol",
        "--unit",
        BOOK,
        "--role",
        "volunteer",
        "--name",
        name,
        "--accept",
    ];
    let place = ["--hamlet", "Tân Lập", "--at", &area.line().address()];
    let enrolled = area.desk(&[&member[..], &place].concat());
    kept("tungnha-server-enrol", &enrolled);
    let volunteer = area.device();
    volunteer.run(&["enrol", enrolled["link"].as_str().expect("a link")]);
    volunteer.run(&["sync"]);

    kept(
        "tungnha-server-members",
        &area.desk(&["members", "--unit", BOOK]),
    );
    let id = enrolled["member"].as_str().expect("an id");
    let order = [
        "assign",
        "--unit",
        BOOK,
        "--member",
        id,
        "--hamlet",
        "Bằng Lợi",
    ];
    kept("tungnha-server-assign", &area.desk(&order));
    kept(
        "tungnha-server-revoke",
        &area.desk(&["revoke", "--unit", BOOK, "--member", id]),
    );
    let door = police.run(&["list", "--hamlet", "Tân Lập", "--limit", "1"]);
    let door = &door["people"][0]["person"]["household"];
    volunteer.run(&["visit", door.as_str().expect("an id"), "--outcome", "met"]);
    volunteer.attempt(&["sync"]);
    kept("tungnha-server-held", &area.desk(&["held"]));
    kept("tungnha-server-verify", &area.desk(&["verify"]));
    let error = area.try_desk(&[
        "enrol",
        "--unit",
        "xã Ia Dom",
        "--role",
        "police",
        "--name",
        "A",
    ]);
    assert_eq!(error.refused(), "refused");
    kept("tungnha-server-error", &error.document());
}

#[test]
fn generated_document_of_the_sample() {
    let directory = tempfile::tempdir().expect("a directory");
    let out = directory.path().join("sheets");
    let order = [
        "--commune",
        "Cẩm Tân",
        "--today",
        "2026-12-02",
        "--dirty",
        "--json",
        "--out",
    ];
    let sample = Ran::of(Command::new(built("tungnha-sample")).args(order).arg(&out));
    is_kept::<Value>("tungnha-sample", &sample.done(), directory.path());

    let file = directory.path().join("file");
    std::fs::write(&file, "").expect("written");
    let failed = Ran::of(Command::new(built("tungnha-sample")).args(order).arg(&file));
    assert_eq!(failed.refused(), "failed");
    is_kept::<Value>("tungnha-sample-error", &failed.document(), directory.path());
}
