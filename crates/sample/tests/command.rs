//! The program: its files, its one JSON document, its exit codes.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(out: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tungnha-sample"))
        .arg("--out")
        .arg(out)
        .args(more)
        .output()
        .expect("the program runs")
}

#[test]
fn the_same_arguments_write_the_same_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
    let arguments = [
        "--commune",
        "cam-tan",
        "--dirty",
        "--today",
        "2024-12-02",
        "--json",
    ];
    for out in [&one, &two] {
        let output = run(out, &arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty());
        let report: Value = serde_json::from_slice(&output.stdout).expect("one document");
        let files = report["files"].as_array().expect("files");
        assert_eq!(files.len(), 5);
        assert_eq!(files[0]["file"], "cam-tan.xlsx");
        assert_eq!(files[0]["eligible"], 5756);
        assert_eq!(files[0]["not_collected"], 2073);
        assert_eq!(report["as_of"], "2024-12-02");
    }
    let mut names = 0;
    for entry in fs::read_dir(&one).expect("the folder") {
        let name = entry.expect("a file").file_name();
        let bytes = |out: &Path| fs::read(out.join(&name)).expect("the file");
        assert!(bytes(&one) == bytes(&two), "{}", name.display());
        names += 1;
    }
    assert_eq!(names, 5);
    let expected = fs::read_to_string(one.join("expected.json")).expect("the file");
    let expected: Value = serde_json::from_str(&expected).expect("JSON");
    assert_eq!(expected.as_array().map(Vec::len), Some(40));
    let campaign = fs::read_to_string(one.join("campaign-cam-tan.json")).expect("the file");
    let campaign: Value = serde_json::from_str(&campaign).expect("JSON");
    assert_eq!(campaign["reference_date"], "2024-12-02");
    assert_eq!(campaign["close_at"], "2024-12-22T22:00:00+07:00");
}

#[test]
fn wrong_usage_is_2_and_failure_is_1() {
    let folder = tempfile::tempdir().expect("a folder");
    for wrong in [
        ["--commune", "Cẩm"],
        ["--today", "2024-13-01"],
        ["--seed", "x"],
        ["--colour", "red"],
    ] {
        let output = run(folder.path(), &wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(output.stdout.is_empty());
    }
    let file = folder.path().join("file");
    fs::write(&file, "").expect("a file");
    let output = run(&file, &["--commune", "cam-lien", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_slice(&output.stdout).expect("one document");
    assert_eq!(document["error"]["code"], "failed");
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"));
}
