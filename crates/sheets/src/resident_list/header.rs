//! Finds the table in a sheet: the row that names the columns, whatever stands above it, and
//! whatever belongs to it below (`domain.md` 7.3 case 1).

mod chosen;

use super::field::{Field, Meaning, meaning, words};
use super::grid::{Cell, Row, Sheet};
use super::{hamlet, row_kind};
use chosen::may_repeat;
use std::collections::BTreeMap;
use tungnha_core::name;

/// A header and what its columns mean.
pub(super) struct Table {
    /// Place of the header's first row in the sheet's rows.
    pub first: usize,
    /// Place of the header's last row.
    pub last: usize,
    pub columns: Columns,
    /// For each row of the header, what it says in each column, as compared.
    rows: Vec<BTreeMap<u32, String>>,
}

pub(super) struct Columns(Vec<Column>);

pub(super) struct Column {
    /// From 0.
    pub index: u32,
    /// All that stands above the column, from the top, joined by " / ".
    pub header: String,
    /// The part that belongs to this column alone.
    pub own: String,
    pub meaning: Meaning,
    /// Columns to the right that go on with this one, below one merged header.
    pub tail: Vec<u32>,
}

impl Columns {
    pub fn iter(&self) -> impl Iterator<Item = &Column> {
        self.0.iter()
    }

    pub fn all(&self, field: Field) -> impl Iterator<Item = &Column> {
        self.0
            .iter()
            .filter(move |column| column.meaning == Meaning::Known(field))
    }

    pub fn first(&self, field: Field) -> Option<&Column> {
        self.all(field).next()
    }

    pub fn has(&self, field: Field) -> bool {
        self.first(field).is_some()
    }
}

impl Table {
    /// Whether `row` says again what a row of the header said.
    pub fn is_repeated_by(&self, row: &Row) -> bool {
        let said: Vec<_> = row.texts().map(|(at, text)| (at, words(&text))).collect();
        said.len() >= 2
            && self.rows.iter().any(|header| {
                let same = said
                    .iter()
                    .filter(|(at, text)| header.get(at) == Some(text))
                    .count();
                same >= 2 && same * 5 >= said.len() * 3
            })
    }
}

/// Titles are never longer than this.
const ROWS_SEARCHED: usize = 200;
/// Names and two more columns make a list of residents.
const ENOUGH: usize = 3;

/// Finds the first table of the sheet.
pub(super) fn find(sheet: &Sheet) -> Option<Table> {
    let (base, mut last) = base(&sheet.rows)?;
    let mut first = base;
    if let Some(above) = base.checked_sub(1)
        && last == base
        && is_group_row(sheet, above, base)
    {
        first = above;
    }
    let name = name_column(&own_texts(sheet.rows.get(last)?))
        .or_else(|| name_column(&joined(&sheet.rows, base)))?;
    while is_sub_header(sheet, last, name) && last < base + 2 {
        last += 1;
    }
    let rows = sheet.rows.get(first..=last)?;
    Some(Table {
        first,
        last,
        columns: columns(sheet, rows),
        rows: rows
            .iter()
            .map(|row| row.texts().map(|(at, text)| (at, words(&text))).collect())
            .collect(),
    })
}

/// The row that names the columns, or the two rows whose words make the names together ("Họ và"
/// above "tên").
fn base(rows: &[Row]) -> Option<(usize, usize)> {
    (0..rows.len().min(ROWS_SEARCHED)).find_map(|at| {
        if score(&own_texts(rows.get(at)?)) >= ENOUGH {
            return Some((at, at));
        }
        let next = rows.get(at + 1)?;
        // A group row above the true header also makes a good pair; the header alone is better.
        let alone = score(&own_texts(next)) >= ENOUGH;
        let pair = joined(rows, at);
        let words_only = next
            .cells
            .iter()
            .all(|(_, cell)| matches!(cell, Cell::Text(_)));
        (!alone && words_only && score(&pair) >= ENOUGH).then_some((at, at + 1))
    })
}

/// How many different fields the texts name; 0 without a name column.
fn score(texts: &BTreeMap<u32, String>) -> usize {
    if name_column(texts).is_none() {
        return 0;
    }
    let mut fields: Vec<_> = texts
        .values()
        .filter_map(|text| match meaning(text, "") {
            Meaning::Known(field) => Some(field),
            _ => None,
        })
        .collect();
    fields.sort_unstable();
    fields.dedup();
    fields.len()
}

fn name_column(texts: &BTreeMap<u32, String>) -> Option<u32> {
    let of = |field| {
        texts
            .iter()
            .find(|(_, text)| meaning(text, "") == Meaning::Known(field))
            .map(|(at, _)| *at)
    };
    // "Tên" alone may be anything; beside "Họ và đệm" it is a name.
    of(Field::Name).or_else(|| of(Field::FamilyName).filter(|_| of(Field::GivenName).is_some()))
}

fn own_texts(row: &Row) -> BTreeMap<u32, String> {
    row.texts().collect()
}

fn joined(rows: &[Row], at: usize) -> BTreeMap<u32, String> {
    let mut texts = BTreeMap::<u32, String>::new();
    for row in rows.iter().skip(at).take(2) {
        for (column, text) in row.texts() {
            let whole = texts.entry(column).or_default();
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(&text);
        }
    }
    texts
}

