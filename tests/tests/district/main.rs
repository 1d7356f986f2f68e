//! The simulated district: real devices with their real encrypted files, the real server with its real
//! database, real bytes between them, and everything that goes wrong between them, drawn from one number.
//!
//! `DISTRICT_SEED=n` runs that one again (`DISTRICT_TRACE=1` tells every step, `DISTRICT_KEEP=1` leaves the
//! files of a run that failed), `DISTRICT_SEEDS=n` says how many in all (300 when nothing is said), and
//! `DISTRICT_LATER_SEEDS=n` how many from 1,000,000 on, where people know the later kinds (100).

mod chance;
mod device;
mod disk;
mod line;
mod office;
mod oracle;
mod say;
mod seeds;
mod step;
mod world;

use std::panic::catch_unwind;
use world::{LATER_KINDS_FROM, World};

/// How many seeds `make test` runs.
const SEEDS: u64 = 300;
/// How many more of which people know the later kinds.
const LATER_SEEDS: u64 = 100;
/// In how many tests they are run side by side.
const RANGES: u64 = 8;

/// One whole run: a district, its days, its healing, and whether anything was lost.
fn run(seed: u64) {
    let mut world = World::found(seed);
    step::play(&mut world);
    world.heal();
    oracle::judge(&mut world);
}

/// A number from the environment.
fn told(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name}={text} is no number")),
    )
}

/// The seeds of one of the ranges.
fn range(nth: u64) {
    if let Some(seed) = told("DISTRICT_SEED") {
        if nth == 0 {
            run(seed);
        }
        return;
    }
    let all = told("DISTRICT_SEEDS").unwrap_or(SEEDS);
    let later = told("DISTRICT_LATER_SEEDS").unwrap_or(LATER_SEEDS);
    let seeds = (nth..all).chain(LATER_KINDS_FROM + nth..LATER_KINDS_FROM + later);
    let seeds = seeds.filter(|seed| seed % RANGES == nth % RANGES);
    let failed: Vec<u64> = seeds
        .filter(|seed| catch_unwind(|| run(*seed)).is_err())
        .collect();
    let first = failed.first().copied().unwrap_or_default();
    assert!(
        failed.is_empty(),
        "seeds {failed:?} failed; one alone: DISTRICT_SEED={first} cargo nextest run -p tungnha-tests --test district"
    );
}

macro_rules! ranges {
    ($($name:ident $nth:literal)+) => {$(
        #[test]
        fn $name() {
            range($nth);
        }
    )+};
}
ranges! {
    nothing_is_lost_0 0
    nothing_is_lost_1 1
    nothing_is_lost_2 2
    nothing_is_lost_3 3
    nothing_is_lost_4 4
    nothing_is_lost_5 5
    nothing_is_lost_6 6
    nothing_is_lost_7 7
}

/// Whatever a run does follows from its seed alone; else a failing seed would tell nothing.
#[test]
fn a_seed_is_the_same_run_again() {
    let told = || {
        let mut world = World::found(7);
        step::play(&mut world);
        world.heal();
        world.told()
    };
    assert_eq!(told(), told());
}
