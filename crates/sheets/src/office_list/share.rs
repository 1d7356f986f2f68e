//! A rate that says of what it is a rate (D-41).

use super::count;

/// So many out of so many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share<'a> {
    /// "Tỷ lệ không đủ điều kiện"
    pub name: &'a str,
    /// The numerator.
    pub part: usize,
    /// Who is counted in it: "người không đủ điều kiện".
    pub part_words: &'a str,
    /// The denominator.
    pub whole: usize,
    /// Who is counted in it: "người đã rà soát".
    pub whole_words: &'a str,
}

impl Share<'_> {
    /// "Tỷ lệ không đủ điều kiện: 12/340 = 3,5 %. Tử số: 12 người …; mẫu số: 340 người …." Half a tenth is rounded
    /// up. Out of nobody there is no rate, and that is said.
    pub fn sentence(&self) -> String {
        let (part, whole) = (count(self.part), count(self.whole));
        let rate = match self.tenths() {
            Some(tenths) => format!("{part}/{whole} = {},{} %", tenths / 10, tenths % 10),
            None => format!("{part}/{whole}, chưa tính được"),
        };
        format!(
            "{}: {rate}. Tử số: {part} {}; mẫu số: {whole} {}.",
            self.name, self.part_words, self.whole_words
        )
    }

    /// Tenths of a per cent, in whole numbers.
    fn tenths(&self) -> Option<usize> {
        (self.part * 2000 + self.whole).checked_div(self.whole * 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(part: usize, whole: usize) -> String {
        let share = Share {
            name: "Tỷ lệ",
            part,
            part_words: "người này",
            whole,
            whole_words: "người kia",
        };
        share.sentence()
    }

    #[test]
    fn a_rate_says_of_what() {
        let told = "Tỷ lệ: 1.324/2.887 = 45,9 %. Tử số: 1.324 người này; mẫu số: 2.887 người kia.";
        assert_eq!(sentence(1324, 2887), told);
        assert!(sentence(1, 2000).contains("= 0,1 %"));
        assert!(sentence(1, 2001).contains("= 0,0 %"));
        assert!(sentence(5, 5).contains("= 100,0 %"));
        assert!(sentence(0, 0).starts_with("Tỷ lệ: 0/0, chưa tính được. "));
    }
}
