//! Danh sách xác nhận: who was helped to which account, by whom, and who confirmed it, as a sheet
//! to print, sign and hand in (`domain.md` D-39).

mod words;

pub use words::result;

use crate::office_list::{Column, Group, Head, OfficeList, Paper, Signatures, WriteError, count};
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
    /// "Số: ....../DS-CAX"
    pub number: Option<String>,
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
    /// Nơi nhận, one line each.
    pub recipients: Vec<String>,
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

/// Column by column: header, width, whether in the middle.
const COLUMNS: [(&str, f64, bool); 9] = [
    ("Họ và tên", 21.0, false),
    ("Ngày sinh", 12.5, true),
    ("Số định danh", 15.5, true),
    ("Thôn, địa chỉ", 22.0, false),
    ("Ứng dụng, mức", 16.0, false),
    ("Ngày thực hiện", 12.5, true),
    ("Người hướng dẫn, đơn vị", 20.0, false),
    ("Xác nhận (ai, lúc nào)", 18.5, false),
    ("Ghi chú", 12.0, false),
];

impl ConfirmationList {
    /// The list in the office's form.
    pub fn paper(&self) -> OfficeList {
        let rows: Vec<Vec<String>> = self.rows.iter().map(cells).collect();
        let total = format!("Danh sách có {} kết quả.", count(rows.len()));
        OfficeList {
            head: Head {
                superior: self.superior.clone(),
                agency: self.agency.clone(),
                number: self.number.clone(),
                place: self.place.clone(),
                day: self.day,
                practice: self.practice,
                stamp: self.stamp.clone(),
            },
            name: "Danh sách xác nhận".into(),
            title: words::TITLE.into(),
            subtitle: self.scope.clone(),
            columns: COLUMNS
                .map(|(header, width, centred)| Column {
                    header,
                    width,
                    centred,
                })
                .to_vec(),
            totals: (!rows.is_empty()).then_some(total).into_iter().collect(),
            groups: vec![Group {
                heading: None,
                rows,
            }],
            nobody: words::NOBODY.into(),
            recipients: self.recipients.clone(),
            signatures: Signatures {
                prepared_by: self.prepared_by.clone(),
                signer_title: self.signer_title.clone(),
                signed_by: self.signed_by.clone(),
            },
        }
    }
}

fn cells(row: &ConfirmationRow) -> Vec<String> {
    vec![
        row.name.clone(),
        row.birth.map(|birth| birth.to_string()).unwrap_or_default(),
        row.personal_id.map(|id| id.to_string()).unwrap_or_default(),
        row.address.clone(),
        result(row.app, row.level, row.stage),
        row.done_on.in_words(),
        words::joined(&row.helper, &row.unit),
        words::confirmation(row.confirmation.as_ref()),
        row.note.clone(),
    ]
}

/// Writes the list as an `.xlsx`.
///
/// # Errors
/// Only if the library refuses a cell.
pub fn write(list: &ConfirmationList) -> Result<Vec<u8>, WriteError> {
    Paper::List(list.paper()).xlsx()
}
