//! The state of a VNeID account out of one or several columns (`domain.md` 4.1): words, levels in
//! a column of their own, or an x below a header that says the state.

use super::report::VneidState;
use tungnha_core::name;
use tungnha_core::words::Stage;

/// What the cells of a row say together.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing.
    Silent,
    State(VneidState),
    /// Something, but not how far the account has come.
    Unclear,
}

/// Reads (header, cell) of every account column of a row; blank cells may be left out.
pub(super) fn read<'a>(cells: impl Iterator<Item = (&'a str, &'a str)>) -> Reading {
    let mut loose_level = None;
    let mut best: Option<VneidState> = None;
    let mut spoken = false;
    for (header, cell) in cells {
        let (level, stage) = of_cell(header, cell);
        spoken |= level.is_some() || stage.is_some() || !is_no(&name::fold(cell));
        match stage {
            Some(stage) => best = best.max_by_progress(state(level, stage)),
            None => loose_level = loose_level.max(level),
        }
    }
    match (best, loose_level) {
        (Some(found), level) => Reading::State(state(found.level.or(level), found.stage)),
        (None, Some(0)) => Reading::State(state(None, Stage::NotRegistered)),
        (None, None) if !spoken => Reading::Silent,
        (None, _) => Reading::Unclear,
    }
}

/// A state; whoever is not registered has no level.
pub(super) fn state(level: Option<u8>, stage: Stage) -> VneidState {
    let level = level.filter(|level| (1..=2).contains(level) && stage != Stage::NotRegistered);
    VneidState { level, stage }
}

trait Progress {
    fn max_by_progress(self, other: VneidState) -> Option<VneidState>;
}

impl Progress for Option<VneidState> {
    /// Of level 1 and level 2 given side by side, the higher that has begun.
    fn max_by_progress(self, other: VneidState) -> Option<VneidState> {
        let begun = |state: &VneidState| (state.stage != Stage::NotRegistered, state.level);
        match self {
            Some(found) if begun(&found) >= begun(&other) => Some(found),
            _ => Some(other),
        }
    }
}

fn of_cell(header: &str, cell: &str) -> (Option<u8>, Option<Stage>) {
    let (header, cell) = (name::fold(header), name::fold(cell));
    if is_no(&cell) {
        return (None, None);
    }
    let (header_level, header_stage) = level_and_stage(&header);
    // An x says what the header says, unless the header names both ways ("Đã/chưa kích hoạt").
    if is_mark(&cell) && header_stage.is_some() && !names_both(&header) {
        return (header_level, header_stage);
    }
    if let Some(level) = bare_level(&cell) {
        return (Some(level), None);
    }
    let (level, stage) = level_and_stage(&cell);
    let stage = stage.or_else(|| answer(&header, &cell));
    (level.or(header_level), stage)
}

/// "Đã", "Chưa" below a header that asks.
fn answer(header: &str, cell: &str) -> Option<Stage> {
    let yes = match cell.trim_matches(['.', ' ']) {
        "da" | "roi" | "co" | "x" | "da kh" | "xong" | "dat" => true,
        "chua" | "khong" | "chua kh" => false,
        _ => return None,
    };
    let asked = [
        ("kich hoat", Stage::Activated, Stage::Approved),
        ("phe duyet", Stage::Approved, Stage::DossierCollected),
        ("thu nhan", Stage::DossierCollected, Stage::NotRegistered),
        ("dang ky", Stage::DossierCollected, Stage::NotRegistered),
    ];
    asked
        .iter()
        .find(|(asks, ..)| header.contains(asks))
        .map(|(_, if_yes, if_no)| if yes { *if_yes } else { *if_no })
}

/// Level and stage in folded words.
pub(super) fn level_and_stage(folded: &str) -> (Option<u8>, Option<Stage>) {
    let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    let stage = if has(&["bi khoa", "da khoa", "tam khoa"]) || folded == "khoa" {
        Some(Stage::Locked)
    } else if has(&[
        "tu choi",
        "khong phe duyet",
        "khong duoc duyet",
        "khong duyet",
        "bi tra",
    ]) {
        Some(Stage::Rejected)
    } else if has(&[
        "chua kich hoat",
        "chua duoc kich hoat",
        "khong kich hoat",
        "chua kh",
    ]) {
        Some(Stage::Approved)
    } else if has(&["kich hoat", "da kh", "dang su dung"]) {
        Some(Stage::Activated)
    } else if has(&[
        "chua thu nhan",
        "chua dang ky",
        "chua co",
        "chua lam",
        "chua cap",
        "chua nop",
    ]) {
        Some(Stage::NotRegistered)
    } else if has(&[
        "cho phe duyet",
        "chua phe duyet",
        "cho duyet",
        "chua duyet",
        "chua duoc phe duyet",
    ]) || has(&["thu nhan", "da nop", "da dang ky"])
    {
        Some(Stage::DossierCollected)
    } else if has(&["phe duyet", "da duyet", "da cap"]) {
        Some(Stage::Approved)
    } else {
        None
    };
    (level(folded), stage)
}

