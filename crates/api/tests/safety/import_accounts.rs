//! Whose accounts a list is about and as of when; lists that were pasted, and lists of ids alone.

use crate::import::{Desk, ROLL};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use tungnha_api::ErrorCode;
use tungnha_core::words::{App, Stage};

fn accounts(day: &str, rows: &[(&str, &str)]) -> String {
    let rows = rows
        .iter()
        .map(|(id, state)| format!("1;Tên;{id};{state}\n"));
    let names = [
        ("003060000001", "Nguyễn Văn An"),
        ("003190000003", "Nguyễn Thị Cúc"),
    ];
    let rows: String = rows.collect();
    let rows = names.iter().fold(rows, |rows, (id, name)| {
        rows.replace(&format!("Tên;{id}"), &format!("{name};{id}"))
    });
    format!(
        "DANH SÁCH TÀI KHOẢN (Tính đến ngày {day})\nSTT;Họ và tên;Số định danh;Trạng thái\n{rows}"
    )
}

#[test]
fn an_equal_statement_of_a_later_day_is_said_once() {
    let desk = Desk::with(ROLL);
    let rows = [("003190000003", "Mức 1 đã kích hoạt")];
    let cuc = || desk.official("Nguyễn Thị Cúc", App::Vneid);
    assert_eq!(cuc(), [(1, Stage::Activated, Some("01/11/2026".into()))]);
    let list = accounts("12/11/2026", &rows);
    let preview = desk.read(&list);
    assert_eq!((preview.changed, preview.same, preview.newer), (0, 1, 1));
    let report = desk.take();
    assert_eq!((report.changed, report.newer, report.deltas), (0, 1, 1));
    assert_eq!(cuc(), [(1, Stage::Activated, Some("12/11/2026".into()))]);
    let again = desk.read(&list);
    assert_eq!((again.same, again.newer), (1, 0));
    assert_eq!(desk.take().deltas, 0, "the same file twice says nothing");
    // A list that was forgotten on a desk takes nothing back.
    desk.read(&accounts(
        "05/11/2026",
        &[("003190000003", "Mức 1 chưa kích hoạt")],
    ));
    assert_eq!(desk.take().deltas, 0);
    assert_eq!(cuc(), [(1, Stage::Activated, Some("12/11/2026".into()))]);
}

#[test]
fn a_list_of_another_app_is_chosen_once() {
    let desk = Desk::with(ROLL);
    let rows = [
        ("003060000001", "Đã đăng nhập"),
        ("003190000003", "Đã cài đặt"),
    ];
    let list = accounts("12/11/2026", &rows);
    let preview = desk.read(&list);
    assert_eq!(
        (preview.app.as_str(), preview.form.as_str()),
        ("vneid", "table")
    );
    let choice = json!({ "columns": [], "app": "ihanoi", "state": null });
    let preview = desk.preview("import_columns_start", choice);
    assert_eq!((preview.app.as_str(), preview.changed), ("ihanoi", 2));
    assert_eq!(preview.counts.not_collected, 0);
    desk.take();
    let an = desk.official("Nguyễn Văn An", App::Ihanoi);
    assert_eq!(an, [(0, Stage::LoggedIn, Some("12/11/2026".into()))]);
    // Next week's list has the same header.
    let next = desk.read(&accounts("13/11/2026", &rows));
    assert_eq!(
        (next.app.as_str(), next.newer, next.changed),
        ("ihanoi", 2, 0)
    );
    let wrong = json!({ "columns": [], "app": "zalo", "state": null });
    assert_eq!(
        desk.0.refused("import_columns_start", wrong),
        ErrorCode::BadInput
    );
    let wrong =
        json!({ "columns": [], "app": "etax", "state": { "level": null, "stage": "approved" } });
    assert_eq!(
        desk.0.refused("import_columns_start", wrong),
        ErrorCode::BadInput
    );
}

