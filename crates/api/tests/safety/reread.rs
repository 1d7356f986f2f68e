//! Everything that goes out as a file, read again by LibreOffice, a program that is not ours, and held cell by cell
//! against what the device shows: names that a spreadsheet would like to compute, numbers that begin with a nought.

use crate::book::{Author, Phone, Roll, claim, now};
use crate::foreign::{lines, tables};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tungnha_api::payload::JobOutcome;
use tungnha_core::DeltaId;
use tungnha_core::body::{
    Absence, Account, Eligibility, Household, Identity, IneligibleReason, Resident, Visit,
};
use tungnha_core::words::{self, AbsenceReason, App, Outcome, Role, Source, Stage};

/// (name, lane, house): what a spreadsheet would compute, what no letter may be lost of.
const PEOPLE: [(&str, &str, &str); 7] = [
    ("=1+1", "ngõ 5", "0012"),
    ("+84", "=HYPERLINK(\"http://example.org\",\"x\")", "-7"),
    ("-Siu H’Blưk", "ngách 3/1, \"cũ\"", "12/3"),
    ("@SUM(A1:A9)", "'01", "1e3"),
    (
        "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên",
        "xóm; mới",
        "007",
    ),
    ("Rơ Mah H'Bĭt", "03/04", "3-4"),
    ("Đặng Thuỳ Trâm Ưởng", "ngõ 5", "12"),
];
/// Those that are spreadsheets, and what `list_preview` calls all.
const TABLES: [&str; 5] = [
    "confirmation",
    "absent",
    "ineligible",
    "approved_not_activated",
    "not_collected",
];

fn id_of(at: usize) -> String {
    format!("00119000000{at}")
}

/// A police device on which every list names somebody.
fn desk() -> Phone {
    let mut roll = Roll::new();
    let mut police = Author::new(5, "Công An", Role::Police);
    let mut volunteer = Author::new(3, "=Đỗ Văn Bình", Role::Volunteer);
    let people: Vec<DeltaId> = (0..PEOPLE.len()).map(|at| lives(&mut roll, at)).collect();
    for (at, resident) in people.iter().copied().enumerate() {
        roll.office.says(Identity {
            resident,
            birth: None,
            personal_id: Some(id_of(at)),
            phones: Some(format!("091200000{at},024000000{at}")),
            residence: None,
            legacy_id9: None,
        });
        police.says(Absence {
            resident,
            reason: AbsenceReason::OtherProvince,
            place: Some(format!("=Bình Dương & {at}")),
            until: None,
        });
        if at < 3 {
            volunteer.says(claim(resident, App::Vneid, Stage::Activated));
        } else if at < 5 {
            police.says(Account {
                source: Source::PoliceEntry,
                level: 2,
                ..claim(resident, App::Vneid, Stage::Approved)
            });
        }
    }
    let unfit = people.last().copied().expect("people");
    police.says(Eligibility {
        resident: unfit,
        standing: words::Eligibility::DoNotVisit,
        coarse: None,
    });
    police.says(IneligibleReason {
        resident: unfit,
        reason: words::IneligibleReason::Abroad,
    });
    for hours in [30, 6] {
        let visit = Visit {
            household: roll.household,
            outcome: Outcome::Absent,
            come_back_at: None,
            note: None,
        };
        police.says_at(now().plus(-hours * 3600), visit);
    }
    let phone = Phone::new(Role::Police);
    for author in [&roll.office, &police, &volunteer] {
        phone.take(author);
    }
    let waiting = phone.call(
        "review_list",
        json!({ "hamlet": null, "volunteer": null, "app": null, "state": "waiting", "too_old": null, "after": null, "offset": 0, "limit": 50 }),
    );
    for item in waiting["items"].as_array().expect("items") {
        phone.call(
            "review",
            json!({ "claims": item["claims"], "decision": "confirmed", "quick": null, "reason": null }),
        );
    }
    phone
}

