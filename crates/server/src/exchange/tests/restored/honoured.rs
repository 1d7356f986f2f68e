//! Receipts and decisions of an earlier life, and what none of them covers.

use super::super::with_roll;
use super::{decide, held, no_faults};
use crate::fixture::{World, claim, resident};
use crate::inbox::Decision;
use tungnha_core::HeldReason;
use tungnha_core::body::Retract;
use tungnha_core::words::Role;
use tungnha_protocol::SignedAdmission;
use tungnha_protocol::keys::SigningKey;

#[test]
fn decisions_are_honoured_with_the_receipts() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    // Held before the backup, decided after it; and both after it.
    let early = [(); 2].map(|()| volunteer.write(claim(roll.residents[1])));
    world.sync(&mut volunteer);
    let backup = world.back_up();
    let late = [(); 3].map(|()| volunteer.write(claim(roll.residents[1])));
    world.sync(&mut volunteer);
    let words = "không phải địa bàn".to_owned();
    let reject = Decision::Reject { words };
    let again = Decision::Reassign {
        to: None,
        seed: [5; 16],
    };
    world.now = world.now.plus(60);
    decide(&world, early[0], &Decision::Admit);
    decide(&world, early[1], &reject);
    decide(&world, late[0], &Decision::Admit);
    decide(&world, late[1], &reject);
    decide(&world, late[2], &again);
    world.sync(&mut volunteer);
    assert_eq!(volunteer.decided.len(), 5);
    world.restore(&backup);
    world.reopen();
    assert_eq!(held(&world).len(), 2);
    world.bring_back(&mut volunteer);
    no_faults(&world);
    // What the office said on the author's behalf was lost with the server: that one waits for somebody again.
    assert_eq!(held(&world), [HeldReason::OutOfScope]);
    world.bring_back(&mut police);
    for id in [early[0], late[0]] {
        assert!(police.got.contains_key(&id));
    }
    for id in [early[1], late[1], late[2]] {
        assert!(!police.got.contains_key(&id));
    }
    // It can be said again, in a name that no device has met.
    decide(&world, late[2], &again);
    world.sync(&mut police);
    let said: Vec<_> = police
        .got
        .values()
        .filter(|d| d.on_behalf_of == Some(late[2]))
        .collect();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].id.counter, 1);
    no_faults(&world);
}

#[test]
fn forged_and_foreign_receipts_change_nothing() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    let backup = world.back_up();
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    let outside = volunteer.write(claim(roll.residents[1]));
    world.sync(&mut volunteer);
    police.write(claim(roll.residents[0]));
    world.sync(&mut police);
    world.restore(&backup);
    let honest = volunteer.receipts[0].admission().expect("readable");
    let mut better = honest.clone();
    better.held.clear();
    better.role = Role::Police;
    let forger = SigningKey::from_seed(&[66; 32]);
    let mut other_book = better.clone();
    other_book.book = tungnha_core::BookId(uuid::Uuid::from_u128(5));
    volunteer.receipts = vec![
        SignedAdmission::sign(&better, &forger),
        SignedAdmission::sign(&other_book, world.server.keys().identity()),
        police.receipts[0].clone(),
        SignedAdmission {
            bytes: vec![0xA5; 40],
            ..volunteer.receipts[0].clone()
        },
    ];
    let head = world.bring_back(&mut volunteer);
    let judged = head
        .receipts
        .last()
        .expect("one")
        .admission()
        .expect("read");
    assert_eq!(judged.held, [(outside.counter, HeldReason::OutOfScope)]);
    assert_eq!(judged.role, Role::Volunteer);
    no_faults(&world);
}

#[test]
fn what_no_receipt_covers_waits_for_what_it_leans_on() {
    let mut world = World::new();
    let (mut police, first, _) = with_roll(&mut world);
    let mut volunteer = world.pen(Role::Volunteer, Some(&first.hamlets[..1]));
    world.sync(&mut volunteer);
    let backup = world.back_up();
    let household = police.write(crate::fixture::household(None, first.hamlets[0]));
    let person = police.write(resident(None, household));
    world.sync(&mut police);
    world.sync(&mut volunteer);
    let added = volunteer.write(resident(None, household));
    world.sync(&mut volunteer);
    // Said on the way home, and not handed in before the server was lost.
    let said = [person, added].map(|person| volunteer.write(claim(person)));
    let undone = volunteer.write(Retract { target: said[1] });
    world.restore(&backup);
    world.reopen();
    world.bring_back(&mut volunteer);
    assert_eq!(held(&world), [HeldReason::UnknownSubject; 2]);
    no_faults(&world);
    world.bring_back(&mut police);
    assert!(held(&world).is_empty());
    for id in [said[0], added] {
        assert!(police.got.contains_key(&id), "{id}");
    }
    // Its author hears of it on whatever device, and so does a colleague of the hamlet.
    world.sync(&mut volunteer);
    assert_eq!(volunteer.decided.len(), 2);
    assert!(volunteer.decided.iter().all(|d| d.by == "máy chủ"));
    let mut colleague = world.pen(Role::Volunteer, Some(&first.hamlets[..1]));
    world.sync(&mut colleague);
    assert!(colleague.got.contains_key(&said[0]) && colleague.got.contains_key(&added));
    assert!(!colleague.got.contains_key(&undone));
    assert_eq!(colleague.state().registers.len(), {
        let state = police.state();
        let restricted =
            |key: &&tungnha_core::RegisterKey| key.slot != tungnha_core::Slot::Identity;
        let other = [first.hamlets[1], first.households[1], first.residents[1]];
        let here = |key: &&tungnha_core::RegisterKey| !other.contains(&key.subject);
        state
            .registers
            .keys()
            .filter(restricted)
            .filter(here)
            .count()
    });
    no_faults(&world);
}
