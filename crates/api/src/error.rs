//! What the outside is told when something did not work: a small coded enum that a screen turns into
//! a sentence. Details stay inside.

/// A refusal or a failure, with what a sentence needs. Nothing here is personal data.
#[derive(
    Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS, thiserror::Error,
)]
#[error("{code:?}: {detail}")]
pub struct ApiError {
    /// What happened.
    pub code: ErrorCode,
    /// For people who look closer; English, never shown as the message.
    pub detail: String,
}

/// What happened. New codes are added at the end; a screen that does not know one says so plainly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The device is not enrolled yet.
    NotEnrolled,
    /// The device is enrolled already.
    AlreadyEnrolled,
    /// The device is locked.
    Locked,
    /// The PIN is wrong.
    WrongPin,
    /// The PIN is shorter than six digits.
    PinTooShort,
    /// The link is no enrolment link.
    BadLink,
    /// The code was used, has expired, or never was.
    CodeRefused,
    /// No such hamlet, household, person or claim on this device.
    NotFound,
    /// A word, id, day or number in the request cannot be understood.
    BadInput,
    /// This member's role may not do this.
    NotAllowed,
    /// No network, or the server does not answer.
    NoConnection,
    /// Something answered that is not the server this device is pinned to.
    NotOurServer,
    /// A login page answered instead of the server.
    CaptivePortal,
    /// The server is busy; later.
    ServerBusy,
    /// The server has revoked this device's grant: it may still hand in, and reads nothing.
    Revoked,
    /// The server and this program do not speak the same version.
    VersionMismatch,
    /// The disk is full; the last tap was not saved.
    DiskFull,
    /// The device's file does not open; it was set aside, not deleted.
    FileDamaged,
    /// Another program has the device's file open.
    FileBusy,
    /// The spreadsheet cannot be read at all.
    UnreadableSheet,
    /// No sheet has a table that looks like a resident list.
    NoTable,
    /// No such job, or it has ended.
    NoJob,
    /// A job of this kind is running already.
    JobRunning,
    /// The person stopped it.
    Stopped,
    /// A defect of this program; nothing is lost.
    Internal,
    /// The server does not know this device: the office must enrol it again.
    UnknownDevice,
    /// A text of over four kilobytes, or over two thousand claims at once; nothing was saved.
    TooLong,
    /// What you saw has changed meanwhile: look again. Nothing was saved.
    Conflict,
    /// The courier's file is for another device or of another server, or was changed on its way: sealed, it
    /// does not tell which.
    NotForThisDevice,
    /// The file is no courier's, or not of this kind: a parcel where a reply is wanted.
    UnreadableParcel,
    /// This needs a sync with the server once before.
    SyncFirst,
    /// The code is not that of a citizen's card.
    NotACard,
    /// The code is that of a health-insurance card.
    HealthCard,
    /// The code is one of the VNeID app's own.
    VneidCode,
    /// The code is a link.
    LinkCode,
    /// The picture shows no code that can be read.
    NoCodeInPicture,
    /// The file is no JPEG, PNG or WebP picture, or is too large.
    PictureUnreadable,
    /// The code is a card's, but was not read whole.
    CardUnreadable,
    /// Practice has no server and no place on any disk: this is for real work only. Nothing was lost.
    PracticeOnly,
    /// The spreadsheet is protected by a password: take it off in the spreadsheet program and save.
    SheetPassword,
    /// The file is no .xlsx, .xls, .ods or .csv, whatever its name says.
    SheetOtherKind,
    /// The spreadsheet has more in it than any commune's list.
    SheetTooLarge,
    /// The recovery key is another server's, or the file holds none; the PIN is what it was.
    WrongRecoveryKey,
    /// The citizen refused the notice: nothing else is recorded until they are asked again.
    NoticeRefused,
}

impl ApiError {
    /// An error with a detail for people who look closer.
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}

impl From<ErrorCode> for ApiError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code, "")
    }
}
