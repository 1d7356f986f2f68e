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
                let device = self.pinned();
                device.allowed_in_practice(name)?;
                match name {
                    $(stringify!($name) => {
                        let args: $args = serde_json::from_value(args)
                            .map_err(|_| ApiError::new(
                                // What did not fit may be a name or a PIN: it is not repeated.
                                ErrorCode::BadInput,
                                concat!("arguments of ", stringify!($name)),
                            ))?;
                        serde_json::to_value(device.$name(args)?)
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
    /// Who works on this device; names only.
    members(Nothing) -> Vec<LocalMember>;
    /// Another member's turn: locked, until that member's PIN.
    switch_member(OfMember) -> Status;
    /// A place for one more member.
    add_member(Nothing) -> Status;
    /// Five invented households to practise on; nothing of it is kept or sent.
    practice_start(Nothing) -> Status;
    /// Throws practice away.
    practice_end(Nothing) -> Status;
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
    /// Who of this device a card's code may belong to. Keeps nothing of it.
    card_match(CardText) -> CardMatch;
    /// The same from a picture of the card.
    card_image(CardPicture) -> CardMatch;
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
    /// Records that somebody moved away or died, as told at the door.
    residency(NewResidency) -> Saved;
    /// Records what hinders somebody.
    obstacle(NewObstacle) -> Saved;
    /// Records an appointment.
    appointment(NewAppointment) -> Saved;
    /// Proposes somebody as not eligible.
    propose(NewProposal) -> Saved;
    /// Decides whether somebody is to be visited: the police.
    decide_eligibility(NewEligibility) -> Saved;
    /// Adds a door that the list lacks.
    add_household(NewHousehold) -> Saved;
    /// Adds a person whom the list lacks.
    add_resident(NewResident) -> SavedPerson;
    /// Takes a lane for the evening, or gives it to a colleague.
    take_lane(TakeLane) -> LaneTaken;
    /// Gives a door to a colleague to come back to.
    handover(NewHandover) -> Saved;
    /// Who works in a hamlet.
    colleagues(OfHamlet) -> Vec<Colleague>;
    /// How far a hamlet has come, by member.
    coverage(OfHamlet) -> Coverage;
    /// Begins a mobile point.
    begin_session(NewSession) -> SessionCard;
    /// Says that a mobile point is over.
    end_session(EndSession) -> SessionCard;
    /// The mobile points of this device, the last first.
    sessions(Nothing) -> Vec<SessionCard>;
    /// One mobile point opened.
    session(OfSession) -> SessionPage;
    /// Takes in a picture of a mobile point.
    add_photo(NewPhoto) -> PhotoCard;
    /// A picture of this device.
    photo(OfPhoto) -> PhotoBytes;
    /// Somebody comes to a mobile point.
    walk_in(NewWalkIn) -> SavedWalkIn;
    /// Keeps a half-typed form on this device, or forgets it.
    keep_draft(KeepDraft) -> Nothing;
    /// The half-typed forms of this member, for two days.
    drafts(Nothing) -> Vec<Draft>;
    /// Whether the work is safe.
    my_work(Nothing) -> MyWork;
    /// Starts a sync in the background.
    sync_start(Nothing) -> Job;
    /// Starts a sync that ends with a closing check: do both sides show the same?
    check_start(Nothing) -> Job;
    /// What this device would say to the server, as a sealed file.
    courier_out(SaveFile) -> Exported;
    /// Which devices wait to be accepted; asks the server.
    devices_waiting(Nothing) -> Vec<WaitingDevice>;
    /// Accepts or refuses one of them, and gives those that still wait; asks the server.
    accept_device(AcceptDevice) -> Vec<WaitingDevice>;
    /// Takes in what the server answered to such a file.
    courier_in(OpenFile) -> CourierTaken;
    /// Hands a sealed file of whatever device to the server, and gives its answer, sealed as well.
    courier_carry(CarryFile) -> Exported;
    /// Learns where the server may be found now.
    learn_addresses(Link) -> Nothing;
    /// Reads a spreadsheet in the background; its outcome is a preview. One at a time.
    import_preview_start(OpenSheet) -> Job;
    /// Reads the spreadsheet of the last preview again, with columns as chosen; the choice is remembered on
    /// this device for lists with the same header.
    import_columns_start(ChooseColumns) -> Job;
    /// Takes in what the last preview showed, in the background.
    import_start(Nothing) -> Job;
    /// Writes the rows that the last reading refused, each with its reason.
    import_refused(ExportList) -> Exported;
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
