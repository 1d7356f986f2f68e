//! Two people and one person's fields. ODK Central takes the last submission, or marks a conflict on the whole
//! entity (central #669, #698, #699, #705); CHT hides the losing revision from everybody (its page on conflicts).

use crate::door::{Named, app, each, record, row_of, text};
use crate::street::{BANG_LOI, BINH, MAI, PEOPLE, Street};
use serde_json::Value;
use std::collections::BTreeSet;
use tungnha_tests::CommandLine;

/// The disagreements that the device shows.
fn open(device: &CommandLine) -> Vec<Value> {
    each(&device.run(&["settle", "list"]), "items").to_vec()
}

/// What its heads say of the stage, with their ids.
fn heads(item: &Value) -> BTreeSet<(String, String)> {
    let stage = |head: &Value| {
        let mut says = each(head, "says").iter();
        let stage = says.find(|field| field["field"] == "stage");
        text(stage.expect("a stage"), "value").to_owned()
    };
    let heads = each(item, "heads").iter();
    heads
        .map(|head| (stage(head), text(head, "id").to_owned()))
        .collect()
}

/// A street, its volunteers, and somebody whom both have met.
fn both_met() -> (Street, CommandLine, CommandLine, Named) {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let binh = street.volunteer(BINH);
    let one = street.person(&mai, 0);
    (street, mai, binh, one)
}

/// Different fields: an app's state and a visit's word. Nobody has to decide anything, whoever syncs first.
#[test]
fn different_fields_told_offline_both_stay() {
    for mai_first in [true, false] {
        let (street, mai, binh, one) = both_met();
        record(&mai, &one.id, "vneid", 1, "activated");
        record(&binh, &one.id, "vneid", 2, "not_registered");
        for device in if mai_first {
            [&mai, &binh]
        } else {
            [&binh, &mai]
        } {
            device.run(&["sync"]);
        }
        street.all_agree(&[&mai, &binh, &street.police]);
        for device in [&mai, &binh, &street.police] {
            assert_eq!(open(device), Vec::<Value>::new(), "nothing to decide");
        }
        let items = crate::door::waiting(&street.police);
        assert_eq!(items.len(), 2, "{items:?}");
    }
}

/// The same field: both are kept and shown, a person settles, and what comes in later without having seen the
/// settlement is a disagreement again. ODK's `force-applied` submissions overwrite in silence instead.
#[test]
fn the_same_field_is_settled_by_a_person_and_reopened_by_a_third() {
    for mai_first in [true, false] {
        let (mut street, mai, binh, one) = both_met();
        let late = street.volunteer("Đỗ Thị Thu");
        let of_mai = record(&mai, &one.id, "vneid", 1, "activated");
        let of_binh = record(&binh, &one.id, "vneid", 1, "dossier_collected");
        let of_late = record(&late, &one.id, "vneid", 1, "not_registered");
        for device in if mai_first {
            [&mai, &binh]
        } else {
            [&binh, &mai]
        } {
            device.run(&["sync"]);
        }
        street.all_agree(&[&mai, &binh, &street.police]);
        let both = BTreeSet::from([
            ("activated".to_owned(), of_mai.clone()),
            ("dossier_collected".to_owned(), of_binh.clone()),
        ]);
        for device in [&mai, &binh, &street.police] {
            let items = open(device);
            let [item] = items.as_slice() else {
                panic!("{items:?}")
            };
            assert_eq!(heads(item), both);
        }

        // Police let stand what is not shown by itself.
        let shown = app(&row_of(&street.police, &one.id), "vneid")["stage"].clone();
        let (stands, stage) = match shown == "activated" {
            true => (&of_binh, "dossier_collected"),
            false => (&of_mai, "activated"),
        };
        street.police.run(&["settle", stands]);
        street.all_agree(&[&street.police, &mai, &binh]);
        for device in [&mai, &binh, &street.police] {
            assert_eq!(open(device), Vec::<Value>::new());
            let shown = app(&row_of(device, &one.id), "vneid")["stage"].clone();
            assert_eq!(
                shown == "activated",
                stage == "activated",
                "{stage} stands, {shown} is shown"
            );
        }

        late.run(&["sync"]);
        street.all_agree(&[&mai, &binh, &late, &street.police]);
        for device in [&mai, &binh, &late, &street.police] {
            let items = open(device);
            let [item] = items.as_slice() else {
                panic!("{items:?}")
            };
            let again = BTreeSet::from([
                (stage.to_owned(), stands.clone()),
                ("not_registered".to_owned(), of_late.clone()),
            ]);
            assert_eq!(heads(item), again);
        }
    }
}

/// What was settled is settled wherever the person moves, for whoever worked there before and for whoever comes.
#[test]
fn what_was_settled_stays_settled_when_the_person_moves() {
    let (mut street, mai, binh, one) = both_met();
    let thu = street.area.enrol("volunteer", "Đỗ Thị Thu", &[BANG_LOI]);
    thu.run(&["sync"]);
    let of_mai = record(&mai, &one.id, "vneid", 1, "activated");
    record(&binh, &one.id, "vneid", 1, "dossier_collected");
    for device in [&mai, &binh, &street.police] {
        device.run(&["sync"]);
    }
    street.police.run(&["settle", &of_mai]);
    street.police.run(&["sync"]);
    let mut list = PEOPLE;
    list[0].hamlet = "Thôn Bằng Lợi";
    assert_eq!(street.brings(&list)["changed"], 1);
    let new = street.area.enrol("volunteer", "Vũ Thị Xuân", &[BANG_LOI]);
    for device in [&thu, &new, &street.police] {
        device.run(&["sync"]);
        assert_eq!(app(&row_of(device, &one.id), "vneid")["stage"], "activated");
        assert_eq!(
            open(device),
            Vec::<Value>::new(),
            "{}",
            device.home().display()
        );
    }
    street.sound(&[&mai, &binh, &thu, &new, &street.police]);
}
