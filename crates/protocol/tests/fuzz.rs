//! Whatever comes from outside may be anything: every reader of this crate against mutations of a kept
//! corpus. It must not panic, not grow beyond its bounds, and what it accepts it must write back so that
//! it reads the same again.
//!
//! `FUZZ_ROUNDS` says how many mutations each reader gets, `FUZZ_SEED` which. A finding is written to
//! `tests/corpus/<reader>/found-…` and stays there as a test.

#[path = "fuzz/corpus.rs"]
mod corpus;
#[path = "fuzz/mutate.rs"]
mod mutate;
#[path = "fuzz/readers.rs"]
mod readers;

use mutate::Mutator;
use readers::{READERS, Reader};
use std::panic::{AssertUnwindSafe, catch_unwind};

const ROUNDS: u64 = 4_000;

fn rounds() -> u64 {
    let asked = std::env::var("FUZZ_ROUNDS").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(ROUNDS)
}

fn first_seed() -> u64 {
    let asked = std::env::var("FUZZ_SEED").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn hold(reader: &Reader, bytes: &[u8], what: &dyn std::fmt::Display) {
    let read = catch_unwind(AssertUnwindSafe(|| (reader.read)(bytes)));
    let fault = match read {
        Ok(Ok(_)) => return,
        Ok(Err(fault)) => fault,
        Err(_) => "it panicked".to_owned(),
    };
    let kept = corpus::keep(reader.name, bytes);
    panic!(
        "{} of {what}: {fault}; kept as {}",
        reader.name,
        kept.display()
    );
}

fn mutated(name: &str) {
    let reader = READERS.iter().find(|r| r.name == name).expect("a reader");
    let mut corpus = corpus::of(reader.name);
    assert!(!corpus.is_empty(), "no corpus for {name}");
    for (file, bytes) in &corpus {
        hold(reader, bytes, file);
    }
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..rounds() {
        let seed = first_seed() + round;
        let mut mutator = Mutator::new(seed);
        let bytes = (reader.mutate)(&mut mutator, &corpus);
        hold(reader, &bytes, &format_args!("seed {seed}"));
        // What is answered in a way not seen before is worth mutating further in this run.
        if let Ok(Ok(answer)) = catch_unwind(AssertUnwindSafe(|| (reader.read)(&bytes)))
            && seen.insert(answer)
            && corpus.len() < 256
        {
            corpus.push((format!("seed {seed}"), bytes));
        }
    }
}

macro_rules! each {
    ($($name:ident)+) => {$(
        #[test]
        fn $name() { mutated(stringify!($name)); }
    )+};
}

each! { record batch batch_unpacked exchange frame page_unpacked parcel reply enrolment devices devices_answer held held_answer people people_answer picture picture_answer enrol_link address_link grant }

/// The corpus is made of what our own code writes, so that it can be made again after a change of form.
#[test]
#[ignore = "writes the corpus: cargo nextest run -p tungnha-protocol --run-ignored all corpus_anew"]
fn corpus_anew() {
    readers::write_corpus();
}
