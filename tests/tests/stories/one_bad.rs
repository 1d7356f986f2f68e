//! CommCare's queue stopped at the first form that the server would not take, and everything behind it waited for
//! weeks (commcare-android PR #1807, #1823); SORMAS' too (#1381). Ours holds the bad one and goes on.

use crate::door::{each, record, text, waiting, work};
use crate::street::{MAI, PEOPLE, Street};
use tungnha_tests::workbook::Resident;

#[test]
fn one_bad_statement_blocks_no_other_wherever_it_stands() {
    for bad in 0..3 {
        let mut street = Street::new();
        let mai = street.volunteer(MAI);
        let people = [0, 1, 2].map(|nth| street.person(&mai, nth));
        // The bad one: about somebody who lives elsewhere meanwhile.
        let mut list = PEOPLE;
        list[bad] = Resident {
            hamlet: "Thôn Bằng Lợi",
            ..list[bad]
        };
        street.brings(&list);
        let claims = people.map(|one| record(&mai, &one.id, "vneid", 1, "activated"));
        let story = mai.run(&["sync"]);
        assert_eq!((&story["sent"], &story["requests"]), (&3.into(), &1.into()));
        assert_eq!(
            (
                work(&mai, "unsent"),
                work(&mai, "received"),
                work(&mai, "held")
            ),
            (0, 2, 1)
        );
        let inbox = street.area.desk(&["held"]);
        assert_eq!(text(&each(&inbox, "held")[0], "id"), claims[bad]);
        street.police.run(&["sync"]);
        assert_eq!(waiting(&street.police).len(), 2);
        // And the next evening goes through as ever.
        let next = street.person(&mai, 4);
        record(&mai, &next.id, "vneid", 1, "activated");
        mai.run(&["sync"]);
        street.police.run(&["sync"]);
        assert_eq!(waiting(&street.police).len(), 3);
        street.sound(&[&mai, &street.police]);
    }
}
