use super::*;
use std::collections::HashSet;
use tungnha_core::Admission;
use tungnha_protocol::SignedAdmission;

impl Office {
    /// An older program did not know the kind of this held delta: that is what its receipt said.
    fn older_program_held(&self, id: DeltaId) {
        let key = self.world.key(id);
        let txn = self.world.server.storage().read().expect("a view");
        let row = txn.delta(self.world.no, key).expect("read").expect("there");
        let receipt = txn.admission(self.world.no, row.admission).expect("read");
        let receipt = receipt.expect("a receipt");
        drop(txn);
        let said = receipt.signed.admission().expect("an admission");
        let signed = SignedAdmission::sign(
            &Admission {
                held: vec![(id.counter, HeldReason::UnknownKind)],
                ..said
            },
            self.world.server.keys().identity(),
        );
        let file = self.world.folder().join("server.db");
        let connection = rusqlite::Connection::open(file).expect("the file");
        connection
            .execute(
                "UPDATE admission SET bytes = ?2, signature = ?3 WHERE number = ?1",
                rusqlite::params![receipt.number, signed.bytes, signed.signature.0],
            )
            .expect("written");
        connection
            .execute(
                "UPDATE held SET reason = ?2 WHERE key = ?1",
                rusqlite::params![key.0, HeldReason::UnknownKind.code()],
            )
            .expect("written");
        drop(connection);
        assert_eq!(self.world.faults(), Vec::<String>::new());
    }

    fn upgrade(&self) -> usize {
        let server = &self.world.server;
        server.judge_unread_again(self.world.now).expect("judged")
    }
}

#[test]
fn what_an_older_program_did_not_know_counts_after_an_upgrade() {
    let mut office = Office::new();
    let elsewhere = office.roll.residents[1];
    let said = office.volunteer.write(claim(elsewhere));
    office.hand_in();
    office.older_program_held(said);
    let received_at = office.world.now;
    let hamlets = office.roll.hamlets.map(|hamlet| office.world.key(hamlet));
    office.at_desk(|desk, moment| {
        desk.assign(office.volunteer.member, &hamlets, moment.now)
            .expect("assigned");
    });
    office.world.now = received_at.plus(86_400);
    assert_eq!(office.upgrade(), 1);
    assert_eq!(office.upgrade(), 0, "once");
    assert_eq!(office.claims_on(elsewhere), [said]);
    office.world.sync(&mut office.volunteer);
    let [told] = &office.volunteer.decided[..] else {
        panic!("one decision");
    };
    assert_eq!((told.by.as_str(), &told.reason), ("máy chủ", &None));
    let admission = told.admission.admission().expect("an admission");
    assert_eq!(
        (admission.received_at, admission.held.len()),
        (received_at, 0)
    );
}

#[test]
fn what_can_be_read_now_may_wait_for_another_reason() {
    let mut office = Office::new();
    let elsewhere = office.roll.residents[1];
    let said = office.volunteer.write(claim(elsewhere));
    office.hand_in();
    office.older_program_held(said);
    assert_eq!(office.upgrade(), 1);
    assert_eq!(office.held(), [HeldReason::OutOfScope]);
    assert!(office.claims_on(elsewhere).is_empty());
    // The person decides as ever.
    office.admit(said);
    assert_eq!(office.claims_on(elsewhere), [said]);
}

#[test]
fn what_waited_for_a_thing_is_judged_again_when_it_begins() {
    let mut office = Office::new();
    let person = office
        .police
        .write(resident(None, office.roll.households[0]));
    let said = office.volunteer.write(claim(person));
    assert_eq!(office.hand_in(), [(1, HeldReason::UnknownSubject)]);
    assert_eq!(
        unable(office.decide(said, &Decision::Admit)),
        Unable::UnknownSubject
    );
    office.world.sync(&mut office.police);
    office.at_desk(|desk, moment| {
        let nothing = desk.judge_leaning_again(&HashSet::new(), moment);
        assert!(nothing.expect("judged").is_empty());
        desk.judge_leaning_again(&HashSet::from([person]), moment)
            .expect("judged");
    });
    assert_eq!(office.claims_on(person), [said]);
    assert!(office.held().is_empty());
}