#[test]
fn a_header_may_name_the_app() {
    let desk = Desk::with(ROLL);
    let list = "\
DANH SÁCH CÔNG DÂN
STT;Họ và tên;Số định danh;Tình trạng eTax Mobile
1;Nguyễn Văn An;003060000001;Đang sử dụng
";
    let preview = desk.read(list);
    assert_eq!((preview.app.as_str(), preview.changed), ("etax", 1));
    desk.take();
    assert_eq!(
        desk.official("Nguyễn Văn An", App::Etax),
        [(0, Stage::InUse, None)]
    );
    assert_eq!(
        desk.official("Nguyễn Văn An", App::Vneid).len(),
        1,
        "as before"
    );
}

#[test]
fn a_pasted_table_is_a_list() {
    let desk = Desk::with(ROLL);
    let text = "STT\tHọ và tên\tSố định danh\tTrạng thái\r\n1\tNguyễn Thị Cúc\t003190000003\tMức 2 đã kích hoạt\r\n";
    for text in [text.to_owned(), text.replace('\t', ",")] {
        let preview = desk.paste(&text);
        assert_eq!(
            (preview.file.as_str(), preview.changed, preview.new),
            ("", 1, 0)
        );
    }
    desk.take();
    let cuc = desk.official("Nguyễn Thị Cúc", App::Vneid);
    assert!(cuc.contains(&(2, Stage::Activated, None)), "{cuc:?}");
}

const IDS: &str = "003060000001\n003190000003\n\n003190000003\n003199999999\n0031900\n";

#[test]
fn ids_alone_get_the_state_that_somebody_chose() {
    let desk = Desk::with(ROLL);
    let (people, doors) = (desk.people(), desk.doors());
    let preview = desk.paste(IDS);
    assert_eq!((preview.form.as_str(), preview.state_needed), ("ids", true));
    assert_eq!((preview.people, preview.new, preview.changed), (2, 0, 0));
    assert_eq!(
        desk.0.refused("import_start", json!({})),
        ErrorCode::BadInput
    );
    let reasons: Vec<(u32, &str)> = preview
        .refused
        .iter()
        .map(|row| (row.row, row.reason.as_str()))
        .collect();
    assert_eq!(reasons, [(6, "id_wrong_length"), (5, "id_unknown")]);
    assert_eq!(preview.refused[1].text, "********9999");
    assert_eq!((preview.refused_rows, preview.again), (2, 1));
    let place = preview.again_rows[0].other.place.as_ref().expect("a place");
    assert_eq!((preview.again_rows[0].row, place.row), (4, 2));
    let choice =
        json!({ "columns": [], "app": null, "state": { "level": 2, "stage": "approved" } });
    let chosen = desk.preview("import_columns_start", choice);
    assert_eq!((chosen.state_needed, chosen.changed), (false, 2));
    let report = desk.take();
    assert_eq!(
        (report.changed, report.added, report.refused, report.deltas),
        (2, 0, 2, 2)
    );
    assert_eq!((desk.people(), desk.doors()), (people, doors));
    assert!(
        desk.official("Nguyễn Văn An", App::Vneid)
            .contains(&(2, Stage::Approved, None))
    );
    let file = desk.0.call("import_refused", json!({ "save": false }));
    assert_eq!(file["rows"], 3, "what was refused, and what was said again");
    assert!(
        !STANDARD
            .decode(file["bytes_base64"].as_str().expect("bytes"))
            .expect("base64")
            .is_empty()
    );
}

#[test]
fn ids_of_another_app_and_nothing_at_all() {
    let desk = Desk::with(ROLL);
    desk.paste(IDS);
    let choice =
        json!({ "columns": [], "app": "etax", "state": { "level": null, "stage": "in_use" } });
    let chosen = desk.preview("import_columns_start", choice);
    assert_eq!((chosen.app.as_str(), chosen.changed), ("etax", 2));
    desk.take();
    assert_eq!(
        desk.official("Nguyễn Văn An", App::Etax),
        [(0, Stage::InUse, None)]
    );
    let job = desk.0.call(
        "import_text_start",
        json!({ "text": "Kính gửi\nCông an xã\n" }),
    )["job"]
        .as_u64();
    let job = u32::try_from(job.expect("a job")).expect("a number");
    let ended = desk.0.device.wait_for(job, &mut |_| {}).expect("it ends");
    let ended = serde_json::to_value(ended).expect("an outcome");
    assert_eq!(ended["failed"]["code"], "no_table");
}
