//! Papers typeset as PDF by typst (`docs/adr/0025-typeset-papers.md`): fonts embedded, headers repeated, pages
//! numbered. Linked by programs for office computers only; the phone carries none of it.

mod inputs;
mod paper;

use paper::Paper as World;
use tungnha_sheets::office_list::Paper;
use typst::foundations::{Datetime, Dict, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

const INVITATION: &str = include_str!("invitation.typ");
const LIST: &str = include_str!("list.typ");
const SLIPS: &str = include_str!("slips.typ");
const WALK: &str = include_str!("walk.typ");

/// A paper could not be typeset; the text is for a log and holds nothing of any row.
#[derive(Debug, thiserror::Error)]
#[error("the paper could not be typeset: {0}")]
pub struct PrintError(String);

/// Typesets it. The same paper gives the same bytes; it reads no file, no network and no clock.
///
/// # Errors
/// When the template and the typesetter do not fit each other, which tests hold.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, PrintError> {
    let (template, inputs, day) = match paper {
        Paper::List(list) => (LIST, inputs::list(list), list.head.day),
        Paper::Slips(slips) => (SLIPS, inputs::slips(slips), slips.head.day),
        Paper::Walk(walk) => (WALK, inputs::walk(walk), walk.head.day),
        Paper::Invitation(one) => (INVITATION, inputs::invitation(one), one.head.day),
    };
    let (year, month, of_month) = day.ymd();
    let moment = Datetime::from_ymd_hms(year, month as u8, of_month as u8, 0, 0, 0);
    let document = typeset(template, inputs)?;
    let options = PdfOptions {
        ident: Smart::Custom("tungnha".into()),
        timestamp: moment.map(Timestamp::new_utc),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| said(&errors))
}

fn typeset(template: &str, inputs: Dict) -> Result<PagedDocument, PrintError> {
    let world = World::new(template, inputs).ok_or_else(|| PrintError("the fonts".into()))?;
    let made = typst::compile::<PagedDocument>(&world);
    // What the typesetter remembers of one paper is of no use to the next, and holds its rows.
    typst::comemo::evict(0);
    made.output.map_err(|errors| said(&errors))
}

fn said(errors: &[typst::diag::SourceDiagnostic]) -> PrintError {
    let messages: Vec<&str> = errors.iter().map(|e| e.message.as_str()).collect();
    PrintError(messages.join("; "))
}
