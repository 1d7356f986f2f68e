//! "Is my work safe?", long-running jobs, and what they end with.

use super::{
    About, AnsweredCard, ImportPreview, ImportReport, MissedCard, SaidField, SyncStory, WorkCounts,
    payload,
};

payload! {
    /// The screen that answers whether the work is safe.
    pub struct MyWork {
        /// How many are where.
        counts: WorkCounts,
        /// Pictures of mobile points that the server does not have whole.
        pictures_waiting: u32,
        /// Doors visited today.
        doors_today: u32,
        /// People recorded today.
        people_today: u32,
        /// Doors given to this member to come back to, and not done since: by the time agreed on, those without
        /// one last.
        given: Vec<GivenDoor>,
        /// Appointments that this device made, that were missed and that nothing took the place of, the oldest first.
        missed: Vec<MissedCard>,
        /// Claims returned, the last first.
        returned: Vec<ClaimCard>,
        /// Claims confirmed lately, the last first, at most 50.
        confirmed: Vec<ClaimCard>,
        /// Answers to what this member met at doors, the last first, at most 100.
        answers: Vec<AnsweredCard>,
        /// Held deltas, with the reason: they wait for a person of the office.
        held: Vec<HeldCard>,
        /// What the office decided about held work of this member, on whatever device it was written, the
        /// last first, at most 200.
        decided: Vec<DecidedCard>,
        /// When this file turned out to be a copy of another, the last first; nearly always empty.
        reissued: Vec<ReissueCard>,
        /// What closing checks repaired, the last first, at most 20.
        repairs: Vec<RepairCard>,
        /// When the last closing check came to an end; absent before any.
        checked_at: Option<i64>,
        /// Whether this device and the server showed the same then, if need be after a repair.
        check_agrees: bool,
        /// The last syncs, the last first, at most 20.
        syncs: Vec<SyncStory>,
    }

    /// A door that a leader gave to this member to come back to.
    pub struct GivenDoor {
        /// The household's id.
        household: String,
        /// The hamlet's name.
        hamlet: String,
        /// Its lane; empty when none.
        lane: String,
        /// Its number; empty when none.
        house: String,
        /// Head of household; empty when unknown.
        head: String,
        /// When to come back, if that was said.
        at: Option<i64>,
        /// Over then, by itself.
        until: i64,
    }

    /// One of one's own claims.
    pub struct ClaimCard {
        /// Its id.
        id: String,
        /// The resident's id.
        resident: String,
        /// The household's id.
        household: String,
        /// The person's name.
        name: String,
        /// The hamlet's name; empty when the door is no longer here.
        hamlet: String,
        /// Lane; empty when none.
        lane: String,
        /// House number; empty when none.
        house: String,
        /// vneid, ihanoi, etax.
        app: String,
        /// 1, 2 or 0.
        level: u8,
        /// The stage claimed.
        stage: String,
        /// When it was said.
        at: i64,
        /// Who decided, if anybody.
        reviewer: Option<String>,
        /// When it was decided.
        decided_at: Option<i64>,
        /// Why it was returned.
        reason: Option<String>,
    }

    /// One of one's own deltas that waits in the server's inbox.
    pub struct HeldCard {
        /// Its id.
        id: String,
        /// The kind's name.
        kind: String,
        /// Why: malformed, unknown_kind, out_of_scope, role_may_not, unknown_subject, revoked, after_close.
        reason: String,
        /// When it was said.
        at: i64,
        /// Who or what it is about.
        about: About,
        /// vneid, ihanoi, etax; absent for what is about no app.
        app: Option<String>,
        /// VNeID 1 or 2, 0 for other apps; absent for what is about no app.
        level: Option<u8>,
        /// What it says, field by field.
        says: Vec<SaidField>,
    }

    /// What the office decided about a held delta of this member.
    pub struct DecidedCard {
        /// The held delta's id.
        id: String,
        /// The kind's name.
        kind: String,
        /// `admitted`: it counts now; `rejected`: it never will; `reassigned`: the office said it again in the
        /// right place, and that counts as this member's; `held`: it waits on, for another reason.
        decision: String,
        /// In the officer's words; always there for `rejected`.
        words: Option<String>,
        /// Who decided.
        by: String,
        /// When, by the server's clock.
        at: i64,
        /// When the delta was said; absent when it cannot be read.
        said_at: Option<i64>,
        /// Who or what it was about.
        about: About,
        /// vneid, ihanoi, etax; absent for what is about no app.
        app: Option<String>,
        /// VNeID 1 or 2, 0 for other apps; absent for what is about no app.
        level: Option<u8>,
        /// What it says, field by field.
        says: Vec<SaidField>,
    }

    /// This file turned out to be a copy of another.
    pub struct ReissueCard {
        /// When.
        at: i64,
        /// How many deltas without a receipt were said again, so that nothing was lost.
        deltas: u32,
    }

    /// A closing check found that a hamlet was not the same on both sides, and repaired it.
    pub struct RepairCard {
        /// When.
        at: i64,
        /// The hamlet's name.
        hamlet: String,
        /// Deltas that were not here and now are.
        missing: u32,
        /// Deltas of others that only this device had; they are kept aside.
        extra: u32,
    }

    /// What a closing check said.
    pub struct CheckReport {
        /// The sync of which it was the end.
        sync: SyncStory,
        /// Both sides were compared: not when more was said meanwhile, or the server's program is older.
        compared: bool,
        /// Both sides show the same now, as far as they were compared.
        agrees: bool,
        /// What was repaired; empty when all was well.
        repaired: Vec<RepairCard>,
    }

    /// Which job.
    pub struct OfJob {
        /// The number that starting it returned.
        job: u32,
    }

    /// A spreadsheet handed over by the screen.
    pub struct OpenSheet {
        /// File name, for the import's log; never used as a path.
        name: String,
        /// Its bytes, base64.
        bytes_base64: String,
    }

    /// A long job at this moment. Ask again until `outcome` is present.
    pub struct Job {
        /// Its number.
        job: u32,
        /// sync (also with a check), import_preview, import.
        kind: String,
        /// `connecting`, `sending`, `receiving`, `reading`, `saving`, `done`.
        stage: String,
        /// Done so far, in the stage's own unit.
        done: u32,
        /// Of so many; 0 when not known.
        total: u32,
        /// Present when it has ended.
        outcome: Option<JobOutcome>,
    }
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, and gone when it was told"
)]
pub enum JobOutcome {
    /// A sync went through.
    Synced(SyncStory),
    /// A sync with a closing check went through.
    Checked(CheckReport),
    /// A spreadsheet was read and understood.
    Preview(ImportPreview),
    /// A list was taken in.
    Imported(ImportReport),
    /// Stopped by the person; what was done by then stands and nothing is half-written.
    Stopped,
    /// It did not work out; nothing is lost.
    Failed(crate::ApiError),
}
