//! Paper: sheets that keep their lines, and what is typed from them as the walker's claims.

use crate::book::{Author, PIN, Phone, Roll, claim, first_day, now};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tungnha_api::{Device, ErrorCode, Host};
use tungnha_core::body::{Household, Notice, Resident};
use tungnha_core::words::{Agreement, App, Role, Stage};
use tungnha_core::{DeltaId, Instant};

/// A lane of doors with so many people each, behind Mai's; a sheet is printed two evenings ago.
struct Lane {
    roll: Roll,
    people: Vec<DeltaId>,
    police: Phone,
}

fn lane(doors: &[usize]) -> Lane {
    let mut roll = Roll::new();
    let mut people = Vec::new();
    for (n, size) in doors.iter().enumerate() {
        let household = roll.office.says(Household {
            of: None,
            hamlet: roll.hamlets[0],
            lane: Some("ngõ 7".into()),
            house: Some(format!("{}", n + 1)),
            head: None,
            code: None,
            venue: None,
        });
        for m in 0..*size {
            people.push(roll.office.says(Resident {
                of: None,
                household,
                name: format!("Lê Thị {}", people.len() + 1),
                birth_year: Some(1990),
                sex: None,
                last4: Some(format!("{:04}", people.len() + 1)),
                position: Some(m as u16 + 1),
            }));
        }
    }
    let mut police = Phone::new(Role::Police);
    police.rename(77);
    police.take(&roll.office);
    printing(&mut police, now().plus(-2 * 86_400));
    Lane {
        roll,
        people,
        police,
    }
}

/// The same computer at `moment`, with a printer that prints what the paper holds.
fn printing(phone: &mut Phone, moment: Instant) {
    let host = Host::new(move || moment, |bytes| bytes.fill(5))
        .typesetting(|paper| Ok(format!("{paper:?}").into_bytes()));
    phone.device = Device::open(phone.home().to_owned(), host).expect("a device");
    phone.call("unlock", json!({ "pin": PIN }));
}

impl Lane {
    /// Prints the lane and comes back today; the paper's content.
    fn print(&mut self) -> String {
        let args = json!({
            "hamlet": self.roll.hamlets[0].to_string(), "lane": "ngõ 7", "everybody": false,
            "member": null, "save": false,
        });
        let file = self.police.call("print_walk_sheets", args);
        printing(&mut self.police, now());
        let bytes = STANDARD.decode(file["bytes_base64"].as_str().expect("bytes"));
        String::from_utf8(bytes.expect("base64")).expect("text")
    }

    fn sheets(&self) -> Vec<Value> {
        let list = self.police.call("walk_sheets", json!({}));
        list["sheets"].as_array().expect("sheets").clone()
    }

    /// The sheet with this number.
    fn sheet(&self, number: u32) -> String {
        let all = self.sheets();
        let found = all.iter().find(|sheet| sheet["number"] == number);
        found.expect("a sheet")["id"]
            .as_str()
            .expect("an id")
            .into()
    }

    fn page(&self) -> Value {
        self.police
            .call("walk_sheet", json!({ "sheet": self.sheet(1) }))
    }

    fn enter(&self, lines: Value) -> Value {
        self.police
            .call("type_walk_sheet", self.typed(lines, false))
    }

    fn typed(&self, lines: Value, over: bool) -> Value {
        json!({
            "sheet": self.sheet(1), "walker": "Nguyễn Văn Đi", "member": null, "day": day(4),
            "lines": lines, "over": over,
        })
    }
}

/// The nth day of the campaign, from the first, as text; today is the fifth.
fn day(nth: i32) -> String {
    let (y, m, d) = tungnha_core::time::Day(first_day().0 + nth - 1).ymd();
    format!("{y:04}-{m:02}-{d:02}")
}

fn line(line: u16, outcome: Option<&str>, consent: Option<&str>, marks: &[(&str, u8)]) -> Value {
    let marks: Vec<Value> = marks
        .iter()
        .map(|(app, level)| json!({ "app": app, "level": level }))
        .collect();
    json!({ "line": line, "outcome": outcome, "come_back_at": null, "consent": consent, "marks": marks })
}

