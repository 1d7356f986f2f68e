//! One person twice in the roll: proposed, merged, seen once everywhere, and apart again.

use crate::book::{Phone, Roll, claim};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_api::payload::{ImportPreview, ImportReport, JobOutcome};
use tungnha_core::DeltaId;
use tungnha_core::body::{Identity, Resident};
use tungnha_core::words::{App, Role, Stage};

/// A desk with Nguyễn Thị Mai twice at one door, of one birth year; the second was met and activated.
fn desk() -> (Phone, Roll, DeltaId) {
    let mut roll = Roll::new();
    let twin = roll.office.says(Resident {
        of: None,
        household: roll.household,
        name: "Nguyễn Thị Mai".into(),
        birth_year: Some(1990),
        sex: None,
        last4: Some("4417".into()),
        position: Some(2),
    });
    roll.office.says(claim(twin, App::Ihanoi, Stage::LoggedIn));
    let phone = Phone::new(Role::Police);
    phone.take(&roll.office);
    (phone, roll, twin)
}

fn pairs(phone: &Phone, state: &str) -> Vec<Value> {
    let page = phone.call(
        "duplicates",
        json!({ "hamlet": null, "state": state, "offset": 0, "limit": 100 }),
    );
    page["items"].as_array().expect("items").clone()
}

fn people_at(phone: &Phone, roll: &Roll) -> Vec<Value> {
    let door = phone.call("door", json!({ "household": roll.household.to_string() }));
    door["people"].as_array().expect("people").clone()
}

fn found(phone: &Phone) -> usize {
    let people = phone.call("find", json!({ "text": "nguyen thi mai", "limit": 20 }));
    people.as_array().expect("people").len()
}

fn decide(phone: &Phone, resident: DeltaId, other: DeltaId, same: bool) -> String {
    let decision =
        json!({ "resident": resident.to_string(), "other": other.to_string(), "same": same });
    let saved = phone.call("decide_duplicates", json!({ "decisions": [decision] }));
    saved["ids"][0].as_str().expect("an id").to_owned()
}

#[test]
fn one_who_gave_way_is_seen_nowhere_counts_once_and_comes_back() {
    let (phone, roll, twin) = desk();
    let mai = roll.people[0];
    let open = pairs(&phone, "open");
    assert_eq!(open.len(), 1, "{open:?}");
    let evidence = open[0]["evidence"].as_array().expect("evidence");
    assert!(evidence.contains(&json!("same_name")) && evidence.contains(&json!("same_door")));
    assert_eq!((people_at(&phone, &roll).len(), found(&phone)), (2, 2));
    let hamlet = |phone: &Phone| phone.call("hamlets", json!({}));
    let before = hamlet(&phone);

    let decision = decide(&phone, twin, mai, true);
    let people = people_at(&phone, &roll);
    assert_eq!((people.len(), found(&phone)), (1, 1));
    assert_eq!(people[0]["id"], json!(mai.to_string()));
    // What the list knew of the other is known of this one, and what was claimed of the other too.
    assert_eq!(people[0]["last4"], json!("4417"));
    let apps = people[0]["apps"].as_array().expect("apps");
    let ihanoi = apps
        .iter()
        .find(|app| app["app"] == "ihanoi")
        .expect("an app");
    assert_eq!(ihanoi["stage"], json!("logged_in"));
    assert_ne!(hamlet(&phone), before, "counted once");
    assert!(pairs(&phone, "open").is_empty());
    let same = pairs(&phone, "same");
    assert_eq!(same[0]["gives_way"]["id"], json!(twin.to_string()));
    assert_eq!(same[0]["decided"]["own"], json!(true));
    phone.write(|txn| {
        let verified = txn.verify()?;
        assert_eq!(verified.differences, Vec::<String>::new());
        Ok(())
    });

    phone.call("retract", json!({ "delta": decision }));
    assert_eq!((people_at(&phone, &roll).len(), found(&phone)), (2, 2));
    assert_eq!(hamlet(&phone), before);
    assert_eq!(pairs(&phone, "open").len(), 1);
}

#[test]
fn two_people_are_not_asked_about_again() {
    let (phone, roll, twin) = desk();
    decide(&phone, twin, roll.people[0], false);
    assert!(pairs(&phone, "open").is_empty());
    assert_eq!(pairs(&phone, "different").len(), 1);
    assert_eq!(people_at(&phone, &roll).len(), 2);
    // The last word holds.
    decide(&phone, roll.people[0], twin, true);
    let people = people_at(&phone, &roll);
    assert_eq!(
        (people.len(), &people[0]["id"]),
        (1, &json!(twin.to_string()))
    );
}

