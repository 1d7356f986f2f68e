//! What officers may do from their own device, and what nobody may.

mod may_not;

use crate::exchange::ServeError;
use crate::fixture::{Pen, World, household, roll};
use crate::storage::Acceptance;
use tungnha_core::words::Role;
use tungnha_core::{Body, DeltaId, HeldReason, Incarnation, MemberId};
use tungnha_protocol::enrol::EnrolRequest;
use tungnha_protocol::enrol_code::code_hash;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::people::{
    Assign, CodeHash, Invite, MemberLine, NewLink, People, PeopleAct, PeopleRequest, RevokeDevice,
    RevokeMember,
};
use tungnha_protocol::wire::{Bytes16, encode};
use tungnha_protocol::{NotAccepted, SignedPeopleRequest, SigningKey};
use uuid::Uuid;

fn ask(world: &World, officer: &Pen, act: Option<PeopleAct>) -> Result<People, ServeError> {
    let request = PeopleRequest {
        version: VERSION,
        incarnation: officer.incarnation.into(),
        act,
    };
    let signed = SignedPeopleRequest::sign(&request, &officer.key);
    world.server.people(&signed.to_bytes(), world.now, [5; 32])
}

fn line(people: &People, member: MemberId) -> &MemberLine {
    let member = member.into();
    let found = people.members.iter().find(|line| line.member == member);
    found.expect("a line")
}

fn mai() -> MemberId {
    MemberId(Uuid::from_u128(0xA1))
}

fn invite(role: Role, hamlets: Option<&[DeltaId]>, code: &str) -> Invite {
    Invite {
        member: mai().into(),
        name: " Nguyễn  Thị Mai ".into(),
        role: role.code(),
        organisation: Some("Đoàn xã".into()),
        hamlets: hamlets.map(|ids| ids.iter().map(|id| (*id).into()).collect()),
        code: CodeHash(code_hash(code)),
        hours: 48,
    }
}

fn enrol(world: &World, code: &str, n: u8) -> Result<tungnha_protocol::Grant, ServeError> {
    let request = EnrolRequest {
        version: VERSION,
        code: code.into(),
        key: SigningKey::from_seed(&[n; 32]).public(),
        incarnation: Bytes16([n; 16]),
        device_name: "máy của Mai".into(),
    };
    let reply = world.server.enrol(&encode(&request), world.now)?;
    Ok(reply.grant.grant().expect("a grant"))
}

/// A book with people, its police, two hamlets, and a volunteer's phone that works in the first.
fn with_a_phone() -> (World, Pen, Pen, [DeltaId; 2]) {
    let mut world = World::new();
    let mut police = world.pen(Role::Police, None);
    let roll = roll(&mut police);
    let here = roll.hamlets[0];
    let other = police.write(crate::fixture::hamlet("Bằng Lợi"));
    world.sync(&mut police);
    let mut phone = world.pen(Role::Volunteer, Some(&[here]));
    world.sync(&mut phone);
    (world, police, phone, [here, other])
}

