//! Phiếu đi nhà: numbered sheets of paper for whoever goes down a lane without a phone. What is ticked on them is typed
//! in afterwards, line by line.

use super::Head;

/// Sheets that are printed in one go, black on white, A4.
#[derive(Clone, PartialEq, Debug)]
pub struct Walk {
    /// Who issues them.
    pub head: Head,
    /// The campaign, as printed on every page; empty when there is none.
    pub campaign: String,
    /// What can be ticked of a person, in the order of the boxes of every line.
    pub columns: Vec<WalkColumn>,
    /// To be read out before anything is ticked.
    pub ask: String,
    /// Whom people call to check the walker; absent when the office gave nobody.
    pub contact: Option<String>,
    /// The sheets; each begins a page of its own.
    pub sheets: Vec<WalkSheet>,
}

/// One thing that can be ticked: ("VNeID", "mức 2"), ("iHanoi", "đăng nhập").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WalkColumn {
    /// The app.
    pub app: &'static str,
    /// What of it a tick says.
    pub what: &'static str,
}

/// One numbered sheet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WalkSheet {
    /// Printed large.
    pub number: u32,
    /// What finds it again: the number and a check, "12-4837". Also its QR code.
    pub code: String,
    /// Which of how many sheets of its lane: "tờ 3/7"; "in lại" when it is printed once more.
    pub part: String,
    /// "Thôn Phú Lai, ngõ 5"
    pub place: String,
    /// Who goes with it; absent leaves room to write.
    pub walker: Option<String>,
    /// Doors in walking order.
    pub doors: Vec<WalkDoor>,
}

/// One door.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WalkDoor {
    /// The house's number as written, or the head's name where there is none.
    pub house: String,
    /// Its people, each a line.
    pub people: Vec<WalkPerson>,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WalkPerson {
    /// From 1 on every sheet.
    pub line: usize,
    /// Full name.
    pub name: String,
    /// "1961 · …4417": year of birth and at most the last four digits.
    pub about: String,
    /// Under sixteen: parents or a guardian answer.
    pub guardian: bool,
    /// One for every column.
    pub boxes: Vec<WalkBox>,
}

/// What stands in a box.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WalkBox {
    /// Room for a tick, with a word where something is under way: "đã duyệt".
    Open(Option<&'static str>),
    /// ◐ đã khai
    Claimed,
    /// ● xác nhận
    Confirmed,
    /// – không cần
    NotNeeded,
}

/// As many lines stand on a sheet: front and back of one leaf.
pub const MOST_LINES: usize = 40;
/// In large letters.
pub const TITLE: &str = "PHIẾU ĐI NHÀ";
/// Below the last line.
pub const WARNING: &str = "Không hỏi mã OTP, mật khẩu, không thu tiền. Phiếu có thông tin cá nhân: giữ kín, nộp lại công an xã ngay sau buổi đi.";

impl Walk {
    /// How many lines stand on all sheets.
    pub fn lines(&self) -> usize {
        let doors = self.sheets.iter().flat_map(|sheet| &sheet.doors);
        doors.map(|door| door.people.len()).sum()
    }
}
