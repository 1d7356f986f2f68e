mod again;
mod held;
mod reassigned;
mod told;

use super::{Decision, Made, Ruling, Unable};
use crate::apply::Moment;
use crate::desk::Desk;
use crate::fixture::{Pen, Roll, World, account, claim, household, resident, roll};
use tungnha_core::body::{Account, Retract, Review};
use tungnha_core::words::{App, Decision as Reviewed, Role, Source, Stage};
use tungnha_core::{Delta, DeltaId, HeldReason, RegisterKey, Slot, Verdict};

/// A roll, and a volunteer of its first hamlet.
struct Office {
    world: World,
    police: Pen,
    volunteer: Pen,
    roll: Roll,
}

const OFFICER: &str = "Lê Văn Sơn";

impl Office {
    fn new() -> Self {
        let mut world = World::new();
        let mut police = world.pen(Role::Police, None);
        let roll = roll(&mut police);
        world.sync(&mut police);
        let mut volunteer = world.pen(Role::Volunteer, Some(&roll.hamlets[..1]));
        world.sync(&mut volunteer);
        Self {
            world,
            police,
            volunteer,
            roll,
        }
    }

    fn decide(&self, id: DeltaId, decision: &Decision) -> Ruling {
        self.at_desk(|desk, moment| {
            desk.decide(id, decision, OFFICER, moment)
                .expect("a ruling")
        })
    }

    fn at_desk<T>(&self, act: impl FnOnce(&mut Desk<'_>, &Moment<'_>) -> T) -> T {
        let txn = self.world.server.storage().write().expect("a transaction");
        let mut desk = Desk::applying(txn.as_ref(), self.world.no).expect("a desk");
        let moment = Moment {
            now: self.world.now,
            identity: self.world.server.keys().identity(),
        };
        let done = act(&mut desk, &moment);
        let changed = desk.finish().expect("a link");
        txn.commit().expect("durable");
        self.world.server.changed(changed);
        done
    }

    fn admit(&self, id: DeltaId) -> Vec<Made> {
        made(self.decide(id, &Decision::Admit))
    }

    fn reject(&self, id: DeltaId) -> Vec<Made> {
        let words = "Nhầm người".to_owned();
        made(self.decide(id, &Decision::Reject { words }))
    }

    /// Hands in what the volunteer wrote; gives what is held of it and why.
    fn hand_in(&mut self) -> Vec<(u32, HeldReason)> {
        let head = self.world.sync(&mut self.volunteer);
        let last = head.receipts.last().expect("a receipt");
        last.admission().expect("an admission").held
    }

    fn held(&self) -> Vec<HeldReason> {
        let txn = self.world.server.storage().read().expect("a view");
        let held = txn.held(self.world.no).expect("read");
        held.into_iter().map(|row| row.reason).collect()
    }

    /// What everybody in the office sees as the volunteers' word on a resident; with a sound book.
    fn claims_on(&mut self, resident: DeltaId) -> Vec<DeltaId> {
        assert_eq!(self.world.faults(), Vec::<String>::new());
        let register = RegisterKey {
            subject: resident,
            slot: Slot::Account(App::Vneid, 1, Source::VolunteerClaim),
        };
        self.world.sync(&mut self.police);
        let mut fresh = self.world.pen(Role::Office, None);
        self.world.sync(&mut fresh);
        let heads = |pen: &Pen| {
            let state = pen.state();
            state.registers.get(&register).cloned().unwrap_or_default()
        };
        assert_eq!(heads(&self.police), heads(&fresh));
        heads(&fresh)
    }

    fn revoke(&self) {
        self.at_desk(|desk, moment| {
            desk.revoke(self.volunteer.member, moment.now)
                .expect("revoked");
        });
    }
}

fn made(ruling: Ruling) -> Vec<Made> {
    match ruling {
        Ruling::Made(made) => made,
        Ruling::Unable(why) => panic!("{why}"),
    }
}

fn unable(ruling: Ruling) -> Unable {
    match ruling {
        Ruling::Unable(why) => why,
        Ruling::Made(made) => panic!("{made:?}"),
    }
}

