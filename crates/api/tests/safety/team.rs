//! Who has which lane, as a volunteer and a leader read it on their own devices.

use crate::book::{Author, Phone, Roll, first_day, now};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::MemberId;
use tungnha_core::body::{Handover, Household, Lane, Posting, Visit};
use tungnha_core::words::{Outcome, Role, Side};
use uuid::Uuid;

const LANE: &str = "ngõ 5";

/// The device's own member, as the grant says.
fn own() -> MemberId {
    MemberId(Uuid::from_u128(8))
}

/// The member in whose name `Author::new(number, …)` speaks.
fn member(number: u128) -> MemberId {
    MemberId(Uuid::from_u128(number + 1000))
}

/// A roll whose first lane has the numbers 12 and 13, and a colleague posted to its hamlet.
fn roll() -> Roll {
    let mut roll = Roll::new();
    let hamlet = roll.hamlets[0];
    roll.office.says(Household {
        of: None,
        hamlet,
        lane: Some(LANE.into()),
        house: Some("13".into()),
        head: Some("Lò Thị Mẩy".into()),
        code: None,
        venue: None,
    });
    roll
}

fn posted(phone: &Phone, roll: &Roll) {
    let mut server = Author::new(50, "máy chủ", Role::Server);
    for (member, name) in [(own(), "Phạm Thị Lan"), (member(20), "Lê Hữu Lực")] {
        server.says(Posting {
            hamlet: roll.hamlets[0],
            member,
            name: name.into(),
            role: Role::Volunteer,
            organisation: None,
        });
    }
    phone.take(&server);
}

fn hamlet(roll: &Roll) -> String {
    roll.hamlets[0].to_string()
}

fn take(roll: &Roll, side: Option<&str>, to: Option<MemberId>) -> Value {
    json!({ "hamlet": hamlet(roll), "lane": LANE, "side": side, "until": null, "member": to.map(|m| m.0.to_string()) })
}

/// The house numbers that are this member's.
fn mine(phone: &Phone, roll: &Roll) -> Vec<String> {
    let wanted =
        json!({ "hamlet": hamlet(roll), "lane": null, "show": "mine", "offset": 0, "limit": 9 });
    let page = phone.call("doors", wanted);
    let doors = page["doors"].as_array().expect("doors").iter();
    doors
        .map(|door| door["house"].as_str().unwrap_or_default().to_owned())
        .collect()
}

fn holders(phone: &Phone, roll: &Roll) -> Vec<(String, bool)> {
    let lanes = phone.call("lanes", json!({ "hamlet": hamlet(roll) }));
    let taken = lanes[0]["taken"].as_array().expect("takings").iter();
    taken
        .map(|one| {
            (
                one["holder"].as_str().unwrap_or_default().to_owned(),
                one["mine"] == true,
            )
        })
        .collect()
}

#[test]
fn a_lane_is_taken_shown_and_given_back() {
    let (phone, roll) = (Phone::new(Role::Volunteer), roll());
    phone.take(&roll.office);
    assert!(mine(&phone, &roll).is_empty());
    let taken = phone.call("take_lane", take(&roll, Some("odd"), None));
    assert_eq!(taken["taken"][0]["own"], true);
    assert_eq!(mine(&phone, &roll), ["13"]);
    phone.call("take_lane", take(&roll, None, None));
    assert_eq!(mine(&phone, &roll), ["12", "13"]);
    assert_eq!(holders(&phone, &roll), [("Phạm Thị Lan".to_owned(), true)]);
    let lanes = phone.call("lanes", json!({ "hamlet": hamlet(&roll) }));
    phone.call("retract", json!({ "delta": lanes[0]["taken"][0]["id"] }));
    // What the whole lane took the place of stands again: it was never taken back.
    assert_eq!(mine(&phone, &roll), ["13"]);
    phone.call("retract", json!({ "delta": taken["id"] }));
    assert!(holders(&phone, &roll).is_empty());
}

#[test]
fn two_who_took_it_offline_both_show_and_the_door_says_so() {
    let (phone, roll) = (Phone::new(Role::Volunteer), roll());
    phone.take(&roll.office);
    phone.call("take_lane", take(&roll, None, None));
    let mut luc = Author::new(20, "Lê Hữu Lực", Role::Volunteer);
    luc.says(Lane {
        hamlet: roll.hamlets[0],
        lane: Some(LANE.into()),
        side: Some(Side::Even),
        until: now().plus(3600),
        member: None,
        name: None,
    });
    luc.says(Lane {
        hamlet: roll.hamlets[1],
        lane: Some(LANE.into()),
        side: None,
        until: now().plus(-60),
        member: None,
        name: None,
    });
    phone.take(&luc);
    let both = [
        ("Lê Hữu Lực".to_owned(), false),
        ("Phạm Thị Lan".to_owned(), true),
    ];
    assert_eq!(holders(&phone, &roll), both);
    let even = phone.call("door", json!({ "household": roll.household.to_string() }));
    assert_eq!(even["card"]["side"], "even");
    assert_eq!(even["taken"][0]["holder"], "Lê Hữu Lực");
    let next = phone.call("door", json!({ "household": even["next"] }));
    assert_eq!(
        (&next["card"]["side"], &next["taken"]),
        (&json!("odd"), &json!([]))
    );
    // What is over is over by itself.
    let over = phone.call("lanes", json!({ "hamlet": roll.hamlets[1].to_string() }));
    assert_eq!(over[0]["taken"], json!([]));
}