fn lives(roll: &mut Roll, at: usize) -> DeltaId {
    let (name, lane, house) = PEOPLE[at];
    let household = roll.office.says(Household {
        of: None,
        hamlet: roll.hamlets[at % 2],
        lane: Some(lane.into()),
        house: Some(house.into()),
        head: Some(name.into()),
        code: None,
        venue: None,
    });
    roll.office.says(Resident {
        of: None,
        household,
        name: name.into(),
        birth_year: Some(1990),
        sex: None,
        last4: Some(format!("000{at}")),
        position: Some(1),
    })
}

fn bytes(out: &Value) -> Vec<u8> {
    let text = out["bytes_base64"].as_str().expect("bytes");
    STANDARD.decode(text).expect("base64")
}

fn export(phone: &Phone, list: &str, format: &str) -> Vec<u8> {
    bytes(&phone.call(
        "export_list",
        json!({ "list": list, "hamlet": null, "format": format, "save": false }),
    ))
}

fn preview(phone: &Phone, list: &str) -> Value {
    phone.call(
        "list_preview",
        json!({ "list": list, "hamlet": null, "limit": 500 }),
    )
}

fn texts(cells: &Value) -> Vec<String> {
    let cells = cells.as_array().expect("cells").iter();
    cells
        .map(|cell| cell.as_str().expect("a text").to_owned())
        .collect()
}

/// Header, headings and rows of a list as the screen shows them.
fn shown(page: &Value) -> Vec<Vec<String>> {
    let mut all = vec![texts(&page["columns"])];
    for group in page["groups"].as_array().expect("groups") {
        all.extend(group["heading"].as_str().map(|text| vec![text.to_owned()]));
        let rows = group["rows"].as_array().expect("rows").iter();
        all.extend(rows.map(texts));
    }
    all
}

#[test]
fn every_cell_of_every_list_is_what_the_device_shows() {
    let phone = desk();
    let books: Vec<(String, Vec<u8>)> = TABLES
        .iter()
        .map(|list| (format!("{list}.xlsx"), export(&phone, list, "xlsx")))
        .collect();
    let books: Vec<(&str, Vec<u8>)> = books
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    let tables = tables(&books);
    for (list, read) in TABLES.iter().zip(&tables) {
        let page = preview(&phone, list);
        let expected = shown(&page);
        assert!(expected.len() > 1, "{list} names nobody");
        let at = read.iter().position(|row| row[0] == "TT");
        let table = &read[at.unwrap_or_else(|| panic!("{list}: {read:?}"))..];
        for (row, told) in expected.iter().zip(table) {
            assert_eq!(told[..row.len()], row[..], "{list}");
            // A heading goes over the whole row.
            assert!(told[row.len()..].iter().all(String::is_empty), "{list}");
        }
        let below: Vec<String> = table[expected.len()..].concat();
        for total in texts(&page["totals"]) {
            assert!(below.contains(&total), "{list}: {total}");
        }
        let all = read.concat().join("\n");
        let title = page["title"].as_str().expect("a title");
        assert!(all.contains(title), "{list}: {title}");
    }
    every_word_is_whole(&phone, &tables);
    log_says_so(&phone, &TABLES);
}

/// What went into the device, against what came out: the preview alone could be wrong in the same way.
fn every_word_is_whole(phone: &Phone, read: &[Vec<Vec<String>>]) {
    let [confirmation, absent, _, approved, _] = read else {
        panic!("five tables");
    };
    let row_of = |table: &[Vec<String>], name: &str| -> Vec<String> {
        let found = table
            .iter()
            .find(|row| row.get(1).is_some_and(|cell| cell == name));
        found
            .cloned()
            .unwrap_or_else(|| panic!("{name}: {table:?}"))
    };
    for (at, (name, lane, house)) in PEOPLE.iter().enumerate().take(3) {
        let row = row_of(confirmation, name);
        assert_eq!(row[3], id_of(at));
        assert!(row[4].contains(&format!("số {house}, {lane}")), "{row:?}");
        assert!(row[7].starts_with("=Đỗ Văn Bình"), "{row:?}");
        assert!(row[8].starts_with("Phạm Thị Lan, "), "{row:?}");
    }
    for (at, (name, ..)) in PEOPLE.iter().enumerate().take(5).skip(3) {
        assert_eq!(row_of(approved, name)[3], format!("000{at}"));
        let row = row_of(absent, name);
        assert!(row[5].ends_with(&format!("=Bình Dương & {at}")), "{row:?}");
        assert_eq!(row[7], format!("091200000{at}\n024000000{at}"));
    }
    assert_eq!(preview(phone, "confirmation")["rows"], 3);
}

