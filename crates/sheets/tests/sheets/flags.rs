//! What is read and flagged: dates, sexes, phones, people entered twice.

use super::book::{HEADER, fill, flags, names, people, read, workbook};
use rust_xlsxwriter::Format;
use tungnha_core::words::Sex;
use tungnha_sheets::resident_list::FlagReason::*;

#[test]
fn dates_in_all_shapes() {
    let list = people(&[
        "#1|Lê Thị Một|@32937|Nữ||||",
        "#2|Lê Thị Hai|#32937|Nữ||||",
        "#3|Lê Thị Ba|5.3.1990|Nữ||||",
        "#4|Lê Thị Bốn|05031990|Nữ||||",
        "#5|Lê Thị Năm|#5031990|Nữ||||",
        "#6|Lê Thị Sáu|#1990|Nữ||||",
        "#7|Lê Thị Bảy|00/00/1990|Nữ||||",
        "#8|Lê Thị Tám|03/1990|Nữ||||",
        "#9|Lê Thị Chín|12/25/1990|Nữ||||",
        "#10|Lê Thị Mười|05/03/90|Nữ||||",
        "#11|Lê Thị Mốt|05/03/35|Nữ|003135000011|||",
        "#12|Lê Thị Tư||Nữ|003190000012|||",
    ]);
    let births: Vec<_> = list.rows.iter().map(|row| row.birth.to_string()).collect();
    assert_eq!(
        births,
        [
            "05/03/1990",
            "05/03/1990",
            "05/03/1990",
            "05/03/1990",
            "05/03/1990",
            "1990",
            "1990",
            "03/1990",
            "25/12/1990",
            "05/03/1990",
            "05/03/1935",
            "1990",
        ]
    );
    assert_eq!(
        flags(&list),
        [
            (6, "C", BirthRepaired),
            (10, "C", BirthSwapped),
            (11, "C", BirthTwoDigitYear),
            (13, "C", BirthFromId),
        ]
    );
}

#[test]
fn swapped_date_cells_betray_themselves() {
    let mut rows: Vec<String> = (1..=6)
        .map(|n| {
            format!(
                "#{n}|Lê Thị Số {}|{}/12/1990|Nữ||||",
                ["Một", "Hai", "Ba", "Tư", "Năm", "Sáu"][n - 1],
                n + 20
            )
        })
        .collect();
    // 33066 is 12/07/1990, typed as 07/12.
    rows.extend((1..=6).map(|n| {
        format!(
            "#{n}|Bùi Thị {}|@33066|Nữ||||",
            ["An", "Ban", "Cam", "Dung", "Duyên", "Gấm"][n - 1]
        )
    }));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let list = people(&rows);
    assert_eq!(list.rows[0].birth.to_string(), "21/12/1990");
    let swapped: Vec<_> = list
        .flagged
        .iter()
        .filter(|flag| flag.code == BirthSwapped)
        .collect();
    assert_eq!(swapped.len(), 6);
    let (_, month, day) = tungnha_core::time::Day(33_066 - 25_569).ymd();
    assert_eq!(
        list.rows[6].birth.to_string(),
        format!("{month:02}/{day:02}/1990")
    );
}

#[test]
fn sexes_in_all_forms() {
    let list = people(&[
        "#1|Lê Văn Một|1990|NAM||||",
        "#2|Lê Thị Hai|1990|nữ||||",
        "#3|Lê Văn Ba|1990|M||||",
        "#4|Lê Thị Bốn|1990|F||||",
        "#5|Lê Thị Năm|1990||003190000005|||",
        "#6|Lê Thị Sáu|1990|x|003190000006|||",
    ]);
    let sexes: Vec<_> = list.rows.iter().map(|row| row.sex == Sex::Female).collect();
    assert_eq!(sexes, [false, true, false, true, true, true]);
    assert_eq!(flags(&list), [(6, "D", SexFromId), (7, "D", SexFromId)]);
}

