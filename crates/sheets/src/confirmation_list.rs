//! Danh sách xác nhận: who was helped to which account, by whom, and who confirmed it, as a sheet
//! to print, sign and hand in (`domain.md` D-39).

mod layout;
mod page;
mod words;

use tungnha_core::birth::BirthDate;
use tungnha_core::personal_id::PersonalId;
use tungnha_core::time::{Day, Instant};
use tungnha_core::words::{App, Stage};

/// One list, ready to be written.
#[derive(Clone, PartialEq, Debug)]
pub struct ConfirmationList {
    /// The agency above, printed over [`Self::agency`]: "CÔNG AN TỈNH THANH HÓA".
    pub superior: Option<String>,
    /// Who issues the list: "CÔNG AN XÃ CẨM TÂN".
    pub agency: String,
    /// Where it is signed: "Cẩm Tân".
    pub place: String,
    /// The day printed beside the place; also the workbook's creation date.
    pub day: Day,
    /// What the list covers, below the title: campaign, hamlet, period; one line each.
    pub scope: Vec<String>,
    /// True for people made up for practice: the sheet says so on every page.
    pub practice: bool,
    /// The results, in the order of printing.
    pub rows: Vec<ConfirmationRow>,
    /// Name below NGƯỜI LẬP BIỂU, if it is to be printed.
    pub prepared_by: Option<String>,
    /// Above the second signature: "TRƯỞNG CÔNG AN XÃ".
    pub signer_title: String,
    /// Name below it, if it is to be printed.
    pub signed_by: Option<String>,
    /// Who exported it and when, at the foot of every page (`domain.md` 5.2 item 8).
    pub stamp: Option<String>,
}

/// One result of one citizen.
#[derive(Clone, PartialEq, Debug)]
pub struct ConfirmationRow {
    /// Họ và tên, as the roll writes it.
    pub name: String,
    /// As precisely as known; `None` prints nothing.
    pub birth: Option<BirthDate>,
    /// `None` prints nothing.
    pub personal_id: Option<PersonalId>,
    /// "Thôn Phú Lai, ngõ 5, số 12"
    pub address: String,
    /// Which app.
    pub app: App,
    /// VNeID's level, 1 or 2; `None` for the other apps.
    pub level: Option<u8>,
    /// What was reached.
    pub stage: Stage,
    /// The day of the visit.
    pub done_on: Day,
    /// Who helped; may be empty.
    pub helper: String,
    /// That person's organisation; may be empty.
    pub unit: String,
    /// `None` while nobody has confirmed it.
    pub confirmation: Option<Confirmation>,
    /// Ghi chú; may be empty.
    pub note: String,
}

/// Who confirmed a result, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confirmation {
    /// Name and office.
    pub by: String,
    /// The moment; printed in the time of Việt Nam.
    pub at: Instant,
}

/// The list could not be written; the text is for a log.
#[derive(Debug, thiserror::Error)]
#[error("the list could not be written: {0}")]
pub struct WriteError(#[from] rust_xlsxwriter::XlsxError);

/// Writes the list as an `.xlsx`.
///
/// Every text goes into the workbook as a text: nothing that a citizen or a volunteer typed can
/// become a formula. The same list gives the same bytes.
pub fn write(list: &ConfirmationList) -> Result<Vec<u8>, WriteError> {
    Ok(page::workbook(list)?.save_to_buffer()?)
}
