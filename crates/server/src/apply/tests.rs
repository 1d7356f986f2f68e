use crate::fixture::{World, account, claim, household, resident, roll};
use crate::storage::PlaceRow;
use tungnha_core::body::{Absence, Retract, Review};
use tungnha_core::words::{AbsenceReason, App, Decision, Role, Source, Stage};
use tungnha_core::{Body, DeltaId, RegisterKey, Slot};
use tungnha_protocol::SignedAdmission;
use tungnha_protocol::exchange::Frame;

fn receipts(frames: &[Frame]) -> Vec<SignedAdmission> {
    match frames.first() {
        Some(Frame::Head(head)) => head.receipts.clone(),
        other => panic!("{other:?}"),
    }
}

fn forked(frames: &[Frame]) -> bool {
    match frames.first() {
        Some(Frame::Head(head)) => head.is_forked(),
        other => panic!("{other:?}"),
    }
}

fn review(claim: DeltaId, decision: Decision) -> Review {
    Review {
        claims: vec![claim],
        decision,
        reason: None,
    }
}

fn level_one(resident: DeltaId) -> RegisterKey {
    RegisterKey {
        subject: resident,
        slot: Slot::Account(App::Vneid, 1, Source::VolunteerClaim),
    }
}

fn place(world: &World, id: DeltaId) -> PlaceRow {
    let key = world.key(id);
    let txn = world.server.storage().read().expect("a view");
    txn.place(world.no, key).expect("read").expect("a place")
}

#[test]
fn the_same_batch_gets_the_same_receipt() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    roll(&mut police);
    police.seal();
    let first = receipts(&world.ask(&police, &police.batches, 0));
    world.now = world.now.plus(3600);
    let second = receipts(&world.ask(&police, &police.batches, 0));
    assert_eq!((first.len(), &first), (1, &second));
    first[0]
        .verify(&world.server.keys().identity_public())
        .expect("signed");
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn a_batch_after_a_gap_is_left_to_be_sent_again() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    roll(&mut police);
    police.seal();
    police.write(crate::fixture::hamlet("Thôn 3"));
    police.seal();
    let frames = world.ask(&police, &police.batches[1..], 0);
    assert!(receipts(&frames).is_empty());
    assert!(matches!(&frames[0], Frame::Head(head) if head.highest == 0));
    assert_eq!(receipts(&world.ask(&police, &police.batches, 0)).len(), 2);
}

#[test]
fn the_same_ids_with_other_bytes_are_a_fork_and_kept() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    roll(&mut police);
    world.sync(&mut police);
    let other = police.signed(
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
    let frames = world.ask(&police, &[other.to_bytes()], 0);
    assert!(forked(&frames) && receipts(&frames).is_empty());
    world.ask(&police, &[other.to_bytes()], 0);
    let report = &world.server.verify().expect("a view")[0];
    assert_eq!((report.forks, report.faults.len()), (1, 0));
}

#[test]
fn a_batch_on_another_past_is_a_fork() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    roll(&mut police);
    world.sync(&mut police);
    let next = police.signed(
        7,
        [5; 32],
        &[tungnha_core::Delta {
            id: DeltaId::new(police.incarnation, 7),
            stamped: world.now,
            supersedes: Vec::new(),
            on_behalf_of: None,
            body: crate::fixture::hamlet("Thôn 3").into(),
        }],
    );
    assert!(forked(&world.ask(&police, &[next.to_bytes()], 0)));
}

#[test]
fn what_was_superseded_comes_back_when_its_successor_is_withdrawn() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    world.sync(&mut police);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut volunteer);
    let first = volunteer.write(claim(roll.residents[0]));
    world.sync(&mut volunteer);
    let mut watcher = world.pen(Role::Police, None);
    world.sync(&mut watcher);
    let second = volunteer.write_over(
        account(
            roll.residents[0],
            Source::VolunteerClaim,
            Stage::NotRegistered,
        ),
        &[first],
    );
    world.sync(&mut volunteer);
    // This device begins when only the second is a head.
    let mut late = world.pen(Role::Police, None);
    world.sync(&mut late);
    assert!(!late.got.contains_key(&first));
    volunteer.write(Retract { target: second });
    world.sync(&mut volunteer);
    for pen in [&mut volunteer, &mut watcher, &mut late] {
        world.sync(pen);
        let heads = &pen.state().registers[&level_one(roll.residents[0])];
        assert_eq!(heads, &[first]);
    }
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn what_comes_after_its_successor_is_understood_by_beginners_too() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    world.sync(&mut police);
    // Written, shown to police on another way, and handed in last.
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    let late = volunteer.write(claim(roll.residents[0]));
    let once = police.write_over(claim(roll.residents[0]), &[late]);
    let twice = police.write_over(claim(roll.residents[0]), &[once]);
    world.sync(&mut police);
    let mut beginner = world.pen(Role::Office, None);
    world.sync(&mut beginner);
    assert!(!beginner.got.contains_key(&once));
    world.sync(&mut volunteer);
    world.sync(&mut beginner);
    let heads = &beginner.state().registers[&level_one(roll.residents[0])];
    assert_eq!(heads, &[twice]);
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn a_withdrawn_claim_that_is_confirmed_is_a_question_and_counts() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    world.sync(&mut police);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    let said = volunteer.write(claim(roll.residents[0]));
    world.sync(&mut volunteer);
    volunteer.write(Retract { target: said });
    world.sync(&mut volunteer);
    let decision = police.write(review(said, Decision::Confirmed));
    world.sync(&mut police);
    assert_eq!(world.faults(), Vec::<String>::new());
    // One that begins now sees both the claim and the question.
    let mut late = world.pen(Role::Office, None);
    world.sync(&mut late);
    assert_eq!(
        late.state().registers[&level_one(roll.residents[0])],
        [said]
    );
    assert!(late.state().questioned.contains(&said));
    // The decision is withdrawn in its turn: the claim is gone.
    police.write(Retract { target: decision });
    world.sync(&mut police);
    assert_eq!(world.faults(), Vec::<String>::new());
    for pen in [&mut late, &mut volunteer, &mut police] {
        world.sync(pen);
        assert!(
            !pen.state()
                .registers
                .contains_key(&level_one(roll.residents[0]))
        );
    }
}

