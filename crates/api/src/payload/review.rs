//! Claims waiting, decisions, and the list that goes out.

use super::payload;

payload! {
    /// Which claims wait.
    pub struct ReviewFilter {
        /// A hamlet's id; absent for all.
        hamlet: Option<String>,
        /// A volunteer's name; absent for all.
        volunteer: Option<String>,
        /// vneid, ihanoi, etax; absent for all.
        app: Option<String>,
        /// `waiting`, `confirmed`, `returned`.
        state: String,
        /// Skip so many.
        offset: u32,
        /// At most so many (1–500).
        limit: u32,
    }

    /// Claims, the oldest first.
    pub struct ReviewPage {
        /// How many match in all.
        total: u32,
        /// When the oldest waiting one was received; absent when none waits.
        oldest: Option<i64>,
        /// This page.
        items: Vec<ReviewItem>,
        /// Names of volunteers with claims in this state.
        volunteers: Vec<String>,
    }

    /// One item to decide. Equal claims by several people are one item.
    pub struct ReviewItem {
        /// The claims it stands for; a decision names them all.
        claims: Vec<String>,
        /// The person.
        person: PersonOfReview,
        /// vneid, ihanoi, etax.
        app: String,
        /// 1, 2 or 0.
        level: u8,
        /// The stage claimed.
        stage: String,
        /// Whether it is the citizen's word only.
        citizen_statement: bool,
        /// Who claims it.
        volunteers: Vec<String>,
        /// Their organisations, as given.
        organisations: Vec<String>,
        /// When the first of them was said.
        said_at: i64,
        /// When the first of them was received.
        received_at: Option<i64>,
        /// The clock of a phone on which one of them was said was clearly wrong.
        clock_doubtful: bool,
        /// What the official list says: (level, stage), the furthest.
        official: Option<Official>,
        /// Flags: disputed, ahead_of_list, behind_list, too_young.
        flags: Vec<String>,
        /// The visit's outcome at which it was seen, if told.
        outcome: Option<String>,
        /// `waiting`, `confirmed`, `returned`.
        state: String,
        /// Who decided, if anybody.
        reviewer: Option<String>,
        /// When.
        decided_at: Option<i64>,
        /// Why it was returned.
        reason: Option<String>,
        /// The own decision, to undo it.
        own_decision: Option<String>,
    }

    /// The person as police see one.
    pub struct PersonOfReview {
        /// The resident's id.
        id: String,
        /// Full name.
        name: String,
        /// As precisely as the book has it: dd/mm/yyyy, mm/yyyy, yyyy, or empty.
        birth: String,
        /// `male`, `female`, if known.
        sex: Option<String>,
        /// Twelve digits; absent when unknown or not visible to this role.
        personal_id: Option<String>,
        /// Phones; empty when unknown or not visible to this role.
        phones: Vec<String>,
        /// Hamlet's name.
        hamlet: String,
        /// Lane and house in words.
        address: String,
        /// The household's id.
        household: String,
    }

    /// What the official list says.
    pub struct Official {
        /// 1, 2 or 0.
        level: u8,
        /// The stage.
        stage: String,
        /// As of this day, if told.
        as_of: Option<String>,
    }

    /// A decision on claims.
    pub struct NewReview {
        /// The claims' ids, as the page listed them.
        claims: Vec<String>,
        /// confirmed, returned.
        decision: String,
        /// Needed for a return.
        reason: Option<String>,
    }

    /// A decision is saved.
    pub struct ReviewSaved {
        /// Its id, to undo it.
        id: String,
        /// How many claims it decides.
        claims: u32,
    }

    /// A list to write.
    pub struct ExportList {
        /// Save it among the person's downloads, as a window must that cannot hand out files itself.
        save: bool,
    }

    /// A file that was written: a list, or a courier's.
    pub struct Exported {
        /// Suggested file name, without any person's data.
        file_name: String,
        /// Where it was saved, if it was. A list has personal ids in the open, from there on the person's to
        /// guard; a courier's file is sealed.
        path: Option<String>,
        /// Its bytes, base64, for whoever hands it out.
        bytes_base64: String,
        /// Rows in it; for a parcel, how many of this device's deltas it hands in; for a reply, 0.
        rows: u32,
    }

    /// The fold over everything against the tables.
    pub struct Verified {
        /// Whether they agree.
        agrees: bool,
        /// Deltas folded.
        deltas: u32,
        /// Registers compared.
        registers: u32,
        /// The first differences, in words, without personal data; at most 20.
        differences: Vec<String>,
    }
}
