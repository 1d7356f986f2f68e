//! Lists that come in through the one door: of other kinds than .xlsx, with columns that a person
//! names, and what is refused handed back to be mended.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};
use std::io::Cursor;
use tungnha_api::payload::{ImportPreview, JobOutcome};
use tungnha_api::{Device, Host};
use tungnha_tests::Area;

const LIST: &str = "\
DANH SÁCH NHÂN KHẨU THÔN PHÚ LAI
TT;Họ và tên;Dân tộc;Ngày sinh;Giới tính;Số CCCD;Mã cán bộ nắm
1;Nguyễn Thị Hằng;Mường;05/03/1990;Nữ;003190123451;gọi sau 19h
2;Trần Văn Đức;Kinh;31/02/1950;Nam;003050000002;=1+1
3;Lý Thuỳ Dương;Kinh;1985;Nữ;003185000003;
";

struct Officer {
    device: Device,
    _area: Area,
}

impl Officer {
    fn new() -> Self {
        let mut area = Area::new();
        let home = area.device().home().to_owned();
        let device = Device::open(home, Host::system()).expect("a folder");
        let link = area.link("police", "Lê Văn Sơn", &[]);
        let officer = Self {
            device,
            _area: area,
        };
        let enrol = json!({ "link": link, "pin": "135790", "device_name": null });
        officer.call("enrol", enrol);
        officer
    }

    fn call(&self, name: &str, args: Value) -> Value {
        self.device.call(name, args).expect(name)
    }

    fn job(&self, name: &str, args: Value) -> JobOutcome {
        let job = self.call(name, args)["job"].as_u64().expect("a job");
        let job = u32::try_from(job).expect("a job's number");
        self.device
            .wait_for(job, &mut |_| {})
            .expect("the job ends")
    }

    fn preview(&self, name: &str, args: Value) -> ImportPreview {
        match self.job(name, args) {
            JobOutcome::Preview(preview) => preview,
            other => panic!("{other:?}"),
        }
    }

    /// The refused rows as written, cell by cell.
    fn refused(&self) -> Vec<Vec<String>> {
        let file = self.call("import_refused", json!({ "save": false }));
        let bytes = STANDARD.decode(file["bytes_base64"].as_str().expect("bytes"));
        let mut book = Xlsx::new(Cursor::new(bytes.expect("bytes"))).expect("a workbook");
        let range = book
            .worksheet_range_at(0)
            .expect("a sheet")
            .expect("a sheet");
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
}

fn sheet(bytes: &[u8]) -> Value {
    json!({ "name": "ds.csv", "bytes_base64": STANDARD.encode(bytes) })
}

#[test]
fn a_text_file_is_taken_in_and_what_is_refused_comes_back() {
    let officer = Officer::new();
    let preview = officer.preview("import_preview_start", sheet(LIST.as_bytes()));
    assert_eq!(
        (preview.people, preview.new, preview.refused_rows),
        (2, 2, 1)
    );
    let dropped: Vec<_> = preview.columns.iter().filter(|c| c.dropped).collect();
    assert_eq!(dropped.len(), 1);
    assert_eq!(
        (dropped[0].header.as_str(), dropped[0].example.as_str()),
        ("Dân tộc", "")
    );
    let before = officer.refused();
    assert_eq!(before.len(), 2);
    assert_eq!(
        before[1][..7],
        [
            "Ngày sinh không có trong lịch. Hãy kiểm tra lại.",
            "Trang 1",
            "4",
            "D",
            "2",
            "Trần Văn Đức",
            "31/02/1950"
        ]
    );
    assert!(
        !before.concat().join(" ").contains("Kinh"),
        "nothing that must not be kept"
    );
    let JobOutcome::Imported(report) = officer.job("import_start", json!({})) else {
        panic!("not imported");
    };
    assert_eq!((report.added, report.refused), (2, 1));
    assert_eq!(officer.refused(), before, "also after it was taken in");
    // The same list again changes nothing.
    let again = officer.preview("import_preview_start", sheet(LIST.as_bytes()));
    assert_eq!((again.new, again.changed, again.same), (0, 0, 2));
}

#[test]
fn a_column_that_a_person_named_is_remembered() {
    let officer = Officer::new();
    let preview = officer.preview("import_preview_start", sheet(LIST.as_bytes()));
    assert_eq!(preview.columns[6].field, None);
    let choice = json!({ "columns": [
        { "sheet": "Trang 1", "column": "G", "field": "note" },
        { "sheet": "Trang 1", "column": "A", "field": null },
    ] });
    let chosen = officer.preview("import_columns_start", choice);
    let fields = |preview: &ImportPreview| -> Vec<Option<String>> {
        preview.columns.iter().map(|c| c.field.clone()).collect()
    };
    let expected: Vec<Option<String>> = [
        None,
        Some("name"),
        None,
        Some("birth"),
        Some("sex"),
        Some("personal_id"),
        Some("note"),
    ]
    .map(|field| field.map(str::to_owned))
    .to_vec();
    assert_eq!(fields(&chosen), expected);
    // Next week's list has the same header.
    let next = LIST.replace("Lý Thuỳ Dương", "Lý Thùy Dương");
    assert_eq!(
        fields(&officer.preview("import_preview_start", sheet(next.as_bytes()))),
        expected
    );
    // Whatever is said, what must not be kept is not read.
    let choice = json!({ "columns": [{ "sheet": "Trang 1", "column": "C", "field": "note" }] });
    assert!(officer.device.call("import_columns_start", choice).is_err());
}

#[test]
fn what_is_no_list_is_told_apart() {
    let officer = Officer::new();
    for (bytes, code) in [
        (
            b"<html><table><tr><td>Ho ten".as_slice(),
            "sheet_other_kind",
        ),
        (b"PK\x03\x04 torn", "unreadable_sheet"),
        (b"Kinh gui;Cong an xa\nTen;So\n", "no_table"),
    ] {
        let outcome = officer.job("import_preview_start", sheet(bytes));
        let JobOutcome::Failed(error) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(serde_json::to_value(error.code).expect("a word"), code);
    }
}
