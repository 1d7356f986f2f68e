//! Phones change hands. Survey Solutions accepts what a tablet sends that is "no longer responsible", erases it there
//! and throws it away ("Where is my interview?"), and a relinked tablet sends the other's work or none at all
//! ("Consequences of relinking a tablet"). Ours takes everything from whoever was ever asked to work there.

use crate::door::{app, each, record, row_of, text, waiting, work};
use crate::street::{BANG_LOI, MAI, PHU_LAI, POLICE, Street};

#[test]
fn work_in_a_hamlet_that_was_given_to_another_meanwhile_counts() {
    for said_first in [true, false] {
        let mut street = Street::new();
        let mai = street.volunteer(MAI);
        let one = street.person(&mai, 0);
        let reassign = |street: &Street| {
            let member = street.area.member(MAI);
            street
                .area
                .desk(&["assign", "--member", &member, "--hamlet", BANG_LOI]);
        };
        let say = || record(&mai, &one.id, "vneid", 1, "activated");
        // Before the office changed its mind, or after it, without having heard.
        if said_first {
            say();
            reassign(&street);
        } else {
            reassign(&street);
            say();
        }
        assert_eq!(mai.run(&["sync"])["sent"], 1);
        assert_eq!((work(&mai, "received"), work(&mai, "held")), (1, 0));
        street.police.run(&["sync"]);
        assert_eq!(waiting(&street.police).len(), 1);
        street.sound(&[&mai, &street.police]);
    }
}

#[test]
fn a_replaced_phone_goes_on_and_the_old_one_still_hands_in() {
    for old_first in [true, false] {
        let mut street = Street::new();
        let old = street.volunteer(MAI);
        let [one, other] = [0, 1].map(|nth| street.person(&old, nth));
        record(&old, &one.id, "vneid", 1, "activated");
        let new = street.area.enrol_again(MAI);
        new.run(&["sync"]);
        record(&new, &other.id, "vneid", 1, "activated");
        let order = if old_first {
            [&old, &new]
        } else {
            [&new, &old]
        };
        for device in order {
            assert_eq!(device.run(&["sync"])["sent"], 1);
        }
        street.all_agree(&[&old, &new, &street.police]);
        let items = waiting(&street.police);
        assert_eq!(items.len(), 2);
        assert!(
            items
                .iter()
                .all(|item| item["volunteers"] == serde_json::json!([MAI]))
        );
    }
}

#[test]
fn a_revoked_phone_hands_in_and_a_person_decides() {
    for said_first in [true, false] {
        let mut street = Street::new();
        let mai = street.volunteer(MAI);
        let [one, other] = [0, 1].map(|nth| street.person(&mai, nth));
        let member = street.area.member(MAI);
        let revoke = |street: &Street| {
            street.area.desk(&["revoke", "--member", &member]);
        };
        let claims = if said_first {
            let said = [&one, &other].map(|one| record(&mai, &one.id, "vneid", 1, "activated"));
            revoke(&street);
            said
        } else {
            revoke(&street);
            [&one, &other].map(|one| record(&mai, &one.id, "vneid", 1, "activated"))
        };
        assert_eq!(mai.refused(&["sync"]), "revoked");
        let status = mai.run(&["status"]);
        assert_eq!(
            (&status["work"]["unsent"], &status["work"]["held"]),
            (&0.into(), &2.into())
        );
        // Again changes nothing, and nothing is given out.
        assert_eq!(mai.refused(&["sync"]), "revoked");
        let inbox = street.area.desk(&["held"]);
        assert_eq!(each(&inbox, "held").len(), 2);

        street
            .area
            .desk(&["held", "admit", &claims[0], "--by", POLICE]);
        let because = [
            "held",
            "reject",
            &claims[1],
            "--by",
            POLICE,
            "--because",
            "Không có ở nhà hôm đó",
        ];
        street.area.desk(&because);
        street.police.run(&["sync"]);
        let items = waiting(&street.police);
        let [item] = items.as_slice() else {
            panic!("{items:?}")
        };
        assert_eq!(text(&item["person"], "id"), one.id);
        assert_eq!(mai.refused(&["sync"]), "revoked");
        let status = mai.run(&["status"]);
        let decided = each(&status["my_work"], "decided");
        assert_eq!(decided.len(), 2, "{decided:?}");
        assert_eq!(status["work"]["held"], 0);
        street.sound(&[&street.police]);

        // Who takes over sees what was admitted.
        let binh = street.area.enrol("volunteer", "Trần Văn Bình", &[PHU_LAI]);
        binh.run(&["sync"]);
        assert_eq!(app(&row_of(&binh, &one.id), "vneid")["stage"], "activated");
    }
}
