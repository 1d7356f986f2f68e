//! What the server could not let count waits for a person. An officer sees it on the own device, beside what stands
//! now, decides, and the author hears of it on the own phone.

use crate::door::{each, record, text, waiting, work};
use crate::street::{BANG_LOI, MAI, PEOPLE, POLICE, Street};
use serde_json::{Value, json};
use tungnha_tests::CommandLine;
use tungnha_tests::workbook::Resident;

/// Mai recorded somebody of Phú Lai who had moved to the other hamlet meanwhile.
fn with_one_out_of_scope() -> (Street, CommandLine) {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let mut list = PEOPLE;
    list[0] = Resident {
        hamlet: list[6].hamlet,
        ..list[0]
    };
    street.brings(&list);
    let an = street.person(&mai, 0);
    record(&mai, &an.id, "vneid", 2, "activated");
    mai.run(&["sync"]);
    assert_eq!(work(&mai, "held"), 1);
    street.police.run(&["sync"]);
    assert_eq!(waiting(&street.police).len(), 0);
    (street, mai)
}

fn only(page: &Value) -> &Value {
    let items = each(page, "items");
    assert_eq!(items.len(), 1, "{page}");
    &items[0]
}

fn decided(device: &CommandLine) -> Value {
    device.run(&["status"])["my_work"]["decided"].clone()
}

#[test]
fn what_an_officer_admits_counts_on_every_device() {
    let (street, mai) = with_one_out_of_scope();
    let page = street.police.run(&["held"]);
    let held = only(&page);
    assert_eq!(
        (&held["kind"], &held["reason"], &held["by"], &held["role"]),
        (
            &json!("account"),
            &json!("out_of_scope"),
            &json!(MAI),
            &json!("volunteer")
        )
    );
    assert_eq!(held["about"]["name"], PEOPLE[0].name);
    assert!(text(&held["about"], "hamlet").ends_with(BANG_LOI));
    assert_eq!(held["points_at"], "resident");
    assert_eq!(held["person"]["personal_id"], PEOPLE[0].personal_id);
    let says = each(held, "says");
    assert!(says.contains(&json!({ "field": "stage", "value": "activated", "differs": false })));
    assert_eq!(page["total"], 1);
    assert_eq!(
        page["reasons"],
        json!([{ "value": "out_of_scope", "count": 1 }])
    );

    let id = text(held, "id");
    let after = street.police.run(&["held", "admit", id]);
    assert_eq!(
        after["decided"],
        json!([{ "id": id, "became": "admitted", "why": null }])
    );
    assert_eq!((&after["total"], &after["items"]), (&json!(0), &json!([])));
    // The same word once more, as after a line that died before the answer.
    let again = street.police.attempt(&["held", "admit", id]);
    assert_eq!(again.code, Some(1));
    assert_eq!(again.document()["decided"][0]["why"], "not_held");

    street.police.run(&["sync"]);
    assert_eq!(waiting(&street.police).len(), 1);
    mai.run(&["sync"]);
    assert_eq!(
        (work(&mai, "held"), work(&mai, "received")),
        (0, 1),
        "it counts on its author's phone"
    );
    let told = decided(&mai);
    assert_eq!(
        (&told[0]["id"], &told[0]["decision"], &told[0]["by"]),
        (&json!(id), &json!("admitted"), &json!(POLICE))
    );
    street.sound(&[&mai, &street.police]);
}

#[test]
fn what_an_officer_refuses_is_told_to_its_author() {
    let (street, mai) = with_one_out_of_scope();
    let page = street.police.run(&["held"]);
    let id = text(only(&page), "id");
    let words = "Cô An đã chuyển sang thôn Bằng Lợi";
    let after = street
        .police
        .run(&["held", "reject", id, "--because", words]);
    assert_eq!(after["decided"][0]["became"], "rejected");
    mai.run(&["sync"]);
    let told = decided(&mai);
    assert_eq!(
        (&told[0]["decision"], &told[0]["words"], &told[0]["by"]),
        (&json!("rejected"), &json!(words), &json!(POLICE))
    );
    assert_eq!((work(&mai, "held"), work(&mai, "rejected")), (0, 1));
    street.police.run(&["sync"]);
    assert_eq!(waiting(&street.police).len(), 0);
    street.sound(&[&mai, &street.police]);
}

