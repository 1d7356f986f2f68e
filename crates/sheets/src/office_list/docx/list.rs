//! A list with columns.

use super::pack::pack;
use super::text::{Lines, Look, Part};
use crate::office_list::layout::NUMBER;
use crate::office_list::{Column, OfficeList, words};
use std::io::Result;

/// What A4 landscape leaves between margins of 2 cm, twentieths of a point.
const WIDTH: u32 = 16838 - 2 * MARGIN;
const MARGIN: u32 = 1134;

const BOLD: Look = Look {
    bold: true,
    centred: true,
    ..PLAIN
};
const CENTRED: Look = Look {
    centred: true,
    ..PLAIN
};
const ITALIC: Look = Look {
    italic: true,
    centred: true,
    ..PLAIN
};
const PLAIN: Look = Look {
    bold: false,
    italic: false,
    underlined: false,
    centred: false,
    size: 0,
    keeps: false,
    before: 0,
};
/// Cells: 11 points.
const CELL: Look = Look { size: 22, ..PLAIN };

/// Writes it.
pub(crate) fn list(list: &OfficeList) -> Result<Vec<u8>> {
    let mut part = Part::new("w:document")?;
    part.open("w:body")?;
    head(&mut part, list)?;
    table(&mut part, list)?;
    for total in &list.totals {
        let look = Look {
            before: 60,
            italic: true,
            // Down to the signatures, which never stand alone on a page.
            keeps: true,
            ..PLAIN
        };
        part.paragraph(total, look)?;
    }
    signatures(&mut part, list)?;
    part.section(true, MARGIN)?;
    part.close("w:body")?;
    pack(&part.end("w:document")?, &footer(list)?)
}

/// Agency and quốc hiệu side by side, the title and what the list covers.
fn head(part: &mut Part, list: &OfficeList) -> Result<()> {
    let head = &list.head;
    let half = WIDTH / 2;
    part.table(&[half, half], Lines::None)?;
    part.row(false, None)?;
    part.cell(half, 1)?;
    if let Some(superior) = &head.superior {
        part.paragraph(superior, CENTRED)?;
    }
    part.paragraph(&head.agency, BOLD)?;
    if let Some(number) = &head.number {
        part.paragraph(number, CENTRED)?;
    }
    part.close("w:tc")?;
    part.cell(half, 1)?;
    part.paragraph(words::COUNTRY, BOLD)?;
    let motto = Look {
        underlined: true,
        ..BOLD
    };
    part.paragraph(words::MOTTO, motto)?;
    part.paragraph(&words::dated(head), ITALIC)?;
    part.close("w:tc")?;
    part.close("w:tr")?;
    part.close("w:tbl")?;
    let title = Look {
        size: 32,
        before: 240,
        ..BOLD
    };
    part.paragraph(&list.title, title)?;
    for line in &list.subtitle {
        part.paragraph(line, CENTRED)?;
    }
    if head.practice {
        part.paragraph(words::PRACTICE, BOLD)?;
    }
    part.paragraph("", PLAIN)
}

/// Every column's share of the page, twentieths of a point.
fn widths(list: &OfficeList) -> Vec<u32> {
    let columns: Vec<Column> = std::iter::once(NUMBER)
        .chain(list.columns.iter().copied())
        .collect();
    let all: f64 = columns.iter().map(|column| column.width).sum();
    let share = |column: &Column| (column.width / all * f64::from(WIDTH)) as u32;
    columns.iter().map(share).collect()
}

fn table(part: &mut Part, list: &OfficeList) -> Result<()> {
    let widths = widths(list);
    let (over, all) = (widths.len(), widths.iter().sum());
    part.table(&widths, Lines::All)?;
    part.row(true, None)?;
    let headers = std::iter::once(NUMBER.header).chain(list.columns.iter().map(|c| c.header));
    for (width, header) in widths.iter().zip(headers) {
        part.text_cell(*width, 1, header, Look { size: 22, ..BOLD })?;
    }
    part.close("w:tr")?;
    let centred = Look {
        centred: true,
        ..CELL
    };
    if list.rows() == 0 {
        part.row(false, None)?;
        part.text_cell(all, over, &list.nobody, centred)?;
        part.close("w:tr")?;
    }
    let mut number = 0;
    for group in list.groups.iter().filter(|_| list.rows() > 0) {
        if let Some(heading) = &group.heading {
            part.row(false, None)?;
            let look = Look {
                bold: true,
                keeps: true,
                ..CELL
            };
            part.text_cell(all, over, heading, look)?;
            part.close("w:tr")?;
        }
        for cells in &group.rows {
            number += 1;
            part.row(false, None)?;
            let first = widths.first().copied().unwrap_or_default();
            part.text_cell(first, 1, &number.to_string(), centred)?;
            for ((width, column), words) in widths.iter().skip(1).zip(&list.columns).zip(cells) {
                let look = if column.centred { centred } else { CELL };
                part.text_cell(*width, 1, words, look)?;
            }
            part.close("w:tr")?;
        }
    }
    part.close("w:tbl")
}

/// Two signatures side by side that stay on one page, then who gets a copy.
fn signatures(part: &mut Part, list: &OfficeList) -> Result<()> {
    let signing = &list.signatures;
    let half = WIDTH / 2;
    let keeps = Look {
        keeps: true,
        ..PLAIN
    };
    part.paragraph("", keeps)?;
    part.table(&[half, half], Lines::None)?;
    part.row(false, None)?;
    let halves = [
        (words::PREPARED, words::SIGN, &signing.prepared_by),
        (
            signing.signer_title.as_str(),
            words::SIGN_AND_SEAL,
            &signing.signed_by,
        ),
    ];
    for (title, how, name) in halves {
        part.cell(half, 1)?;
        part.paragraph(title, BOLD)?;
        part.paragraph(how, ITALIC)?;
        let name = name.as_deref().unwrap_or_default();
        part.paragraph(
            name,
            Look {
                before: 1200,
                ..BOLD
            },
        )?;
        part.close("w:tc")?;
    }
    part.close("w:tr")?;
    part.close("w:tbl")?;
    if !list.recipients.is_empty() {
        let heading = Look {
            bold: true,
            italic: true,
            before: 120,
            ..CELL
        };
        part.paragraph(words::RECIPIENTS, heading)?;
    }
    for line in &list.recipients {
        part.paragraph(line, CELL)?;
    }
    // A document ends with a paragraph; one more than needed may make a page of its own.
    if list.recipients.is_empty() {
        part.paragraph("", PLAIN)?;
    }
    Ok(())
}

/// Who exported it, and "Trang x/y".
pub(super) fn page_numbers(part: &mut Part, stamp: &str) -> Result<()> {
    let look = Look { size: 18, ..PLAIN };
    part.open("w:p")?;
    part.begin(look)?;
    part.run(&format!("{stamp}   Trang "), look, false)?;
    part.field("PAGE", look)?;
    part.run("/", look, false)?;
    part.field("NUMPAGES", look)?;
    part.close("w:p")
}

fn footer(list: &OfficeList) -> Result<Vec<u8>> {
    let mut part = Part::new("w:ftr")?;
    let practice = list.head.practice.then_some(words::PRACTICE);
    let stamp = list.head.stamp.as_deref();
    let stamp: Vec<&str> = stamp.into_iter().chain(practice).collect();
    page_numbers(&mut part, &stamp.join(" · "))?;
    part.end("w:ftr")
}
