//! Exit codes, help, and where the PIN comes from.

use clap::{Command as Program, CommandFactory as _};
use std::process::Command;
use tungnha_tests::{Area, CommandLine, Ran, built, text};

fn programs() -> [Program; 3] {
    [
        tungnha_sample::cli::Arguments::command(),
        tungnha_server::cli::Arguments::command(),
        tungnha_cli::args::Args::command(),
    ]
}

/// A command and all its subcommands.
fn with_subcommands(program: Program) -> Vec<Program> {
    let below = program
        .get_subcommands()
        .cloned()
        .flat_map(with_subcommands);
    let below: Vec<Program> = below.collect();
    [program].into_iter().chain(below).collect()
}

#[test]
fn every_command_and_argument_has_its_help() {
    for command in programs().into_iter().flat_map(with_subcommands) {
        let name = command.get_name().to_owned();
        assert!(
            command.get_about().is_some(),
            "{name} says nothing of itself"
        );
        for argument in command.get_arguments() {
            assert!(
                argument.get_help().is_some(),
                "{name}: no help for {}",
                argument.get_id()
            );
        }
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for program in ["tungnha", "tungnha-server", "tungnha-sample"] {
        for asked in ["--help", "--version"] {
            let ran = Ran::of(Command::new(built(program)).arg(asked));
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
            assert!(ran.out.contains(program), "{ran:?}");
        }
    }
}

#[test]
fn wrong_usage_is_2_and_says_so_where_it_is_asked_for() {
    let wrong: [(&str, &[&str]); 8] = [
        ("tungnha", &[]),
        ("tungnha", &["--home", "nowhere", "dance"]),
        (
            "tungnha",
            &["--home", "nowhere", "visit", "x", "--outcome", "happy"],
        ),
        ("tungnha", &["--home", "nowhere", "review", "return", "x"]),
        (
            "tungnha",
            &["--home", "nowhere", "--pin", "135790", "status"],
        ),
        (
            "tungnha-server",
            &[
                "enrol", "--role", "king", "--unit", "x", "--data", "nowhere",
            ],
        ),
        ("tungnha-server", &["serve"]),
        ("tungnha-sample", &["--out", "nowhere", "--seed", "x"]),
    ];
    for (program, arguments) in wrong {
        let for_people = Ran::of(Command::new(built(program)).args(arguments));
        assert_eq!(for_people.code, Some(2), "{for_people:?}");
        assert_eq!(for_people.out, "");
        assert!(!for_people.err.is_empty());
        let for_machines = Ran::of(Command::new(built(program)).args(arguments).arg("--json"));
        assert_eq!(for_machines.code, Some(2), "{for_machines:?}");
        assert_eq!(for_machines.document()["error"]["code"], "usage");
        assert!(!for_machines.err.is_empty());
    }
}

#[test]
fn the_pin_is_never_an_argument() {
    for command in with_subcommands(tungnha_cli::args::Args::command()) {
        for argument in command.get_arguments() {
            let names = [argument.get_long(), Some(argument.get_id().as_str())];
            assert!(!names.contains(&Some("pin")), "{}", command.get_name());
        }
    }
}

#[test]
fn without_a_pin_and_without_anybody_to_ask_nothing_opens() {
    let mut area = Area::new();
    let police = area.enrol("police", "Lê Văn Sơn", &[]);
    // A session without a terminal has nobody to ask.
    let ran = Ran::of(
        Command::new("setsid")
            .arg("--wait")
            .arg(built("tungnha"))
            .args(["--home", text(police.home()), "status", "--json"])
            .env_remove("TUNGNHA_PIN"),
    );
    assert_eq!(ran.refused(), "wrong_pin");
}

#[test]
fn errors_for_people_go_to_standard_error_alone() {
    let nowhere = tempfile::tempdir()
        .expect("a directory")
        .path()
        .join("nowhere");
    let device = CommandLine::new(&nowhere, "135790");
    let ran = Ran::of(&mut device.command(&["status"]));
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(
        ran.err.starts_with("tungnha: this device is not enrolled"),
        "{}",
        ran.err
    );
    assert!(!nowhere.exists(), "a mistyped folder was made");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut area = Area::new();
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let mut listing = police.spawn(&["list"]);
    drop(listing.stdout.take());
    assert_eq!(listing.wait().expect("it ends").code(), Some(0));
}
