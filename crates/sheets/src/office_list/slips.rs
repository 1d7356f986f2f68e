//! One slip a household: what the people of that door still lack, what to do and whom to ask. No list of names is
//! posted anywhere (D-44, `domain.md` 5.2 item 11).

use super::Head;

/// Slips, four on a sheet of A4 to be cut into A6.
#[derive(Clone, PartialEq, Debug)]
pub struct Slips {
    /// Who issues them.
    pub head: Head,
    /// "VỀ VIỆC ĐĂNG KÝ, KÍCH HOẠT TÀI KHOẢN": what the campaign asks, below THÔNG BÁO.
    pub subject: String,
    /// Whom to ask, with the phone; absent when the office gave none.
    pub contact: Option<String>,
    /// In the order of walking, so that a stack goes down the lane.
    pub slips: Vec<Slip>,
}

/// One door's slip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slip {
    /// "Gia đình ông (bà) Nguyễn Văn Trường", or "Hộ gia đình" when nobody knows the head.
    pub to: String,
    /// "ngõ 5, số 12, thôn Phú Lai"
    pub address: String,
    /// (name, what is lacking): ("Nguyễn Thị Hoà", "VNeID: kích hoạt mức 2").
    pub people: Vec<(String, String)>,
    /// What to do, one sentence each.
    pub steps: Vec<&'static str>,
}

/// Above the subject.
pub const TITLE: &str = "THÔNG BÁO";
/// Before the people.
pub const LACKING: &str = "Theo sổ của xã, gia đình mình còn:";
/// Before the steps.
pub const TO_DO: &str = "Việc cần làm:";
/// At the foot of every slip (`domain.md` 5.2 item 14).
pub const WARNING: &str =
    "Cán bộ không hỏi mã OTP, mật khẩu và không thu tiền. Ai hỏi, xin đừng đưa và báo công an xã.";
/// Before the contact.
pub const ASK: &str = "Hỏi thêm: ";
/// As many people stand on a slip; who is over is named by their number.
pub const MOST_PEOPLE: usize = 6;

impl Slip {
    /// The lines of people: "Nguyễn Thị Hoà: VNeID, kích hoạt mức 2".
    pub fn lines(&self) -> Vec<String> {
        let shown = self.people.iter().take(MOST_PEOPLE);
        let lines = shown.map(|(name, what)| format!("{name}: {what}"));
        let more = self.people.len().saturating_sub(MOST_PEOPLE);
        let rest = (more > 0).then(|| format!("và {more} người nữa trong nhà"));
        lines.chain(rest).collect()
    }
}
