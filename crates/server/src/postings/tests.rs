use crate::apply::Moment;
use crate::desk::Desk;
use crate::fixture::{Pen, World, roll};
use crate::storage::StorageTxn;
use tungnha_core::words::Role;
use tungnha_core::{Body, DeltaId, MemberId};

/// Says what is to be said; gives how much that was.
fn say(world: &World) -> usize {
    let txn = world.server.storage().write().expect("a transaction");
    let mut desk = Desk::applying(txn.as_ref(), world.no).expect("a desk");
    let (now, identity) = (world.now, world.server.keys().identity());
    let said = desk
        .say_postings([5; 16], &Moment { now, identity })
        .expect("said");
    let changed = desk.finish().expect("a link");
    StorageTxn::commit(txn).expect("durable");
    world.server.changed(changed);
    said
}

fn assign(world: &World, member: MemberId, hamlets: &[DeltaId]) {
    let hamlets: Vec<_> = hamlets.iter().map(|id| world.key(*id)).collect();
    let txn = world.server.storage().write().expect("a transaction");
    let desk = Desk::applying(txn.as_ref(), world.no).expect("a desk");
    desk.assign(member, &hamlets, world.now).expect("assigned");
    drop(desk);
    StorageTxn::commit(txn).expect("durable");
}

/// (hamlet, name, role) of the postings that a pen sees.
fn seen(world: &World, pen: &mut Pen) -> Vec<(DeltaId, MemberId, Role)> {
    world.sync(pen);
    let state = pen.state();
    let live = |id: &DeltaId| state.registers.values().flatten().any(|head| head == id);
    let mut seen: Vec<_> = pen
        .ledger
        .deltas()
        .iter()
        .filter(|(id, _)| live(id))
        .filter_map(|(_, delta)| match &delta.body {
            Body::Posting(b) => Some((b.hamlet, b.member, b.role)),
            _ => None,
        })
        .collect();
    seen.sort();
    seen
}

#[test]
fn a_grant_posts_its_member_and_the_hamlets_hear_of_it() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let [here, there] = roll(&mut police).hamlets;
    world.sync(&mut police);
    assert_eq!(say(&world), 0, "the whole book needs none");
    let mut volunteer = world.pen(Role::Volunteer, Some(&[here]));
    let mut leader = world.pen(Role::Leader, Some(&[here, there]));
    world.pen(Role::Inspector, Some(&[here]));
    assert_eq!(say(&world), 3);
    assert_eq!(say(&world), 0, "once is enough");
    let mut expected = vec![
        (here, volunteer.member, Role::Volunteer),
        (here, leader.member, Role::Leader),
        (there, leader.member, Role::Leader),
    ];
    expected.sort();
    assert_eq!(seen(&world, &mut leader), expected);
    assert_eq!(seen(&world, &mut police), expected);
    expected.retain(|(hamlet, _, _)| *hamlet == here);
    assert_eq!(seen(&world, &mut volunteer), expected);
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn what_is_taken_away_is_withdrawn() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let [here, there] = roll(&mut police).hamlets;
    world.sync(&mut police);
    let binh = world.pen(Role::Volunteer, Some(&[here])).member;
    let an = world.pen(Role::Volunteer, Some(&[here])).member;
    say(&world);
    assign(&world, binh, &[there]);
    assert_eq!(say(&world), 2, "one taken away, one given");
    let mut expected = vec![(there, binh, Role::Volunteer), (here, an, Role::Volunteer)];
    expected.sort();
    assert_eq!(seen(&world, &mut police), expected);

    let txn = world.server.storage().write().expect("a transaction");
    let desk = Desk::applying(txn.as_ref(), world.no).expect("a desk");
    desk.revoke(an, world.now).expect("revoked");
    drop(desk);
    StorageTxn::commit(txn).expect("durable");
    assert_eq!(say(&world), 1);
    assert_eq!(seen(&world, &mut police), [(there, binh, Role::Volunteer)]);

    // Given again, it is said again: a withdrawal is for ever.
    assign(&world, binh, &[here]);
    say(&world);
    assign(&world, binh, &[here, there]);
    assert_eq!(say(&world), 1);
    assert_eq!(seen(&world, &mut police).len(), 2);
    assert_eq!(say(&world), 0);
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn after_the_close_it_is_still_said() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let [here, _] = roll(&mut police).hamlets;
    world.sync(&mut police);
    world.pen(Role::Volunteer, Some(&[here]));
    world.now = world.now.plus(60 * 86_400);
    assert_eq!(say(&world), 1);
    assert_eq!(say(&world), 0);
}
