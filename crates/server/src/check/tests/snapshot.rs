//! Hamlets whole.

use super::{ALL, absence, sums, with_work};
use crate::check::law;
use crate::fixture::{Pen, World, resident};
use std::collections::BTreeMap;
use tungnha_core::body::Visibility;
use tungnha_core::fold::Ledger;
use tungnha_core::words::Role;
use tungnha_core::{Delta, DeltaId};
use tungnha_protocol::exchange::{Cursor, Frame};
use tungnha_protocol::{Check, Page};

/// The deltas of the snapshots of these hamlets.
fn snapshot(world: &World, pen: &Pen, hamlets: &[DeltaId]) -> BTreeMap<DeltaId, Delta> {
    let mut asked = world.asked(pen, &[], 0);
    asked.check = Some(Check::Snapshot(
        hamlets.iter().map(|id| (*id).into()).collect(),
    ));
    let frames = world.exchange(pen, &asked);
    let end = frames.last();
    let Some(Frame::End {
        more: false,
        cursor,
        checked: None,
    }) = end
    else {
        panic!("{end:?}");
    };
    assert_eq!(*cursor, pen.cursor);
    let mut got = BTreeMap::new();
    for frame in &frames {
        match frame {
            Frame::Snapshot(page) => read(page, pen.cursor, &mut got),
            Frame::Page(_) => panic!("a page instead"),
            _ => {}
        }
    }
    got
}

fn read(page: &Page, cursor: Cursor, got: &mut BTreeMap<DeltaId, Delta>) {
    assert_eq!(page.cursor, cursor);
    let covers = |id: DeltaId| {
        let mut admissions = page.admissions.iter();
        admissions.any(|a| {
            a.incarnation == id.incarnation.into() && a.first <= id.counter && id.counter <= a.last
        })
    };
    for (id, record) in page.rows().expect("rows") {
        assert!(covers(id), "{id:?} without an admission");
        got.insert(id, Delta::from_record(id, &record).expect("a delta"));
    }
}

#[test]
fn a_snapshot_holds_a_hamlet_with_ones_own_work() {
    let mut world = World::new();
    let (police, roll, claimed, decided) = with_work(&mut world);
    let got = snapshot(&world, &police, &roll.hamlets[..1]);
    for here in [
        roll.hamlets[0],
        roll.households[0],
        roll.residents[0],
        claimed,
        decided,
    ] {
        assert!(got.contains_key(&here), "{here:?}");
    }
    assert!(!got.contains_key(&roll.residents[1]));
    let has_secret = |got: &BTreeMap<DeltaId, Delta>| {
        got.values()
            .any(|d| d.body.visibility() == Visibility::Restricted)
    };
    assert!(has_secret(&got));
    // All of it adds up to what the check said.
    let mut ledger = Ledger::new(Some(police.incarnation));
    got.into_values().for_each(|delta| ledger.add(delta));
    let whole = sums(&world, &police, ALL);
    let theirs = law::sums(&ledger, ALL, Visibility::Restricted);
    assert_eq!(theirs.get(&roll.hamlets[0]), whole.get(&roll.hamlets[0]));

    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    let got = snapshot(&world, &volunteer, &roll.hamlets);
    assert!(got.contains_key(&roll.residents[0]) && !has_secret(&got));
    // Another hamlet is not theirs to ask for, nor is what nobody has heard of.
    assert!(!got.contains_key(&roll.residents[1]));
    let unknown = DeltaId::new(tungnha_core::Incarnation(uuid::Uuid::from_u128(9)), 1);
    assert!(snapshot(&world, &volunteer, &[roll.hamlets[1], unknown]).is_empty());
}

#[test]
fn a_large_snapshot_comes_in_pages_and_what_moved_out_is_told() {
    let mut world = World::new();
    let (mut police, roll, ..) = with_work(&mut world);
    let name = "Nguyễn Thị Tên Rất Dài ".repeat(40);
    let mut people = Vec::new();
    for n in 0..1500 {
        let mut person = resident(None, roll.households[0]);
        person.name = name.clone();
        people.push(police.write(person));
        if n % 500 == 0 {
            police.seal();
        }
    }
    let stays = police.write(absence(people[1]));
    let goes = police.write(absence(people[0]));
    let moved = resident(Some(people[0]), roll.households[1]);
    let moving = police.write_over(moved, &people[..1]);
    world.sync(&mut police);
    let mut asked = world.asked(&police, &[], 0);
    asked.check = Some(Check::Snapshot(vec![roll.hamlets[0].into()]));
    let frames = world.exchange(&police, &asked);
    let pages = frames.iter().filter(|f| matches!(f, Frame::Snapshot(_)));
    assert!(pages.count() > 1);
    let got = snapshot(&world, &police, &roll.hamlets[..1]);
    assert!(got.contains_key(&stays) && got.contains_key(&moving));
    assert!(!got.contains_key(&goes));
}
