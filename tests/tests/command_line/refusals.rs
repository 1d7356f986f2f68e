//! What is refused, and by which code. Every refusal is exit code 1, one document for machines, and a
//! sentence for people.

use std::fs;
use tungnha_tests::{Area, CommandLine, text};

/// Ids of the right form of which no device has heard.
const NOBODY: &str = "00000000000040008000000000000000-1";

struct Commune {
    area: Area,
    police: CommandLine,
    volunteer: CommandLine,
    household: String,
    resident: String,
}

impl Commune {
    fn new() -> Self {
        let mut area = Area::new();
        let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
        let volunteer = area.enrol("volunteer", "Nguyễn Thị Mai", &["Tân Lập"]);
        volunteer.run(&["sync"]);
        let list = volunteer.run(&["list", "--lacking", "vneid", "--limit", "1"]);
        let person = &list["people"][0]["person"];
        let id = |field: &str| person[field].as_str().expect("an id").to_owned();
        let (household, resident) = (id("household"), id("id"));
        Self {
            area,
            police,
            volunteer,
            household,
            resident,
        }
    }
}

#[test]
fn enrolment() {
    let mut area = Area::new();
    let device = area.device();
    for order in [
        &["status"][..],
        &["list"],
        &["sync"],
        &["verify"],
        &["review"],
    ] {
        assert_eq!(device.refused(order), "not_enrolled");
    }
    assert_eq!(
        device.refused(&["enrol", "https://example.com"]),
        "bad_link"
    );
    let link = area.link("police", "Lê Văn Sơn", &[]);
    let short = device.with_pin("12345");
    assert_eq!(short.refused(&["enrol", &link]), "pin_too_short");
    device.run(&["enrol", &link]);
    assert_eq!(device.refused(&["enrol", &link]), "already_enrolled");
    assert_eq!(area.device().refused(&["enrol", &link]), "code_refused");
    let never = link.replace("code=", "code=ZZZZZ-");
    assert_eq!(area.device().refused(&["enrol", &never]), "code_refused");
    assert_eq!(device.with_pin("000000").refused(&["status"]), "wrong_pin");
    assert_eq!(device.run(&["status"])["state"], "open");
}

#[test]
fn ids_and_words() {
    let of = Commune::new();
    let volunteer = &of.volunteer;
    let claim = ["--app", "vneid", "--level", "1", "--stage", "activated"];
    let unknown: [&[&str]; 6] = [
        &["visit", NOBODY, "--outcome", "met"],
        &["visit", &of.resident, "--outcome", "met"],
        &[&["record", NOBODY][..], &claim].concat(),
        &[&["record", &of.household][..], &claim].concat(),
        &["retract", NOBODY],
        &["list", "--hamlet", "Thôn Không Có"],
    ];
    for order in unknown {
        assert_eq!(volunteer.refused(order), "not_found", "{order:?}");
    }
    assert_eq!(
        of.police.refused(&["review", "confirm", NOBODY]),
        "not_found"
    );
    let not_a_claim = of.police.refused(&["review", "confirm", &of.resident]);
    assert_eq!(not_a_claim, "not_found");
    assert_eq!(
        volunteer.refused(&["visit", "12", "--outcome", "met"]),
        "bad_input"
    );
    let stage = [
        "record",
        &of.resident,
        "--app",
        "vneid",
        "--level",
        "1",
        "--stage",
        "happy",
    ];
    assert_eq!(volunteer.refused(&stage), "bad_input");
    let blank = ["review", "return", &of.resident, "--reason", " "];
    assert_eq!(of.police.refused(&blank), "bad_input");
    let status = volunteer.run(&["status"]);
    assert_eq!(status["work"]["unsent"], 0, "what is refused is not saved");
}

#[test]
fn roles() {
    let mut of = Commune::new();
    let list = of.area.sheet("dirty-cam-tan.xlsx");
    let file = of.area.path().join("list.xlsx");
    let office_only: [&[&str]; 5] = [
        &["import", text(&list)],
        &["import", text(&list), "--dry-run"],
        &["review"],
        &["review", "confirm", &of.resident],
        &["export", "confirmation-list", text(&file)],
    ];
    for order in office_only {
        assert_eq!(of.volunteer.refused(order), "not_allowed", "{order:?}");
    }
    assert!(!file.exists());
    // Only police approve; a ladder has no such stage; an inspector says nothing.
    let approved = [
        "record",
        &of.resident,
        "--app",
        "vneid",
        "--level",
        "2",
        "--stage",
        "approved",
    ];
    assert_eq!(of.volunteer.refused(&approved), "not_allowed");
    let of_ladder = [
        "record",
        &of.resident,
        "--app",
        "etax",
        "--stage",
        "activated",
    ];
    assert_eq!(of.volunteer.refused(&of_ladder), "not_allowed");
    let others = of.police.run(&["list", "--limit", "1"]);
    let others = others["people"][0]["person"]["id"].as_str().expect("an id");
    assert_eq!(of.volunteer.refused(&["retract", others]), "not_allowed");
    let inspector = of.area.enrol("inspector", "Phạm Thị Thanh", &[]);
    inspector.run(&["sync"]);
    let visit = ["visit", &of.household, "--outcome", "met"];
    assert_eq!(inspector.refused(&visit), "not_allowed");
}

