//! What is held at the server until a person of the office decides, as an officer sees it.

use super::{About, FilterCount, HeadCard, Official, PersonOfReview, SaidField, payload};

payload! {
    /// Which part of the inbox at the server.
    pub struct HeldFilter {
        /// Only what is held for this reason: malformed, unknown_kind, out_of_scope, role_may_not, unknown_subject,
        /// revoked, after_close. Absent for all.
        reason: Option<String>,
        /// Only what comes after this: the `next` of the page before. Absent for the first page.
        after: Option<String>,
        /// At most so many (1–200).
        limit: u32,
    }

    /// What is held within this officer's scope, the longest held first.
    pub struct HeldPage {
        /// This page.
        items: Vec<HeldItem>,
        /// How many are held in all, whatever the reason asked for.
        total: u32,
        /// How many for each reason.
        reasons: Vec<FilterCount>,
        /// What to ask for the next page with; absent on the last.
        next: Option<String>,
        /// What became of what was decided with this question; empty when nothing was.
        decided: Vec<HeldOutcome>,
    }

    /// One held statement with what speaks for it.
    pub struct HeldItem {
        /// Its id.
        id: String,
        /// The kind's name; `unknown` for one of a newer program, `unreadable` when nothing can be read.
        kind: String,
        /// Why it is held, as in `HeldFilter`.
        reason: String,
        /// When the server received it.
        received_at: i64,
        /// When it was said, by the author's device; absent when it cannot be read.
        said_at: Option<i64>,
        /// The author's clock was clearly wrong.
        clock_doubtful: bool,
        /// Who said it.
        by: String,
        /// As what: volunteer, leader, hamlet-head, police, office, inspector, server.
        role: String,
        /// The author's organisation, if any.
        organisation: Option<String>,
        /// What the author's device calls itself.
        device_name: String,
        /// Who or what it is about, as far as this device knows.
        about: About,
        /// vneid, ihanoi, etax; absent for what is about no app.
        app: Option<String>,
        /// VNeID 1 or 2, 0 for other apps; absent for what is about no app.
        level: Option<u8>,
        /// official_list, police_entry, volunteer_claim, citizen_statement; absent for what has none.
        source: Option<String>,
        /// What it says, field by field; empty when it cannot be read.
        says: Vec<SaidField>,
        /// What stands now in the place that it would take, the one that is shown first, with the same fields in
        /// the same order. Empty where nothing stands, and for what just adds.
        stands: Vec<HeadCard>,
        /// The person it is about, if here.
        person: Option<PersonOfReview>,
        /// What the official list says of that person and app; absent when none, or when it is about no app.
        official: Option<Official>,
        /// Of what it may be said instead: `resident`, `household`, `hamlet`. Absent when of nothing else.
        points_at: Option<String>,
    }

    /// What an officer decides about held statements.
    pub struct DecideHeld {
        /// Their ids (1–200), in the order in which they are decided; one to reassign.
        ids: Vec<String>,
        /// `admit`: it counts, with what leans on it; `reject`: it never will; `reassign`: the office says it again
        /// on the author's behalf.
        decision: String,
        /// Why, for the author, at most 1,000 bytes; needed to reject.
        words: Option<String>,
        /// To reassign: the id of the resident, household or hamlet of which it is said now; absent for the same.
        to: Option<String>,
        /// The page to give afterwards.
        filter: HeldFilter,
    }

    /// What became of one held statement.
    pub struct HeldOutcome {
        /// Its id.
        id: String,
        /// `admitted`, `rejected`, `reassigned`, `held` (on, for another reason), `unable` (nothing changed).
        became: String,
        /// For `held`, the reason. For `unable`, why: not_held, unreadable, unknown_kind, unknown_subject,
        /// leans_on_held, no_words, no_other_place, role_may_not, not_yours, out_of_scope.
        why: Option<String>,
    }
}
