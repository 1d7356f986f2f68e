//! What could not be admitted waits in the server's inbox until a person decides. An officer's device reads the
//! inbox, and decides, by a request of its own, signed by its key like an exchange.

use crate::exchange::Refusal;
use crate::signed::{Request, SignedRequest};
use crate::wire::{BadMessage, Bytes16, WireId};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// Deltas in one answer at most.
pub const MAX_HELD_PAGE: u16 = 200;
/// Deltas that one decision names at most.
pub const MAX_HELD_DECIDED: usize = 200;
/// Bytes of the words to an author at most.
pub const MAX_HELD_WORDS_BYTES: usize = 1000;
/// A longer record stays on the server; what it says is not for a screen.
pub const MAX_HELD_RECORD_BYTES: usize = 16 << 10;

/// An officer's device asks what is held; with a decision, after deciding.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct HeldRequest {
    /// [`crate::limits::VERSION`].
    #[n(0)]
    pub version: u16,
    /// Who asks.
    #[n(1)]
    pub incarnation: Bytes16,
    /// What is decided first; absent to look only.
    #[n(2)]
    pub decision: Option<HeldDecision>,
    /// Only what is held for this reason, by its code; absent for all.
    #[n(3)]
    pub reason: Option<u8>,
    /// Only what comes after this: the `next` of the answer before. Absent for the beginning.
    #[n(4)]
    pub after: Option<HeldPlace>,
    /// At most so many, from 1 to [`MAX_HELD_PAGE`].
    #[n(5)]
    pub limit: u16,
}

/// A place in the inbox's order: by the moment of receipt, then by the server's own order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct HeldPlace {
    /// Seconds, the server's clock.
    #[n(0)]
    pub received_at: i64,
    /// The delta.
    #[n(1)]
    pub delta: WireId,
}

/// What an officer says about held deltas. About what is held no more it changes nothing, so saying it again, or
/// late, does no harm.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct HeldDecision {
    /// From 1 to [`MAX_HELD_DECIDED`], in the order in which they are decided; one only to reassign.
    #[n(0)]
    pub deltas: Vec<WireId>,
    /// What is said of each.
    #[n(1)]
    pub word: HeldWord,
}

/// What is said of a held delta.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum HeldWord {
    /// It counts after all, with what was held for the same reason and leans on it.
    #[n(0)]
    Admit,
    /// It does not count.
    #[n(1)]
    Reject {
        /// Why, for the author; not blank, at most [`MAX_HELD_WORDS_BYTES`].
        #[n(0)]
        words: String,
    },
    /// The office says it again on the author's behalf, and that one counts.
    #[n(2)]
    Reassign {
        /// The resident, household or hamlet of which it is said now; absent to say it of the same one.
        #[n(0)]
        to: Option<WireId>,
    },
}

/// A delta in the inbox.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct HeldDelta {
    /// Its name.
    #[n(0)]
    pub delta: WireId,
    /// Why it is held: the reason's code.
    #[n(1)]
    pub reason: u8,
    /// Seconds, the server's clock.
    #[n(2)]
    pub received_at: i64,
    /// The author at that moment.
    #[n(3)]
    pub member: Bytes16,
    /// The author's full name; empty when the server does not know it.
    #[n(4)]
    pub name: String,
    /// The author's organisation, if any.
    #[n(5)]
    pub organisation: Option<String>,
    /// The author's role at that moment, by its code.
    #[n(6)]
    pub role: u8,
    /// What the author's device calls itself.
    #[n(7)]
    pub device_name: String,
    /// As its author wrote it; absent when longer than [`MAX_HELD_RECORD_BYTES`].
    #[n(8)]
    pub record: Option<ByteVec>,
}

/// How much is held for one reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct HeldCount {
    /// The reason's code.
    #[n(0)]
    pub reason: u8,
    /// Deltas within the officer's scope.
    #[n(1)]
    pub deltas: u32,
}

