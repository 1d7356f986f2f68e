mod snapshot;

use super::law;
use crate::fixture::{Pen, Roll, World, claim, household, resident, roll};
use crate::server::Server;
use crate::storage::sqlite::SqliteStorage;
use std::collections::{BTreeMap, BTreeSet};
use tungnha_core::DeltaId;
use tungnha_core::body::{Absence, Identity, NEWEST_KIND, Retract, Review, Visibility, Visit};
use tungnha_core::fold::Ledger;
use tungnha_core::words::{AbsenceReason, Decision, Outcome, Role};
use tungnha_protocol::check::root;
use tungnha_protocol::exchange::Frame;
use tungnha_protocol::{Check, Checked, Sum};

const ALL: u16 = NEWEST_KIND;

type Sums = BTreeMap<DeltaId, Sum>;

/// What the end of an exchange with a check says.
fn ask(world: &World, pen: &Pen, check: Check) -> Option<Checked> {
    let mut asked = world.asked(pen, &[], 1 << 20);
    asked.check = Some(check);
    match world.exchange(pen, &asked).pop() {
        Some(Frame::End { checked, .. }) => checked,
        other => panic!("{other:?}"),
    }
}

/// The server's sums for a pen that has nothing more to take in.
pub fn sums(world: &World, pen: &Pen, kinds: u16) -> Sums {
    let Some(Checked::Hamlets { sums, .. }) = ask(world, pen, Check::Hamlets(kinds)) else {
        panic!("not answered");
    };
    let sum = |bytes| Sum(u128::from_be_bytes(bytes));
    let sums: Sums = sums.iter().map(|s| (s.hamlet.into(), sum(s.sum))).collect();
    let Some(Checked::Root { root: said, .. }) = ask(world, pen, Check::Root(kinds)) else {
        panic!("not answered");
    };
    let lines: Vec<_> = sums
        .iter()
        .map(|(hamlet, sum)| tungnha_protocol::HamletSum {
            hamlet: (*hamlet).into(),
            sum: sum.to_bytes(),
        })
        .collect();
    assert_eq!(said, root(&lines));
    sums
}

fn absence(resident: DeltaId) -> Absence {
    Absence {
        resident,
        reason: AbsenceReason::ALL[0],
        place: None,
        until: None,
    }
}

fn visit(household: DeltaId) -> Visit {
    Visit {
        household,
        outcome: Outcome::Met,
        come_back_at: None,
        note: None,
    }
}

fn identity(resident: DeltaId) -> Identity {
    Identity {
        resident,
        birth: None,
        personal_id: Some("001080000001".into()),
        phones: None,
        residence: None,
        legacy_id9: None,
    }
}

fn review(claim: DeltaId) -> Review {
    Review {
        claims: vec![claim],
        decision: Decision::Confirmed,
        reason: None,
    }
}

/// A roll with everything that is summed, and a claim that was decided; the claim, and the decision.
fn with_work(world: &mut World) -> (Pen, Roll, DeltaId, DeltaId) {
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    for person in roll.residents {
        police.write(identity(person));
        police.write(absence(person));
    }
    for door in roll.households {
        police.write(visit(door));
    }
    let claimed = police.write(claim(roll.residents[0]));
    let decided = police.write(review(claimed));
    world.sync(&mut police);
    (police, roll, claimed, decided)
}

/// The hamlets whose sums differ.
fn differ(one: &Sums, other: &Sums) -> BTreeSet<DeltaId> {
    let all: BTreeSet<DeltaId> = one.keys().chain(other.keys()).copied().collect();
    let differs = |id: &DeltaId| one.get(id) != other.get(id);
    all.into_iter().filter(differs).collect()
}

/// What `pen` would say if it lacked some.
fn lacking(pen: &Pen, what: &[DeltaId]) -> Sums {
    let mut poorer = Ledger::new(Some(pen.incarnation));
    for delta in pen.ledger.deltas().values() {
        if !what.contains(&delta.id) {
            poorer.add(delta.clone());
        }
    }
    law::sums(&poorer, ALL, Visibility::Restricted)
}

#[test]
fn a_device_and_the_server_say_the_same() {
    let mut world = World::new();
    let (police, roll, ..) = with_work(&mut world);
    let said = sums(&world, &police, ALL);
    assert_eq!(said, law::sums(&police.ledger, ALL, Visibility::Restricted));
    assert_eq!(said.len(), 2);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    let said = sums(&world, &volunteer, ALL);
    assert_eq!(said, law::sums(&volunteer.ledger, ALL, Visibility::Open));
    assert_eq!(said.keys().collect::<Vec<_>>(), [&roll.hamlets[0]]);
}

