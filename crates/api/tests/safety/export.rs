//! Lists that go out: who may have which, who stands on it, and that every one that leaves is said.

use crate::book::{Author, Phone, Roll, claim, first_day, now};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::birth::BirthDate;
use tungnha_core::body::{
    Absence, Account, Eligibility, Identity, IneligibleReason, Resident, Visit,
};
use tungnha_core::time::Day;
use tungnha_core::words::{self, AbsenceReason, App, Outcome, Role, Source, Stage};

const LISTS: [&str; 6] = [
    "confirmation",
    "absent",
    "ineligible",
    "approved_not_activated",
    "not_collected",
    "slips",
];

fn of(list: &str) -> Value {
    json!({ "list": list, "hamlet": null, "limit": 50 })
}

fn export(list: &str, format: &str) -> Value {
    json!({ "list": list, "hamlet": null, "format": format, "save": false })
}

/// (list, rows) of every card.
fn counts(phone: &Phone, hamlet: Option<String>) -> Vec<(String, u64)> {
    let cards = phone.call("lists", json!({ "hamlet": hamlet }));
    let cards = cards["cards"].as_array().expect("cards");
    let pair = |card: &Value| {
        let list = card["list"].as_str().expect("a name");
        (list.to_owned(), card["rows"].as_u64().expect("a count"))
    };
    cards.iter().map(pair).collect()
}

fn count(phone: &Phone, list: &str) -> u64 {
    let all = counts(phone, None);
    let found = all.iter().find(|(name, _)| name == list);
    found.expect("a card").1
}

/// The first row of a list, TT first.
fn row(phone: &Phone, list: &str) -> Value {
    phone.call("list_preview", of(list))["groups"][0]["rows"][0].clone()
}

/// Two doors: Mai's was visited twice in vain and she is away; Hòa's level 2 is approved.
fn told(roll: &Roll) -> Author {
    let mut author = Author::new(2, "Bùi Thị Yến", Role::Police);
    for hours in [30, 6] {
        let visit = Visit {
            household: roll.household,
            outcome: Outcome::Absent,
            come_back_at: None,
            note: None,
        };
        author.says_at(now().plus(-hours * 3600), visit);
    }
    author.says(Absence {
        resident: roll.people[0],
        reason: AbsenceReason::OtherProvince,
        place: Some("=Bình Dương".into()),
        until: Day::from_ymd(2027, 1, 20),
    });
    author.says(Account {
        source: Source::PoliceEntry,
        level: 2,
        ..claim(roll.people[1], App::Vneid, Stage::Approved)
    });
    author
}

fn desk(role: Role) -> (Phone, Roll) {
    let (phone, roll) = (Phone::new(role), Roll::new());
    phone.take(&roll.office);
    phone.take(&told(&roll));
    (phone, roll)
}

#[test]
fn everybody_stands_on_the_list_that_is_theirs() {
    let (phone, roll) = desk(Role::Police);
    let all = counts(&phone, None);
    let expected = [0, 1, 0, 1, 1, 2];
    let expected: Vec<_> = LISTS.map(str::to_owned).into_iter().zip(expected).collect();
    assert_eq!(all, expected);
    let first = counts(&phone, Some(roll.hamlets[0].to_string()));
    assert_eq!(
        first.iter().map(|one| one.1).collect::<Vec<_>>(),
        [0, 1, 0, 0, 1, 1]
    );

    let absent = row(&phone, "absent");
    assert_eq!(absent[1], "Nguyễn Thị Mai");
    let attempts = absent[4].as_str().expect("attempts");
    assert_eq!(attempts.lines().count(), 2, "{attempts}");
    assert!(attempts.starts_with("06:00 13/11/2026, vắng"), "{attempts}");
    assert_eq!(absent[5], "học, làm ở tỉnh khác: =Bình Dương");
    assert_eq!(absent[6], "20/01/2027");
    let approved = row(&phone, "approved_not_activated");
    assert_eq!(
        (&approved[1], &approved[5]),
        (&json!("Trần Văn Hòa"), &json!("mức 2"))
    );
    assert_eq!(row(&phone, "not_collected")[5], "chưa có tài khoản");
    let slip = row(&phone, "slips");
    assert_eq!(slip[1], "Gia đình ông (bà) Nguyễn Thị Mai");
    assert!(
        slip[3]
            .as_str()
            .expect("people")
            .contains("VNeID chưa đăng ký")
    );
}

