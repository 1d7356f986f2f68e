//! The desks at which only others can help: hours, slots, who is to come and what came of it.

use super::payload;

payload! {
    /// When a desk receives people.
    pub struct HoursCard {
        /// Its id.
        id: String,
        /// police, one_stop, tax.
        desk: String,
        /// vneid_level2, card_and_level2, one_stop, tax.
        purpose: String,
        /// Where, as said to people.
        place: String,
        /// Days of the week as bits, Monday the lowest.
        weekdays: u8,
        /// First minute of the day, Việt Nam's time.
        from: u16,
        /// Minute at which it ends.
        to: u16,
        /// Minutes of a slot.
        slot: u16,
        /// People a slot.
        capacity: u16,
        /// What to bring, if that was said.
        bring: Option<String>,
        /// Over after this day; absent while it lasts.
        until: Option<String>,
        /// It is over.
        over: bool,
        /// No receipt yet.
        unsent: bool,
    }

    /// Hours to type.
    pub struct SetHours {
        /// The hours that this changes; absent for new ones.
        id: Option<String>,
        /// vneid_level2, card_and_level2, one_stop, tax.
        purpose: String,
        /// Where, as said to people.
        place: String,
        /// Days of the week as bits, Monday the lowest.
        weekdays: u8,
        /// First minute of the day.
        from: u16,
        /// Minute at which it ends.
        to: u16,
        /// Minutes of a slot, 5 to 240.
        slot: u16,
        /// People a slot.
        capacity: u16,
        /// What to bring.
        bring: Option<String>,
        /// Over after this day.
        until: Option<String>,
    }

    /// Hours were saved.
    pub struct HoursSaved {
        /// The new delta's id, to undo it.
        id: String,
        /// All hours as they are now.
        hours: Vec<HoursCard>,
    }

    /// Slots to choose from.
    pub struct SlotsOf {
        /// What for.
        purpose: String,
        /// Days ahead, today the first (1 to 31).
        days: u16,
    }

    /// Some minutes of a desk, with the room that is left as far as this device knows: advice, nothing is refused.
    pub struct SlotCard {
        /// From when.
        at: i64,
        /// Until when.
        ends: i64,
        /// Where.
        place: String,
        /// People that there is room for.
        capacity: u32,
        /// How many more there is room for.
        left: u32,
        /// What to bring, if that was said.
        bring: Option<String>,
    }

    /// A desk's day.
    pub struct DeskDay {
        /// police, one_stop, tax.
        desk: String,
        /// Which day; absent for today.
        day: Option<String>,
        /// Only people whose name has these words, or whose id ends in these digits.
        find: Option<String>,
    }

    /// Who comes on that day.
    pub struct DeskPage {
        /// Which day.
        day: String,
        /// It is today.
        today: bool,
        /// The slots by time, those in which nobody comes too.
        slots: Vec<DeskSlot>,
        /// Who comes at an hour at which no desk is open.
        outside: Vec<DeskPerson>,
        /// Who comes soon, at no hour that was said; only for today.
        unsaid: Vec<DeskPerson>,
        /// Appointments of the day, cancelled ones left out.
        expected: u32,
        /// Of these, who came; until today also who handed in what the desk is for without anybody saying more.
        came: u32,
        /// Of these, who did not.
        missed: u32,
        /// Whether this member writes down here what the desk is for.
        may_collect: bool,
        /// What the day can be written as here: xlsx, docx, pdf.
        formats: Vec<String>,
    }

    /// A slot and its people.
    pub struct DeskSlot {
        /// From when.
        at: i64,
        /// Until when.
        ends: i64,
        /// Where.
        place: String,
        /// People that there is room for.
        capacity: u32,
        /// People who come, found or not.
        booked: u32,
        /// Who.
        people: Vec<DeskPerson>,
    }

    /// Somebody who comes.
    pub struct DeskPerson {
        /// The appointment's id.
        appointment: String,
        /// The resident's id.
        resident: String,
        /// Full name.
        name: String,
        /// Year of birth, if known.
        birth_year: Option<u16>,
        /// Last four digits of the personal id, if known.
        last4: Option<String>,
        /// The hamlet's name.
        hamlet: String,
        /// House and lane in words: "số 12, ngõ 5".
        address: String,
        /// Phones, where this device may hold them.
        phones: Vec<String>,
        /// What for.
        purpose: String,
        /// When.
        at: Option<i64>,
        /// Where, if that was said.
        place: Option<String>,
        /// Who made it.
        by: String,
        /// What to bring, as the hours say.
        bring: Option<String>,
        /// came, missed, cancelled; absent while nobody has said.
        outcome: Option<String>,
        /// This device's own word for that, to undo it.
        outcome_own: Option<String>,
        /// What the desk is for is written down, or the official list has it.
        collected: bool,
        /// No receipt yet.
        unsent: bool,
    }

    /// What came of appointments.
    pub struct NewAttendance {
        /// The appointments' ids.
        appointments: Vec<String>,
        /// came, missed, cancelled.
        outcome: String,
    }

    /// Somebody is at the desk.
    pub struct NewReceived {
        /// The resident's id.
        resident: String,
        /// police, one_stop, tax.
        desk: String,
        /// The appointment that the person keeps; absent for whoever has none today.
        appointment: Option<String>,
        /// What the desk is for was done: the dossier collected, the app logged in to.
        collected: bool,
    }

    /// A desk's words were saved.
    pub struct DeskSaved {
        /// The new deltas, to undo them from the last to the first.
        said: Vec<String>,
    }

    /// An appointment that this member made, that somebody missed and that nothing took the place of.
    pub struct MissedCard {
        /// The appointment's id.
        appointment: String,
        /// The resident's id.
        resident: String,
        /// The household's id.
        household: String,
        /// Full name.
        name: String,
        /// The hamlet's name.
        hamlet: String,
        /// Lane; empty when none.
        lane: String,
        /// House number; empty when none.
        house: String,
        /// What for.
        purpose: String,
        /// When it was.
        at: Option<i64>,
    }
}
