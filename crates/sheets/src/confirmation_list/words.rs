//! The Vietnamese words of the list.

use super::{Confirmation, ConfirmationRow};
use tungnha_core::time::Instant;
use tungnha_core::words::{App, Stage};

pub(super) const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub(super) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
pub(super) const TITLE: &str = "DANH SÁCH XÁC NHẬN";
pub(super) const PRACTICE: &str = "DỮ LIỆU THỰC HÀNH - KHÔNG PHẢI NGƯỜI THẬT";
pub(super) const NOBODY: &str = "Chưa có kết quả nào trong phạm vi của danh sách này.";
pub(super) const PREPARED: &str = "NGƯỜI LẬP BIỂU";
pub(super) const SIGN: &str = "(Ký, ghi rõ họ tên)";
pub(super) const SIGN_AND_SEAL: &str = "(Ký, ghi rõ họ tên, đóng dấu)";
pub(super) const AWAITED: &str = "Chờ xác nhận";

/// "VNeID mức 2: đã kích hoạt"
pub(super) fn result(row: &ConfirmationRow) -> String {
    let app = match row.app {
        App::Vneid => "VNeID",
        App::Ihanoi => "iHanoi",
        App::Etax => "eTax Mobile",
    };
    let level = row
        .level
        .map(|level| format!(" mức {level}"))
        .unwrap_or_default();
    format!("{app}{level}: {}", stage(row.stage))
}

fn stage(stage: Stage) -> &'static str {
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

fn moment(at: Instant) -> String {
    let since_midnight = at.0 - at.day().start().0;
    let minute = since_midnight.rem_euclid(3600) / 60;
    format!("{:02}:{minute:02} {}", at.hour(), at.day().in_words())
}

/// Two parts with a comma, or the one that is there.
pub(super) fn joined(first: &str, second: &str) -> String {
    [first, second]
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// 20549 as 20.549
pub(super) fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use tungnha_core::time::Day;

    #[test]
    fn moments_are_those_of_vietnam() {
        let day = Day::from_ymd(2024, 11, 20).expect("a day");
        assert_eq!(
            moment(day.start().plus(19 * 3600 + 5 * 60)),
            "19:05 20/11/2024"
        );
        assert_eq!(moment(day.start().plus(-1)), "23:59 19/11/2024");
    }

    #[test]
    fn thousands_are_parted_by_points() {
        assert_eq!(
            [7, 999, 1000, 20549].map(count),
            ["7", "999", "1.000", "20.549"]
        );
    }
}
