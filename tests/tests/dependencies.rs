//! Dependencies point downwards only, and the words and laws at the bottom touch nothing of the machine.

use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each package of the workspace, from the top down, with the packages of the workspace it may build upon.
///
/// The window and the browser see `api` and nothing below it; devices and the server meet in `protocol`. A new
/// package, or a new line between two, is a decision: it is made here, and argued in `docs/adr`.
const MAY_USE: &[(&str, &[&str])] = &[
    // Measures each part by itself, so it sees them all; nothing is built upon it.
    (
        "tungnha-bench",
        &[
            "tungnha-api",
            "tungnha-sync",
            "tungnha-store",
            "tungnha-server",
            "tungnha-sample",
            "tungnha-sheets",
            "tungnha-protocol",
            "tungnha-core",
            // The line that tests cut is the one that is measured.
            "tungnha-tests",
        ],
    ),
    ("tungnha-app", &["tungnha-api", "tungnha-print"]),
    ("tungnha-bridge", &["tungnha-api", "tungnha-print"]),
    ("tungnha-cli", &["tungnha-api"]),
    (
        "tungnha-api",
        &[
            "tungnha-sync",
            "tungnha-store",
            "tungnha-sheets",
            "tungnha-protocol",
            "tungnha-core",
        ],
    ),
    // A session reads and writes the device's file.
    (
        "tungnha-sync",
        &["tungnha-store", "tungnha-protocol", "tungnha-core"],
    ),
    ("tungnha-store", &["tungnha-protocol", "tungnha-core"]),
    (
        "tungnha-server",
        &["tungnha-sheets", "tungnha-protocol", "tungnha-core"],
    ),
    ("tungnha-sample", &["tungnha-sheets", "tungnha-core"]),
    // Typesetting is a desk's: a phone and the command line are built without it.
    ("tungnha-print", &["tungnha-sheets", "tungnha-core"]),
    ("tungnha-sheets", &["tungnha-core"]),
    ("tungnha-protocol", &["tungnha-core"]),
    ("tungnha-core", &[]),
    // Drives the programs from outside; what it needs of the crates it needs as a test.
    ("tungnha-tests", &[]),
];

/// What `core` may not name: each is a door to a disk, a network, a clock or chance.
const NOT_IN_CORE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::io",
    "std::time",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "rand",
    "getrandom",
    "chrono",
    "tokio",
    "println!",
    "dbg!",
];

/// Packages outside the workspace that `core` builds upon: none of them reads or writes anything.
const CORE_USES: &[&str] = &["serde", "thiserror", "unicode-normalization", "uuid"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The packages of the workspace, as cargo tells them; nothing is asked of the network.
fn packages() -> Vec<Json> {
    let told = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo answers");
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let metadata: Json = serde_json::from_slice(&told.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json[key].as_str().unwrap_or_default()
}

/// What a package builds upon: `normal` and `build`, or also `dev`.
fn dependencies(package: &Json, with_dev: bool) -> BTreeSet<String> {
    let all = package["dependencies"].as_array().expect("dependencies");
    all.iter()
        .filter(|dependency| with_dev || text(dependency, "kind") != "dev")
        .map(|dependency| text(dependency, "name").to_owned())
        .collect()
}

#[test]
fn every_package_builds_upon_what_stands_below_it() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let packages = packages();
    let names: BTreeSet<String> = packages
        .iter()
        .map(|p| text(p, "name").to_owned())
        .collect();
    let listed: BTreeSet<String> = allowed.keys().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        names, listed,
        "the packages and the table of this test differ"
    );
    for package in &packages {
        let name = text(package, "name");
        for used in dependencies(package, false).intersection(&names) {
            assert!(
                allowed[name].contains(&used.as_str()),
                "{name} may not build upon {used}; see MAY_USE in {}",
                file!()
            );
        }
    }
}

/// The table itself points downwards: nothing reaches a package that stands above it.
#[test]
fn the_table_has_one_direction() {
    for (at, (name, below)) in MAY_USE.iter().enumerate() {
        for used in *below {
            let place = MAY_USE.iter().position(|(other, _)| other == used);
            assert!(
                place.is_some_and(|place| place > at),
                "{name} uses {used}, which is not below it"
            );
        }
    }
}

/// Tests may look further than the code they test, but not upwards into what is built on it. The end-to-end tests
/// stand above everything.
#[test]
fn tests_do_not_reach_upwards() {
    let packages = packages();
    let place = |name: &str| MAY_USE.iter().position(|(other, _)| *other == name);
    for package in packages
        .iter()
        .filter(|p| text(p, "name") != "tungnha-tests")
    {
        let name = text(package, "name");
        for used in dependencies(package, true) {
            let Some(below) = place(&used) else { continue };
            assert!(
                place(name) < Some(below),
                "{name} uses {used}, which stands above it"
            );
        }
    }
}

#[test]
fn core_builds_upon_words_and_numbers_only() {
    let packages = packages();
    let core = packages
        .iter()
        .find(|p| text(p, "name") == "tungnha-core")
        .expect("core");
    let allowed: BTreeSet<String> = CORE_USES.iter().map(|name| (*name).to_owned()).collect();
    let used = dependencies(core, false);
    assert!(
        used.is_subset(&allowed),
        "core builds upon {:?}",
        used.difference(&allowed)
    );
}

#[test]
fn core_names_no_disk_no_network_no_clock_and_no_chance() {
    let mut files = Vec::new();
    sources(&root().join("crates/core/src"), &mut files);
    assert!(
        files.len() > 10,
        "only {} sources of core were found",
        files.len()
    );
    for file in files {
        let source = fs::read_to_string(&file).expect("a source");
        for (at, line) in (1..).zip(source.lines()) {
            let code = line.split("//").next().unwrap_or_default();
            for word in NOT_IN_CORE {
                assert!(!names(code, word), "{}:{at} names {word}", file.display());
            }
        }
    }
}

/// Whether `code` names `word` as a word of its own: `rand` is not in `grand` or `brand_new`.
fn names(code: &str, word: &str) -> bool {
    let part_of_a_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(part_of_a_word) && !after.is_some_and(part_of_a_word)
    })
}

#[test]
fn a_word_is_found_only_as_a_word() {
    assert!(names("use std::fs;", "std::fs"));
    assert!(names("std::time::SystemTime::now()", "SystemTime"));
    assert!(names("rand::random()", "rand"));
    assert!(!names("let operand = brand + grand;", "rand"));
    assert!(!names("use crate::time::Instant;", "std::time"));
}

/// All Rust files below `folder`.
fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
