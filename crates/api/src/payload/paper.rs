//! Sheets of paper to walk with, and what is typed from them.

use super::{Colleague, payload};

payload! {
    /// Doors to print sheets for.
    pub struct SheetsOf {
        /// A hamlet's id.
        hamlet: String,
        /// One lane as doors name it, empty for doors without one; absent for all lanes of the hamlet.
        lane: Option<String>,
        /// Also people who lack nothing; otherwise only those who do.
        everybody: bool,
    }

    /// What would be printed.
    pub struct SheetsPlan {
        /// The sheets in the order of printing.
        sheets: Vec<PlannedSheet>,
        /// Whether this device prints at all: a phone does not.
        prints: bool,
    }

    /// One sheet before it has a number.
    pub struct PlannedSheet {
        /// The lane; empty for doors without one.
        lane: String,
        /// How many doors.
        doors: u32,
        /// How many lines, at most 40.
        lines: u32,
    }

    /// Sheets to print. Each gets a number, which stays with its lines.
    pub struct PrintSheets {
        /// A hamlet's id.
        hamlet: String,
        /// As in `SheetsOf`.
        lane: Option<String>,
        /// As in `SheetsOf`.
        everybody: bool,
        /// Who goes with them: a colleague's member id; absent leaves room to write.
        member: Option<String>,
        /// Save the file among the person's downloads, as a window must that cannot hand out files itself.
        save: bool,
    }

    /// A sheet to print once more: the same number and lines, with what is done by now.
    pub struct ReprintSheet {
        /// The sheet.
        sheet: String,
        /// As in `PrintSheets`.
        save: bool,
    }

    /// The sheets known here, the last printed first.
    pub struct SheetList {
        /// At most a thousand.
        sheets: Vec<WalkSheetCard>,
    }

    /// A printed sheet.
    pub struct WalkSheetCard {
        /// The sheet's id.
        id: String,
        /// Its number.
        number: u32,
        /// What its QR code says: "12-4837".
        code: String,
        /// The hamlet's id.
        hamlet: String,
        /// Its name.
        hamlet_name: String,
        /// The lane; empty for doors without one.
        lane: String,
        /// How many lines.
        lines: u32,
        /// How many of them were typed in.
        typed: u32,
        /// When it was printed, seconds.
        printed_at: i64,
        /// By whom.
        printed_by: String,
        /// Who went with it, as far as anybody said.
        walker: Option<String>,
        /// That one's member id, if a member went.
        member: Option<String>,
        /// The server has not heard of it yet.
        unsent: bool,
    }

    /// One sheet.
    pub struct OfSheet {
        /// The sheet's id.
        sheet: String,
    }

    /// A sheet opened, to be typed in.
    pub struct SheetPage {
        /// The sheet.
        card: WalkSheetCard,
        /// What can be ticked, in the order of the boxes.
        columns: Vec<SheetColumn>,
        /// Its lines in order.
        lines: Vec<SheetLine>,
        /// The earliest day on which somebody can have walked with it: it was printed then.
        first_day: String,
        /// The last: today.
        today: String,
        /// Who works in the hamlet.
        colleagues: Vec<Colleague>,
    }

    /// One thing that can be ticked of a person: VNeID activated at a level, another app logged in to.
    pub struct SheetColumn {
        /// vneid, ihanoi, etax.
        app: String,
        /// 1, 2 or 0.
        level: u8,
    }

    /// One line of a sheet.
    pub struct SheetLine {
        /// From 1.
        line: u16,
        /// The resident's id.
        resident: String,
        /// Full name; empty for somebody who is not on this device any more.
        name: String,
        /// Year of birth, if known.
        birth_year: Option<u16>,
        /// Last four digits, if known.
        last4: Option<String>,
        /// The household's id, which parts doors; empty for somebody who is not here.
        household: String,
        /// The house's number, or the head's name where it has none.
        house: String,
        /// Under sixteen: a guardian answers.
        guardian: bool,
        /// One for every column: what is known now.
        cells: Vec<SheetCell>,
        /// The answer to the notice that stands: agreed, refused, by_guardian.
        notice: Option<String>,
        /// The last visit of the door since the sheet was printed that was not typed from it.
        visit: Option<SheetVisit>,
        /// What was typed from this line before; absent while nobody has.
        typed: Option<TypedCard>,
    }

    /// What is known of one box.
    pub struct SheetCell {
        /// none, returned, claimed, confirmed, not_needed.
        token: String,
        /// The stage known of this app and level.
        stage: String,
        /// What somebody claimed on a phone, not typed from this sheet; absent when nobody has.
        claim: Option<SheetClaim>,
    }

    /// A claim that did not come from this sheet.
    pub struct SheetClaim {
        /// The stage claimed.
        stage: String,
        /// Who; empty for this device's own that the server has not heard of.
        by: String,
        /// When, seconds.
        at: i64,
    }

    /// A visit that did not come from this sheet.
    pub struct SheetVisit {
        /// met, absent, come_back, refused, moved_out, not_found.
        outcome: String,
        /// Who; empty for this device's own that the server has not heard of.
        by: String,
        /// When, seconds.
        at: i64,
    }

    /// What was typed from a line.
    pub struct TypedCard {
        /// met, absent, come_back, refused, as far as something was said from it.
        outcome: Option<String>,
        /// When to come back, seconds.
        come_back_at: Option<i64>,
        /// agreed, refused.
        consent: Option<String>,
        /// Which boxes.
        marks: Vec<SheetColumn>,
        /// When, seconds.
        at: i64,
        /// Who typed it; empty for this device's own that the server has not heard of.
        by: String,
        /// Who went with the sheet then.
        walker: String,
        /// This device typed it, and can take it back.
        own: bool,
    }

    /// Lines to take in. A line that was typed before is corrected; one left out stays as it is.
    pub struct NewTyped {
        /// The sheet.
        sheet: String,
        /// Who went with it, by name.
        walker: String,
        /// That one's member id, if a member went.
        member: Option<String>,
        /// The day on which that was.
        day: String,
        /// The lines; an empty one takes back what was typed from it.
        lines: Vec<TypedLine>,
        /// The paper goes over what phones said differently; otherwise that stays, and the box is left.
        over: bool,
    }

    /// What stands on one line of the paper.
    pub struct TypedLine {
        /// From 1.
        line: u16,
        /// met, absent, come_back, refused; absent when no box is ticked.
        outcome: Option<String>,
        /// When to come back, seconds, for `come_back`.
        come_back_at: Option<i64>,
        /// agreed, refused; absent when neither box is ticked.
        consent: Option<String>,
        /// The ticked boxes.
        marks: Vec<SheetColumn>,
    }

    /// What came of them.
    pub struct SheetTyped {
        /// How many statements were made.
        said: u32,
        /// How many were taken back.
        taken_back: u32,
        /// What was not taken in, and why.
        left: Vec<LineLeft>,
        /// The sheet as it is then.
        page: SheetPage,
    }

    /// Something on a line that was not taken in.
    pub struct LineLeft {
        /// The line.
        line: u16,
        /// `no_consent`: nobody agreed to be recorded; `differs`: a phone said something else; `not_asked`: the
        /// campaign does not ask it of this person; `not_yours`: another device typed it, and only that one takes
        /// it back; `gone`: the person is not on this device.
        reason: String,
        /// The box; absent for the line as a whole.
        mark: Option<SheetColumn>,
    }

    /// That a claim was typed from paper.
    pub struct PaperOrigin {
        /// The sheet's id, as `OfSheet` takes it.
        sheet: String,
        /// Its number.
        number: u32,
        /// The line.
        line: u16,
        /// Who went with it.
        walker: String,
        /// Who typed it.
        typed_by: String,
        /// When, seconds.
        typed_at: i64,
    }
}
