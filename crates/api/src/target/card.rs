//! The terms of a target, what is due of it and what is printed of it, as screens show them.

use crate::payload::*;
use crate::withdraw::may_withdraw;
use crate::{ApiError, convert};
use tungnha_core::target::{Allocation, LeftOut, Milestone, Printed, Share, Standings};
use tungnha_core::{Slot, body};
use tungnha_store::read::Stated;
use tungnha_store::{Key, Txn};

/// The words of columns in bits.
fn columns(bits: u16) -> Vec<String> {
    let standings = Standings::from_bits(bits).unwrap_or_default();
    standings.iter().map(|one| one.name().to_owned()).collect()
}

/// "50 %".
pub(super) fn share_text(share: Option<u16>) -> Option<String> {
    Share::from_hundredths(share?)
        .ok()
        .map(|share| share.to_string())
}

pub(super) fn terms(
    txn: &Txn<'_>,
    target: &Stated<body::Target>,
    rows: usize,
) -> Result<TargetCard, ApiError> {
    let b = &target.body;
    let left_out = LeftOut::from_bits(b.left_out.unwrap_or(0)).unwrap_or_default();
    let left_out = [
        (left_out.ineligible, "ineligible"),
        (left_out.absent, "absent"),
        (left_out.excused, "excused"),
    ];
    Ok(TargetCard {
        id: target.id.to_string(),
        title: b.title.clone(),
        reason: b.reason.clone(),
        app: b.app.name().into(),
        minimum_age: b.minimum_age,
        on: convert::day(b.on),
        base: columns(b.base),
        left_out: left_out
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| word.to_owned())
            .collect(),
        share: b.share,
        share_text: share_text(b.share),
        rounding: b.rounding.name().into(),
        done: columns(b.done),
        denominator: b.denominator.name().into(),
        rows: u32::try_from(rows).unwrap_or(u32::MAX),
        by: target.by.clone(),
        at: target.at,
        unsent: target.unsent,
        disputed: target.disputed,
        may_withdraw: may_withdraw(txn, target.id, Slot::Target)?,
    })
}

/// A due part with the milestone that it stands on.
pub(super) struct Due {
    pub(super) id: String,
    milestone_id: String,
    pub(super) milestone: Milestone,
    share: Option<u16>,
    count: Option<u32>,
    unsent: bool,
    may_withdraw: bool,
}

impl Due {
    pub(super) fn card(&self) -> TargetDueCard {
        TargetDueCard {
            id: self.id.clone(),
            milestone: self.milestone_id.clone(),
            title: self.milestone.title.clone(),
            day: convert::day(self.milestone.due),
            share: share_text(self.share),
            count: self.count,
            unsent: self.unsent,
            may_withdraw: self.may_withdraw,
        }
    }
}

/// What is due of a target, by date. A part whose milestone was withdrawn is due never.
pub(super) fn dues(txn: &Txn<'_>, target: Key) -> Result<Vec<Due>, ApiError> {
    let milestones = txn.milestones()?;
    let mut dues = Vec::new();
    for stated in txn.target_dues(target)? {
        let b = &stated.body;
        let Some(row) = milestones.iter().find(|one| one.id == b.milestone) else {
            continue;
        };
        let Some(milestone) = b.milestone(row.title.clone(), row.due) else {
            continue;
        };
        dues.push(Due {
            id: stated.id.to_string(),
            milestone_id: b.milestone.to_string(),
            milestone,
            share: b.share,
            count: b.count,
            unsent: stated.unsent,
            may_withdraw: may_withdraw(txn, stated.id, Slot::TargetDue)?,
        });
    }
    dues.sort_by_key(|due| due.milestone.due);
    Ok(dues)
}

/// What documents print beside what the rows add up to; nothing along organisations, where nothing adds up.
pub(super) fn prints(
    txn: &Txn<'_>,
    prints: &[Stated<body::TargetPrint>],
    allocation: &Allocation,
) -> Result<Vec<TargetPrintCard>, ApiError> {
    let Some(total) = allocation.total() else {
        return Ok(Vec::new());
    };
    prints
        .iter()
        .map(|print| {
            let total = total.printed_as(print.body.total.into());
            Ok(TargetPrintCard {
                id: print.id.to_string(),
                total: print.body.total,
                document: print.body.document.clone(),
                explanation: match total.explanation() {
                    Some(Printed::SumOfRows) => "sum_of_rows",
                    Some(Printed::SumBeforeRounding) => "sum_before_rounding",
                    Some(Printed::Unexplained) | None => "unexplained",
                }
                .into(),
                difference: total.difference(),
                unsent: print.unsent,
                may_withdraw: may_withdraw(txn, print.id, Slot::TargetPrint)?,
            })
        })
        .collect()
}
