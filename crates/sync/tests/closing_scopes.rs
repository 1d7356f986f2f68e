//! The closing check while scopes change, things move and servers are restored: it finds nothing where nothing
//! is wrong.

mod phones;

use phones::*;
use tungnha_core::body::Retract;
use tungnha_core::words::{Decision, Role};

#[test]
fn scopes_that_change_are_compared_as_they_are() {
    let (mut office, police, volunteer, roll) = district();
    let claims = roll.residents.map(|resident| police.say(claim(resident)));
    police.say(review(&claims, Decision::Confirmed));
    office.sync(&police);
    for hamlets in [&roll.hamlets[..], &roll.hamlets[1..], &roll.hamlets[..1]] {
        office.now = office.now.plus(60);
        office.assign(&volunteer, hamlets);
        office.check(&volunteer);
        assert_eq!(equal(&volunteer), Some(true), "{hamlets:?}");
        assert_eq!(repairs(&volunteer), []);
        office.check(&volunteer);
        assert_eq!(repairs(&volunteer), [], "after the purge");
        // People and doors that move out and in.
        police.say(resident(Some(roll.residents[0]), roll.households[1]));
        police.say(household(Some(roll.households[1]), roll.hamlets[0]));
        office.check(&police);
        office.check(&volunteer);
        assert_eq!(repairs(&volunteer), []);
        assert_eq!(repairs(&police), []);
        police.say(household(Some(roll.households[1]), roll.hamlets[1]));
        police.say(resident(Some(roll.residents[0]), roll.households[0]));
        office.check(&police);
        office.check(&volunteer);
        assert_eq!(repairs(&volunteer), []);
        assert_eq!(repairs(&police), []);
    }
}

#[test]
fn a_door_that_was_withdrawn_has_no_place_on_either_side() {
    let (office, police, volunteer, roll) = district();
    let door = volunteer.say(household(None, roll.hamlets[0]));
    volunteer.say(visit(door));
    let person = volunteer.say(resident(None, door));
    volunteer.say(claim(person));
    office.sync(&volunteer);
    volunteer.say(Retract { target: door });
    for phone in [&volunteer, &police] {
        office.check(phone);
        assert_eq!(equal(phone), Some(true));
        assert_eq!(repairs(phone), []);
    }
}

#[test]
fn what_other_phones_bring_back_to_a_restored_server_is_not_too_much_here() {
    let (mut office, police, volunteer, roll) = district();
    let backup = office.back_up();
    let lost = police.say(claim(roll.residents[0]));
    office.sync(&police);
    office.sync(&volunteer);
    assert!(volunteer.has(lost));
    office.now = NOW.plus(DAY);
    office.restore(&backup);
    office.reopen();
    // The police have not come yet: the volunteer's phone is the only one that has it.
    for _ in 0..2 {
        let story = office.sync(&volunteer);
        assert_eq!(story.outcome, "done");
        assert!(volunteer.has(lost));
    }
    assert_eq!(equal(&volunteer), None);
    office.sync(&police);
    office.now = NOW.plus(2 * DAY);
    office.sync(&volunteer);
    assert_eq!(equal(&volunteer), Some(true));
    assert_eq!(repairs(&volunteer), []);
}

#[test]
fn who_left_a_door_in_time_does_not_come_along_with_it() {
    let (mut office, police, _, roll) = district();
    let [_, door] = roll.households;
    let other = police.say(household(None, roll.hamlets[1]));
    office.sync(&police);
    let moving = office.phone(Role::Volunteer, Some(&roll.hamlets[1..]));
    office.sync(&moving);
    assert!(moving.has(roll.residents[2]));
    // One of two leaves the door within the hamlet that is taken away, then the door moves into the new one.
    police.say(resident(Some(roll.residents[2]), other));
    police.say(household(Some(door), roll.hamlets[0]));
    office.sync(&police);
    office.now = NOW.plus(60);
    office.assign(&moving, &roll.hamlets[..1]);
    office.check(&moving);
    assert!(!moving.has(roll.residents[2]) && moving.has(roll.residents[3]));
    assert_eq!(equal(&moving), Some(true));
    assert_eq!(repairs(&moving), []);
}
