//! The words that every paper has.

use super::Head;
use tungnha_core::time::Instant;

/// Quốc hiệu.
pub const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Tiêu ngữ.
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// On every page of invented people.
pub const PRACTICE: &str = "DỮ LIỆU THỰC HÀNH - KHÔNG PHẢI NGƯỜI THẬT";
/// Above the first signature.
pub const PREPARED: &str = "NGƯỜI LẬP BIỂU";
/// Below it.
pub const SIGN: &str = "(Ký, ghi rõ họ tên)";
/// Below the title of the second.
pub const SIGN_AND_SEAL: &str = "(Ký, ghi rõ họ tên, đóng dấu)";
/// Above those who get a copy.
pub const RECIPIENTS: &str = "Nơi nhận:";

/// "Cẩm Tân, ngày 05 tháng 11 năm 2024"
pub fn dated(head: &Head) -> String {
    let (year, month, day) = head.day.ymd();
    format!("{}, ngày {day:02} tháng {month:02} năm {year}", head.place)
}

/// A moment in the time of Việt Nam: "19:05 20/11/2024".
pub fn moment(at: Instant) -> String {
    let since_midnight = at.0 - at.day().start().0;
    let minute = since_midnight.rem_euclid(3600) / 60;
    format!("{:02}:{minute:02} {}", at.hour(), at.day().in_words())
}

/// A count with a point between thousands: "20.549".
pub fn count(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use tungnha_core::time::Day;

    #[test]
    fn moments_are_those_of_vietnam() {
        let day = Day::from_ymd(2024, 11, 20).expect("a day");
        let evening = day.start().plus(19 * 3600 + 5 * 60);
        assert_eq!(moment(evening), "19:05 20/11/2024");
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
