//! The inbox as officers' devices see it and decide about it.

use super::*;
use crate::exchange::ServeError;
use tungnha_protocol::SignedHeldRequest;
use tungnha_protocol::held::{
    HeldBecame, HeldDecision, HeldPage, HeldRequest, HeldUnable, HeldWord, MAX_HELD_RECORD_BYTES,
};
use tungnha_protocol::limits::VERSION;

fn request(pen: &Pen, decision: Option<HeldDecision>) -> HeldRequest {
    HeldRequest {
        version: VERSION,
        incarnation: pen.incarnation.into(),
        decision,
        reason: None,
        after: None,
        limit: 50,
    }
}

fn of(deltas: &[DeltaId], word: HeldWord) -> Option<HeldDecision> {
    Some(HeldDecision {
        deltas: deltas.iter().map(|id| (*id).into()).collect(),
        word,
    })
}

fn no(words: &str) -> HeldWord {
    HeldWord::Reject {
        words: words.into(),
    }
}

fn why(became: HeldBecame) -> HeldUnable {
    match became {
        HeldBecame::Unable { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

fn listed(page: &HeldPage) -> Vec<DeltaId> {
    page.items.iter().map(|item| item.delta.into()).collect()
}

impl Office {
    fn ask(&self, pen: &Pen, asked: &HeldRequest) -> Result<HeldPage, ServeError> {
        let body = SignedHeldRequest::sign(asked, &pen.key).to_bytes();
        self.world.server.held(&body, self.world.now, [6; 16])
    }

    fn look(&self, pen: &Pen) -> HeldPage {
        self.ask(pen, &request(pen, None)).expect("a page")
    }

    /// What one decision of `pen` made of the delta `id`, and the page after it.
    fn says(&self, pen: &Pen, id: DeltaId, word: HeldWord) -> (HeldBecame, HeldPage) {
        let asked = request(pen, of(&[id], word));
        let page = self.ask(pen, &asked).expect("decided");
        let first = page.decided.first().expect("an outcome");
        assert_eq!(DeltaId::from(first.delta), id);
        (first.became, page)
    }
}

#[test]
fn an_officers_device_reads_the_inbox_and_what_it_admits_counts() {
    let mut office = Office::new();
    let elsewhere = office.roll.residents[1];
    let said = office.volunteer.write(claim(elsewhere));
    office.hand_in();
    let received_at = office.world.now;
    office.world.now = received_at.plus(3600);
    let page = office.look(&office.police);
    let [item] = &page.items[..] else {
        panic!("{page:?}");
    };
    assert_eq!(listed(&page), [said]);
    assert_eq!(
        (item.reason, item.received_at, item.role),
        (
            HeldReason::OutOfScope.code(),
            received_at.0,
            Role::Volunteer.code()
        )
    );
    assert_eq!(item.member, office.volunteer.member.into());
    assert_eq!(
        (item.name.as_str(), item.device_name.as_str()),
        ("Nguyễn Văn Mẫu", "điện thoại")
    );
    let record = item.record.as_ref().expect("a record");
    let delta = Delta::from_bytes(said, record).expect("read");
    assert_eq!(delta.body, claim(elsewhere).into());

    let (became, left) = office.says(&office.police, said, HeldWord::Admit);
    assert_eq!(became, HeldBecame::Admitted);
    assert!(left.items.is_empty() && left.counts.is_empty());
    assert_eq!(office.claims_on(elsewhere), [said]);
    // Its author hears who said so; it was handed in an hour before.
    office.world.sync(&mut office.volunteer);
    let told = &office.volunteer.decided[0];
    assert_eq!(
        (told.by.as_str(), told.at),
        ("Nguyễn Văn Mẫu", office.world.now.0)
    );
    // The same words once more, after a line that died: nothing changes.
    let (again, _) = office.says(&office.police, said, HeldWord::Admit);
    assert_eq!(why(again), HeldUnable::NotHeld);
    let (late, _) = office.says(&office.police, said, no("Nhầm"));
    assert_eq!(why(late), HeldUnable::NotHeld);
    assert_eq!(office.claims_on(elsewhere), [said]);
}

#[test]
fn a_rejection_has_words_and_its_author_reads_them() {
    let mut office = Office::new();
    let said = office.volunteer.write(claim(office.roll.residents[1]));
    office.hand_in();
    let (became, _) = office.says(&office.police, said, no("  "));
    assert_eq!(why(became), HeldUnable::NoWords);
    let (became, _) = office.says(&office.police, said, no(" Không đúng địa bàn "));
    assert_eq!(became, HeldBecame::Rejected);
    office.world.sync(&mut office.volunteer);
    let told = &office.volunteer.decided[0];
    assert_eq!(told.reason.as_deref(), Some("Không đúng địa bàn"));
    assert!(office.claims_on(office.roll.residents[1]).is_empty());
}

#[test]
fn a_long_inbox_comes_in_pages_and_by_reason() {
    let mut office = Office::new();
    let [here, elsewhere] = office.roll.residents;
    let mut said = Vec::new();
    for evening in 0..3 {
        for _ in 0..3 {
            said.push(office.volunteer.write(claim(elsewhere)));
        }
        office.volunteer.write(claim(here));
        office.hand_in();
        office.world.now = office.world.now.plus(60 + evening);
    }
    let not_theirs = account(here, Source::PoliceEntry, Stage::Approved);
    let not_theirs = office.volunteer.write(not_theirs);
    office.hand_in();

    let mut asked = HeldRequest {
        limit: 4,
        ..request(&office.police, None)
    };
    let mut found = Vec::new();
    loop {
        let page = office.ask(&office.police, &asked).expect("a page");
        let counts: Vec<_> = page.counts.iter().map(|c| (c.reason, c.deltas)).collect();
        let all = [
            (HeldReason::OutOfScope.code(), 9),
            (HeldReason::RoleMayNot.code(), 1),
        ];
        assert_eq!(counts, all, "whatever page and reason");
        assert!(page.items.len() <= 4);
        found.extend(listed(&page));
        asked.after = page.next;
        if asked.after.is_none() {
            break;
        }
    }
    let all: Vec<DeltaId> = said.iter().copied().chain([not_theirs]).collect();
    assert_eq!(found, all);

    asked.reason = Some(HeldReason::RoleMayNot.code());
    let page = office.ask(&office.police, &asked).expect("a page");
    assert_eq!(listed(&page), [not_theirs]);
    // Where the page before ended is decided meanwhile; the next goes on from there all the same.
    asked.reason = None;
    let first = office.ask(&office.police, &asked).expect("a page");
    office.says(&office.police, said[3], HeldWord::Admit);
    asked.after = first.next;
    let second = office.ask(&office.police, &asked).expect("a page");
    assert_eq!(listed(&second), said[4..8]);
}

#[test]
fn what_hangs_on_a_hamlet_is_that_hamlets_officers() {
    let mut office = Office::new();
    let [here, elsewhere] = office.roll.hamlets;
    let officer_here = office.world.pen(Role::Police, Some(&[here]));
    let officer_there = office.world.pen(Role::Police, Some(&[elsewhere]));
    let said = office.volunteer.write(claim(office.roll.residents[1]));
    let nobody = DeltaId::new(office.volunteer.incarnation, 900);
    let of_nobody = office.volunteer.write(claim(nobody));
    office.hand_in();
    assert_eq!(listed(&office.look(&office.police)), [said, of_nobody]);
    // Its author works here and it speaks of nothing known; the other speaks of somebody there.
    assert_eq!(listed(&office.look(&officer_here)), [of_nobody]);
    assert_eq!(listed(&office.look(&officer_there)), [said]);
    let (became, _) = office.says(&officer_here, said, HeldWord::Admit);
    assert_eq!(why(became), HeldUnable::OutOfScope);
    let (became, _) = office.says(&officer_there, of_nobody, no("Nhầm"));
    assert_eq!(why(became), HeldUnable::OutOfScope);

    // Nor is it said again where the officer has no word.
    let away = HeldWord::Reassign {
        to: Some(office.roll.residents[0].into()),
    };
    let (became, _) = office.says(&officer_there, said, away.clone());
    assert_eq!(why(became), HeldUnable::OutOfScope);
    let (became, _) = office.says(&office.police, said, away);
    let HeldBecame::Reassigned(again) = became else {
        panic!("{became:?}");
    };
    let person = office.roll.residents[0];
    assert_eq!(office.claims_on(person), [again.into()]);
    assert_eq!(listed(&office.look(&officer_here)), [of_nobody]);
}

#[test]
fn only_accepted_officers_look_and_decide() {
    let mut office = Office::new();
    let said = office.volunteer.write(claim(office.roll.residents[1]));
    office.hand_in();
    let refused = |result| matches!(result, Err(ServeError::NotAllowed));
    for role in [
        Role::Volunteer,
        Role::Leader,
        Role::HamletHead,
        Role::Inspector,
    ] {
        let pen = office.world.pen(role, None);
        assert!(refused(office.ask(&pen, &request(&pen, None))), "{role:?}");
        let admit = request(&pen, of(&[said], HeldWord::Admit));
        assert!(refused(office.ask(&pen, &admit)), "{role:?}");
    }
    let waits = office.world.device_by_link(office.police.member, false);
    assert!(refused(office.ask(&waits, &request(&waits, None))));
    let mut forged = office.volunteer.clone();
    forged.incarnation = office.police.incarnation;
    let unknown = office.ask(&forged, &request(&forged, None));
    assert!(matches!(unknown, Err(ServeError::UnknownDevice)));
    assert_eq!(office.held(), [HeldReason::OutOfScope]);
}

#[test]
fn nobody_admits_what_neither_author_nor_officer_may_say() {
    let mut office = Office::new();
    let person = office.roll.residents[0];
    let not_to_visit = tungnha_core::body::Eligibility {
        resident: person,
        standing: tungnha_core::words::Eligibility::DoNotVisit,
        coarse: None,
    };
    let said = office.volunteer.write(not_to_visit);
    // As one revoked it is held for another reason, and no more theirs to say.
    assert_eq!(office.hand_in(), [(1, HeldReason::RoleMayNot)]);
    office.revoke();
    let later = office.volunteer.write(tungnha_core::body::Eligibility {
        resident: person,
        standing: tungnha_core::words::Eligibility::Eligible,
        coarse: None,
    });
    assert_eq!(office.hand_in(), [(2, HeldReason::Revoked)]);
    let commune = office.world.pen(Role::Office, None);
    for id in [said, later] {
        let (became, _) = office.says(&commune, id, HeldWord::Admit);
        assert_eq!(why(became), HeldUnable::NotYours);
    }
    let (became, _) = office.says(&office.police, said, HeldWord::Admit);
    assert_eq!(became, HeldBecame::Admitted);
    let (became, _) = office.says(&commune, later, no("Chỉ công an quyết định"));
    assert_eq!(became, HeldBecame::Rejected);
}

#[test]
fn an_evening_is_decided_at_once_and_each_delta_is_answered_for() {
    let mut office = Office::new();
    let there = office.roll.hamlets[1];
    let door = office.volunteer.write(household(None, there));
    let person = office.volunteer.write(resident(None, door));
    let said = office.volunteer.write(claim(person));
    let broken = office.volunteer.write(Account {
        level: 7,
        ..claim(office.roll.residents[1])
    });
    office.hand_in();
    let all = [door, person, said, broken];
    let asked = request(&office.police, of(&all, HeldWord::Admit));
    let page = office.ask(&office.police, &asked).expect("decided");
    let became: Vec<_> = page
        .decided
        .iter()
        .map(|one| (DeltaId::from(one.delta), one.became))
        .collect();
    let unreadable = HeldBecame::Unable {
        why: HeldUnable::Unreadable,
        on: None,
    };
    assert_eq!(
        became,
        [
            (door, HeldBecame::Admitted),
            (person, HeldBecame::Admitted),
            (said, HeldBecame::Admitted),
            (broken, unreadable)
        ]
    );
    assert_eq!(listed(&page), [broken]);
    assert_eq!(office.claims_on(person), [said]);
}

#[test]
fn a_record_that_is_too_long_to_show_can_be_decided_all_the_same() {
    let mut office = Office::new();
    let claims: Vec<DeltaId> = (1..=1500)
        .map(|counter| DeltaId::new(office.police.incarnation, 10_000 + counter))
        .collect();
    let said = office.volunteer.write(Review {
        claims,
        decision: Reviewed::Confirmed,
        reason: None,
    });
    assert_eq!(office.hand_in(), [(1, HeldReason::RoleMayNot)]);
    let page = office.look(&office.police);
    const { assert!(1500 * 17 > MAX_HELD_RECORD_BYTES) };
    assert_eq!(page.items[0].record, None);
    let (became, _) = office.says(&office.police, said, no("Không phải việc của bạn"));
    assert_eq!(became, HeldBecame::Rejected);
}