/// A row above the header that names groups of columns, and is not a line of the title.
fn is_group_row(sheet: &Sheet, above: usize, base: usize) -> bool {
    let (Some(group), Some(header)) = (sheet.rows.get(above), sheet.rows.get(base)) else {
        return false;
    };
    let width = header.cells.len() as u32;
    let merged = sheet
        .merges
        .iter()
        .filter(|merge| merge.row == group.number);
    let wide = |merge: &&super::grid::Merge| merge.last_column - merge.first_column + 1 >= width;
    let title = group.texts().any(|(_, text)| {
        let folded = name::fold(&text);
        [
            "cong hoa",
            "cong an",
            "danh sach",
            "uy ban",
            "doc lap",
            "kem theo",
            "tinh den",
        ]
        .iter()
        .any(|phrase| folded.contains(phrase))
    });
    group.number + 1 == header.number
        && merged.clone().count() > 0
        && merged.clone().all(|merge| !wide(&merge))
        && !title
}

/// Whether the row after `last` goes on with the header: words below merged or blank headers,
/// nothing below the name.
fn is_sub_header(sheet: &Sheet, last: usize, name: u32) -> bool {
    let (Some(above), Some(row)) = (sheet.rows.get(last), sheet.rows.get(last + 1)) else {
        return false;
    };
    let words_only = row
        .cells
        .iter()
        .all(|(_, cell)| matches!(cell, Cell::Text(_)));
    if row.number != above.number + 1
        || row.cell(name).is_some()
        || !words_only
        || row_kind::is_column_numbers(row)
        || row
            .texts()
            .any(|(_, text)| hamlet::heading(&text).is_some())
    {
        return false;
    }
    let below_merge = |column: u32| {
        sheet.merges.iter().any(|merge| {
            merge.row == above.number && (merge.first_column..=merge.last_column).contains(&column)
        })
    };
    let fits = row.texts().any(|(column, text)| {
        let top = above.text(column);
        let completes = meaning(&top, "") == Meaning::Unknown
            && meaning(&format!("{top} {text}"), "") != Meaning::Unknown;
        // Without any merges a blank beside a header stands for one.
        let beside = sheet.merges.is_empty() && above.cell(column).is_none();
        below_merge(column) || beside || completes
    });
    fits && (row.cells.len() >= 2 || row.cells.iter().all(|(column, _)| below_merge(*column)))
}

/// What the header's rows say above each column.
fn columns(sheet: &Sheet, rows: &[Row]) -> Columns {
    let mut above = BTreeMap::<u32, (Vec<String>, Vec<String>)>::new();
    for (place, row) in rows.iter().enumerate() {
        let groups = groups(sheet, row, rows.get(place + 1));
        for (column, text) in row.texts() {
            let (own, group) = above.entry(column).or_default();
            // A merged header belongs to all columns below it, the first included.
            if groups.contains_key(&column) {
                group.push(text);
            } else {
                own.push(text);
            }
        }
        for (column, text) in groups {
            let (_, group) = above.entry(column).or_default();
            if group.last() != Some(&text) {
                group.push(text);
            }
        }
    }
    let mut columns: Vec<Column> = Vec::new();
    for (index, (mut own, mut group)) in above {
        if own.is_empty() {
            // Nothing below the merged header: its first column stands for all of it.
            if let Some(before) = columns.last_mut()
                && before.header == group.join(" / ")
                && before.index + 1 + before.tail.len() as u32 == index
            {
                before.tail.push(index);
                continue;
            }
            own.extend(group.pop());
        }
        let own_text = own.join(" ");
        let meaning = meaning(&own_text, &group.join(" "));
        group.push(own_text.clone());
        columns.push(Column {
            index,
            header: group.join(" / "),
            own: own_text,
            meaning,
            tail: Vec::new(),
        });
    }
    use_each_field_once(&mut columns);
    Columns(columns)
}

/// Texts that this row spreads over several columns.
fn groups(sheet: &Sheet, row: &Row, next: Option<&Row>) -> BTreeMap<u32, String> {
    let mut groups = BTreeMap::new();
    for merge in sheet.merges.iter().filter(|merge| merge.row == row.number) {
        let text = row.text(merge.first_column);
        // A merge over a whole sheet is thousands of columns wide.
        let last = merge.last_column.min(merge.first_column + 50);
        if !text.is_empty() {
            groups.extend((merge.first_column..=last).map(|column| (column, text.clone())));
        }
    }
    if let Some(next) = next
        && sheet.merges.is_empty()
    {
        // Without merges, a blank beside a header and words below it mean the same.
        for (column, _) in next.cells.iter().filter(|(at, _)| row.cell(*at).is_none()) {
            let left = row.cells.iter().rev().find(|(at, _)| at < column);
            if let Some((at, cell)) = left {
                let text = name::normalise(&cell.text());
                groups.insert(*at, text.clone());
                groups.insert(*column, text);
            }
        }
    }
    groups
}

/// A second "Ngày sinh" is the birth date of somebody else.
fn use_each_field_once(columns: &mut [Column]) {
    let mut used = Vec::new();
    for column in columns {
        if let Meaning::Known(field) = column.meaning {
            if used.contains(&field) && !may_repeat(field) {
                column.meaning = Meaning::Unknown;
            }
            used.push(field);
        }
    }
}
