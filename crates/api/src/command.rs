//! The table of operations: one row each, called by name with JSON from the window, the browser and
//! the command line alike. The UI's types are generated from the same table.

use crate::payload::*;
use crate::{ApiError, Device, ErrorCode};

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($args:ty) -> $reply:ty;)+) => {
        impl Device {
            /// Calls the operation `name` with `args` and gives its reply, both as JSON.
            ///
            /// # Errors
            /// `BadInput` for an unknown name or arguments of another shape, else the operation's own.
            pub fn call(
                &self,
                name: &str,
                args: serde_json::Value,
            ) -> Result<serde_json::Value, ApiError> {
                match name {
                    $(stringify!($name) => {
                        let args: $args = serde_json::from_value(args)
                            .map_err(|_| ApiError::new(
                                // What did not fit may be a name or a PIN: it is not repeated.
                                ErrorCode::BadInput,
                                concat!("arguments of ", stringify!($name)),
                            ))?;
                        serde_json::to_value(self.$name(args)?)
                            .map_err(|e| ApiError::new(ErrorCode::Internal, e.to_string()))
                    })+
                    _ => Err(ApiError::new(ErrorCode::BadInput, "no such operation")),
                }
            }
        }

        /// The names of all operations.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// The TypeScript map from an operation's name to its arguments and reply.
        pub fn typescript_map(config: &ts_rs::Config) -> String {
            use ts_rs::TS;
            let mut out = String::from("export interface Commands {\n");
            $(
                out.push_str(&format!(
                    "  {}: {{ args: {}; reply: {} }};\n",
                    stringify!($name), <$args>::name(config), <$reply>::name(config),
                ));
            )+
            out.push_str("}\n");
            out
        }
    };
}

commands! {
    /// Where this device stands.
    status(Nothing) -> Status;
    /// Makes this device a member's.
    enrol(Enrol) -> Status;
    /// Opens it.
    unlock(Unlock) -> Status;
    /// Closes it; half-filled doors are the screen's to keep.
    lock(Nothing) -> Status;
    /// The hamlets of this device.
    hamlets(Nothing) -> Vec<HamletCard>;
    /// The lanes of a hamlet, in natural order.
    lanes(OfHamlet) -> Vec<LaneCard>;
    /// Doors in walking order.
    doors(DoorFilter) -> DoorPage;
    /// One door opened.
    door(OfHousehold) -> Door;
    /// People found as one types.
    find(Find) -> Vec<PersonRow>;
    /// People listed, for scripts.
    people(PeopleFilter) -> PeoplePage;
    /// Records a visit.
    visit(NewVisit) -> Saved;
    /// Records a stage.
    record(NewRecord) -> Saved;
    /// Records an absence.
    absence(NewAbsence) -> Saved;
    /// Records the answer to the notice.
    notice(NewNotice) -> Saved;
    /// Takes back a delta of one's own.
    retract(OfDelta) -> Nothing;
    /// Whether the work is safe.
    my_work(Nothing) -> MyWork;
    /// Starts a sync in the background.
    sync_start(Nothing) -> Job;
    /// Starts a sync that ends with a closing check: do both sides show the same?
    check_start(Nothing) -> Job;
    /// What this device would say to the server, as a sealed file.
    courier_out(SaveFile) -> Exported;
    /// Takes in what the server answered to such a file.
    courier_in(OpenFile) -> CourierTaken;
    /// Hands a sealed file of whatever device to the server, and gives its answer, sealed as well.
    courier_carry(CarryFile) -> Exported;
    /// Learns where the server may be found now.
    learn_addresses(Link) -> Nothing;
    /// Reads a spreadsheet in the background; its outcome is a preview. One at a time.
    import_preview_start(OpenSheet) -> Job;
    /// Takes in what the last preview showed, in the background.
    import_start(Nothing) -> Job;
    /// A job at this moment.
    job(OfJob) -> Job;
    /// Asks a job to stop at the next safe point.
    job_stop(OfJob) -> Nothing;
    /// Claims by state, the oldest first.
    review_list(ReviewFilter) -> ReviewPage;
    /// Decides claims.
    review(NewReview) -> ReviewSaved;
    /// Registers of which several people said different things.
    disagreements(DisagreementFilter) -> DisagreementPage;
    /// Settles one.
    settle(NewSettle) -> SettleSaved;
    /// Writes the confirmation list.
    export_confirmation_list(ExportList) -> Exported;
    /// Folds everything and compares with the tables.
    verify(Nothing) -> Verified;
}
