//! The closing check against the real server: whatever a phone lost or has too much of is found and
//! repaired, and nothing is found where nothing is wrong.

mod phones;

use phones::*;
use std::ops::ControlFlow;
use tungnha_core::body::{Hamlet, Retract};
use tungnha_core::words::{Decision, HamletKind, Role, Source, Stage};
use tungnha_core::{Delta, DeltaId, Incarnation};
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::check::root;
use tungnha_protocol::{Check, Checked, Exchange, Frame, Page, columns};
use tungnha_sync::sync_and_check;
use uuid::Uuid;

/// The volunteer loses these from its pages; the check finds and repairs it in the hamlet.
fn loses(office: &Office, volunteer: &Phone, lost: &[DeltaId]) {
    volunteer
        .sync(&mut office.line().losing(lost))
        .expect("synced");
    assert!(lost.iter().all(|id| !volunteer.has(*id)));
    let story = office.check(volunteer);
    assert_eq!((story.outcome.as_str(), story.requests), ("done", 4));
    assert!(lost.iter().all(|id| volunteer.has(*id)));
    assert_eq!(repairs(volunteer), [(lost.len() as u32, 0)]);
    assert_eq!(equal(volunteer), Some(true));
    volunteer.sums();
    assert_eq!(office.check(volunteer).requests, 1, "and nothing is left");
}

#[test]
fn where_nothing_is_wrong_one_request_says_so() {
    let (office, police, volunteer, roll) = district();
    volunteer.say(claim(roll.residents[0]));
    volunteer.say(visit(roll.households[0]));
    for phone in [&volunteer, &police] {
        let story = office.check(phone);
        assert_eq!((story.outcome.as_str(), story.requests), ("done", 1));
        assert_eq!(equal(phone), Some(true));
        assert_eq!(repairs(phone), []);
    }
    assert_eq!(office.faults(), Vec::<String>::new());
}

#[test]
fn a_lost_delta_comes_back() {
    let (office, police, volunteer, roll) = district();
    let lost = [police.say(resident(None, roll.households[0]))];
    office.sync(&police);
    loses(&office, &volunteer, &lost);
    let repair = volunteer.write(|txn| txn.repairs(1)).remove(0);
    assert_eq!(repair.name.as_deref(), Some("Thôn 1"));
    assert_eq!(repair.at, NOW.0);
}

#[test]
fn a_head_that_is_none_any_more_gives_way() {
    let (office, police, volunteer, roll) = district();
    let say = |stage| police.say(account(roll.residents[0], Source::PoliceEntry, stage));
    say(Stage::NotRegistered);
    office.sync(&police);
    office.sync(&volunteer);
    let lost = [say(Stage::Activated)];
    office.sync(&police);
    loses(&office, &volunteer, &lost);
}

#[test]
fn a_lost_decision_comes_back() {
    let (office, police, volunteer, roll) = district();
    let claimed = volunteer.say(claim(roll.residents[0]));
    office.sync(&volunteer);
    office.sync(&police);
    let lost = [police.say(review(&[claimed], Decision::Confirmed))];
    office.sync(&police);
    loses(&office, &volunteer, &lost);
}

#[test]
fn a_lost_withdrawal_comes_back() {
    let (office, police, volunteer, roll) = district();
    let said = police.say(visit(roll.households[0]));
    office.sync(&police);
    office.sync(&volunteer);
    let lost = [police.say(Retract { target: said })];
    office.sync(&police);
    loses(&office, &volunteer, &lost);
}

/// A page with a delta that no server ever admitted.
fn invented(page: &Page, body: impl Into<tungnha_core::Body>, office: &Office) -> (Page, DeltaId) {
    let id = DeltaId::new(Incarnation(Uuid::from_u128(0xBAD)), 1);
    let delta = Delta {
        id,
        stamped: NOW,
        supersedes: Vec::new(),
        on_behalf_of: None,
        body: body.into(),
    };
    let page = Page {
        deltas: columns::pack(&[(id, delta.to_record())]),
        admissions: vec![WireAdmission {
            book: office.id.into(),
            incarnation: id.incarnation.into(),
            first: 1,
            last: 1,
            received_at: NOW.0,
            member: tungnha_core::MemberId(Uuid::from_u128(0xBAD)).into(),
            role: Role::Police.code(),
            held: Vec::new(),
        }],
        members: Vec::new(),
        cursor: page.cursor,
    };
    (page, id)
}