#[test]
fn two_numbers_are_two_people_and_only_the_office_decides() {
    let (phone, mut roll, twin) = desk();
    for (resident, id) in [(roll.people[0], "001190000001"), (twin, "001190000002")] {
        roll.office.says(Identity {
            resident,
            birth: None,
            personal_id: Some(id.into()),
            phones: None,
            residence: None,
            legacy_id9: None,
        });
    }
    phone.take(&roll.office);
    assert!(pairs(&phone, "open").is_empty());
    let volunteer = Phone::new(Role::Volunteer);
    let asked = json!({ "hamlet": null, "state": "open", "offset": 0, "limit": 10 });
    assert_eq!(
        volunteer.refused("duplicates", asked),
        ErrorCode::NotAllowed
    );
}

const LIST: &str = "\
DANH SÁCH NHÂN KHẨU THÔN PHÚ LAI
TT;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Họ tên chủ hộ
1;Nguyễn Thị Hằng;05/03/1990;Nữ;003190123451;Nguyễn Thị Hằng
2;Trần Văn Đức;31/01/1950;Nam;003050000002;Trần Văn Đức
3;Nguyễn Thị Hằng;05/03/1990;Nữ;003190123451;Trần Văn Đức
";

fn job(phone: &Phone, name: &str, args: Value) -> JobOutcome {
    let job = phone.call(name, args)["job"].as_u64().expect("a job");
    let job = u32::try_from(job).expect("a number");
    phone.device.wait_for(job, &mut |_| {}).expect("it ends")
}

fn read(phone: &Phone) -> ImportPreview {
    let sheet = json!({ "name": "ds.csv", "bytes_base64": STANDARD.encode(LIST) });
    match job(phone, "import_preview_start", sheet) {
        JobOutcome::Preview(preview) => preview,
        other => panic!("{other:?}"),
    }
}

fn take(phone: &Phone) -> ImportReport {
    match job(phone, "import_start", json!({})) {
        JobOutcome::Imported(report) => report,
        other => panic!("{other:?}"),
    }
}

fn choose(phone: &Phone, preview: &ImportPreview, reason: &str, choice: &str) -> Value {
    let doubt = preview.doubts.iter().find(|card| card.reason == reason);
    let doubt = doubt.unwrap_or_else(|| panic!("{:?}", preview.doubts));
    let decision =
        json!({ "sheet": doubt.sheet, "row": doubt.row, "reason": reason, "choice": choice });
    phone.call("import_decide", json!({ "decisions": [decision] }))
}

#[test]
fn a_row_decided_to_be_the_same_person_is_never_added_also_next_week() {
    let phone = Phone::new(Role::Police);
    let preview = read(&phone);
    assert_eq!((preview.new, preview.undecided > 0), (3, true));
    let decided = choose(&phone, &preview, "duplicate_id", "same");
    assert_eq!((&decided["new"], &decided["again"]), (&json!(2), &json!(1)));
    assert_eq!(take(&phone).added, 2);
    let again = read(&phone);
    assert_eq!(
        (again.new, again.changed, again.same, again.again),
        (0, 0, 2, 1)
    );
    assert_eq!(take(&phone).deltas, 0);
}

#[test]
fn a_list_with_somebody_twice_duplicates_nobody_when_it_comes_again() {
    let phone = Phone::new(Role::Police);
    read(&phone);
    assert_eq!(take(&phone).added, 3);
    let again = read(&phone);
    assert_eq!((again.new, again.changed, again.same), (0, 0, 3));
    // Merged by hand: next week's list adds nobody either.
    let open = pairs(&phone, "open");
    assert_eq!(open.len(), 1);
    assert!(
        open[0]["evidence"]
            .as_array()
            .expect("some")
            .contains(&json!("same_id"))
    );
    let id = |who: &str| {
        open[0][who]["id"]
            .as_str()
            .expect("an id")
            .parse()
            .expect("an id")
    };
    decide(&phone, id("gives_way"), id("stays"), true);
    read(&phone);
    take(&phone);
    let settled = read(&phone);
    assert_eq!(
        (settled.new, settled.changed, settled.same, settled.again),
        (0, 0, 2, 1)
    );
}

#[test]
fn what_is_left_out_comes_back_with_its_reason() {
    let phone = Phone::new(Role::Police);
    let preview = read(&phone);
    let decided = choose(&phone, &preview, "duplicate_id", "leave_out");
    assert_eq!(
        (&decided["new"], &decided["refused_rows"]),
        (&json!(2), &json!(1))
    );
    let file = phone.call("import_refused", json!({ "save": false }));
    assert_eq!(file["rows"], json!(1));
    take(&phone);
    let after = phone.call("import_refused", json!({ "save": false }));
    assert_eq!(after["rows"], json!(1), "also after it was taken in");
    let log = phone.call("exports", json!({ "offset": 0, "limit": 9 }));
    let line = &log["lines"][0];
    assert_eq!(
        (&log["total"], &line["list"], &line["rows"]),
        (&json!(2), &json!("refused_rows"), &json!(1)),
        "what left is said"
    );
    let wrong = json!({ "decisions": [{ "sheet": "Trang 1", "row": 5, "reason": "duplicate_id", "choice": "stay" }] });
    read(&phone);
    assert_eq!(phone.refused("import_decide", wrong), ErrorCode::BadInput);
}
