//! What the campaign says of its apps and its dates, as the office sets it: who decides on claims, whose the official
//! figure is (D-46), what is due when (D-03, D-06).

use crate::device::{Who, need_office};
use crate::payload::*;
use crate::withdraw::may_withdraw;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::body::{CampaignApp, Milestone};
use tungnha_core::campaign::Reviewer;
use tungnha_core::time::Day;
use tungnha_core::words::Role;
use tungnha_core::{Slot, name, rights};
use tungnha_store::Txn;
use tungnha_store::read::{AskedRow, ClaimState};

/// A name that fits on a line.
const MOST_LETTERS: usize = 120;

impl Device {
    pub(crate) fn asked_apps(&self, _: Nothing) -> Result<AskedApps, ApiError> {
        self.read(asked_apps)
    }

    pub(crate) fn set_asked_app(&self, args: SetAskedApp) -> Result<AskedApps, ApiError> {
        let app = convert::word(&args.app, "app")?;
        let reviewer: Role = convert::word(&args.reviewer, "reviewer")?;
        if !matches!(reviewer, Role::Police | Role::Office) {
            return Err(ApiError::new(ErrorCode::BadInput, "reviewer"));
        }
        let reviewer_of = line(args.reviewer_of, "reviewer_of")?;
        let figure_owner = line(args.figure_owner, "figure_owner")?;
        self.write(|txn| {
            need_office(txn)?;
            let rows = txn.asked_apps()?;
            let row = rows
                .into_iter()
                .find(|row| row.body.app == app)
                .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "app"))?;
            let changed = CampaignApp {
                reviewer,
                reviewer_of,
                figure_owner,
                ..row.body.clone()
            };
            if changed != row.body {
                self.said(txn, changed.into())?;
            }
            asked_apps(txn)
        })
    }

    pub(crate) fn milestones(&self, _: Nothing) -> Result<Milestones, ApiError> {
        self.read(milestones)
    }

    pub(crate) fn set_milestone(&self, args: SetMilestone) -> Result<Milestones, ApiError> {
        let title = line(Some(args.title), "title")?
            .ok_or_else(|| ApiError::new(ErrorCode::BadInput, "title"))?;
        let due = convert::read_day(&args.due)?;
        self.write(|txn| {
            need_office(txn)?;
            let campaign = txn
                .campaign_id()?
                .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "campaign"))?;
            let of = args.id.as_deref().map(convert::delta_id).transpose()?;
            if let Some(of) = of
                && !txn.milestones()?.iter().any(|one| one.id == of)
            {
                return Err(ApiError::new(ErrorCode::NotFound, "milestone"));
            }
            let milestone = Milestone {
                of,
                campaign,
                title,
                due,
            };
            self.said(txn, milestone.into())?;
            milestones(txn)
        })
    }
}

fn asked_apps(txn: &Txn<'_>) -> Result<AskedApps, ApiError> {
    need_office(txn)?;
    let who = Who::of(txn)?;
    let rows = txn.asked_apps()?;
    let may_write = rows
        .iter()
        .any(|row| rights::may_assert(who.role, &row.body.clone().into()));
    let mut apps = Vec::with_capacity(rows.len());
    for row in rows {
        apps.push(card(txn, &who, row)?);
    }
    Ok(AskedApps {
        apps,
        organisations: txn.organisations_of_members()?,
        may_write,
    })
}

fn card(txn: &Txn<'_>, who: &Who, row: AskedRow) -> Result<ReviewerCard, ApiError> {
    let counts = txn.queue_counts(ClaimState::Waiting, &[row.body.app], 0)?;
    let reviewer = Reviewer::from(&row.body);
    Ok(ReviewerCard {
        app: row.body.app.name().into(),
        minimum_age: row.body.minimum_age,
        mine: reviewer.is(who.role, who.organisation.as_deref()),
        reviewer: reviewer.role.name().into(),
        reviewer_of: reviewer.of,
        figure_owner: row.body.figure_owner,
        waiting: counts.iter().map(|count| count.claims).sum(),
        changed_at: row.at,
        changed_by: row.by,
        unsent: row.unsent,
    })
}

fn milestones(txn: &Txn<'_>) -> Result<Milestones, ApiError> {
    need_office(txn)?;
    let mut cards = Vec::new();
    for one in txn.milestones()? {
        cards.push(MilestoneLine {
            may_withdraw: may_withdraw(txn, one.id, Slot::Milestone)?,
            id: one.id.to_string(),
            title: one.title,
            day: convert::day(one.due),
        });
    }
    let role = Who::of(txn)?.role;
    let may_write = txn.campaign_id()?.is_some_and(|campaign| {
        let any = Milestone {
            of: None,
            campaign,
            title: String::new(),
            due: Day(0),
        };
        rights::may_assert(role, &any.into())
    });
    Ok(Milestones {
        milestones: cards,
        may_write,
    })
}

/// What was typed, on one line; nothing for blanks.
fn line(text: Option<String>, what: &str) -> Result<Option<String>, ApiError> {
    let text = text.map(|text| name::normalise(&text));
    let text = text.filter(|text| !text.is_empty());
    if text
        .as_ref()
        .is_some_and(|text| text.chars().count() > MOST_LETTERS)
    {
        return Err(ApiError::new(ErrorCode::BadInput, what));
    }
    Ok(text)
}
