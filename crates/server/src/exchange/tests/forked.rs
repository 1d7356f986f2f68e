//! Copied files: both go on, and nothing that either said is lost.

use super::{head, pages, with_roll};
use crate::fixture::{Pen, World, account, claim};
use tungnha_core::words::{Role, Source, Stage};
use tungnha_core::{DeltaId, Incarnation};
use tungnha_protocol::exchange::{Frame, RefusalCode};
use tungnha_protocol::keys::SigningKey;

fn code(frames: &[Frame]) -> RefusalCode {
    match frames {
        [Frame::Refused(refusal)] => refusal.code,
        other => panic!("{other:?}"),
    }
}

/// The first request of a file under its new name.
fn ask_reissued(world: &World, pen: &mut Pen, before: Incarnation) -> Vec<Frame> {
    pen.seal();
    let mut asked = world.asked(pen, &pen.batches, 1 << 20);
    asked.reissued_from = Some(before.into());
    world.exchange(pen, &asked)
}

/// Two files of one device, copied after the first sync, each with a claim of its own.
fn copied(world: &mut World) -> ([Pen; 2], [DeltaId; 2]) {
    let (_, roll, _) = with_roll(world);
    let mut original = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    original.write(claim(roll.residents[0]));
    world.sync(&mut original);
    let mut copy = original.clone();
    let one = original.write(claim(roll.residents[0]));
    let other = account(
        roll.residents[0],
        Source::CitizenStatement,
        Stage::NotRegistered,
    );
    let two = copy.write(other);
    assert_eq!(one, two, "the same name for two things");
    ([original, copy], [one, two])
}

fn both_go_on(first: usize) {
    let mut world = World::new();
    let (mut pens, ids) = copied(&mut world);
    let second = 1 - first;
    assert!(!world.sync(&mut pens[first]).is_forked());

    let late = &mut pens[second];
    late.seal();
    let unsent = late.batches.last().cloned().expect("a batch");
    let frames = world.ask(late, &late.batches, 1 << 20);
    // What it handed in before keeps its receipt; what contradicts has none.
    assert!(head(&frames).is_forked());
    assert_eq!(head(&frames).receipts.len(), late.batches.len() - 1);
    late.take(&frames);

    let new = world.new_incarnation();
    let late = &mut pens[second];
    let before = late.reissue(new);
    let frames = ask_reissued(&world, late, before);
    assert_eq!(head(&frames).receipts.len(), 1);
    let grant = head(&frames).grant.as_ref().expect("in its own words");
    let grant = grant.grant().expect("readable");
    assert_eq!(grant.incarnation, Some(new.into()));
    assert_eq!(grant.device_key, Some(late.key.public()));
    late.take(&frames);
    // What the other copy said under the old name is news here.
    assert!(late.got.contains_key(&ids[first]));
    assert!(late.got.contains_key(&DeltaId::new(before, 1)));

    let early = &mut pens[first];
    assert!(!world.sync(early).is_forked());
    assert!(early.got.contains_key(&DeltaId::new(new, 1)));
    assert_eq!(early.state().registers, pens[second].state().registers);

    let report = &world.server.verify().expect("a view")[0];
    assert_eq!((report.forks, &report.faults), (1, &Vec::new()));
    // The batch that contradicted is kept whole.
    let txn = world.server.storage().read().expect("a view");
    let device = txn.device(new).expect("read").expect("there");
    let old = txn.device(before).expect("read").expect("there");
    assert_eq!(device.reissued_from, Some(old.number));
    assert_eq!((device.member, &device.name), (old.member, &old.name));
    assert_eq!(device.beginner_until, None);
    assert!(!unsent.is_empty());
}

#[test]
fn the_original_comes_first() {
    both_go_on(0);
}

#[test]
fn the_copy_comes_first() {
    both_go_on(1);
}

#[test]
fn a_batch_that_contradicts_stops_neither_the_others_nor_the_pages() {
    let mut world = World::new();
    let (mut police, roll, secret) = with_roll(&mut world);
    let contradicts = police.signed(
        1,
        [0; 32],
        &[tungnha_core::Delta {
            id: DeltaId::new(police.incarnation, 1),
            stamped: world.now,
            supersedes: Vec::new(),
            on_behalf_of: None,
            body: crate::fixture::hamlet("Thôn khác").into(),
        }],
    );
    let said = police.write(claim(roll.residents[0]));
    police.seal();
    let good = police.batches.last().cloned().expect("a batch");
    let mut office = world.pen(Role::Office, None);
    world.sync(&mut office);
    let fact = office.write(crate::fixture::hamlet("Thôn 3"));
    world.sync(&mut office);
    let frames = world.ask(&police, &[contradicts.to_bytes(), good], 1 << 20);
    assert!(head(&frames).is_forked() && pages(&frames) > 0);
    assert_eq!(head(&frames).receipts.len(), 1);
    police.take(&frames);
    assert!(police.got.contains_key(&fact));
    world.sync(&mut office);
    assert!(office.got.contains_key(&said) && office.got.contains_key(&secret));
    // Asked again without it, nothing is wrong any more.
    assert!(!head(&world.ask(&police, &[], 0)).is_forked());
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn a_lost_answer_makes_no_second_device() {
    let mut world = World::new();
    let (mut pens, _) = copied(&mut world);
    world.sync(&mut pens[0]);
    let copy = &mut pens[1];
    copy.seal();
    world.ask(copy, &copy.batches, 0);
    let before = copy.reissue(world.new_incarnation());
    let first = ask_reissued(&world, copy, before);
    world.now = world.now.plus(60);
    let again = ask_reissued(&world, copy, before);
    assert_eq!(head(&first).receipts, head(&again).receipts);
    let txn = world.server.storage().read().expect("a view");
    let devices = txn.devices(world.no).expect("read");
    let named = devices.iter().filter(|d| d.incarnation == copy.incarnation);
    assert_eq!(named.count(), 1);
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn only_the_old_key_may_reissue_and_only_in_its_own_book() {
    let mut world = World::new();
    let (mut pens, _) = copied(&mut world);
    world.sync(&mut pens[0]);
    let stranger = world.new_incarnation();
    let mut copy = pens[1].clone();
    let before = copy.reissue(stranger);
    copy.key = SigningKey::from_seed(&[77; 32]);
    let frames = ask_reissued(&world, &mut copy, before);
    assert_eq!(code(&frames), RefusalCode::UnknownDevice);
    // From something that nobody has met.
    let mut copy = pens[1].clone();
    copy.reissue(stranger);
    let nobody = world.new_incarnation();
    let frames = ask_reissued(&world, &mut copy, nobody);
    assert_eq!(code(&frames), RefusalCode::UnknownDevice);
    // A batch of another book.
    let mut copy = pens[1].clone();
    let before = copy.reissue(stranger);
    copy.seal();
    let mut bytes = copy.batches[0].clone();
    bytes[5] ^= 1;
    copy.batches = vec![bytes];
    let frames = ask_reissued(&world, &mut copy, before);
    assert_eq!(code(&frames), RefusalCode::BadMessage);
}
