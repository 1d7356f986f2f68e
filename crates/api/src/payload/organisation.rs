//! Organisations on their own axis, and the groups of which the plans ask everybody.

use super::{FigureCard, PersonRow, payload};

payload! {
    /// An organisation. Its counts are its own: they overlap with hamlets' and are never added to them.
    pub struct OrganisationCard {
        /// Its id.
        id: String,
        /// Full name.
        name: String,
        /// agency, school, enterprise, armed_forces, association, party, team, other.
        sort: String,
        /// Whom the office calls there.
        contact: Option<String>,
        /// How many people it says it has.
        size: Option<u32>,
        /// People of the roll that belong to it today.
        members: u32,
        /// What it declares, the newest of each thing.
        declared: Vec<FigureCard>,
        /// No receipt yet.
        unsent: bool,
    }

    /// An organisation to begin or change.
    pub struct NewOrganisation {
        /// The one that it changes; absent to begin one.
        of: Option<String>,
        /// Full name.
        name: String,
        /// What it is.
        sort: String,
        /// Whom the office calls there: an official contact.
        contact: Option<String>,
        /// How many people it says it has.
        size: Option<u32>,
    }

    /// A membership to begin or change.
    pub struct NewMembership {
        /// The one that it changes; absent to begin one.
        of: Option<String>,
        /// The resident's id.
        resident: String,
        /// The organisation's id.
        organisation: String,
        /// official, party_member, armed_forces, union_member, association_member, teacher, pupil, worker, relative.
        category: String,
        /// From this day.
        since: Option<String>,
        /// Until this day, inclusive.
        until: Option<String>,
        /// Why the person is excused from the group's 100 % (D-21).
        excused: Option<String>,
    }

    /// A group of one organisation: everybody, with what is excused said and not taken off.
    pub struct GroupCard {
        /// The organisation's id.
        organisation: String,
        /// Its name.
        name: String,
        /// The group.
        category: String,
        /// People who belong to it today.
        members: u32,
        /// Of these, excused with a reason.
        excused: u32,
        /// Of these, with everything that is asked of them confirmed, excused or not.
        done: u32,
        /// Neither excused nor done.
        left: u32,
        /// By app.
        apps: Vec<GroupApp>,
    }

    /// A group's part in one app.
    pub struct GroupApp {
        /// vneid, ihanoi, etax.
        app: String,
        /// Members of whom it is asked.
        asked: u32,
        /// Of these, claimed and not decided.
        claimed: u32,
        /// Of these, confirmed.
        confirmed: u32,
    }

    /// Which group.
    pub struct OfGroup {
        /// The organisation's id.
        organisation: String,
        /// The group; absent for all of the organisation.
        category: Option<String>,
    }

    /// One who belongs.
    pub struct GroupMember {
        /// The membership's id, to change it.
        membership: String,
        /// The person with the place.
        person: PersonRow,
        /// As what.
        category: String,
        /// From this day.
        since: Option<String>,
        /// Until this day, inclusive; over when it is past.
        until: Option<String>,
        /// Why excused.
        excused: Option<String>,
        /// It holds today.
        current: bool,
        /// Everything that is asked is confirmed.
        done: bool,
        /// No receipt yet.
        unsent: bool,
    }
}
