use crate::exchange::ServeError;
use crate::fixture::{Pen, World, hamlet, household, roll};
use crate::storage::{Acceptance, StorageTxn};
use tungnha_core::words::Role;
use tungnha_core::{HeldReason, Instant};
use tungnha_protocol::acceptance::{AcceptDecision, AcceptRequest, WaitingDevice};
use tungnha_protocol::exchange::Frame;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::{Check, NotAccepted, SignedAcceptRequest, SignedExchange};

fn ask(
    world: &World,
    officer: &Pen,
    decision: Option<(&Pen, bool)>,
) -> Result<Vec<WaitingDevice>, ServeError> {
    let decision = decision.map(|(pen, accept)| AcceptDecision {
        device: pen.incarnation.into(),
        accept,
    });
    let request = AcceptRequest {
        version: VERSION,
        incarnation: officer.incarnation.into(),
        decision,
    };
    let signed = SignedAcceptRequest::sign(&request, &officer.key);
    world.server.devices(&signed.to_bytes(), world.now)
}

fn stands(world: &World, pen: &Pen) -> Acceptance {
    let txn = world.server.storage().read().expect("a view");
    let device = txn.device(pen.incarnation).expect("read").expect("there");
    device.acceptance
}

/// A book with people, its officer, and a volunteer's phone that came in by a plain link.
fn with_a_waiting_phone() -> (World, Pen, Pen, tungnha_core::DeltaId) {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    world.sync(&mut police);
    let hamlet = roll.hamlets[0];
    let member = world.pen(Role::Volunteer, Some(&[hamlet])).member;
    let phone = world.device_by_link(member, false);
    (world, police, phone, hamlet)
}

