//! Where this device stands: enrolled or not, locked or not, whose, and whether the work is safe.

use super::payload;

payload! {
    /// The device at a glance; the first thing a screen asks.
    pub struct Status {
        /// `new` (not enrolled), `locked`, `open`.
        state: DeviceState,
        /// The number of the member whose turn it is on this device, from 1; 0 in practice and where nobody is
        /// enrolled yet.
        number: u32,
        /// How many members work on this device, each with a PIN of their own.
        members: u32,
        /// Whose device; present once enrolled, also while locked (the lock screen shows the name).
        member: Option<MemberCard>,
        /// The book's name as people call it: "xã Cẩm Tân". Absent before enrolment.
        book: Option<String>,
        /// The campaign; absent before the first sync or while locked.
        campaign: Option<CampaignCard>,
        /// Practice data: one banner, "dữ liệu luyện tập".
        practice: bool,
        /// Practice on this device alone (`practice_start`): nothing is kept, nothing can be sent.
        rehearsal: bool,
        /// Counts of own work; while locked all but `unsent` are zero, since the file is closed.
        work: WorkCounts,
        /// False when `work.unsent` is not known: while locked, and the number kept beside the file is not
        /// there.
        unsent_known: bool,
        /// The last sync that was tried, if any.
        last_sync: Option<SyncStory>,
        /// The server was restored from a backup and gives nothing out until the police have looked through
        /// who is revoked; work is received all the same.
        reads_wait: bool,
        /// By how much this device's clock is off, as the last sync taught: positive when it is slow.
        /// Absent within two minutes.
        clock_off_seconds: Option<i64>,
        /// The grant has run out: a sync renews it. Told, and blocks nothing.
        grant_expired: bool,
        /// No officer has accepted this device yet: nothing comes from the server, and what is said is kept.
        awaiting_acceptance: bool,
        /// What this device called itself when it enrolled; empty while locked, and for one of before.
        device_name: String,
        /// Four letters by which an officer knows this device on their list; empty while locked.
        check_word: String,
        /// The names of the colleagues who keep one file with this member on this computer; empty for everybody
        /// who has a file alone.
        shares_with: Vec<String>,
        /// An officer with a file alone although colleagues of the same book are on this computer: they may see
        /// other things.
        apart: bool,
        /// The program's version.
        version: String,
    }

    /// A member as colleagues see one.
    pub struct MemberCard {
        /// Full name.
        name: String,
        /// The glossary's role: volunteer, leader, hamlet-head, police, office, inspector.
        role: String,
        /// Đoàn Thanh niên xã …; absent when none was given.
        organisation: Option<String>,
    }

    /// The frame of the campaign.
    pub struct CampaignCard {
        /// Its title.
        title: String,
        /// Its slogan, if any.
        theme: Option<String>,
        /// First day.
        starts: String,
        /// Last day, inclusive.
        ends: String,
        /// Daily hours of field work, from.
        hour_from: u8,
        /// Daily hours of field work, to.
        hour_to: u8,
        /// What is asked, in the order of the door flow.
        apps: Vec<AskedAppCard>,
        /// What is due when, by date.
        milestones: Vec<MilestoneCard>,
        /// Why a visit now deserves a word of warning: `outside_hours`, `not_started`, `ended`.
        warning: Option<String>,
        /// Whom citizens call to check a volunteer: an office and its telephone; absent when the office gave
        /// none.
        contact: Option<String>,
    }

    /// One app that is asked for.
    pub struct AskedAppCard {
        /// vneid, ihanoi, etax.
        app: String,
        /// Asked of people of at least so many years.
        minimum_age: u8,
        /// Its pages in the official stores, Google Play first; at most one each.
        links: Vec<StoreLinkCard>,
    }

    /// The page of an app in an official store.
    pub struct StoreLinkCard {
        /// google_play, app_store.
        store: String,
        /// The whole address, at most 200 bytes; never another host than the store's.
        address: String,
    }

    /// A due date.
    pub struct MilestoneCard {
        /// In the plan's words.
        title: String,
        /// Due at the end of this day.
        due: String,
    }

    /// How many of one's own deltas are where.
    pub struct WorkCounts {
        /// Saved on this device, no receipt yet.
        unsent: u32,
        /// Received by the server and admitted.
        received: u32,
        /// Claims waiting for the reviewer (among the received).
        waiting: u32,
        /// Claims confirmed.
        confirmed: u32,
        /// Claims returned.
        returned: u32,
        /// Waiting in the server's inbox for a person.
        held: u32,
        /// The office said no.
        rejected: u32,
        /// The office said it again in the right place; that counts instead.
        reassigned: u32,
    }

    /// One attempt to sync, as a person would tell it.
    pub struct SyncStory {
        /// When it began.
        at: i64,
        /// How it ended: `done`, an error's code, or `check_failed`: it went through, and a hamlet is still
        /// not the same on both sides.
        outcome: String,
        /// Deltas sent and receipted.
        sent: u32,
        /// Deltas received.
        received: u32,
        /// Requests made.
        requests: u32,
        /// Bytes of bodies sent.
        bytes_up: u32,
        /// Bytes of bodies received.
        bytes_down: u32,
    }

    /// What an enrolment needs.
    pub struct Enrol {
        /// The link as printed by the server.
        link: String,
        /// Six digits or more. It never leaves the device.
        pin: String,
        /// What to call this device on the office's list of devices.
        device_name: Option<String>,
    }

    /// A PIN to open the device with.
    pub struct Unlock {
        /// Six digits or more.
        pin: String,
    }
}

/// Whether the device knows whose it is, and whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    /// Not enrolled.
    New,
    /// Enrolled; the file's key is not in memory.
    Locked,
    /// Ready.
    Open,
}
