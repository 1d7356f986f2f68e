//! Whom and what the server refuses, each refusal by itself.

use super::*;

fn refused(result: Result<People, ServeError>) -> bool {
    matches!(result, Err(ServeError::NotAllowed))
}

fn nothing_changed(world: &World, police: &Pen, before: &People) {
    let after = ask(world, police, None).expect("a list");
    assert_eq!(&after, before);
}

#[test]
fn only_police_and_office_ask() {
    let (mut world, police, phone, [here, _]) = with_a_phone();
    let pens = [
        Role::Volunteer,
        Role::Leader,
        Role::HamletHead,
        Role::Inspector,
    ]
    .map(|role| world.pen(role, None));
    let unaccepted = world.device_by_link(police.member, false);
    let mut forged = phone.clone();
    forged.incarnation = police.incarnation;
    let before = ask(&world, &police, None).expect("a list");
    let act = PeopleAct::Invite(invite(Role::Volunteer, Some(&[here]), "AAAA"));
    for pen in pens.iter().chain([&phone, &unaccepted]) {
        assert!(refused(ask(&world, pen, None)));
        assert!(refused(ask(&world, pen, Some(act.clone()))));
    }
    let forged = ask(&world, &forged, Some(act));
    assert!(matches!(forged, Err(ServeError::UnknownDevice)));
    nothing_changed(&world, &police, &before);
}

#[test]
fn nobody_appoints_above_or_beside_themselves() {
    let (mut world, police, _, _) = with_a_phone();
    let office = world.pen(Role::Office, None);
    let before = ask(&world, &police, None).expect("a list");
    for (pen, role) in [
        (&police, Role::Office),
        (&office, Role::Police),
        (&police, Role::Server),
        (&office, Role::Server),
    ] {
        let act = PeopleAct::Invite(invite(role, None, "AAAA"));
        assert!(refused(ask(&world, pen, Some(act))), "{role:?}");
    }
    let unknown = Invite {
        role: 200,
        ..invite(Role::Volunteer, None, "AAAA")
    };
    let unknown = ask(&world, &police, Some(PeopleAct::Invite(unknown)));
    assert!(matches!(unknown, Err(ServeError::Message(_))));
    // Nor do they revoke one another.
    let line = line(&before, office.member);
    assert!(!line.may_change);
    let revoke = PeopleAct::RevokeMember(RevokeMember {
        member: office.member.into(),
        seen: line.issued_at,
    });
    assert!(refused(ask(&world, &police, Some(revoke))));
    nothing_changed(&world, &police, &before);
}

#[test]
fn an_officer_of_some_hamlets_acts_in_those_alone() {
    let (mut world, police, phone, [here, other]) = with_a_phone();
    let elsewhere = world.pen(Role::Police, Some(&[other]));
    let everywhere = world.pen(Role::Volunteer, None);
    let before = ask(&world, &police, None).expect("a list");
    let seen = ask(&world, &elsewhere, None).expect("a list");
    let members: Vec<MemberId> = seen.members.iter().map(|l| l.member.into()).collect();
    assert_eq!(members, [elsewhere.member]);
    let seen = line(&before, phone.member).issued_at;
    let member = phone.member.into();
    let acts = [
        PeopleAct::Invite(invite(Role::Volunteer, Some(&[here]), "AAAA")),
        PeopleAct::Invite(invite(Role::Volunteer, Some(&[other, here]), "AAAA")),
        PeopleAct::Invite(invite(Role::Volunteer, None, "AAAA")),
        PeopleAct::Assign(Assign {
            member,
            seen,
            hamlets: vec![other.into()],
        }),
        PeopleAct::Assign(Assign {
            member: elsewhere.member.into(),
            seen: line(&before, elsewhere.member).issued_at,
            hamlets: vec![here.into()],
        }),
        PeopleAct::RevokeMember(RevokeMember { member, seen }),
        PeopleAct::RevokeDevice(RevokeDevice {
            device: phone.incarnation.into(),
            seen,
        }),
        PeopleAct::RevokeDevice(RevokeDevice {
            device: everywhere.incarnation.into(),
            seen: line(&before, everywhere.member).issued_at,
        }),
        PeopleAct::Link(NewLink {
            member,
            seen,
            code: CodeHash(code_hash("AAAA")),
            hours: 1,
            replaces: None,
        }),
    ];
    for act in acts {
        assert!(
            refused(ask(&world, &elsewhere, Some(act.clone()))),
            "{act:?}"
        );
    }
    nothing_changed(&world, &police, &before);
    let own = PeopleAct::Invite(invite(Role::Volunteer, Some(&[other]), "AAAA"));
    ask(&world, &elsewhere, Some(own)).expect("within the scope");
}

