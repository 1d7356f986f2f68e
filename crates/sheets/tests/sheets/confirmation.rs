//! The confirmation list, read back cell by cell and looked at as XML.

use calamine::{Data, Range, Reader, Xlsx};
use std::io::{Cursor, Read};
use tungnha_core::birth::BirthDate;
use tungnha_core::personal_id::PersonalId;
use tungnha_core::time::Day;
use tungnha_core::words::{App, Stage};
use tungnha_sheets::confirmation_list::{Confirmation, ConfirmationList, ConfirmationRow, write};

fn day() -> Day {
    Day::from_ymd(2024, 11, 20).expect("a day")
}

fn row() -> ConfirmationRow {
    ConfirmationRow {
        name: "Nguyễn Thị Hoà".into(),
        birth: BirthDate::from_day(1961, 3, 5),
        personal_id: PersonalId::parse("003161000017").ok(),
        address: "Thôn Phú Lai, ngõ 5, số 12".into(),
        app: App::Vneid,
        level: Some(2),
        stage: Stage::Activated,
        done_on: day(),
        helper: "Lê Văn An".into(),
        unit: "Đoàn Thanh niên".into(),
        confirmation: Some(Confirmation {
            by: "Thiếu tá Trần Văn Ký".into(),
            at: day().start().plus(19 * 3600 + 5 * 60),
        }),
        note: String::new(),
    }
}

fn list(rows: Vec<ConfirmationRow>) -> ConfirmationList {
    ConfirmationList {
        superior: Some("CÔNG AN TỈNH THANH HÓA".into()),
        agency: "CÔNG AN XÃ CẨM TÂN".into(),
        number: None,
        place: "Cẩm Tân".into(),
        day: day(),
        scope: vec!["Thôn Phú Lai, từ ngày 02/11/2024 đến ngày 20/11/2024".into()],
        practice: false,
        rows,
        prepared_by: Some("Lê Văn Lập".into()),
        signer_title: "TRƯỞNG CÔNG AN XÃ".into(),
        signed_by: None,
        recipients: vec![],
        stamp: Some("Xuất bởi A & B lúc 17:00 20/11/2024".into()),
    }
}

fn cells(bytes: &[u8]) -> Range<Data> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    book.worksheet_range_at(0).expect("a sheet").expect("cells")
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    range
        .get_value((row, column))
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// The row of the header, from 0.
fn header(range: &Range<Data>) -> u32 {
    (0..30)
        .find(|row| text(range, *row, 0) == "TT")
        .expect("a header")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut xml = String::new();
    let mut file = archive.by_name(name).expect("a part");
    file.read_to_string(&mut xml).expect("text");
    xml
}

