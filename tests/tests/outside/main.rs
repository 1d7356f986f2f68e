//! Whatever comes from outside may be anything, also when it is correctly signed: a member's phone with another
//! program on it, a server of ours that lies. Mutated exchanges, statements, parcels, pages, receipts and replies
//! against the real server, the real file of a device and the real session: no panic, sound tables on both sides
//! afterwards, and honest devices go on as if nothing had been.
//!
//! `FUZZ_ROUNDS` says how many mutations each test makes, `FUZZ_SEED` which come first.

mod change;
mod hand;
mod line;
mod material;
#[path = "../../../crates/protocol/tests/fuzz/mutate.rs"]
mod mutate;
mod world;

use hand::Hand;
use line::Honest;
use material::Material;
use mutate::Mutator;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tungnha_core::Instant;
use tungnha_core::words::Role;
use tungnha_protocol::courier::{parcel, reply};
use tungnha_protocol::wire::encode;
use tungnha_protocol::{Frame, SignedBatch, SignedExchange};
use tungnha_sync::courier;
use world::World;

const ROUNDS: u64 = 120;

fn told(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Every mutation of this run, with its number for whoever looks for one that failed.
fn each_round(mut round: impl FnMut(&mut Mutator)) {
    let first = told("FUZZ_SEED").unwrap_or(0);
    for seed in first..first + told("FUZZ_ROUNDS").unwrap_or(ROUNDS) {
        let mut mutator = Mutator::new(seed);
        if catch_unwind(AssertUnwindSafe(|| round(&mut mutator))).is_err() {
            panic!("it fails with FUZZ_SEED={first}, in the round of seed {seed}");
        }
    }
}

/// What is well signed and says anything at all is judged, held, kept or refused; whatever became of it, the server
/// and every device agree on it.
#[test]
fn statements_of_a_member_may_say_anything() {
    let world = World::new();
    let honest = world.honest();
    let mut hands = [Role::Police, Role::Volunteer, Role::Office].map(|role| world.hand(role));
    let mut material = Material::of(&world.rows());
    let mut took = 0;
    each_round(|mutator| {
        let hand = &mut hands[mutator.below(3)];
        let records = material.records(mutator, hand.next_id());
        let batch = hand.batch(records);
        let frames = world.exchange(&hand.signed(&hand.exchange(vec![batch.to_bytes()])));
        if hand.was_received(&batch, &frames) {
            material.learn(&batch);
            took += 1;
        }
    });
    assert!(took > 0, "nothing was ever received");
    let report = world.is_sound();
    let admitted = report.deltas - report.held;
    assert!(
        report.held > 0 && admitted > report.deltas / 5,
        "{report:?}"
    );
    world.all_agree(&honest);
}

/// The bytes around the statements: exchanges and batches that are signed and hardly what they should be, batches that
/// leave counters out, contradict what was said before, or are of another device or book.
#[test]
fn requests_of_a_member_may_be_anything() {
    let world = World::new();
    let honest = world.honest();
    let mut hand = world.hand(Role::Police);
    let material = Material::of(&world.rows());
    let mut took = 0;
    each_round(|mutator| {
        let batch = hand.batch(material.records(mutator, hand.next_id()));
        let other = material.some(mutator);
        let (mut handed_in, mut said) = (batch.to_bytes(), None);
        match mutator.below(3) {
            0 => {
                said = Some(mutator.change(encode(&hand.exchange(vec![handed_in.clone()])), &other))
            }
            1 => handed_in = mutator.change(handed_in, &other),
            _ => handed_in = hand.odd(mutator, &batch).to_bytes(),
        }
        let said = said.unwrap_or_else(|| encode(&hand.exchange(vec![handed_in.clone()])));
        world.exchange(&hand.sign(said));
        // What became of it, and what this device says next if its batch got in in whatever form.
        let frames = world.exchange(&hand.signed(&hand.exchange(vec![handed_in.clone()])));
        let got_in =
            SignedBatch::from_bytes(&handed_in).is_ok_and(|it| hand.was_received(&it, &frames));
        if !got_in {
            let frames = world.exchange(&hand.signed(&hand.exchange(vec![batch.to_bytes()])));
            took += u32::from(hand.was_received(&batch, &frames));
        }
    });
    assert!(took > 0, "nothing was ever received");
    assert!(world.is_sound().forks > 0, "nothing was ever contradicted");
    world.all_agree(&honest);
}

/// The same by a courier: sealed to the server's key, signed by a member.
#[test]
fn parcels_may_hold_anything() {
    let world = World::new();
    let honest = world.honest();
    let mut hand = world.hand(Role::Volunteer);
    let material = Material::of(&world.rows());
    let mut opened = 0;
    each_round(|mutator| {
        let records = material.records(mutator, hand.next_id());
        let batch = hand.batch(records);
        let mut said = encode(&hand.to_carry(vec![batch.to_bytes()]));
        if mutator.below(3) > 0 {
            let other = material.some(mutator);
            said = mutator.change(said, &other);
        }
        let request = SignedExchange::from_bytes(&hand.sign(said)).expect("a signature");
        let to = world.server.keys().sealing_public();
        let sealed = parcel(&request, to, [5; 32]).expect("sealed");
        if let Ok(answered) = world.server.courier(&sealed, world.now(), [6; 32]) {
            opened += u32::from(hand.opens(&answered.reply, &world));
        }
        // Whatever became of the parcel: the same batch over a line gets its receipt.
        let frames = world.exchange(&hand.signed(&hand.exchange(vec![batch.to_bytes()])));
        assert!(hand.was_received(&batch, &frames), "{frames:?}");
    });
    assert!(opened > 0, "no reply could be opened");
    world.is_sound();
    world.all_agree(&honest);
}

/// A server of ours that lies, or an older or newer one: whatever it answers, the device's tables are what it holds.
#[test]
fn answers_of_the_server_may_be_anything() {
    let world = World::new();
    let honest = world.honest();
    let material = Material::of(&world.rows());
    let device = world.device(Role::Police);
    device.sync(&mut Honest(&world)).expect("the first evening");
    device.says_something();
    let mut passed = 0;
    each_round(|mutator| {
        if mutator.below(8) == 0 {
            device.begin_again();
        }
        let mut line = line::Dishonest {
            world: &world,
            mutator,
            material: &material,
        };
        passed += u32::from(device.sync(&mut line).is_ok());
    });
    assert!(passed > 0, "no lie was ever believed");
    device.is_sound();
    // Whatever it was told, it says what it has to say once the server is honest again, or stops and keeps it.
    let _ = device.sync(&mut Honest(&world));
    device.is_sound();
    world.is_sound();
    world.all_agree(&honest);
}

/// Replies that the server signed and sealed to this device.
#[test]
fn replies_of_a_courier_may_hold_anything() {
    let world = World::new();
    let honest = world.honest();
    let material = Material::of(&world.rows());
    let device = world.device(Role::Police);
    device.sync(&mut Honest(&world)).expect("the first evening");
    let mut taken = 0;
    each_round(|mutator| {
        if mutator.below(4) == 0 {
            device.says_something();
        }
        let packed = courier::pack(&device.store, world.now(), &mut || [7; 16]).expect("packed");
        let opening = world.server.keys().opening();
        let request = tungnha_protocol::courier::open_parcel(&packed.parcel, opening);
        let request = request.expect("our own parcel");
        let frames = world
            .server
            .exchange(&request, world.now())
            .expect("answered");
        let lies: Vec<Frame> = frames
            .iter()
            .filter_map(|frame| {
                Frame::from_body(&change::frame(mutator, frame, &material, &world)).ok()
            })
            .collect();
        let asked = SignedExchange::from_bytes(&request).and_then(|signed| signed.request());
        let to = asked.expect("an exchange").reply_key.expect("a key");
        let sealed = reply(&request, &lies, to, world.server.keys().identity(), [8; 32]);
        let lie = sealed.expect("sealed");
        let took = courier::take(&device.store, &lie, world.now(), &mut || [9; 16]);
        taken += u32::from(took.is_ok());
    });
    assert!(taken > 0, "no lie was ever believed");
    device.is_sound();
    let _ = device.sync(&mut Honest(&world));
    device.is_sound();
    world.is_sound();
    world.all_agree(&honest);
}

/// The other side of every assertion here: with nothing mutated all of it goes through.
#[test]
fn an_honest_hand_is_received() {
    let world = World::new();
    let honest = world.honest();
    let mut hand: Hand = world.hand(Role::Volunteer);
    let rows = world.rows();
    let resident = rows.iter().find(|(_, record)| record.kind == 6);
    let claim = change::claim(resident.expect("a resident").0, Instant(world.now().0));
    let batch = hand.batch(vec![claim]);
    let frames = world.exchange(&hand.signed(&hand.exchange(vec![batch.to_bytes()])));
    assert!(hand.was_received(&batch, &frames));
    world.is_sound();
    world.all_agree(&honest);
}
