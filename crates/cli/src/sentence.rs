//! Error codes as sentences: what happened, that nothing was lost, what to do next.

use tungnha_api::ErrorCode;

/// The sentence of a code.
pub const fn sentence(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::NotEnrolled => {
            "this device is not enrolled; ask the office for a link and use enrol"
        }
        ErrorCode::AlreadyEnrolled => "this device is enrolled already; nothing was changed",
        ErrorCode::Locked => "this device is locked",
        ErrorCode::WrongPin => "the PIN is wrong; nothing was changed",
        ErrorCode::WrongRecoveryKey => {
            "this is not the recovery key of this device's server; the PIN is what it was"
        }
        ErrorCode::NoticeRefused => {
            "this person refused the notice; nothing else is recorded of them until they are asked again"
        }
        ErrorCode::PinTooShort => "the PIN needs six digits at least",
        ErrorCode::BadLink => "this is no link of that kind; copy it whole",
        ErrorCode::CodeRefused => {
            "the link was used, has expired or never was; ask the office for a new one"
        }
        ErrorCode::NotFound => "there is no such id, name or place on this device",
        ErrorCode::BadInput => "something in the request cannot be understood",
        ErrorCode::NotAllowed => "this member's role may not do this",
        ErrorCode::NoConnection => {
            "the server cannot be reached; all work is kept on this device, sync again later"
        }
        ErrorCode::NotOurServer => {
            "something else answered than the server of this device; nothing was sent"
        }
        ErrorCode::CaptivePortal => {
            "a login page answered instead of the server; log in to the network and sync again"
        }
        ErrorCode::ServerBusy => "the server is busy; all work is kept, sync again later",
        ErrorCode::Revoked => {
            "the office has withdrawn this device's grant; what it had is handed in, nothing was read"
        }
        ErrorCode::UnknownDevice => {
            "the server does not know this device any more; all work is kept on it"
        }
        ErrorCode::TooLong => "too long a text, or too many claims at once; nothing was saved",
        ErrorCode::VersionMismatch => {
            "this program and the server's differ in version; update, all work is kept"
        }
        ErrorCode::DiskFull => "the disk is full; the last statement was not saved",
        ErrorCode::FileDamaged => "the device's file does not open; it was set aside, not deleted",
        ErrorCode::FileBusy => "another program has the device's file open",
        ErrorCode::SheetPassword => {
            "the spreadsheet is protected by a password; nothing was changed"
        }
        ErrorCode::SheetOtherKind => {
            "the file is no .xlsx, .xls, .ods or .csv, whatever its name; nothing was changed"
        }
        ErrorCode::SheetTooLarge => {
            "the spreadsheet holds more than a commune's list; nothing was changed"
        }
        ErrorCode::UnreadableSheet => "the spreadsheet cannot be read; nothing was changed",
        ErrorCode::NoTable => {
            "no sheet has a table that looks like a resident list; nothing was changed"
        }
        ErrorCode::NoJob | ErrorCode::JobRunning | ErrorCode::Internal => {
            "a defect of this program; nothing is lost"
        }
        ErrorCode::Conflict => "what you saw has changed meanwhile; look again, nothing was saved",
        ErrorCode::NotForThisDevice => {
            "the file is for another device or of another server, or was changed on its way; nothing was changed"
        }
        ErrorCode::UnreadableParcel => {
            "the file is no courier's, or a parcel where a reply is wanted; nothing was changed"
        }
        ErrorCode::SyncFirst => "this needs one sync with the server before; all work is kept",
        ErrorCode::NotACard => "this is not the code of an identity card",
        ErrorCode::HealthCard => "this is the code of a health insurance card",
        ErrorCode::VneidCode => "this is a code of VNeID itself, not of the card",
        ErrorCode::LinkCode => "this code is a link; links in codes are not opened",
        ErrorCode::CardUnreadable => "a field of the card's code cannot be read: see the detail",
        ErrorCode::NoCodeInPicture => "there is no code in the picture",
        ErrorCode::PictureUnreadable => "the picture cannot be read",
        ErrorCode::PracticeOnly => "practice has no server; end it for real work",
        ErrorCode::Stopped => "stopped; nothing is half-written",
    }
}
