//! Names of hamlets: in headings inside a list, in columns, in names of sheets and in titles.

use tungnha_core::name;

/// (as written, as kept), longest first. Marks count: "bản" is a hamlet, "ban" a committee.
const KINDS: [(&str, &str); 14] = [
    ("khu dân cư", "Khu dân cư"),
    ("tổ dân phố", "Tổ dân phố"),
    ("khu phố", "Khu phố"),
    ("cụm dân cư", "Cụm dân cư"),
    ("buôn", "Buôn"),
    ("thôn", "Thôn"),
    ("làng", "Làng"),
    ("tdp", "Tổ dân phố"),
    ("xóm", "Xóm"),
    ("bản", "Bản"),
    ("bon", "Bon"),
    ("sóc", "Sóc"),
    ("kp", "Khu phố"),
    ("ấp", "Ấp"),
];

/// Kinds that mean a hamlet only before a number: "Tổ 5", "Khu 3".
const NUMBERED_KINDS: [(&str, &str); 3] = [("tổ", "Tổ"), ("khu", "Khu"), ("đội", "Đội")];

/// The hamlet that `text` names and nothing else, in the form kept: "I. THÔN PHÚ LAI (125 khẩu)"
/// is "Thôn Phú Lai". `None` if the text is something else.
pub(super) fn heading(text: &str) -> Option<String> {
    let text = name::normalise(text);
    let text = without_ordinal(&text);
    let (kind, rest) = kind_and_rest(text)?;
    let rest = without_count(rest);
    let few_words = rest.split(' ').count() <= 5;
    // "Bản thân" is a relation, and "bản đồ", "bản sao" are papers.
    let other = ["thân", "đồ", "sao"].contains(&rest.to_lowercase().as_str());
    let named = rest.starts_with(char::is_alphanumeric) && few_words && !other;
    named.then(|| kept(kind, rest))
}

/// The hamlet in a cell of a hamlet column. `header` helps where the cell holds only "1" or
/// "Phú Lai": below "Thôn" these are "Thôn 1" and "Thôn Phú Lai".
pub(super) fn of_cell(text: &str, header: &str) -> String {
    let text = name::normalise(text);
    if let Some((kind, rest)) = kind_and_rest(&text) {
        return kept(kind, rest);
    }
    let header = name::normalise(header).to_lowercase();
    let only_kind = KINDS.iter().find(|(written, _)| *written == header);
    let numbered = text.starts_with(|c: char| c.is_ascii_digit());
    let first_kind = KINDS
        .iter()
        .filter_map(|(written, kind)| header.find(written).map(|at| (at, *kind)));
    match (only_kind, numbered) {
        (Some((_, kind)), _) => kept(kind, &text),
        (None, true) => first_kind
            .min_by_key(|(at, _)| *at)
            .map_or_else(|| text.clone(), |(_, kind)| kept(kind, &text)),
        (None, false) => name::display_case(&text),
    }
}

/// The hamlet that a title speaks of: "Danh sách nhân khẩu thôn Phú Lai, xã Cẩm Tân".
pub(super) fn in_title(text: &str) -> Option<String> {
    let text = name::normalise(text);
    let words: Vec<&str> = text.split(' ').collect();
    (0..words.len()).find_map(|at| {
        let (before, from) = words.split_at_checked(at)?;
        let before = before
            .last()
            .map(|word| word.to_lowercase())
            .unwrap_or_default();
        // "văn bản", "các thôn", "từng thôn" name none.
        if ["văn", "các", "từng", "theo", "mỗi", "trưởng"].contains(&before.as_str()) {
            return None;
        }
        let from = from.join(" ");
        let (kind, rest) = kind_and_rest(&from)?;
        let end = rest
            .find([',', ';', '(', ')', '–', ':', '.'])
            .unwrap_or(rest.len());
        let named: Vec<&str> = rest
            .get(..end)
            .unwrap_or_default()
            .split(' ')
            .take_while(|word| !is_after_name(word))
            .collect();
        let name = named.join(" ");
        let sensible = !name.is_empty() && named.len() <= 4;
        let proper = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        (sensible && proper).then(|| kept(kind, &name))
    })
}

fn is_after_name(word: &str) -> bool {
    let after = [
        "xã",
        "phường",
        "thị",
        "huyện",
        "năm",
        "tính",
        "đến",
        "chưa",
        "đã",
        "từ",
        "-",
        "tháng",
        "ngày",
    ];
    after.contains(&word.to_lowercase().as_str())
}

fn kept(kind: &str, name: &str) -> String {
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '.' | ','));
    // "TDP số 3" and "Tổ dân phố 3" are one.
    let number = strip_prefix_ignoring_case(name, "số ")
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    format!("{kind} {}", name::display_case(number.unwrap_or(name)))
}

