//! A drawn sample on paper, to walk with.

use super::leave::{Leaving, Working};
use super::which::Format;
use crate::device::role;
use crate::paper::origin::by_walkers;
use crate::payload::{ExportSample, Exported};
use crate::review::{Item, address, items, need_inspection, person, read_seed};
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::HashMap;
use tungnha_core::words::App;
use tungnha_sheets::confirmation_list::result;
use tungnha_sheets::office_list::{Group, count};
use tungnha_store::{Key, Txn};

const COLUMNS: &[(&str, f64, bool)] = &[
    ("Họ và tên", 24.0, false),
    ("Năm sinh", 8.0, true),
    ("Địa chỉ", 28.0, false),
    ("Điện thoại", 13.0, true),
    ("Kết quả đã xác nhận", 26.0, false),
    ("Người khai", 20.0, false),
    ("Đúng", 7.0, true),
    ("Sai", 7.0, true),
    ("Chưa gặp", 9.0, true),
    ("Ghi chú", 22.0, false),
];

impl Device {
    /// The sample as it was drawn: what was found meanwhile does not draw others.
    pub(crate) fn export_recheck(&self, args: ExportSample) -> Result<Exported, ApiError> {
        let format: Format = convert::word(&args.format, "format")?;
        let role = self.read(|txn| role(&txn.grant()?))?;
        if !self
            .paper_formats(role)
            .iter()
            .any(|one| one == format.name())
        {
            return Err(ApiError::new(ErrorCode::BadInput, "format"));
        }
        read_seed(&args.seed)?;
        let now = self.0.host.now();
        let leaving = self.read(|txn| {
            need_inspection(txn)?;
            let (grant, campaign, now) = Working::read(txn, now)?;
            let hamlet = args.hamlet.as_deref().map(|id| convert::key(txn, id));
            let hamlet = hamlet.transpose()?;
            let scope = match hamlet {
                Some(key) => txn.hamlet_name(key)?,
                None => None,
            };
            let scope = scope.unwrap_or_else(|| grant.book_name.clone());
            let rows = rows(txn, hamlet, &args.claims)?;
            let drawn = format!(
                "Rút ngẫu nhiên {} trong {} trường hợp đã xác nhận, mã rút {}. Phạm vi: {scope}.",
                count(rows.len()),
                count(args.of as usize),
                args.seed,
            );
            Ok(Leaving {
                list: "recheck_sample",
                file: "danh-sach-phuc-tra",
                scope,
                paper: Working {
                    grant,
                    campaign,
                    now,
                    name: "Danh sách phúc tra",
                    of: vec![drawn],
                    columns: COLUMNS,
                    groups: vec![Group {
                        heading: None,
                        rows,
                    }],
                    nobody: "Không có trường hợp nào.",
                    totals: vec![
                        "Đánh dấu một ô cho mỗi người. Nếu sai, ghi rõ sai ở điểm nào.".into(),
                    ],
                }
                .paper(),
            })
        })?;
        self.leave(&leaving, format, args.save)
    }
}

/// The cases to which the `wanted` claims belong, in that order.
///
/// # Errors
/// `NotFound` for a claim that is not confirmed any more.
fn rows(
    txn: &Txn<'_>,
    hamlet: Option<Key>,
    wanted: &[String],
) -> Result<Vec<Vec<String>>, ApiError> {
    let mut cases: HashMap<Key, Item> = HashMap::new();
    for item in items(by_walkers(txn, txn.confirmed_claims(hamlet)?)?) {
        if let Some(first) = item.claims.first() {
            cases.insert(first.key, item);
        }
    }
    let hamlets: HashMap<Key, String> = txn
        .hamlets()?
        .into_iter()
        .map(|h| (h.key, h.name))
        .collect();
    let mut rows = Vec::with_capacity(wanted.len());
    for id in wanted {
        let item = cases.get(&convert::key(txn, id)?);
        let claim = item.and_then(|item| item.claims.first());
        let (Some(item), Some(claim)) = (item, claim) else {
            return Err(ApiError::new(ErrorCode::NotFound, "claim"));
        };
        let who = person(txn, claim.resident)?;
        let hamlet = hamlets.get(&who.hamlet).cloned().unwrap_or_default();
        let parts = [address(txn, who.household)?, hamlet];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let year = who.best_birth().map(|birth| birth.year().to_string());
        let level = (claim.app == App::Vneid).then_some(claim.level);
        rows.push(vec![
            who.name.clone(),
            year.unwrap_or_default(),
            parts.join(", "),
            who.phones.join("\n"),
            result(claim.app, level, claim.stage),
            item.names(|c| c.by.as_ref()).join(", "),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ]);
    }
    Ok(rows)
}
