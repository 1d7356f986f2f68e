//! The day that goes well: one list, one evening without a network, one sync, one confirmed list.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tungnha_tests::workbook::{Cells, part};
use tungnha_tests::{Area, CommandLine, text as argument};

use crate::door::{Named, app, claims, each, row_of, text, verified, waiting, who_needs, work};

const HAMLETS: [&str; 2] = ["Thôn Phú Lai", "Thôn Bằng Lợi"];
const VOLUNTEER: &str = "Nguyễn Thị Mai";
const RETURN_REASON: &str = "Chưa thấy trên hệ thống, xin làm lại";

#[test]
fn from_the_list_to_the_confirmed_list() {
    let mut area = Area::new();
    let list = area.sheet("cam-tan.xlsx");
    let police = area.enrol("police", "Lê Văn Sơn", &[]);
    takes_the_list_once(&police, &list);
    police.run(&["sync"]);

    let volunteer = area.enrol("volunteer", VOLUNTEER, &HAMLETS);
    volunteer.run(&["sync"]);
    sees_two_hamlets_and_nothing_secret(&volunteer, &list);

    area.stop();
    let evening = an_evening_offline(&volunteer);
    area.serve();
    let synced = volunteer.run(&["sync"]);
    assert_eq!(
        (&synced["requests"], &synced["sent"]),
        (&json!(1), &json!(5))
    );
    assert_eq!(work(&volunteer, "unsent"), 0);
    assert_eq!(work(&volunteer, "waiting"), 2);

    decides(&police, &evening);
    hears_of_both(&volunteer, &evening);

    let file = area.path().join("danh-sach.xlsx");
    let exported = police.run(&["export", "confirmation-list", argument(&file)]);
    assert_eq!(exported["rows"], 1);
    the_sheet_says(&file, &list, &evening.confirmed);
    the_sheet_prints_as_the_office_wants(&file);

    verified(&police);
    verified(&volunteer);
    assert_eq!(area.desk(&["verify"])["ok"], true);
}

/// The evening's two people: one whose claim will be confirmed, one whose will be returned.
struct Evening {
    confirmed: Named,
    returned: Named,
}

fn takes_the_list_once(police: &CommandLine, list: &Path) {
    let list = argument(list);
    let preview = police.run(&["import", list, "--dry-run"]);
    let appendix = json!({
        "not_collected": 2073,
        "level1_activated": 881,
        "level1_approved": 84,
        "level2_activated": 2412,
        "level2_approved": 306,
    });
    assert_eq!(preview["counts"], appendix);
    assert_eq!(preview["refused"], json!([]));
    assert_eq!(each(&preview, "hamlets").len(), 11);
    assert_eq!(work(police, "unsent"), 0, "a dry run changes nothing");

    let first = police.run(&["import", list]);
    assert_eq!(first["added"], preview["people"]);
    let unsent = work(police, "unsent");
    assert_eq!(first["deltas"], unsent);
    let again = police.run(&["import", list]);
    assert_eq!((&again["added"], &again["changed"]), (&json!(0), &json!(0)));
    assert_eq!(
        (&again["same"], &again["deltas"]),
        (&first["added"], &json!(0))
    );
    assert_eq!(work(police, "unsent"), unsent);
}