/// Every file that left stands in the log with as many rows as it has, the last first.
fn log_says_so(phone: &Phone, left: &[&str]) {
    let log = phone.call("exports", json!({ "offset": 0, "limit": 50 }));
    assert_eq!(log["total"], left.len());
    let lines = log["lines"].as_array().expect("lines");
    for (line, list) in lines.iter().zip(left.iter().rev()) {
        assert_eq!(line["list"], **list);
        assert_eq!(line["rows"], preview(phone, list)["rows"]);
    }
}

#[test]
fn every_document_says_cell_after_cell_what_the_device_shows() {
    let phone = desk();
    let files: Vec<(String, Vec<u8>)> = TABLES
        .iter()
        .chain(&["slips"])
        .map(|list| (format!("{list}.docx"), export(&phone, list, "docx")))
        .collect();
    let files: Vec<(&str, Vec<u8>)> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    let mut read = lines(&files);
    let slips = read.pop().expect("the slips");
    for (list, told) in TABLES.iter().zip(&read) {
        let page = preview(&phone, list);
        let mut expected: Vec<String> = Vec::new();
        for cell in shown(&page)
            .concat()
            .into_iter()
            .chain(texts(&page["totals"]))
        {
            expected.extend(cell.split('\n').map(str::to_owned));
        }
        let at = told.iter().position(|line| line == "TT");
        let at = at.unwrap_or_else(|| panic!("{list}: {told:?}"));
        assert_eq!(told[at..at + expected.len()], expected[..], "{list}");
    }
    for row in preview(&phone, "slips")["groups"][0]["rows"]
        .as_array()
        .expect("rows")
    {
        let [_, to, address, lacking] = &texts(row)[..] else {
            panic!("{row}");
        };
        let mut expected = vec![
            format!("Kính gửi: {to}"),
            address.clone(),
            "Theo sổ của xã, gia đình mình còn:".into(),
        ];
        expected.extend(lacking.split('\n').map(|line| format!("- {line}")));
        let found = slips.windows(expected.len()).any(|part| part == expected);
        assert!(found, "{expected:?} in {slips:?}");
    }
}

const LIST: &str = "\
DANH SÁCH NHÂN KHẨU THÔN PHÚ LAI
TT;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Số điện thoại;Ghi chú
1;Nguyễn Thị Hằng;05/03/1990;Nữ;003190123451;0912000001;
2;=Trần Văn Đức;31/02/1950;Nam;003050000002;0912000002;=1+1
3;Lê Văn Tám;;Nam;001090000003;0243000003;@SUM(A1)
4;Lê Văn Chín;05/03/1990;Nam;01090000004;0243000004;+84
";

#[test]
fn refused_rows_come_back_as_they_were_written() {
    let phone = Phone::new(Role::Police);
    let sheet = json!({ "name": "ds.csv", "bytes_base64": STANDARD.encode(LIST) });
    let job = phone.call("import_preview_start", sheet)["job"].as_u64();
    let job = u32::try_from(job.expect("a job")).expect("a number");
    let ended = phone.device.wait_for(job, &mut |_| {}).expect("it ends");
    let JobOutcome::Preview(preview) = ended else {
        panic!("{ended:?}");
    };
    let refused = bytes(&phone.call("import_refused", json!({ "save": false })));
    let read = tables(&[("refused.xlsx", refused)]).remove(0);
    assert_eq!(read.len(), 1 + preview.refused_rows as usize);
    assert!(read.len() > 2, "{read:?}");
    for row in &read[1..] {
        let source = LIST
            .lines()
            .nth(row[2].parse::<usize>().expect("a row") - 1);
        let written: Vec<&str> = source.expect("a line").split(';').collect();
        assert_eq!(row[4..4 + written.len()], written[..]);
        assert!(row[0].ends_with('.'), "a reason in words: {row:?}");
    }
}
