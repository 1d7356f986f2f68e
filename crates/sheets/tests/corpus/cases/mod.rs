//! The cases, by what is difficult in them.

mod birth;
mod columns;
mod fonts;
mod hidden;
mod ids;
mod kinds;
mod layout;
mod names;
mod people;

use crate::Case;
use crate::containers::{ods, xls, xlsx};
use crate::table::{Book, Sheet};

/// The header of most cases.
const HEADER: &str = "TT|Họ và tên|Ngày sinh|Giới tính|Số định danh|Thôn|Số điện thoại|Ghi chú";

pub fn all() -> Vec<Case> {
    [
        layout::cases(),
        ids::cases(),
        birth::cases(),
        names::cases(),
        fonts::cases(),
        people::cases(),
        columns::cases(),
        hidden::cases(),
        kinds::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The same workbook as each kind of file, with the same to be read from it.
fn in_all(name: &str, book: &Book, expected: &str) -> Vec<Case> {
    vec![
        Case::new(format!("{name}.xlsx"), xlsx(book), expected),
        Case::new(format!("{name}.xls"), xls(book), expected),
        Case::new(format!("{name}.ods"), ods(book), expected),
    ]
}

/// People below [`HEADER`], in each kind of file.
fn people(name: &str, lines: &[&str], expected: &str) -> Vec<Case> {
    let lines: Vec<&str> = std::iter::once(HEADER)
        .chain(lines.iter().copied())
        .collect();
    in_all(
        name,
        &Sheet::of(&lines).book(),
        &format!("{expected}\nskip 1 header"),
    )
}
