//! The device at a glance.

use crate::device::role;
use crate::payload::*;
use crate::seat::State;
use crate::{ApiError, Device, convert};
use tungnha_core::Instant;
use tungnha_core::campaign::{CampaignFrame, StoreLink, TimeWarning};
use tungnha_core::words::Role;
use tungnha_protocol::check_word;
use tungnha_store::vault::Vault;
use tungnha_store::{Txn, read};

/// A clock that is off by more seconds is told about.
const PLAUSIBLE: u64 = 120;

impl Device {
    pub(crate) fn status(&self, _: Nothing) -> Result<Status, ApiError> {
        let seat = self.seat();
        let (state, vault) = match &*seat.state() {
            State::New => (DeviceState::New, None),
            State::Locked(vault) => (DeviceState::Locked, Some(vault.clone())),
            State::Open(vault, _) => (DeviceState::Open, Some(vault.clone())),
            State::Practice(_) => (DeviceState::Open, None),
        };
        let mut status = Status {
            state,
            number: if vault.is_some() { seat.number } else { 0 },
            members: u32::try_from(self.seats().enrolled().count()).unwrap_or(u32::MAX),
            member: vault.as_ref().map(member_card),
            book: vault.map(|v| v.book),
            campaign: None,
            practice: false,
            rehearsal: seat.is_practice(),
            work: work_counts(read::WorkCounts::default()),
            unsent_known: true,
            last_sync: None,
            reads_wait: false,
            clock_off_seconds: None,
            grant_expired: false,
            awaiting_acceptance: false,
            device_name: String::new(),
            shares_with: Vec::new(),
            apart: false,
            check_word: String::new(),
            version: env!("CARGO_PKG_VERSION").into(),
        };
        (status.shares_with, status.apart) = self.beside(status.number);
        if state == DeviceState::Locked {
            let waiting = seat.noted_waiting();
            status.work.unsent = waiting.unwrap_or_default();
            status.unsent_known = waiting.is_some();
        }
        if state == DeviceState::Open {
            let now = self.0.host.now();
            self.read(|txn| {
                let grant = txn.grant()?;
                let clock_off = txn.clock_offset()?;
                status.clock_off_seconds =
                    (clock_off.unsigned_abs() > PLAUSIBLE).then_some(clock_off);
                status.reads_wait = txn.reads_wait()?;
                status.awaiting_acceptance = grant.awaits_acceptance();
                status.device_name = txn.device_name()?.unwrap_or_default();
                status.check_word = check_word(&txn.identity()?.key.public());
                status.grant_expired = grant.expires_at < corrected(txn, now).0;
                if status.rehearsal {
                    status.member = Some(MemberCard {
                        role: role(&grant)?.name().into(),
                        name: grant.name,
                        organisation: grant.organisation,
                    });
                }
                status.book = Some(grant.book_name);
                let frame = txn.campaign()?;
                status.practice = frame.as_ref().is_some_and(|frame| frame.practice);
                status.campaign = frame.map(|frame| campaign(&frame, corrected(txn, now)));
                status.work = work_counts(txn.work_counts()?);
                status.last_sync = txn.sync_stories(1)?.pop().map(story);
                Ok(())
            })?;
        }
        Ok(status)
    }
}

/// The device's clock, corrected by what the last sync taught.
pub(crate) fn corrected(txn: &Txn<'_>, now: Instant) -> Instant {
    now.plus(txn.clock_offset().unwrap_or(0))
}

pub(crate) fn member_card(vault: &Vault) -> MemberCard {
    MemberCard {
        name: vault.member.clone(),
        role: Role::from_code(vault.role)
            .map_or("volunteer", Role::name)
            .into(),
        organisation: vault.organisation.clone(),
    }
}

fn campaign(frame: &CampaignFrame, now: Instant) -> CampaignCard {
    CampaignCard {
        title: frame.title.clone(),
        theme: frame.theme.clone(),
        starts: convert::day(frame.starts),
        ends: convert::day(frame.ends),
        hour_from: frame.hour_from,
        hour_to: frame.hour_to,
        apps: frame
            .apps
            .iter()
            .map(|asked| AskedAppCard {
                app: asked.app.name().into(),
                minimum_age: asked.minimum_age,
                links: asked.links.iter().map(store_link).collect(),
            })
            .collect(),
        milestones: frame
            .milestones
            .iter()
            .map(|(title, due)| MilestoneCard {
                title: title.clone(),
                due: convert::day(*due),
            })
            .collect(),
        warning: warning(frame, now),
        contact: frame.contact.clone(),
    }
}

fn store_link(link: &StoreLink) -> StoreLinkCard {
    StoreLinkCard {
        store: link.store().name().into(),
        address: link.address().into(),
    }
}

/// Why a visit now deserves a word of warning.
pub(crate) fn warning(frame: &CampaignFrame, now: Instant) -> Option<String> {
    frame.warning(now).map(|warning| {
        match warning {
            TimeWarning::OutsideHours => "outside_hours",
            TimeWarning::NotStarted => "not_started",
            TimeWarning::Ended => "ended",
        }
        .into()
    })
}

pub(crate) fn work_counts(counts: read::WorkCounts) -> WorkCounts {
    WorkCounts {
        unsent: counts.unsent,
        received: counts.received,
        waiting: counts.waiting,
        confirmed: counts.confirmed,
        returned: counts.returned,
        held: counts.held,
        rejected: counts.rejected,
        reassigned: counts.reassigned,
    }
}

pub(crate) fn story(story: tungnha_store::SyncStory) -> SyncStory {
    SyncStory {
        at: story.at,
        outcome: story.outcome,
        sent: story.sent,
        received: story.received,
        requests: story.requests,
        bytes_up: story.bytes_up,
        bytes_down: story.bytes_down,
    }
}
