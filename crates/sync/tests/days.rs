//! Days of everybody's work at random: whatever is said, moved, withdrawn, decided, granted and taken away,
//! in whatever order phones sync or couriers come, both sides show the same and no check finds anything.

mod phones;

use phones::*;
use proptest::prelude::*;
use tungnha_core::body::{Retract, Settle};
use tungnha_core::words::{Decision, Role, Source, Stage};
use tungnha_core::{Body, DeltaId};
use tungnha_sync::courier;

/// What somebody does; numbers choose among what there is.
#[derive(Clone, Debug)]
enum Act {
    Claim(u8),
    Entry(u8),
    Visit(u8),
    MovePerson(u8, u8),
    MoveDoor(u8, u8),
    AddPerson(u8),
    AddDoor(u8),
    Withdraw(u8),
    Review(u8, bool),
    Settle(u8),
    Sync,
    Pack,
    Reply(u8),
    Assign(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        1 => any::<u8>().prop_map(Act::Claim),
        1 => any::<u8>().prop_map(Act::Entry),
        1 => any::<u8>().prop_map(Act::Visit),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Act::MovePerson(a, b)),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Act::MoveDoor(a, b)),
        1 => any::<u8>().prop_map(Act::AddPerson),
        1 => any::<u8>().prop_map(Act::AddDoor),
        1 => any::<u8>().prop_map(Act::Withdraw),
        1 => (any::<u8>(), any::<bool>()).prop_map(|(a, b)| Act::Review(a, b)),
        1 => any::<u8>().prop_map(Act::Settle),
        3 => Just(Act::Sync),
        1 => Just(Act::Pack),
        1 => any::<u8>().prop_map(Act::Reply),
        1 => any::<u8>().prop_map(Act::Assign),
    ]
}

/// What has been said by whom, for others to answer.
#[derive(Default)]
struct Said {
    people: Vec<DeltaId>,
    doors: Vec<DeltaId>,
    hamlets: Vec<DeltaId>,
    claims: Vec<DeltaId>,
    by: Vec<(usize, DeltaId)>,
    /// Whose, and what the server answered.
    replies: Vec<(usize, Vec<u8>)>,
}

impl Said {
    fn by_police(&self, things: &[DeltaId], police: &Phone) -> Vec<DeltaId> {
        let by = |thing: &&DeltaId| thing.incarnation == police.incarnation;
        things.iter().filter(by).copied().collect()
    }

    fn say(&mut self, who: usize, phone: &Phone, body: impl Into<Body>) -> DeltaId {
        let id = phone.say(body);
        self.by.push((who, id));
        id
    }
}

fn pick<T: Copy>(from: &[T], at: u8) -> T {
    from[usize::from(at) % from.len()]
}