#[test]
fn a_rate_says_of_whom_it_is_one() {
    let (phone, roll) = desk(Role::Police);
    let mut police = Author::new(5, "Công An", Role::Police);
    let [mai, hoa] = roll.people;
    for (resident, standing) in [
        (mai, words::Eligibility::DoNotVisit),
        (hoa, words::Eligibility::Eligible),
    ] {
        police.says(Eligibility {
            resident,
            standing,
            coarse: None,
        });
    }
    let reason = words::IneligibleReason::Abroad;
    police.says(IneligibleReason {
        resident: mai,
        reason,
    });
    phone.take(&police);
    let page = phone.call("list_preview", of("ineligible"));
    assert_eq!(page["groups"][0]["rows"][0][4], "đi nước ngoài");
    let totals = page["totals"].to_string();
    assert!(
        totals.contains("Tỷ lệ không đủ điều kiện: 1/2 = 50,0 %."),
        "{totals}"
    );
    let whole = "mẫu số: 2 người từ đủ 14 tuổi đã rà soát";
    assert!(totals.contains(whole), "{totals}");
    // Nobody is sent to her, and no slip goes there.
    assert_eq!(count(&phone, "absent"), 0);
    assert_eq!(count(&phone, "slips"), 1);
}

/// Children are at doors that were visited, and some are on the list: the rate is of those whom the campaign asks.
#[test]
fn a_rate_is_of_the_campaigns_age_on_its_day() {
    let (phone, mut roll) = (Phone::new(Role::Police), Roll::new());
    let [mai, _] = roll.people;
    let mut born = |birth: BirthDate| {
        let resident = roll.office.says(Resident {
            of: None,
            household: roll.household,
            name: "Lê Văn Bé".into(),
            birth_year: Some(birth.year()),
            sex: None,
            last4: None,
            position: None,
        });
        roll.office.says(Identity {
            resident,
            birth: Some(birth),
            personal_id: None,
            phones: None,
            residence: None,
            legacy_id9: None,
        });
        resident
    };
    let day = |year, month, day| BirthDate::new(year, Some(month), Some(day)).expect("a date");
    let (y, m, d) = first_day().ymd();
    let (year, month, date) = (y as u16, m as u8, d as u8);
    // Fourteen on the very day, a day too young, and an infant whom the police decided on.
    born(day(year - 14, month, date));
    born(day(year - 14, month, date + 1));
    let infant = born(day(year - 2, 1, 1));
    roll.office.says(Visit {
        household: roll.household,
        outcome: Outcome::Met,
        come_back_at: None,
        note: None,
    });
    for resident in [mai, infant] {
        roll.office.says(Eligibility {
            resident,
            standing: words::Eligibility::DoNotVisit,
            coarse: None,
        });
    }
    phone.take(&roll.office);
    let page = phone.call("list_preview", of("ineligible"));
    assert_eq!(page["rows"], 2, "both are on the list");
    let totals = page["totals"].to_string();
    // Mai, and of those met at her door the one who was fourteen.
    assert!(
        totals.contains("Tỷ lệ không đủ điều kiện: 1/2 = 50,0 %. Tử số: 1 người từ đủ 14 tuổi"),
        "{totals}"
    );
}