fn brings(office: &Office, volunteer: &Phone, body: impl Into<tungnha_core::Body>) -> DeltaId {
    let mut brought = None;
    let body = body.into();
    let mut line = office.line().tampered(|_, mut frames| {
        let first = frames.iter().find_map(|frame| match frame {
            Frame::Page(page) => Some(page.clone()),
            _ => None,
        });
        if let (Some(page), None) = (first, brought) {
            let (page, id) = invented(&page, body.clone(), office);
            brought = Some(id);
            frames.insert(frames.len() - 1, Frame::Page(page));
        }
        frames
    });
    volunteer.sync(&mut line).expect("synced");
    drop(line);
    brought.expect("a page came")
}

#[test]
fn what_only_this_phone_has_is_set_aside() {
    for what in 0..4 {
        let (office, police, volunteer, roll) = district();
        let before = volunteer.sums();
        let said = police.say(visit(roll.households[0]));
        office.sync(&police);
        let extra = match what {
            0 => brings(&office, &volunteer, claim(roll.residents[0])),
            1 => brings(&office, &volunteer, Retract { target: said }),
            // A move out of all that this phone may hold: the purge took the person away.
            2 => {
                let moved = resident(Some(roll.residents[0]), roll.households[1]);
                brings(&office, &volunteer, moved)
            }
            _ => {
                let moved = household(Some(roll.households[0]), roll.hamlets[1]);
                brings(&office, &volunteer, moved)
            }
        };
        let own = volunteer.say(claim(roll.residents[1]));
        let story = office.check(&volunteer);
        assert_eq!(story.outcome, "done", "{what}");
        assert!(!volunteer.has(extra) && volunteer.has(own));
        assert_eq!(equal(&volunteer), Some(true), "{what}");
        assert_ne!(volunteer.sums(), before);
    }
}

#[test]
fn what_is_said_meanwhile_puts_the_check_off() {
    let (office, _, volunteer, roll) = district();
    let mut line = office.line();
    let mut said = false;
    let story = sync_and_check(
        &volunteer.store,
        &mut line,
        &|| NOW,
        &mut chance(),
        &mut |_| {
            if !std::mem::replace(&mut said, true) {
                return ControlFlow::Continue(());
            }
            volunteer.say(claim(roll.residents[0]));
            ControlFlow::Continue(())
        },
    );
    assert_eq!(story.expect("synced").outcome, "done");
    assert!(volunteer.unsent() > 0);
    assert_eq!(equal(&volunteer), None);
    office.check(&volunteer);
    assert_eq!(equal(&volunteer), Some(true));
}

#[test]
fn held_work_counts_on_neither_side() {
    let (office, _, volunteer, _) = district();
    volunteer.say(Hamlet {
        of: None,
        name: "Thôn 3".into(),
        kind: HamletKind::Thon,
    });
    office.check(&volunteer);
    assert_eq!(volunteer.write(|txn| txn.work_counts()).held, 1);
    assert_eq!(equal(&volunteer), Some(true));
    assert_eq!(repairs(&volunteer), []);
}

#[test]
fn what_a_role_may_not_hold_is_not_compared() {
    let (office, police, volunteer, roll) = district();
    let restricted = police.say(identity(roll.residents[0], "0912345678"));
    office.check(&police);
    office.check(&volunteer);
    assert!(!volunteer.has(restricted));
    for phone in [&police, &volunteer] {
        assert_eq!(equal(phone), Some(true));
        assert_eq!(repairs(phone), []);
    }
}

#[test]
fn programs_of_two_ages_compare_what_both_understand() {
    let (office, police, volunteer, roll) = district();
    let lost = [police.say(claim(roll.residents[0]))];
    office.sync(&police);
    volunteer
        .sync(&mut office.line().losing(&lost))
        .expect("synced");
    // A server that sums up to residents' residency does not see the difference.
    let sums = volunteer
        .write(|txn| txn.hamlet_sums(8))
        .expect("nothing waits");
    let older = |frames: Vec<Frame>, answer: Option<Checked>| -> Vec<Frame> {
        let answered = |frame| match frame {
            Frame::End {
                more,
                cursor,
                checked: Some(_),
            } => Frame::End {
                more,
                cursor,
                checked: answer.clone(),
            },
            other => other,
        };
        frames.into_iter().map(answered).collect()
    };
    let (root, kinds) = (root(&sums), 8);
    let mut line = office
        .line()
        .tampered(|_, frames| older(frames, Some(Checked::Root { root, kinds })));
    volunteer.check(&mut line).expect("synced");
    assert_eq!(equal(&volunteer), Some(true));
    // One that does not know the question at all is asked again the next time.
    let (office, _, volunteer, _) = district();
    let mut line = office.line().tampered(|_, frames| older(frames, None));
    let story = volunteer.check(&mut line).expect("synced");
    assert_eq!((story.outcome.as_str(), story.requests), ("done", 1));
    assert_eq!(equal(&volunteer), None);
}