#[test]
fn a_leader_gives_a_lane_to_a_colleague_and_a_volunteer_may_not() {
    let roll = roll();
    for (role, may) in [
        (Role::Leader, true),
        (Role::HamletHead, true),
        (Role::Volunteer, false),
    ] {
        let phone = Phone::new(role);
        phone.take(&roll.office);
        posted(&phone, &roll);
        let colleagues = phone.call("colleagues", json!({ "hamlet": hamlet(&roll) }));
        assert_eq!(colleagues.as_array().map(Vec::len), Some(2));
        let give = take(&roll, None, Some(member(20)));
        if !may {
            assert_eq!(phone.refused("take_lane", give), ErrorCode::NotAllowed);
            continue;
        }
        let given = phone.call("take_lane", give);
        assert_eq!(given["taken"][0]["holder"], "Lê Hữu Lực");
        assert_eq!(
            (&given["taken"][0]["given"], &given["taken"][0]["mine"]),
            (&json!(true), &json!(false))
        );
        let coverage = phone.call("coverage", json!({ "hamlet": hamlet(&roll) }));
        let lanes: Vec<&Value> = coverage["members"]
            .as_array()
            .expect("members")
            .iter()
            .map(|part| &part["lanes"])
            .collect();
        assert!(lanes.contains(&&json!([LANE])), "{lanes:?}");
        let stranger = take(&roll, None, Some(member(77)));
        assert_eq!(phone.refused("take_lane", stranger), ErrorCode::NotFound);
    }
}

#[test]
fn what_a_leader_hands_over_is_among_my_work_until_it_is_done() {
    let (phone, roll) = (Phone::new(Role::Volunteer), roll());
    phone.take(&roll.office);
    let mut leader = Author::new(30, "Bùi Thị Yến", Role::Leader);
    leader.says(Handover {
        household: roll.household,
        member: own(),
        name: "Phạm Thị Lan".into(),
        until: now().plus(86_400),
    });
    phone.take(&leader);
    assert_eq!(mine(&phone, &roll), ["12"]);
    let work = phone.call("my_work", json!({}));
    assert_eq!(
        (
            &work["given"][0]["hamlet"],
            &work["given"][0]["lane"],
            &work["given"][0]["house"]
        ),
        (&json!("Thôn Tân Lập"), &json!(LANE), &json!("12"))
    );
    let met = json!({ "household": roll.household.to_string(), "outcome": "met", "come_back_at": null, "note": null });
    let saved = phone.call("visit", met);
    assert_eq!(saved["door"]["card"]["handed_to_me"], true);
    assert_eq!(phone.call("my_work", json!({}))["given"], json!([]));
}

#[test]
fn an_evening_is_over_by_itself_wherever_it_is_read() {
    let (mut phone, roll) = (Phone::new(Role::Volunteer), roll());
    phone.take(&roll.office);
    posted(&phone, &roll);
    phone.call("take_lane", take(&roll, None, None));
    let lanes_of = |phone: &Phone| {
        let coverage = phone.call("coverage", json!({ "hamlet": hamlet(&roll) }));
        let members = coverage["members"].as_array().expect("members").clone();
        let me = members
            .into_iter()
            .find(|part| part["colleague"]["me"] == true);
        me.expect("myself")["lanes"].clone()
    };
    // It is noon, and the campaign's evenings end at midnight.
    let midnight = now().plus(12 * 3600);
    for (moment, stands) in [(midnight.plus(-1), true), (midnight, false)] {
        phone.restart_at(moment);
        assert_eq!(!holders(&phone, &roll).is_empty(), stands);
        assert_eq!(!mine(&phone, &roll).is_empty(), stands);
        assert_eq!(lanes_of(&phone) == json!([LANE]), stands);
    }
    // A clock that went back makes it stand again: nothing was written.
    phone.restart_at(now());
    assert_eq!(mine(&phone, &roll).len(), 2);
}

#[test]
fn only_who_took_a_lane_gives_it_back() {
    let (phone, roll) = (Phone::new(Role::Leader), roll());
    phone.take(&roll.office);
    let mut luc = Author::new(20, "Lê Hữu Lực", Role::Volunteer);
    let taken = luc.says(Lane {
        hamlet: roll.hamlets[0],
        lane: Some(LANE.into()),
        side: None,
        until: now().plus(3600),
        member: None,
        name: None,
    });
    phone.take(&luc);
    let retract = json!({ "delta": taken.to_string() });
    assert_eq!(phone.refused("retract", retract), ErrorCode::NotAllowed);
    assert_eq!(holders(&phone, &roll), [("Lê Hữu Lực".to_owned(), false)]);
}

