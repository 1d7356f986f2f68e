//! Case 1: what stands above, between and below the people.

use super::in_all;
use crate::Case;
use crate::table::Sheet;

pub fn cases() -> Vec<Case> {
    [
        titles_and_two_rows(),
        repeated_header(),
        sheets_of_hamlets(),
    ]
    .concat()
}

fn titles_and_two_rows() -> Vec<Case> {
    let mut sheet = Sheet::of(&[
        "UBND XÃ CẨM TÂN",
        "DANH SÁCH NHÂN KHẨU",
        "(Tính đến ngày 15/11/2024)",
        "",
        "TT|Họ và tên|Ngày, tháng, năm sinh||Số CCCD|Hộ gia đình||Ghi chú",
        "||Nam|Nữ||Chủ hộ|Mã hộ|",
        "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)",
        "I. THÔN PHÚ LAI (2 khẩu)",
        "#1|Lê Văn An|05/03/1950||003050000001|Lê Văn An|#1|",
        "#2|Lê Thị Ba||#1955|003155000002|||",
        "|Cộng: 2 khẩu",
        "",
        "II. THÔN DO TRUNG",
        "#1|Tống Thị Công||12/1960|003160000003|Tống Thị Công|#2|ở một mình",
        "|Tổng cộng||||||3 khẩu",
        "||||Cẩm Tân, ngày 20 tháng 11 năm 2024",
        "|NGƯỜI LẬP BIỂU|||TRƯỞNG CÔNG AN XÃ",
        "|Bùi Văn Lập",
    ]);
    sheet.merges = vec![
        (0, 0, 0, 3),
        (1, 0, 1, 7),
        (4, 0, 5, 0),
        (4, 1, 5, 1),
        (4, 2, 4, 3),
        (4, 4, 5, 4),
        (4, 5, 4, 6),
        (4, 7, 5, 7),
        (7, 0, 7, 7),
    ];
    in_all(
        "titles-and-two-rows",
        &sheet.book(),
        "9 name=Lê Văn An birth=05/03/1950 sex=Nam id=003050000001 hamlet=Thôn Phú Lai code=1 head=Lê Văn An
         10 name=Lê Thị Ba birth=1955 sex=Nữ id=003155000002 hamlet=Thôn Phú Lai code=1 head=Lê Văn An
         14 name=Tống Thị Công birth=12/1960 sex=Nữ id=003160000003 hamlet=Thôn Do Trung code=2 head=Tống Thị Công note=ở một mình
         skip 1 title
         skip 2 title
         skip 3 title
         skip 5 header
         skip 6 header
         skip 7 column_numbers
         skip 8 hamlet_heading
         skip 11 total
         skip 13 hamlet_heading
         skip 15 total
         skip 16 signature
         skip 17 signature
         skip 18 signature",
    )
}

fn repeated_header() -> Vec<Case> {
    let sheet = Sheet::of(&[
        "DANH SÁCH CÔNG DÂN THÔN 3 NĂM 2024",
        "STT|Họ tên|Năm sinh|Nam/Nữ|Số CCCD",
        "1|2|3|4|5",
        "#1|Lê Văn An|#1950|Nam|003050000001",
        "#2",
        "|(xem tiếp trang sau)",
        "STT|Họ tên|Năm sinh|Nam/Nữ|Số CCCD",
        "Ngõ 7",
        "#3|Lê Thị Ba|#1955|Nữ|003155000002",
    ]);
    in_all(
        "repeated-header",
        &sheet.book(),
        "4 name=Lê Văn An birth=1950 sex=Nam id=003050000001 hamlet=Thôn 3
         9 name=Lê Thị Ba birth=1955 sex=Nữ id=003155000002 hamlet=Thôn 3 lane=Ngõ 7
         skip 1 title
         skip 2 header
         skip 3 column_numbers
         skip 5 only_row_number
         skip 6 other_text
         skip 7 repeated_header
         skip 8 other_text",
    )
}

fn sheets_of_hamlets() -> Vec<Case> {
    let header = "TT|Họ và tên|Năm sinh|Giới tính";
    let mut book = Sheet::of(&[header, "#1|Lê Văn An|#1950|Nam"])
        .named("Thôn Phú Lai")
        .book();
    let second = Sheet::of(&[header, "#1|Lê Thị Ba|#1955|Nữ", "#2||#1960|Nữ"]);
    book.sheets.push(second.named("Do Trung"));
    book.sheets
        .push(Sheet::of(&["Ghi nhớ: hỏi lại thôn 5"]).named("Ghi nhớ"));
    in_all(
        "sheets-of-hamlets",
        &book,
        "Thôn Phú Lai!2 name=Lê Văn An birth=1950 sex=Nam hamlet=Thôn Phú Lai
         Do Trung!2 name=Lê Thị Ba birth=1955 sex=Nữ hamlet=Do Trung
         refused Do Trung!3 B name_missing []
         skip Thôn Phú Lai!1 header
         skip Do Trung!1 header
         skip Ghi nhớ!1 no_table",
    )
}
