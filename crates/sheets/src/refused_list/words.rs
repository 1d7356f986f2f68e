//! The words of the sheet.

use crate::resident_list::{Field, RefusalReason, RefusedRow};

pub(super) const TITLE: &str = "Dòng chưa nhận";
pub(super) const HAMLET: &str = "Thôn";
/// No importer takes them for columns of a list.
pub(super) const OWN: [&str; 4] = ["Lý do chưa nhận", "Trang gốc", "Dòng gốc", "Cột cần sửa"];

pub(super) fn sheet(number: usize) -> String {
    format!("{TITLE} {number}")
}

pub(super) fn is_hamlet(field: Option<Field>) -> bool {
    field == Some(Field::Hamlet)
}

/// A header under which the column is read again as what it was, even where it stood below
/// another; those that speak for their cells keep their words.
pub(super) fn header(field: Option<Field>, written: &str) -> String {
    let header = match field {
        Some(Field::RowNumber) => "TT",
        Some(Field::Name) => "Họ và tên",
        Some(Field::FamilyName) => "Họ và đệm",
        Some(Field::GivenName) => "Tên",
        Some(Field::Birth) => "Ngày sinh",
        Some(Field::BirthYear) => "Năm sinh",
        Some(Field::Sex) => "Giới tính",
        Some(Field::Male) => "Nam",
        Some(Field::Female) => "Nữ",
        Some(Field::PersonalId) => "Số định danh cá nhân",
        Some(Field::LegacyId) => "Số CMND",
        Some(Field::Relation) => "Quan hệ với chủ hộ",
        Some(Field::HeadName) => "Họ tên chủ hộ",
        Some(Field::HouseholdCode) => "Mã hộ",
        Some(Field::House) => "Số nhà",
        Some(Field::Address) => "Địa chỉ",
        Some(Field::PermanentAddress) => "Nơi thường trú",
        Some(Field::Phone) => "Số điện thoại",
        Some(Field::ApprovedOn) => "Ngày phê duyệt",
        Some(Field::Note) => "Ghi chú",
        // "Thôn" and "Ngõ" complete bare numbers below them; states speak through their headers.
        _ => written,
    };
    header.to_owned()
}

/// The same of a row; of one that repeats another, which.
pub(super) fn reason_of(row: &RefusedRow) -> String {
    let reason = reason(row.code);
    match row.code {
        RefusalReason::Again if !row.text.is_empty() => {
            format!("{reason} Xem {}.", row.text)
        }
        _ => reason.to_owned(),
    }
}

/// What is wrong, in a sentence that says what to do.
fn reason(code: RefusalReason) -> &'static str {
    match code {
        RefusalReason::NameMissing => "Thiếu họ tên. Hãy ghi họ tên đầy đủ.",
        RefusalReason::NameUnreadable => "Ô họ tên không phải là tên người. Hãy ghi lại họ tên.",
        RefusalReason::OldEncoding => {
            "Họ tên bị lỗi phông chữ cũ (TCVN3, VNI). Hãy gõ lại bằng Unicode."
        }
        RefusalReason::BirthMissing => "Thiếu ngày sinh. Ít nhất hãy ghi năm sinh.",
        RefusalReason::BirthUnreadable => "Không đọc được ngày sinh. Hãy ghi dạng 05/03/1990.",
        RefusalReason::BirthImpossible => "Ngày sinh không có trong lịch. Hãy kiểm tra lại.",
        RefusalReason::BirthInFuture => "Ngày sinh ở tương lai. Hãy kiểm tra lại.",
        RefusalReason::SexMissing => "Thiếu giới tính. Hãy ghi Nam hoặc Nữ.",
        RefusalReason::SexUnreadable => "Không đọc được giới tính. Hãy ghi Nam hoặc Nữ.",
        RefusalReason::IdLostDigits => {
            "Số định danh bị bảng tính làm mất chữ số. Hãy định dạng ô là Văn bản rồi gõ lại đủ 12 số."
        }
        RefusalReason::IdWrongLength => "Số định danh không đủ hoặc thừa chữ số. Cần đúng 12 số.",
        RefusalReason::IdUnreadable => "Số định danh lẫn chữ hoặc ký hiệu. Cần đúng 12 số.",
        RefusalReason::LeftOut => "Cán bộ để lại khi xem bản xem trước.",
        RefusalReason::Again => "Trùng người với một dòng khác trong danh sách.",
        RefusalReason::IdUnknown => {
            "Sổ chưa có người mang số định danh này. Hãy nhập danh sách nhân khẩu trước, hoặc kiểm tra lại số."
        }
    }
}