#[test]
fn codes_for_the_sex_are_learnt_from_the_ids() {
    let mut rows: Vec<String> = (0..10)
        .map(|n| {
            let woman = n % 2;
            format!(
                "#{n}|Lê {} {n}|1990|#{woman}|003{woman}9000000{n}|||",
                ["Văn", "Thị"][woman]
            )
        })
        .collect();
    rows.push("#11|Bùi Thị Hoa|1990|#1||||".into());
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let list = people(&rows);
    assert_eq!(list.rows.last().map(|row| row.sex), Some(Sex::Female));
    assert_eq!(list.refused, []);
    assert_eq!(list.flagged, []);
}

#[test]
fn phones_of_all_kinds() {
    let list = people(&[
        "#1|Lê Văn Một|1990|Nam|||#900000123|",
        "#2|Lê Văn Hai|1990|Nam|||01640000123 / 0980000456|",
        "#3|Lê Văn Ba|1990|Nam|||0900123|",
        "#4|Lê Văn Bốn|1990|Nam|||không có|",
    ]);
    let phones: Vec<Vec<_>> = list
        .rows
        .iter()
        .map(|row| row.phone.iter().map(|phone| phone.as_digits()).collect())
        .collect();
    assert_eq!(
        phones,
        [
            vec!["0900000123"],
            vec!["0340000123", "0980000456"],
            vec![],
            vec![]
        ]
    );
    assert_eq!(flags(&list), [(4, "G", PhoneUnread)]);
}

#[test]
fn people_entered_twice() {
    let list = people(&[
        "#1|Lê Văn An|05/03/1990|Nam|003090000001|||",
        "#2|Lê Văn An|05/03/1990|Nam|003090000001|||",
        "#3|LÊ VĂN AN|05/03/1990|Nam||||",
        "#4|Lê Văn An|05/03/1990|Nam|003090777777|||",
        "#5|Lê Văn An|1990|Nam||||",
    ]);
    assert_eq!(
        flags(&list),
        [(3, "E", DuplicateId), (4, "B", SameNameAndBirth)]
    );
    let other = list.flagged[0].other.as_ref().expect("the first");
    assert_eq!(other.row, 2);
    assert_eq!(list.rows.len(), 5);
}

#[test]
fn a_crowd_born_at_new_year_is_suspicious_and_one_person_is_not() {
    let crowd: Vec<String> = (0..8)
        .map(|n| {
            format!(
                "#{n}|Lê Văn {}|01/01/1950|Nam||||",
                ["An", "Ba", "Ca", "Da", "Ga", "Ha", "La", "Ma"][n]
            )
        })
        .collect();
    let crowd: Vec<&str> = crowd.iter().map(String::as_str).collect();
    let list = people(&crowd);
    assert_eq!(list.flagged.len(), 8);
    assert!(
        list.flagged
            .iter()
            .all(|flag| flag.code == BirthPlaceholder)
    );
    assert_eq!(people(&crowd[..1]).flagged, []);
}

#[test]
fn names_in_old_fonts_are_turned_into_unicode() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        fill(
            sheet,
            &[HEADER, "#1|NguyÔn ThÞ H»ng|1990|Nữ||||", "#2||1990|Nam||||"],
        );
        let old = Format::new().set_font_name(".VnTimeH");
        sheet
            .write_string_with_format(2, 1, "lª v¨n tó", &old)
            .expect("written");
    });
    let list = read(&bytes);
    assert_eq!(names(&list), ["Nguyễn Thị Hằng", "LÊ VĂN TÚ"]);
    assert_eq!(
        flags(&list),
        [(2, "B", OldFontConverted), (3, "B", OldFontConverted)]
    );
    assert_eq!(list.flagged[0].text, "NguyÔn ThÞ H»ng");
}

#[test]
fn a_name_like_a_formula_is_shown_to_a_person() {
    let list = people(&["#1|=Lê Văn An|1990|Nam||||"]);
    assert_eq!(names(&list), ["=Lê Văn An"]);
    assert_eq!(flags(&list), [(2, "B", NameWithSigns)]);
}
