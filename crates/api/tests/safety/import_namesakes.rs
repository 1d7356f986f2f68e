//! Two people of one name: never made one, never swapped, never dropped without a word.

use crate::foreign::tables;
use crate::import::{Desk, ROLL};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

const HEADER: &str =
    "DANH SÁCH NHÂN KHẨU\nTT;Thôn;Họ tên chủ hộ;Số nhà;Họ và tên;Năm sinh;Giới tính;Số CCCD\n";

fn list(rows: &[&str]) -> String {
    HEADER.to_owned() + &rows.join("\n") + "\n"
}

/// (hamlet, house, last four) of everybody of that name.
fn called(desk: &Desk, name: &str) -> Vec<(String, String, Option<String>)> {
    let people = desk
        .people()
        .into_iter()
        .filter(|person| person.name == name);
    people
        .map(|person| (person.hamlet, person.door.1, person.last4))
        .collect()
}

const HOA: &str = "1;Thôn Phú Lai;Nguyễn Thị Hoa;12;Nguyễn Thị Hoa;1960;Nữ;003160000001";
/// Another, of one name and year, without an id.
const OTHER_HOA: &str = "2;Thôn Phú Lai;Lê Văn Sáu;30;Nguyễn Thị Hoa;1960;Nữ;";

#[test]
fn a_new_namesake_without_an_id_comes_in_beside_the_one_whom_the_book_has() {
    for rows in [[HOA, OTHER_HOA], [OTHER_HOA, HOA]] {
        let desk = Desk::with(&list(&[HOA]));
        let preview = desk.read(&list(&rows));
        assert_eq!(
            (preview.new, preview.same, preview.again),
            (1, 1, 0),
            "{rows:?}"
        );
        assert_eq!(desk.take().added, 1);
        let mut all = called(&desk, "Nguyễn Thị Hoa");
        all.sort();
        let told = all
            .iter()
            .map(|(_, house, last4)| (house.as_str(), last4.as_deref()));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [("12", Some("0001")), ("30", None)],
            "neither took the other's record"
        );
        // Next week both are who they were, whatever the order.
        let next = desk.read(&list(&[rows[1], rows[0]]));
        assert_eq!((next.new, next.changed, next.same), (0, 0, 2));
    }
}

#[test]
fn a_year_alone_at_another_door_is_a_question() {
    let without_id = HOA.trim_end_matches("003160000001");
    let desk = Desk::with(&list(&[without_id]));
    // She alone, at another door: the same who moved, or another?
    let preview = desk.read(&list(&[OTHER_HOA]));
    assert_eq!(preview.undecided, 1);
    assert_eq!(preview.doubts[0].reason, "like_in_book");
    assert_eq!(
        (preview.new, preview.changed),
        (1, 0),
        "nobody's record is taken unasked"
    );
    let same = desk.decide(3, "like_in_book", "same");
    assert_eq!((same.new, same.changed), (0, 1));
    // And in another hamlet.
    let elsewhere = OTHER_HOA.replace("Phú Lai", "Đông Hạ");
    let preview = desk.read(&list(&[&elsewhere]));
    assert_eq!(
        (preview.new, preview.doubts[0].reason.as_str()),
        (1, "like_in_book")
    );
}

#[test]
fn somebody_in_another_hamlet_may_be_another() {
    let desk = Desk::with(ROLL);
    let list = "\
DANH SÁCH NHÂN KHẨU
TT;Thôn;Họ tên chủ hộ;Số nhà;Họ và tên;Ngày sinh;Giới tính
1;Thôn Đông Hạ;Đỗ Văn Tư;44;Nguyễn Thị Cúc;20/10/1990;Nữ
";
    let preview = desk.read(list);
    let doubt = &preview.doubts[0];
    assert_eq!(doubt.reason, "other_hamlet");
    assert_eq!(doubt.choices, ["take", "stay", "two"]);
    let stays = desk.decide(3, "other_hamlet", "stay");
    assert_eq!((stays.new, stays.changed), (0, 0));
    let two = desk.decide(3, "other_hamlet", "two");
    assert_eq!((two.new, two.changed, two.undecided), (1, 0, 0));
    assert_eq!(
        two.doubts[0].decided.as_deref(),
        Some("two"),
        "it can be taken back"
    );
    assert_eq!(desk.take().added, 1);
    let mut all = called(&desk, "Nguyễn Thị Cúc");
    all.sort();
    let told = all
        .iter()
        .map(|(hamlet, house, _)| (hamlet.as_str(), house.as_str()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [("Thôn Phú Lai", "12"), ("Thôn Đông Hạ", "44")]
    );
    // Nobody is asked again, by the list or by the screen of those who may be one.
    let next = desk.read(list);
    assert_eq!((next.new, next.same, next.undecided), (0, 1, 0));
    let asked = json!({ "hamlet": null, "state": "open", "offset": 0, "limit": 10 });
    assert_eq!(desk.0.call("duplicates", asked)["items"], json!([]));
}

#[test]
fn a_row_that_says_somebody_again_is_listed_and_handed_back() {
    let desk = Desk::with(ROLL);
    let an = ROLL
        .lines()
        .nth(2)
        .expect("An")
        .replace(";003060000001;", ";;");
    let preview = desk.read(&(ROLL.to_owned() + &an + "\n"));
    assert_eq!((preview.new, preview.changed, preview.again), (0, 0, 1));
    let again = &preview.again_rows[0];
    assert_eq!((again.row, again.reason.as_str()), (9, "same_row"));
    assert_eq!(again.person.name, "Nguyễn Văn An");
    let place = again.other.place.as_ref().expect("a place");
    assert_eq!((place.row, again.sheet.as_str()), (3, "Trang 1"));
    let handed = || {
        let file = desk.0.call("import_refused", json!({ "save": false }));
        assert_eq!(file["rows"], 1);
        let bytes = STANDARD.decode(file["bytes_base64"].as_str().expect("bytes"));
        tables(&[("refused.xlsx", bytes.expect("base64"))]).remove(0)
    };
    let before = handed();
    assert_eq!(
        before[1][0],
        "Trùng người với một dòng khác trong danh sách. Xem Trang 1, dòng 3."
    );
    assert!(
        before[1].contains(&"Nguyễn Văn An".to_owned()),
        "{before:?}"
    );
    assert!(before[1].contains(&"0912000001".to_owned()), "{before:?}");
    assert_eq!(desk.take().again, 1);
    assert_eq!(handed(), before, "also after it was taken in");
}

#[test]
fn one_of_a_name_and_a_whole_birth_date_at_another_door_is_asked() {
    let desk = Desk::with(ROLL);
    let cuc = "7;Thôn Phú Lai;2;Lê Văn Dũng;Ngõ 2;7;Nguyễn Thị Cúc;20/10/1990;Nữ;;;;Thường trú;\n";
    let list = ROLL.to_owned() + cuc;
    let preview = desk.read(&list);
    assert_eq!((preview.new, preview.again, preview.undecided), (0, 1, 1));
    assert_eq!(preview.again_rows[0].reason, "asked");
    let two = desk.decide(9, "same_name_and_birth", "two");
    assert_eq!((two.new, two.again, two.undecided), (1, 0, 0));
    desk.take();
    let next = desk.read(&list);
    assert_eq!(
        (next.new, next.changed, next.same, next.again),
        (0, 0, 7, 0)
    );
}