#[test]
fn work_out_of_scope_counts_from_the_day_it_came() {
    let mut office = Office::new();
    let elsewhere = office.roll.residents[1];
    let said = office.volunteer.write(claim(elsewhere));
    assert_eq!(office.hand_in(), [(1, HeldReason::OutOfScope)]);
    let received_at = office.world.now;
    office.world.now = received_at.plus(3 * 86_400);
    let [one] = &office.admit(said)[..] else {
        panic!("one decision");
    };
    assert_eq!((one.id, one.verdict), (said, Verdict::Admitted));
    let admission = one.admission.signed.admission().expect("an admission");
    assert_eq!(
        (admission.received_at, admission.member, admission.role),
        (received_at, office.volunteer.member, Role::Volunteer)
    );
    assert_eq!(office.claims_on(elsewhere), [said]);
    assert!(office.held().is_empty());
    let mut there = office
        .world
        .pen(Role::Volunteer, Some(&office.roll.hamlets[1..]));
    office.world.sync(&mut there);
    assert!(there.got.contains_key(&said), "it is fed where it belongs");
}

#[test]
fn a_decision_is_final() {
    let mut office = Office::new();
    let first = office.volunteer.write(claim(office.roll.residents[1]));
    let second = office.volunteer.write(claim(office.roll.residents[1]));
    office.hand_in();
    office.admit(first);
    office.reject(second);
    let reject = Decision::Reject {
        words: "Nhầm".into(),
    };
    for id in [first, second, office.roll.residents[0]] {
        assert_eq!(unable(office.decide(id, &Decision::Admit)), Unable::NotHeld);
        assert_eq!(unable(office.decide(id, &reject)), Unable::NotHeld);
    }
    let person = office.roll.residents[1];
    assert_eq!(office.claims_on(person), [first]);
}

#[test]
fn a_rejection_needs_words() {
    let mut office = Office::new();
    let said = office.volunteer.write(claim(office.roll.residents[1]));
    office.hand_in();
    let words = " ".to_owned();
    let ruling = office.decide(said, &Decision::Reject { words });
    assert_eq!(unable(ruling), Unable::NoWords);
    assert_eq!(office.held(), [HeldReason::OutOfScope]);
}

#[test]
fn what_the_role_may_not_say_a_person_may_admit() {
    let mut office = Office::new();
    let person = office.roll.residents[0];
    let said = office
        .volunteer
        .write(account(person, Source::PoliceEntry, Stage::Approved));
    assert_eq!(office.hand_in(), [(1, HeldReason::RoleMayNot)]);
    assert_eq!(office.admit(said).len(), 1);
    assert!(office.claims_on(person).is_empty());
    let register = RegisterKey {
        subject: person,
        slot: Slot::Account(App::Vneid, 1, Source::PoliceEntry),
    };
    assert_eq!(office.police.state().registers[&register], [said]);
}

#[test]
fn what_means_nothing_can_only_be_rejected() {
    let mut office = Office::new();
    let person = office.roll.residents[0];
    let never = office.volunteer.write(Account {
        level: 7,
        ..claim(person)
    });
    let mut record = office.police.signed(1, [0; 32], &[]).batch.records;
    assert!(record.is_empty());
    let newer = Delta {
        id: never,
        stamped: office.world.now,
        supersedes: Vec::new(),
        on_behalf_of: None,
        body: claim(person).into(),
    };
    record.push(tungnha_core::record::Record {
        kind: 900,
        ..newer.to_record()
    });
    let unknown = office
        .volunteer
        .write(tungnha_core::Body::Unknown(record.remove(0)));
    assert_eq!(
        office.hand_in(),
        [(1, HeldReason::Malformed), (2, HeldReason::UnknownKind)]
    );
    let admit = |id| unable(office.decide(id, &Decision::Admit));
    assert_eq!(admit(never), Unable::Unreadable);
    assert_eq!(admit(unknown), Unable::UnknownKind);
    for id in [never, unknown] {
        let made = office.reject(id);
        assert_eq!(made[0].verdict, Verdict::Held(HeldReason::Rejected));
    }
    assert!(office.held().is_empty());
    assert!(office.claims_on(person).is_empty());
}

