//! What the server cannot admit is held with a reason that its author sees, and is never dropped.

use serde_json::{Value, json};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tungnha_tests::workbook::{Resident, write_list};
use tungnha_tests::{Area, CommandLine, text as argument};

use crate::door::{Named, each, record, text, verified, waiting, work};

const AN: Resident = Resident {
    name: "Lê Văn An",
    birth: "05/03/1970",
    sex: "Nam",
    personal_id: "039070000001",
    hamlet: "Thôn Phú Lai",
};
const BINH: Resident = Resident {
    name: "Bùi Thị Bình",
    birth: "07/08/1980",
    sex: "Nữ",
    personal_id: "039180000002",
    hamlet: "Thôn Phú Lai",
};
const CUC: Resident = Resident {
    name: "Hà Thị Cúc",
    birth: "09/10/1990",
    sex: "Nữ",
    personal_id: "039190000003",
    hamlet: "Thôn Bằng Lợi",
};

fn imports(police: &CommandLine, area: &Area, residents: &[Resident]) -> Value {
    let file = area.path().join("small.xlsx");
    write_list(&file, residents);
    let report = police.run(&["import", argument(&file)]);
    police.run(&["sync"]);
    report
}

fn named(device: &CommandLine, name: &str) -> Named {
    let found = device.run(&["list", "--find", name]);
    Named::of(
        each(&found, "people")
            .first()
            .expect("somebody of that name"),
    )
}

/// The device shows `count` held statements, all for `reason`, in both forms; nothing is unsent, no held
/// claim waits for a reviewer, and the server's inbox has the same.
fn all_held(device: &CommandLine, area: &Area, count: usize, reason: &str) {
    let status = device.run(&["status"]);
    let held = each(&status["my_work"], "held");
    let reasons: Vec<&str> = held.iter().map(|card| text(card, "reason")).collect();
    assert_eq!(reasons, vec![reason; count]);
    assert_eq!(
        (&status["work"]["held"], &status["work"]["unsent"]),
        (&json!(count), &json!(0))
    );
    assert_eq!(
        status["work"]["waiting"], status["work"]["received"],
        "what is held waits for nobody"
    );
    let lines = device
        .command(&["status"])
        .output()
        .expect("it runs")
        .stdout;
    let lines = String::from_utf8(lines).expect("UTF-8");
    assert_eq!(
        lines.matches(&format!("({reason})")).count(),
        count,
        "{lines}"
    );

    let inbox = area.desk(&["held"]);
    let inbox = each(&inbox, "held");
    assert_eq!(inbox.len(), count);
    for card in held {
        let of_server = inbox.iter().find(|of_server| of_server["id"] == card["id"]);
        let of_server = of_server.expect("the inbox has it");
        assert_eq!(
            (&of_server["reason"], &of_server["kind"]),
            (&card["reason"], &card["kind"])
        );
    }
    verified(device);
    assert_eq!(area.desk(&["verify"])["ok"], true);
}

#[test]
fn a_person_who_moved_out_of_scope_meanwhile() {
    let mut area = Area::new();
    let police = area.enrol("police", "Lê Văn Sơn", &[]);
    imports(&police, &area, &[AN, BINH, CUC]);
    let volunteer = area.enrol("volunteer", "Nguyễn Thị Mai", &["Phú Lai"]);
    volunteer.run(&["sync"]);
    assert_eq!(volunteer.run(&["list"])["total"], 2);

    let moved = Resident {
        hamlet: CUC.hamlet,
        ..AN
    };
    assert_eq!(imports(&police, &area, &[moved, BINH, CUC])["changed"], 1);
    record(
        &volunteer,
        &named(&volunteer, AN.name).id,
        "vneid",
        1,
        "activated",
    );
    record(
        &volunteer,
        &named(&volunteer, BINH.name).id,
        "vneid",
        1,
        "activated",
    );
    volunteer.run(&["sync"]);
    all_held(&volunteer, &area, 1, "out_of_scope");
    assert_eq!(
        work(&volunteer, "received"),
        1,
        "one bad statement blocks no other"
    );
    police.run(&["sync"]);
    assert_eq!(waiting(&police).len(), 1);
}

