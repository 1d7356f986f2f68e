//! Birth dates out of spreadsheets, in every shape that lists hold them (`domain.md` 3.4, 7.3/4).

use super::BirthDate;
use crate::time::Day;

/// What was read, and what a person may want to know about how.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BirthReading {
    /// The date.
    pub birth: BirthDate,
    /// In the order found; empty for a date written plainly.
    pub notes: Vec<BirthNote>,
}

/// Something about the writing of a birth date that may hide an error.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BirthNote {
    /// Only month before day makes a date of it: 12/25/1990.
    SwappedMonthDay,
    /// 01/01, or zeros or dots instead of day and month: often only the year is known. Zeros give
    /// a less precise date; 01/01 is kept as written, since some are born on that day.
    Placeholder,
    /// The century was guessed: the latest that is not in the future.
    TwoDigitYear,
    /// A day number of a spreadsheet, written as text.
    Serial,
    /// A letter O or l stood for 0 or 1.
    LetterForDigit,
    /// Seven digits: the first zero of ddmmyyyy was lost.
    LostZero,
}

/// Why there is no birth date in the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum BirthRefusal {
    /// Nothing is written.
    #[error("no birth date")]
    Empty,
    /// No shape of a date.
    #[error("not a date")]
    Unreadable,
    /// The shape of a date that the calendar lacks (31/02), or before 1880.
    #[error("no such day")]
    Impossible,
    /// After today.
    #[error("in the future")]
    Future,
}

/// Nobody alive was born earlier; an earlier year is a slip of the fingers.
const OLDEST_YEAR: u16 = 1880;

/// The birth date of a spreadsheet's day number (1 = 01/01/1900, the system that Windows uses).
pub fn from_serial(serial: i64, today: Day) -> Result<BirthDate, BirthRefusal> {
    // Below 61 the numbers are off by one, for a 29/02/1900 that never was; nobody needs them.
    if serial < 61 {
        return Err(BirthRefusal::Unreadable);
    }
    let day = i32::try_from(serial - 25_569).map_err(|_| BirthRefusal::Impossible)?;
    let birth = BirthDate::from_calendar(Day(day)).ok_or(BirthRefusal::Impossible)?;
    sane(birth, today)
}

/// Reads a birth date; `today` bounds it and decides the century of two-digit years.
///
/// Understood: `d/m/yyyy` with any separator, `ddmmyyyy`, `yyyy-mm-dd` with or without a time,
/// `mm/yyyy`, a year alone or among words, "ngày … tháng … năm …", zeros, dots or question marks
/// for an unknown day or month, two-digit years, and day numbers of spreadsheets.
pub fn parse_loose(text: &str, today: Day) -> Result<BirthReading, BirthRefusal> {
    let mut notes = Vec::new();
    let text = without_time(text.trim());
    let text = repair_digits(text, &mut notes);
    let groups: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let birth = match groups.as_slice() {
        [] if text.trim().is_empty() => return Err(BirthRefusal::Empty),
        [] => return Err(BirthRefusal::Unreadable),
        [one] => from_one_group(one, &text, today, &mut notes)?,
        // 1.950: a year in a cell that shows thousands with a dot.
        [thousands, rest] if thousands.len() == 1 && rest.len() == 3 && text.contains('.') => {
            let year = format!("{thousands}{rest}");
            from_one_group(&year, &year, today, &mut notes)?
        }
        // 1950.0, 33000.0: a number that became text.
        [one, "0"] if text.trim().ends_with(".0") && one.len() >= 4 => {
            from_one_group(one, one, today, &mut notes)?
        }
        [month, year] if year.len() == 4 => from_parts(ABSENT, month, year, today, &mut notes)?,
        [year, month] if year.len() == 4 => from_parts(ABSENT, month, year, today, &mut notes)?,
        [year, month, day] if year.len() == 4 => from_parts(day, month, year, today, &mut notes)?,
        [day, month, year] => from_parts(day, month, year, today, &mut notes)?,
        _ => return Err(BirthRefusal::Unreadable),
    };
    let birth = sane(birth, today)?;
    notes.sort_unstable();
    notes.dedup();
    Ok(BirthReading { birth, notes })
}