/// mức 2, mức độ 2, M2, cấp 2
fn level(folded: &str) -> Option<u8> {
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, word)| match *word {
            "m1" | "muc1" => Some(1),
            "m2" | "muc2" => Some(2),
            "1" | "2" | "01" | "02" | "i" | "ii" => {
                let before = at.checked_sub(1).and_then(|at| words.get(at)).copied();
                let named = matches!(before, Some("muc" | "do" | "cap" | "m"));
                named.then_some(if matches!(*word, "1" | "01" | "i") {
                    1
                } else {
                    2
                })
            }
            _ => None,
        })
}

fn bare_level(cell: &str) -> Option<u8> {
    match cell {
        "0" => Some(0),
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        _ => None,
    }
}

fn is_mark(cell: &str) -> bool {
    matches!(
        cell,
        "x" | "xx" | "v" | "✓" | "✔" | "√" | "+" | "*" | "1" | "co" | "da" | "dung"
    )
}

fn is_no(cell: &str) -> bool {
    matches!(cell, "" | "-" | "--" | "/")
}

fn names_both(header: &str) -> bool {
    header.contains("da/chua") || header.contains("da / chua") || header.contains("da, chua")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Stage::*;

    fn of(cells: &[(&str, &str)]) -> Reading {
        read(cells.iter().copied())
    }

    fn is(level: Option<u8>, stage: Stage) -> Reading {
        Reading::State(VneidState { level, stage })
    }

    #[test]
    fn words_in_one_column() {
        for (cell, level, stage) in [
            ("Chưa thu nhận hồ sơ", None, NotRegistered),
            ("Chưa thu nhận", None, NotRegistered),
            ("Chưa đăng ký", None, NotRegistered),
            ("Mức 1 đã kích hoạt", Some(1), Activated),
            ("Mức 1 chưa kích hoạt", Some(1), Approved),
            ("Mức 1 - chưa kích hoạt", Some(1), Approved),
            ("MỨC ĐỘ 2, ĐÃ KÍCH HOẠT", Some(2), Activated),
            ("Đã phê duyệt mức 2, chưa kích hoạt", Some(2), Approved),
            ("M2 chưa KH", Some(2), Approved),
            ("Đã thu nhận hồ sơ, chờ phê duyệt", None, DossierCollected),
            ("Chờ phê duyệt", None, DossierCollected),
            ("Bị từ chối", None, Rejected),
            ("Tài khoản bị khóa", None, Locked),
            ("Đã phê duyệt", None, Approved),
        ] {
            assert_eq!(
                of(&[("Tình trạng VNeID", cell)]),
                is(level, stage),
                "{cell}"
            );
        }
    }

    #[test]
    fn level_and_stage_in_two_columns() {
        assert_eq!(
            of(&[("Mức độ", "2"), ("Kết quả", "Chưa kích hoạt")]),
            is(Some(2), Approved)
        );
        assert_eq!(
            of(&[("Mức độ", "1"), ("Đã/Chưa kích hoạt", "Đã")]),
            is(Some(1), Activated)
        );
        assert_eq!(of(&[("Mức độ", "0")]), is(None, NotRegistered));
        assert_eq!(
            of(&[("Mức 1", "Đã kích hoạt"), ("Mức 2", "Chưa kích hoạt")]),
            is(Some(2), Approved)
        );
        assert_eq!(
            of(&[("Mức 1", "Đã kích hoạt"), ("Mức 2", "Chưa thu nhận")]),
            is(Some(1), Activated)
        );
        assert_eq!(of(&[("Mức độ", "2")]), Reading::Unclear);
    }

    #[test]
    fn marks_below_a_header() {
        let row = |marked: usize| {
            let headers = [
                "Chưa thu nhận",
                "Mức 1 Đã kích hoạt",
                "Mức 1 Chưa kích hoạt",
                "Mức 2 Đã kích hoạt",
                "Mức 2 Chưa kích hoạt",
            ];
            let cells: Vec<_> = headers
                .iter()
                .enumerate()
                .map(|(at, header)| (*header, if at == marked { "x" } else { "" }))
                .collect();
            of(&cells)
        };
        assert_eq!(row(0), is(None, NotRegistered));
        assert_eq!(row(2), is(Some(1), Approved));
        assert_eq!(row(3), is(Some(2), Activated));
        assert_eq!(row(9), Reading::Silent);
    }

    #[test]
    fn nonsense_is_unclear_and_blanks_are_silent() {
        assert_eq!(of(&[("Tình trạng VNeID", "xem lại")]), Reading::Unclear);
        assert_eq!(of(&[("Tình trạng VNeID", "-")]), Reading::Silent);
    }
}
