//! Hamlet → lane → door → people, and what is recorded there.

use super::{AnswerCard, TaughtCard, payload};

payload! {
    /// A hamlet of this device, with its progress.
    pub struct HamletCard {
        /// Its id.
        id: String,
        /// "Thôn Phú Lai".
        name: String,
        /// Doors in all.
        doors: u32,
        /// Doors whose last visit since the campaign's start met somebody or needs no return.
        doors_done: u32,
        /// Doors to come back to.
        doors_come_back: u32,
        /// Of the doors done, those with people who were not reached.
        doors_done_in_part: u32,
        /// People at doors done who were not reached.
        people_unreached: u32,
        /// People living here of whom the campaign asks something.
        people: u32,
        /// Of these, people who still lack something.
        people_lacking: u32,
        /// Of these, people whose VNeID level is approved and not activated: the most valuable list.
        approved_not_activated: u32,
    }

    /// Which hamlet.
    pub struct OfHamlet {
        /// Its id.
        hamlet: String,
    }

    /// A lane with its progress.
    pub struct LaneCard {
        /// Its name; empty for doors without a lane.
        lane: String,
        /// Doors in all.
        doors: u32,
        /// Doors done.
        doors_done: u32,
        /// Doors to come back to.
        doors_come_back: u32,
        /// Of the doors done, those with people who were not reached.
        doors_done_in_part: u32,
        /// People at doors done who were not reached.
        people_unreached: u32,
        /// Who has it tonight, the first to take it first; two who took it offline both show.
        taken: Vec<TakingCard>,
    }

    /// A lane, or one side of it, that somebody has for now.
    pub struct TakingCard {
        /// Its id, to give the lane back.
        id: String,
        /// Who has it.
        holder: String,
        /// This member has it.
        mine: bool,
        /// Said on this device, so it can be taken back.
        own: bool,
        /// Given by a leader.
        given: bool,
        /// `odd`, `even`; absent for both sides.
        side: Option<String>,
        /// Over then, by itself.
        until: i64,
        /// No receipt yet: the others do not know.
        unsent: bool,
    }

    /// Which doors.
    pub struct DoorFilter {
        /// The hamlet; absent for all of the device.
        hamlet: Option<String>,
        /// The lane; absent for all.
        lane: Option<String>,
        /// `all`, `to_do`, `done`, `come_back` (visited and not done, or done with people not reached),
        /// `approved_not_activated`, `mine` (in lanes that this member has tonight, or given to this member, and to
        /// do).
        show: String,
        /// Skip so many.
        offset: u32,
        /// At most so many (1–1000).
        limit: u32,
    }

    /// Doors in walking order.
    pub struct DoorPage {
        /// How many match in all.
        total: u32,
        /// This page.
        doors: Vec<DoorCard>,
    }

    /// A door in a list.
    pub struct DoorCard {
        /// The household's id.
        id: String,
        /// Lane; empty when none.
        lane: String,
        /// House number; empty when none.
        house: String,
        /// Head of household; empty when unknown.
        head: String,
        /// People living here.
        people: u32,
        /// People who still lack something.
        lacking: u32,
        /// People with a claim waiting.
        claimed: u32,
        /// People whose VNeID is approved and not activated.
        approved_not_activated: u32,
        /// The last visit's outcome, if any.
        last_outcome: Option<String>,
        /// When to come back, if that was said.
        come_back_at: Option<i64>,
        /// Done for the campaign: the last visit needs no return.
        done: bool,
        /// Something of it has no receipt yet.
        unsent: bool,
        /// To whom it is given to come back, while that holds.
        handed_to: Option<String>,
        /// That is this member.
        handed_to_me: bool,
        /// On which side of the lane it stands by its number: `odd`, `even`; absent without a number.
        side: Option<String>,
        /// People who missed an appointment since the last visit and have no later one.
        missed: u32,
        /// People whom a visit that met somebody has not reached: counted beside `done`.
        unreached: u32,
        /// Two members were here within one day: shown, not hidden.
        visited_twice: bool,
        /// It holds the walk-ins of a mobile point: no door of any walk.
        venue: bool,
    }

    /// Which household.
    pub struct OfHousehold {
        /// Its id.
        household: String,
    }

    /// A door opened: where, who, what happened before.
    pub struct Door {
        /// The door as the list shows it.
        card: DoorCard,
        /// The hamlet's id.
        hamlet: String,
        /// The hamlet's name.
        hamlet_name: String,
        /// The people, the head first.
        people: Vec<PersonCard>,
        /// The ids of those whom the campaign has yet to come to: they lack something, and stand absent or nobody
        /// at a door has heard of them anything.
        unreached: Vec<String>,
        /// Visits, the last first.
        visits: Vec<VisitCard>,
        /// The next door to do in walking order; absent at the end.
        next: Option<String>,
        /// Others who have its lane, or its side of it, now: advice, nothing is refused for it.
        taken: Vec<TakingCard>,
    }

    /// A person, as much as a door needs.
    pub struct PersonCard {
        /// The resident's id.
        id: String,
        /// The household's id.
        household: String,
        /// Full name.
        name: String,
        /// Year of birth, if known.
        birth_year: Option<u16>,
        /// `male`, `female`, if known.
        sex: Option<String>,
        /// Last four digits of the personal id, if known.
        last4: Option<String>,
        /// `living`, `moved_out`, `dead`.
        state: String,
        /// One token an app of the campaign, in its order.
        apps: Vec<AppCard>,
        /// An absence that still holds, if any.
        absence: Option<AbsenceCard>,
        /// The answer to the notice: `agreed`, `refused`, `by_guardian`; absent when not asked yet.
        notice: Option<String>,
        /// This device's own answer to the notice, to undo it.
        notice_own: Option<String>,
        /// Two people said different things of this person's name or state and nobody has settled it.
        disputed: bool,
        /// `do_not_visit` (the same for every reason), `proposed` (the police have not decided), `eligible`;
        /// absent when nobody has said anything.
        eligibility: Option<String>,
        /// This device's own proposal, to undo it.
        proposal_own: Option<String>,
        /// Why the police refused the proposal: a key, words, or both; absent while nothing was refused.
        proposal_refused: Option<String>,
        /// `moved_out`, `dead` as claimed at a door; the police have not decided.
        claimed_state: Option<String>,
        /// This device's own such claim, to undo it.
        claimed_state_own: Option<String>,
        /// What hinders, the last first.
        obstacles: Vec<ObstacleCard>,
        /// Appointments, by purpose.
        appointments: Vec<AppointmentCard>,
        /// What the person was taught, the last first.
        taught: Vec<TaughtCard>,
    }

    /// What hindered somebody.
    pub struct ObstacleCard {
        /// Its id.
        id: String,
        /// A word of the glossary.
        reason: String,
        /// vneid, ihanoi, etax; absent when it hinders all.
        app: Option<String>,
        /// When it was said.
        at: i64,
        /// By this device, so it can be undone.
        own: bool,
        /// No receipt yet.
        unsent: bool,
        /// What the office says to it.
        answer: Option<AnswerCard>,
    }

    /// When somebody goes where only others can help.
    pub struct AppointmentCard {
        /// Its id.
        id: String,
        /// vneid_level2, card_and_level2, one_stop, tax.
        purpose: String,
        /// When; absent while only "soon" is agreed.
        at: Option<i64>,
        /// Where; absent for the usual place.
        place: Option<String>,
        /// What to bring, as the desk's hours say; absent where they say nothing.
        bring: Option<String>,
        /// Nobody typed hours of the desk it is at: the hour is expected only, and the slip says so.
        expected: bool,
        /// came, missed, cancelled; absent while nobody has said.
        attendance: Option<String>,
        /// It was missed, and nothing took its place.
        missed: bool,
        /// By this device, so it can be undone.
        own: bool,
        /// No receipt yet.
        unsent: bool,
    }

    /// One app of one person.
    pub struct AppCard {
        /// vneid, ihanoi, etax.
        app: String,
        /// The level that the token speaks of: 1 or 2 for VNeID, 0 for others or nothing.
        level: u8,
        /// The stage, a word of the glossary.
        stage: String,
        /// `none`, `claimed`, `confirmed`, `returned`, `not_needed`.
        token: String,
        /// No receipt yet for something behind it.
        unsent: bool,
        /// The next step: `done`, `not_of_age`, `check_age`, `activate_level2`, `activate_level1`,
        /// `register`, `appointment_level2`, `await_approval`, `vneid_first`, `install`,
        /// `create_account`, `log_in`, `do_again`.
        next: String,
        /// `disputed`, `ahead_of_list`, `behind_list`, `too_young`.
        flags: Vec<String>,
        /// What this device's own last statement says, to undo it: its id, while it can be undone.
        own: Option<String>,
        /// The reviewer's reason for a return, if any.
        returned_because: Option<String>,
        /// What may be recorded now by this member: stages by level. Empty in what `find` gives.
        choices: Vec<Choice>,
    }

    /// A statement that may be recorded.
    pub struct Choice {
        /// VNeID 1 or 2; 0 for others.
        level: u8,
        /// The stage.
        stage: String,
    }

    /// Why somebody was not there.
    pub struct AbsenceCard {
        /// A word of the glossary.
        reason: String,
        /// Where to, if told.
        place: Option<String>,
        /// Back on, if told.
        until: Option<String>,
        /// What this device's own word says, to undo it.
        own: Option<String>,
    }

    /// A visit as the door's history shows it.
    pub struct VisitCard {
        /// Its id.
        id: String,
        /// met, absent, come_back, refused, moved_out, not_found.
        outcome: String,
        /// When.
        at: i64,
        /// By whom.
        by: String,
        /// A word left, if any.
        note: Option<String>,
        /// When to come back, if that was said.
        come_back_at: Option<i64>,
        /// No receipt yet.
        unsent: bool,
        /// By this device, so it can be undone.
        own: bool,
    }

    /// Something is saved on this device, durably: killing the program now loses nothing.
    pub struct Saved {
        /// The new delta's id.
        id: String,
        /// outside_hours, not_started, ended: a word of warning, never a refusal.
        warning: Option<String>,
        /// The door as it is now.
        door: Door,
    }

    /// Words to find people by.
    pub struct Find {
        /// Any parts of a name from the start of a word, with or without tone marks and spaces, one letter
        /// wrong in a longer word; a house number, a lane; or the last digits of the personal id.
        text: String,
        /// At most so many (1–200).
        limit: u32,
    }

    /// Which people, for lists and scripts.
    pub struct PeopleFilter {
        /// A hamlet's id or name; absent for all.
        hamlet: Option<String>,
        /// Only who lacks this app: vneid, ihanoi, etax.
        lacking: Option<String>,
        /// Only who is found by these words.
        find: Option<String>,
        /// Skip so many.
        offset: u32,
        /// At most so many.
        limit: u32,
    }

    /// People of a list.
    pub struct PeoplePage {
        /// How many match in all.
        total: u32,
        /// This page.
        people: Vec<PersonRow>,
    }

    /// A person in a list, with the place.
    pub struct PersonRow {
        /// The person.
        person: PersonCard,
        /// The hamlet's name.
        hamlet: String,
        /// Lane; empty when none.
        lane: String,
        /// House number; empty when none.
        house: String,
        /// By what it was found: `name`, `house` (or lane), `id`, `similar` (a letter differs); `name` in lists
        /// that were not searched.
        found_by: String,
    }
}
