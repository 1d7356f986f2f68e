mod forked;
mod restored;

use crate::desk::Desk;
use crate::fixture::{Pen, Roll, World, claim, resident, roll};
use tungnha_core::DeltaId;
use tungnha_core::body::Identity;
use tungnha_core::words::Role;
use tungnha_protocol::exchange::{Frame, Head, RefusalCode};

fn identity(resident: DeltaId) -> Identity {
    Identity {
        resident,
        birth: None,
        personal_id: Some("001080000001".into()),
        phones: Some("0912345678".into()),
        residence: None,
        legacy_id9: None,
    }
}

/// Police with a roll and the restricted identity of its first resident.
fn with_roll(world: &mut World) -> (Pen, Roll, DeltaId) {
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    let secret = police.write(identity(roll.residents[0]));
    world.sync(&mut police);
    (police, roll, secret)
}

fn head(frames: &[Frame]) -> &Head {
    match frames.first() {
        Some(Frame::Head(head)) => head,
        other => panic!("{other:?}"),
    }
}

fn pages(frames: &[Frame]) -> usize {
    frames
        .iter()
        .filter(|f| matches!(f, Frame::Page(_)))
        .count()
}

#[test]
fn a_volunteer_gets_the_granted_hamlets_and_nothing_restricted() {
    let mut world = World::new();
    let (_, roll, secret) = with_roll(&mut world);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    for mine in [roll.hamlets[0], roll.households[0], roll.residents[0]] {
        assert!(volunteer.got.contains_key(&mine));
    }
    for other in [
        roll.hamlets[1],
        roll.households[1],
        roll.residents[1],
        secret,
    ] {
        assert!(!volunteer.got.contains_key(&other));
    }
    // The campaign concerns everybody: its frame and its one app.
    assert_eq!(volunteer.got.len(), 5);
    for role in [Role::Leader, Role::HamletHead, Role::Inspector] {
        let mut pen = world.pen(role, None);
        world.sync(&mut pen);
        assert!(pen.got.contains_key(&roll.residents[1]) && !pen.got.contains_key(&secret));
    }
    let mut office = world.pen(Role::Office, None);
    world.sync(&mut office);
    assert!(office.got.contains_key(&secret));
}

#[test]
fn a_withdrawal_is_as_visible_as_what_it_withdraws() {
    let mut world = World::new();
    let (mut police, roll, secret) = with_roll(&mut world);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    let withdrawal = police.write(tungnha_core::body::Retract { target: secret });
    world.sync(&mut police);
    world.sync(&mut volunteer);
    assert!(!volunteer.got.contains_key(&withdrawal));
}

#[test]
fn an_idle_exchange_is_small_and_writes_nothing() {
    let mut world = World::new();
    let (mut police, _, _) = with_roll(&mut world);
    world.sync(&mut police);
    let frames = world.ask(&police, &[], 1 << 20);
    let bytes: usize = frames.iter().map(|f| f.to_bytes().len()).sum();
    assert_eq!(frames.len(), 2);
    assert!(bytes < 120, "{bytes}");
}

#[test]
fn a_device_never_gets_its_own_echo() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    police.write(claim(roll.residents[0]));
    world.sync(&mut police);
    assert!(
        police
            .got
            .keys()
            .all(|id| id.incarnation != police.incarnation)
    );
    // Another device of the same member gets everything.
    let mut second = world.device(police.member);
    world.sync(&mut second);
    assert!(second.got.contains_key(&roll.residents[0]));
}

#[test]
fn a_first_sync_brings_heads_only() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    let corrected = police.write_over(
        resident(Some(roll.residents[0]), roll.households[0]),
        &[roll.residents[0]],
    );
    world.sync(&mut police);
    let mut fresh = world.pen(Role::Police, None);
    world.sync(&mut fresh);
    assert!(fresh.got.contains_key(&corrected) && !fresh.got.contains_key(&roll.residents[0]));
    assert_eq!(fresh.state(), police.state());
}

#[test]
fn a_beginner_on_a_bad_line_still_gets_heads_only() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    let mut name = roll.residents[0];
    for _ in 0..30 {
        name = police.write_over(
            resident(Some(roll.residents[0]), roll.households[0]),
            &[name],
        );
    }
    world.sync(&mut police);
    let mut fresh = world.pen(Role::Police, None);
    // The first answer never arrives.
    world.ask(&fresh, &[], 1);
    while fresh.take(&world.ask(&fresh, &[], 1)).1 {}
    // Frame and app; two hamlets, households and people; an identity; and not one of thirty old names.
    assert_eq!(fresh.got.len(), 9);
    assert!(fresh.got.contains_key(&name));
    assert_eq!(fresh.state(), police.state());
}

#[test]
fn a_cursor_of_another_history_begins_again() {
    let mut world = World::new();
    let (_, roll, _) = with_roll(&mut world);
    let mut office = world.pen(Role::Office, None);
    world.sync(&mut office);
    let honest = office.cursor;
    let mut wrong_chain = honest;
    wrong_chain.chain.0[0] ^= 1;
    let mut wrong_epoch = honest;
    wrong_epoch.epoch += 1;
    let mut ahead = honest;
    ahead.seq += 1;
    for cursor in [wrong_chain, wrong_epoch, ahead] {
        office.cursor = cursor;
        office.got.clear();
        assert!(world.sync(&mut office).restart);
        assert!(office.got.contains_key(&roll.residents[0]));
        assert_eq!(office.cursor, honest);
    }
    assert!(!world.sync(&mut office).restart);
}

