//! What a campaign asks for, said at the office's desks: milestones, targets with their rows, due parts and printed totals.

use super::commune::{changed, day, of_kind};
use super::{any, word};
use crate::world::World;
use tungnha_core::body::{Milestone, Target, TargetDue, TargetPrint, TargetRow};
use tungnha_core::words::{self, App};
use tungnha_core::{Body, DeltaId};

/// The campaign that the office began with.
fn campaign(world: &World, at: usize) -> Option<DeltaId> {
    let campaigns = world.devices[at].all(
        "SELECT i.uuid, f.subject & 4294967295 FROM frame f
         JOIN incarnation i ON i.number = f.subject >> 32 WHERE f.slot = 1 << 24",
        |row| crate::device::id(row, 0),
    );
    campaigns.first().copied()
}

pub(super) fn milestone(world: &mut World, at: usize) -> Option<Body> {
    let milestone = Milestone {
        of: changed(world, at, 3),
        campaign: campaign(world, at)?,
        title: word(world, "Mốc"),
        due: day(world),
    };
    Some(milestone.into())
}

pub(super) fn target(world: &mut World, at: usize) -> Option<Body> {
    let target = Target {
        of: changed(world, at, 39),
        campaign: campaign(world, at)?,
        title: word(world, "Chỉ tiêu"),
        reason: None,
        app: App::Vneid,
        minimum_age: 14,
        on: day(world),
        base: 1,
        left_out: None,
        share: Some(world.chance.between(1, 10_000) as u16),
        rounding: words::Rounding::HalfUp,
        done: 1,
        denominator: words::Denominator::Base,
    };
    Some(target.into())
}

pub(super) fn target_row(world: &mut World, at: usize) -> Option<Body> {
    let row = TargetRow {
        of: changed(world, at, 40),
        target: of_kind(world, at, 39)?,
        unit: None,
        hamlet: any(world, at, "hamlet"),
        organisation: None,
        group: None,
        base: Some(world.chance.between(1, 900) as u32),
        share: None,
        count: Some(world.chance.between(1, 900) as u32),
        reason: Some(word(world, "văn bản")),
        name: None,
        position: None,
        done: None,
        as_of: None,
        invented: false,
    };
    Some(row.into())
}

pub(super) fn target_due(world: &mut World, at: usize) -> Option<Body> {
    let due = TargetDue {
        of: changed(world, at, 41),
        target: of_kind(world, at, 39)?,
        milestone: of_kind(world, at, 3)?,
        share: None,
        count: Some(world.chance.between(1, 900) as u32),
    };
    Some(due.into())
}

pub(super) fn target_print(world: &mut World, at: usize) -> Option<Body> {
    let print = TargetPrint {
        of: changed(world, at, 42),
        target: of_kind(world, at, 39)?,
        total: world.chance.between(1, 30_000) as u32,
        document: word(world, "Kế hoạch"),
    };
    Some(print.into())
}
