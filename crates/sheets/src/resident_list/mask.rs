//! Long numbers are ids or phones: reports show only the last four digits of them.

const SHOWN: usize = 4;
const LONG: usize = 9;

/// The text with all but the last four digits starred, if it has nine digits or more.
pub(super) fn mask(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits < LONG {
        return text.to_owned();
    }
    let mut left = digits;
    text.chars()
        .map(|c| {
            if !c.is_ascii_digit() {
                return c;
            }
            left -= 1;
            if left >= SHOWN { '*' } else { c }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn ids_and_phones_are_masked_and_dates_are_not() {
        assert_eq!(mask("003 190 123 456"), "*** *** **3 456");
        assert_eq!(mask("'0031901234567"), "'*********4567");
        assert_eq!(mask("31/02/1990"), "31/02/1990");
        assert_eq!(mask("3.8096E+10"), "3.8096E+10");
    }
}
