use super::*;
use tungnha_core::body::Visit;
use tungnha_core::words::Outcome;

fn again(to: Option<DeltaId>) -> Decision {
    Decision::Reassign { to, seed: [4; 16] }
}

#[test]
fn what_is_said_again_is_the_authors() {
    let mut office = Office::new();
    let [right, wrong] = office.roll.residents;
    let said = office.volunteer.write(claim(wrong));
    office.hand_in();
    let received_at = office.world.now;
    office.world.now = received_at.plus(86_400);
    let [one] = &made(office.decide(said, &again(Some(right))))[..] else {
        panic!("one decision");
    };
    assert_eq!(one.verdict, Verdict::Held(HeldReason::Reassigned));
    let new = one.again.expect("said again");
    assert_eq!(office.claims_on(right), [new]);
    assert!(office.claims_on(wrong).is_empty());
    let delta = office.police.got[&new].clone();
    assert_eq!(delta.on_behalf_of, Some(said));
    let standing = office.police.ledger.standing(new).expect("it counts");
    assert_eq!(
        standing,
        tungnha_core::fold::Standing::Admitted {
            received_at,
            member: office.volunteer.member,
            role: Role::Volunteer,
        }
    );
    assert_eq!(
        unable(office.decide(said, &Decision::Admit)),
        Unable::NotHeld
    );
    // It goes through review as any claim, and its author can still take it back.
    office.world.sync(&mut office.volunteer);
    assert!(office.volunteer.got.contains_key(&new));
    office.volunteer.write(Retract { target: new });
    assert!(office.hand_in().is_empty());
    assert!(office.claims_on(right).is_empty());
}

#[test]
fn the_server_goes_on_speaking_after_a_reassignment() {
    let mut office = Office::new();
    let [right, wrong] = office.roll.residents;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(office.volunteer.write(claim(wrong)));
    }
    office.hand_in();
    for id in ids {
        made(office.decide(id, &again(Some(right))));
    }
    assert_eq!(office.claims_on(right).len(), 3);
}

#[test]
fn a_visit_goes_to_another_door_and_a_person_to_another_household() {
    let mut office = Office::new();
    let [right, wrong] = office.roll.households;
    let visit = office.volunteer.write(Visit {
        household: wrong,
        outcome: Outcome::Met,
        come_back_at: None,
        note: None,
    });
    let person = office.volunteer.write(resident(None, wrong));
    office.hand_in();
    for id in [visit, person] {
        // A resident is no household.
        let ruling = office.decide(id, &again(Some(office.roll.residents[0])));
        assert_eq!(unable(ruling), Unable::UnknownSubject);
        made(office.decide(id, &again(Some(right))));
    }
    assert_eq!(office.world.faults(), Vec::<String>::new());
    assert!(office.held().is_empty());
}

#[test]
fn what_speaks_of_no_place_cannot_be_sent_elsewhere() {
    let mut office = Office::new();
    let said = office.volunteer.write(Retract {
        target: office.roll.residents[0],
    });
    assert_eq!(office.hand_in(), [(1, HeldReason::RoleMayNot)]);
    let to = Some(office.roll.residents[1]);
    let ruling = office.decide(said, &again(to));
    assert_eq!(unable(ruling), Unable::NoOtherPlace);
    assert_eq!(
        unable(office.decide(said, &again(None))),
        Unable::RoleMayNot
    );
    assert_eq!(office.held(), [HeldReason::RoleMayNot]);
}
