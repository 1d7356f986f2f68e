//! A one-time enrolment link on paper, handed to the person whose device it makes: one small sheet, a QR, three
//! steps. Not a list: nobody of the roll stands on it.

use super::Head;
use super::words::moment;
use tungnha_core::Instant;
use tungnha_core::words::Role;

/// The paper.
#[derive(Clone, PartialEq, Debug)]
pub struct Invitation {
    /// Who issues it.
    pub head: Head,
    /// How large.
    pub size: PaperSize,
    /// What the QR holds.
    pub qr: String,
    /// Full name of whose device it makes.
    pub name: String,
    /// As what.
    pub role: Role,
    /// Where the member works, in words; empty prints nothing.
    pub place: String,
    /// Until when the link may be used.
    pub until: Instant,
    /// Whom to ask, with the phone; absent when the office gave none.
    pub contact: Option<String>,
}

/// How large a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaperSize {
    /// 105 × 148 mm, for a printer that has such paper.
    A6,
    /// A sheet of A4 with the same, larger.
    A4,
}

/// At the top.
pub const TITLE: &str = "GIẤY MỜI DÙNG TỪNG NHÀ";
/// Before the name.
pub const FOR: &str = "Cấp cho";
/// What to do, in the order of doing. The words between the quotes are those of the app's buttons.
pub const STEPS: [&str; 3] = [
    "Cài ứng dụng Từng Nhà theo hướng dẫn của xã.",
    "Mở ứng dụng, bấm “Dùng mã hoặc liên kết của xã”, rồi “Quét mã QR của cán bộ” và đưa mã này vào khung.",
    "Chọn mã PIN ít nhất 6 chữ số. Đọc bốn ký tự hiện trên máy cho cán bộ xã để máy được nhận.",
];
/// At the foot.
pub const WARNING: &str = "Không gửi mã này qua Zalo, không chụp ảnh, không đưa cho người khác. Mất giấy thì báo ngay \
                           cho cán bộ xã để hủy mã.";
/// Before the contact.
pub const ASK: &str = "Hỏi: ";

impl Invitation {
    /// "Tình nguyện viên, thôn Phú Lai"
    pub fn work(&self) -> String {
        let role = role(self.role);
        match self.place.as_str() {
            "" => role.to_owned(),
            place => format!("{role}, {place}"),
        }
    }

    /// "Dùng được một lần, đến 20:00 17/12/2024."
    pub fn good(&self) -> String {
        format!("Dùng được một lần, đến {}.", moment(self.until))
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Volunteer => "Tình nguyện viên",
        Role::Leader => "Tổ trưởng",
        Role::HamletHead => "Trưởng thôn",
        Role::Police => "Công an xã",
        Role::Office => "Cán bộ UBND xã",
        Role::Inspector => "Tổ kiểm tra",
        Role::Server => "Máy chủ",
    }
}
