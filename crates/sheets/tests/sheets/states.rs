//! Who lives here, who does not, and how far the accounts have come.

use super::book::{flags, people, read_lines};
use tungnha_core::words::{ResidenceKind, ResidentState, Stage};
use tungnha_sheets::resident_list::{FlagReason, ResidentList};

fn accounts(list: &ResidentList) -> Vec<Option<(Option<u8>, Stage)>> {
    list.rows
        .iter()
        .map(|row| row.vneid.map(|state| (state.level, state.stage)))
        .collect()
}

#[test]
fn residence_from_its_column() {
    let list = read_lines(&[
        "TT|Họ và tên|Năm sinh|Giới tính|Tình trạng cư trú",
        "#1|Lê Văn Một|#1950|Nam|Thường trú",
        "#2|Lê Văn Hai|#1950|Nam|đã mất",
        "#3|Lê Văn Ba|#1950|Nam|Chuyển đi",
        "#4|Lê Văn Bốn|#1950|Nam|TẠM TRÚ",
        "#5|Lê Văn Năm|#1950|Nam|Tạm vắng",
        "#6|Lê Văn Sáu|#1950|Nam|hỏi lại",
    ]);
    use ResidenceKind::*;
    use ResidentState::*;
    let states: Vec<_> = list
        .rows
        .iter()
        .map(|row| (row.state, row.residence))
        .collect();
    assert_eq!(
        states,
        [
            (Living, Some(Permanent)),
            (Dead, None),
            (MovedOut, None),
            (Living, Some(Temporary)),
            (Living, Some(TemporarilyAbsent)),
            (Living, None),
        ]
    );
    assert_eq!(flags(&list), [(7, "E", FlagReason::ResidenceUnread)]);
}

#[test]
fn a_note_may_say_it_too() {
    let list = people(&[
        "#1|Lê Văn Một|1950|Nam||||Đã mất năm 2023",
        "#2|Lê Văn Hai|1950|Nam||||Chuyển đi Hà Nội",
        "#3|Lê Văn Ba|1950|Nam||||Mẹ đã mất",
    ]);
    let states: Vec<_> = list.rows.iter().map(|row| row.state).collect();
    assert_eq!(
        states,
        [
            ResidentState::Dead,
            ResidentState::MovedOut,
            ResidentState::Living
        ]
    );
    assert_eq!(
        flags(&list),
        [
            (2, "H", FlagReason::StateFromNote),
            (3, "H", FlagReason::StateFromNote)
        ]
    );
    assert_eq!(list.rows[2].note.as_deref(), Some("Mẹ đã mất"));
}

#[test]
fn accounts_from_words_levels_and_days() {
    let list = read_lines(&[
        "TT|Họ và tên|Năm sinh|Giới tính|Mức độ|Kết quả|Ngày phê duyệt",
        "#1|Lê Văn Một|#1950|Nam|#2|Chưa kích hoạt|@45566",
        "#2|Lê Văn Hai|#1950|Nam|#1|Đã kích hoạt|01/10/2023",
        "#3|Lê Văn Ba|#1950|Nam||Chưa thu nhận hồ sơ|",
        "#4|Lê Văn Bốn|#1950|Nam|||05/10/2024",
        "#5|Lê Văn Năm|#1950|Nam|#2||",
        "#6|Lê Văn Sáu|#1950|Nam||chờ phê duyệt|01/10/2034",
    ]);
    assert_eq!(
        accounts(&list),
        [
            Some((Some(2), Stage::Approved)),
            Some((Some(1), Stage::Activated)),
            Some((None, Stage::NotRegistered)),
            Some((None, Stage::Approved)),
            None,
            Some((None, Stage::DossierCollected)),
        ]
    );
    let days: Vec<_> = list
        .rows
        .iter()
        .map(|row| row.approved_on.map(|day| day.in_words()))
        .collect();
    assert_eq!(days[0].as_deref(), Some("01/10/2024"));
    assert_eq!(days[1].as_deref(), Some("01/10/2023"));
    assert_eq!(
        flags(&list),
        [
            (6, "E", FlagReason::VneidUnread),
            (7, "G", FlagReason::ApprovedOnUnread)
        ]
    );
}

#[test]
fn a_plain_state_column_may_hold_either() {
    let list = read_lines(&[
        "TT|Họ và tên|Năm sinh|Giới tính|Tình trạng",
        "#1|Lê Văn Một|#1950|Nam|Mức 2 chưa kích hoạt",
        "#2|Lê Văn Hai|#1950|Nam|Đã mất",
        "#3|Lê Văn Ba|#1950|Nam|",
    ]);
    assert_eq!(
        accounts(&list),
        [Some((Some(2), Stage::Approved)), None, None]
    );
    assert_eq!(list.rows[1].state, ResidentState::Dead);
    assert_eq!(list.flagged, []);
}

#[test]
fn a_title_may_give_the_state_to_all() {
    let list = read_lines(&[
        "DANH SÁCH CÔNG DÂN ĐÃ PHÊ DUYỆT, CHƯA KÍCH HOẠT TÀI KHOẢN MỨC 2 THÔN PHÚ LAI",
        "TT|Họ và tên|Năm sinh|Giới tính",
        "#1|Lê Văn Một|#1950|Nam",
    ]);
    assert_eq!(accounts(&list), [Some((Some(2), Stage::Approved))]);
    assert_eq!(list.vneid_of_title, list.rows[0].vneid);
    assert_eq!(list.rows[0].hamlet.as_deref(), Some("Thôn Phú Lai"));
}
