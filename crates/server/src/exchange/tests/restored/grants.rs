//! Members and devices that the backup does not have, or has otherwise.

use super::super::{head, with_roll};
use super::{change, held, no_faults};
use crate::fixture::{Pen, World, claim};
use tungnha_core::MemberId;
use tungnha_core::words::Role;
use tungnha_protocol::SignedGrant;
use tungnha_protocol::exchange::{Frame, RefusalCode};
use tungnha_protocol::keys::SigningKey;

#[test]
fn a_member_revoked_after_the_backup_reads_nothing() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    let mut told = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    let mut quiet = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut told);
    world.sync(&mut quiet);
    let backup = world.back_up();
    for member in [told.member, quiet.member] {
        change(&world, |desk| {
            desk.revoke(member, world.now).expect("revoked");
        });
    }
    // One of the two has heard of it.
    assert!(world.sync(&mut told).grant.is_some());
    world.restore(&backup);
    for pen in [&mut told, &mut quiet] {
        pen.got.clear();
        let said = pen.write(claim(roll.residents[0]));
        let head = world.bring_back(pen);
        assert!(head.reads_wait() && pen.got.is_empty());
        assert_eq!(
            pen.receipts
                .last()
                .map(|r| r.admission().expect("read").last),
            Some(said.counter)
        );
    }
    // The police look, find the one of whom the backup does not know, and reopen.
    let revoked = |member: MemberId| {
        let txn = world.server.storage().read().expect("a view");
        let grant = txn.grant(world.no, member).expect("read").expect("one");
        grant.revoked_at.is_some()
    };
    assert!(revoked(told.member) && !revoked(quiet.member));
    change(&world, |desk| {
        desk.revoke(quiet.member, world.now).expect("revoked");
    });
    world.reopen();
    for pen in [&mut told, &mut quiet] {
        world.bring_back(pen);
        assert!(pen.got.is_empty());
    }
    world.bring_back(&mut police);
    assert!(!police.got.is_empty());
    no_faults(&world);
}

#[test]
fn who_joined_after_the_backup_is_put_back_by_the_grant() {
    let mut world = World::new();
    let (mut police, roll, _) = with_roll(&mut world);
    let backup = world.back_up();
    let mut late = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut late);
    let said = late.write(claim(roll.residents[0]));
    world.sync(&mut late);
    world.restore(&backup);
    world.reopen();
    let refused = world.ask(&late, &[], 0);
    assert!(matches!(&refused[..], [Frame::Refused(r)] if r.code == RefusalCode::UnknownDevice));
    let head = world.bring_back(&mut late);
    assert_eq!(head.highest, said.counter);
    let txn = world.server.storage().read().expect("a view");
    let device = txn.device(late.incarnation).expect("read").expect("back");
    assert_eq!(
        (device.member, device.key),
        (late.member, late.key.public())
    );
    assert_eq!(device.beginner_until, None);
    let hamlets = txn.hamlets(world.no, late.member).expect("read");
    assert_eq!(hamlets.len(), 1);
    drop(txn);
    world.bring_back(&mut police);
    assert!(police.got.contains_key(&said));
    assert!(held(&world).is_empty());
    no_faults(&world);
}

#[test]
fn a_grant_of_another_identity_or_in_the_words_of_another_is_overlooked() {
    let mut world = World::new();
    let (_, roll, _) = with_roll(&mut world);
    let backup = world.back_up();
    let mut late = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    let other = world.pen(Role::Police, None);
    world.restore(&backup);
    let honest = late.grant.clone();
    let refused = |pen: &Pen| {
        let frames = world.exchange(pen, &world.asked_with_word(pen, &[]));
        assert!(matches!(&frames[..], [Frame::Refused(r)] if r.code == RefusalCode::UnknownDevice));
    };
    let forger = SigningKey::from_seed(&[66; 32]);
    late.grant = SignedGrant::sign(&honest.grant().expect("read"), &forger);
    refused(&late);
    late.grant = other.grant.clone();
    refused(&late);
    let mut nameless = honest.grant().expect("read");
    nameless.incarnation = None;
    late.grant = SignedGrant::sign(&nameless, world.server.keys().identity());
    refused(&late);
    // A thief with the grant and without the key.
    let mut thief = late.clone();
    (thief.grant, thief.key) = (honest.clone(), forger);
    refused(&thief);
    late.grant = honest;
    let frames = world.exchange(&late, &world.asked_with_word(&late, &[]));
    assert_eq!(head(&frames).highest, 0);
    no_faults(&world);
}

#[test]
fn a_wider_and_a_narrower_grant_come_back_and_an_older_one_changes_nothing() {
    let mut world = World::new();
    let (_, roll, _) = with_roll(&mut world);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    let backup = world.back_up();
    let first = volunteer.grant.clone();
    let key = world.key(roll.hamlets[1]);
    change(&world, |desk| {
        desk.assign(volunteer.member, &[key], world.now)
            .expect("assigned");
    });
    world.sync(&mut volunteer);
    world.restore(&backup);
    world.reopen();
    let present = || {
        let txn = world.server.storage().read().expect("a view");
        let rows = txn.hamlets(world.no, volunteer.member).expect("read");
        let present = rows.iter().filter(|row| row.ended_at.is_none());
        present.map(|row| row.hamlet).collect::<Vec<_>>()
    };
    let mut older = volunteer.clone();
    older.grant = first;
    world.exchange(&older, &world.asked_with_word(&older, &[]));
    assert_eq!(present(), [world.key(roll.hamlets[0])]);
    world.exchange(&volunteer, &world.asked_with_word(&volunteer, &[]));
    assert_eq!(present(), [key]);
    // Work in the hamlet before is admitted still.
    volunteer.write(claim(roll.residents[0]));
    world.bring_back(&mut volunteer);
    assert!(held(&world).is_empty());
    no_faults(&world);
}
