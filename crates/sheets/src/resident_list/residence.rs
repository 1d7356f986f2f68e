//! Who lives here in what right, who moved and who died (`domain.md` 7.3 case 13).

use tungnha_core::name;
use tungnha_core::words::{ResidenceKind, ResidentState};

/// What a cell says; both may be absent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Residence {
    pub kind: Option<ResidenceKind>,
    pub state: Option<ResidentState>,
}

impl Residence {
    pub fn is_silent(self) -> bool {
        self.kind.is_none() && self.state.is_none()
    }

    /// What `self` leaves open, `other` fills.
    pub fn or(self, other: Self) -> Self {
        Self {
            kind: self.kind.or(other.kind),
            state: self.state.or(other.state),
        }
    }
}

const DEAD: &[&str] = &[
    "da mat", "da chet", "chet", "tu vong", "qua doi", "khai tu", "mat ngay", "mat nam",
];
const MOVED: &[&str] = &[
    "chuyen di",
    "da chuyen",
    "cat khau",
    "chuyen khau",
    "chuyen ho khau",
    "chuyen noi khac",
    "chuyen cong tac",
    "xoa dang ky",
    "xoa thuong tru",
    "xoa khau",
    "xoa hktt",
];
const LIVING: &[&str] = &[
    "dang cu tru",
    "dang sinh song",
    "sinh song tai",
    "con song",
    "dang o",
    "binh thuong",
    "hien dien",
    "chuyen den",
];

/// Reads a cell of a residence or status column; `header` speaks where the cell holds only an x.
pub(super) fn of_cell(header: &str, cell: &str) -> Residence {
    let cell = name::fold(cell);
    let text = if matches!(cell.as_str(), "x" | "✓" | "✔" | "1" | "+") {
        name::fold(header)
    } else {
        cell
    };
    of_words(&text, |text, phrase| text.contains(phrase))
}

/// Reads a note. Only a clause that *begins* with the words counts: "mẹ đã mất" is about somebody
/// else.
pub(super) fn of_note(note: &str) -> Residence {
    name::fold(note)
        .split([',', ';', '.', '(', '-', ':'])
        .map(|clause| of_words(clause.trim(), |text, phrase| text.starts_with(phrase)))
        .fold(Residence::default(), Residence::or)
}

fn of_words(text: &str, says: impl Fn(&str, &str) -> bool) -> Residence {
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| says(text, phrase));
    let state = if any(DEAD) || text == "mat" {
        Some(ResidentState::Dead)
    } else if any(MOVED) {
        Some(ResidentState::MovedOut)
    } else if any(LIVING) {
        Some(ResidentState::Living)
    } else {
        None
    };
    let kind = if any(&["tam vang"]) {
        Some(ResidenceKind::TemporarilyAbsent)
    } else if any(&["tam tru", "kt3", "kt4"]) {
        Some(ResidenceKind::Temporary)
    } else if any(&["luu tru"]) {
        Some(ResidenceKind::Stay)
    } else if any(&["thuong tru", "kt1", "kt2"]) && state != Some(ResidentState::MovedOut) {
        Some(ResidenceKind::Permanent)
    } else {
        None
    };
    Residence { kind, state }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(kind: Option<ResidenceKind>, state: Option<ResidentState>) -> Residence {
        Residence { kind, state }
    }

    #[test]
    fn states_in_a_column() {
        use ResidenceKind::*;
        use ResidentState::*;
        for (cell, kind, state) in [
            ("Thường trú", Some(Permanent), None),
            ("TẠM TRÚ", Some(Temporary), None),
            ("KT3", Some(Temporary), None),
            ("Tạm vắng", Some(TemporarilyAbsent), None),
            ("Lưu trú", Some(Stay), None),
            ("Đã mất", None, Some(Dead)),
            ("Chết", None, Some(Dead)),
            ("Chuyển đi", None, Some(MovedOut)),
            ("Đã cắt khẩu đi Hà Nội", None, Some(MovedOut)),
            ("Xóa đăng ký thường trú", None, Some(MovedOut)),
            ("Đang sinh sống", None, Some(Living)),
            ("???", None, None),
        ] {
            assert_eq!(of_cell("Cư trú", cell), is(kind, state), "{cell}");
        }
        assert_eq!(of_cell("Tạm trú", "x"), is(Some(Temporary), None));
    }

    #[test]
    fn a_note_speaks_only_of_the_person_if_it_begins_so() {
        assert_eq!(of_note("Đã mất 03/2024").state, Some(ResidentState::Dead));
        assert_eq!(
            of_note("Chuyển đi Hà Nội").state,
            Some(ResidentState::MovedOut)
        );
        assert_eq!(
            of_note("số mới; tạm vắng").kind,
            Some(ResidenceKind::TemporarilyAbsent)
        );
        assert!(of_note("Mẹ đã mất").is_silent());
        assert!(of_note("con liệt sỹ").is_silent());
    }
}
