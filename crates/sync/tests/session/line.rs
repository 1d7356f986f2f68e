//! A bad line is trusted with less, a good one with more, and every page that came stays.

use crate::office::Line;
use crate::phone::{Phone, o, office, office_says, words};
use tungnha_core::body::Visit;
use tungnha_core::words::Outcome;
use tungnha_sync::SyncError;

fn busy_office() -> crate::office::Office {
    let mut office = office();
    for counter in 3..1000 {
        let visit = Visit {
            household: o(2),
            outcome: Outcome::Met,
            come_back_at: None,
            note: None,
        };
        office_says(&mut office, counter, visit.into());
    }
    office
}

#[test]
fn every_page_that_came_stays_and_each_cut_asks_for_less() {
    let mut office = busy_office();
    office.page = 10;
    let mut phone = Phone::enrolled(&office);
    let mut wanted = Vec::new();
    let mut seq = 0;
    for _ in 0..10 {
        // A page or so gets through.
        office.line = Line::Cuts(3000);
        phone.syncs(&mut office).expect_err("a cut");
        phone.agrees();
        let now = phone.read(|txn| txn.cursor()).seq;
        assert!(now > seq, "it comes forward");
        seq = now;
        wanted.push(office.asked.last().expect("asked").want);
        if seq > 900 {
            break;
        }
    }
    assert_eq!(wanted[..3], [4 << 20, 2 << 20, 1 << 20]);
    office.line = Line::Holds;
    office.asked.clear();
    let story = phone.synced(&mut office);
    assert_eq!(story.outcome, "done");
    assert_eq!(phone.read(|txn| txn.cursor()).seq, 999);
    for _ in 0..12 {
        phone.synced(&mut office);
    }
    assert_eq!(
        office.asked.last().expect("asked").want,
        4 << 20,
        "it is trusted again"
    );
}

#[test]
fn no_line_at_all_says_nothing_about_a_line() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    phone.visits("a");
    office.line = Line::LosesRequest;
    for _ in 0..5 {
        let lost = phone.syncs(&mut office).expect_err("no line");
        assert!(matches!(lost, SyncError::Transport(_)));
    }
    assert_eq!(phone.read(|txn| txn.line_budget()), None);
    office.line = Line::Holds;
    assert_eq!(phone.synced(&mut office).requests, 1);
    assert_eq!(words(&office), ["a"]);
}

#[test]
fn it_never_asks_for_less_than_the_smallest() {
    let mut office = busy_office();
    let mut phone = Phone::enrolled(&office);
    office.line = Line::Cuts(0);
    for _ in 0..20 {
        phone.syncs(&mut office).expect_err("a cut");
    }
    assert_eq!(office.asked.last().expect("asked").want, 16 << 10);
}

/// The same evening over a line that dies at every length in turn.
#[test]
fn an_evening_over_a_line_that_always_dies_arrives_once() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    let mut after = 0;
    for n in 0..30 {
        phone.visits(&format!("{n:02}"));
        office.line = Line::Cuts(after);
        let _ = phone.syncs(&mut office);
        phone.agrees();
        after = (after + 97) % 700;
    }
    office.line = Line::Holds;
    phone.synced(&mut office);
    let expected: Vec<String> = (0..30).map(|n| format!("{n:02}")).collect();
    assert_eq!(words(&office), expected);
    assert_eq!(phone.unsent(), 0);
}

#[test]
fn a_clock_that_says_anything_syncs_and_learns_the_time() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    for (n, clock) in [i64::MAX, i64::MIN, 0, 4_000_000_000, -1, 9_990]
        .into_iter()
        .enumerate()
    {
        phone.clock = clock;
        phone.visits(&n.to_string());
        assert_eq!(phone.synced(&mut office).outcome, "done");
        assert_eq!(phone.unsent(), 0);
    }
    assert_eq!(phone.read(|txn| txn.clock_offset()), 10);
    assert_eq!(words(&office).len(), 6);
}
