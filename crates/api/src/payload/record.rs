//! What is recorded at a door.

use super::{PersonRow, door::Door, payload};

payload! {
    /// A visit to record.
    pub struct NewVisit {
        /// The household's id.
        household: String,
        /// met, absent, come_back, refused, moved_out, not_found.
        outcome: String,
        /// For come_back: when.
        come_back_at: Option<i64>,
        /// A word to the next visitor.
        note: Option<String>,
    }

    /// A stage to record.
    pub struct NewRecord {
        /// The resident's id.
        resident: String,
        /// vneid, ihanoi, etax.
        app: String,
        /// VNeID 1 or 2; 0 for others.
        level: u8,
        /// The stage.
        stage: String,
        /// The citizen's word instead of what the volunteer saw.
        citizen_statement: bool,
        /// The visit during which it was seen.
        visit: Option<String>,
        /// Seen at the door before any outcome was said there: somebody was met, and the visit that says so is
        /// saved with it, both or neither. Nothing where `visit` names one; absent is no, as at a mobile point.
        met: Option<bool>,
    }

    /// An absence to record.
    pub struct NewAbsence {
        /// The resident's id.
        resident: String,
        /// at_work, other_province, hospital, abroad, unknown.
        reason: String,
        /// Where to.
        place: Option<String>,
        /// Back on.
        until: Option<String>,
    }

    /// An answer to the notice to record.
    pub struct NewNotice {
        /// The resident's id.
        resident: String,
        /// agreed, refused, by_guardian.
        agreement: String,
    }

    /// Which delta.
    pub struct OfDelta {
        /// Its id.
        delta: String,
    }

    /// That somebody moved away or died, as told at the door: a claim, which the police decide.
    pub struct NewResidency {
        /// The resident's id.
        resident: String,
        /// living, moved_out, dead.
        state: String,
    }

    /// What hinders somebody.
    pub struct NewObstacle {
        /// The resident's id.
        resident: String,
        /// A word of the glossary.
        reason: String,
        /// vneid, ihanoi, etax; absent when it hinders all.
        app: Option<String>,
    }

    /// An appointment to record; another one for the same purpose takes its place.
    pub struct NewAppointment {
        /// The resident's id.
        resident: String,
        /// vneid_level2, card_and_level2, one_stop, tax.
        purpose: String,
        /// When.
        at: Option<i64>,
        /// Where, if not the usual place.
        place: Option<String>,
    }

    /// A proposal that somebody is not eligible; the police decide (D-20).
    pub struct NewProposal {
        /// The resident's id.
        resident: String,
        /// no_phone, away_long, moved, other.
        coarse: String,
    }

    /// The police's decision.
    pub struct NewEligibility {
        /// The resident's id.
        resident: String,
        /// do_not_visit, eligible.
        standing: String,
        /// For do_not_visit: why, which the police alone see.
        reason: Option<String>,
    }

    /// A door that the list lacks.
    pub struct NewHousehold {
        /// The hamlet's id.
        hamlet: String,
        /// Its lane.
        lane: Option<String>,
        /// Its number.
        house: Option<String>,
        /// Head of household.
        head: Option<String>,
    }

    /// A person whom the list lacks.
    pub struct NewResident {
        /// The household's id.
        household: String,
        /// Full name.
        name: String,
        /// Year of birth, if told.
        birth_year: Option<u16>,
        /// male, female, if told.
        sex: Option<String>,
        /// Last four digits of the personal id, if told.
        last4: Option<String>,
    }

    /// A person was added.
    pub struct SavedPerson {
        /// The new delta's id: the resident's.
        id: String,
        /// As of a saved visit.
        warning: Option<String>,
        /// The door as it is now.
        door: Door,
        /// Who on this device may be the same person: same name without tone marks, no other birth year.
        same: Vec<PersonRow>,
    }
}
