//! Who does what by when and answers for it: the "5 rõ" (`domain.md` D-31).

use super::payload;

payload! {
    /// Which assignments.
    pub struct AssignmentFilter {
        /// Of this hamlet's id; null for all.
        hamlet: Option<String>,
        /// Also those that have a result.
        closed: bool,
    }

    /// The assignments, with what they are about.
    pub struct AssignmentPage {
        /// Those that lack most and are due first come first; closed ones last.
        assignments: Vec<AssignmentCard>,
        /// How many of them lack something.
        lacking: u32,
        /// How many are late.
        late: u32,
        /// This member may begin and change them.
        may_write: bool,
    }

    /// One assignment.
    pub struct AssignmentCard {
        /// Its id.
        id: String,
        /// The hamlet's id.
        hamlet: String,
        /// The hamlet's name.
        place: String,
        /// collect, activate, ihanoi, etax, canvass.
        task: String,
        /// Who does it.
        who: Option<String>,
        /// Who answers for it.
        accountable: Option<String>,
        /// By when, inclusive.
        due: Option<String>,
        /// How much: people to reach, or doors for canvass.
        goal: Option<u32>,
        /// What came of it.
        result: Option<String>,
        /// What is missing of the five, in their order: who, task, progress, result, accountable.
        missing: Vec<String>,
        /// Due before today, and no result.
        late: bool,
        /// How far the hamlet has come with it, counted from the book.
        progress: AssignmentProgress,
        /// No receipt yet.
        unsent: bool,
    }

    /// How far a hamlet has come with a task, as this device knows it.
    pub struct AssignmentProgress {
        /// People of whom a reviewer confirmed it or the police said so; for canvass doors done.
        done: u32,
        /// People of whom it was claimed and not returned, confirmed ones among them; for canvass doors done.
        claimed: u32,
        /// People of whom the campaign asks something; for canvass doors in all.
        of: u32,
    }

    /// An assignment to begin or change.
    pub struct NewAssignment {
        /// The one that it changes; absent to begin one.
        of: Option<String>,
        /// The hamlet's id; that of the one it changes.
        hamlet: String,
        /// collect, activate, ihanoi, etax, canvass.
        task: String,
        /// Who does it.
        who: Option<String>,
        /// Who answers for it.
        accountable: Option<String>,
        /// By when, `yyyy-mm-dd`.
        due: Option<String>,
        /// How much, at least 1.
        goal: Option<u32>,
        /// What came of it; with it the assignment is closed.
        result: Option<String>,
    }
}