#[test]
fn who_begins_again_gets_more_than_heads() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    let mut office = world.pen(Role::Office, None);
    world.sync(&mut office);
    // Two corrections that it does not get before it must begin again: it holds the first name still.
    let once = police.write_over(
        resident(Some(roll.residents[0]), roll.households[0]),
        &[roll.residents[0]],
    );
    let twice = police.write_over(
        resident(Some(roll.residents[0]), roll.households[0]),
        &[once],
    );
    world.sync(&mut police);
    office.cursor.chain.0[0] ^= 1;
    assert!(world.sync(&mut office).restart);
    assert!(office.got.contains_key(&once) && office.got.contains_key(&twice));
    assert_eq!(office.state(), police.state());
}

#[test]
fn a_small_appetite_is_fed_in_several_responses() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    for _ in 0..200 {
        police.write(resident(None, roll.households[0]));
    }
    world.sync(&mut police);
    let mut fresh = world.pen(Role::Police, None);
    assert_eq!(pages(&world.ask(&fresh, &[], 0)), 0);
    let mut responses = 0;
    loop {
        let frames = world.ask(&fresh, &[], 100);
        responses += 1;
        if !fresh.take(&frames).1 {
            break;
        }
    }
    assert!(responses > 2, "{responses}");
    assert_eq!(fresh.state(), police.state());
    assert_eq!(fresh.cursor, police.cursor);
}

#[test]
fn a_revoked_member_hands_in_and_reads_nothing() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    let txn = world.server.storage().write().expect("a transaction");
    let desk = Desk::applying(txn.as_ref(), world.no).expect("a desk");
    desk.revoke(volunteer.member, world.now).expect("revoked");
    drop(desk);
    txn.commit().expect("durable");
    police.write(claim(roll.residents[0]));
    world.sync(&mut police);
    volunteer.got.clear();
    let said = volunteer.write(claim(roll.residents[0]));
    let head = world.sync(&mut volunteer);
    let receipt = head.receipts[0].admission().expect("a receipt");
    assert_eq!(
        receipt.held,
        [(said.counter, tungnha_core::HeldReason::Revoked)]
    );
    assert!(head.grant.expect("news").grant().expect("a grant").revoked);
    assert!(volunteer.got.is_empty());
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn a_wider_scope_brings_what_is_older_and_a_narrower_one_still_admits() {
    let mut world = World::new();
    let (_, roll, _) = with_roll(&mut world);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    let assign = |volunteer: &Pen, hamlet: DeltaId| {
        let key = world.key(hamlet);
        let txn = world.server.storage().write().expect("a transaction");
        let desk = Desk::applying(txn.as_ref(), world.no).expect("a desk");
        desk.assign(volunteer.member, &[key], world.now)
            .expect("assigned");
        drop(desk);
        txn.commit().expect("durable");
    };
    assign(&volunteer, roll.hamlets[1]);
    let head = world.sync(&mut volunteer);
    assert!(head.restart && head.grant.is_some());
    assert!(volunteer.got.contains_key(&roll.residents[1]));
    // Work in the hamlet that was reassigned still counts.
    volunteer.write(claim(roll.residents[0]));
    let head = world.sync(&mut volunteer);
    assert!(!head.restart);
    assert!(
        head.receipts
            .last()
            .expect("one")
            .admission()
            .expect("read")
            .held
            .is_empty()
    );
}

#[test]
fn a_grant_is_renewed_before_it_ends() {
    let mut world = World::new();
    let (mut police, _, _) = with_roll(&mut world);
    assert!(world.sync(&mut police).grant.is_none());
    world.now = world.now.plus(crate::grants::GRANT_SECONDS - 3600);
    let grant = world
        .sync(&mut police)
        .grant
        .expect("a new one")
        .grant()
        .expect("read");
    assert!(grant.expires_at > world.now.0 + 86_400);
    assert!(world.sync(&mut police).grant.is_none());
}

#[test]
fn strangers_and_other_devices_are_refused() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    volunteer.write(claim(roll.residents[0]));
    volunteer.seal();
    let code = |frames: &[Frame]| match frames {
        [Frame::Refused(refusal)] => refusal.code,
        other => panic!("{other:?}"),
    };
    // Somebody else's batch is not this device's to hand in.
    let frames = world.ask(&police, &volunteer.batches, 0);
    assert_eq!(code(&frames), RefusalCode::BadMessage);
    // A device that signs with another key.
    police.key = volunteer.key.clone();
    assert_eq!(
        code(&world.ask(&police, &[], 0)),
        RefusalCode::UnknownDevice
    );
    assert!(
        head(&world.ask(&volunteer, &volunteer.batches, 0))
            .receipts
            .len()
            == 1
    );
}

#[test]
fn garbage_is_refused_and_nothing_stumbles() {
    let world = World::new();
    for length in [0, 10, 63, 64, 65, 200] {
        let error = world
            .server
            .exchange(&vec![0xA5; length], world.now)
            .expect_err("garbage");
        assert_eq!(error.refusal().code, RefusalCode::BadMessage);
        assert!(world.server.enrol(&vec![0xA5; length], world.now).is_err());
    }
}