fn from_one_group(
    digits: &str,
    text: &str,
    today: Day,
    notes: &mut Vec<BirthNote>,
) -> Result<BirthDate, BirthRefusal> {
    let part = |from, to| digits.get(from..to).unwrap_or_default();
    match digits.len() {
        4 => {
            // "../../1950" and "?/?/1950" tell that the rest is unknown; "năm 1950" needs no note.
            if text.matches(['/', '.', '-', '?', '…']).count() > 1 {
                notes.push(BirthNote::Placeholder);
            }
            from_parts(ABSENT, ABSENT, digits, today, &mut Vec::new())
        }
        5 => {
            notes.push(BirthNote::Serial);
            from_serial(digits.parse().unwrap_or(0), today)
        }
        6 => from_parts(part(0, 2), part(2, 4), part(4, 6), today, notes),
        7 => {
            notes.push(BirthNote::LostZero);
            from_parts(part(0, 1), part(1, 3), part(3, 7), today, notes)
        }
        8 => {
            let mut as_written = Vec::new();
            let day_first = from_parts(part(0, 2), part(2, 4), part(4, 8), today, &mut as_written)
                .and_then(|birth| sane(birth, today));
            match day_first {
                Ok(birth) => {
                    notes.append(&mut as_written);
                    Ok(birth)
                }
                Err(why) => from_parts(part(6, 8), part(4, 6), part(0, 4), today, notes)
                    .and_then(|birth| sane(birth, today))
                    .map_err(|_| why),
            }
        }
        _ => Err(BirthRefusal::Unreadable),
    }
}

/// A part of a date that the text does not have, unlike a zero that it does.
const ABSENT: &str = "";

/// Day, month and year as digits; zeros or `ABSENT` for what is unknown.
fn from_parts(
    day: &str,
    month: &str,
    year: &str,
    today: Day,
    notes: &mut Vec<BirthNote>,
) -> Result<BirthDate, BirthRefusal> {
    let number = |digits: &str| match digits {
        ABSENT => Ok(0),
        digits => digits.parse().map_err(|_| BirthRefusal::Unreadable),
    };
    let written = [day, month].map(|part| part != ABSENT);
    let (day, month) = (number(day)?, number(month)?);
    let zeros_written =
        written == [true, true] && day == 0 || written == [false, true] && month == 0;
    let year = match year.len() {
        4 => number(year)?,
        2 => {
            notes.push(BirthNote::TwoDigitYear);
            let (this_year, ..) = today.ymd();
            let this_year = u16::try_from(this_year).map_err(|_| BirthRefusal::Impossible)?;
            let latest = this_year - this_year % 100 + number(year)?;
            if latest > this_year {
                latest - 100
            } else {
                latest
            }
        }
        _ => return Err(BirthRefusal::Unreadable),
    };
    let (mut day, mut month) = (small(day)?, small(month)?);
    if day.is_some() && month.is_none() {
        return Err(BirthRefusal::Impossible);
    }
    if let (Some(d), Some(m)) = (day, month) {
        if m > 12 && d <= 12 {
            (day, month) = (Some(m), Some(d));
            notes.push(BirthNote::SwappedMonthDay);
        }
        if (d, m) == (1, 1) {
            notes.push(BirthNote::Placeholder);
        }
    } else if zeros_written {
        notes.push(BirthNote::Placeholder);
    }
    BirthDate::new(year, month, day).ok_or(BirthRefusal::Impossible)
}

/// Zero is "unknown"; what no calendar has is impossible.
fn small(number: u16) -> Result<Option<u8>, BirthRefusal> {
    match number {
        0 => Ok(None),
        1..=31 => Ok(Some(number as u8)),
        _ => Err(BirthRefusal::Impossible),
    }
}

fn sane(birth: BirthDate, today: Day) -> Result<BirthDate, BirthRefusal> {
    if birth.earliest() > today {
        Err(BirthRefusal::Future)
    } else if birth.year() < OLDEST_YEAR {
        Err(BirthRefusal::Impossible)
    } else {
        Ok(birth)
    }
}

/// Cuts a time of day: `1990-01-05 00:00:00`, `05/01/1990 0:00`, `1990-01-05T00:00`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let before = text.get(..colon).unwrap_or_default();
    before
        .rfind([' ', 'T'])
        .and_then(|cut| text.get(..cut))
        .unwrap_or(text)
}

/// Reads letters O and l as digits in words that have digits and no other letters.
fn repair_digits(text: &str, notes: &mut Vec<BirthNote>) -> String {
    let looks_like_digit = |c: char| matches!(c, 'O' | 'o' | 'l' | 'I');
    let mut repaired = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let numeric = word.contains(|c: char| c.is_ascii_digit())
            && !word.contains(|c: char| c.is_alphabetic() && !looks_like_digit(c));
        if !(numeric && word.contains(looks_like_digit)) {
            repaired.push_str(word);
            continue;
        }
        notes.push(BirthNote::LetterForDigit);
        repaired.extend(word.chars().map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            c => c,
        }));
    }
    repaired
}

