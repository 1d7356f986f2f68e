//! The workbooks, read again as an importer would.

use calamine::{Data, Range, Reader, Xlsx};
use std::collections::HashMap;
use std::io::Cursor;
use tungnha_sample::dirty::{self, Verdict};
use tungnha_sample::workbook::{self, COLUMNS, Column, FIRST_DATA_ROW, SHEET};
use tungnha_sample::{Commune, DEFAULT_SEED, LIST_AS_OF};

fn cam_tan() -> Commune {
    Commune::draw(DEFAULT_SEED, 14, LIST_AS_OF).expect("a commune")
}

fn read(bytes: Vec<u8>) -> Range<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    book.worksheet_range(SHEET).expect("the sheet")
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    range
        .get_value((row, column))
        .map(ToString::to_string)
        .unwrap_or_default()
}

#[test]
fn the_same_commune_gives_the_same_bytes() {
    let commune = Commune::draw(DEFAULT_SEED, 5, LIST_AS_OF).expect("a commune");
    let once = workbook::workbook(&commune, LIST_AS_OF).expect("a workbook");
    let twice = workbook::workbook(&commune, LIST_AS_OF).expect("a workbook");
    assert!(once == twice);
}

#[test]
fn cam_tan_reads_back_with_its_counts() {
    let commune = cam_tan();
    let range = read(workbook::workbook(&commune, LIST_AS_OF).expect("a workbook"));
    assert_eq!(text(&range, 0, 0), "CÔNG AN XÃ CẨM TÂN");
    assert_eq!(text(&range, 0, 9), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert!(text(&range, 2, 0).starts_with("DANH SÁCH NHÂN KHẨU"));
    assert_eq!(text(&range, 3, 0), "Tính đến ngày 05/11/2026");
    for column in COLUMNS {
        let at = column.index() as u32;
        let header = [text(&range, 4, at), text(&range, 5, at)];
        assert!(header.contains(&column.header().to_owned()), "{header:?}");
        assert_eq!(text(&range, 6, at), format!("({})", at + 1));
    }
    let mut counted: HashMap<String, u32> = HashMap::new();
    let mut people = 0;
    for row in FIRST_DATA_ROW.. {
        let cell = |column: Column| text(&range, row, column.index() as u32);
        if cell(Column::Name).is_empty() {
            break;
        }
        people += 1;
        assert_eq!(cell(Column::Number), people.to_string());
        let id = range.get_value((row, Column::PersonalId.index() as u32));
        assert!(
            matches!(id, Some(Data::String(id)) if id.len() == 12),
            "{id:?}"
        );
        assert_eq!(cell(Column::Birth).len(), 10);
        let here = ["Thường trú", "Tạm trú", "Tạm vắng"].contains(&&*cell(Column::Residence));
        if here {
            *counted.entry(cell(Column::Account)).or_default() += 1;
        }
    }
    assert_eq!(people, commune.residents.len());
    for (account, count) in [
        ("Chưa thu nhận hồ sơ", 2073),
        ("Mức 1 - đã kích hoạt", 881),
        ("Mức 1 - chưa kích hoạt", 84),
        ("Mức 2 - đã kích hoạt", 2412),
        ("Mức 2 - chưa kích hoạt", 306),
    ] {
        assert_eq!(counted.get(account), Some(&count), "{account}");
    }
    let all: Vec<String> = range
        .used_cells()
        .map(|(_, _, cell)| cell.to_string())
        .collect();
    assert!(all.iter().any(|cell| cell == "TRƯỞNG CÔNG AN XÃ"));
}

#[test]
fn the_dirty_list_has_forty_faults_where_it_says() {
    let commune = cam_tan();
    let list = dirty::draw(DEFAULT_SEED, &commune, LIST_AS_OF).expect("a list");
    assert_eq!(list.expected.len(), dirty::FAULTS);
    assert!(
        (295..=320).contains(&list.rows.len()),
        "{}",
        list.rows.len()
    );
    let bytes = dirty::workbook(&list, &commune, LIST_AS_OF).expect("a workbook");
    assert!(bytes == dirty::workbook(&list, &commune, LIST_AS_OF).expect("a workbook"));
    let range = read(bytes);
    let find = |kind: &str| {
        let fault = list
            .expected
            .iter()
            .find(|fault| fault.kind == kind)
            .expect("the fault");
        let column = fault
            .column
            .as_ref()
            .map_or('A', |letter| letter.chars().next().unwrap_or('A'));
        let at = (fault.row - 1, u32::from(column) - u32::from('A'));
        (
            range.get_value(at).cloned().unwrap_or(Data::Empty),
            fault.value_after.clone(),
        )
    };
    let (cell, after) = find("id_number_11_digits");
    assert_eq!(format!("0{cell}"), after.expect("an id"));
    let (cell, after) = find("id_number_10_digits");
    assert_eq!(format!("00{cell}"), after.expect("an id"));
    assert!(matches!(find("date_serial").0, Data::DateTime(_)));
    assert!(matches!(find("phone_lost_zero").0, Data::Float(_)));
    assert!(find("date_impossible").0.to_string().starts_with("31/02/"));
    assert!(find("name_like_a_formula").0.to_string().starts_with('='));
    assert_eq!(find("name_missing").0, Data::Empty);
    assert_eq!(find("head_only_on_first_row").0, Data::Empty);
    assert_eq!(find("row_blank").0, Data::Empty);
    assert_eq!(find("column_ethnicity").0.to_string(), "Dân tộc");
    assert!(
        find("row_hamlet_heading")
            .0
            .to_string()
            .starts_with("II. Thôn ")
    );
    let (cell, after) = find("name_nfd");
    assert_ne!(cell.to_string(), after.expect("a name"));
    for fault in &list.expected {
        let fixed = fault.expect == Verdict::Fixed;
        let heading = fault.kind == "row_hamlet_heading";
        assert_eq!(
            fault.value_after.is_some(),
            fixed || heading,
            "{}",
            fault.kind
        );
    }
    let mut kinds: Vec<&str> = list.expected.iter().map(|fault| fault.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), dirty::FAULTS);
}

#[test]
fn faults_find_their_places_with_any_seed() {
    for seed in 0..12 {
        let commune = Commune::draw(seed, 14, LIST_AS_OF).expect("a commune");
        let list = dirty::draw(seed, &commune, LIST_AS_OF).expect("a list");
        assert_eq!(list.expected.len(), dirty::FAULTS);
    }
}
