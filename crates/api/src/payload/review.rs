//! Claims waiting, decisions, and the list that goes out.

use super::{PaperOrigin, payload};

payload! {
    /// Which claims wait.
    pub struct ReviewFilter {
        /// A hamlet's id; absent for all.
        hamlet: Option<String>,
        /// A volunteer's name; absent for all.
        volunteer: Option<String>,
        /// vneid, ihanoi, etax; absent for all.
        app: Option<String>,
        /// `waiting`, `confirmed`, `returned`: claims about apps. `residency`: news of moving and death, not decided
        /// yet. `questions`: confirmed claims that their authors took back. `proposals`: that somebody need not be
        /// visited, for the police.
        state: String,
        /// Only what has waited longer than three days; absent for all.
        too_old: Option<bool>,
        /// Only what comes after this: the `next` of the page before. Absent for the first page.
        after: Option<String>,
        /// Skip so many.
        offset: u32,
        /// At most so many (1–500).
        limit: u32,
    }

    /// Claims in the order in which the server received them.
    pub struct ReviewPage {
        /// How many claims match in all. Equal claims by several people are several, and one item.
        total: u32,
        /// When the oldest waiting one was received; absent when none waits.
        oldest: Option<i64>,
        /// How many of them have waited longer than three days.
        too_old: u32,
        /// What to ask for the next page with; absent on the last.
        next: Option<String>,
        /// This page.
        items: Vec<ReviewItem>,
        /// Names of volunteers with claims in this state.
        volunteers: Vec<String>,
        /// How many each hamlet would leave, beside the other filters; by the hamlet's id.
        of_hamlets: Vec<FilterCount>,
        /// How many each volunteer would leave; by name.
        of_volunteers: Vec<FilterCount>,
        /// How many each app would leave.
        of_apps: Vec<FilterCount>,
        /// How much news of moving and death waits, in the hamlet that is filtered by or in all.
        residency: u32,
        /// How many confirmed claims were taken back by their authors, likewise.
        questions: u32,
        /// How many are proposed as not eligible, likewise; 0 for whoever does not decide it.
        proposals: u32,
    }

    /// How many a filter would leave.
    pub struct FilterCount {
        /// What would be filtered by.
        value: String,
        /// How many.
        count: u32,
    }

    /// One item to decide. Equal claims by several people are one item.
    pub struct ReviewItem {
        /// The claims it stands for; a decision names them all.
        claims: Vec<String>,
        /// The person.
        person: PersonOfReview,
        /// vneid, ihanoi, etax; empty for what is about no app.
        app: String,
        /// 1, 2 or 0.
        level: u8,
        /// The stage claimed; for news of moving and death `living`, `moved_out`, `dead`; for a proposal why,
        /// coarsely: no_phone, away_long, moved, other.
        stage: String,
        /// Whether it is the citizen's word only.
        citizen_statement: bool,
        /// Who claims it: for what came from paper whoever walked with it.
        volunteers: Vec<String>,
        /// The first of them that came from paper; absent when all were said on phones.
        paper: Option<PaperOrigin>,
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
        /// `waiting`, `confirmed`, `returned`, `residency`, `questions`, `proposals`.
        state: String,
        /// When its author's taking back was received; absent for what was not taken back.
        withdrawn_at: Option<i64>,
        /// Who decided, if anybody.
        reviewer: Option<String>,
        /// When.
        decided_at: Option<i64>,
        /// Why it was returned: a key, words, or `key: words`.
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
        /// House and lane in words: "số 12, ngõ 5".
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
        /// confirmed, returned. What is decided of moving, of death or of a proposal, the book says then.
        decision: String,
        /// For confirmed proposals: the police's reason; absent for the one nearest to what each proposal says.
        ineligible: Option<String>,
        /// Why, in one key: not_listed, wrong_person, wrong_level, no_such_person, recheck; for
        /// proposals still_eligible, ask_family, wrong_person; `withdrawn` lets go what its author took back, and
        /// `kept` confirms it all the same.
        quick: Option<String>,
        /// Why, in words. A return needs a key or words.
        reason: Option<String>,
    }

    /// Takes back a decision of one's own.
    pub struct UndoReview {
        /// The decision.
        decision: String,
        /// Only on these claims, the others stay decided; absent for all.
        claims: Option<Vec<String>>,
    }

    /// It is taken back.
    pub struct ReviewUndone {
        /// The decision that stands on the others now; absent when there are none.
        again: Option<String>,
        /// How many they are.
        kept: u32,
    }

    /// What this device decided, while it stands.
    pub struct RecentReview {
        /// The decision, to undo it.
        id: String,
        /// confirmed, returned.
        decision: String,
        /// Why.
        reason: Option<String>,
        /// When.
        at: i64,
        /// On how many claims it stands.
        claims: u32,
        /// The first 200 of them.
        people: Vec<RecentClaim>,
    }

    /// One claim that was decided.
    pub struct RecentClaim {
        /// The claim, to undo the decision on it alone.
        claim: String,
        /// The person's name.
        name: String,
        /// The hamlet's name.
        hamlet: String,
        /// vneid, ihanoi, etax; empty for news of moving and death.
        app: String,
        /// 1, 2 or 0.
        level: u8,
        /// The stage or state that was claimed, or why a proposal was made.
        stage: String,
    }

    /// Draws a random sample of confirmed cases nobody has looked at again yet.
    pub struct DrawSample {
        /// How many (1–200).
        n: u32,
        /// A hamlet's id; absent for all.
        hamlet: Option<String>,
        /// A volunteer's name; absent for all.
        volunteer: Option<String>,
        /// Draws again as before: the seed of that sample. Absent for a new one.
        seed: Option<String>,
    }

    /// A sample. The same seed over the same cases gives it again.
    pub struct RecheckSample {
        /// Sixteen hexadecimal digits.
        seed: String,
        /// From how many cases it was drawn.
        of: u32,
        /// The cases, in the order of their lots.
        items: Vec<ReviewItem>,
        /// What it can be written as here: xlsx, docx, pdf; empty where this member hands nothing on.
        formats: Vec<String>,
    }

    /// What somebody found on the spot.
    pub struct NewRecheck {
        /// The resident's id.
        resident: String,
        /// The claims looked at.
        claims: Vec<String>,
        /// agrees, differs, not_reached.
        finding: String,
        /// What differs; needed then.
        note: Option<String>,
    }

    /// A finding is saved.
    pub struct RecheckSaved {
        /// Its id, to undo it.
        id: String,
    }

    /// What was found of one volunteer's confirmed claims.
    pub struct RecheckResult {
        /// The volunteer; empty when not known here.
        volunteer: String,
        /// Confirmed claims in all.
        confirmed: u32,
        /// Looked at and right.
        agrees: u32,
        /// Looked at and not right.
        differs: u32,
        /// Nobody was met.
        not_reached: u32,
    }

    /// One app at one level.
    pub struct OfApp {
        /// vneid, ihanoi, etax.
        app: String,
        /// VNeID 1 or 2; 0.
        level: u8,
    }

    /// Claimed, confirmed and official side by side.
    pub struct OfficialCompared {
        /// The latest day as of which the official list speaks; absent when there is none.
        as_of: Option<String>,
        /// By hamlet.
        hamlets: Vec<ComparedHamlet>,
    }

    /// One hamlet's figures: people of whom a stage that counts is said.
    pub struct ComparedHamlet {
        /// Its id.
        hamlet: String,
        /// Its name.
        name: String,
        /// A volunteer or the citizen says so.
        claimed: u32,
        /// Confirmed, or entered by the police.
        confirmed: u32,
        /// The official list says so.
        official: u32,
        /// Confirmed, and not on the official list.
        confirmed_not_official: u32,
        /// On the official list, and nobody claimed it.
        official_not_claimed: u32,
    }

    /// The people behind a difference.
    pub struct DifferenceFilter {
        /// vneid, ihanoi, etax.
        app: String,
        /// VNeID 1 or 2; 0.
        level: u8,
        /// confirmed_not_official, official_not_claimed.
        difference: String,
        /// A hamlet's id; absent for all.
        hamlet: Option<String>,
        /// Skip so many.
        offset: u32,
        /// At most so many (1–500).
        limit: u32,
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
