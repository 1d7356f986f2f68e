//! Random deltas by several members, handed in in random order and more than once: the tables must say what
//! the plain law says, and every device must come to see what its member may see.

mod deciding;
mod restored;

use crate::check;
use crate::fixture::{Pen, Roll, World, account, household, resident, roll};
use crate::key::Key;
use proptest::prelude::*;
use tungnha_core::body::{Absence, Identity, Residency, Retract, Review, Visibility, Visit};
use tungnha_core::fold::State;
use tungnha_core::words::{AbsenceReason, Decision, Outcome, ResidentState, Role, Source, Stage};
use tungnha_core::{Body, DeltaId, RegisterKey, Slot};

/// One step; the numbers choose among whatever there is, so that clashes are common.
#[derive(Clone, Copy, Debug)]
enum Step {
    Write {
        pen: usize,
        what: u8,
        about: u8,
        other: u8,
        over: u8,
    },
    Seal {
        pen: usize,
    },
    /// Hands in batches from this one on, again or for the first time.
    Send {
        pen: usize,
        from: u8,
    },
    Sync {
        pen: usize,
    },
    Wait {
        seconds: i64,
    },
    /// A person decides about something in the inbox.
    Decide {
        which: u8,
        how: u8,
        to: u8,
    },
    /// A new device begins in the middle, with what counts then.
    Join,
}

const PENS: usize = 6;

fn step() -> impl Strategy<Value = Step> {
    let pen = 0..PENS;
    prop_oneof![
        140 => (pen.clone(), 0u8..22, any::<u8>(), any::<u8>(), 0u8..4).prop_map(
            |(pen, what, about, other, over)| Step::Write { pen, what, about, other, over }
        ),
        30 => pen.clone().prop_map(|pen| Step::Seal { pen }),
        30 => (pen.clone(), any::<u8>()).prop_map(|(pen, from)| Step::Send { pen, from }),
        60 => pen.prop_map(|pen| Step::Sync { pen }),
        10 => Just(Step::Join),
        10 => (1i64..4000).prop_map(|seconds| Step::Wait { seconds }),
        // Beyond the close.
        1 => Just(Step::Wait { seconds: 20 * 86_400 }),
        25 => (any::<u8>(), 0u8..6, any::<u8>()).prop_map(
            |(which, how, to)| Step::Decide { which, how, to }
        ),
    ]
}

struct Play {
    world: World,
    pens: Vec<Pen>,
    watchers: Vec<Pen>,
    roll: Roll,
    households: Vec<DeltaId>,
    residents: Vec<DeltaId>,
    written: Vec<(RegisterKey, DeltaId)>,
    by_pen: Vec<Vec<DeltaId>>,
    claims: Vec<DeltaId>,
}

/// One of the last few, so that the same thing is spoken of again and again.
fn late<T: Copy>(all: &[T], n: u8) -> T {
    pick(&all[all.len().saturating_sub(5)..], n)
}

fn pick<T: Copy>(all: &[T], n: u8) -> T {
    all[usize::from(n) % all.len()]
}

impl Play {
    fn new() -> Self {
        let mut world = World::new();
        let mut police = world.pen(Role::Police, None);
        let roll = roll(&mut police);
        world.sync(&mut police);
        let mut pens = vec![police];
        pens.push(world.pen(Role::Police, None));
        pens.push(world.pen(Role::Office, None));
        pens.push(world.pen(Role::Volunteer, Some(&roll.hamlets[..1])));
        let same_member = pens[3].member;
        pens.push(world.device(same_member));
        pens.push(world.pen(Role::HamletHead, Some(&roll.hamlets[1..])));
        Self {
            households: roll.households.to_vec(),
            residents: roll.residents.to_vec(),
            written: Vec::new(),
            claims: Vec::new(),
            by_pen: vec![Vec::new(); pens.len()],
            watchers: Vec::new(),
            world,
            pens,
            roll,
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Write {
                pen,
                what,
                about,
                other,
                over,
            } => self.write(pen, what, about, other, over),
            Step::Seal { pen } => self.pens[pen].seal(),
            Step::Send { pen, from } => {
                let pen = &self.pens[pen];
                let from = usize::from(from) % (pen.batches.len() + 1);
                self.world.ask(pen, &pen.batches[from..], 0);
            }
            Step::Sync { pen } => {
                self.world.sync(&mut self.pens[pen]);
                // Sums from the middle must not be told at the end.
                check::tests::sums(&self.world, &self.pens[pen], 15);
            }
            Step::Join if self.watchers.len() < 3 => {
                let mut watcher = self.world.pen(Role::Office, None);
                self.world.sync(&mut watcher);
                self.watchers.push(watcher);
            }
            Step::Join => {}
            Step::Wait { seconds } => self.world.now = self.world.now.plus(seconds),
            Step::Decide { which, how, to } => self.decide(which, how, to),
        }
    }

