//! The inbox at the command line: listed, decided, told.

use crate::office::Office;
use crate::{claim, roll};
use serde_json::{Value, json};
use tungnha_core::Body;
use tungnha_core::body::Absence;
use tungnha_core::words::AbsenceReason;

/// The document and how the program ended.
fn ran(office: &Office, arguments: &[&str]) -> (Value, Option<i32>) {
    let output = office.run(&[arguments, &["--json"]].concat());
    let document = serde_json::from_slice(&output.stdout).expect("one document");
    (document, output.status.code())
}

#[test]
fn an_officer_works_through_the_inbox() {
    let office = Office::made();
    let server = office.serve(&[]);
    let mut police = office.enrol(&["--role", "police", "--name", "Nguyễn Văn An"]);
    let (_, people) = roll(&mut police);
    police.exchange();
    let who = [
        "--role",
        "volunteer",
        "--name",
        "Trần Thị Bình",
        "--hamlet",
        "Phú Tân",
    ];
    let mut volunteer = office.enrol(&who);
    volunteer.exchange();
    let bodies: [Body; 4] = [
        claim(people[1]).into(),
        Absence {
            resident: people[1],
            reason: AbsenceReason::AtWork,
            place: None,
            until: None,
        }
        .into(),
        claim(people[1]).into(),
        claim(people[1]).into(),
    ];
    let ids = bodies.map(|body| volunteer.write(body).to_string());
    volunteer.exchange();

    let listed = office.json(&["held"]);
    assert_eq!(office.json(&["held", "list"]), listed);
    assert_eq!(listed["held"].as_array().map(Vec::len), Some(4));
    assert_eq!(listed["copied"], json!([]));
    let subject = people[1].to_string();
    assert_eq!(
        listed["held"][0]["says"],
        json!({"kind": "account", "subject": subject, "app": "vneid", "level": 1, "stage": "activated"})
    );
    assert_eq!(
        listed["held"][1]["says"],
        json!({"kind": "absence", "subject": subject})
    );
    assert!(listed["held"][0]["stamped"].is_string());

    let (admitted, code) = ran(&office, &["held", "admit", &ids[0], "--by", "Lê Văn Sơn"]);
    assert_eq!(code, Some(0));
    assert_eq!(admitted["decided"][0]["id"], ids[0]);
    assert_eq!(admitted["decided"][0]["decision"], "admitted");
    assert_eq!(
        admitted["decided"][0]["admission"]["member"],
        "Trần Thị Bình"
    );
    assert_eq!(admitted["refused"], json!([]));
    let (again, code) = ran(&office, &["held", "admit", &ids[0], "--by", "Lê Văn Sơn"]);
    assert_eq!(
        (&again["refused"][0]["why"], code),
        (&json!("not_held"), Some(1))
    );

    let to = people[0].to_string();
    let reassign = [
        "held",
        "reassign",
        &ids[2],
        "--by",
        "Lê Văn Sơn",
        "--to",
        &to,
    ];
    let (reassigned, code) = ran(&office, &reassign);
    assert_eq!(code, Some(0));
    assert_eq!(reassigned["decided"][0]["decision"], "reassigned");
    assert!(reassigned["decided"][0]["again"].is_string());

    let members = office.json(&["members"]);
    let members = members["members"].as_array().expect("members");
    let member = members.iter().find(|m| m["name"] == "Trần Thị Bình");
    let member = member.expect("the volunteer")["member"]
        .as_str()
        .expect("an id");
    let none = [
        "held",
        "reject",
        "--of",
        member,
        "--reason",
        "revoked",
        "--by",
        "A",
        "--because",
        "B",
    ];
    assert_eq!(ran(&office, &none).0["decided"], json!([]));
    let rest = [
        "held",
        "reject",
        "--of",
        member,
        "--by",
        "Lê Văn Sơn",
        "--because",
        "Nhầm thôn",
    ];
    let (rejected, code) = ran(&office, &rest);
    assert_eq!(
        (rejected["decided"].as_array().map(Vec::len), code),
        (Some(2), Some(0))
    );
    assert_eq!(office.json(&["held"])["held"], json!([]));
    assert_eq!(office.json(&["verify"])["ok"], true);
    server.stop();
}

#[test]
fn wrong_usage_decides_nothing() {
    let office = Office::made();
    let id = format!("{:032x}-1", 7);
    let code = |arguments: &[&str]| office.run(arguments).status.code();
    assert_eq!(code(&["held", "admit", "--by", "A"]), Some(2));
    assert_eq!(code(&["held", "admit", &id]), Some(2));
    assert_eq!(code(&["held", "admit", "7", "--by", "A"]), Some(2));
    assert_eq!(code(&["held", "reject", &id, "--by", "A"]), Some(2));
    assert_eq!(
        code(&["held", "reject", &id, "--by", "A", "--because", " "]),
        Some(2)
    );
    assert_eq!(code(&["held", "admit", &id, "--by", " "]), Some(2));
    let member = format!("{:032x}", 7);
    let wrong = [
        "held", "admit", "--of", &member, "--reason", "rejected", "--by", "A",
    ];
    assert_eq!(code(&wrong), Some(2));
    assert_eq!(
        code(&["held", "admit", &id, "--reason", "revoked", "--by", "A"]),
        Some(2)
    );
    assert_eq!(code(&["held", "admit", &id, "--by", "A"]), Some(1));
}
