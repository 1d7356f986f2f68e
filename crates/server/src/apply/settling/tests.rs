use crate::fixture::{Pen, Roll, World, account, claim, household, roll};
use tungnha_core::body::{Retract, Review, Settle};
use tungnha_core::words::{App, Decision, Role, Source, Stage};
use tungnha_core::{DeltaId, RegisterKey, Slot};

fn entry(resident: DeltaId) -> RegisterKey {
    RegisterKey {
        subject: resident,
        slot: Slot::Account(App::Vneid, 1, Source::PoliceEntry),
    }
}

fn settle(stands: DeltaId, over: &[DeltaId]) -> Settle {
    Settle {
        stands,
        over: over.to_vec(),
    }
}

/// Two officers who did not see each other, and what they said of the first resident.
struct Disagreement {
    world: World,
    one: Pen,
    two: Pen,
    roll: Roll,
    heads: [DeltaId; 2],
}

impl Disagreement {
    fn new() -> Self {
        let mut world = World::new();
        let mut one = world.pen(Role::Police, None);
        let roll = roll(&mut one);
        world.sync(&mut one);
        let mut two = world.pen(Role::Police, None);
        world.sync(&mut two);
        let person = roll.residents[0];
        let said = |stage| account(person, Source::PoliceEntry, stage);
        let heads = [
            one.write(said(Stage::Activated)),
            two.write(said(Stage::NotRegistered)),
        ];
        for pen in [&mut one, &mut two] {
            world.sync(pen);
        }
        Self {
            world,
            one,
            two,
            roll,
            heads,
        }
    }

    fn heads_of(&mut self, mut pen: Pen, register: RegisterKey) -> Vec<DeltaId> {
        self.world.sync(&mut pen);
        let state = pen.state();
        state.registers.get(&register).cloned().unwrap_or_default()
    }

    /// Everybody sees these heads, whether they began before or begin now; and the law agrees.
    fn all_see(&mut self, register: RegisterKey, expected: &[DeltaId], before: &mut [Pen]) {
        assert_eq!(self.world.faults(), Vec::<String>::new());
        let fresh = self.world.pen(Role::Office, None);
        assert_eq!(self.heads_of(fresh, register), expected, "begins now");
        let volunteer = self
            .world
            .pen(Role::Volunteer, Some(&self.roll.hamlets[..1]));
        assert_eq!(self.heads_of(volunteer, register), expected, "volunteer");
        for pen in before.iter_mut() {
            self.world.sync(pen);
            assert_eq!(pen.state().registers[&register], expected, "began before");
        }
        self.world.sync(&mut self.one);
        assert_eq!(self.one.state().registers[&register], expected, "was there");
    }

    fn beginner(&mut self) -> Pen {
        let mut pen = self.world.pen(Role::Office, None);
        self.world.sync(&mut pen);
        pen
    }
}

#[test]
fn one_head_stands_until_the_settlement_is_withdrawn() {
    let mut d = Disagreement::new();
    let [stands, over] = d.heads;
    let settled = d.two.write(settle(stands, &[over]));
    d.world.sync(&mut d.two);
    let mut before = [d.beginner()];
    assert!(!before[0].got.contains_key(&over), "only the head");
    assert!(!before[0].got.contains_key(&settled));
    let register = entry(d.roll.residents[0]);
    d.all_see(register, &[stands], &mut before);

    d.two.write(Retract { target: settled });
    d.world.sync(&mut d.two);
    let state = d.two.state();
    let both = &state.registers[&register];
    assert_eq!(both.len(), 2);
    d.all_see(register, both, &mut before);
}

#[test]
fn a_head_that_nobody_named_reopens_it_and_so_does_withdrawing_what_stands() {
    let mut d = Disagreement::new();
    let [stands, over] = d.heads;
    d.two.write(settle(stands, &[over]));
    d.world.sync(&mut d.two);
    let mut before = [d.beginner()];
    let register = entry(d.roll.residents[0]);
    let mut third = d.world.pen(Role::Police, None);
    let late = third.write(account(
        d.roll.residents[0],
        Source::PoliceEntry,
        Stage::Rejected,
    ));
    d.world.sync(&mut third);
    d.world.sync(&mut d.two);
    let shown = d.two.state().registers[&register].clone();
    assert_eq!(shown.len(), 2);
    assert!(shown.contains(&late) && !shown.contains(&over));
    d.all_see(register, &shown, &mut before);

    d.one.write(Retract { target: stands });
    d.world.sync(&mut d.one);
    d.world.sync(&mut d.two);
    let shown = d.two.state().registers[&register].clone();
    assert!(shown.contains(&over) && !shown.contains(&stands));
    d.all_see(register, &shown, &mut before);
}

