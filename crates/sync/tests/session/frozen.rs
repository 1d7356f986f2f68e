//! A file that yesterday's program left syncs on with today's.

use crate::office::Office;
use crate::phone::{PHONE, Phone, o, office_says};
use tungnha_core::body::Visit;
use tungnha_core::words::Outcome;
use tungnha_protocol::SignedBatch;

const SCHEMA_2: &str = include_str!("../../../store/tests/frozen/0002.sql");

#[test]
fn a_file_of_schema_2_syncs_on() {
    let mut phone = Phone::thawed(SCHEMA_2);
    let mut office = Office::new();
    office.now = 1_764_200_000;
    // What the office had of it: the first batch, and as much of its feed as the cursor says.
    let first = phone.first_batch();
    let batch = SignedBatch::from_bytes(&first).expect("its bytes");
    office.take_in(PHONE, batch, &[]).expect("taken in");
    let visit = Visit {
        household: o(5),
        outcome: Outcome::Met,
        come_back_at: None,
        note: Some("Mai quay lại".into()),
    };
    for counter in 100..111 {
        office_says(&mut office, counter, visit.clone().into());
    }
    assert_eq!(phone.unsent(), 3);
    let story = phone.synced(&mut office);
    assert_eq!(
        (story.outcome.as_str(), story.sent, story.received),
        ("done", 3, 1)
    );
    assert_eq!(phone.unsent(), 0);
    assert_eq!(
        phone.incarnation(),
        PHONE,
        "the same hashes, so nobody takes it for a copy"
    );
    assert!(phone.read(|txn| txn.has(o(110))));
    assert!(office.forks.is_empty());
}
