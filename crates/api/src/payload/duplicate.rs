//! People whom the roll may have twice.

use super::payload;

payload! {
    /// Which pairs.
    pub struct DuplicateFilter {
        /// A hamlet's id: at least one of the two lives there. Absent for all.
        hamlet: Option<String>,
        /// `open`: proposed, nobody has decided. `same`, `different`: decided so.
        state: String,
        /// Skip so many.
        offset: u32,
        /// At most so many (1–500).
        limit: u32,
    }

    /// Pairs: proposals with the most evidence first, decisions the last first.
    pub struct DuplicatePage {
        /// This page.
        items: Vec<Duplicate>,
        /// How many there are in all.
        total: u32,
    }

    /// Two residents who may be one person.
    pub struct Duplicate {
        /// Who gives way where they are one.
        gives_way: DuplicatePerson,
        /// Who stays.
        stays: DuplicatePerson,
        /// What speaks for it: `same_id`, `same_last4`, `same_name`, `like_name`, `same_birth`, `same_year`,
        /// `same_phone`, `same_door`.
        evidence: Vec<String>,
        /// What was decided; absent while it is a proposal.
        decided: Option<DuplicateDecided>,
    }

    /// One of the two.
    pub struct DuplicatePerson {
        /// The resident's id.
        id: String,
        /// The household's id.
        household: String,
        /// Full name.
        name: String,
        /// Birth date as far as known.
        birth: Option<String>,
        /// Sex.
        sex: Option<String>,
        /// Last four digits.
        last4: Option<String>,
        /// All twelve, where this device may hold them.
        personal_id: Option<String>,
        /// Phones.
        phones: Vec<String>,
        /// The hamlet's name.
        hamlet: String,
        /// House and lane.
        address: String,
        /// Head of household; empty when unknown.
        head: String,
        /// The commune's list has the person.
        listed: bool,
        /// Claims about the person's accounts.
        claims: u32,
    }

    /// A decision on a pair.
    pub struct DuplicateDecided {
        /// Its id: what an undo retracts, where it is one's own.
        id: String,
        /// One person.
        same: bool,
        /// When, seconds.
        at: i64,
        /// Who.
        by: String,
        /// Decided on this device.
        own: bool,
        /// No receipt yet.
        unsent: bool,
    }

    /// Decisions on pairs.
    pub struct DecideDuplicates {
        /// Each of them; 500 at most.
        decisions: Vec<DuplicateChoice>,
    }

    /// What is decided of one pair.
    pub struct DuplicateChoice {
        /// Who gives way where they are one.
        resident: String,
        /// Who stays.
        other: String,
        /// One person; otherwise two, and nobody is asked again.
        same: bool,
    }

    /// What was decided.
    pub struct DuplicatesDecided {
        /// The decisions' ids, in their order: what an undo retracts.
        ids: Vec<String>,
    }
}
