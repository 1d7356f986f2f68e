//! The same deltas, where the server is lost in the middle: from a backup and from what the devices hold, in
//! whatever order they come, the same book comes back.

use super::{Play, Step, config, of_hamlet, step};
use crate::fixture::{Pen, World};
use proptest::prelude::*;
use tungnha_core::HeldReason;
use tungnha_core::words::Role;

/// What the office says in an author's place is lost with the server, and waits for the office again.
fn says_again(step: &Step) -> bool {
    matches!(step, Step::Decide { how, .. } if *how > 4)
}

/// What waits for something that nobody has spoken of is judged when that comes, by what is known then: another
/// order may find it in another hamlet.
fn waits_for_something(world: &World) -> bool {
    let txn = world.server.storage().read().expect("a view");
    let held = txn.held_for(world.no, HeldReason::UnknownSubject);
    !held.expect("read").is_empty()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_restored_server_gets_everything_back(
        before in prop::collection::vec(step(), 0..50),
        after in prop::collection::vec(step(), 1..70),
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let mut play = Play::new();
        for step in before {
            play.step(step);
        }
        let backup = play.world.back_up();
        for step in after.into_iter().filter(|step| !says_again(step)) {
            play.step(step);
        }
        play.settle();
        let all = play.pens[0].state();
        let same = !waits_for_something(&play.world);
        play.world.restore(&backup);
        play.world.reopen();

        let Play { world, pens, watchers, .. } = &mut play;
        let mut devices: Vec<&mut Pen> = pens.iter_mut().chain(watchers).collect();
        for at in order {
            if let Some(pen) = devices.get_mut(at) {
                world.bring_back(pen);
                prop_assert_eq!(world.faults(), Vec::<String>::new());
            }
        }
        play.settle();
        prop_assert_eq!(play.world.faults(), Vec::<String>::new());
        let mut late = play.world.pen(Role::Office, None);
        play.world.sync(&mut late);
        let back = late.state();
        if same {
            prop_assert_eq!(&back.registers, &all.registers);
        }
        for pen in play.pens[..3].iter().chain(&play.watchers) {
            prop_assert_eq!(&pen.state().registers, &back.registers);
        }
        let hamlet = of_hamlet(&play, &back, play.roll.hamlets[0]);
        let mut leader = play.world.pen(Role::Leader, Some(&play.roll.hamlets[..1]));
        play.world.sync(&mut leader);
        let seen = leader.state();
        for (register, heads) in hamlet {
            prop_assert_eq!(seen.registers.get(&register), Some(&heads), "{:?}", register);
        }
    }
}
