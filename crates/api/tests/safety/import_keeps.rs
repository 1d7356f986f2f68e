//! A list takes nothing away that it does not speak of: households, hamlets, ids, phones stay as the book has them.

use crate::import::{Desk, ROLL, blank, without};
use tungnha_core::words::{App, ResidentState, Stage};

/// The police's list of D-42: no hamlet, no door, nothing but people and their accounts.
const APPROVED: &str = "\
DANH SÁCH TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ (Tính đến ngày 12/11/2026)
STT;Họ và tên;Số định danh cá nhân;Tình trạng VNeID
1;NGUYỄN VĂN AN;003060000001;Đã phê duyệt mức 2, chưa kích hoạt
2;TRAN THI BINH;003163000002;Đã phê duyệt mức 2, chưa kích hoạt
3;Nguyễn Thị Cúc;003190000003;Mức 2 đã kích hoạt
4;Lê Văn Giang;003085000005;Đã phê duyệt mức 2, chưa kích hoạt
5;Phạm Thị Hà;003171000006;Đã phê duyệt mức 2, chưa kích hoạt
";

#[test]
fn a_list_of_accounts_leaves_everybody_at_home() {
    let desk = Desk::with(ROLL);
    let (people, doors) = (desk.people(), desk.doors());
    assert_eq!((people.len(), doors), (6, 3));
    let preview = desk.read(APPROVED);
    assert_eq!((preview.new, preview.changed, preview.undecided), (0, 5, 0));
    let names: Vec<_> = preview.hamlets.iter().map(|hamlet| &hamlet.name).collect();
    assert_eq!(names, ["Thôn Phú Lai", "Thôn Đông Hạ"]);
    let report = desk.take();
    assert_eq!(
        (report.added, report.households_added, report.hamlets_added),
        (0, 0, 0)
    );
    assert_eq!(report.deltas, 5, "an account each, and nothing else");
    assert_eq!((desk.people(), desk.doors()), (people, doors));
    assert_eq!(
        desk.official("Trần Thị Bình", App::Vneid),
        [(2, Stage::Approved, Some("12/11/2026".into()))]
    );
    let again = desk.read(APPROVED);
    assert_eq!((again.new, again.changed, again.same), (0, 0, 5));
    assert_eq!(desk.take().deltas, 0);
}

#[test]
fn a_list_without_a_column_takes_nothing_of_it_away() {
    let desk = Desk::with(ROLL);
    let (people, doors) = (desk.people(), desk.doors());
    let columns = [
        "Thôn",
        "Mã hộ",
        "Họ tên chủ hộ",
        "Ngõ",
        "Số nhà",
        "Ngày sinh",
        "Giới tính",
        "Số CCCD",
        "Số CMND",
        "Số điện thoại",
        "Cư trú",
        "Tình trạng VNeID",
    ];
    for column in columns {
        for list in [without(column), blank(column)] {
            // Without a birth date the year is the id's, without a sex the id's too.
            let preview = desk.read(&list);
            assert_eq!(preview.refused_rows, 0, "{column}: {:?}", preview.refused);
            assert_eq!(preview.new, 0, "{column}: {:?}", preview.doubts);
            let report = desk.take();
            assert_eq!(
                (report.households_added, report.hamlets_added, report.deltas),
                (0, 0, 0),
                "{column}"
            );
            assert_eq!(
                (desk.people(), desk.doors()),
                (people.clone(), doors),
                "{column}"
            );
        }
    }
}

#[test]
fn what_the_list_says_anew_is_taken_and_what_it_leaves_open_stays() {
    let desk = Desk::with(ROLL);
    // A phone, a new number for a house; no id, no CMND, no lane.
    let list = "\
DANH SÁCH NHÂN KHẨU
TT;Thôn;Mã hộ;Số nhà;Họ và tên;Ngày sinh;Giới tính;Số điện thoại
1;Thôn Phú Lai;1;14;Nguyễn Văn An;05/03/1960;Nam;0987000001
2;Thôn Phú Lai;1;14;Trần Thị Bình;12/07/1963;Nữ;
";
    let preview = desk.read(list);
    assert_eq!((preview.new, preview.changed), (0, 1));
    desk.take();
    let people = desk.people();
    let an = people
        .iter()
        .find(|p| p.name == "Nguyễn Văn An")
        .expect("An");
    assert_eq!(an.phones, ["0987000001"]);
    assert_eq!(an.personal_id.as_deref(), Some("003060000001"));
    assert_eq!(an.last4.as_deref(), Some("0001"));
    assert_eq!(an.legacy_id9.as_deref(), Some("012345678"));
    let door = ("Ngõ 1", "14", "Nguyễn Văn An", "1");
    let has = &an.door;
    assert_eq!((&*has.0, &*has.1, &*has.2, &*has.3), door);
    let binh = people
        .iter()
        .find(|p| p.name == "Trần Thị Bình")
        .expect("Bình");
    assert_eq!(binh.phones, ["0912000002"]);
    assert_eq!(binh.door, an.door);
    assert_eq!(desk.doors(), 3);
}

#[test]
fn somebody_new_comes_into_the_family_that_the_list_names() {
    let desk = Desk::with(ROLL);
    let list = "\
DANH SÁCH NHÂN KHẨU THÔN PHÚ LAI
TT;Họ tên chủ hộ;Họ và tên;Ngày sinh;Giới tính
1;Lê Văn Dũng;Lê Thị Khuê;11/08/2012;Nữ
";
    let preview = desk.read(list);
    assert_eq!(preview.new, 1);
    assert_eq!(desk.take().households_added, 0);
    let people = desk.people();
    let khue = people
        .iter()
        .find(|p| p.name == "Lê Thị Khuê")
        .expect("Khuê");
    assert_eq!((khue.door.1.as_str(), khue.position), ("7", 3));
}

#[test]
fn the_dead_stay_dead_where_a_list_does_not_speak_of_it() {
    let roll = ROLL.replace("0912000004;Thường trú", "0912000004;Đã chết");
    let desk = Desk::with(&roll);
    let state = |desk: &Desk| {
        let people = desk.people();
        people
            .into_iter()
            .find(|p| p.name == "Lê Văn Dũng")
            .expect("Dũng")
            .state
    };
    assert_eq!(state(&desk), ResidentState::Dead);
    desk.read(&without("Cư trú"));
    assert_eq!(desk.take().deltas, 0);
    assert_eq!(state(&desk), ResidentState::Dead);
}

#[test]
fn a_family_whose_address_is_written_otherwise_stays_together() {
    let desk = Desk::with(ROLL);
    let list = "\
DANH SÁCH CÔNG DÂN THÔN PHÚ LAI
STT;Họ và tên;Số định danh;Địa chỉ
1;Nguyễn Văn An;003060000001;Số 88 Ngõ 6, thôn Phú Lai
2;Trần Thị Bình;003163000002;Số 88 Ngõ 6, thôn Phú Lai
3;Nguyễn Thị Cúc;003190000003;Số 88 Ngõ 6, thôn Phú Lai
4;Lê Văn Dũng;003055000004;Số 7 ngõ 2, thôn Phú Lai
";
    let preview = desk.read(list);
    assert_eq!((preview.new, preview.undecided), (0, 0));
    assert_eq!(desk.take().households_added, 1);
    let homes: Vec<_> = desk
        .people()
        .into_iter()
        .filter(|person| person.door.1 == "88")
        .collect();
    assert_eq!(homes.len(), 3, "{homes:?}");
    desk.read(list);
    assert_eq!(desk.take().deltas, 0);
}
