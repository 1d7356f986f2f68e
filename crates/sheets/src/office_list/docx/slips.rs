//! Slips, four on a page.

use super::pack::pack;
use super::text::{Lines, Look, Part};
use crate::office_list::slips::{ASK, LACKING, Slip, Slips, TITLE, TO_DO, WARNING};
use crate::office_list::words;
use std::io::Result;

/// Half of A4's width and height but for the printer's own margins, twentieths of a point.
const HALF: u32 = (11906 - 2 * MARGIN) / 2;
const HEIGHT: u32 = (16838 - 2 * MARGIN - 500) / 2;
const MARGIN: u32 = 397;

/// 9 points.
const SMALL: Look = Look {
    size: 18,
    bold: false,
    italic: false,
    underlined: false,
    centred: false,
    keeps: false,
    before: 40,
};
const STRONG: Look = Look {
    bold: true,
    ..SMALL
};
const CENTRED: Look = Look {
    centred: true,
    before: 0,
    ..SMALL
};

/// Writes them.
pub(crate) fn slips(slips: &Slips) -> Result<Vec<u8>> {
    let mut part = Part::new("w:document")?;
    part.open("w:body")?;
    for (at, page) in slips.slips.chunks(4).enumerate() {
        if at > 0 {
            // Two tables without a paragraph between them would be one.
            part.paragraph(
                "",
                Look {
                    size: 2,
                    before: 0,
                    ..SMALL
                },
            )?;
        }
        part.table(&[HALF, HALF], Lines::Cut)?;
        for pair in page.chunks(2) {
            part.row(false, Some(HEIGHT))?;
            for slip in pair {
                part.cell(HALF, 1)?;
                one(&mut part, slips, slip)?;
                part.close("w:tc")?;
            }
            if pair.len() == 1 {
                part.text_cell(HALF, 1, "", SMALL)?;
            }
            part.close("w:tr")?;
        }
        part.close("w:tbl")?;
    }
    part.paragraph(
        "",
        Look {
            size: 2,
            before: 0,
            ..SMALL
        },
    )?;
    part.section(false, MARGIN)?;
    part.close("w:body")?;
    let mut footer = Part::new("w:ftr")?;
    footer.paragraph(
        "",
        Look {
            size: 2,
            before: 0,
            ..SMALL
        },
    )?;
    pack(&part.end("w:document")?, &footer.end("w:ftr")?)
}

fn one(part: &mut Part, slips: &Slips, slip: &Slip) -> Result<()> {
    part.paragraph(
        &slips.head.agency,
        Look {
            bold: true,
            ..CENTRED
        },
    )?;
    part.paragraph(
        &words::dated(&slips.head),
        Look {
            italic: true,
            ..CENTRED
        },
    )?;
    part.paragraph(
        TITLE,
        Look {
            bold: true,
            size: 24,
            before: 80,
            ..CENTRED
        },
    )?;
    part.paragraph(
        &slips.subject,
        Look {
            bold: true,
            ..CENTRED
        },
    )?;
    if slips.head.practice {
        part.paragraph(
            words::PRACTICE,
            Look {
                bold: true,
                ..CENTRED
            },
        )?;
    }
    part.paragraph(&format!("Kính gửi: {}", slip.to), STRONG)?;
    part.paragraph(&slip.address, SMALL)?;
    part.paragraph(LACKING, SMALL)?;
    for line in slip.lines() {
        part.paragraph(&format!("- {line}"), Look { before: 0, ..SMALL })?;
    }
    part.paragraph(TO_DO, SMALL)?;
    for step in &slip.steps {
        part.paragraph(&format!("- {step}"), Look { before: 0, ..SMALL })?;
    }
    if let Some(contact) = &slips.contact {
        part.paragraph(&format!("{ASK}{contact}"), SMALL)?;
    }
    part.paragraph(
        WARNING,
        Look {
            italic: true,
            size: 16,
            ..SMALL
        },
    )
}