fn step(office: &mut Office, phones: &[Phone], who: usize, act: &Act, said: &mut Said) {
    let phone = &phones[who];
    match *act {
        Act::Claim(at) => {
            let id = said.say(who, phone, claim(pick(&said.people, at)));
            said.claims.push(id);
        }
        Act::Entry(at) => {
            let stage = pick(
                &[Stage::Activated, Stage::NotRegistered, Stage::Locked],
                at / 16,
            );
            let body = account(pick(&said.people, at), Source::PoliceEntry, stage);
            said.say(who, phone, body);
        }
        Act::Visit(at) => {
            said.say(who, phone, visit(pick(&said.doors, at)));
        }
        // Only the police move what stands in the list. Whom a volunteer added and others moved about twice
        // elsewhere, that volunteer's phone still sees where it was told last.
        Act::MovePerson(at, to) if who == 0 => {
            let listed = said.by_police(&said.people, phone);
            let body = resident(Some(pick(&listed, at)), pick(&said.doors, to));
            said.say(who, phone, body);
        }
        Act::MoveDoor(at, to) if who == 0 => {
            let body = household(Some(pick(&said.doors, at)), pick(&said.hamlets, to));
            said.say(who, phone, body);
        }
        Act::MovePerson(at, _) | Act::MoveDoor(at, _) => {
            said.say(who, phone, visit(pick(&said.doors, at)));
        }
        Act::AddPerson(at) => {
            let id = said.say(who, phone, resident(None, pick(&said.doors, at)));
            said.people.push(id);
        }
        Act::AddDoor(at) => {
            let id = said.say(who, phone, household(None, pick(&said.hamlets, at)));
            said.doors.push(id);
        }
        Act::Withdraw(at) => {
            let mine: Vec<DeltaId> = said.by.iter().filter(|b| b.0 == who).map(|b| b.1).collect();
            if !mine.is_empty() {
                let target = pick(&mine, at);
                said.say(who, phone, Retract { target });
            }
        }
        Act::Review(at, yes) => {
            if !said.claims.is_empty() {
                let claims = [pick(&said.claims, at), pick(&said.claims, at / 16)];
                let decision = [Decision::Returned, Decision::Confirmed][usize::from(yes)];
                let claims = &claims[..1 + usize::from(claims[0] != claims[1])];
                said.say(who, phone, review(claims, decision));
            }
        }
        Act::Settle(at) => {
            let rows = phone.write(|txn| txn.disagreements());
            if let Some(row) = rows.first() {
                let mut heads: Vec<DeltaId> = row.heads.iter().map(|head| head.delta.id).collect();
                heads.rotate_left(usize::from(at) % row.heads.len());
                let stands = heads.remove(0);
                let over = heads;
                said.say(who, phone, Settle { stands, over });
            }
        }
        Act::Sync => {
            let story = office.check(phone);
            assert_eq!(story.outcome, "done");
        }
        Act::Pack => {
            let packed = courier::pack(&phone.store, office.now, &mut chance());
            let parcel = packed.expect("packed").parcel;
            let answer = office.server.courier(&parcel, office.now, [7; 32]);
            said.replies.push((who, answer.expect("answered").reply));
        }
        Act::Reply(at) => {
            let mine: Vec<&Vec<u8>> = said
                .replies
                .iter()
                .filter(|reply| reply.0 == who)
                .map(|reply| &reply.1)
                .collect();
            if !mine.is_empty() {
                let reply = pick(&mine, at);
                courier::take(&phone.store, reply, office.now, &mut chance()).expect("taken");
            }
        }
        Act::Assign(at) => {
            office.now = office.now.plus(60);
            let hamlets: Vec<DeltaId> = said
                .hamlets
                .iter()
                .enumerate()
                .filter(|(n, _)| at >> n & 1 == 1)
                .map(|(_, hamlet)| *hamlet)
                .collect();
            // What moved about in a hamlet before it was taken away is told to nobody any more: a phone that
            // comes late finds it by its check (`tests/closing_scopes.rs`).
            let moving = &phones[2];
            office.check(moving);
            office.assign(moving, &hamlets);
            office.check(moving);
        }
    }
}

fn repairs(phone: &Phone) -> Vec<(i64, Option<String>, u32, u32)> {
    let repairs = phone.write(|txn| txn.repairs(50));
    repairs
        .into_iter()
        .map(|r| (r.at, r.name, r.missing, r.extra))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn both_sides_show_the_same(acts in prop::collection::vec((0usize..3, act()), 1..60)) {
        let mut office = Office::new();
        let police = office.phone(Role::Police, None);
        let roll = roll(&police);
        office.sync(&police);
        let other = office.phone(Role::Volunteer, Some(&roll.hamlets[..1]));
        let moving = office.phone(Role::Volunteer, Some(&roll.hamlets[1..]));
        let phones = [police, other, moving];
        let mut said = Said {
            people: roll.residents.to_vec(),
            doors: roll.households.to_vec(),
            hamlets: roll.hamlets.to_vec(),
            ..Said::default()
        };
        for (who, act) in &acts {
            step(&mut office, &phones, *who, act, &mut said);
            prop_assert_eq!(repairs(&phones[*who]), []);
        }
        for _ in 0..2 {
            for phone in &phones {
                let story = office.check(phone);
                prop_assert_eq!(story.outcome, "done");
            }
        }
        for phone in &phones {
            prop_assert_eq!(repairs(phone), []);
            prop_assert_eq!(phone.unsent(), 0);
            phone.sums();
        }
        prop_assert_eq!(office.faults(), Vec::<String>::new());
    }
}
