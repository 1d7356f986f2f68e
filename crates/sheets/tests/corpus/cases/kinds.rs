//! Case 15: kinds of files, encodings and separators; passwords.

use super::HEADER;
use crate::Case;
use crate::containers::{
    Encoding, encrypted_ods, encrypted_package, encrypted_xls, ods, text, xls, xlsx,
};
use crate::table::{Book, Sheet};

fn book() -> Book {
    Sheet::of(&[
        "DANH SÁCH NHÂN KHẨU, XÃ CẨM TÂN",
        "",
        HEADER,
        "#1|Nguyễn Thị Hằng|05/03/1990|Nữ|003190123451|Phú Lai|0900000001 / 0900000002|gọi tối, sau 19h; \"vắng\"",
        "#2|Trần Văn Đức|#1950|Nam|3050000002|Do Trung||",
        "#3|Lý Thuỳ Dương|31/02/1990|Nữ||Do Trung||",
    ])
    .book()
}

const EXPECTED: &str = "
    4 name=Nguyễn Thị Hằng birth=05/03/1990 sex=Nữ id=003190123451 hamlet=Thôn Phú Lai phone=0900000001+0900000002 note=gọi tối, sau 19h; \"vắng\"
    5 name=Trần Văn Đức birth=1950 sex=Nam id=003050000002 hamlet=Thôn Do Trung
    refused 6 C birth_impossible [31/02/1990]
    flag 5 E id_padded
    skip 1 title
    skip 3 header";

pub fn cases() -> Vec<Case> {
    let book = book();
    let mut cases = super::in_all("plain", &book, EXPECTED);
    for encoding in [
        Encoding::Utf8,
        Encoding::Utf8WithMark,
        Encoding::Utf16,
        Encoding::Windows1258,
        Encoding::Tcvn3,
    ] {
        for separator in [',', ';', '\t'] {
            let name = format!("{encoding:?} {separator:?}.csv");
            // That letters were turned into Unicode is said of every name.
            let expected = if encoding == Encoding::Tcvn3 {
                EXPECTED.replace(
                    "flag 5 E id_padded",
                    "flag 4 B old_font_converted\nflag 5 B old_font_converted\nflag 5 E id_padded",
                )
            } else {
                EXPECTED.to_owned()
            };
            cases.push(Case::new(name, text(&book, separator, encoding), &expected));
        }
    }
    let password = "error: the workbook is protected by a password";
    cases.extend([
        Case::new("password.xlsx", encrypted_package(), password),
        Case::new("password.xls", encrypted_xls(&book), password),
        Case::new("password.ods", encrypted_ods(&book), password),
    ]);
    // The name says nothing: only what is inside counts.
    let other = "error: no .xlsx, .xls, .ods or .csv";
    cases.push(Case::new(
        "page.xls",
        b"<html><table><tr><td>H\xE1".to_vec(),
        other,
    ));
    cases.push(Case::new("letter.doc", crate::containers::letter(), other));
    let letter = Sheet::of(&["Kính gửi: Công an xã", "Tên|Số"]).book();
    for (name, bytes) in [
        ("letter.xlsx", xlsx(&letter)),
        ("letter.xls", xls(&letter)),
        ("letter.ods", ods(&letter)),
    ] {
        cases.push(Case::new(
            name,
            bytes,
            "error: no sheet holds a list of residents",
        ));
    }
    cases
}