const M2: (&str, u8) = ("vneid", 2);
const IHANOI: (&str, u8) = ("ihanoi", 0);

fn reasons(reply: &Value) -> Vec<(u64, &str)> {
    let left = reply["left"].as_array().expect("what was left").iter();
    left.map(|one| {
        (
            one["line"].as_u64().expect("a line"),
            one["reason"].as_str().expect("why"),
        )
    })
    .collect()
}

#[test]
fn a_sheet_is_of_one_lane_and_keeps_its_lines_when_the_list_changes() {
    let mut lane = lane(&[4; 11]);
    let paper = lane.print();
    // Forty-four people in doors of four: 40 and 4.
    assert!(paper.contains("tờ 1/2") && paper.contains("tờ 2/2"));
    assert!(paper.contains("Lê Thị 44") && paper.contains("1990 · …0044"));
    assert!(
        !paper.contains("Nguyễn Thị Mai"),
        "she lives in another lane"
    );
    let sheets = lane.sheets();
    let sizes: Vec<_> = sheets
        .iter()
        .map(|one| (one["number"].clone(), one["lines"].clone()))
        .collect();
    assert_eq!(sizes, [(json!(2), json!(4)), (json!(1), json!(40))]);
    let code = sheets[1]["code"].as_str().expect("a code").to_owned();
    assert!(paper.contains(&code));

    let log = lane
        .police
        .call("exports", json!({ "offset": 0, "limit": 10 }));
    let logged = &log["lines"][0];
    assert_eq!(
        (&logged["list"], &logged["rows"]),
        (&json!("walk_sheet"), &json!(44))
    );
    assert_eq!(logged["scope"], "Thôn Tân Lập, phiếu số 1-2");

    // The first moves to another house, and the fifth gets another name.
    let mut office = Author::new(30, "Lê Văn Sơn", Role::Police);
    let resident = |of, household, name: &str| Resident {
        of: Some(of),
        household,
        name: name.into(),
        birth_year: Some(1990),
        sex: None,
        last4: None,
        position: None,
    };
    let moved = resident(lane.people[0], lane.roll.household, "Lê Thị Một");
    office.says_at(now().plus(-2000), moved);
    lane.police.take(&office);
    let page = lane.page();
    let first = &page["lines"][0];
    assert_eq!(
        (&first["line"], &first["name"], &first["house"]),
        (&json!(1), &json!("Lê Thị Một"), &json!("12"))
    );
    assert_eq!(page["lines"][4]["name"], "Lê Thị 5");
    assert_eq!(page["card"]["code"], code);
    // Numbers go on.
    lane.print();
    assert_eq!(lane.sheets().len(), 4);
    assert_eq!(lane.sheet(3), lane.sheets()[1]["id"]);
}

