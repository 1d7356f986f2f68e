//! Targets: what a plan asks for, of whom, and how far each has come.

use super::payload;

payload! {
    /// A target as it is typed. Shares are hundredths of a per cent: 50 % is 5000.
    pub struct NewTarget {
        /// The target that this changes; absent for a new one.
        id: Option<String>,
        /// As the plan's column says.
        title: String,
        /// Why it is what it is.
        reason: Option<String>,
        /// `vneid`, `ihanoi` or `etax`.
        app: String,
        /// Of people of at least so many years …
        minimum_age: u8,
        /// … on this day, on which the columns of the base are looked at.
        on: String,
        /// The columns of the base; at least one.
        base: Vec<String>,
        /// Whom the base leaves out: `ineligible`, `absent`, `excused`.
        left_out: Vec<String>,
        /// How much of them; absent when each number is typed.
        share: Option<u16>,
        /// `half_up`, `up` or `down`.
        rounding: String,
        /// In which columns somebody is done; at least one.
        done: Vec<String>,
        /// `target` or `base`.
        denominator: String,
    }
    /// A row of a target's table as it is typed: at most one of unit, hamlet, organisation and group.
    pub struct NewTargetRow {
        /// The row that this changes; absent for a new one.
        id: Option<String>,
        /// The target.
        target: String,
        /// Code of an administrative unit.
        unit: Option<String>,
        /// A hamlet of the book.
        hamlet: Option<String>,
        /// An organisation of the book.
        organisation: Option<String>,
        /// A group.
        group: Option<String>,
        /// How many people it has of the base; absent where the roll is counted.
        base: Option<u32>,
        /// An exception's share.
        share: Option<u16>,
        /// An exception's number.
        count: Option<u32>,
        /// Why; needed for an exception to a formula.
        reason: Option<String>,
        /// As the document prints it.
        name: Option<String>,
        /// Its place in the table, from 1.
        position: Option<u16>,
        /// How many are done, as its own office says.
        done: Option<u32>,
        /// As of when that is so.
        as_of: Option<i64>,
        /// Invented numbers.
        invented: bool,
    }
    /// How much of a target is due at a milestone: exactly one of share and count.
    pub struct NewTargetDue {
        /// What this changes; absent for a new one.
        id: Option<String>,
        /// The target.
        target: String,
        /// The milestone.
        milestone: String,
        /// A share of the target.
        share: Option<u16>,
        /// A number of people.
        count: Option<u32>,
    }
    /// The total that a document prints.
    pub struct NewTargetPrint {
        /// What this corrects; absent for a new one.
        id: Option<String>,
        /// The target.
        target: String,
        /// As printed.
        total: u32,
        /// Which document, in words.
        document: String,
    }
    /// What was said.
    pub struct SavedTarget {
        /// The target, row, due part or printed total: the delta that began it.
        id: String,
        /// A word of warning about the hour, if any.
        warning: Option<String>,
    }
    /// A target to open.
    pub struct OfTarget {
        /// Which.
        target: String,
        /// Along which bearers: `unit`, `hamlet`, `organisation` or `group`; absent for what the table was typed by.
        by: Option<String>,
    }
    /// The terms of a target.
    pub struct TargetCard {
        /// The delta that began it.
        id: String,
        /// As the plan's column says.
        title: String,
        /// Why it is what it is.
        reason: Option<String>,
        /// The app.
        app: String,
        /// Of people of at least so many years …
        minimum_age: u8,
        /// … on this day.
        on: String,
        /// The columns of the base.
        base: Vec<String>,
        /// Whom it leaves out.
        left_out: Vec<String>,
        /// How much of them, in hundredths of a per cent.
        share: Option<u16>,
        /// The same as offices write it: "50 %".
        share_text: Option<String>,
        /// How a share becomes people.
        rounding: String,
        /// The columns of those who are done.
        done: Vec<String>,
        /// What rates are printed of.
        denominator: String,
        /// So many rows were typed.
        rows: u32,
        /// Who said it; absent for this device's own without a receipt.
        by: Option<String>,
        /// When, seconds.
        at: i64,
        /// No receipt yet.
        unsent: bool,
        /// Two people say different things of it.
        disputed: bool,
        /// Whether this member may withdraw it: nobody else said anything of it.
        may_withdraw: bool,
    }
    /// The targets, and what a new one may refer to.
    pub struct TargetList {
        /// The newest first.
        targets: Vec<TargetCard>,
        /// Whether this member may write them.
        may_write: bool,
        /// The day at which the campaign counts ages: what a new target begins with.
        reference_date: Option<String>,
    }
    /// A rate, always with what it is of.
    pub struct RateCard {
        /// So many …
        numerator: u32,
        /// … of so many.
        denominator: u32,
        /// As printed: "45,86 %".
        printed: String,
        /// All of it, or more.
        whole: bool,
    }
    /// How far a bearer is on its way to one milestone.
    pub struct TargetPace {
        /// The due part.
        due: String,
        /// How many must be done by then.
        required: u32,
        /// `reached`, `daily` or `overdue`.
        state: String,
        /// Still to do.
        remaining: u32,
        /// Days left, today included; 0 unless `daily`.
        days: u32,
        /// So many a day; 0 unless `daily`.
        per_day: u32,
    }
    /// One line of a target's table.
    pub struct TargetLine {
        /// The typed row; absent where only the roll speaks.
        id: Option<String>,
        /// `unit`, `hamlet`, `organisation`, `group` or `book`.
        bearer: String,
        /// The unit's code, the hamlet's or organisation's id, the group's word; empty for the book.
        key: String,
        /// Its name; absent when nobody gave one.
        name: Option<String>,
        /// Its place in the table.
        position: Option<u16>,
        /// How many people it has of the base; absent when nobody knows.
        base: Option<u32>,
        /// The base was typed.
        base_typed: bool,
        /// Of the roll: asked, but left out by the target's rule.
        left_out: u32,
        /// Of the roll: counted, though their age cannot be told.
        age_unsure: u32,
        /// Of the roll: not eligible.
        ineligible: u32,
        /// Of the roll: excused.
        excused: u32,
        /// Of the roll: absent.
        absent: u32,
        /// The share asked of it, as offices write it.
        share: Option<String>,
        /// The number asked of it, typed.
        count: Option<u32>,
        /// Before rounding: "1.036,5".
        exact: Option<String>,
        /// The target; absent when nothing is asked yet.
        target: Option<u32>,
        /// An exception was applied.
        excepted: bool,
        /// Why.
        reason: Option<String>,
        /// What volunteers claim; absent where no roll speaks.
        claimed: Option<u32>,
        /// What reviewers and lists bear out; absent where no roll speaks.
        confirmed: Option<u32>,
        /// What the national system says; absent until its owner says it.
        official: Option<u32>,
        /// What counts; absent when nobody says anything.
        done: Option<u32>,
        /// Who says so: `official`, `confirmed` or `typed`.
        says: Option<String>,
        /// As of when, seconds.
        as_of: Option<i64>,
        /// Of what the target prints rates of.
        rate: Option<RateCard>,
        /// Of the other.
        other_rate: Option<RateCard>,
        /// Still to do.
        remaining: Option<u32>,
        /// Done beyond the target.
        beyond: Option<u32>,
        /// Its rank among the rows, from 1.
        rank: Option<u32>,
        /// On the way to each milestone, in their order.
        paces: Vec<TargetPace>,
        /// Invented numbers.
        invented: bool,
        /// Another row speaks of the same bearer; this one is newer.
        twice: bool,
        /// No receipt yet.
        unsent: bool,
        /// Two people say different things of it.
        disputed: bool,
        /// Whether this member may withdraw it: nobody else said anything of it.
        may_withdraw: bool,
    }
    /// What is due of a target by when.
    pub struct TargetDueCard {
        /// The delta that began it.
        id: String,
        /// The milestone.
        milestone: String,
        /// In the plan's words.
        title: String,
        /// Due at the end of this day.
        day: String,
        /// A share of the target, as offices write it.
        share: Option<String>,
        /// A number of people.
        count: Option<u32>,
        /// No receipt yet.
        unsent: bool,
        /// Whether this member may withdraw it: nobody else said anything of it.
        may_withdraw: bool,
    }
    /// A milestone of the campaign's.
    pub struct MilestoneChoice {
        /// The delta that began it.
        id: String,
        /// In the plan's words.
        title: String,
        /// Due at the end of this day.
        day: String,
    }
    /// What a document prints.
    pub struct TargetPrintCard {
        /// The delta that began it.
        id: String,
        /// As printed.
        total: u32,
        /// Which document.
        document: String,
        /// `sum_of_rows`, `sum_before_rounding` or `unexplained`.
        explanation: String,
        /// Printed less the sum of the rows.
        difference: i64,
        /// No receipt yet.
        unsent: bool,
        /// Whether this member may withdraw it: nobody else said anything of it.
        may_withdraw: bool,
    }
    /// The total of a table; none along organisations and groups, where people would be counted twice.
    pub struct TargetTotal {
        /// The sum of the rounded rows.
        sum: u64,
        /// The sum before rounding, as offices write it.
        before_rounding: String,
        /// So many rows are asked for nothing yet.
        without: u32,
        /// The bases together, of the rows that have one.
        base: u64,
        /// Done together, of the rows that say it.
        done: u64,
        /// What the whole book is asked for, where its own row says it.
        parent: Option<u32>,
        /// The sum of the rows less that.
        spread: Option<i64>,
    }
    /// A target opened.
    pub struct TargetPage {
        /// Its terms.
        card: TargetCard,
        /// Along which bearers the rows are.
        by: String,
        /// The rows, in the order of the table.
        rows: Vec<TargetLine>,
        /// The whole book's own row, where the rows are its parts and it was asked for something itself.
        book: Option<TargetLine>,
        /// The total.
        total: Option<TargetTotal>,
        /// What is due by when, by date.
        dues: Vec<TargetDueCard>,
        /// What documents print, the last said first.
        prints: Vec<TargetPrintCard>,
        /// The campaign's milestones, to choose from.
        milestones: Vec<MilestoneChoice>,
        /// Of what day and hour the roll was read, seconds.
        as_of: i64,
        /// The first official list that says anything of the base was of this later day: the base is as of then.
        base_from: Option<String>,
        /// Whether this member may write.
        may_write: bool,
    }
}