#[test]
fn somebody_invited_comes_in_by_the_link_and_waits_for_the_check_word() {
    let (mut world, mut police, _, [here, _]) = with_a_phone();
    let asked = PeopleAct::Invite(invite(Role::Leader, Some(&[here]), "AAAA"));
    let people = ask(&world, &police, Some(asked.clone())).expect("invited");
    let until = world.now.plus(48 * 3600).0;
    assert_eq!(people.link_until, Some(until));
    let mai_line = line(&people, mai());
    assert_eq!(mai_line.name, "Nguyễn Thị Mai");
    assert_eq!(mai_line.link_until, Some(until));
    assert_eq!(mai_line.hamlets, Some(vec![here.into()]));
    assert!(mai_line.may_change && mai_line.devices.is_empty());
    let log = &people.log[0];
    assert_eq!((log.act, log.member), (0, mai().into()));
    assert_eq!(log.by, "Nguyễn Văn Mẫu");

    // The answer was lost on its way: the same again changes nothing, an hour later neither.
    world.now = world.now.plus(3600);
    let again = ask(&world, &police, Some(asked)).expect("the same");
    assert_eq!((again.link_until, again.log.len()), (Some(until), 1));
    // A retry with a link of its own ends the one before.
    let anew = PeopleAct::Invite(invite(Role::Leader, Some(&[here]), "BBBB"));
    ask(&world, &police, Some(anew)).expect("a new link");
    assert!(matches!(enrol(&world, "AAAA", 1), Err(ServeError::Code)));

    let grant = enrol(&world, "bbbb", 1).expect("enrolled");
    assert_eq!(grant.not_accepted, Some(NotAccepted::Waiting));
    assert_eq!(grant.role, Role::Leader.code());
    let people = ask(&world, &police, None).expect("a list");
    let mai_line = line(&people, mai());
    assert_eq!(mai_line.link_until, None);
    let device = &mai_line.devices[0];
    assert_eq!(device.acceptance, Acceptance::Waiting.code());
    assert_eq!(
        (device.received, device.unsent, device.last_sync),
        (0, None, None)
    );
    // Once she has a device, who says that it is the first time does not know what stands.
    let late = PeopleAct::Invite(invite(Role::Leader, Some(&[here]), "CCCC"));
    let late = ask(&world, &police, Some(late));
    assert!(matches!(late, Err(ServeError::Changed)));

    // Who works where was said at once, and nobody had to run anything at the server.
    world.sync(&mut police);
    let posted = police
        .got
        .values()
        .any(|delta| matches!(&delta.body, Body::Posting(posting) if posting.member == mai()));
    assert!(posted);
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn a_lost_phone_is_replaced_and_what_it_kept_is_said() {
    let (mut world, police, mut phone, [here, _]) = with_a_phone();
    // It sends one of five, and says so.
    phone.write(household(None, here));
    phone.seal();
    let mut asked = world.asked(&phone, &phone.batches, 0);
    asked.written = Some(5);
    world.exchange(&phone, &asked);
    let people = ask(&world, &police, None).expect("a list");
    let seen = line(&people, phone.member);
    assert_eq!(
        (seen.devices[0].received, seen.devices[0].unsent),
        (1, Some(4))
    );
    // An older request that comes later takes nothing back.
    asked.written = Some(2);
    world.exchange(&phone, &asked);
    let people = ask(&world, &police, None).expect("a list");
    assert_eq!(line(&people, phone.member).devices[0].unsent, Some(4));

    let link = NewLink {
        member: phone.member.into(),
        seen: line(&people, phone.member).issued_at,
        code: CodeHash(code_hash("DDDD")),
        hours: 24,
        replaces: Some(phone.incarnation.into()),
    };
    world.now = world.now.plus(60);
    let replaced = ask(&world, &police, Some(PeopleAct::Link(link))).expect("a link");
    let seen = line(&replaced, phone.member);
    assert_eq!(seen.devices[0].acceptance, Acceptance::Refused.code());
    assert_eq!(replaced.link_until, Some(world.now.plus(24 * 3600).0));
    assert_eq!(replaced.log[0].device, Some(phone.incarnation.into()));
    // Whoever found it reads nothing; what it still hands in is kept and waits for people.
    phone.write(household(None, here));
    let head = world.sync(&mut phone);
    assert!(phone.grant.grant().expect("a grant").revoked);
    let receipt = head
        .receipts
        .last()
        .expect("one")
        .admission()
        .expect("read");
    assert_eq!(receipt.held, [(2, HeldReason::Revoked)]);
    // The member is the same: the new phone comes in and waits.
    let grant = enrol(&world, "DDDD", 9).expect("enrolled");
    assert_eq!(grant.member, phone.member.into());
    assert!(!grant.revoked);
    // The same request again, late: no second link, no second line.
    let again = ask(&world, &police, Some(PeopleAct::Link(link))).expect("the same");
    assert_eq!(again.log.len(), 1);
    // Another code on the old words: somebody has changed something since.
    let stale = NewLink {
        code: CodeHash(code_hash("EEEE")),
        ..link
    };
    let stale = ask(&world, &police, Some(PeopleAct::Link(stale)));
    assert!(matches!(stale, Err(ServeError::Changed)));
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn a_device_or_a_whole_member_is_revoked_once() {
    let (mut world, police, phone, _) = with_a_phone();
    let mut second = world.device(phone.member);
    world.sync(&mut second);
    let seen = line(&ask(&world, &police, None).expect("a list"), phone.member).issued_at;
    let device = RevokeDevice {
        device: phone.incarnation.into(),
        seen,
    };
    world.now = world.now.plus(60);
    for _ in 0..2 {
        let people = ask(&world, &police, Some(PeopleAct::RevokeDevice(device))).expect("done");
        assert_eq!(people.log.len(), 1);
        let stands = |pen: &Pen| {
            let devices = &line(&people, phone.member).devices;
            let name = Bytes16::from(pen.incarnation);
            devices
                .iter()
                .find(|d| d.device == name)
                .expect("there")
                .acceptance
        };
        assert_eq!(stands(&phone), Acceptance::Refused.code());
        assert_eq!(stands(&second), Acceptance::Accepted.code());
    }
    world.sync(&mut second);
    assert!(!second.grant.grant().expect("a grant").revoked);

    let people = ask(&world, &police, None).expect("a list");
    let seen = line(&people, phone.member).issued_at;
    let link = NewLink {
        member: phone.member.into(),
        seen,
        code: CodeHash(code_hash("FFFF")),
        hours: 1,
        replaces: None,
    };
    ask(&world, &police, Some(PeopleAct::Link(link))).expect("a link");
    let whole = RevokeMember {
        member: phone.member.into(),
        seen,
    };
    for _ in 0..2 {
        let people = ask(&world, &police, Some(PeopleAct::RevokeMember(whole))).expect("done");
        let seen = line(&people, phone.member);
        assert_eq!(
            (seen.revoked_at, seen.link_until),
            (Some(world.now.0), None)
        );
        assert_eq!(people.log.len(), 3);
    }
    assert!(matches!(enrol(&world, "FFFF", 3), Err(ServeError::Code)));
    world.sync(&mut second);
    assert!(second.grant.grant().expect("a grant").revoked);
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn hamlets_are_assigned_and_what_was_granted_stays_admitted() {
    let (mut world, police, mut phone, [here, other]) = with_a_phone();
    let seen = line(&ask(&world, &police, None).expect("a list"), phone.member).issued_at;
    let assign = |seen, hamlets: &[DeltaId]| {
        PeopleAct::Assign(Assign {
            member: phone.member.into(),
            seen,
            hamlets: hamlets.iter().map(|id| (*id).into()).collect(),
        })
    };
    world.now = world.now.plus(60);
    // The same as before, on whatever words: nothing to do.
    let same = ask(&world, &police, Some(assign(0, &[here, here]))).expect("nothing");
    assert_eq!(same.log, []);
    let moved = ask(&world, &police, Some(assign(seen, &[other]))).expect("moved");
    assert_eq!(line(&moved, phone.member).hamlets, Some(vec![other.into()]));
    let stale = ask(&world, &police, Some(assign(seen, &[here])));
    assert!(matches!(stale, Err(ServeError::Changed)));
    phone.write(household(None, here));
    let head = world.sync(&mut phone);
    let receipt = head
        .receipts
        .last()
        .expect("one")
        .admission()
        .expect("read");
    assert!(receipt.held.is_empty());
    assert_eq!(world.faults(), Vec::<String>::new());
}
