//! The list of refused rows: what it says beside each, that nothing in it is a formula, and that it
//! can be read again once it is mended.

use crate::containers::xlsx;
use crate::table::Sheet;
use crate::{read, today};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;
use tungnha_sheets::refused_list::{RefusedList, write};
use tungnha_sheets::resident_list::ResidentList;

fn written(list: &ResidentList) -> Vec<u8> {
    let refused = RefusedList {
        rows: &list.refused,
        columns: &list.columns,
        day: today(),
    };
    write(&refused).expect("a workbook")
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&name).expect("a sheet");
    assert_eq!(formulas.used_cells().count(), 0, "nothing is a formula");
    let range = book.worksheet_range(&name).expect("a sheet");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    };
    range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

fn dirty() -> ResidentList {
    let sheet = Sheet::of(&[
        "TT|Họ và tên|Dân tộc|Ngày sinh|Giới tính|Số định danh|Ghi chú",
        "I. Thôn Phú Lai",
        "#1|Lê Văn An|Mường|31/02/1990|Nam|003090000001|=1+1",
        "#2|Lê Thị Ba|Kinh|05/03/1991|Nữ|003191000002|",
        "#3|Lê Văn Cả|Kinh|@32937|Nam|3.8095E+10|+84 gọi tối",
    ]);
    read(&xlsx(&sheet.book())).expect("a list")
}

#[test]
fn every_refused_row_stands_beside_its_reason() {
    let cells = cells(&written(&dirty()));
    let rows: Vec<String> = cells.iter().map(|row| row.join("|")).collect();
    assert_eq!(
        rows,
        [
            "Lý do chưa nhận|Trang gốc|Dòng gốc|Cột cần sửa|TT|Họ và tên|Ngày sinh|Giới tính|Số định danh cá nhân|Ghi chú|Thôn",
            "Ngày sinh không có trong lịch. Hãy kiểm tra lại.|Trang 1|3|D|1|Lê Văn An|31/02/1990|Nam|003090000001|=1+1|Thôn Phú Lai",
            "Số định danh bị bảng tính làm mất chữ số. Hãy định dạng ô là Văn bản rồi gõ lại đủ 12 số.|Trang 1|5|F|3|Lê Văn Cả|05/03/1990|Nam|3.8095E+10|+84 gọi tối|Thôn Phú Lai",
        ]
    );
    assert_eq!(written(&dirty()), written(&dirty()), "the same bytes");
}

#[test]
fn what_is_mended_can_be_read_again() {
    let mut rows = cells(&written(&dirty()));
    rows[1][6] = "28/02/1990".into();
    rows[2][8] = "003090000003".into();
    let lines: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let list = read(&xlsx(&Sheet::of(&lines).book())).expect("a list");
    assert_eq!(list.refused, []);
    let people: Vec<_> = list
        .rows
        .iter()
        .map(|row| format!("{} {} {:?}", row.name, row.birth, row.hamlet))
        .collect();
    assert_eq!(
        people,
        [
            "Lê Văn An 28/02/1990 Some(\"Thôn Phú Lai\")",
            "Lê Văn Cả 05/03/1990 Some(\"Thôn Phú Lai\")"
        ]
    );
}

#[test]
fn a_list_without_refusals_is_an_empty_sheet() {
    let sheet = Sheet::of(&["TT|Họ và tên|Năm sinh|Giới tính", "#1|Lê Văn An|#1950|Nam"]);
    let list = read(&xlsx(&sheet.book())).expect("a list");
    assert_eq!(cells(&written(&list)), Vec::<Vec<String>>::new());
}
