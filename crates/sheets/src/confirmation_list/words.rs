//! The Vietnamese words of the list.

use super::Confirmation;
use crate::office_list::moment;
use tungnha_core::words::{App, Stage};

pub(super) const TITLE: &str = "DANH SÁCH XÁC NHẬN";
pub(super) const NOBODY: &str = "Chưa có kết quả nào trong phạm vi của danh sách này.";
pub(super) const AWAITED: &str = "Chờ xác nhận";

/// "VNeID mức 2: đã kích hoạt". The level is VNeID's.
pub fn result(app: App, level: Option<u8>, stage: Stage) -> String {
    let app = match app {
        App::Vneid => "VNeID",
        App::Ihanoi => "iHanoi",
        App::Etax => "eTax Mobile",
    };
    let level = level.map(|level| format!(" mức {level}"));
    format!("{app}{}: {}", level.unwrap_or_default(), of(stage))
}

fn of(stage: Stage) -> &'static str {
    match stage {
        Stage::NotRegistered => "chưa đăng ký",
        Stage::DossierCollected => "đã thu nhận hồ sơ",
        Stage::Rejected => "bị từ chối",
        Stage::Approved => "đã phê duyệt",
        Stage::Activated => "đã kích hoạt",
        Stage::Locked => "bị khóa",
        Stage::Installed => "đã cài đặt",
        Stage::AccountCreated => "đã tạo tài khoản",
        Stage::LoggedIn => "đã đăng nhập",
        Stage::InUse => "đang sử dụng",
        Stage::NotApplicable => "không áp dụng",
    }
}

/// "Thiếu tá Lê Văn Ký, 19:05 20/11/2024"
pub(super) fn confirmation(confirmation: Option<&Confirmation>) -> String {
    match confirmation {
        Some(Confirmation { by, at }) => format!("{by}, {}", moment(*at)),
        None => AWAITED.to_owned(),
    }
}

/// Two parts with a comma, or the one that is there.
pub(super) fn joined(first: &str, second: &str) -> String {
    [first, second]
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
