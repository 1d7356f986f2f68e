//! The account column of a list about iHanoi or eTax Mobile: how far up the ladder somebody has come
//! (`domain.md` 4.2, 4.3).

use super::report::VneidState;
use super::vneid::Reading;
use tungnha_core::name;
use tungnha_core::words::{App, Stage};

/// What the words of headers and titles say of an app, folded.
const NAMED: [(App, &[&str]); 2] = [
    (App::Ihanoi, &["ihanoi", "i-hanoi", "cong dan thu do"]),
    (App::Etax, &["etax", "e-tax", "thue dien tu"]),
];

/// The ladder app that a header or a title names.
pub(super) fn named(text: &str) -> Option<App> {
    let folded = name::fold(text);
    let names = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    NAMED
        .into_iter()
        .find(|(_, words)| names(words))
        .map(|(app, _)| app)
}

/// Reads (header, cell) of every account column of a row: the highest rung counts.
pub(super) fn read<'a>(cells: impl Iterator<Item = (&'a str, &'a str)>) -> Reading {
    let mut spoken = false;
    let mut best: Option<Stage> = None;
    for (header, cell) in cells {
        let cell = name::fold(cell);
        if matches!(cell.as_str(), "" | "-" | "--" | "/") {
            continue;
        }
        spoken = true;
        let found = stage(&cell).or_else(|| answer(&name::fold(header), &cell));
        best = best.max_by_key_of(found);
    }
    match best {
        Some(stage) => Reading::State(VneidState { level: None, stage }),
        None if spoken => Reading::Unclear,
        None => Reading::Silent,
    }
}

trait Higher {
    fn max_by_key_of(self, other: Self) -> Self;
}

impl Higher for Option<Stage> {
    fn max_by_key_of(self, other: Self) -> Self {
        let rung = |stage: Stage| RUNGS.iter().position(|rung| *rung == stage);
        match (self, other) {
            (Some(a), Some(b)) => Some(if rung(b) > rung(a) { b } else { a }),
            (a, b) => a.or(b),
        }
    }
}

const RUNGS: [Stage; 6] = [
    Stage::NotRegistered,
    Stage::Installed,
    Stage::AccountCreated,
    Stage::LoggedIn,
    Stage::InUse,
    Stage::NotApplicable,
];

/// The rung that folded words name; of "đã cài đặt, chưa đăng ký" what is done.
pub(super) fn stage(folded: &str) -> Option<Stage> {
    let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    let done = |parts: &[&str]| {
        parts.iter().any(|part| {
            folded.match_indices(part).any(|(at, _)| {
                let before = folded.get(..at).unwrap_or_default().trim_end();
                !(before.ends_with("chua")
                    || before.ends_with("khong")
                    || before.ends_with("chua co"))
            })
        })
    };
    if has(&[
        "khong thuoc dien",
        "khong ap dung",
        "khong phat sinh",
        "khong co ma so thue",
    ]) {
        Some(Stage::NotApplicable)
    } else if done(&["su dung"]) {
        Some(Stage::InUse)
    } else if done(&["dang nhap"]) {
        Some(Stage::LoggedIn)
    } else if done(&["dang ky", "tai khoan", "mo tai khoan"]) && !has(&["chua tao", "chua mo"])
        || has(&["chua dang nhap"])
    {
        Some(Stage::AccountCreated)
    } else if done(&["cai dat", "da cai", "da tai", "tai ve"]) {
        Some(Stage::Installed)
    } else if has(&[
        "chua cai",
        "chua tai",
        "chua dang ky",
        "chua co",
        "chua tao",
        "chua mo",
    ]) {
        Some(Stage::NotRegistered)
    } else {
        None
    }
}

/// "x", "Đã", "Chưa" below a header that asks.
fn answer(header: &str, cell: &str) -> Option<Stage> {
    let yes = match cell.trim_matches(['.', ' ']) {
        "da" | "roi" | "co" | "x" | "xong" | "1" | "v" | "✓" | "✔" => true,
        "chua" | "khong" | "0" => false,
        _ => return None,
    };
    let asked = [
        ("su dung", Stage::InUse, None),
        ("dang nhap", Stage::LoggedIn, None),
        ("dang ky", Stage::AccountCreated, Some(Stage::NotRegistered)),
        (
            "tai khoan",
            Stage::AccountCreated,
            Some(Stage::NotRegistered),
        ),
        ("cai", Stage::Installed, Some(Stage::NotRegistered)),
    ];
    if yes && header.contains("chua") {
        return stage(header);
    }
    let (_, if_yes, if_no) = asked.iter().find(|(asks, ..)| header.contains(asks))?;
    if yes { Some(*if_yes) } else { *if_no }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rungs_by_their_words() {
        for (cell, stage) in [
            ("Chưa cài đặt", Stage::NotRegistered),
            ("Đã cài đặt", Stage::Installed),
            ("Đã cài đặt, chưa đăng ký", Stage::Installed),
            ("Đã đăng ký tài khoản", Stage::AccountCreated),
            ("Đã tạo tài khoản, chưa đăng nhập", Stage::AccountCreated),
            ("Đã đăng nhập", Stage::LoggedIn),
            ("Đang sử dụng", Stage::InUse),
            ("Chưa có tài khoản", Stage::NotRegistered),
        ] {
            let read = read([("Tình trạng iHanoi", cell)].into_iter());
            assert_eq!(
                read,
                Reading::State(VneidState { level: None, stage }),
                "{cell}"
            );
        }
        let marks = [("Đã cài iHanoi", "x"), ("Đã đăng nhập", "x")];
        let highest = VneidState {
            level: None,
            stage: Stage::LoggedIn,
        };
        assert_eq!(read(marks.into_iter()), Reading::State(highest));
        assert_eq!(read([("iHanoi", "xem lại")].into_iter()), Reading::Unclear);
        assert_eq!(named("DANH SÁCH TÀI KHOẢN iHaNoi"), Some(App::Ihanoi));
        assert_eq!(named("Tình trạng VNeID"), None);
    }
}
