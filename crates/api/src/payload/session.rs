//! Mobile points: a place and an hour where people come (D-50, D-51).

use super::{PersonRow, payload};

payload! {
    /// A mobile point to begin.
    pub struct NewSession {
        /// The hamlet's id.
        hamlet: String,
        /// culture_house, market, school, workplace, religious, mall, meeting, desk, other.
        venue: String,
        /// Which: "Chợ Phú Lai".
        place: String,
        /// From when; absent for now.
        starts: Option<i64>,
        /// Until when, if known.
        ends: Option<i64>,
    }

    /// A mobile point is over.
    pub struct EndSession {
        /// The session's id.
        session: String,
        /// When; absent for now.
        ends: Option<i64>,
    }

    /// Which session.
    pub struct OfSession {
        /// Its id.
        session: String,
    }

    /// A mobile point in a list.
    pub struct SessionCard {
        /// Its id.
        id: String,
        /// The hamlet's id.
        hamlet: String,
        /// The hamlet's name.
        hamlet_name: String,
        /// What kind of place.
        venue: String,
        /// Which.
        place: String,
        /// From when.
        starts: i64,
        /// Until when.
        ends: Option<i64>,
        /// What says the end, to undo it, when this device said it after the beginning.
        ended_own: Option<String>,
        /// Who came.
        people: u32,
        /// Pictures taken.
        photos: u32,
        /// Begun on this device.
        own: bool,
        /// No receipt yet.
        unsent: bool,
    }

    /// A mobile point opened.
    pub struct SessionPage {
        /// The point.
        card: SessionCard,
        /// Stages of apps that were said of who came, from the beginning to the end.
        recorded: u32,
        /// Who came, the last first.
        people: Vec<WalkInCard>,
        /// Pictures, the last first.
        photos: Vec<PhotoCard>,
    }

    /// A picture of a mobile point.
    pub struct PhotoCard {
        /// Its id, to see it or to undo it.
        id: String,
        /// When.
        at: i64,
        /// Pixels.
        width: u16,
        /// Pixels.
        height: u16,
        /// Bytes.
        bytes: u32,
        /// Bytes that the server has; absent for a picture of another device, whose bytes are not here.
        sent: Option<u32>,
        /// The server has all.
        whole: bool,
        /// Taken on this device.
        own: bool,
    }

    /// A picture to take in.
    pub struct NewPhoto {
        /// The session's id.
        session: String,
        /// JPEG, PNG or WebP as the camera gave it, in base64. It is made smaller, and where and with what it was
        /// taken is left out.
        image: String,
    }

    /// Which picture.
    pub struct OfPhoto {
        /// Its id.
        photo: String,
    }

    /// A picture's bytes.
    pub struct PhotoBytes {
        /// JPEG, in base64.
        jpeg: String,
    }

    /// Somebody who came.
    pub struct WalkInCard {
        /// The walk-in's id, to undo it.
        id: String,
        /// When.
        at: i64,
        /// Where from, for one from elsewhere.
        home: Option<String>,
        /// The person.
        row: PersonRow,
        /// Said on this device.
        own: bool,
        /// Not of the list: added at this point, and kept in its own book.
        added: bool,
    }

    /// Somebody comes: of the list, or new.
    pub struct NewWalkIn {
        /// The session's id.
        session: String,
        /// The resident's id, for one of the list.
        resident: Option<String>,
        /// For one whom the list lacks.
        person: Option<WalkInPerson>,
        /// Where from, for one from elsewhere.
        home: Option<String>,
    }

    /// Whom the list lacks.
    pub struct WalkInPerson {
        /// Full name.
        name: String,
        /// Year of birth, if told.
        birth_year: Option<u16>,
        /// male, female, if told.
        sex: Option<String>,
        /// Last four digits of the personal id, if told.
        last4: Option<String>,
    }

    /// Somebody's coming is saved.
    pub struct SavedWalkIn {
        /// The walk-in's id.
        id: String,
        /// The resident's id.
        resident: String,
        /// The household's id, to open the person's apps.
        household: String,
    }
}
