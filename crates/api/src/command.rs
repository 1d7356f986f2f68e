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
    /// Records that somebody was taught something.
    teach(NewTaught) -> Saved;
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
    /// When desks receive people.
    desk_hours(Nothing) -> Vec<HoursCard>;
    /// Types such hours, or changes them.
    set_desk_hours(SetHours) -> HoursSaved;
    /// The slots on offer at a door.
    desk_slots(SlotsOf) -> Vec<SlotCard>;
    /// Who comes to a desk on a day.
    desk_day(DeskDay) -> DeskPage;
    export_desk_day(ExportDay) -> Exported;
    /// What came of appointments.
    attend(NewAttendance) -> DeskSaved;
    /// Somebody is at the desk, with or without an appointment.
    receive(NewReceived) -> DeskSaved;
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
    /// What is held at the server until a person decides; asks the server.
    held(HeldFilter) -> HeldPage;
    /// Decides about some of it, and gives what is held then; asks the server.
    decide_held(DecideHeld) -> HeldPage;
    /// Who works within this officer's scope, and with what devices; asks the server.
    staff(Nothing) -> StaffPage;
    /// Invites a member, and gives the one-time link for a first device; asks the server.
    invite_member(NewInvitation) -> StaffLink;
    /// A one-time link for one more device, or in place of a lost one; asks the server.
    new_link(NewLink) -> StaffLink;
    /// Revokes one device; asks the server.
    revoke_device(RevokeDevice) -> StaffPage;
    /// Revokes a member with all devices; asks the server.
    revoke_member(RevokeMember) -> StaffPage;
    /// Gives a member other hamlets; asks the server.
    assign_hamlets(NewScope) -> StaffPage;
    /// Writes a link as a sheet of paper to be handed to its owner.
    print_link(PrintLink) -> Exported;
    /// The "5 rõ": who does what by when.
    assignments(AssignmentFilter) -> AssignmentPage;
    /// Begins an assignment, changes one or closes it with its result.
    set_assignment(NewAssignment) -> SaidIds;
    /// Takes in what the server answered to such a file.
    courier_in(OpenFile) -> CourierTaken;
    /// Hands a sealed file of whatever device to the server, and gives its answer, sealed as well.
    courier_carry(CarryFile) -> Exported;
    /// Learns where the server may be found now.
    learn_addresses(Link) -> Nothing;
    /// Reads a spreadsheet in the background; its outcome is a preview. One at a time.
    import_preview_start(OpenSheet) -> Job;
    /// Reads a list that was pasted, in the same way; its outcome is a preview.
    import_text_start(PastedList) -> Job;
    /// Reads the list of the last preview again, with columns, app and state as chosen; columns and app are
    /// remembered on this device for lists with the same header.
    import_columns_start(ChooseColumns) -> Job;
    /// Takes in what the last preview showed, in the background.
    import_start(Nothing) -> Job;
    /// Decides doubtful rows of the list read last; nothing of the book changes before it is taken in.
    import_decide(DecideDoubts) -> ImportPreview;
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
    /// Takes back a decision of one's own, on all of its claims or on some.
    undo_review(UndoReview) -> ReviewUndone;
    /// What this device decided last.
    review_recent(Nothing) -> Vec<RecentReview>;
    /// Draws confirmed cases to look at again.
    sample_for_recheck(DrawSample) -> RecheckSample;
    export_recheck(ExportSample) -> Exported;
    /// Records what was found on the spot.
    recheck(NewRecheck) -> RecheckSaved;
    /// What was found so far, by volunteer.
    recheck_results(Nothing) -> Vec<RecheckResult>;
    /// Claimed, confirmed and official by hamlet.
    compare_official(OfApp) -> OfficialCompared;
    /// The people behind a difference.
    official_difference(DifferenceFilter) -> Vec<PersonOfReview>;
    /// People whom the roll may have twice.
    duplicates(DuplicateFilter) -> DuplicatePage;
    /// Decides such pairs: one person or two.
    decide_duplicates(DecideDuplicates) -> DuplicatesDecided;
    /// Registers of which several people said different things.
    disagreements(DisagreementFilter) -> DisagreementPage;
    /// Settles one.
    settle(NewSettle) -> SettleSaved;
    /// Writes the confirmation list as a workbook.
    export_confirmation_list(ExportList) -> Exported;
    /// The lists that go out, as they stand now.
    lists(ListsOf) -> ListCards;
    /// The beginning of one of them, as it would be written.
    list_preview(ListOf) -> ListPage;
    /// Writes one of them. That it left is said in the same operation.
    export_list(ExportOf) -> Exported;
    /// What has left, the last first.
    exports(ExportsOf) -> ExportLog;
    /// What sheets would be printed to walk with.
    plan_walk_sheets(SheetsOf) -> SheetsPlan;
    /// Prints them. Each keeps its number and lines; that they left is said in the same operation.
    print_walk_sheets(PrintSheets) -> Exported;
    /// Prints one again, with what is done by now.
    reprint_walk_sheet(ReprintSheet) -> Exported;
    /// The sheets that were printed, the last first.
    walk_sheets(Nothing) -> SheetList;
    /// One of them opened, to be typed in.
    walk_sheet(OfSheet) -> SheetPage;
    /// Takes in what stands on the paper.
    type_walk_sheet(NewTyped) -> SheetTyped;
    /// Claimed, confirmed and official, side by side.
    figures(Nothing) -> FigurePage;
    /// One figure over time, with what was corrected.
    figure_history(FigureKey) -> Vec<FigureStory>;
    /// Keeps figures that somebody answers for.
    type_figures(NewFigures) -> SaidIds;
    /// Reads a pasted table of hamlets and numbers; keeps nothing.
    read_table(PastedTable) -> TableRead;
    /// The organisations with what they declare.
    organisations(Nothing) -> Vec<OrganisationCard>;
    /// Begins an organisation or changes one.
    set_organisation(NewOrganisation) -> SaidIds;
    /// Says that somebody belongs to an organisation, or changes that.
    set_membership(NewMembership) -> SaidIds;
    /// The groups of which everybody is asked.
    groups(Nothing) -> Vec<GroupCard>;
    /// Who belongs to one.
    group_members(OfGroup) -> Vec<GroupMember>;
    /// How many people of each hamlet were taught what.
    taught_counts(Nothing) -> Vec<TaughtOfHamlet>;
    /// What hinders people, the oldest first.
    obstacles(ObstacleFilter) -> ObstaclePage;
    /// Takes, answers or closes obstacles.
    answer_obstacles(NewAnswer) -> SaidIds;
    /// Keeps which answers this member has read, on this device only.
    answers_seen(ReadAnswers) -> Nothing;
    /// The targets of this book.
    targets(Nothing) -> TargetList;
    /// One target opened: who is asked for how much, and how far each has come.
    target(OfTarget) -> TargetPage;
    /// Sets a target or changes its terms.
    set_target(NewTarget) -> SavedTarget;
    /// Sets a row of a target's table: a typed base, an exception with its reason.
    set_target_row(NewTargetRow) -> SavedTarget;
    /// Sets how much of a target is due at a milestone.
    set_target_due(NewTargetDue) -> SavedTarget;
    /// Keeps the total that a document prints.
    set_target_print(NewTargetPrint) -> SavedTarget;
    /// The appendix of the plan: every bearer's columns beside what it is asked for.
    appendix(AppendixOf) -> AppendixPage;
    /// Reads a pasted appendix; keeps nothing.
    read_appendix(PastedAppendix) -> AppendixRead;
    /// Keeps an appendix: figures, rows of both targets, printed totals.
    set_appendix(NewAppendix) -> SaidIds;
    /// Writes the appendix as a workbook, and says that it leaves.
    export_appendix(ExportAppendix) -> Exported;
    /// Withdraws a target, a part of one or a milestone.
    withdraw(OfThing) -> Nothing;
    /// Says again what was withdrawn.
    put_back(OfThing) -> Nothing;
    /// Who decides on each app's claims, and whose its official figure is.
    asked_apps(Nothing) -> AskedApps;
    /// Changes that.
    set_asked_app(SetAskedApp) -> AskedApps;
    /// What is due when.
    milestones(Nothing) -> Milestones;
    /// Sets a milestone or changes one.
    set_milestone(SetMilestone) -> Milestones;
    /// Folds everything and compares with the tables.
    verify(Nothing) -> Verified;
}