#[test]
fn the_order_of_arrival_does_not_count() {
    let played = |order: [usize; 3]| {
        let mut world = World::new();
        let mut police = world.pen(Role::Police, None);
        let roll = roll(&mut police);
        world.sync(&mut police);
        let mut pens = [(); 3].map(|()| world.pen(Role::Leader, None));
        for pen in &mut pens {
            pen.write(claim(roll.residents[0]));
            pen.write(absence(roll.residents[1]));
            pen.write(visit(roll.households[1]));
        }
        for at in order {
            world.sync(&mut pens[at]);
        }
        sums(&world, &police, ALL)
    };
    let first = played([0, 1, 2]);
    for order in [[2, 1, 0], [1, 0, 2], [1, 2, 0]] {
        assert_eq!(played(order), first);
    }
}

#[test]
fn what_one_side_lacks_changes_one_hamlet() {
    let mut world = World::new();
    let (mut police, roll, _, decided) = with_work(&mut world);
    let gone = police.write(absence(roll.residents[1]));
    let corrected = police.write_over(
        resident(Some(roll.residents[1]), roll.households[1]),
        &[roll.residents[1]],
    );
    world.sync(&mut police);
    let whole = sums(&world, &police, ALL);
    assert_eq!(lacking(&police, &[]), whole);
    // A missing delta, a stale head, a lost decision.
    for (without, hamlet) in [(gone, 1), (corrected, 1), (decided, 0)] {
        let poorer = lacking(&police, &[without]);
        assert_eq!(
            differ(&whole, &poorer),
            BTreeSet::from([roll.hamlets[hamlet]])
        );
    }
}

#[test]
fn who_moves_changes_both_hamlets() {
    let mut world = World::new();
    let (mut police, roll, ..) = with_work(&mut world);
    let before = sums(&world, &police, ALL);
    let moved = resident(Some(roll.residents[0]), roll.households[1]);
    let moving = police.write_over(moved, &[roll.residents[0]]);
    world.sync(&mut police);
    let after = sums(&world, &police, ALL);
    assert_eq!(differ(&before, &after), roll.hamlets.into());
    assert_eq!(
        after,
        law::sums(&police.ledger, ALL, Visibility::Restricted)
    );
    // A door with everybody behind it, and back.
    let door = household(Some(roll.households[1]), roll.hamlets[0]);
    let door = police.write_over(door, &[roll.households[1]]);
    world.sync(&mut police);
    let together = sums(&world, &police, ALL);
    assert_eq!(
        together,
        law::sums(&police.ledger, ALL, Visibility::Restricted)
    );
    for target in [door, moving] {
        police.write(Retract { target });
    }
    world.sync(&mut police);
    // What was withdrawn leaves what it had replaced.
    assert_eq!(sums(&world, &police, ALL), before);
}

#[test]
fn what_was_withdrawn_stands_nowhere() {
    let mut world = World::new();
    let (mut police, roll, ..) = with_work(&mut world);
    police.write(Retract {
        target: roll.households[0],
    });
    world.sync(&mut police);
    let said = sums(&world, &police, ALL);
    assert_eq!(said, law::sums(&police.ledger, ALL, Visibility::Restricted));
    let mut alone = Sum::default();
    let hamlet = &police.ledger.deltas()[&roll.hamlets[0]];
    alone.add_head(hamlet.id, &hamlet.to_bytes());
    assert_eq!(said[&roll.hamlets[0]], alone);
}

