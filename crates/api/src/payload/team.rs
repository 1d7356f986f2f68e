//! Who goes where tonight, and how far each has come.

use super::{TakingCard, payload};

payload! {
    /// A lane to take, or to give to somebody.
    pub struct TakeLane {
        /// The hamlet's id.
        hamlet: String,
        /// The lane as doors name it; empty for doors without one.
        lane: String,
        /// odd, even; absent for both.
        side: Option<String>,
        /// Over then; absent for the end of this evening.
        until: Option<i64>,
        /// A colleague's member id, for leaders; absent for oneself.
        member: Option<String>,
    }

    /// Who has a lane now.
    pub struct LaneTaken {
        /// The new delta's id.
        id: String,
        /// Everybody who has it.
        taken: Vec<TakingCard>,
    }

    /// A door given to somebody to come back to.
    pub struct NewHandover {
        /// The household's id.
        household: String,
        /// A colleague's member id.
        member: String,
        /// Over then; absent for the end of tomorrow.
        until: Option<i64>,
    }

    /// A colleague of a hamlet.
    pub struct Colleague {
        /// The member's id.
        member: String,
        /// Full name.
        name: String,
        /// volunteer, leader, hamlet-head.
        role: String,
        /// Of which organisation.
        organisation: Option<String>,
        /// This member.
        me: bool,
    }

    /// How far a hamlet has come, by lane and by member, as this device knows it.
    pub struct Coverage {
        /// Everybody posted to the hamlet or seen at its doors.
        members: Vec<MemberCoverage>,
        /// Come-backs nobody has been given, in walking order.
        come_backs: Vec<ComeBack>,
    }

    /// One member's part.
    pub struct MemberCoverage {
        /// Who.
        colleague: Colleague,
        /// Doors visited today.
        doors_today: u32,
        /// Doors visited in this campaign.
        doors: u32,
        /// When this device last heard of a visit; absent for never.
        last_at: Option<i64>,
        /// The lanes that the member has tonight.
        lanes: Vec<String>,
    }

    /// A door to come back to.
    pub struct ComeBack {
        /// The household's id.
        household: String,
        /// Its lane.
        lane: String,
        /// Its number.
        house: String,
        /// Head of household.
        head: String,
        /// When, if that was said.
        at: Option<i64>,
        /// To whom it is given, while that holds.
        handed_to: Option<String>,
    }
}
