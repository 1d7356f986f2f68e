//! A hamlet is taken away and given back. DHIS2 and CHT leave what a user may no longer see on the phone until it is
//! wiped; Survey Solutions wipes what was not sent as well. Ours leaves the phone, but for what is unsent, and
//! comes back whole.

use crate::door::{each, record, shown, text, waiting, work};
use crate::street::{BANG_LOI, MAI, PHU_LAI, Street};
use std::collections::BTreeSet;
use tungnha_tests::CommandLine;

/// The hamlets of the people whom the device lists.
fn hamlets(device: &CommandLine) -> BTreeSet<String> {
    let rows = shown(device);
    rows.iter()
        .map(|row| text(row, "hamlet").to_owned())
        .collect()
}

#[test]
fn a_hamlet_taken_away_leaves_the_phone_and_given_back_arrives_whole() {
    for unsent in [false, true] {
        let mut street = Street::new();
        let mai = street.area.enrol("volunteer", MAI, &[PHU_LAI, BANG_LOI]);
        mai.run(&["sync"]);
        let (one, other) = (street.person(&mai, 0), street.person(&mai, 6));
        record(&mai, &one.id, "vneid", 1, "activated");
        mai.run(&["sync"]);
        let member = street.area.member(MAI);
        let assign = |hamlets: &[&str]| {
            let mut order = vec!["assign", "--member", &member];
            hamlets
                .iter()
                .for_each(|hamlet| order.extend(["--hamlet", hamlet]));
            street.area.desk(&order);
        };
        assign(&[BANG_LOI]);
        if unsent {
            street.area.line().fail(1, tungnha_tests::Fault::Refused);
            record(&mai, &one.id, "vneid", 2, "activated");
            assert_eq!(mai.refused(&["sync"]), "no_connection");
            assert_eq!(work(&mai, "unsent"), 1);
            assert_eq!(shown(&mai).len(), 8, "nothing goes while it is not known");
        }
        mai.run(&["sync"]);
        assert_eq!(work(&mai, "unsent"), 0);
        assert_eq!(hamlets(&mai), BTreeSet::from(["Thôn Bằng Lợi".to_owned()]));
        // Nobody is found either, and no hamlet is listed.
        for name in ["Lê Văn An", "Vũ Văn Khải"] {
            assert_eq!(mai.run(&["list", "--find", name])["total"], 0);
        }
        let status = mai.run(&["status"]);
        assert_eq!(each(&status, "hamlets").len(), 1, "{status}");
        assert_eq!(
            work(&mai, "received"),
            1 + u64::from(unsent),
            "own work stays in the count"
        );
        street.sound(&[&mai]);
        // Meanwhile the office goes on.
        street.police.run(&["sync"]);
        let claims: Vec<String> = waiting(&street.police)
            .iter()
            .flat_map(|item| crate::door::claims(item))
            .map(str::to_owned)
            .collect();
        assert_eq!(claims.len(), 1 + usize::from(unsent));
        street.police.run(&["review", "confirm", &claims[0]]);
        record(&mai, &other.id, "vneid", 1, "activated");
        street.police.run(&["sync"]);
        mai.run(&["sync"]);

        assign(&[BANG_LOI, PHU_LAI]);
        mai.run(&["sync"]);
        assert_eq!(shown(&mai).len(), 8);
        street.all_agree(&[&mai, &street.police]);
        assert_eq!(work(&mai, "confirmed"), 1);
    }
}