#[test]
fn it_comes_once_a_day_by_itself() {
    let (mut office, _, _, roll) = district();
    let volunteer = office.phone(Role::Volunteer, Some(&roll.hamlets[..1]));
    let at = |phone: &Phone| phone.write(|txn| txn.checked_at());
    office.sync(&volunteer);
    assert_eq!(at(&volunteer), None, "there was nothing to compare");
    office.sync(&volunteer);
    assert_eq!(at(&volunteer), Some(NOW.0));
    office.now = NOW.plus(DAY / 2);
    office.sync(&volunteer);
    assert_eq!(at(&volunteer), Some(NOW.0));
    office.now = NOW.plus(DAY - 4 * 3600);
    office.sync(&volunteer);
    assert_eq!(at(&volunteer), Some(office.now.0));
    // A clock that was put back waits for nothing.
    office.now = NOW;
    office.sync(&volunteer);
    assert_eq!(at(&volunteer), Some(NOW.0));
}

#[test]
fn what_cannot_be_repaired_is_told_and_left_for_a_day() {
    let (mut office, police, volunteer, roll) = district();
    let lost = [police.say(resident(None, roll.households[0]))];
    office.sync(&police);
    let mut asked = Vec::new();
    let tamper = |exchange: &Exchange, frames: Vec<Frame>| -> Vec<Frame> {
        asked.extend(exchange.check.clone());
        let without = |frame| match frame {
            Frame::Page(page) => Frame::Page(without_rows(page, &lost)),
            Frame::Snapshot(page) => Frame::Snapshot(without_rows(page, &lost)),
            other => other,
        };
        frames.into_iter().map(without).collect()
    };
    let mut line = office.line().tampered(tamper);
    let story = volunteer.check(&mut line).expect("synced");
    assert_eq!(
        (story.outcome.as_str(), story.requests),
        ("check_failed", 4)
    );
    let told = volunteer.write(|txn| txn.sync_stories(1)).remove(0);
    assert_eq!(told.outcome, "check_failed");
    assert_eq!(equal(&volunteer), Some(false));
    let again = volunteer.sync(&mut line).expect("synced");
    assert_eq!((again.outcome.as_str(), again.requests), ("done", 1));
    drop(line);
    assert!(matches!(asked.last(), Some(Check::Root(_))));
    assert_eq!(asked.len(), 4);
    office.now = NOW.plus(DAY);
    office.sync(&volunteer);
    assert_eq!(equal(&volunteer), Some(true));
}

fn without_rows(page: Page, lost: &[DeltaId]) -> Page {
    let mut rows = page.rows().expect("rows");
    rows.retain(|(id, _)| !lost.contains(id));
    Page {
        deltas: columns::pack(&rows),
        ..page
    }
}

#[test]
fn a_line_that_dies_in_a_repair_leaves_all_as_it_was() {
    let (mut office, police, volunteer, roll) = district();
    let lost = [police.say(resident(None, roll.households[0]))];
    office.sync(&police);
    volunteer
        .sync(&mut office.line().losing(&lost))
        .expect("synced");
    let before = volunteer.sums();
    let mut line = office.line().tampered(|_, mut frames| {
        if frames.iter().any(|f| matches!(f, Frame::Snapshot(_))) {
            frames.pop();
        }
        frames
    });
    assert!(volunteer.check(&mut line).is_err());
    // Nobody asked for it: then all that the sync was for is done, and it tries again another day.
    let tomorrow = NOW.plus(DAY);
    line.now = tomorrow;
    assert_eq!(volunteer.sync(&mut line).expect("synced").outcome, "done");
    assert_eq!(volunteer.sync(&mut line).expect("synced").requests, 1);
    drop(line);
    assert_eq!(volunteer.sums(), before);
    assert_eq!(equal(&volunteer), None);
    office.now = tomorrow.plus(DAY);
    office.sync(&volunteer);
    assert_eq!(equal(&volunteer), Some(true));
    assert!(volunteer.has(lost[0]));
}