    fn write(&mut self, pen: usize, what: u8, about: u8, other: u8, over: u8) {
        let person = pick(&self.residents, about % 3);
        let door = pick(&self.households, about);
        let source = pick(
            &[
                Source::VolunteerClaim,
                Source::CitizenStatement,
                Source::PoliceEntry,
            ],
            other,
        );
        let stage = pick(
            &[
                Stage::NotRegistered,
                Stage::DossierCollected,
                Stage::Activated,
            ],
            other / 3,
        );
        let body: Body = match what {
            0..=3 => account(person, source, stage).into(),
            4 => household(None, pick(&self.roll.hamlets, other)).into(),
            5 => household(Some(door), pick(&self.roll.hamlets, other)).into(),
            6 => resident(None, door).into(),
            7 => resident(Some(person), pick(&self.households, other)).into(),
            8 => Residency {
                resident: person,
                state: pick(ResidentState::ALL, other),
                source,
            }
            .into(),
            9 => Absence {
                resident: person,
                reason: pick(AbsenceReason::ALL, other),
                place: None,
                until: None,
            }
            .into(),
            10 => Visit {
                household: door,
                outcome: Outcome::Met,
                come_back_at: None,
                note: None,
            }
            .into(),
            11 => Identity {
                resident: person,
                birth: None,
                personal_id: Some(format!("{other:012}")),
                phones: None,
                residence: None,
                legacy_id9: None,
            }
            .into(),
            18..=21 if !self.written.is_empty() => match self.settlement(pen, about, other, over) {
                Some(settle) => settle.into(),
                None => return,
            },
            12 | 14 | 15 if !self.claims.is_empty() => Review {
                claims: vec![late(&self.claims, about), late(&self.claims, other)],
                decision: pick(Decision::ALL, over),
                reason: None,
            }
            .into(),
            13 if !self.written.is_empty() => Retract {
                target: pick(&self.written, about).1,
            }
            .into(),
            _ if !self.by_pen[pen].is_empty() => Retract {
                target: late(&self.by_pen[pen], about),
            }
            .into(),
            _ => return,
        };
        let next = self.pens[pen].write_over(body.clone(), &[]);
        let delta = tungnha_core::Delta {
            id: next,
            stamped: self.world.now,
            supersedes: Vec::new(),
            on_behalf_of: None,
            body,
        };
        let supersedes = self.seen(pen, &delta.registers(), over);
        self.pens[pen].replace_last(&supersedes);
        self.by_pen[pen].push(next);
        for register in delta.registers() {
            self.written.push((register, next));
        }
        match &delta.body {
            Body::Household(b) if b.of.is_none() => self.households.push(next),
            Body::Resident(b) if b.of.is_none() => self.residents.push(next),
            body if body.is_claim() => self.claims.push(next),
            _ => {}
        }
        // A withdrawal of a withdrawal, and one of a review or a settlement, must be possible too.
        if matches!(delta.body, Body::Retract(_) | Body::Settle(_)) {
            self.written.push((
                RegisterKey {
                    subject: next,
                    slot: Slot::Fact,
                },
                next,
            ));
        }
    }

    /// What the author replaces: nothing, what its device shows, or whatever anybody said there.
    fn seen(&self, pen: usize, registers: &[RegisterKey], over: u8) -> Vec<DeltaId> {
        let Some(register) = registers.first() else {
            return Vec::new();
        };
        match over {
            0 => Vec::new(),
            3 => {
                let all = self.written.iter().filter(|(r, _)| r == register);
                all.map(|(_, id)| *id).take(2).collect()
            }
            _ => {
                let state = self.pens[pen].state();
                state.registers.get(register).cloned().unwrap_or_default()
            }
        }
    }