#[test]
fn no_row_leaves_before_an_officer_accepts_the_phone() {
    let (mut world, police, mut phone, hamlet) = with_a_waiting_phone();
    let grant = phone.grant.grant().expect("a grant");
    assert_eq!(grant.not_accepted, Some(NotAccepted::Waiting));
    assert!(!grant.revoked);

    // However it asks: from the beginning, for a snapshot, in a parcel's form, again and again.
    let snapshot = Some(Check::Snapshot(vec![hamlet.into()]));
    for check in [None, Some(Check::Root(15)), snapshot] {
        let mut asked = world.asked(&phone, &[], 1 << 20);
        asked.check = check;
        let frames = world.exchange(&phone, &asked);
        let [
            Frame::Head(head),
            Frame::End {
                more: false,
                cursor,
                checked: None,
            },
        ] = &frames[..]
        else {
            panic!("{frames:?}");
        };
        assert!(head.awaits_acceptance() && !head.reads_wait() && head.decided.is_none());
        assert_eq!(*cursor, phone.cursor);
    }

    let waiting = ask(&world, &police, None).expect("a list");
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].device, phone.incarnation.into());
    assert_eq!(waiting[0].key, phone.key.public());
    assert_eq!(waiting[0].enrolled_at, world.now.0);

    world.now = world.now.plus(60);
    let left = ask(&world, &police, Some((&phone, true))).expect("accepted");
    assert!(left.is_empty());
    let head = world.sync(&mut phone);
    assert!(!head.awaits_acceptance());
    assert_eq!(phone.grant.grant().expect("a grant").not_accepted, None);
    assert!(!phone.got.is_empty());
    let txn = world.server.storage().read().expect("a view");
    let log = txn.acceptances(world.no).expect("read");
    assert_eq!(log.len(), 1);
    assert_eq!((log[0].by, log[0].at), (Some(police.member), world.now));
    drop(txn);
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn what_a_waiting_phone_hands_in_is_kept_and_counts_once_it_is_accepted() {
    let (world, police, mut phone, hamlet) = with_a_waiting_phone();
    // A member knows the ids of its hamlets from the grant: enough to begin a household.
    let id = phone.write(household(None, hamlet));
    let head = world.sync(&mut phone);
    let receipt = head.receipts[0].admission().expect("a receipt");
    assert_eq!(receipt.held, [(id.counter, HeldReason::Revoked)]);
    ask(&world, &police, Some((&phone, true))).expect("accepted");
    let head = world.sync(&mut phone);
    let decided = head.decided.expect("told");
    assert!(
        decided[0]
            .admission
            .admission()
            .expect("read")
            .held
            .is_empty()
    );
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn a_refused_phone_is_as_revoked_and_its_member_is_not() {
    let (world, police, mut phone, _) = with_a_waiting_phone();
    ask(&world, &police, Some((&phone, false))).expect("refused");
    assert_eq!(stands(&world, &phone), Acceptance::Refused);
    world.sync(&mut phone);
    let grant = phone.grant.grant().expect("a grant");
    assert!(grant.revoked && phone.got.is_empty());
    assert_eq!(grant.not_accepted, Some(NotAccepted::Refused));
    // Deciding late, or again, changes nothing.
    ask(&world, &police, Some((&phone, true))).expect("a list");
    assert_eq!(stands(&world, &phone), Acceptance::Refused);
    let txn = world.server.storage().read().expect("a view");
    let member = txn.grant(world.no, phone.member).expect("read");
    assert_eq!(member.expect("there").revoked_at, None);
}

#[test]
fn only_accepted_officers_within_their_scope_decide() {
    let (mut world, mut police, phone, here) = with_a_waiting_phone();
    let other = police.write(hamlet("Bằng Lợi"));
    world.sync(&mut police);
    let refused = |result| matches!(result, Err(ServeError::NotAllowed));
    for role in [
        Role::Volunteer,
        Role::Leader,
        Role::HamletHead,
        Role::Inspector,
    ] {
        let pen = world.pen(role, None);
        assert!(refused(ask(&world, &pen, None)), "{role:?}");
        assert!(refused(ask(&world, &pen, Some((&phone, true)))), "{role:?}");
    }
    let elsewhere = world.pen(Role::Office, Some(&[other]));
    assert_eq!(ask(&world, &elsewhere, None).expect("a list"), []);
    assert!(refused(ask(&world, &elsewhere, Some((&phone, true)))));
    let itself = world.device_by_link(police.member, false);
    assert!(refused(ask(&world, &itself, Some((&itself, true)))));
    assert!(refused(ask(&world, &itself, None)));
    let mut forged = itself.clone();
    forged.incarnation = police.incarnation;
    let unknown = ask(&world, &forged, None);
    assert!(matches!(unknown, Err(ServeError::UnknownDevice)));
    assert_eq!(stands(&world, &phone), Acceptance::Waiting);
    let here = world.pen(Role::Office, Some(&[here]));
    assert_eq!(ask(&world, &here, None).expect("a list").len(), 1);
    ask(&world, &here, Some((&phone, true))).expect("accepted");
    assert_eq!(stands(&world, &phone), Acceptance::Accepted);
    assert_eq!(stands(&world, &itself), Acceptance::Waiting);
}

#[test]
fn a_copy_of_a_waiting_file_waits_too() {
    let (world, _, phone, _) = with_a_waiting_phone();
    let mut copy = phone.clone();
    copy.incarnation = tungnha_core::Incarnation(uuid::Uuid::from_u128(0xC0B1));
    let mut asked = world.asked(&copy, &[], 1 << 20);
    asked.reissued_from = Some(phone.incarnation.into());
    let frames = world.exchange(&copy, &asked);
    assert!(
        matches!(&frames[..], [Frame::Head(head), Frame::End { .. }] if head.awaits_acceptance())
    );
    assert_eq!(stands(&world, &copy), Acceptance::Waiting);
}

#[test]
fn a_restored_server_believes_the_signed_grant_about_acceptance() {
    for accept in [true, false] {
        let (mut world, police, mut phone, _) = with_a_waiting_phone();
        let waiting = phone.grant.clone();
        world.now = world.now.plus(60);
        ask(&world, &police, Some((&phone, accept))).expect("decided");
        world.sync(&mut phone);
        // What the backup has: the phone still waits.
        let txn = world.server.storage().write().expect("a transaction");
        let device = txn.device(phone.incarnation).expect("read").expect("there");
        let row = crate::storage::AcceptanceRow {
            device: device.number,
            acceptance: Acceptance::Waiting,
            by: None,
            at: Instant(0),
        };
        txn.set_acceptance(world.no, &row).expect("as before");
        let mut grant = txn
            .grant(world.no, phone.member)
            .expect("read")
            .expect("one");
        grant.issued_at = Instant(waiting.grant().expect("a grant").issued_at);
        txn.put_grant(world.no, &grant).expect("as before");
        StorageTxn::commit(txn).expect("durable");

        let mut asked = world.asked(&phone, &[], 0);
        asked.grant = Some(waiting);
        world.exchange(&phone, &asked);
        assert_eq!(stands(&world, &phone), Acceptance::Waiting);
        asked.grant = Some(phone.grant.clone());
        let body = SignedExchange::sign(&asked, &phone.key).to_bytes();
        world.server.exchange(&body, world.now).expect("answered");
        let known = if accept {
            Acceptance::Accepted
        } else {
            Acceptance::Refused
        };
        assert_eq!(stands(&world, &phone), known);
        let txn = world.server.storage().read().expect("a view");
        let member = txn
            .grant(world.no, phone.member)
            .expect("read")
            .expect("one");
        assert_eq!(member.revoked_at, None);
    }
}
