//! The appendix as it goes out. That it left is said before it is handed over (`domain.md` 5.2 point 8).

use super::appendix::{axis, page};
use crate::device::{need_office, role};
use crate::export::head_of;
use crate::payload::*;
use crate::status::corrected;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::target::thousands;
use tungnha_core::{Instant, body, rights};
use tungnha_sheets::office_list::appendix::{Appendix, AppendixRow as Line, Numbers};

/// What the plan calls the two targets, where this book has set none.
const LEVEL2: &str = "Chỉ tiêu cấp tài khoản định danh mức 2 trong cao điểm";
const ACTIVATION: &str = "Chỉ tiêu kích hoạt (M1+M2)";
/// What the table is, below its title.
const SUBJECT: &str = "Chỉ tiêu thu nhận hồ sơ và kích hoạt tài khoản định danh điện tử";

impl Device {
    pub(crate) fn export_appendix(&self, args: ExportAppendix) -> Result<Exported, ApiError> {
        let by = axis(&args.by)?;
        let (appendix, said) = self.read(|txn| {
            need_office(txn)?;
            let now = corrected(txn, self.0.host.now());
            let page = page(txn, Some(by), now)?;
            let (grant, campaign) = (txn.grant()?, txn.campaign()?);
            let appendix = Appendix {
                head: head_of(&grant, campaign.as_ref(), now, false),
                subtitle: subtitle(&page)?,
                level2: title(page.level2.as_ref(), LEVEL2),
                activation: title(page.activation.as_ref(), ACTIVATION),
                rows: page.rows.iter().map(line).collect(),
                total: total(&page),
                notes: notes(&page),
            };
            let said = body::Exported {
                list: "appendix".into(),
                scope: grant.book_name.clone(),
                rows: u32::try_from(page.rows.len()).unwrap_or(u32::MAX),
                format: "xlsx".into(),
            };
            Ok((appendix, said))
        })?;
        let bytes = appendix
            .xlsx()
            .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
        let (now, rows) = (self.0.host.now(), said.rows);
        self.write(|txn| {
            let said = said.into();
            if !rights::may_assert(role(&txn.grant()?)?, &said) {
                return Err(ErrorCode::NotAllowed.into());
            }
            Ok(txn.say(said, now)?)
        })?;
        let (year, month, day) = now.day().ymd();
        let file_name = format!("phu-luc-chi-tieu-{year:04}-{month:02}-{day:02}.xlsx");
        self.handed(&file_name, &bytes, rows, args.save)
    }
}

fn title(target: Option<&AppendixTarget>, otherwise: &str) -> String {
    target.map_or(otherwise, |target| &target.title).to_owned()
}

fn subtitle(page: &AppendixPage) -> Result<Vec<String>, ApiError> {
    let on = convert::read_day(&page.on)?.in_words();
    Ok(vec![
        SUBJECT.to_owned(),
        format!("(Số liệu tính đến hết ngày {on})"),
    ])
}

fn name(row: &AppendixRow) -> &str {
    match (&row.name, row.bearer.as_str()) {
        (Some(name), _) => name,
        (None, "book") => "Toàn xã",
        (None, _) => &row.key,
    }
}

fn line(row: &AppendixRow) -> Line {
    let mut cells = row.cells.iter().map(|cell| cell.count.map(u64::from));
    let mut next = || cells.next().flatten();
    Line {
        name: name(row).to_owned(),
        numbers: [
            next(),
            next(),
            next(),
            next(),
            next(),
            row.level2.map(u64::from),
            row.activation.map(u64::from),
        ],
    }
}

/// What a document prints stands in the sum's row, as in the document; the notes say what the rows come to.
fn total(page: &AppendixPage) -> Numbers {
    let mut columns = page.total.iter().map(|total| total.sum);
    let asked = |target: &Option<AppendixTarget>| {
        let target = target.as_ref()?;
        let printed = target.printed.as_ref().map(|print| u64::from(print.total));
        Some(printed.unwrap_or(target.sum))
    };
    let mut next = || columns.next();
    [
        next(),
        next(),
        next(),
        next(),
        next(),
        asked(&page.level2),
        asked(&page.activation),
    ]
}

fn notes(page: &AppendixPage) -> Vec<String> {
    let mut notes = Vec::new();
    for target in [&page.level2, &page.activation].into_iter().flatten() {
        notes.extend(target.printed.as_ref().and_then(|print| {
            let (total, sum) = (thousands(print.total.into()), thousands(target.sum));
            let why = match print.explanation.as_str() {
                "sum_of_rows" => return None,
                "sum_before_rounding" => "là tổng trước khi làm tròn từng dòng",
                _ => "chưa giải thích được, cần xem lại",
            };
            Some(format!(
                "{}: {} ghi tổng {total}; cộng các dòng được {sum}, chênh {}. Số {total} {why}.",
                target.title,
                print.document,
                difference(print.difference),
            ))
        }));
    }
    for row in &page.rows {
        let excepted = [
            (&row.level2_excepted, &row.level2_reason),
            (&row.activation_excepted, &row.activation_reason),
        ];
        for (asked, reason) in excepted {
            if let (Some(asked), Some(reason)) = (asked, reason) {
                notes.push(format!("{}: giao {asked}. Lý do: {reason}.", name(row)));
            }
        }
        if row.invented {
            notes.push(format!("{}: số giả định.", name(row)));
        }
    }
    notes.extend(sources(page));
    if page.total.iter().any(|total| total.without > 0) {
        notes.push("Ô để trống là chưa có số.".into());
    }
    notes
}

/// Who answers for the columns, each once, and as of when.
fn sources(page: &AppendixPage) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for cell in page.rows.iter().flat_map(|row| &row.cells) {
        let source = match (&cell.owner, cell.as_of) {
            _ if cell.count.is_none() => continue,
            (Some(owner), Some(at)) => {
                format!(
                    "Nguồn số liệu: {owner}, tính đến {}.",
                    Instant(at).day().in_words()
                )
            }
            _ => "Ô không có nguồn khác là số đếm theo sổ của xã.".to_owned(),
        };
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

/// "-2", "+3"
fn difference(n: i64) -> String {
    let sign = if n < 0 { '-' } else { '+' };
    format!("{sign}{}", thousands(n.unsigned_abs()))
}