#[test]
fn a_review_may_arrive_before_its_claim() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    world.sync(&mut police);
    let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    let said = volunteer.write(claim(roll.residents[0]));
    police.write(review(said, Decision::Confirmed));
    world.sync(&mut police);
    world.sync(&mut volunteer);
    let reviewed = RegisterKey {
        subject: said,
        slot: Slot::Review,
    };
    assert!(volunteer.state().registers.contains_key(&reviewed));
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn a_household_that_moves_takes_its_people_along() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    world.sync(&mut police);
    let mut here = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    let mut there = world.pen(Role::Volunteer, Some(&roll.hamlets[1..]));
    let said = here.write(claim(roll.residents[0]));
    world.sync(&mut here);
    world.sync(&mut there);
    assert!(!there.got.contains_key(&said));
    let decision = police.write(review(said, Decision::Confirmed));
    let moved = police.write_over(
        household(Some(roll.households[0]), roll.hamlets[1]),
        &[roll.households[0]],
    );
    world.sync(&mut police);
    assert_eq!(
        place(&world, roll.residents[0]).hamlet,
        world.key(roll.hamlets[1])
    );
    world.sync(&mut there);
    for id in [said, decision, moved, roll.residents[0]] {
        assert!(there.got.contains_key(&id), "{id}");
    }
    // The hamlet that it left is told.
    world.sync(&mut here);
    assert!(here.got.contains_key(&moved));
    assert_eq!(world.faults(), Vec::<String>::new());
    // And a new device of the hamlet that it left never hears of its people.
    let mut late = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
    world.sync(&mut late);
    assert!(!late.got.contains_key(&said) && !late.got.contains_key(&roll.residents[0]));
    // Back again, by withdrawing the move.
    police.write(Retract { target: moved });
    world.sync(&mut police);
    world.sync(&mut late);
    assert!(late.got.contains_key(&said));
    assert_eq!(
        place(&world, roll.households[0]).hamlet,
        world.key(roll.hamlets[0])
    );
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn a_resident_follows_the_household_that_is_shown() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    let moved = police.write_over(
        resident(Some(roll.residents[0]), roll.households[1]),
        &[roll.residents[0]],
    );
    // Within the same batch: what follows stands where the person now stands.
    let away = police.write(Absence {
        resident: roll.residents[0],
        reason: AbsenceReason::AtWork,
        place: None,
        until: None,
    });
    world.sync(&mut police);
    let stands = place(&world, roll.residents[0]);
    assert_eq!(stands.hamlet, world.key(roll.hamlets[1]));
    assert_eq!(stands.household, world.key(roll.households[1]));
    let mut there = world.pen(Role::Volunteer, Some(&roll.hamlets[1..]));
    world.sync(&mut there);
    for id in [roll.residents[0], away, moved] {
        let superseded = id == roll.residents[0];
        assert_eq!(there.got.contains_key(&id), !superseded, "{id}");
    }
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn what_arrives_after_the_close_waits_but_the_close_can_be_put_off() {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let mut office = world.pen(Role::Office, None);
    world.sync(&mut office);
    let campaign = office
        .got
        .values()
        .find(|d| matches!(d.body, Body::Campaign(_)))
        .cloned()
        .expect("a campaign");
    world.now = world.now.plus(40 * 86_400);
    roll(&mut police);
    world.sync(&mut police);
    let report = &world.server.verify().expect("a view")[0];
    assert_eq!((report.held, report.faults.len()), (6, 0));
    let Body::Campaign(mut frame) = campaign.body else {
        unreachable!()
    };
    frame.of = Some(campaign.id);
    frame.close_at = world.now.plus(86_400);
    office.write_over(frame, &[campaign.id]);
    world.sync(&mut office);
    police.write(crate::fixture::hamlet("Thôn 3"));
    world.sync(&mut police);
    assert_eq!(world.server.verify().expect("a view")[0].held, 6);
}