#[test]
fn nobody_shuts_themselves_out() {
    let (world, police, _, _) = with_a_phone();
    let before = ask(&world, &police, None).expect("a list");
    let seen = line(&before, police.member).issued_at;
    let member = police.member.into();
    let device = police.incarnation.into();
    for act in [
        PeopleAct::RevokeMember(RevokeMember { member, seen }),
        PeopleAct::RevokeDevice(RevokeDevice { device, seen }),
        PeopleAct::Link(NewLink {
            member,
            seen,
            code: CodeHash(code_hash("AAAA")),
            hours: 1,
            replaces: Some(device),
        }),
    ] {
        assert!(refused(ask(&world, &police, Some(act.clone()))), "{act:?}");
    }
    nothing_changed(&world, &police, &before);
}

#[test]
fn names_that_are_taken_or_unknown_are_refused() {
    let (mut world, police, phone, [here, _]) = with_a_phone();
    let other = world.pen(Role::Volunteer, Some(&[here]));
    let household = DeltaId::new(here.incarnation, here.counter + 2);
    let nowhere = DeltaId::new(Incarnation(Uuid::from_u128(0xFFFF)), 1);
    let before = ask(&world, &police, None).expect("a list");
    let good = invite(Role::Volunteer, Some(&[here]), "AAAA");
    let seen = line(&before, phone.member).issued_at;
    let taken = Invite {
        member: phone.member.into(),
        ..good.clone()
    };
    let not_a_hamlet = invite(Role::Volunteer, Some(&[household]), "AAAA");
    let unknown = invite(Role::Volunteer, Some(&[nowhere]), "AAAA");
    for invite in [taken, not_a_hamlet, unknown] {
        let act = PeopleAct::Invite(invite);
        assert!(refused(ask(&world, &police, Some(act.clone()))), "{act:?}");
    }
    // A lost device of somebody else, a member that is none, the whole book narrowed, a stranger's code.
    let link = NewLink {
        member: phone.member.into(),
        seen,
        code: CodeHash(code_hash("BBBB")),
        hours: 1,
        replaces: Some(other.incarnation.into()),
    };
    let nobody = NewLink {
        member: Bytes16([0xEE; 16]),
        replaces: None,
        ..link
    };
    for link in [link, nobody] {
        assert!(refused(ask(&world, &police, Some(PeopleAct::Link(link)))));
    }
    let narrow = PeopleAct::Assign(Assign {
        member: police.member.into(),
        seen: line(&before, police.member).issued_at,
        hamlets: vec![here.into()],
    });
    assert!(refused(ask(&world, &police, Some(narrow))));
    nothing_changed(&world, &police, &before);
    let mine = NewLink {
        replaces: None,
        ..link
    };
    ask(&world, &police, Some(PeopleAct::Link(mine))).expect("a link");
    let theirs = NewLink {
        member: other.member.into(),
        seen: line(&before, other.member).issued_at,
        ..mine
    };
    assert!(refused(ask(&world, &police, Some(PeopleAct::Link(theirs)))));
}