/// What became of one delta by a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct HeldOutcome {
    /// Which: what was named, and what was decided together with it.
    #[n(0)]
    pub delta: WireId,
    /// What.
    #[n(1)]
    pub became: HeldBecame,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum HeldBecame {
    /// It counts.
    #[n(0)]
    Admitted,
    /// It does not count, and its author is told so.
    #[n(1)]
    Rejected,
    /// This one, said on the author's behalf, counts in its place.
    #[n(2)]
    Reassigned(#[n(0)] WireId),
    /// It waits on, for another reason, by its code.
    #[n(3)]
    Held(#[n(0)] u8),
    /// Nothing changed.
    #[n(4)]
    Unable {
        /// Why.
        #[n(0)]
        why: HeldUnable,
        /// The held delta that it leans on; only then.
        #[n(1)]
        on: Option<WireId>,
    },
}

/// Why nothing was decided about a held delta.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum HeldUnable {
    /// Nobody ever handed it in, it counts already, or somebody has decided.
    #[n(0)]
    NotHeld,
    /// Its record is no statement of its kind: it can only be rejected.
    #[n(1)]
    Unreadable,
    /// The server's program does not know its kind: it is judged again after an upgrade.
    #[n(2)]
    UnknownKind,
    /// What it speaks of is not in the book.
    #[n(3)]
    UnknownSubject,
    /// What it speaks of is held itself.
    #[n(4)]
    LeansOnHeld,
    /// A rejection without a word to the author.
    #[n(5)]
    NoWords,
    /// It speaks of nothing that another could take the place of.
    #[n(6)]
    NoOtherPlace,
    /// Its author's role may not say it anywhere.
    #[n(7)]
    RoleMayNot,
    /// Neither its author nor this officer may say such a thing.
    #[n(8)]
    NotYours,
    /// It lies outside the officer's scope, or would.
    #[n(9)]
    OutOfScope,
}

/// The inbox as far as the officer's scope reaches, the longest held first.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct HeldPage {
    /// This page.
    #[n(0)]
    pub items: Vec<HeldDelta>,
    /// How much is held for which reason, by rising code.
    #[n(1)]
    pub counts: Vec<HeldCount>,
    /// What to ask for the next page with; absent on the last.
    #[n(2)]
    pub next: Option<HeldPlace>,
    /// What became of what was decided; empty when nothing was.
    #[n(3)]
    pub decided: Vec<HeldOutcome>,
}

/// The answer: the body of the response, as CBOR.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum HeldAnswer {
    /// What is held now.
    #[n(0)]
    Page(#[n(0)] HeldPage),
    /// Not answered, and why.
    #[n(1)]
    Refused(#[n(0)] Refusal),
}

impl Request for HeldRequest {
    const DOMAIN: &'static str = "tungnha-held-1";

    fn check(&self) -> Result<(), BadMessage> {
        let beyond = |what: &str| Err(BadMessage(format!("held: {what}")));
        if self.limit == 0 || self.limit > MAX_HELD_PAGE {
            return beyond("limit");
        }
        let Some(decision) = &self.decision else {
            return Ok(());
        };
        let named = decision.deltas.len();
        match &decision.word {
            _ if named == 0 || named > MAX_HELD_DECIDED => beyond("how many deltas are decided"),
            HeldWord::Reassign { .. } if named != 1 => beyond("several are reassigned at once"),
            HeldWord::Reject { words } if words.len() > MAX_HELD_WORDS_BYTES => beyond("words"),
            _ => Ok(()),
        }
    }
}

/// What an officer's device posts.
pub type SignedHeldRequest = SignedRequest<HeldRequest>;

#[cfg(test)]
mod tests {
    use super::*;

    fn request(limit: u16, decision: Option<HeldDecision>) -> HeldRequest {
        HeldRequest {
            version: 1,
            incarnation: Bytes16([1; 16]),
            decision,
            reason: None,
            after: None,
            limit,
        }
    }

    #[test]
    fn a_request_keeps_to_its_bounds() {
        let delta = WireId {
            incarnation: Bytes16([2; 16]),
            counter: 1,
        };
        let decision = |many: usize, word| {
            Some(HeldDecision {
                deltas: vec![delta; many],
                word,
            })
        };
        let reject = |bytes: usize| HeldWord::Reject {
            words: "a".repeat(bytes),
        };
        let again = HeldWord::Reassign { to: Some(delta) };
        for good in [
            request(1, None),
            request(MAX_HELD_PAGE, decision(MAX_HELD_DECIDED, HeldWord::Admit)),
            request(1, decision(1, reject(MAX_HELD_WORDS_BYTES))),
            request(1, decision(1, again.clone())),
        ] {
            assert_eq!(good.check(), Ok(()));
        }
        for bad in [
            request(0, None),
            request(MAX_HELD_PAGE + 1, None),
            request(1, decision(0, HeldWord::Admit)),
            request(1, decision(MAX_HELD_DECIDED + 1, HeldWord::Admit)),
            request(1, decision(1, reject(MAX_HELD_WORDS_BYTES + 1))),
            request(1, decision(2, again)),
        ] {
            assert!(bad.check().is_err(), "{bad:?}");
        }
    }
}
