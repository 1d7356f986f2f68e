//! Which of several concurrent heads is shown first. It never decides what is kept.

use crate::admission::HeldReason;
use crate::body::Body;
use crate::delta::Delta;
use crate::id::{DeltaId, MemberId};
use crate::time::Instant;
use crate::words::Role;

/// Clocks within two minutes of the server's are plausible: offsets are learnt to the second, and a
/// sync may take a while.
const CLOCK_TOLERANCE_SECONDS: i64 = 120;

/// Where a delta stands with the server, as this replica knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// This device's own, and no receipt yet: an overlay on its own screen.
    Unsent,
    /// Admitted.
    Admitted {
        /// When, by the server's clock.
        received_at: Instant,
        /// Who wrote it.
        member: MemberId,
        /// As what.
        role: Role,
    },
    /// Waiting in the server's inbox.
    Held(HeldReason),
}

impl Standing {
    /// Whether the delta takes part in the fold.
    pub const fn counts(&self) -> bool {
        !matches!(self, Self::Held(_))
    }
}

/// Greater is shown first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Rank {
    overlay: bool,
    authority: u8,
    plausible_clock: bool,
    effective: Instant,
    id: DeltaId,
}

impl Rank {
    /// The rank of `delta`, which stands as `standing`.
    ///
    /// Effective time is the stamped time, never later than received-at. A stamp from the future says
    /// only that the clock is wrong, so it ranks below every plausible one of the same authority.
    /// An official list speaks as of its own date.
    pub fn of(delta: &Delta, standing: &Standing) -> Self {
        let said = match &delta.body {
            Body::Account(account) => account.as_of.map_or(delta.stamped, |day| day.start()),
            _ => delta.stamped,
        };
        let (overlay, authority, received_at) = match standing {
            Standing::Unsent => (true, 0, None),
            Standing::Admitted {
                received_at, role, ..
            } => (false, authority(*role), Some(*received_at)),
            Standing::Held(_) => (false, 0, None),
        };
        Self {
            overlay,
            authority,
            plausible_clock: received_at.is_none_or(|at| said <= at.plus(CLOCK_TOLERANCE_SECONDS)),
            effective: received_at.map_or(said, |at| said.min(at)),
            id: delta.id,
        }
    }

    /// The effective time that it ranks by.
    pub const fn effective(&self) -> Instant {
        self.effective
    }
}

/// Police decide (D-20), then the office, then those who know the hamlet.
const fn authority(role: Role) -> u8 {
    match role {
        Role::Police => 5,
        Role::Office | Role::Server => 4,
        Role::HamletHead => 3,
        Role::Leader => 2,
        Role::Volunteer => 1,
        Role::Inspector => 0,
    }
}
