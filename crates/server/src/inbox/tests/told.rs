use super::*;

#[test]
fn every_device_of_the_member_hears_once() {
    let mut office = Office::new();
    let first = office.volunteer.write(claim(office.roll.residents[1]));
    let second = office.volunteer.write(claim(office.roll.residents[1]));
    office.hand_in();
    office.admit(first);
    office.reject(second);
    let mut replaced = office.world.device(office.volunteer.member);
    let identity = office.world.server.keys().identity_public();
    for pen in [&mut office.volunteer, &mut replaced] {
        office.world.sync(pen);
        let told: Vec<_> = pen
            .decided
            .iter()
            .map(|d| (d.number, DeltaId::from(d.delta)))
            .collect();
        assert_eq!(told, [(1, first), (2, second)]);
        for decided in &pen.decided {
            decided.admission.verify(&identity).expect("signed");
            assert_eq!(
                (decided.by.as_str(), decided.at),
                (OFFICER, office.world.now.0)
            );
        }
        assert_eq!(pen.decided[1].reason.as_deref(), Some("Nhầm người"));
        let rejected = pen.decided[1].admission.admission().expect("read");
        assert_eq!(rejected.held, [(second.counter, HeldReason::Rejected)]);
        let record = Delta::from_bytes(second, &pen.decided[1].record).expect("a record");
        assert_eq!(record.body, claim(office.roll.residents[1]).into());
        assert!(office.world.sync(pen).decided.is_none(), "not again");
    }
    let mut other = office
        .world
        .pen(Role::Volunteer, Some(&office.roll.hamlets[..1]));
    assert!(office.world.sync(&mut other).decided.is_none());
}

#[test]
fn a_revoked_members_device_hears_of_its_own_work_only() {
    let mut office = Office::new();
    let mut second = office.world.device(office.volunteer.member);
    let said = office.volunteer.write(claim(office.roll.residents[1]));
    office.hand_in();
    office.reject(said);
    office.revoke();
    assert!(office.world.sync(&mut second).decided.is_none());
    office.world.sync(&mut office.volunteer);
    assert_eq!(office.volunteer.decided.len(), 1);
}

#[test]
fn there_is_an_end_to_what_one_head_tells() {
    let mut office = Office::new();
    for _ in 0..5 {
        office.volunteer.write(claim(office.roll.residents[1]));
    }
    office.hand_in();
    for counter in 1..=5 {
        office.reject(DeltaId::new(office.volunteer.incarnation, counter));
    }
    let told = |after, limit| {
        office.at_desk(|desk, _| {
            let told = desk.decided_after(office.volunteer.member, after, limit);
            let told = told.expect("read").into_iter();
            told.map(|decided| decided.number).collect::<Vec<_>>()
        })
    };
    assert_eq!(told(0, 2), [1, 2]);
    assert_eq!(told(2, 500), [3, 4, 5]);
    assert!(told(5, 500).is_empty());
    assert!(told(u64::MAX, 500).is_empty());
}