    /// Everything handed in, everything taken in.
    fn settle(&mut self) {
        for _ in 0..2 {
            for pen in self.pens.iter_mut().chain(&mut self.watchers) {
                self.world.sync(pen);
            }
        }
    }

    /// Where the subject of a register stands.
    fn hamlet(&self, register: &RegisterKey) -> Option<Key> {
        let key = self.world.key(register.subject);
        let txn = self.world.server.storage().read().expect("a view");
        if let Some(place) = txn.place(self.world.no, key).expect("read") {
            return Some(place.hamlet);
        }
        let subject = txn.delta(self.world.no, key).expect("read")?.subject;
        Some(txn.place(self.world.no, subject).expect("read")?.hamlet)
    }
}

/// What a member of one hamlet must see of it.
fn of_hamlet(play: &Play, all: &State, hamlet: DeltaId) -> Vec<(RegisterKey, Vec<DeltaId>)> {
    let hamlet = play.world.key(hamlet);
    let open = |key: &RegisterKey| key.slot != Slot::Identity;
    let rows = all.registers.iter().filter(|(key, _)| open(key));
    rows.filter(|(key, _)| play.hamlet(key) == Some(hamlet))
        .map(|(key, heads)| (*key, heads.clone()))
        .collect()
}

/// Few by default, since every case is a whole server; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|n| n.parse().ok());
    ProptestConfig {
        max_shrink_iters: 400,
        ..ProptestConfig::with_cases(asked.unwrap_or(40))
    }
}

/// Withdrawn claims that are confirmed and shown. One that was superseded besides asks nothing any more, so a
/// device that begins is not told of it.
fn questions(state: &State) -> Vec<DeltaId> {
    let shown = |id: &&DeltaId| state.registers.values().any(|heads| heads.contains(id));
    state.questioned.iter().filter(shown).copied().collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn tables_and_devices_say_what_the_law_says(steps in prop::collection::vec(step(), 1..120)) {
        let mut play = Play::new();
        for step in steps {
            play.step(step);
        }
        play.settle();
        prop_assert_eq!(play.world.faults(), Vec::<String>::new());

        for (pen, visibility) in [(0, Visibility::Restricted), (3, Visibility::Open), (5, Visibility::Open)] {
            let pen = &play.pens[pen];
            let said = check::tests::sums(&play.world, pen, 15);
            let mut law = check::law::sums(&pen.ledger, 15, visibility);
            if visibility == Visibility::Open {
                let scope = if pen.member == play.pens[3].member { 0 } else { 1 };
                law.retain(|hamlet, _| *hamlet == play.roll.hamlets[scope]);
            }
            prop_assert_eq!(said, law);
        }

        let all = play.pens[0].state();
        // Begins on a bad line: every response ends after a few rows.
        let mut late = play.world.pen(Role::Office, None);
        while late.take(&play.world.ask(&late, &[], 1)).1 {}
        for pen in play.pens[1..3].iter().chain(&play.watchers).chain([&late]) {
            let seen = pen.state();
            prop_assert_eq!(&seen.registers, &all.registers);
            prop_assert_eq!(questions(&seen), questions(&all));
        }
        for (pen, hamlet) in [(3, 0), (4, 0), (5, 1)] {
            let expected = of_hamlet(&play, &all, play.roll.hamlets[hamlet]);
            let seen = play.pens[pen].state();
            for (register, heads) in expected {
                prop_assert_eq!(seen.registers.get(&register), Some(&heads), "{:?}", register);
            }
        }
        let mut late = play.world.pen(Role::Leader, Some(&play.roll.hamlets[..1]));
        play.world.sync(&mut late);
        let seen = late.state();
        for (register, heads) in of_hamlet(&play, &all, play.roll.hamlets[0]) {
            prop_assert_eq!(seen.registers.get(&register), Some(&heads), "{:?}", register);
        }
    }
}