#[test]
fn work_in_a_hamlet_granted_before_still_counts() {
    let mut area = Area::new();
    let police = area.enrol("police", "Lê Văn Sơn", &[]);
    imports(&police, &area, &[AN, BINH, CUC]);
    let volunteer = area.enrol("volunteer", "Nguyễn Thị Mai", &["Phú Lai"]);
    volunteer.run(&["sync"]);
    record(
        &volunteer,
        &named(&volunteer, AN.name).id,
        "vneid",
        1,
        "activated",
    );
    let member = area.member("Nguyễn Thị Mai");
    area.desk(&["assign", "--member", &member, "--hamlet", "Bằng Lợi"]);
    volunteer.run(&["sync"]);
    let status = volunteer.run(&["status"]);
    assert_eq!(
        (&status["work"]["received"], &status["work"]["held"]),
        (&json!(1), &json!(0))
    );
    police.run(&["sync"]);
    assert_eq!(waiting(&police).len(), 1);
    let hamlets: Vec<&str> = each(&status, "hamlets")
        .iter()
        .map(|one| text(one, "name"))
        .collect();
    assert!(hamlets.contains(&"Thôn Bằng Lợi"), "{hamlets:?}");
}

#[test]
fn a_revoked_member_may_still_hand_in_and_reads_nothing() {
    let mut area = Area::new();
    let police = area.enrol("police", "Lê Văn Sơn", &[]);
    imports(&police, &area, &[AN, CUC]);
    let volunteer = area.enrol("volunteer", "Nguyễn Thị Mai", &["Phú Lai"]);
    volunteer.run(&["sync"]);
    let an = named(&volunteer, AN.name);
    area.desk(&["revoke", "--member", &area.member("Nguyễn Thị Mai")]);
    imports(&police, &area, &[AN, BINH, CUC]);

    volunteer.run(&["visit", &an.household, "--outcome", "met"]);
    record(&volunteer, &an.id, "vneid", 1, "activated");
    assert_eq!(volunteer.refused(&["sync"]), "revoked");
    let synced = &volunteer.run(&["status"])["last_sync"];
    assert_eq!(
        (&synced["sent"], &synced["received"]),
        (&json!(2), &json!(0))
    );
    all_held(&volunteer, &area, 2, "revoked");
    assert_eq!(volunteer.run(&["list"])["total"], 1);
    police.run(&["sync"]);
    assert_eq!(waiting(&police).len(), 0);
}

/// Seconds from now until the close: enough to make ready in, on a busy machine more.
const UNTIL_CLOSE: [u64; 3] = [8, 30, 120];

#[test]
fn an_evening_that_is_received_after_the_close() {
    let ready = UNTIL_CLOSE
        .iter()
        .find_map(|seconds| ready_before_the_close(*seconds));
    let (area, police, volunteer, close) = ready.expect("ready within two minutes");
    // What is received within the second of the close is in time.
    let late = close + Duration::from_secs(1);
    let an = named(&volunteer, AN.name);
    record(&volunteer, &an.id, "vneid", 1, "activated");
    while SystemTime::now() < late {
        std::thread::park_timeout(late.duration_since(SystemTime::now()).unwrap_or_default());
    }
    volunteer.run(&["visit", &an.household, "--outcome", "met"]);
    volunteer.run(&["sync"]);
    all_held(&volunteer, &area, 2, "after_close");
    police.run(&["sync"]);
    assert_eq!(waiting(&police).len(), 0);
    // A list that comes too late is held as well, and stays on the device.
    let late = imports(&police, &area, &[AN, BINH]);
    assert_eq!(late["added"], 1);
    assert!(work(&police, "held") > 0);
}

/// A commune whose campaign closes in `seconds`, with a volunteer who has the list; nothing when making
/// it took longer than that.
fn ready_before_the_close(seconds: u64) -> Option<(Area, CommandLine, CommandLine, SystemTime)> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    let close = UNIX_EPOCH + Duration::from_secs(since + seconds);
    let moment = chrono::DateTime::<chrono::Utc>::from(close).to_rfc3339();
    let mut area = Area::with_campaign(|campaign| campaign["close_at"] = json!(moment));
    let police = area.enrol("police", "Lê Văn Sơn", &[]);
    imports(&police, &area, &[AN, CUC]);
    let volunteer = area.enrol("volunteer", "Nguyễn Thị Mai", &["Phú Lai"]);
    volunteer.run(&["sync"]);
    (SystemTime::now() < close).then_some((area, police, volunteer, close))
}