#[test]
fn workbooks() {
    let of = Commune::new();
    let file = |name: &str, bytes: &[u8]| {
        let file = of.area.path().join(name);
        fs::write(&file, bytes).expect("written");
        file
    };
    let whole = fs::read(of.area.sheet("dirty-cam-tan.xlsx")).expect("the list");
    let unreadable = [
        (file("empty.xlsx", b""), "sheet_other_kind"),
        (
            file("words.xlsx", "Danh sách nhân khẩu".as_bytes()),
            "sheet_other_kind",
        ),
        (
            file("torn.xlsx", &whole[..whole.len() / 2]),
            "unreadable_sheet",
        ),
    ];
    for (file, why) in &unreadable {
        let said = of.police.refused(&["import", text(file)]);
        assert_eq!(said, *why, "{file:?}");
        let said = of.police.refused(&["import", text(file), "--dry-run"]);
        assert_eq!(said, *why, "{file:?}");
    }
    let no_list = of.area.path().join("no-list.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet()
        .write_string(0, 0, "Kính gửi")
        .expect("a cell");
    book.save(&no_list).expect("written");
    assert_eq!(of.police.refused(&["import", text(&no_list)]), "no_table");
    let nowhere = of.area.path().join("nowhere.xlsx");
    assert_eq!(of.police.refused(&["import", text(&nowhere)]), "bad_input");
    assert_eq!(of.police.run(&["status"])["work"]["unsent"], 0);
}

#[test]
fn servers() {
    let mut of = Commune::new();
    of.volunteer
        .run(&["visit", &of.household, "--outcome", "met"]);
    of.area.stop();
    assert_eq!(of.volunteer.refused(&["sync"]), "no_connection");
    let link = of.area.link("volunteer", "Trần Văn Bình", &["Tân Lập"]);
    assert_eq!(of.area.device().refused(&["enrol", &link]), "no_connection");
    // Somebody else's server at the same address.
    let other = Area::new();
    of.area.line().lead_to(other.listens_at());
    let ran = of.volunteer.attempt(&["sync"]);
    assert_eq!(ran.refused(), "not_our_server", "{ran:?}");
    of.area.serve();
    assert_eq!(of.volunteer.run(&["sync"])["sent"], 1);
}

#[test]
fn a_key_that_is_no_key_is_set_aside_with_its_file() {
    let of = Commune::new();
    let home = of.volunteer.home();
    let database = fs::read(home.join("device.db")).expect("the device's file");
    fs::write(home.join("device.key"), b"\x81nonsense").expect("written");
    assert_eq!(of.volunteer.refused(&["status"]), "not_enrolled");
    let aside = home.join("set-aside-1");
    assert!(fs::read(aside.join("device.db")).is_ok_and(|aside| aside == database));
    assert!(aside.join("device.key").exists());
}

#[test]
fn a_missing_file_is_told_and_the_device_can_be_enrolled_again() {
    let of = Commune::new();
    let home = of.volunteer.home();
    fs::remove_file(home.join("device.db")).expect("removed");
    assert_eq!(of.volunteer.refused(&["status"]), "file_damaged");
    assert_eq!(of.volunteer.refused(&["status"]), "not_enrolled");
    assert!(home.join("set-aside-1").join("device.key").exists());
}

#[test]
fn a_file_that_does_not_open_is_set_aside_and_never_deleted() {
    let of = Commune::new();
    let home = of.volunteer.home();
    of.volunteer
        .run(&["visit", &of.household, "--outcome", "met"]);
    let database = home.join("device.db");
    let mut bytes = fs::read(&database).expect("the device's file");
    bytes[..4096].fill(0);
    fs::write(&database, &bytes).expect("written");
    assert_eq!(of.volunteer.refused(&["status"]), "file_damaged");
    let aside = fs::read(home.join("set-aside-1").join("device.db"));
    assert!(
        aside.is_ok_and(|aside| aside == bytes),
        "it lies aside as it was"
    );
    assert_eq!(of.volunteer.refused(&["status"]), "not_enrolled");
}
