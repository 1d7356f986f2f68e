//! What a row below the header is about: a person, a hamlet, a total, a signature or nothing.

use super::field::Field;
use super::grid::{Cell, Row};
use super::hamlet;
use super::header::Table;
use tungnha_core::name;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Person {
        /// There is an id or a birth date, not only words where a name would stand.
        sure: bool,
    },
    Hamlet(String),
    ColumnNumbers,
    RepeatedHeader,
    Total,
    Signature,
    OnlyRowNumber,
    OtherText,
}

/// Tells what the row is.
pub(super) fn kind(row: &Row, table: &Table) -> RowKind {
    if is_column_numbers(row) {
        return RowKind::ColumnNumbers;
    }
    if table.is_repeated_by(row) {
        return RowKind::RepeatedHeader;
    }
    let has_id = has_id(row, table);
    if !has_id && row.texts().next().is_some_and(|_| is_total(row)) {
        return RowKind::Total;
    }
    if has_id || has_birth(row, table) {
        return RowKind::Person { sure: true };
    }
    if row.texts().any(|(_, text)| is_signature(&text)) {
        return RowKind::Signature;
    }
    if let Some(hamlet) = row.texts().find_map(|(_, text)| hamlet::heading(&text)) {
        return RowKind::Hamlet(hamlet);
    }
    if row.texts().any(|(_, text)| is_household(&text)) {
        return RowKind::OtherText;
    }
    let number = table
        .columns
        .first(Field::RowNumber)
        .map(|column| column.index);
    let beside_number = row
        .cells
        .iter()
        .filter(|(at, _)| Some(*at) != number)
        .count();
    let named = [Field::Name, Field::FamilyName]
        .iter()
        .filter_map(|field| table.columns.first(*field))
        .any(|column| row.cell(column.index).is_some());
    let text = number.map(|at| row.text(at)).unwrap_or_default();
    match beside_number {
        0 if !text.contains(char::is_alphabetic) => RowKind::OnlyRowNumber,
        // A number before a name says that a person was meant.
        1 if named && number.is_some_and(|at| row.cell(at).is_some()) => {
            RowKind::Person { sure: false }
        }
        2.. if named => RowKind::Person { sure: false },
        _ => RowKind::OtherText,
    }
}

/// "Hộ ông Lê Văn An", "Hộ số 5": a heading. With its mark the word begins no name: Hồ is another.
pub(super) fn is_household(text: &str) -> bool {
    text.to_lowercase().starts_with("hộ ")
}

/// (1) (2) (3), 1 2 3, or A B 1 2 3: at least three, each one more than the one before.
pub(super) fn is_column_numbers(row: &Row) -> bool {
    let mut numbers = 0;
    let mut last = None;
    for (_, text) in row.texts() {
        let text = text.trim_matches(['(', ')', '[', ']', '.', ' ']);
        let first = text.split(['=', '+']).next().unwrap_or_default().trim();
        match first.parse::<u32>() {
            Ok(number) if last.is_none_or(|last| number == last + 1) && number <= 99 => {
                last = Some(number);
                numbers += 1;
            }
            _ if text.len() == 1 && text.chars().all(|c| c.is_ascii_uppercase()) => numbers += 1,
            _ => return false,
        }
    }
    numbers >= 3 && last.is_none_or(|last| last as usize <= numbers + 1)
}

fn has_id(row: &Row, table: &Table) -> bool {
    [Field::PersonalId, Field::LegacyId]
        .iter()
        .filter_map(|field| table.columns.first(*field))
        .any(|column| digits(&row.text(column.index)) >= 9)
}

fn has_birth(row: &Row, table: &Table) -> bool {
    use Field::{Birth, BirthYear, Female, Male};
    [Birth, BirthYear, Male, Female]
        .iter()
        .filter_map(|field| table.columns.first(*field))
        .any(|column| match row.cell(column.index) {
            Some(Cell::Date(_)) => true,
            Some(cell @ Cell::Number { .. }) => cell.whole().is_some_and(|n| n >= 1850),
            Some(cell @ Cell::Text(_)) => digits(&cell.text()) >= 4,
            None => false,
        })
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// "Tổng cộng", "Cộng thôn 1". With their marks these begin no name: Tống and Công are others.
fn is_total(row: &Row) -> bool {
    row.texts().take(3).any(|(_, text)| {
        let text = text.to_lowercase();
        let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
        let unmarked = ["tong cong", "tong so", "cong:"]
            .iter()
            .any(|word| text.starts_with(word));
        let word = text.split([' ', ':', '.', '(']).next().unwrap_or_default();
        unmarked || matches!(word, "tổng" | "cộng" | "tổng/cộng")
    })
}

/// The people who sign and what is written around them.
const SIGNATURE: &[&str] = &[
    "nguoi lap",
    "nguoi tong hop",
    "nguoi thong ke",
    "can bo lap",
    "can bo tong hop",
    "nguoi ghi",
    "truong cong an",
    "pho truong cong an",
    "kt. truong",
    "kt.truong",
    "tm. uy ban",
    "tm.uy ban",
    "tm uy ban",
    "kt. chu tich",
    "chu tich",
    "pho chu tich",
    "thu truong",
    "truong thon",
    "to truong",
    "xac nhan cua",
    "(ky",
    "ky ten",
    "ky, ghi ro",
    "noi nhan",
    "tl. ",
    "dai dien ",
];

fn is_signature(text: &str) -> bool {
    let folded = name::fold(text);
    // "Cẩm Tân, ngày 20 tháng 11 năm 2024" stands above the signatures.
    let dated = ["ngay", "thang", "nam"]
        .iter()
        .all(|word| folded.contains(word));
    dated || SIGNATURE.iter().any(|words| folded.starts_with(words))
}
