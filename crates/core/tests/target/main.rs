//! Targets: the plans' own tables come out, and the laws of the arithmetic hold.

mod appendix;
mod base;
mod figures;
mod ia_dom;
mod laws;
mod milestones;

use tungnha_core::target::{Bearer, Exception, Formula, Share};
use tungnha_core::time::Day;

fn percent(percent: u8) -> Share {
    Share::from_percent(percent).expect("a share")
}

fn unit(name: &str) -> Bearer {
    Bearer::Unit(name.to_owned())
}

fn day(y: i32, m: u32, d: u32) -> Day {
    Day::from_ymd(y, m, d).expect("a day of the plan")
}

/// A formula with exceptions.
fn except(share: Share, exceptions: Vec<Exception>) -> Formula {
    Formula {
        exceptions,
        ..Formula::of_everybody(share)
    }
}