#[cfg(test)]
mod tests {
    use super::*;
    use BirthNote::*;
    use proptest::prelude::*;

    fn today() -> Day {
        Day::from_ymd(2024, 11, 20).expect("a day")
    }

    fn read(text: &str) -> (String, Vec<BirthNote>) {
        match parse_loose(text, today()) {
            Ok(reading) => (reading.birth.to_string(), reading.notes),
            Err(why) => (why.to_string(), Vec::new()),
        }
    }

    #[test]
    fn every_shape_of_the_lists_is_read() {
        for text in [
            "5/3/1990",
            "05/03/1990",
            "05-03-1990",
            "05.03.1990",
            " 05 / 03 / 1990 ",
            "05\\03\\1990",
            "05031990",
            "19900305",
            "1990-03-05",
            "1990-03-05 00:00:00",
            "1990-03-05T00:00",
            "05/03/1990 0:00",
            "'05/03/1990",
            "ngày 5 tháng 3 năm 1990",
        ] {
            assert_eq!(read(text), ("05/03/1990".into(), vec![]), "{text}");
        }
        for text in [
            "1950",
            "1950.0",
            "năm 1950",
            "Sinh năm 1950",
            "(1950)",
            "1.950",
        ] {
            assert_eq!(read(text), ("1950".into(), vec![]), "{text}");
        }
        for text in ["03/1990", "3-1990", "tháng 3 năm 1990", "1990-03"] {
            assert_eq!(read(text), ("03/1990".into(), vec![]), "{text}");
        }
    }

    #[test]
    fn doubtful_writings_are_read_and_noted() {
        for (text, value, note) in [
            ("12/25/1990", "25/12/1990", SwappedMonthDay),
            ("00/00/1950", "1950", Placeholder),
            ("00/05/1950", "05/1950", Placeholder),
            ("0/0/1950", "1950", Placeholder),
            ("../../1950", "1950", Placeholder),
            ("?/?/1950", "1950", Placeholder),
            ("01/01/1950", "01/01/1950", Placeholder),
            ("05/03/90", "05/03/1990", TwoDigitYear),
            ("05/03/10", "05/03/2010", TwoDigitYear),
            ("050390", "05/03/1990", TwoDigitYear),
            ("32937", "05/03/1990", Serial),
            ("32937.0", "05/03/1990", Serial),
            ("O5/O3/199O", "05/03/1990", LetterForDigit),
            ("5031990", "05/03/1990", LostZero),
        ] {
            assert_eq!(read(text), (value.into(), vec![note]), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_reason() {
        let refusal = |text: &str| parse_loose(text, today()).err();
        for (text, why) in [
            ("", BirthRefusal::Empty),
            ("  ", BirthRefusal::Empty),
            ("không rõ", BirthRefusal::Unreadable),
            ("5/3/199", BirthRefusal::Unreadable),
            ("1/2/3/4", BirthRefusal::Unreadable),
            ("31/02/1990", BirthRefusal::Impossible),
            ("13/13/1990", BirthRefusal::Impossible),
            ("45/03/1990", BirthRefusal::Impossible),
            ("05/03/1190", BirthRefusal::Impossible),
            ("5/0/1990", BirthRefusal::Impossible),
            ("21/11/2024", BirthRefusal::Future),
            ("2025", BirthRefusal::Future),
            ("12/2024", BirthRefusal::Future),
        ] {
            assert_eq!(refusal(text), Some(why), "{text}");
        }
        assert_eq!(refusal("20/11/2024"), None);
    }

    #[test]
    fn serials_of_numeric_cells() {
        let day = |serial| from_serial(serial, today()).map(|birth| birth.to_string());
        assert_eq!(day(32_937), Ok("05/03/1990".into()));
        assert_eq!(day(60), Err(BirthRefusal::Unreadable));
        assert_eq!(day(60_000), Err(BirthRefusal::Future));
        assert_eq!(day(i64::MAX), Err(BirthRefusal::Impossible));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in "\\PC{0,20}") {
            let _ = parse_loose(&text, today());
        }

        #[test]
        fn what_is_shown_is_read_back(n in -25_000i32..20_000) {
            let birth = BirthDate::from_calendar(Day(n)).expect("a day");
            prop_assert_eq!(parse_loose(&birth.to_string(), today()).map(|r| r.birth), Ok(birth));
        }
    }
}
