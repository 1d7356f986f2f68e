//! Which register a delta sets. A register is as large as its meaning: what can only be true
//! together is one register, what two people can say of one person at once are two.

use crate::body::Body;
use crate::delta::Delta;
use crate::id::DeltaId;
use crate::words::{App, AppointmentPurpose, Eligibility, Source};

/// The place of a register on its subject. The number is local to a program's tables and never travels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Slot {
    /// The delta itself, for what just adds (visits, unknown kinds).
    Fact,
    /// The campaign's frame.
    Campaign,
    /// The campaign's wish for one app.
    CampaignApp(App),
    /// A milestone.
    Milestone,
    /// A hamlet's name.
    Hamlet,
    /// A household's place and head.
    Household,
    /// A resident's name and household.
    Resident,
    /// Lives here, moved, dead, as one source class says.
    Residency(Source),
    /// The restricted identity.
    Identity,
    /// One app's stage, at one VNeID level (0 for ladders), as one source class says.
    Account(App, u8, Source),
    /// Why a person was not there.
    Absence,
    /// The law's notice.
    Notice,
    /// The decision on a claim, which is the subject.
    Review,
    /// The appointment for one purpose.
    Appointment(AppointmentPurpose),
    /// That somebody is proposed as not eligible.
    Proposal,
    /// Whether the police want the person visited.
    Eligibility,
    /// Why not, for the police.
    IneligibleReason,
    /// To whom a door is given.
    Handover,
    /// An organisation.
    Organisation,
    /// A membership, which is the subject.
    Membership,
    /// A figure, which is the subject.
    Figure,
    /// What came of the appointment for one purpose.
    Attendance(AppointmentPurpose),
    /// A desk's hours.
    DeskHours,
    /// The answer to an obstacle, which is the subject.
    Answer,
    /// An assignment, which is the subject.
    Assignment,
    /// A target.
    Target,
    /// A row of a target's table, which is the subject.
    TargetRow,
    /// What is due of a target at a milestone, which is the subject.
    TargetDue,
    /// A printed total, which is the subject.
    TargetPrint,
}

impl Slot {
    /// A number for tables: the slot's own, then app, level and source as bytes.
    pub fn code(self) -> u32 {
        match self {
            Self::Fact => 0,
            Self::Campaign => 1 << 24,
            Self::CampaignApp(app) => 2 << 24 | u32::from(app.code()) << 16,
            Self::Milestone => 3 << 24,
            Self::Hamlet => 4 << 24,
            Self::Household => 5 << 24,
            Self::Resident => 6 << 24,
            Self::Residency(source) => 7 << 24 | u32::from(source.code()),
            Self::Identity => 8 << 24,
            Self::Account(app, level, source) => {
                9 << 24
                    | u32::from(app.code()) << 16
                    | u32::from(level) << 8
                    | u32::from(source.code())
            }
            Self::Absence => 10 << 24,
            Self::Notice => 11 << 24,
            Self::Review => 12 << 24,
            Self::Appointment(purpose) => 13 << 24 | u32::from(purpose.code()),
            Self::Proposal => 14 << 24,
            Self::Eligibility => 15 << 24,
            Self::IneligibleReason => 16 << 24,
            Self::Handover => 17 << 24,
            Self::Organisation => 18 << 24,
            Self::Membership => 19 << 24,
            Self::Figure => 20 << 24,
            Self::Attendance(purpose) => 21 << 24 | u32::from(purpose.code()),
            Self::DeskHours => 22 << 24,
            Self::Answer => 23 << 24,
            Self::Assignment => 24 << 24,
            Self::Target => 25 << 24,
            Self::TargetRow => 26 << 24,
            Self::TargetDue => 27 << 24,
            Self::TargetPrint => 28 << 24,
        }
    }
}

/// A register: a place on a subject.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RegisterKey {
    /// The thing spoken of, named by the delta that first spoke of it.
    pub subject: DeltaId,
    /// Which of its registers.
    pub slot: Slot,
}