#[test]
fn a_leader_hands_a_come_back_over_and_the_coverage_says_to_whom() {
    let roll = roll();
    for (role, may) in [
        (Role::Leader, true),
        (Role::HamletHead, true),
        (Role::Volunteer, false),
        (Role::Inspector, false),
    ] {
        let phone = Phone::new(role);
        phone.take(&roll.office);
        posted(&phone, &roll);
        let mut luc = Author::new(20, "Lê Hữu Lực", Role::Volunteer);
        luc.says(visit(&roll, Outcome::Absent));
        phone.take(&luc);
        let household = roll.household.to_string();
        let give = |to: MemberId| json!({ "household": household, "member": to.0.to_string(), "until": null });
        if !may {
            assert_eq!(
                phone.refused("handover", give(member(20))),
                ErrorCode::NotAllowed
            );
            continue;
        }
        assert_eq!(
            phone.refused("handover", give(member(77))),
            ErrorCode::NotFound
        );
        let come_back = |phone: &Phone| {
            let coverage = phone.call("coverage", json!({ "hamlet": hamlet(&roll) }));
            assert_eq!(coverage["come_backs"].as_array().map(Vec::len), Some(1));
            coverage["come_backs"][0].clone()
        };
        assert_eq!(come_back(&phone)["handed_to"], Value::Null);
        let saved = phone.call("handover", give(member(20)));
        assert_eq!(saved["door"]["card"]["handed_to_me"], false);
        assert_eq!(come_back(&phone)["handed_to"], "Lê Hữu Lực");
        assert_eq!(come_back(&phone)["household"], json!(household));
        // Given to somebody else, it is the other's; taken back, the first one's again.
        let again = phone.call("handover", give(own()));
        assert_eq!(come_back(&phone)["handed_to"], "Phạm Thị Lan");
        phone.call("retract", json!({ "delta": again["id"] }));
        assert_eq!(come_back(&phone)["handed_to"], "Lê Hữu Lực");
    }
}

fn visit(roll: &Roll, outcome: Outcome) -> Visit {
    Visit {
        household: roll.household,
        outcome,
        come_back_at: None,
        note: None,
    }
}

#[test]
fn coverage_counts_doors_of_today_and_of_the_campaign() {
    let (phone, roll) = (Phone::new(Role::Leader), roll());
    phone.take(&roll.office);
    posted(&phone, &roll);
    let mut luc = Author::new(20, "Lê Hữu Lực", Role::Volunteer);
    luc.says_at(first_day().start().plus(-60), visit(&roll, Outcome::Absent));
    luc.says_at(now().plus(-86_400), visit(&roll, Outcome::Absent));
    luc.says(visit(&roll, Outcome::Met));
    luc.says(visit(&roll, Outcome::Met));
    // Nobody is posted here of whom the phone knows only the visits.
    let mut minh = Author::new(30, "Đỗ Văn Minh", Role::Volunteer);
    minh.says_at(now().plus(-86_400), visit(&roll, Outcome::Absent));
    phone.take(&luc);
    phone.take(&minh);
    phone.call(
        "visit",
        json!({ "household": roll.household.to_string(), "outcome": "met", "come_back_at": null, "note": null }),
    );
    let coverage = phone.call("coverage", json!({ "hamlet": hamlet(&roll) }));
    let counted: Vec<(&str, &Value, &Value, bool)> = coverage["members"]
        .as_array()
        .expect("members")
        .iter()
        .map(|part| {
            let colleague = &part["colleague"];
            let name = colleague["name"].as_str().expect("a name");
            (
                name,
                &part["doors_today"],
                &part["doors"],
                colleague["me"] == true,
            )
        })
        .collect();
    let (none, one) = (json!(0), json!(1));
    assert_eq!(
        counted,
        [
            ("Phạm Thị Lan", &one, &one, true),
            ("Lê Hữu Lực", &one, &one, false),
            ("Đỗ Văn Minh", &none, &one, false),
        ]
    );
    assert_eq!(coverage["members"][1]["last_at"], now().plus(-3600).0);
    let other = phone.call("coverage", json!({ "hamlet": roll.hamlets[1].to_string() }));
    assert_eq!(other, json!({ "members": [], "come_backs": [] }));
}

#[test]
fn colleagues_are_those_of_the_hamlet_by_name() {
    let (phone, roll) = (Phone::new(Role::Volunteer), roll());
    phone.take(&roll.office);
    posted(&phone, &roll);
    let colleagues = phone.call("colleagues", json!({ "hamlet": hamlet(&roll) }));
    let known: Vec<(&Value, &Value, &Value)> = colleagues
        .as_array()
        .expect("colleagues")
        .iter()
        .map(|one| (&one["name"], &one["me"], &one["role"]))
        .collect();
    let (lan, luc, role) = (
        json!("Phạm Thị Lan"),
        json!("Lê Hữu Lực"),
        json!("volunteer"),
    );
    assert_eq!(
        known,
        [(&lan, &json!(true), &role), (&luc, &json!(false), &role)]
    );
    let other = json!({ "hamlet": roll.hamlets[1].to_string() });
    assert_eq!(phone.call("colleagues", other), json!([]));
}