#[test]
fn a_losing_word_about_a_place_shows_nothing_elsewhere() {
    let mut world = World::new();
    let (police, roll, ..) = with_work(&mut world);
    let mut office = world.pen(Role::Office, None);
    let mut there = world.pen(Role::Volunteer, Some(&roll.hamlets[1..]));
    world.sync(&mut there);
    let before = sums(&world, &there, ALL);
    // Neither saw the other's: police decide, and the door stays where it was.
    office.write(household(Some(roll.households[0]), roll.hamlets[1]));
    office.write(resident(Some(roll.residents[0]), roll.households[1]));
    world.sync(&mut office);
    world.sync(&mut there);
    assert_eq!(sums(&world, &there, ALL), before);
    let mut law = law::sums(&there.ledger, ALL, Visibility::Open);
    assert_eq!(
        law.remove(&roll.hamlets[1]),
        before.get(&roll.hamlets[1]).copied()
    );
    assert!(sums(&world, &police, ALL).contains_key(&roll.hamlets[0]));
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn an_older_program_is_compared_by_what_it_knows() {
    let mut world = World::new();
    let (mut police, roll, ..) = with_work(&mut world);
    let before = sums(&world, &police, 9);
    let whole = sums(&world, &police, ALL);
    police.write(visit(roll.households[0]));
    world.sync(&mut police);
    assert_eq!(sums(&world, &police, 9), before);
    assert_ne!(sums(&world, &police, ALL), whole);
    let kinds = |asked| match ask(&world, &police, Check::Root(asked)) {
        Some(Checked::Root { kinds, .. }) => kinds,
        other => panic!("{other:?}"),
    };
    assert_eq!((kinds(9), kinds(15), kinds(u16::MAX)), (9, 15, NEWEST_KIND));
    assert!(sums(&world, &police, 3).is_empty());
}

#[test]
fn only_what_changed_is_summed_again() {
    let mut world = World::new();
    let (mut police, roll, ..) = with_work(&mut world);
    let before = sums(&world, &police, ALL);
    assert_eq!(world.server.sums().len(), 2);
    let known = |hamlet: DeltaId| {
        let of = (world.key(hamlet), Visibility::Restricted, ALL);
        let txn = world.server.storage().read().expect("a view");
        let view = txn.counter(world.no).expect("read").seq;
        world.server.sums().known(world.no, of, view)
    };
    police.write(absence(roll.residents[0]));
    world.sync(&mut police);
    assert_eq!(known(roll.hamlets[0]), None);
    assert_eq!(known(roll.hamlets[1]), Some(before[&roll.hamlets[1]]));
    let after = sums(&world, &police, ALL);
    assert_eq!(differ(&before, &after), BTreeSet::from([roll.hamlets[0]]));
    assert_eq!(known(roll.hamlets[0]), Some(after[&roll.hamlets[0]]));
}

#[test]
fn what_another_program_wrote_is_seen() {
    let mut world = World::new();
    let (mut police, roll, ..) = with_work(&mut world);
    let before = sums(&world, &police, ALL);
    let storage = SqliteStorage::open(&world.folder().join("server.db")).expect("the file");
    let keys = crate::keys::ServerKeys::open(world.folder(), [0; 32]).expect("the keys");
    let other = Server::new(Box::new(storage), keys);
    police.write(absence(roll.residents[0]));
    police.seal();
    let asked = world.asked(&police, &police.batches, 0);
    let body = tungnha_protocol::SignedExchange::sign(&asked, &police.key).to_bytes();
    other.exchange(&body, world.now).expect("answered");
    let after = sums(&world, &police, ALL);
    assert_eq!(differ(&before, &after), BTreeSet::from([roll.hamlets[0]]));
    // Both write, in turn.
    for _ in 0..2 {
        police.write(absence(roll.residents[1]));
        world.sync(&mut police);
        let law = law::sums(&police.ledger, ALL, Visibility::Restricted);
        assert_eq!(sums(&world, &police, ALL), law);
    }
}

#[test]
fn who_does_not_ask_is_told_nothing() {
    let mut world = World::new();
    let (mut police, roll, ..) = with_work(&mut world);
    for _ in 0..200 {
        police.write(visit(roll.households[0]));
    }
    world.sync(&mut police);
    assert_eq!(world.server.sums().len(), 0);
    // Only at the end of everything there is.
    let mut fresh = world.pen(Role::Police, None);
    let mut asked = world.asked(&fresh, &[], 1);
    asked.check = Some(Check::Root(ALL));
    let mut ends = Vec::new();
    loop {
        asked.cursor = fresh.cursor;
        let frames = world.exchange(&fresh, &asked);
        if let Some(Frame::End { more, checked, .. }) = frames.last() {
            ends.push((*more, checked.is_some()));
        }
        if !fresh.take(&frames).1 {
            break;
        }
    }
    assert!(ends.len() > 2, "{ends:?}");
    assert!(ends.iter().all(|(more, told)| more != told), "{ends:?}");
    // Nor is a revoked member, whatever it asks for.
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    let txn = world.server.storage().write().expect("a transaction");
    let desk = crate::desk::Desk::applying(txn.as_ref(), world.no).expect("a desk");
    desk.revoke(volunteer.member, world.now).expect("revoked");
    drop(desk);
    txn.commit().expect("durable");
    let hamlet = roll.hamlets[0].into();
    for check in [
        Check::Root(ALL),
        Check::Hamlets(ALL),
        Check::Snapshot(vec![hamlet]),
    ] {
        let mut asked = world.asked(&volunteer, &[], 1 << 20);
        asked.check = Some(check);
        let frames = world.exchange(&volunteer, &asked);
        assert!(matches!(
            frames.as_slice(),
            [Frame::Head(_), Frame::End { checked: None, .. }]
        ));
    }
}
