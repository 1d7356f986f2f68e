//! A server that was restored from a backup gets everything back, from whoever comes first.

mod grants;
mod honoured;

use super::{head, pages, with_roll};
use crate::desk::Desk;
use crate::fixture::{Pen, World, account, claim, resident, roll};
use crate::inbox::{Decision, Ruling};
use crate::key::Key;
use tungnha_core::body::{Identity, Retract, Review, Visit};
use tungnha_core::words::{Decision as Verdict, Outcome, Role, Source, Stage};
use tungnha_core::{DeltaId, HeldReason};
use tungnha_protocol::SignedAdmission;
use tungnha_protocol::exchange::Frame;

fn visit(household: DeltaId) -> Visit {
    Visit {
        household,
        outcome: Outcome::Met,
        come_back_at: None,
        note: Some("đã gặp".into()),
    }
}

fn no_faults(world: &World) {
    assert_eq!(world.faults(), Vec::<String>::new());
}

fn change(world: &World, change: impl FnOnce(&Desk<'_>)) {
    let txn = world.server.storage().write().expect("a transaction");
    let desk = Desk::applying(txn.as_ref(), world.no).expect("a desk");
    change(&desk);
    drop(desk);
    txn.commit().expect("durable");
}

fn decide(world: &World, id: DeltaId, decision: &Decision) {
    let identity = world.server.keys().identity();
    let now = world.now;
    let txn = world.server.storage().write().expect("a transaction");
    let mut desk = Desk::applying(txn.as_ref(), world.no).expect("a desk");
    let moment = crate::apply::Moment { now, identity };
    let ruling = desk.decide(id, decision, "Lê Thị Cúc", &moment);
    assert!(matches!(ruling, Ok(Ruling::Made(_))), "{ruling:?}");
    desk.finish().expect("a link");
    txn.commit().expect("durable");
}

fn held(world: &World) -> Vec<HeldReason> {
    let txn = world.server.storage().read().expect("a view");
    let held = txn.held(world.no).expect("read");
    held.into_iter().map(|row| row.reason).collect()
}

/// Two devices whose work the backup does not have: the police's roll, a volunteer's evening on it.
struct Lost {
    world: World,
    police: Pen,
    volunteer: Pen,
    reviewed: DeltaId,
    withdrawn: DeltaId,
}

fn lost() -> Lost {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let first = roll(&mut police);
    world.sync(&mut police);
    let mut volunteer = world.pen(Role::Volunteer, Some(&first.hamlets[..1]));
    world.sync(&mut volunteer);
    let backup = world.back_up();

    // After the backup: new people, a visit, a person added at the door, claims and what was said of them.
    let roll_two = roll(&mut police);
    world.sync(&mut police);
    let scope = [first.hamlets[0], roll_two.hamlets[0]];
    let keys: Vec<Key> = scope.iter().map(|hamlet| world.key(*hamlet)).collect();
    change(&world, |desk| {
        desk.assign(volunteer.member, &keys, world.now)
            .expect("assigned");
    });
    world.sync(&mut volunteer);
    volunteer.write(visit(roll_two.households[0]));
    let added = volunteer.write(resident(None, roll_two.households[0]));
    volunteer.write(claim(added));
    let reviewed = volunteer.write(claim(roll_two.residents[0]));
    world.sync(&mut volunteer);
    let withdrawn = volunteer.write(account(
        first.residents[0],
        Source::CitizenStatement,
        Stage::NotRegistered,
    ));
    volunteer.write(account(
        roll_two.residents[1],
        Source::CitizenStatement,
        Stage::NotRegistered,
    ));
    world.sync(&mut volunteer);
    volunteer.write(Retract { target: withdrawn });
    world.sync(&mut volunteer);
    world.sync(&mut police);
    police.write(Review {
        claims: vec![reviewed],
        decision: Verdict::Confirmed,
        reason: None,
    });
    police.write_over(
        resident(Some(roll_two.residents[0]), first.households[1]),
        &[roll_two.residents[0]],
    );
    police.write(Identity {
        resident: roll_two.residents[1],
        birth: None,
        personal_id: Some("001080000007".into()),
        phones: None,
        residence: None,
        legacy_id9: None,
    });
    world.sync(&mut police);
    world.now = world.now.plus(7200);
    world.restore(&backup);
    Lost {
        world,
        police,
        volunteer,
        reviewed,
        withdrawn,
    }
}

fn comes_back(volunteer_first: bool) {
    let Lost {
        mut world,
        mut police,
        mut volunteer,
        reviewed,
        withdrawn,
    } = lost();
    world.reopen();
    let before = police.state();
    if volunteer_first {
        world.bring_back(&mut volunteer);
        no_faults(&world);
        // Nobody but the whole office hears of what hangs nowhere.
        let mut leader = world.pen(Role::Leader, Some(&[]));
        world.sync(&mut leader);
        assert!(
            leader
                .got
                .values()
                .all(|d| d.id.incarnation != volunteer.incarnation)
        );
        world.bring_back(&mut police);
    } else {
        world.bring_back(&mut police);
        no_faults(&world);
        world.bring_back(&mut volunteer);
    }
    no_faults(&world);
    for _ in 0..2 {
        world.sync(&mut police);
        world.sync(&mut volunteer);
    }
    let mut late = world.pen(Role::Office, None);
    world.sync(&mut late);
    assert_eq!(late.state().registers, before.registers);
    assert_eq!(police.state().registers, before.registers);
    assert!(late.got.contains_key(&reviewed) && !late.got.contains_key(&withdrawn));
    // Only what had been out of scope waits again, as it did.
    assert_eq!(held(&world), [HeldReason::OutOfScope]);
    // The work counts for the moment at which it was received, and the receipts are the same bytes.
    let again = world.ask(&volunteer, &volunteer.batches, 0);
    let receipts: Vec<&SignedAdmission> = volunteer.receipts.iter().collect();
    for receipt in &head(&again).receipts {
        assert!(receipts.contains(&receipt));
        let admission = receipt.admission().expect("readable");
        assert!(admission.received_at <= world.now.plus(-7200));
    }
    no_faults(&world);
}

#[test]
fn the_police_come_first() {
    comes_back(false);
}

#[test]
fn the_volunteer_comes_before_the_roll_is_back() {
    comes_back(true);
}

#[test]
fn readers_wait_and_receipts_do_not() {
    let Lost {
        world,
        mut police,
        mut volunteer,
        ..
    } = lost();
    let cursor = police.cursor;
    let asked = world.asked_with_word(&police, &police.batches_after(6));
    let frames = world.exchange(&police, &asked);
    assert!(head(&frames).reads_wait() && head(&frames).restart);
    assert!(!head(&frames).receipts.is_empty() && pages(&frames) == 0);
    assert!(
        matches!(frames.last(), Some(Frame::End { more: false, cursor: c, checked: None }) if *c == cursor)
    );
    world.bring_back(&mut police);
    volunteer.got.clear();
    assert!(world.bring_back(&mut volunteer).reads_wait());
    assert!(volunteer.got.is_empty());
    world.reopen();
    assert!(!world.bring_back(&mut volunteer).reads_wait());
    assert!(!volunteer.got.is_empty());
    no_faults(&world);
}

#[test]
fn devices_hear_what_is_in_a_backup() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    assert_eq!(world.sync(&mut police).backed_up_through, 0);
    let backup = world.back_up();
    let in_it = police.batches.len();
    police.write(claim(roll.residents[0]));
    let head = world.sync(&mut police);
    assert_eq!((head.backed_up_through, head.highest), (7, 8));
    world.restore(&backup);
    let head = world.bring_back(&mut police);
    assert_eq!((head.backed_up_through, head.highest), (7, 8));
    assert_eq!(police.batches.len(), in_it + 1);
}

#[test]
fn a_copy_is_said_again_to_a_restored_server_that_met_neither_name() {
    let mut world = World::new();
    let (_, roll, _) = with_roll(&mut world);
    let backup = world.back_up();
    let mut pen = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut pen);
    let mut copy = pen.clone();
    copy.write(claim(roll.residents[0]));
    copy.seal();
    world.restore(&backup);
    let new = world.new_incarnation();
    let before = copy.reissue(new);
    copy.seal();
    let mut asked = world.asked_with_word(&copy, &copy.batches);
    asked.reissued_from = Some(before.into());
    let frames = world.exchange(&copy, &asked);
    assert_eq!(head(&frames).receipts.len(), 1);
    let grant = head(&frames).grant.as_ref().expect("in its own words");
    assert_eq!(grant.grant().expect("read").incarnation, Some(new.into()));
    // The other copy is met by its old name.
    world.bring_back(&mut pen);
    no_faults(&world);
}