#[test]
fn typed_lines_are_the_walkers_claims_and_say_who_typed_them() {
    let mut lane = lane(&[3, 2]);
    lane.print();
    let reply = lane.enter(json!([
        line(1, Some("met"), Some("agreed"), &[M2, IHANOI]),
        line(2, Some("met"), Some("agreed"), &[M2]),
        line(3, Some("absent"), None, &[]),
        line(4, Some("absent"), None, &[]),
        line(5, Some("absent"), None, &[]),
    ]));
    assert_eq!(reasons(&reply), []);
    // Three claims, two answers to the notice, one visit a door, and one person who was away.
    assert_eq!(reply["said"], 8);
    assert_eq!(reply["page"]["card"]["typed"], 5);
    assert_eq!(reply["page"]["card"]["walker"], "Nguyễn Văn Đi");
    let typed = &reply["page"]["lines"][0]["typed"];
    assert_eq!(
        (&typed["outcome"], &typed["consent"], &typed["walker"]),
        (&json!("met"), &json!("agreed"), &json!("Nguyễn Văn Đi"))
    );
    assert_eq!(
        typed["marks"],
        json!([{ "app": "vneid", "level": 2 }, { "app": "ihanoi", "level": 0 }])
    );

    // Another computer of the police gets it all, and has two of VNeID to decide; iHanoi is the committee's.
    let office = Phone::new(Role::Police);
    office.take(&lane.roll.office);
    office.take(&lane.police.said(9, "Lê Văn Sơn", Role::Police));
    let all = json!({
        "hamlet": null, "volunteer": null, "app": null, "state": "waiting", "too_old": null,
        "after": null, "offset": 0, "limit": 10,
    });
    let queue = office.call("review_list", all);
    let items = queue["items"].as_array().expect("items");
    assert_eq!(items.len(), 2);
    for item in items {
        assert_eq!(item["volunteers"], json!(["Nguyễn Văn Đi"]));
        let paper = &item["paper"];
        assert_eq!(
            (&paper["number"], &paper["typed_by"]),
            (&json!(1), &json!("Lê Văn Sơn"))
        );
        assert_eq!(item["outcome"], "met");
        assert_eq!(item["organisations"], json!([]), "who typed is no helper");
        // It was seen the evening before, and typed today.
        assert!(item["said_at"].as_i64().expect("a moment") < now().0 - 3600);
    }
    // Confirmed, it stands on the list with whoever helped.
    let decision = json!({
        "claims": items[0]["claims"], "decision": "confirmed", "ineligible": null, "quick": null,
        "reason": null,
    });
    office.call("review", decision);
    let list = json!({ "list": "confirmation", "hamlet": null, "limit": 50 });
    let row = office.call("list_preview", list)["groups"][0]["rows"][0].to_string();
    assert!(
        row.contains("Nguyễn Văn Đi") && !row.contains("Lê Văn Sơn,"),
        "{row}"
    );
    // Nobody was met behind the second door; behind the first one person was away.
    let door = |at: usize| {
        let found = office.call(
            "find",
            json!({ "text": format!("Lê Thị {at}"), "limit": 1 }),
        );
        let of = json!({ "household": found[0]["person"]["household"] });
        office.call("door", of)
    };
    assert_eq!(door(5)["visits"][0]["outcome"], "absent");
    assert_eq!(door(5)["visits"].as_array().map(Vec::len), Some(1));
    let first = door(1);
    assert_eq!(
        (
            &first["visits"][0]["outcome"],
            first["visits"].as_array().map(Vec::len)
        ),
        (&json!("met"), Some(1))
    );
    let away: Vec<bool> = first["people"]
        .as_array()
        .expect("people")
        .iter()
        .map(|one| !one["absence"].is_null())
        .collect();
    assert_eq!(away, [false, false, true]);
}

#[test]
fn the_same_line_twice_is_said_once_and_a_correction_takes_the_other_back() {
    let mut lane = lane(&[2]);
    lane.print();
    let both = json!([
        line(1, Some("met"), Some("agreed"), &[M2]),
        line(2, Some("met"), Some("agreed"), &[IHANOI]),
    ]);
    assert_eq!(lane.enter(both.clone())["said"], 5);
    let again = lane.enter(both);
    assert_eq!(
        (&again["said"], &again["taken_back"]),
        (&json!(0), &json!(0))
    );
    // It was iHanoi on the first line too, not VNeID.
    let corrected = lane.enter(json!([line(1, Some("met"), Some("agreed"), &[IHANOI])]));
    assert_eq!(
        (&corrected["said"], &corrected["taken_back"]),
        (&json!(1), &json!(1))
    );
    let first = &corrected["page"]["lines"][0];
    assert_eq!(
        first["typed"]["marks"],
        json!([{ "app": "ihanoi", "level": 0 }])
    );
    assert_eq!(first["cells"][1]["token"], "none");
    assert_eq!(first["cells"][2]["token"], "claimed");
    // An empty line takes all of it back; the other line's visit stays.
    let emptied = lane.enter(json!([line(1, None, None, &[])]));
    assert_eq!(emptied["taken_back"], 2);
    assert_eq!(emptied["page"]["lines"][0]["typed"], Value::Null);
    assert_eq!(emptied["page"]["lines"][1]["typed"]["outcome"], "met");
    assert_eq!(emptied["page"]["card"]["typed"], 1);
}

