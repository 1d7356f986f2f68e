//! "Is my work safe?", long-running jobs, and what they end with.

use super::{ImportPreview, ImportReport, SyncStory, WorkCounts, payload};

payload! {
    /// The screen that answers whether the work is safe.
    pub struct MyWork {
        /// How many are where.
        counts: WorkCounts,
        /// Doors visited today.
        doors_today: u32,
        /// People recorded today.
        people_today: u32,
        /// Claims returned, the last first.
        returned: Vec<ClaimCard>,
        /// Claims confirmed lately, the last first, at most 50.
        confirmed: Vec<ClaimCard>,
        /// Held deltas, with the reason.
        held: Vec<HeldCard>,
        /// The last syncs, the last first, at most 20.
        syncs: Vec<SyncStory>,
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
        /// sync, import_preview, import.
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
pub enum JobOutcome {
    /// A sync went through.
    Synced(SyncStory),
    /// A spreadsheet was read and understood.
    Preview(ImportPreview),
    /// A list was taken in.
    Imported(ImportReport),
    /// Stopped by the person; what was done by then stands and nothing is half-written.
    Stopped,
    /// It did not work out; nothing is lost.
    Failed(crate::ApiError),
}
