use crate::exchange::ServeError;
use crate::fixture::{Pen, World, claim, roll};
use crate::keys::{KeySeeds, ServerKeys};
use crate::server::Server;
use crate::storage::sqlite::SqliteStorage;
use tungnha_core::words::Role;
use tungnha_protocol::courier::{OpeningKey, Reply, open_reply, parcel};
use tungnha_protocol::exchange::{Frame, Head, RefusalCode};
use tungnha_protocol::{Exchange, SealingKey, SignedExchange};

fn phone() -> OpeningKey {
    OpeningKey::from_bytes([5; 32])
}

/// A parcel with everything that the pen wrote.
fn packed(world: &World, pen: &mut Pen) -> Vec<u8> {
    pen.seal();
    let mut asked = world.asked(pen, &pen.batches, 1 << 19);
    asked.reply_key = Some(phone().sealing());
    sealed(pen, &asked, world.server.keys().sealing_public())
}

fn sealed(pen: &Pen, asked: &Exchange, to: SealingKey) -> Vec<u8> {
    parcel(&SignedExchange::sign(asked, &pen.key), to, [6; 32]).expect("sealed")
}

fn opened(world: &World, reply: &[u8]) -> Reply {
    let identity = world.server.keys().identity_public();
    open_reply(reply, &phone(), &identity).expect("this phone's")
}

fn head(frames: &[Frame]) -> &Head {
    match frames.first() {
        Some(Frame::Head(head)) => head,
        other => panic!("{other:?}"),
    }
}

fn refused(world: &World, parcel: &[u8]) -> RefusalCode {
    let answer = world.server.courier(parcel, world.now, [1; 32]);
    answer.expect_err("not answered").refusal().code
}

#[test]
fn there_and_back() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    let parcel = packed(&world, &mut police);
    let answered = world.server.courier(&parcel, world.now, [1; 32]);
    let answered = answered.expect("answered");
    assert_eq!((answered.deltas, answered.held), (6, 0));
    let reply = opened(&world, &answered.reply);
    police.take(&reply.frames);
    // The campaign's frame came along; what was said counts for everybody.
    assert_eq!(police.got.len(), 2);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    assert!(volunteer.got.contains_key(&roll.residents[0]));
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn what_is_held_is_told_in_numbers() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    world.sync(&mut police);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    volunteer.write(claim(roll.residents[0]));
    volunteer.write(claim(roll.residents[1]));
    let parcel = packed(&world, &mut volunteer);
    let answered = world.server.courier(&parcel, world.now, [1; 32]);
    let answered = answered.expect("answered");
    assert_eq!((answered.deltas, answered.held), (2, 1));
}

#[test]
fn twice_and_late_is_the_same_receipt() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    roll(&mut police);
    let parcel = packed(&world, &mut police);
    let receipts = |world: &World| {
        let answered = world.server.courier(&parcel, world.now, [1; 32]);
        let reply = opened(world, &answered.expect("answered").reply);
        head(&reply.frames).receipts.clone()
    };
    let first = receipts(&world);
    assert_eq!(first.len(), 1);
    assert_eq!(receipts(&world), first);
    // Meanwhile the phone found a network, and said more.
    world.sync(&mut police);
    police.write(crate::fixture::hamlet("Thôn 3"));
    world.sync(&mut police);
    world.now = world.now.plus(40 * 86_400);
    assert_eq!(receipts(&world), first);
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn the_time_on_the_way_is_not_the_clock() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let parcel = packed(&world, &mut police);
    world.now = world.now.plus(3 * 86_400);
    let answered = world.server.courier(&parcel, world.now, [1; 32]);
    answered.expect("answered");
    let view = world.server.storage().read().expect("a view");
    let device = view
        .device(police.incarnation)
        .expect("read")
        .expect("there");
    assert_eq!(device.clock.off, None);
    assert_eq!(device.last_sync, Some(world.now));
}

#[test]
fn what_is_not_for_this_server_is_refused() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    roll(&mut police);
    police.seal();
    let mut asked = world.asked(&police, &police.batches, 0);
    asked.reply_key = Some(phone().sealing());
    let elsewhere = OpeningKey::from_bytes([77; 32]).sealing();
    let to_elsewhere = sealed(&police, &asked, elsewhere);
    assert_eq!(refused(&world, &to_elsewhere), RefusalCode::BadMessage);
    let here = world.server.keys().sealing_public();
    let mut changed = sealed(&police, &asked, here);
    let last = changed.len() - 1;
    changed[last] ^= 1;
    assert_eq!(refused(&world, &changed), RefusalCode::BadMessage);
    assert_eq!(refused(&world, b"no parcel"), RefusalCode::BadMessage);
    // A device of another server, and one that signs with another key.
    let stranger = world.asked(&police, &[], 0);
    let mut stranger = Exchange {
        reply_key: asked.reply_key,
        ..stranger
    };
    stranger.incarnation.0[0] ^= 1;
    let parcel = sealed(&police, &stranger, here);
    assert_eq!(refused(&world, &parcel), RefusalCode::UnknownDevice);
    // Without a key for the reply nothing is written.
    asked.reply_key = None;
    let parcel = sealed(&police, &asked, here);
    assert_eq!(refused(&world, &parcel), RefusalCode::BadMessage);
    let view = world.server.storage().read().expect("a view");
    let device = view
        .device(police.incarnation)
        .expect("read")
        .expect("there");
    assert_eq!(device.highest, 0);
}

#[test]
fn another_servers_key_opens_nothing() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let parcel = packed(&world, &mut police);
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = KeySeeds {
        identity: [11; 32],
        recovery: [12; 32],
        sealing: [13; 32],
    };
    let keys = ServerKeys::create(folder.path(), &seeds).expect("keys");
    let storage = SqliteStorage::open(&folder.path().join("server.db")).expect("a file");
    let other = Server::new(Box::new(storage), keys);
    let answer = other.courier(&parcel, world.now, [1; 32]);
    assert!(matches!(answer, Err(ServeError::Message(_))));
}

#[test]
fn every_grant_says_what_to_seal_to() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    police.grant_issued_at = 0;
    let grant = world.sync(&mut police).grant.expect("one");
    let grant = grant.grant().expect("a grant");
    assert_eq!(
        grant.sealing_key,
        Some(world.server.keys().sealing_public())
    );
}
