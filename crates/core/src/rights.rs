//! Who may say what (`domain.md` 4.1, `brief.md` 2). The server judges by it; a screen offers by it.

use crate::body::{Account, Body, DeskHours};
use crate::words::{App, Eligibility, Role, Source, Stage};

/// Whether a member of `role` may assert `body` at all, leaving scope and time aside.
pub fn may_assert(role: Role, body: &Body) -> bool {
    use Role::{HamletHead, Inspector, Leader, Office, Police, Server, Volunteer};
    match body {
        Body::Campaign(_) | Body::CampaignApp(_) | Body::Milestone(_) => {
            matches!(role, Office | Server)
        }
        Body::Hamlet(_) => matches!(role, Police | Office | Server),
        Body::Identity(_) => matches!(role, Police | Office),
        // A volunteer adds whom the list lacks and never rewrites the list.
        Body::Household(b) => adds_or_rewrites(role, b.of.is_none()),
        Body::Resident(b) => adds_or_rewrites(role, b.of.is_none()),
        Body::Residency(b) => source_fits(role, b.source),
        Body::Account(b) => source_fits(role, b.source),
        Body::Visit(_)
        | Body::Absence(_)
        | Body::Notice(_)
        | Body::Obstacle(_)
        | Body::Appointment(_)
        | Body::Session(_)
        | Body::WalkIn(_)
        | Body::Photo(_) => at_the_door(role),
        // Those who know the hamlet propose, the police decide (D-20).
        Body::Eligibility(b) => match b.standing {
            Eligibility::Proposed => at_the_door(role),
            Eligibility::DoNotVisit | Eligibility::Eligible => role == Police,
        },
        Body::IneligibleReason(_) => role == Police,
        Body::Lane(b) => at_the_door(role) && (b.member.is_none() || role != Volunteer),
        Body::Handover(_) => matches!(role, Leader | HamletHead | Police | Office),
        Body::Posting(_) => matches!(role, Office | Server),
        Body::Taught(_) | Body::Typed(_) => at_the_door(role),
        // Whoever leads prints sheets and says who does what.
        Body::WalkSheet(_) | Body::Assignment(_) => {
            matches!(role, Leader | HamletHead | Police | Office)
        }
        Body::Organisation(_)
        | Body::Membership(_)
        | Body::Figure(_)
        | Body::Sameness(_)
        | Body::Attendance(_)
        | Body::DeskHours(_)
        | Body::Answer(_)
        | Body::Target(_)
        | Body::TargetRow(_)
        | Body::TargetDue(_)
        | Body::TargetPrint(_) => matches!(role, Police | Office),
        // Inspection says what it found and what it took along on paper, and nothing else (D-73).
        Body::Recheck(_) | Body::Exported(_) => matches!(role, Police | Office | Inspector),
        Body::Review(_) | Body::Settle(_) => matches!(role, Police | Office),
        Body::Retract(_) => !matches!(role, Role::Inspector),
        Body::Unknown(_) => true,
    }
}

/// Whether an officer of role `officer` appoints members of `role` and revokes them: those in the field and
/// inspectors by either office, officers by their own (`domain.md` 1.7: police and committee each answer for theirs).
pub const fn may_appoint(officer: Role, role: Role) -> bool {
    matches!(
        (officer, role),
        (
            Role::Police | Role::Office,
            Role::Volunteer | Role::Leader | Role::HamletHead | Role::Inspector,
        ) | (Role::Police, Role::Police)
            | (Role::Office, Role::Office)
    )
}

/// Everybody who goes to doors, and those who may do all that they do.
const fn at_the_door(role: Role) -> bool {
    match role {
        Role::Volunteer | Role::Leader | Role::HamletHead | Role::Police | Role::Office => true,
        Role::Inspector | Role::Server => false,
    }
}

fn adds_or_rewrites(role: Role, adds: bool) -> bool {
    match role {
        Role::Police | Role::Office => true,
        Role::Volunteer | Role::Leader | Role::HamletHead => adds,
        Role::Inspector | Role::Server => false,
    }
}

fn source_fits(role: Role, source: Source) -> bool {
    match source {
        Source::OfficialList | Source::PoliceEntry => matches!(role, Role::Police | Role::Office),
        Source::VolunteerClaim | Source::CitizenStatement => {
            !matches!(role, Role::Inspector | Role::Server)
        }
    }
}

/// Whether the account statement can be made at all: VNeID has levels 1 and 2 and its own stages, the
/// other apps are ladders at level 0; and a volunteer cannot claim what only police decide.
pub fn can_be_said(account: &Account) -> bool {
    use Stage::{
        AccountCreated, Activated, Approved, DossierCollected, InUse, Installed, Locked, LoggedIn,
        NotApplicable, NotRegistered, Rejected,
    };
    let of_the_door = matches!(
        account.source,
        Source::VolunteerClaim | Source::CitizenStatement
    );
    match (account.app, account.level) {
        (App::Vneid, 1) => match account.stage {
            NotRegistered | DossierCollected | Activated => true,
            Rejected | Approved | Locked => !of_the_door,
            _ => false,
        },
        (App::Vneid, 2) => match account.stage {
            NotRegistered | Activated => true,
            DossierCollected | Rejected | Approved | Locked => !of_the_door,
            _ => false,
        },
        (App::Ihanoi | App::Etax, 0) => matches!(
            account.stage,
            NotRegistered | Installed | AccountCreated | LoggedIn | InUse | NotApplicable
        ),
        _ => false,
    }
}

impl DeskHours {
    /// Whether people can come at these hours at all: some day, some minutes, room for somebody.
    pub const fn can_be(&self) -> bool {
        0 < self.weekdays
            && self.weekdays < 128
            && self.from < self.to
            && self.to <= 24 * 60
            && 5 <= self.slot
            && self.slot <= 240
            && self.capacity > 0
    }
}