#[test]
fn two_settlements_against_each_other_leave_it_open_for_everybody() {
    let mut d = Disagreement::new();
    let [a, b] = d.heads;
    d.one.write(settle(a, &[b]));
    d.world.sync(&mut d.one);
    // It has one head and does not know why.
    let mut before = [d.beginner()];
    d.two.write(settle(b, &[a]));
    d.world.sync(&mut d.two);
    let register = entry(d.roll.residents[0]);
    let shown = d.two.state().registers[&register].clone();
    assert_eq!(shown.len(), 2);
    d.all_see(register, &shown, &mut before);
}

#[test]
fn what_joins_a_register_that_was_settled_over_it_is_no_head_for_beginners_either() {
    let mut world = World::new();
    let mut one = world.pen(Role::Police, None);
    let roll = roll(&mut one);
    world.sync(&mut one);
    let person = roll.residents[0];
    // Written, shown to the office on another way, and handed in last.
    let mut slow = world.pen(Role::Police, None);
    let over = slow.write(account(person, Source::PoliceEntry, Stage::Rejected));
    let stands = one.write(account(person, Source::PoliceEntry, Stage::Activated));
    one.write(settle(stands, &[over]));
    let newer = one.write_over(
        account(person, Source::PoliceEntry, Stage::Locked),
        &[stands],
    );
    world.sync(&mut one);
    let mut beginner = world.pen(Role::Office, None);
    world.sync(&mut beginner);
    assert!(!beginner.got.contains_key(&stands));
    world.sync(&mut slow);
    for pen in [&mut beginner, &mut one, &mut slow] {
        world.sync(pen);
        assert_eq!(pen.state().registers[&entry(person)], [newer]);
    }
    assert_eq!(world.faults(), Vec::<String>::new());
}

#[test]
fn reviews_can_be_settled_and_the_claim_follows() {
    let mut d = Disagreement::new();
    let mut volunteer = d.world.pen(Role::Volunteer, Some(&d.roll.hamlets[..1]));
    let said = volunteer.write(claim(d.roll.residents[0]));
    volunteer.write(Retract { target: said });
    let decide = |pen: &mut Pen, decision| {
        let review = pen.write(Review {
            claims: vec![said],
            decision,
            reason: None,
        });
        d.world.sync(pen);
        review
    };
    let yes = decide(&mut d.one, Decision::Confirmed);
    let no = decide(&mut d.two, Decision::Returned);
    d.world.sync(&mut volunteer);
    d.one.write(settle(yes, &[no]));
    d.world.sync(&mut d.one);
    let mut before = [d.beginner()];
    let register = RegisterKey {
        subject: said,
        slot: Slot::Review,
    };
    d.all_see(register, &[yes], &mut before);
    assert!(before[0].state().questioned.contains(&said));
    // The other way round, by somebody who saw that: both stand again, and which is shown decides.
    d.two.write(settle(no, &[yes]));
    d.world.sync(&mut d.two);
    let shown = d.two.state().registers[&register].clone();
    assert_eq!(shown.len(), 2);
    d.all_see(register, &shown, &mut before);
}

#[test]
fn a_household_stands_where_the_settlement_says() {
    let mut d = Disagreement::new();
    let [here, there] = d.roll.hamlets;
    let door = d.roll.households[0];
    let stays = d.one.write_over(household(Some(door), here), &[door]);
    let moved = d.two.write_over(household(Some(door), there), &[door]);
    d.world.sync(&mut d.one);
    d.world.sync(&mut d.two);
    let place = |world: &World| {
        let key = world.key(d.roll.residents[0]);
        let txn = world.server.storage().read().expect("a view");
        let place = txn.place(world.no, key).expect("read").expect("a place");
        place.hamlet
    };
    d.one.write(settle(moved, &[stays]));
    d.world.sync(&mut d.one);
    assert_eq!(place(&d.world), d.world.key(there));
    let settled = d.two.write(settle(stays, &[moved]));
    d.world.sync(&mut d.two);
    d.two.write(Retract { target: settled });
    d.world.sync(&mut d.two);
    assert_eq!(place(&d.world), d.world.key(there));
    assert_eq!(d.world.faults(), Vec::<String>::new());
}

#[test]
fn who_does_not_review_may_not_settle() {
    let mut d = Disagreement::new();
    let mut leader = d.world.pen(Role::Leader, Some(&d.roll.hamlets[..1]));
    let [a, b] = d.heads;
    leader.write(settle(a, &[b]));
    let head = d.world.sync(&mut leader);
    let receipt = head.receipts[0].admission().expect("a receipt");
    assert_eq!(receipt.held, [(1, tungnha_core::HeldReason::RoleMayNot)]);
    assert_eq!(d.world.faults(), Vec::<String>::new());
}

#[test]
fn a_settlement_that_vanishes_is_found() {
    let mut d = Disagreement::new();
    let [a, b] = d.heads;
    d.one.write(settle(a, &[b]));
    d.world.sync(&mut d.one);
    let file = d.world.folder().join("server.db");
    let connection = rusqlite::Connection::open(file).expect("the file");
    connection
        .execute("DELETE FROM settlement", [])
        .expect("planted");
    assert_eq!(d.world.faults().len(), 1);
}
