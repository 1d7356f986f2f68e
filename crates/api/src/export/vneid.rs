//! The working lists by hamlet: approved and not activated (D-42), not yet collected (D-43). They are handed to the
//! teams, and hold no more of a number than its last digits.

use super::basis::{Basis, birth_year};
use super::form::{Content, by_hamlet, commune};
use tungnha_core::account::{AppView, NextStep, Token};
use tungnha_core::words::App;
use tungnha_sheets::office_list::{OfficeList, count};
use tungnha_store::Key;
use tungnha_store::read::ResidentRow;

/// (header, width, whether in the middle)
type Columns = [(&'static str, f64, bool); 6];

const APPROVED: Columns = [
    ("Họ và tên", 26.0, false),
    ("Năm sinh", 9.0, true),
    ("4 số cuối", 9.0, true),
    ("Địa chỉ", 28.0, false),
    ("Mức đã phê duyệt", 18.0, true),
    ("Kết quả", 30.0, false),
];
const NOT_COLLECTED: Columns = [
    ("Họ và tên", 26.0, false),
    ("Năm sinh", 9.0, true),
    ("4 số cuối", 9.0, true),
    ("Địa chỉ", 28.0, false),
    ("Hiện có", 24.0, false),
    ("Kết quả", 24.0, false),
];

/// Everybody to be visited of whom `pick` says a word, with that word.
fn picked(
    basis: &Basis,
    pick: impl Fn(&AppView) -> Option<&'static str>,
) -> Vec<(Key, Vec<String>, &'static str)> {
    let mut rows = Vec::new();
    for (person, views) in basis.to_visit() {
        let vneid = views.iter().find(|view| view.app == App::Vneid);
        let asked = vneid.filter(|view| view.token != Token::NotNeeded);
        if let Some(word) = asked.and_then(&pick) {
            rows.push((person.hamlet, cells(basis, person, word), word));
        }
    }
    rows
}

fn cells(basis: &Basis, person: &ResidentRow, word: &str) -> Vec<String> {
    vec![
        person.name.clone(),
        birth_year(person),
        person.last4.clone().unwrap_or_default(),
        basis.address(person),
        word.to_owned(),
        String::new(),
    ]
}

/// "Trong đó: mức 1: 84 người, mức 2: 306 người."
fn parts(rows: &[(Key, Vec<String>, &'static str)], words: &[&'static str]) -> Vec<String> {
    let part = |word: &&'static str| {
        let so_many = rows.iter().filter(|row| row.2 == *word).count();
        (so_many > 0).then(|| format!("{word}: {} người", count(so_many)))
    };
    let parts: Vec<String> = words.iter().filter_map(part).collect();
    let told = (!parts.is_empty()).then(|| format!("Trong đó: {}.", parts.join(", ")));
    told.into_iter().collect()
}

/// D-42.
pub(super) fn approved(basis: &Basis) -> OfficeList {
    const LEVELS: [&str; 2] = ["mức 1", "mức 2"];
    let rows = picked(basis, |view| match view.next {
        NextStep::ActivateLevel1 => Some(LEVELS[0]),
        NextStep::ActivateLevel2 => Some(LEVELS[1]),
        _ => None,
    });
    let totals = parts(&rows, &LEVELS);
    let content = Content {
        name: "Danh sách đã phê duyệt, chưa kích hoạt",
        of: Some("Tài khoản định danh điện tử VNeID, theo từng thôn, làng"),
        columns: &APPROVED,
        rows: rows.into_iter().map(|row| (row.0, row.1)).collect(),
        nobody: "Không còn tài khoản nào đã phê duyệt mà chưa kích hoạt trong phạm vi của danh sách này.",
        totals,
        recipients: vec![
            format!("Ban Chỉ đạo Đề án 06 {}", commune(basis)),
            "Tổ công tác các thôn, làng".into(),
        ],
    };
    by_hamlet(basis, content)
}

/// D-43: no dossier of level 2 yet, also of those who have level 1 (D-18).
pub(super) fn not_collected(basis: &Basis) -> OfficeList {
    const HAVE: [&str; 2] = ["chưa có tài khoản", "có mức 1"];
    let rows = picked(basis, |view| match view.next {
        NextStep::Register => Some(HAVE[0]),
        NextStep::AppointmentLevel2 => Some(HAVE[1]),
        _ => None,
    });
    let totals = parts(&rows, &HAVE);
    let content = Content {
        name: "Danh sách chưa thu nhận hồ sơ mức 2",
        of: Some("Tài khoản định danh điện tử VNeID, theo từng thôn, làng"),
        columns: &NOT_COLLECTED,
        rows: rows.into_iter().map(|row| (row.0, row.1)).collect(),
        nobody: "Không còn ai chưa thu nhận hồ sơ trong phạm vi của danh sách này.",
        totals,
        recipients: vec![
            format!("Ban Chỉ đạo Đề án 06 {}", commune(basis)),
            "Tổ công tác các thôn, làng".into(),
        ],
    };
    by_hamlet(basis, content)
}
