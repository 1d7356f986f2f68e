//! Figures that somebody answers for, beside what the roll says.

use super::payload;

payload! {
    /// What is counted, by app, with three figures side by side (D-46, D-61).
    pub struct FigurePage {
        /// What the campaign asks for, in its order, then whatever else somebody typed a figure of.
        measures: Vec<MeasureCard>,
    }

    /// One thing that is counted.
    pub struct MeasureCard {
        /// vneid, ihanoi, etax.
        app: String,
        /// VNeID 1 or 2, or 0 for both; others 0.
        level: u8,
        /// Counted from this stage on.
        stage: String,
        /// police, office: who reviews the app; absent where no campaign asks for it.
        reviewer: Option<String>,
        /// Whose the official figure is, as the campaign says; absent for the usual one.
        owner: Option<String>,
        /// The whole book.
        total: ThreeFigures,
        /// Its hamlets, in natural order.
        hamlets: Vec<FigureOfHamlet>,
        /// Official figures of a part of the people: officials, citizens, organisations; the newest of each.
        parts: Vec<FigureCard>,
        /// The newest day of the imported official list; absent without one.
        listed_as_of: Option<String>,
    }

    /// Three figures of one thing: nobody has to guess which is which.
    pub struct ThreeFigures {
        /// People of whom a volunteer or the citizen says so, not returned.
        claimed: u32,
        /// People of whom a reviewer confirmed it, or the police said so themselves.
        confirmed: u32,
        /// People of whom the imported official list says so.
        listed: u32,
        /// The figure of whoever answers for it; absent while nobody typed one.
        official: Option<FigureCard>,
        /// What hamlets' official figures add up to; absent without any.
        hamlets_sum: Option<u32>,
        /// How many hamlets have an official figure; 0 in a hamlet.
        hamlets_with: u32,
        /// Official less confirmed; absent without an official figure.
        gap: Option<i64>,
    }

    /// The three figures of a hamlet.
    pub struct FigureOfHamlet {
        /// Its id.
        hamlet: String,
        /// Its name.
        name: String,
        /// The figures.
        figures: ThreeFigures,
    }

    /// A figure with everything by which it can be judged.
    pub struct FigureCard {
        /// Its id, to correct it.
        id: String,
        /// officials, citizens, organisations, everybody.
        population: String,
        /// How many.
        count: u32,
        /// Out of how many, where its owner says so.
        base: Option<u32>,
        /// As of when.
        as_of: i64,
        /// Who answers for it: "Công an xã".
        owner: String,
        /// Where it was read.
        source: Option<String>,
        /// The hamlet's id; absent for the whole book.
        hamlet: Option<String>,
        /// vneid, ihanoi, etax.
        app: String,
        /// VNeID 1 or 2, or 0.
        level: u8,
        /// The stage.
        stage: String,
        /// When it was typed.
        at: i64,
        /// By whom; absent for this device's own without a receipt.
        by: Option<String>,
        /// No receipt yet.
        unsent: bool,
    }

    /// Which figures belong together over time.
    pub struct FigureKey {
        /// vneid, ihanoi, etax.
        app: String,
        /// VNeID 1 or 2, or 0.
        level: u8,
        /// The stage.
        stage: String,
        /// officials, citizens, organisations, everybody.
        population: String,
        /// The hamlet's id; absent for the whole book.
        hamlet: Option<String>,
        /// The organisation's id; absent for official figures.
        organisation: Option<String>,
    }

    /// A figure with what was said of it before it was corrected.
    pub struct FigureStory {
        /// As it stands.
        figure: FigureCard,
        /// What it said before, the last first.
        before: Vec<FigureBefore>,
    }

    /// What a figure said before it was corrected.
    pub struct FigureBefore {
        /// How many.
        count: u32,
        /// As of when.
        as_of: i64,
        /// When it was typed.
        at: i64,
        /// By whom; absent for this device's own without a receipt.
        by: Option<String>,
    }

    /// Figures to keep, of one thing, one owner and one moment.
    pub struct NewFigures {
        /// vneid, ihanoi, etax.
        app: String,
        /// VNeID 1 or 2, or 0 for both; others 0.
        level: u8,
        /// The stage.
        stage: String,
        /// officials, citizens, organisations, everybody.
        population: String,
        /// As of when; not later than now.
        as_of: i64,
        /// Who answers for it.
        owner: String,
        /// Where it was read.
        source: Option<String>,
        /// One a place, at most 500.
        rows: Vec<NewFigure>,
    }

    /// One figure.
    pub struct NewFigure {
        /// The figure that it corrects.
        of: Option<String>,
        /// The hamlet's id; absent for the whole book.
        hamlet: Option<String>,
        /// The organisation's id; absent for an official figure.
        organisation: Option<String>,
        /// How many.
        count: u32,
        /// Out of how many.
        base: Option<u32>,
    }

    /// What was kept, to take it back.
    pub struct SaidIds {
        /// The new deltas' ids.
        ids: Vec<String>,
    }

    /// A table as somebody pasted it: a hamlet a line, then its number.
    pub struct PastedTable {
        /// The text.
        text: String,
    }

    /// What was understood of it.
    pub struct TableRead {
        /// Its lines, in their order.
        rows: Vec<TableRow>,
        /// What they add up to.
        sum: u32,
        /// The total that stands in it; absent without one.
        printed_total: Option<u32>,
        /// Cells that cannot be taken as they are, each with its place.
        faults: Vec<TableFault>,
        /// Hamlets of which it says nothing.
        missing: Vec<String>,
    }

    /// A line that was understood.
    pub struct TableRow {
        /// Its number in what was pasted, from 1.
        line: u32,
        /// The hamlet's id.
        hamlet: String,
        /// The hamlet's name.
        name: String,
        /// How many.
        count: u32,
        /// Out of how many, where a second number stands.
        base: Option<u32>,
    }

    /// A cell that was not.
    pub struct TableFault {
        /// Its line, from 1.
        line: u32,
        /// Its column: A, B, …
        column: String,
        /// What stands there.
        text: String,
        /// unknown_hamlet, two_hamlets, no_number, not_a_number, too_large, above_base, twice.
        reason: String,
    }
}
