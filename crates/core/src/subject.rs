//! What a delta is about: the thing by whose place it is judged, fed, kept and shown.

use crate::body::Body;
use crate::delta::Delta;
use crate::id::DeltaId;

/// What a delta is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The book's frame: the campaign, organisations, figures, hours, targets; and what this program does not understand.
    Frame,
    /// A hamlet.
    Hamlet(DeltaId),
    /// A door.
    Household(DeltaId),
    /// A person of the roll.
    Resident(DeltaId),
    /// Other deltas: claims decided, a target withdrawn, heads settled (the one that stands first).
    Deltas(Vec<DeltaId>),
}

impl Subject {
    /// The hamlet, household or resident; `None` for what is about neither.
    pub const fn thing(&self) -> Option<DeltaId> {
        match self {
            Self::Hamlet(id) | Self::Household(id) | Self::Resident(id) => Some(*id),
            Self::Frame | Self::Deltas(_) => None,
        }
    }
}

impl Delta {
    /// What it is about; a delta that begins a thing is about that thing, and so about itself.
    pub fn subject(&self) -> Subject {
        match &self.body {
            Body::Campaign(_)
            | Body::CampaignApp(_)
            | Body::Milestone(_)
            | Body::Organisation(_)
            | Body::Figure(_)
            | Body::DeskHours(_)
            | Body::Exported(_)
            | Body::Target(_)
            | Body::TargetRow(_)
            | Body::TargetDue(_)
            | Body::TargetPrint(_)
            | Body::Unknown(_) => Subject::Frame,
            Body::Hamlet(b) => Subject::Hamlet(b.of.unwrap_or(self.id)),
            Body::Household(b) => Subject::Household(b.of.unwrap_or(self.id)),
            Body::Resident(b) => Subject::Resident(b.of.unwrap_or(self.id)),
            Body::Residency(b) => Subject::Resident(b.resident),
            Body::Identity(b) => Subject::Resident(b.resident),
            Body::Account(b) => Subject::Resident(b.resident),
            Body::Absence(b) => Subject::Resident(b.resident),
            Body::Notice(b) => Subject::Resident(b.resident),
            Body::Obstacle(b) => Subject::Resident(b.resident),
            Body::Appointment(b) => Subject::Resident(b.resident),
            Body::Eligibility(b) => Subject::Resident(b.resident),
            Body::IneligibleReason(b) => Subject::Resident(b.resident),
            Body::WalkIn(b) => Subject::Resident(b.resident),
            Body::Membership(b) => Subject::Resident(b.resident),
            Body::Sameness(b) => Subject::Resident(b.resident),
            Body::Attendance(b) => Subject::Resident(b.resident),
            Body::Answer(b) => Subject::Resident(b.resident),
            Body::Taught(b) => Subject::Resident(b.resident),
            Body::Recheck(b) => Subject::Resident(b.resident),
            Body::Typed(b) => Subject::Resident(b.resident),
            Body::Visit(b) => Subject::Household(b.household),
            Body::Handover(b) => Subject::Household(b.household),
            Body::Lane(b) => Subject::Hamlet(b.hamlet),
            Body::Posting(b) => Subject::Hamlet(b.hamlet),
            Body::Session(b) => Subject::Hamlet(b.hamlet),
            Body::Photo(b) => Subject::Hamlet(b.hamlet),
            Body::WalkSheet(b) => Subject::Hamlet(b.hamlet),
            Body::Assignment(b) => Subject::Hamlet(b.hamlet),
            Body::Review(b) => Subject::Deltas(b.claims.clone()),
            Body::Retract(b) => Subject::Deltas(vec![b.target]),
            Body::Settle(b) => {
                Subject::Deltas(std::iter::once(b.stands).chain(b.over.clone()).collect())
            }
        }
    }
}

impl Body {
    /// The earlier delta that this one changes, for what is named by the delta that began it and is no place: an
    /// organisation, a membership, a figure, hours, an assignment, a target and its parts. `None` for what begins one, and for other kinds.
    pub const fn changes(&self) -> Option<DeltaId> {
        match self {
            Self::Organisation(b) => b.of,
            Self::Membership(b) => b.of,
            Self::Figure(b) => b.of,
            Self::DeskHours(b) => b.of,
            Self::Assignment(b) => b.of,
            Self::Target(b) => b.of,
            Self::TargetRow(b) => b.of,
            Self::TargetDue(b) => b.of,
            Self::TargetPrint(b) => b.of,
            _ => None,
        }
    }

    /// The target of which this is a part: a row, what is due, a printed total. `None` for other kinds.
    pub const fn part_of(&self) -> Option<DeltaId> {
        match self {
            Self::TargetRow(b) => Some(b.target),
            Self::TargetDue(b) => Some(b.target),
            Self::TargetPrint(b) => Some(b.target),
            _ => None,
        }
    }

    /// Lets the body be about another resident, household or hamlet of the same sort; whether that is one,
    /// the judge says. False for what is about none, or begins one.
    pub fn point(&mut self, to: DeltaId) -> bool {
        match self {
            Self::Household(b) => b.hamlet = to,
            Self::Resident(b) => b.household = to,
            Self::Residency(b) => b.resident = to,
            Self::Identity(b) => b.resident = to,
            Self::Account(b) => b.resident = to,
            Self::Absence(b) => b.resident = to,
            Self::Notice(b) => b.resident = to,
            Self::Obstacle(b) => b.resident = to,
            Self::Appointment(b) => b.resident = to,
            Self::Eligibility(b) => b.resident = to,
            Self::IneligibleReason(b) => b.resident = to,
            Self::WalkIn(b) => b.resident = to,
            Self::Membership(b) => b.resident = to,
            Self::Sameness(b) => b.resident = to,
            Self::Attendance(b) => b.resident = to,
            Self::Answer(b) => b.resident = to,
            Self::Taught(b) => b.resident = to,
            Self::Recheck(b) => b.resident = to,
            Self::Typed(b) => b.resident = to,
            Self::Visit(b) => b.household = to,
            Self::Handover(b) => b.household = to,
            Self::Lane(b) => b.hamlet = to,
            Self::Posting(b) => b.hamlet = to,
            Self::Session(b) => b.hamlet = to,
            Self::Photo(b) => b.hamlet = to,
            Self::WalkSheet(b) => b.hamlet = to,
            Self::Assignment(b) => b.hamlet = to,
            _ => return false,
        }
        true
    }
}