#[test]
fn what_was_said_of_the_wrong_person_is_said_again_of_the_right_one() {
    let (street, mai) = with_one_out_of_scope();
    let page = street.police.run(&["held"]);
    let id = text(only(&page), "id");
    let binh = street.person(&street.police, 1);
    let after = street
        .police
        .run(&["held", "reassign", id, "--to", &binh.id]);
    assert_eq!(after["decided"][0]["became"], "reassigned");
    street.police.run(&["sync"]);
    let claims = waiting(&street.police);
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0]["person"]["name"], PEOPLE[1].name);
    assert_eq!(claims[0]["volunteers"], json!([MAI]));
    mai.run(&["sync"]);
    assert_eq!(work(&mai, "reassigned"), 1);
    street.sound(&[&mai, &street.police]);
}

#[test]
fn the_evening_on_a_revoked_phone_is_decided_at_once() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let [an, binh] = [0, 1].map(|nth| street.person(&mai, nth));
    let member = street.area.member(MAI);
    street.area.desk(&["revoke", "--member", &member]);
    record(&mai, &an.id, "vneid", 1, "activated");
    record(&mai, &binh.id, "vneid", 1, "activated");
    assert_eq!(mai.refused(&["sync"]), "revoked");
    let page = street.police.run(&["held", "list", "--reason", "revoked"]);
    let ids: Vec<&str> = each(&page, "items")
        .iter()
        .map(|held| text(held, "id"))
        .collect();
    assert_eq!(ids.len(), 2);
    let after = street
        .police
        .run(&[&["held", "admit"], ids.as_slice()].concat());
    assert_eq!(after["total"], 0);
    street.police.run(&["sync"]);
    assert_eq!(waiting(&street.police).len(), 2);
    // It reads nothing and still hears what became of its own words.
    assert_eq!(mai.refused(&["sync"]), "revoked");
    assert_eq!((work(&mai, "held"), work(&mai, "received")), (0, 2));
    assert_eq!(street.area.desk(&["verify"])["ok"], true);
}

#[test]
fn who_may_not_decide_is_refused_by_the_server() {
    let (mut street, mai) = with_one_out_of_scope();
    assert_eq!(mai.refused(&["held"]), "not_allowed");
    // Police of the hamlet that the person left have nothing to say of the one that she went to.
    let here = street.area.enrol("police", "Đỗ Văn Hùng", &["Phú Lai"]);
    here.run(&["sync"]);
    assert_eq!(here.run(&["held"])["total"], 0);
    let page = street.police.run(&["held"]);
    let id = text(only(&page), "id");
    let tried = here.attempt(&["held", "admit", id]).document();
    assert_eq!(tried["decided"][0]["why"], "out_of_scope");
    let there = street.area.enrol("police", "Bùi Văn Nam", &[BANG_LOI]);
    there.run(&["sync"]);
    assert_eq!(there.run(&["held", "admit", id])["total"], 0);
    let inbox = street.area.desk(&["held", "list"]);
    assert_eq!(inbox["held"], json!([]));
}

#[test]
fn without_the_server_nothing_is_decided() {
    let (mut street, _mai) = with_one_out_of_scope();
    let page = street.police.run(&["held"]);
    let id = text(only(&page), "id").to_owned();
    street.area.stop();
    assert_eq!(street.police.refused(&["held"]), "no_connection");
    assert_eq!(
        street.police.refused(&["held", "admit", &id]),
        "no_connection"
    );
    street.area.serve();
    assert_eq!(street.police.run(&["held"])["total"], 1);
}
