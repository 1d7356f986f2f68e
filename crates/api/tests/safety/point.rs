//! A mobile point on one device: who comes, what is taken back, when it is over (D-50, D-77).

use crate::book::{Author, Phone, Roll, now};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, RgbImage};
use serde_json::{Value, json};
use std::io::Cursor;
use tungnha_api::ErrorCode;
use tungnha_core::body::Session;
use tungnha_core::words::{Role, VenueKind};

fn at_the_market() -> (Roll, Phone, String) {
    let roll = Roll::new();
    let phone = Phone::new(Role::Volunteer);
    phone.take(&roll.office);
    let point = json!({
        "hamlet": roll.hamlets[0].to_string(), "venue": "market", "place": " Chợ  Tân Lập ", "starts": null, "ends": null,
    });
    let session = id(&phone.call("begin_session", point));
    (roll, phone, session)
}

fn id(of: &Value) -> String {
    of["id"].as_str().expect("an id").to_owned()
}

fn page(phone: &Phone, session: &str) -> Value {
    phone.call("session", json!({ "session": session }))
}

fn end(session: &str, ends: Option<i64>) -> Value {
    json!({ "session": session, "ends": ends })
}

fn picture(format: ImageFormat) -> String {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(32, 24)
        .write_to(&mut bytes, format)
        .expect("a picture");
    STANDARD.encode(bytes.into_inner())
}

#[test]
fn somebody_of_the_list_and_somebody_new_come_and_go() {
    let (roll, phone, session) = at_the_market();
    let listed = json!({ "session": session, "resident": roll.people[0].to_string(), "person": null, "home": null });
    let first = phone.call("walk_in", listed);
    assert_eq!(first["household"], roll.household.to_string());
    let person =
        json!({ "name": "Lò Thị Mẩy", "birth_year": 1990, "sex": "female", "last4": "0007" });
    let unlisted =
        json!({ "session": session, "resident": null, "person": person, "home": " Xã Yên Sở " });
    let second = phone.call("walk_in", unlisted);

    let here = page(&phone, &session);
    assert_eq!(here["card"]["place"], "Chợ Tân Lập");
    assert_eq!(here["card"]["people"], 2);
    let mut rows: Vec<(&str, bool, Option<&str>)> = here["people"]
        .as_array()
        .expect("people")
        .iter()
        .map(|one| {
            let name = one["row"]["person"]["name"].as_str().expect("a name");
            (
                name,
                one["added"].as_bool().expect("a flag"),
                one["home"].as_str(),
            )
        })
        .collect();
    rows.sort_unstable();
    assert_eq!(
        rows,
        [
            ("Lò Thị Mẩy", true, Some("Xã Yên Sở")),
            ("Nguyễn Thị Mai", false, None)
        ]
    );
    // The point's own book is no door of the walk.
    let hamlet = roll.hamlets[0].to_string();
    let doors = phone.call(
        "doors",
        json!({ "hamlet": hamlet, "lane": null, "show": "all", "offset": 0, "limit": 9 }),
    );
    assert_eq!(doors["total"], 1);

    for delta in [&second["id"], &second["resident"], &first["id"]] {
        phone.call("retract", json!({ "delta": delta }));
    }
    let after = page(&phone, &session);
    assert_eq!(
        (&after["card"]["people"], &after["people"]),
        (&json!(0), &json!([]))
    );
    assert_eq!(
        phone.refused(
            "walk_in",
            json!({ "session": session, "resident": null, "person": null, "home": null })
        ),
        ErrorCode::BadInput
    );
}

#[test]
fn what_is_said_of_who_came_is_counted_until_the_end() {
    let (roll, phone, session) = at_the_market();
    let record = |resident: &str| {
        let said = json!({
            "resident": resident, "app": "vneid", "level": 1, "stage": "activated",
            "citizen_statement": false, "visit": null,
        });
        phone.call("record", said)
    };
    let mai = roll.people[0].to_string();
    phone.call(
        "walk_in",
        json!({ "session": session, "resident": mai, "person": null, "home": null }),
    );
    record(&mai);
    // Somebody who did not come is not of this point.
    record(&roll.people[1].to_string());
    assert_eq!(page(&phone, &session)["recorded"], 1);
}

#[test]
fn it_ends_ends_anew_and_goes_on() {
    let (_, phone, session) = at_the_market();
    let over = phone.call("end_session", end(&session, None));
    assert_eq!(
        (&over["id"], &over["ends"]),
        (&json!(session), &json!(now().0))
    );
    let later = phone.call("end_session", end(&session, Some(now().0 + 3600)));
    assert_eq!(later["ends"], now().0 + 3600);
    // An earlier one replaces one's own later one.
    let earlier = phone.call("end_session", end(&session, Some(now().0 + 60)));
    assert_eq!(earlier["ends"], now().0 + 60);
    let all = phone.call("sessions", json!({}));
    assert_eq!(all.as_array().map(Vec::len), Some(1), "an end is no point");
    assert_eq!(
        phone.refused("end_session", end(&session, Some(now().0 - 60))),
        ErrorCode::BadInput
    );
    phone.call("retract", json!({ "delta": earlier["ended_own"] }));
    let open = page(&phone, &session);
    assert_eq!(
        (&open["card"]["ends"], &open["card"]["ended_own"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(phone.call("verify", json!({}))["agrees"], true);
}

#[test]
fn an_end_that_arrives_before_its_point_waits_for_it() {
    let roll = Roll::new();
    let phone = Phone::new(Role::Volunteer);
    phone.take(&roll.office);
    let point = |ends: Option<i64>, of| Session {
        hamlet: roll.hamlets[0],
        venue: VenueKind::Market,
        place: "Chợ Tân Lập".into(),
        starts: now().plus(-7200),
        ends: ends.map(|after| now().plus(after)),
        of,
    };
    let mut mai = Author::new(20, "Nguyễn Văn Nam", Role::Volunteer);
    let begun = mai.says(point(None, None));
    let mut leader = Author::new(21, "Bùi Thị Yến", Role::Leader);
    leader.says(point(Some(-60), Some(begun)));
    phone.take(&leader);
    assert_eq!(phone.call("sessions", json!({})), json!([]));
    phone.take(&mai);
    let all = phone.call("sessions", json!({}));
    assert_eq!(all[0]["ends"], now().0 - 60);
    assert_eq!(all[0]["ended_own"], Value::Null);
}

#[test]
fn a_picture_may_be_jpeg_png_or_webp_and_nothing_else() {
    let (_, phone, session) = at_the_market();
    let add = |image: String| json!({ "session": session, "image": image });
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        phone.call("add_photo", add(picture(format)));
    }
    let too_large = STANDARD.encode(vec![0; (16 << 20) + 3]);
    for bad in [STANDARD.encode("%PDF-1.7"), "no base64!".into(), too_large] {
        assert_eq!(
            phone.refused("add_photo", add(bad)),
            ErrorCode::PictureUnreadable
        );
    }
    let here = page(&phone, &session);
    assert_eq!(here["card"]["photos"], 3);
    let photo = &here["photos"][0];
    assert_eq!((&photo["own"], &photo["sent"]), (&json!(true), &json!(0)));
    phone.call("retract", json!({ "delta": photo["id"] }));
    assert_eq!(page(&phone, &session)["card"]["photos"], 2);
}