#[test]
fn a_desks_day_leaves_with_everybody_and_is_said() {
    let (phone, roll) = desk(Role::Police);
    phone.call("set_desk_hours", json!({
        "id": null, "purpose": "vneid_level2", "place": "Công an xã", "weekdays": 127, "from": 480,
        "to": 600, "slot": 60, "capacity": 3, "bring": "Thẻ căn cước", "until": null,
    }));
    let (y, m, d) = Day(now().day().0 + 1).ymd();
    let tomorrow = format!("{y:04}-{m:02}-{d:02}");
    let eight = Day(now().day().0 + 1).start().0 + 8 * 3600;
    for person in roll.people {
        let booked = json!({ "resident": person.to_string(), "purpose": "vneid_level2", "at": eight, "place": null });
        phone.call("appointment", booked);
    }
    let page = phone.call(
        "desk_day",
        json!({ "desk": "police", "day": tomorrow, "find": "mai" }),
    );
    // No typesetter here.
    assert_eq!(page["formats"], json!(["xlsx", "docx"]));
    let out = |desk: &str, format: &str| json!({ "desk": desk, "day": tomorrow, "format": format, "save": false });
    let file = phone.call("export_desk_day", out("police", "docx"));
    assert_eq!(file["rows"], 2);
    let name = file["file_name"].as_str().expect("a name");
    assert!(name.starts_with("danh-sach-tiep-dan-"), "{name}");
    let log = phone.call("exports", json!({ "offset": 0, "limit": 9 }));
    let line = &log["lines"][0];
    assert_eq!(
        (&log["total"], &line["list"], &line["rows"], &line["format"]),
        (&json!(1), &json!("desk_day"), &json!(2), &json!("docx"))
    );
    assert_eq!(line["scope"], "Công an xã, 15/11/2026");
    assert_eq!(
        phone.refused("export_desk_day", out("police", "pdf")),
        ErrorCode::BadInput
    );
    let (volunteer, _) = desk(Role::Volunteer);
    assert_eq!(
        volunteer.refused("export_desk_day", out("police", "docx")),
        ErrorCode::NotAllowed
    );
    assert_eq!(volunteer.call("verify", json!({}))["agrees"], true);
}

#[test]
fn what_leaves_is_said_by_whom_and_how_much() {
    let (phone, _) = desk(Role::Police);
    for (list, format) in [
        ("absent", "xlsx"),
        ("slips", "docx"),
        ("not_collected", "docx"),
    ] {
        let out = phone.call("export_list", export(list, format));
        assert!(out["bytes_base64"].as_str().expect("bytes").len() > 1000);
        let name = out["file_name"].as_str().expect("a name");
        assert!(name.ends_with(&format!("2026-11-14.{format}")), "{name}");
        let log = phone.call("exports", json!({ "offset": 0, "limit": 9 }));
        let line = &log["lines"][0];
        assert_eq!(
            (&line["list"], &line["format"]),
            (&json!(list), &json!(format))
        );
        assert_eq!(line["rows"], out["rows"]);
        assert_eq!(
            (&line["by"], &line["unsent"]),
            (&json!("Phạm Thị Lan"), &json!(true))
        );
    }
    phone.call("export_confirmation_list", json!({ "save": false }));
    let log = phone.call("exports", json!({ "offset": 1, "limit": 2 }));
    assert_eq!(log["total"], 4);
    assert_eq!(log["lines"].as_array().map(Vec::len), Some(2));
    let cards = phone.call("lists", json!({ "hamlet": null }));
    assert_eq!(cards["cards"][1]["last"]["rows"], 1);
    assert_eq!(cards["cards"][2]["last"], Value::Null);
}

#[test]
fn nobody_has_a_list_that_is_not_theirs() {
    let (volunteer, _) = desk(Role::Volunteer);
    for (name, args) in [
        ("lists", json!({ "hamlet": null })),
        ("list_preview", of("absent")),
        ("export_list", export("absent", "xlsx")),
        ("exports", json!({ "offset": 0, "limit": 9 })),
    ] {
        assert_eq!(
            volunteer.refused(name, args),
            ErrorCode::NotAllowed,
            "{name}"
        );
    }
    let (office, _) = desk(Role::Office);
    assert!(
        counts(&office, None)
            .iter()
            .all(|(list, _)| list != "ineligible")
    );
    for (name, args) in [
        ("list_preview", of("ineligible")),
        ("export_list", export("ineligible", "docx")),
    ] {
        assert_eq!(office.refused(name, args), ErrorCode::NotAllowed, "{name}");
    }
    // This device has no typesetter, and slips are no spreadsheet.
    for (list, format) in [("absent", "pdf"), ("slips", "xlsx"), ("absent", "exe")] {
        let refused = office.refused("export_list", export(list, format));
        assert_eq!(refused, ErrorCode::BadInput, "{list} {format}");
    }
    assert_eq!(
        office.call("exports", json!({ "offset": 0, "limit": 9 }))["total"],
        0
    );
}