impl Delta {
    /// The registers this delta sets: one, several for a review, none for what speaks of other deltas.
    pub fn registers(&self) -> Vec<RegisterKey> {
        let one = |subject: DeltaId, slot: Slot| vec![RegisterKey { subject, slot }];
        match &self.body {
            Body::Campaign(b) => one(b.of.unwrap_or(self.id), Slot::Campaign),
            Body::CampaignApp(b) => one(b.campaign, Slot::CampaignApp(b.app)),
            Body::Milestone(b) => one(b.of.unwrap_or(self.id), Slot::Milestone),
            Body::Hamlet(b) => one(b.of.unwrap_or(self.id), Slot::Hamlet),
            Body::Household(b) => one(b.of.unwrap_or(self.id), Slot::Household),
            Body::Resident(b) => one(b.of.unwrap_or(self.id), Slot::Resident),
            Body::Residency(b) => one(b.resident, Slot::Residency(b.source)),
            Body::Identity(b) => one(b.resident, Slot::Identity),
            Body::Account(b) => one(b.resident, Slot::Account(b.app, b.level, b.source)),
            Body::Absence(b) => one(b.resident, Slot::Absence),
            Body::Notice(b) => one(b.resident, Slot::Notice),
            Body::Visit(_)
            | Body::Obstacle(_)
            | Body::Lane(_)
            | Body::Posting(_)
            | Body::Session(_)
            | Body::WalkIn(_)
            | Body::Photo(_)
            | Body::Sameness(_)
            | Body::Taught(_)
            | Body::WalkSheet(_)
            | Body::Recheck(_)
            | Body::Exported(_)
            | Body::Typed(_)
            | Body::Unknown(_) => one(self.id, Slot::Fact),
            Body::Organisation(b) => one(b.of.unwrap_or(self.id), Slot::Organisation),
            Body::Membership(b) => one(b.of.unwrap_or(self.id), Slot::Membership),
            Body::Figure(b) => one(b.of.unwrap_or(self.id), Slot::Figure),
            Body::Attendance(b) => one(b.resident, Slot::Attendance(b.purpose)),
            Body::DeskHours(b) => one(b.of.unwrap_or(self.id), Slot::DeskHours),
            Body::Answer(b) => one(b.obstacle, Slot::Answer),
            Body::Assignment(b) => one(b.of.unwrap_or(self.id), Slot::Assignment),
            Body::Target(b) => one(b.of.unwrap_or(self.id), Slot::Target),
            Body::TargetRow(b) => one(b.of.unwrap_or(self.id), Slot::TargetRow),
            Body::TargetDue(b) => one(b.of.unwrap_or(self.id), Slot::TargetDue),
            Body::TargetPrint(b) => one(b.of.unwrap_or(self.id), Slot::TargetPrint),
            Body::Appointment(b) => one(b.resident, Slot::Appointment(b.purpose)),
            Body::Eligibility(b) => match b.standing {
                Eligibility::Proposed => one(b.resident, Slot::Proposal),
                Eligibility::DoNotVisit | Eligibility::Eligible => {
                    one(b.resident, Slot::Eligibility)
                }
            },
            Body::IneligibleReason(b) => one(b.resident, Slot::IneligibleReason),
            Body::Handover(b) => one(b.household, Slot::Handover),
            Body::Review(b) => {
                let mut claims = b.claims.clone();
                claims.sort_unstable();
                claims.dedup();
                claims
                    .into_iter()
                    .map(|subject| RegisterKey {
                        subject,
                        slot: Slot::Review,
                    })
                    .collect()
            }
            Body::Retract(_) | Body::Settle(_) => Vec::new(),
        }
    }

    /// What the delta hangs on for its place and its rights: the resident, household, hamlet or claim
    /// that must be known before it can be judged. `None` for what stands alone.
    pub fn leans_on(&self) -> Option<DeltaId> {
        match &self.body {
            Body::Campaign(b) => b.of,
            Body::CampaignApp(b) => Some(b.campaign),
            Body::Milestone(b) => Some(b.campaign),
            Body::Target(b) => Some(b.campaign),
            Body::Hamlet(b) => b.of,
            Body::Household(b) => Some(b.hamlet),
            Body::Resident(b) => Some(b.household),
            Body::Review(b) => b.claims.first().copied(),
            Body::Retract(b) => Some(b.target),
            Body::Settle(b) => Some(b.stands),
            _ => self.subject().thing(),
        }
    }
}
