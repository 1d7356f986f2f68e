//! Danh sách không có mặt (D-40): who still lacks something and was not there, with every attempt.

use super::basis::{Basis, birth_year};
use super::form::{Content, by_hamlet};
use tungnha_core::Instant;
use tungnha_core::account::AppView;
use tungnha_core::words::{AbsenceReason, Outcome};
use tungnha_sheets::office_list::{OfficeList, moment};
use tungnha_store::read::{ResidentRow, VisitRow};

pub(super) fn list(basis: &Basis) -> OfficeList {
    let people = basis.to_visit().filter(|(person, views)| {
        let lacking = views.iter().any(AppView::lacking);
        lacking && (basis.away.contains(&person.key) || nobody_met(basis, person))
    });
    let rows = people.map(|(person, _)| (person.hamlet, cells(basis, person)));
    by_hamlet(
        basis,
        Content {
            name: "Danh sách không có mặt",
            of: Some("Người còn thiếu tài khoản, không có mặt khi tổ công tác đến"),
            columns: &[
                ("Họ và tên", 22.0, false),
                ("Năm sinh", 8.0, true),
                ("Địa chỉ", 20.0, false),
                ("Những lần đến (giờ, ngày)", 26.0, false),
                ("Lý do, nơi đến", 26.0, false),
                ("Ngày về, hẹn lại", 16.0, true),
                ("Điện thoại", 14.0, true),
            ],
            rows: rows.collect(),
            nobody: "Không có ai vắng mặt trong phạm vi của danh sách này.",
            totals: Vec::new(),
            recipients: Vec::new(),
        },
    )
}

/// Somebody was at the door and never met anyone, and nobody met the person elsewhere since.
fn nobody_met(basis: &Basis, person: &ResidentRow) -> bool {
    let visits = basis.visits_of(person);
    let absent = |visit: &&VisitRow| visit.outcome == Outcome::Absent;
    let empty = |visit: &VisitRow| matches!(visit.outcome, Outcome::Absent | Outcome::ComeBack);
    let last = visits.iter().filter(absent).map(|visit| visit.at).max();
    last.is_some_and(|last| basis.met.last(person).is_none_or(|met| met < last))
        && visits.iter().all(empty)
}

fn cells(basis: &Basis, person: &ResidentRow) -> Vec<String> {
    let visits = basis.visits_of(person);
    let attempts: Vec<String> = visits.iter().map(attempt).collect();
    let away = person.absence.as_ref();
    let (reason, back) = match away.filter(|_| basis.away.contains(&person.key)) {
        Some((reason, place, until)) => {
            let place = place.iter().filter(|place| !place.trim().is_empty());
            let parts = std::iter::once(reason_words(*reason).to_owned());
            let parts: Vec<String> = parts.chain(place.cloned()).collect();
            (parts.join(": "), until.map(|day| day.in_words()))
        }
        None => ("không gặp ai ở nhà".into(), None),
    };
    let again = visits.last().and_then(|visit| visit.come_back_at);
    let again = again.map(|at| format!("hẹn {}", moment(Instant(at))));
    vec![
        person.name.clone(),
        birth_year(person),
        basis.address(person),
        attempts.join("\n"),
        reason,
        back.or(again).unwrap_or_default(),
        person.phones.join("\n"),
    ]
}

/// "19:05 20/11/2024, gặp người nhà"
fn attempt(visit: &VisitRow) -> String {
    let what = match visit.outcome {
        Outcome::Met => ", gặp người nhà",
        Outcome::ComeBack => ", hẹn lại",
        Outcome::Refused => ", từ chối",
        Outcome::MovedOut => ", nhà báo đã chuyển",
        Outcome::NotFound => ", không thấy nhà",
        Outcome::Absent => ", vắng",
    };
    format!("{}{what}", moment(Instant(visit.at)))
}

fn reason_words(reason: AbsenceReason) -> &'static str {
    match reason {
        AbsenceReason::AtWork => "đi làm, về trong ngày",
        AbsenceReason::OtherProvince => "học, làm ở tỉnh khác",
        AbsenceReason::Hospital => "nằm viện",
        AbsenceReason::Abroad => "nước ngoài",
        AbsenceReason::Unknown => "không rõ",
    }
}
