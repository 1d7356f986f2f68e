//! Hamlets, lanes, houses and households, from wherever the list gives them.

use super::book::{fill, flags, read, read_lines, workbook};
use tungnha_sheets::resident_list::{FlagReason, ResidentList, SkipReason};

fn hamlets(list: &ResidentList) -> Vec<&str> {
    list.rows
        .iter()
        .map(|row| row.hamlet.as_deref().unwrap_or("-"))
        .collect()
}

const HEADER: &str = "TT|Họ và tên|Năm sinh|Giới tính";

#[test]
fn one_sheet_for_each_hamlet() {
    let bytes = workbook(|book| {
        let sheet = book
            .add_worksheet()
            .set_name("THÔN PHÚ LAI")
            .expect("a name");
        fill(sheet, &[HEADER, "#1|Lê Văn An|#1950|Nam"]);
        let sheet = book.add_worksheet().set_name("Do Trung").expect("a name");
        fill(sheet, &["DANH SÁCH", HEADER, "#1|Lê Thị Ba|#1955|Nữ"]);
        let sheet = book.add_worksheet().set_name("Sheet3").expect("a name");
        fill(
            sheet,
            &[
                "Danh sách thôn 3, xã Cẩm Tân",
                HEADER,
                "#1|Lê Thị Bốn|#1955|Nữ",
            ],
        );
        let sheet = book.add_worksheet().set_name("Ghi chú").expect("a name");
        fill(sheet, &["Liên hệ: Công an xã"]);
        let sheet = book
            .add_worksheet()
            .set_name("Cũ")
            .expect("a name")
            .set_hidden(true);
        fill(sheet, &[HEADER, "#1|Lê Thị Năm|#1955|Nữ"]);
    });
    let list = read(&bytes);
    assert_eq!(hamlets(&list), ["Thôn Phú Lai", "Do Trung", "Thôn 3"]);
    let sheets: Vec<_> = list.rows.iter().map(|row| &*row.sheet).collect();
    assert_eq!(sheets, ["THÔN PHÚ LAI", "Do Trung", "Sheet3"]);
    let why = |reason| list.skipped.iter().filter(|row| row.why == reason).count();
    assert_eq!(
        (why(SkipReason::NoTable), why(SkipReason::HiddenSheet)),
        (1, 2)
    );
}

#[test]
fn a_column_beats_a_heading_beats_an_address() {
    let list = read_lines(&[
        "TT|Họ và tên|Năm sinh|Giới tính|Thôn|Địa chỉ",
        "#1|Lê Văn An|#1950|Nam||Số 3, ngõ 2, thôn Vọng, xã Cẩm Tân",
        "THÔN PHÚ LAI",
        "#2|Lê Văn Ban|#1950|Nam||Số 3, ngõ 2, thôn Vọng, xã Cẩm Tân",
        "#3|Lê Văn Cả|#1950|Nam|Do Trung|",
        "#4|Lê Văn Dần|#1950|Nam||",
    ]);
    assert_eq!(
        hamlets(&list),
        [
            "Thôn Vọng",
            "Thôn Phú Lai",
            "Thôn Do Trung",
            "Thôn Do Trung"
        ]
    );
    let first = &list.rows[0];
    assert_eq!(
        (first.house.as_deref(), first.lane.as_deref()),
        (Some("3"), Some("ngõ 2"))
    );
}

#[test]
fn the_head_stands_only_in_the_first_row() {
    let list = read_lines(&[
        "TT|Chủ hộ|Hộ số|Họ và tên|Năm sinh|Giới tính|Số nhà",
        "#1|Lê Văn An|#1|Lê Văn An|#1950|Nam|#12",
        "#2|||Lê Thị Ba|#1955|Nữ|",
        "#3|||Lê Văn Con|31/02/1980|Nam|",
        "#4|||Lê Thị Út|#1985|Nữ|",
        "#5|Bùi Thị Cúc|#2|Bùi Thị Cúc|#1960|Nữ|",
    ]);
    let homes: Vec<_> = list
        .rows
        .iter()
        .map(|row| {
            let part = |text: &Option<String>| text.clone().unwrap_or_default();
            [
                part(&row.household_code),
                part(&row.head_name),
                part(&row.house),
            ]
            .join("|")
        })
        .collect();
    assert_eq!(
        homes,
        [
            "1|Lê Văn An|12",
            "1|Lê Văn An|12",
            "1|Lê Văn An|12",
            "2|Bùi Thị Cúc|"
        ]
    );
    assert_eq!(list.refused.len(), 1);
}

#[test]
fn the_relation_tells_where_a_household_begins() {
    let list = read_lines(&[
        "TT|Họ và tên|Năm sinh|Giới tính|QH với chủ hộ|Ngõ|Số nhà",
        "#1|Lê Văn An (chủ hộ)|#1950|Nam||#5|@45631",
        "#2|Lê Thị Ba|#1955|Nữ|Vợ||",
        "#3|Bùi Thị Cúc|#1960|Nữ|Chủ hộ||7",
        "#4|Bùi Văn Dũng|#1990|Nam|Con||",
    ]);
    let heads: Vec<_> = list
        .rows
        .iter()
        .map(|row| row.head_name.as_deref())
        .collect();
    assert_eq!(
        heads,
        [
            Some("Lê Văn An"),
            Some("Lê Văn An"),
            Some("Bùi Thị Cúc"),
            Some("Bùi Thị Cúc")
        ]
    );
    assert_eq!(list.rows[0].name, "Lê Văn An");
    assert_eq!(list.rows[0].relation_to_head.as_deref(), Some("Chủ hộ"));
    // 45631 is 05/12/2024: the spreadsheet took 5/12 for a date.
    assert_eq!(list.rows[1].house.as_deref(), Some("5/12"));
    assert_eq!(list.rows[1].lane.as_deref(), Some("Ngõ 5"));
    assert_eq!(list.rows[2].lane, None);
    assert_eq!(flags(&list), [(2, "G", FlagReason::HouseWasDate)]);
}

#[test]
fn members_before_their_head_find_it_by_the_code() {
    let list = read_lines(&[
        "TT|Mã hộ|Họ và tên|Năm sinh|Giới tính|Quan hệ",
        "#1|H1|Lê Thị Ba|#1955|Nữ|Vợ",
        "#2|H1|Lê Văn An|#1950|Nam|Chủ hộ",
        "#3|H2|Bùi Thị Cúc|#1960|Nữ|Con",
    ]);
    let heads: Vec<_> = list
        .rows
        .iter()
        .map(|row| row.head_name.as_deref())
        .collect();
    assert_eq!(heads, [Some("Lê Văn An"), Some("Lê Văn An"), None]);
}
