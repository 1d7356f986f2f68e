//! Lists in the office's form (decree 30/2020: agency, quốc hiệu and tiêu ngữ, number and date, title, columns,
//! signatures, nơi nhận): one model, from which every format is written (`domain.md` 1.5).

pub mod appendix;
mod docx;
pub mod invitation;
mod layout;
mod page;
#[doc(hidden)]
pub mod sample;
mod share;
pub mod slips;
pub mod walk;
mod words;

pub use invitation::{Invitation, PaperSize};
pub use share::Share;
pub use slips::Slips;
pub use walk::Walk;
pub use words::{
    COUNTRY, MOTTO, PRACTICE, PREPARED, RECIPIENTS, SIGN, SIGN_AND_SEAL, count, dated, moment,
};

use tungnha_core::time::Day;

/// A paper that an office hands on.
#[derive(Clone, PartialEq, Debug)]
pub enum Paper {
    /// A list with columns.
    List(OfficeList),
    /// A slip for every household, instead of a public list of names (`domain.md` 5.2 item 11).
    Slips(Slips),
    /// Numbered sheets to walk with, for a printer only.
    Walk(Walk),
    /// A one-time link for one person, for a printer only.
    Invitation(Invitation),
}

/// One list, ready to be written.
#[derive(Clone, PartialEq, Debug)]
pub struct OfficeList {
    /// Who issues it, where and when.
    pub head: Head,
    /// What it is called in a sentence, also the name of the workbook's sheet: "Danh sách xác nhận".
    pub name: String,
    /// In capitals, as printed: "DANH SÁCH XÁC NHẬN".
    pub title: String,
    /// What the list covers, below the title: campaign, hamlet, day; one line each.
    pub subtitle: Vec<String>,
    /// The columns after TT, which every list has.
    pub columns: Vec<Column>,
    /// The rows, in the order of printing.
    pub groups: Vec<Group>,
    /// What stands in the table when there is no row.
    pub nobody: String,
    /// Sentences below the table: how many, and out of how many.
    pub totals: Vec<String>,
    /// Nơi nhận, one line each; none prints nothing.
    pub recipients: Vec<String>,
    /// The two signatures.
    pub signatures: Signatures,
}

/// Who issues a paper, where and when.
#[derive(Clone, PartialEq, Debug)]
pub struct Head {
    /// The agency above, printed over [`Self::agency`]: "CÔNG AN TỈNH THANH HÓA".
    pub superior: Option<String>,
    /// "CÔNG AN XÃ CẨM TÂN"
    pub agency: String,
    /// Số, ký hiệu, with room for the number that the office's book gives: "Số: ....../DS-CAX".
    pub number: Option<String>,
    /// Where it is signed: "Cẩm Tân".
    pub place: String,
    /// The day printed beside the place; also the file's creation date.
    pub day: Day,
    /// True for people made up for practice: every page says so.
    pub practice: bool,
    /// Who exported it and when, at the foot of every page (`domain.md` 5.2 item 8).
    pub stamp: Option<String>,
}

/// One column.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Column {
    /// Its header.
    pub header: &'static str,
    /// Its width against the others, in characters of the workbook.
    pub width: f64,
    /// Whether its cells stand in the middle: days, numbers.
    pub centred: bool,
}

/// Rows under one heading: a hamlet's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// "Thôn Phú Lai: 12 người"; `None` for a list without headings.
    pub heading: Option<String>,
    /// For every row as many texts as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// Who signs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signatures {
    /// Name below NGƯỜI LẬP BIỂU, if it is to be printed.
    pub prepared_by: Option<String>,
    /// Above the second signature: "TRƯỞNG CÔNG AN XÃ".
    pub signer_title: String,
    /// Name below it, if it is to be printed.
    pub signed_by: Option<String>,
}

/// A paper could not be written; the text is for a log.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The workbook's library refused a cell.
    #[error("the list could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The document could not be packed.
    #[error("the document could not be packed: {0}")]
    Pack(#[from] std::io::Error),
    /// Slips are for hands, not for a spreadsheet; walk sheets are for a printer only.
    #[error("no such format for this paper")]
    NoSuchFormat,
}

impl OfficeList {
    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }
}

impl Paper {
    /// How many people a list or walk sheets name, or how many slips there are.
    pub fn rows(&self) -> usize {
        match self {
            Self::List(list) => list.rows(),
            Self::Slips(slips) => slips.slips.len(),
            Self::Walk(walk) => walk.lines(),
            Self::Invitation(_) => 1,
        }
    }

    /// Writes a workbook. Every text goes in as a text: nothing that a citizen or a volunteer typed can become a
    /// formula. The same list gives the same bytes.
    ///
    /// # Errors
    /// [`WriteError::NoSuchFormat`] for slips and walk sheets; else only if the library refuses a cell.
    pub fn xlsx(&self) -> Result<Vec<u8>, WriteError> {
        match self {
            Self::List(list) => Ok(page::workbook(list)?.save_to_buffer()?),
            Self::Slips(_) | Self::Walk(_) | Self::Invitation(_) => Err(WriteError::NoSuchFormat),
        }
    }

    /// Writes a text document to go on with. The same paper gives the same bytes.
    ///
    /// # Errors
    /// [`WriteError::NoSuchFormat`] for walk sheets; else only if memory fails the packing.
    pub fn docx(&self) -> Result<Vec<u8>, WriteError> {
        match self {
            Self::List(list) => Ok(docx::list(list)?),
            Self::Slips(slips) => Ok(docx::slips(slips)?),
            Self::Walk(_) | Self::Invitation(_) => Err(WriteError::NoSuchFormat),
        }
    }
}