#[test]
fn every_cell_stands_where_the_form_has_it() {
    let mut waiting = row();
    waiting.app = App::Ihanoi;
    waiting.level = None;
    waiting.stage = Stage::LoggedIn;
    waiting.birth = BirthDate::from_year(1950);
    waiting.personal_id = None;
    waiting.unit = String::new();
    waiting.confirmation = None;
    let range = cells(&write(&list(vec![row(), waiting])).expect("written"));
    assert_eq!(text(&range, 0, 0), "CÔNG AN TỈNH THANH HÓA");
    assert_eq!(text(&range, 1, 0), "CÔNG AN XÃ CẨM TÂN");
    assert_eq!(text(&range, 0, 5), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert_eq!(text(&range, 1, 5), "Độc lập - Tự do - Hạnh phúc");
    assert_eq!(text(&range, 2, 5), "Cẩm Tân, ngày 20 tháng 11 năm 2024");
    assert_eq!(text(&range, 4, 0), "DANH SÁCH XÁC NHẬN");
    assert_eq!(
        text(&range, 5, 0),
        "Thôn Phú Lai, từ ngày 02/11/2024 đến ngày 20/11/2024"
    );
    let line = |row| {
        (0..10)
            .map(|column| text(&range, row, column))
            .collect::<Vec<_>>()
    };
    let header = header(&range);
    assert_eq!(
        line(header),
        [
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
        ]
    );
    assert_eq!(
        line(header + 1),
        [
            "1",
            "Nguyễn Thị Hoà",
            "05/03/1961",
            "003161000017",
            "Thôn Phú Lai, ngõ 5, số 12",
            "VNeID mức 2: đã kích hoạt",
            "20/11/2024",
            "Lê Văn An, Đoàn Thanh niên",
            "Thiếu tá Trần Văn Ký, 19:05 20/11/2024",
            "",
        ]
    );
    assert_eq!(
        line(header + 2)[2..9],
        [
            "1950",
            "",
            "Thôn Phú Lai, ngõ 5, số 12",
            "iHanoi: đã đăng nhập",
            "20/11/2024",
            "Lê Văn An",
            "Chờ xác nhận"
        ]
    );
    assert_eq!(
        range.get_value((header + 1, 3)),
        Some(&Data::String("003161000017".into()))
    );
    assert_eq!(text(&range, header + 3, 0), "Danh sách có 2 kết quả.");
    assert_eq!(text(&range, header + 5, 0), "NGƯỜI LẬP BIỂU");
    assert_eq!(text(&range, header + 5, 5), "TRƯỞNG CÔNG AN XÃ");
    assert_eq!(text(&range, header + 11, 0), "Lê Văn Lập");
}

#[test]
fn an_empty_list_says_so() {
    let range = cells(&write(&list(vec![])).expect("written"));
    let header = header(&range);
    assert_eq!(
        text(&range, header + 1, 0),
        "Chưa có kết quả nào trong phạm vi của danh sách này."
    );
    assert_eq!(text(&range, header + 3, 0), "NGƯỜI LẬP BIỂU");
}

#[test]
fn nothing_typed_becomes_a_formula() {
    let mut sly = row();
    sly.name = "=HYPERLINK(\"http://example.org\")".into();
    sly.address = "+84".into();
    sly.helper = "@SUM(A1)".into();
    sly.unit = String::new();
    sly.note = "-1+1\u{0}\u{7}".into();
    let mut sly_list = list(vec![sly]);
    sly_list.agency = "=1+1".into();
    sly_list.scope = vec!["=cmd|' /C calc'!A0".into(), "12".into()];
    sly_list.place = "=A1".into();
    let bytes = write(&sly_list).expect("written");
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        !xml.contains("<f>") && !xml.contains("<f "),
        "no formula anywhere"
    );
    assert!(!xml.contains("hyperlink"));
    let range = cells(&bytes);
    let header = header(&range);
    let texts = [1, 4, 7, 9].map(|column| range.get_value((header + 1, column)).cloned());
    let expected = [
        "=HYPERLINK(\"http://example.org\")",
        "+84",
        "@SUM(A1)",
        "-1+1",
    ];
    assert_eq!(texts, expected.map(|text| Some(Data::String(text.into()))));
    assert_eq!(range.get_value((6, 0)), Some(&Data::String("12".into())));
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix"));
}

#[test]
fn it_prints_on_a4_landscape_one_page_wide() {
    let bytes = write(&list(vec![row()])).expect("written");
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    let setup = xml
        .split("<pageSetup ")
        .nth(1)
        .and_then(|rest| rest.split('>').next())
        .expect("a page setup");
    assert!(setup.contains("paperSize=\"9\"") && setup.contains("orientation=\"landscape\""));
    assert!(setup.contains("fitToHeight=\"0\"") && !setup.contains("fitToWidth=\"0\""));
    assert!(xml.contains("<pageSetUpPr fitToPage=\"1\"/>"));
    assert!(xml.contains("Trang &amp;P/&amp;N"));
    assert!(xml.contains("A &amp;&amp; B"), "an ampersand prints as one");
    let header = header(&cells(&bytes)) + 1;
    let names = part(&bytes, "xl/workbook.xml");
    let repeated = format!("$A${header}:$XFD${header}");
    let repeated_rows = format!("${header}:${header}");
    assert!(names.contains("_xlnm.Print_Titles"));
    assert!(
        names.contains(&repeated) || names.contains(&repeated_rows),
        "{names}"
    );
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("Times New Roman"));
}

#[test]
fn practice_data_says_so_on_every_page() {
    let mut practice = list(vec![row()]);
    practice.practice = true;
    let bytes = write(&practice).expect("written");
    let banner = "DỮ LIỆU THỰC HÀNH - KHÔNG PHẢI NGƯỜI THẬT";
    assert_eq!(text(&cells(&bytes), 6, 0), banner);
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains(banner));
    let real = write(&list(vec![row()])).expect("written");
    assert!(!part(&real, "xl/sharedStrings.xml").contains("THỰC HÀNH"));
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let once = write(&list(vec![row()])).expect("written");
    assert_eq!(once, write(&list(vec![row()])).expect("written"));
}