#[test]
fn the_work_of_a_revoked_author_and_late_work_can_be_admitted() {
    let mut office = Office::new();
    let person = office.roll.residents[0];
    office.revoke();
    let revoked = office.volunteer.write(claim(person));
    assert_eq!(office.hand_in(), [(1, HeldReason::Revoked)]);
    office.admit(revoked);
    assert_eq!(office.claims_on(person), [revoked]);
    // The author hears of it, and reads nothing else.
    office.world.sync(&mut office.volunteer);
    assert_eq!(office.volunteer.decided.len(), 1);

    let mut late = office
        .world
        .pen(Role::Volunteer, Some(&office.roll.hamlets[..1]));
    office.world.sync(&mut late);
    office.world.now = office.world.now.plus(40 * 86_400);
    let said = late.write_over(claim(person), &[revoked]);
    let head = office.world.sync(&mut late);
    let receipt = head.receipts[0].admission().expect("a receipt");
    assert_eq!(receipt.held, [(1, HeldReason::AfterClose)]);
    office.admit(said);
    assert_eq!(office.claims_on(person), [said]);
}

#[test]
fn what_leans_on_it_is_admitted_with_it_in_order() {
    let mut office = Office::new();
    let there = office.roll.hamlets[1];
    let door = office.volunteer.write(household(None, there));
    let person = office.volunteer.write(resident(None, door));
    let said = office.volunteer.write(claim(person));
    let apart = office.volunteer.write(claim(office.roll.residents[1]));
    assert_eq!(office.hand_in().len(), 4);
    assert_eq!(
        unable(office.decide(said, &Decision::Admit)),
        Unable::LeansOnHeld(person)
    );
    let made = office.admit(door);
    let ids: Vec<DeltaId> = made.iter().map(|one| one.id).collect();
    assert_eq!(ids, [door, person, said]);
    assert_eq!(office.held(), [HeldReason::OutOfScope]);
    assert_eq!(office.claims_on(person), [said]);
    office.reject(apart);
    assert_eq!(office.claims_on(office.roll.residents[1]), []);
}

#[test]
fn what_leans_on_what_was_rejected_stays_held() {
    let mut office = Office::new();
    let door = office
        .volunteer
        .write(household(None, office.roll.hamlets[1]));
    let person = office.volunteer.write(resident(None, door));
    office.hand_in();
    office.reject(door);
    assert_eq!(office.held(), [HeldReason::OutOfScope]);
    assert_eq!(
        unable(office.decide(person, &Decision::Admit)),
        Unable::UnknownSubject
    );
}

#[test]
fn what_its_author_withdrew_in_the_meantime_is_no_head() {
    let mut office = Office::new();
    let elsewhere = office.roll.residents[1];
    let said = office.volunteer.write(claim(elsewhere));
    let withdrawn = office.volunteer.write(Retract { target: said });
    assert_eq!(office.hand_in(), [(1, HeldReason::OutOfScope)]);
    office.admit(said);
    assert!(office.claims_on(elsewhere).is_empty());
    // Whoever gets the one gets the other.
    let mut there = office
        .world
        .pen(Role::Volunteer, Some(&office.roll.hamlets[1..]));
    let mut was_there = office.world.device(there.member);
    office.world.sync(&mut there);
    office.world.sync(&mut was_there);
    assert_eq!(
        there.got.contains_key(&said),
        there.got.contains_key(&withdrawn)
    );
    assert_eq!(there.state(), was_there.state());
}

#[test]
fn a_confirmation_that_came_before_holds_it_against_its_author() {
    let mut office = Office::new();
    let elsewhere = office.roll.residents[1];
    let said = office.volunteer.write(claim(elsewhere));
    let withdrawn = office.volunteer.write(Retract { target: said });
    office.hand_in();
    office.police.write(Review {
        claims: vec![said],
        decision: Reviewed::Confirmed,
        reason: None,
    });
    office.world.sync(&mut office.police);
    office.admit(said);
    assert_eq!(office.claims_on(elsewhere), [said]);
    let mut there = office
        .world
        .pen(Role::Volunteer, Some(&office.roll.hamlets[1..]));
    office.world.sync(&mut there);
    assert!(there.got.contains_key(&withdrawn), "a question");
    assert!(there.state().questioned.contains(&said));
}
