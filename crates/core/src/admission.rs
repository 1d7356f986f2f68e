//! The server's judgement. Only the server judges; every fold reads what it said.

use crate::id::{BookId, Counter, Incarnation, MemberId};
use crate::time::Instant;
use crate::words::Role;

/// Why a delta waits in the inbox instead of counting. It is kept whole, and a person decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum HeldReason {
    /// The bytes are not a statement of their kind, or the statement cannot be made at all.
    Malformed,
    /// A kind this server does not know yet.
    UnknownKind,
    /// It speaks of a hamlet that the author was never granted.
    OutOfScope,
    /// The author's role may not assert this (`domain.md` 4.1).
    RoleMayNot,
    /// It speaks of something the server has never heard of.
    UnknownSubject,
    /// The author's grant was revoked before it arrived, or no officer had accepted the device yet.
    Revoked,
    /// It arrived after the campaign's close (D-57).
    AfterClose,
    /// Somebody of the office looked at it and said no; the reason stands beside the verdict.
    Rejected,
    /// The office said it again on the author's behalf, in the right place; that one counts.
    Reassigned,
}

impl HeldReason {
    /// Every reason, in the order of the codes.
    pub const ALL: &'static [Self] = &[
        Self::Malformed,
        Self::UnknownKind,
        Self::OutOfScope,
        Self::RoleMayNot,
        Self::UnknownSubject,
        Self::Revoked,
        Self::AfterClose,
        Self::Rejected,
        Self::Reassigned,
    ];

    /// The number that travels, from 1.
    pub const fn code(self) -> u8 {
        self as u8 + 1
    }

    /// The reason of `code`; `None` for one this program does not know.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code.checked_sub(1)?)).copied()
    }

    /// Whether a person has decided: nothing waits any more.
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Rejected | Self::Reassigned)
    }

    /// The name in machine-readable output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownKind => "unknown_kind",
            Self::OutOfScope => "out_of_scope",
            Self::RoleMayNot => "role_may_not",
            Self::UnknownSubject => "unknown_subject",
            Self::Revoked => "revoked",
            Self::AfterClose => "after_close",
            Self::Rejected => "rejected",
            Self::Reassigned => "reassigned",
        }
    }
}

/// What the server said of one delta.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It counts.
    Admitted,
    /// It waits for a person.
    Held(HeldReason),
}

/// The server's statement about consecutive deltas of one incarnation; a batch's receipt.
///
/// Several admissions may speak of one delta (a held one admitted later). A delta counts if any of
/// them admits it, from the earliest `received_at` of those that do: so the order in which admissions
/// arrive changes nothing. Of several that hold it, the one with the greatest reason is told: what a
/// person decided comes after what the server found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Admission {
    /// The book it belongs to.
    pub book: BookId,
    /// Whose deltas.
    pub incarnation: Incarnation,
    /// First counter, inclusive.
    pub first: Counter,
    /// Last counter, inclusive; never below `first`.
    pub last: Counter,
    /// By the server's clock; reporting days use it.
    pub received_at: Instant,
    /// The author at that moment.
    pub member: MemberId,
    /// The author's role at that moment.
    pub role: Role,
    /// The exceptions, by rising counter; all others of the range are admitted.
    pub held: Vec<(Counter, HeldReason)>,
}

impl Admission {
    /// What it says of delta `counter` of its incarnation; `None` outside the range.
    pub fn verdict(&self, counter: Counter) -> Option<Verdict> {
        if counter < self.first || counter > self.last {
            return None;
        }
        Some(
            match self.held.binary_search_by_key(&counter, |(c, _)| *c) {
                Ok(at) => Verdict::Held(self.held[at].1),
                Err(_) => Verdict::Admitted,
            },
        )
    }
}
