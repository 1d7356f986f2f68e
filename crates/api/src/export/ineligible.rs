//! Danh sách công dân không đủ điều kiện (D-41), with its rate and of whom it is one.

use super::basis::{Basis, birth_year};
use super::form::{Content, by_hamlet};
use tungnha_core::birth::Certainty;
use tungnha_core::words::{Eligibility, IneligibleReason, Outcome, ResidentState};
use tungnha_sheets::office_list::{OfficeList, Share, count};
use tungnha_store::read::ResidentRow;

pub(super) fn list(basis: &Basis) -> OfficeList {
    let decided = |person: &&ResidentRow| person.eligibility == Some(Eligibility::DoNotVisit);
    let people: Vec<&ResidentRow> = basis.people.iter().filter(decided).collect();
    let rows = people.iter().map(|person| {
        let reason = basis.reasons.get(&person.key);
        let cells = vec![
            person.name.clone(),
            birth_year(person),
            basis.address(person),
            reason
                .map_or("chưa ghi lý do", |reason| words(*reason))
                .into(),
            String::new(),
        ];
        (person.hamlet, cells)
    });
    let rows = rows.collect();
    let mut totals: Vec<String> = IneligibleReason::ALL
        .iter()
        .filter_map(|reason| {
            let of = |person: &&&ResidentRow| basis.reasons.get(&person.key) == Some(reason);
            let so_many = people.iter().filter(of).count();
            (so_many > 0).then(|| format!("{}: {} người.", capital(words(*reason)), count(so_many)))
        })
        .collect();
    totals.push(rate(basis, &people));
    by_hamlet(
        basis,
        Content {
            name: "Danh sách công dân không đủ điều kiện",
            of: None,
            columns: &[
                ("Họ và tên", 26.0, false),
                ("Năm sinh", 9.0, true),
                ("Địa chỉ", 28.0, false),
                ("Lý do", 46.0, false),
                ("Ghi chú", 20.0, false),
            ],
            rows,
            nobody: "Không có ai trong phạm vi của danh sách này.",
            totals,
            recipients: Vec::new(),
        },
    )
}

/// The rate's sentence, of those whom the campaign asks anything by their age on its reference date: children who are
/// on the list or at a door that was visited are in neither figure.
fn rate(basis: &Basis, decided: &[&ResidentRow]) -> String {
    let campaign = basis.frame.campaign.as_ref();
    let base = campaign.and_then(|frame| {
        let ages = frame.apps.iter().map(|asked| asked.minimum_age);
        ages.min().map(|age| (age, frame.reference_date))
    });
    let of_age = |person: &ResidentRow| match (base, person.best_birth()) {
        (Some((age, on)), Some(birth)) => birth.age_at_least(age, on) != Certainty::No,
        // An age that nobody knows is counted, as it is in a target.
        _ => true,
    };
    let age = base.map_or_else(String::new, |(age, _)| format!(" từ đủ {age} tuổi"));
    let reviewed = |person: &&ResidentRow| of_age(person) && reviewed(basis, person);
    let share = Share {
        name: "Tỷ lệ không đủ điều kiện",
        part: decided.iter().filter(|person| of_age(person)).count(),
        part_words: &format!("người{age} công an xã kết luận không đủ điều kiện"),
        whole: basis.people.iter().filter(reviewed).count(),
        whole_words: &format!(
            "người{age} đã rà soát (công an xã đã kết luận, hoặc tổ công tác đã gặp tại nhà)"
        ),
    };
    share.sentence()
}

/// Decided by the police, or lives at a door where somebody was met since the campaign began. Whoever is in the
/// numerator is in the denominator.
fn reviewed(basis: &Basis, person: &ResidentRow) -> bool {
    match person.eligibility {
        Some(Eligibility::DoNotVisit | Eligibility::Eligible) => true,
        _ => {
            let visits = basis.visits_of(person);
            let met = visits.iter().any(|visit| visit.outcome == Outcome::Met);
            person.state == ResidentState::Living && met
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn words(reason: IneligibleReason) -> &'static str {
    match reason {
        IneligibleReason::NoPhone => "trẻ em, người già không sử dụng điện thoại",
        IneligibleReason::Imprisoned => "đang chấp hành án phạt tù",
        IneligibleReason::Abroad => "đi nước ngoài",
        IneligibleReason::Institution => "ở cơ sở chữa bệnh, cơ sở giáo dục, trường giáo dưỡng",
        IneligibleReason::MovedOut => "cắt khẩu đi tỉnh, thành phố khác",
        IneligibleReason::WhereaboutsUnknown => "vắng mặt, không rõ địa chỉ nơi đến",
        IneligibleReason::Dead => "đã mất",
        IneligibleReason::Excused => "lý do chính đáng khác",
    }
}