/// The kind and what follows it; the kind must end where a word ends.
fn kind_and_rest(text: &str) -> Option<(&'static str, &str)> {
    let find = |kinds: &[(&'static str, &'static str)], numbered: bool| {
        kinds.iter().find_map(|(written, kind)| {
            let rest = strip_prefix_ignoring_case(text, written)?;
            let trimmed = rest.trim_start_matches([' ', ':', '.']);
            let parted =
                trimmed.len() < rest.len() || rest.starts_with(|c: char| c.is_ascii_digit());
            let fits = !numbered || trimmed.starts_with(|c: char| c.is_ascii_digit());
            (parted && fits && !trimmed.is_empty()).then_some((*kind, trimmed))
        })
    };
    find(&KINDS, false).or_else(|| find(&NUMBERED_KINDS, true))
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, lower: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in lower.chars() {
        let found = rest.next()?;
        if !found.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Cuts "I.", "2)", "A -", "III" before a heading.
fn without_ordinal(text: &str) -> &str {
    let end = text.find([' ', '.', ')', '/', '-', ':']).unwrap_or(0);
    let (first, rest) = text.split_at(end);
    let roman = first.chars().all(|c| "IVXLC".contains(c));
    let number = first.chars().all(|c| c.is_ascii_digit());
    let letter = first.chars().count() == 1 && first.chars().all(char::is_uppercase);
    if !first.is_empty() && (roman || number || letter) {
        rest.trim_start_matches([' ', '.', ')', '/', '-', ':'])
    } else {
        text
    }
}

/// Cuts "(125 nhân khẩu)", ": 125 khẩu", "- 25 hộ".
fn without_count(name: &str) -> &str {
    let end = name.find(['(', ':', ';', ',', '=']).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    let dash = name
        .char_indices()
        .find(|(at, c)| {
            let after = name
                .get(at + c.len_utf8()..)
                .unwrap_or_default()
                .trim_start();
            matches!(c, '-' | '–') && after.starts_with(|c: char| c.is_ascii_digit())
        })
        .map_or(name.len(), |(at, _)| at);
    name.get(..dash).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_inside_a_list() {
        for (text, hamlet) in [
            ("Thôn Phú Lai", "Thôn Phú Lai"),
            ("I. THÔN PHÚ LAI", "Thôn Phú Lai"),
            ("II- Thôn  Phú Lai:", "Thôn Phú Lai"),
            ("1. Thôn 1 (125 nhân khẩu)", "Thôn 1"),
            ("A. LÀNG MOOK ĐEN: 45 hộ", "Làng Mook Đen"),
            ("THÔN PHÚ LAI - 125 khẩu", "Thôn Phú Lai"),
            ("TDP số 3", "Tổ dân phố 3"),
            ("TỔ DÂN PHỐ 5", "Tổ dân phố 5"),
            ("Tổ 5", "Tổ 5"),
            ("Ấp Bình Hòa", "Ấp Bình Hòa"),
        ] {
            assert_eq!(heading(text).as_deref(), Some(hamlet), "{text}");
        }
        for text in [
            "",
            "Thôn",
            "Nguyễn Văn Thôn",
            "Tổng cộng",
            "Tổ trưởng",
            "Bản thân",
            "Ban Chỉ đạo",
            "Thông tin",
            "Người lập biểu",
        ] {
            assert_eq!(heading(text), None, "{text}");
        }
    }

    #[test]
    fn cells_of_a_hamlet_column() {
        assert_eq!(of_cell("Phú Lai", "Thôn"), "Thôn Phú Lai");
        assert_eq!(of_cell("THÔN PHÚ LAI", "Thôn"), "Thôn Phú Lai");
        assert_eq!(of_cell("1", "Thôn/TDP"), "Thôn 1");
        assert_eq!(of_cell("1", "TDP/Thôn"), "Tổ dân phố 1");
        assert_eq!(of_cell("PHÚ LAI", "Địa bàn"), "Phú Lai");
        assert_eq!(of_cell("Tổ 5", "Tổ dân phố"), "Tổ 5");
    }

    #[test]
    fn titles_may_name_the_hamlet() {
        assert_eq!(
            in_title("DANH SÁCH NHÂN KHẨU THÔN PHÚ LAI, XÃ CẨM TÂN").as_deref(),
            Some("Thôn Phú Lai")
        );
        assert_eq!(
            in_title("Danh sách thôn 3 năm 2024").as_deref(),
            Some("Thôn 3")
        );
        assert_eq!(in_title("Danh sách nhân khẩu theo từng thôn"), None);
        assert_eq!(in_title("Danh sách nhân khẩu các thôn, xóm"), None);
        assert_eq!(in_title("(Kèm theo văn bản số 12)"), None);
        assert_eq!(in_title("ỦY BAN NHÂN DÂN XÃ CẨM TÂN"), None);
    }
}