#[test]
fn what_a_phone_said_meanwhile_is_shown_and_stays_unless_somebody_decides() {
    let mut lane = lane(&[2]);
    lane.print();
    let mut lan = Author::new(20, "Phạm Thị Lan", Role::Volunteer);
    lan.says(claim(lane.people[0], App::Ihanoi, Stage::Installed));
    lan.says(claim(lane.people[1], App::Ihanoi, Stage::LoggedIn));
    lane.police.take(&lan);
    let shown = &lane.page()["lines"][0]["cells"][2]["claim"];
    assert_eq!(
        (&shown["stage"], &shown["by"]),
        (&json!("installed"), &json!("Phạm Thị Lan"))
    );

    let lines = json!([
        line(1, Some("met"), Some("agreed"), &[IHANOI]),
        line(2, Some("met"), Some("agreed"), &[IHANOI]),
    ]);
    let reply = lane.enter(lines.clone());
    // The second says what her phone said: nothing new. The first differs.
    assert_eq!(reasons(&reply), [(1, "differs")]);
    assert_eq!(reply["said"], 3, "a visit and two answers");
    assert_eq!(reply["page"]["lines"][0]["cells"][2]["stage"], "installed");

    let over = lane.police.call("type_walk_sheet", lane.typed(lines, true));
    assert_eq!((reasons(&over), &over["said"]), (vec![], &json!(1)));
    assert_eq!(over["page"]["lines"][0]["cells"][2]["stage"], "logged_in");
}

#[test]
fn without_consent_nothing_is_recorded_of_somebody() {
    let mut lane = lane(&[3]);
    let mut lan = Author::new(20, "Phạm Thị Lan", Role::Volunteer);
    lan.says(Notice {
        resident: lane.people[2],
        agreement: Agreement::Agreed,
        text_version: 2,
    });
    lane.print();
    lane.police.take(&lan);
    let reply = lane.enter(json!([
        line(1, Some("met"), None, &[IHANOI]),
        line(2, Some("refused"), None, &[]),
        line(3, Some("met"), None, &[IHANOI]),
    ]));
    assert_eq!(reasons(&reply), [(1, "no_consent")]);
    let page = &reply["page"];
    assert_eq!(page["lines"][0]["cells"][2]["token"], "none");
    // Who did not want to, in a house where others were met, said so.
    assert_eq!(page["lines"][1]["notice"], "refused");
    assert_eq!(page["lines"][2]["cells"][2]["token"], "claimed");
}

#[test]
fn sheets_are_the_offices_and_days_are_those_since_printing() {
    let mut lane = lane(&[1]);
    lane.print();
    let volunteer = Phone::new(Role::Volunteer);
    volunteer.take(&lane.roll.office);
    assert_eq!(
        volunteer.refused("walk_sheets", json!({})),
        ErrorCode::NotAllowed
    );
    let plan =
        json!({ "hamlet": lane.roll.hamlets[0].to_string(), "lane": null, "everybody": true });
    assert_eq!(
        volunteer.refused("plan_walk_sheets", plan.clone()),
        ErrorCode::NotAllowed
    );
    let planned = lane.police.call("plan_walk_sheets", plan);
    assert_eq!(
        planned["sheets"].as_array().map(Vec::len),
        Some(2),
        "one a lane"
    );

    let page = lane.page();
    assert_eq!(
        (&page["first_day"], &page["today"]),
        (&json!(day(3)), &json!(day(5)))
    );
    for wrong in [day(2), day(6), "ngày mai".into()] {
        let mut args = lane.typed(json!([line(1, Some("met"), None, &[])]), false);
        args["day"] = wrong.clone().into();
        assert_eq!(
            lane.police.refused("type_walk_sheet", args),
            ErrorCode::BadInput,
            "{wrong}"
        );
    }
    for lines in [
        json!([line(2, Some("met"), None, &[])]),
        json!([line(1, Some("met"), None, &[]), line(1, None, None, &[])]),
        json!([line(1, Some("moved_out"), None, &[])]),
        json!([line(1, None, None, &[("etax", 0)])]),
    ] {
        assert_eq!(
            lane.police
                .refused("type_walk_sheet", lane.typed(lines, false)),
            ErrorCode::BadInput
        );
    }
    assert_eq!(lane.page()["card"]["typed"], 0);
}