fn sees_two_hamlets_and_nothing_secret(volunteer: &CommandLine, list: &Path) {
    let everybody = volunteer.attempt(&["list"]);
    let people = everybody.done();
    let hamlets: BTreeSet<&str> = each(&people, "people")
        .iter()
        .map(|row| text(row, "hamlet"))
        .collect();
    assert_eq!(hamlets, BTreeSet::from(HAMLETS));

    let door = Named::of(&each(&people, "people")[0]).household;
    let door = volunteer.attempt(&["visit", &door, "--outcome", "absent"]);
    // Taken back: the evening has not begun. The two statements travel with the evening's.
    volunteer.run(&["retract", text(&door.done(), "id")]);
    let sheet = Cells::of(list);
    let secrets: BTreeSet<String> = sheet
        .rows()
        .flat_map(|row| [sheet.text(row, 'E'), sheet.text(row, 'L')])
        .filter(|cell| cell.len() >= 9 && cell.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    assert!(
        secrets.len() > 10_000,
        "{} ids and telephone numbers",
        secrets.len()
    );
    for said in [everybody.out, door.out] {
        let words = said.split(|sign: char| !sign.is_ascii_alphanumeric());
        let shown: Vec<&str> = words.filter(|word| secrets.contains(*word)).collect();
        assert_eq!(shown, Vec::<&str>::new());
    }
    assert_eq!(
        volunteer.refused(&["export", "confirmation-list", "x.xlsx"]),
        "not_allowed"
    );
}

fn an_evening_offline(volunteer: &CommandLine) -> Evening {
    assert_eq!(volunteer.refused(&["sync"]), "no_connection");
    let found = volunteer.run(&["list", "--find", "dang thi hoa"]);
    let found: Vec<Named> = each(&found, "people").iter().map(Named::of).collect();
    let hoa = found.into_iter().find(|one| one.name == "Đặng Thị Hoà");
    let hoa = hoa.expect("typed without tone marks, she is found");
    let other = who_needs(volunteer, "activate_level2")
        .into_iter()
        .find(|one| one.household != hoa.household)
        .expect("somebody else to activate");

    let before = work(volunteer, "unsent");
    let visit = volunteer.run(&["visit", &hoa.household, "--outcome", "met"]);
    for resident in [&hoa.id, &other.id] {
        volunteer.run(&[
            "record",
            resident,
            "--app",
            "vneid",
            "--level",
            "2",
            "--stage",
            "activated",
            "--visit",
            text(&visit, "id"),
        ]);
    }
    assert_eq!(work(volunteer, "unsent"), before + 3);
    let card = row_of(volunteer, &hoa.id);
    assert_eq!(app(&card, "vneid")["unsent"], true);
    let said = volunteer
        .command(&["status"])
        .output()
        .expect("it runs")
        .stdout;
    let said = String::from_utf8(said).expect("UTF-8");
    assert!(said.contains(&format!("unsent {}", before + 3)), "{said}");
    Evening {
        confirmed: hoa,
        returned: other,
    }
}

fn decides(police: &CommandLine, evening: &Evening) {
    police.run(&["sync"]);
    let items = waiting(police);
    assert_eq!(items.len(), 2);
    for item in &items {
        assert_eq!(item["volunteers"], json!([VOLUNTEER]));
        assert_eq!(item["outcome"], "met");
        let decision = if text(&item["person"], "id") == evening.confirmed.id {
            police.run(&[&["review", "confirm"], &claims(item)[..]].concat())
        } else {
            let order = [
                &["review", "return", "--reason", RETURN_REASON],
                &claims(item)[..],
            ];
            police.run(&order.concat())
        };
        assert_eq!(decision["claims"], 1);
    }
    assert_eq!(waiting(police), Vec::<Value>::new());
    police.run(&["sync"]);
}

fn hears_of_both(volunteer: &CommandLine, evening: &Evening) {
    volunteer.run(&["sync"]);
    let status = volunteer.run(&["status"]);
    let work = &status["work"];
    assert_eq!(
        (&work["confirmed"], &work["returned"]),
        (&json!(1), &json!(1))
    );
    assert_eq!((&work["waiting"], &work["unsent"]), (&json!(0), &json!(0)));
    let returned = &each(&status["my_work"], "returned")[0];
    assert_eq!(text(returned, "name"), evening.returned.name);
    assert_eq!(text(returned, "reason"), RETURN_REASON);
    assert_eq!(text(returned, "reviewer"), "Lê Văn Sơn");
    let confirmed = &each(&status["my_work"], "confirmed")[0];
    assert_eq!(text(confirmed, "name"), evening.confirmed.name);

    let card = row_of(volunteer, &evening.confirmed.id);
    assert_eq!(app(&card, "vneid")["token"], "confirmed");
    let card = row_of(volunteer, &evening.returned.id);
    assert_eq!(app(&card, "vneid")["token"], "returned");
    assert_eq!(app(&card, "vneid")["returned_because"], RETURN_REASON);
    assert_eq!(app(&card, "vneid")["next"], "do_again");
}

/// The confirmation list, read back cell by cell against the list that police brought.
fn the_sheet_says(file: &Path, list: &Path, who: &Named) {
    let sheet = Cells::of(file);
    assert_eq!(sheet.text(1, 'A'), "CÔNG AN XÃ CẨM TÂN");
    assert_eq!(sheet.text(1, 'F'), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert_eq!(sheet.text(2, 'F'), "Độc lập - Tự do - Hạnh phúc");
    assert!(
        sheet.text(3, 'F').starts_with("Cẩm Tân, ngày "),
        "{}",
        sheet.text(3, 'F')
    );
    let header = sheet.row_of('A', "TT");
    let columns = [
        "TT",
        "Họ và tên",
        "Ngày sinh",
        "Số định danh",
        "Thôn, địa chỉ",
        "Ứng dụng, mức",
        "Ngày thực hiện",
        "Người hướng dẫn, đơn vị",
        "Xác nhận (ai, lúc nào)",
        "Ghi chú",
    ];
    for (letter, name) in ('A'..).zip(columns) {
        assert_eq!(sheet.text(header, letter), name);
    }

    let row = header + 1;
    assert_eq!(sheet.text(row, 'A'), "1");
    assert_eq!(sheet.text(row, 'B'), who.name);
    // Of those with her name, the one whose address is the row's.
    let roll = Cells::of(list);
    let of_roll = roll.rows().find(|at| {
        let (hamlet, lane, house) = (
            roll.text(*at, 'I'),
            roll.text(*at, 'J'),
            roll.text(*at, 'K'),
        );
        let address = sheet.text(row, 'E');
        roll.text(*at, 'B') == who.name
            && address.contains(&hamlet)
            && address.contains(&lane)
            && address.contains(&format!("số {house}"))
    });
    let of_roll = of_roll.expect("the roll has the person at this address");
    assert_eq!(sheet.text(row, 'C'), roll.text(of_roll, 'C'));
    let id = sheet.at(row, 'D');
    assert!(
        matches!(id, calamine::Data::String(text) if text.len() == 12),
        "{id:?}"
    );
    assert_eq!(id.to_string(), roll.text(of_roll, 'E'));
    assert_eq!(sheet.text(row, 'F'), "VNeID mức 2: đã kích hoạt");
    let done = sheet.text(row, 'G');
    assert!(done.len() == 10 && done.split('/').count() == 3, "{done}");
    let unit = "Đoàn Thanh niên xã Cẩm Tân";
    assert_eq!(sheet.text(row, 'H'), format!("{VOLUNTEER}, {unit}"));
    let confirmation = sheet.text(row, 'I');
    assert!(confirmation.starts_with("Lê Văn Sơn, "), "{confirmation}");
    assert!(confirmation.ends_with(&done), "{confirmation}");
    assert_eq!(sheet.text(row, 'J'), "");
    assert!(sheet.row_of('A', "NGƯỜI LẬP BIỂU") > row);
    assert!(sheet.row_of('F', "TRƯỞNG CÔNG AN XÃ") > row);
}

fn the_sheet_prints_as_the_office_wants(file: &Path) {
    let page = part(file, "xl/worksheets/sheet1.xml");
    let setup = page.split("<pageSetup").nth(1).expect("a page setup");
    let setup = setup.split("/>").next().unwrap_or_default();
    assert!(setup.contains("orientation=\"landscape\""), "{setup}");
    assert!(setup.contains("paperSize=\"9\""), "A4: {setup}");
    let header = Cells::of(file).row_of('A', "TT");
    let book = part(file, "xl/workbook.xml");
    let titles = format!("'Danh sách xác nhận'!${header}:${header}");
    assert!(
        book.contains("_xlnm.Print_Titles") && book.contains(&titles),
        "{book}"
    );
    let cells = header_and_row_fonts(file, &page, header);
    assert_eq!(cells, BTreeSet::from(["Times New Roman".to_owned()]));
}

/// The fonts of every cell of the header and of the first row below it.
fn header_and_row_fonts(file: &Path, page: &str, header: u32) -> BTreeSet<String> {
    let styles = part(file, "xl/styles.xml");
    let fonts: Vec<&str> = between(&styles, "<fonts", "</fonts>")
        .split("<font>")
        .skip(1)
        .map(|font| between(font, "<name val=\"", "\""))
        .collect();
    let formats: Vec<usize> = between(&styles, "<cellXfs", "</cellXfs>")
        .split("<xf ")
        .skip(1)
        .map(|format| {
            between(format, "fontId=\"", "\"")
                .parse()
                .expect("a number")
        })
        .collect();
    let mut used = BTreeSet::new();
    for row in [header, header + 1] {
        let row = between(page, &format!("<row r=\"{row}\""), "</row>");
        for cell in row.split("<c ").skip(1) {
            let format: usize = between(cell, " s=\"", "\"").parse().expect("a number");
            used.insert(fonts[formats[format]].to_owned());
        }
    }
    used
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let after = text.split_once(from).map(|(_, after)| after);
    let found = after.and_then(|after| after.split_once(to));
    found
        .map(|(found, _)| found)
        .unwrap_or_else(|| panic!("no {from} … {to}"))
}

/// Nothing of a confirmation list stays on the device that wrote it.
#[test]
fn an_exported_list_lies_only_where_it_was_asked_for() {
    let mut area = Area::new();
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let file: PathBuf = area.path().join("list.xlsx");
    let exported = police.run(&["export", "confirmation-list", argument(&file)]);
    assert_eq!(exported["path"], argument(&file));
    assert!(file.is_file());
    let left = std::fs::read_dir(police.home().join("exports"));
    assert_eq!(left.into_iter().flatten().count(), 0);
}
