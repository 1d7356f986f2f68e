//! Lists that go out.

use super::payload;

payload! {
    /// Of which part of the book.
    pub struct ListsOf {
        /// A hamlet's id; absent for all.
        hamlet: Option<String>,
    }

    /// The lists as they stand.
    pub struct ListCards {
        /// When, seconds.
        as_of: i64,
        /// One for every list that this role hands on.
        cards: Vec<ListCard>,
    }

    /// A list as it stands.
    pub struct ListCard {
        /// confirmation, absent, ineligible, approved_not_activated, not_collected, slips.
        list: String,
        /// How many people stand in it; for slips, how many households.
        rows: u32,
        /// The sentences below it: how many, out of how many.
        totals: Vec<String>,
        /// What it can be written as here: xlsx, docx, pdf.
        formats: Vec<String>,
        /// When it left last, of whatever part; absent when it never did.
        last: Option<ExportLine>,
    }

    /// One list of a part of the book.
    pub struct ListOf {
        /// Which, as in `ListCard`.
        list: String,
        /// A hamlet's id; absent for all.
        hamlet: Option<String>,
        /// At most so many rows (1–500).
        limit: u32,
    }

    /// The beginning of a list as it would be written.
    pub struct ListPage {
        /// Its title, in capitals as printed.
        title: String,
        /// The lines below the title.
        subtitle: Vec<String>,
        /// Headers, TT first.
        columns: Vec<String>,
        /// The first rows.
        groups: Vec<ListGroup>,
        /// How many rows it has in all.
        rows: u32,
        /// What stands in the table when there is none.
        nobody: String,
        /// The sentences below the table.
        totals: Vec<String>,
    }

    /// Rows under one heading.
    pub struct ListGroup {
        /// A hamlet with its count; absent in a list without headings.
        heading: Option<String>,
        /// Cells in the order of the columns, TT first.
        rows: Vec<Vec<String>>,
    }

    /// A list to write.
    pub struct ExportOf {
        /// Which, as in `ListCard`.
        list: String,
        /// A hamlet's id; absent for all.
        hamlet: Option<String>,
        /// xlsx, docx, pdf.
        format: String,
        /// Save it among the person's downloads, as a window must that cannot hand out files itself.
        save: bool,
    }

    /// A desk's day to write, with everybody who comes.
    pub struct ExportDay {
        /// police, one_stop, tax.
        desk: String,
        /// Which day; absent for today.
        day: Option<String>,
        /// xlsx, docx, pdf.
        format: String,
        /// Save it among the person's downloads, as a window must that cannot hand out files itself.
        save: bool,
    }

    /// A sample to write, as it was drawn.
    pub struct ExportSample {
        /// The seed it was drawn with.
        seed: String,
        /// From how many cases.
        of: u32,
        /// The hamlet it was drawn of; absent for all.
        hamlet: Option<String>,
        /// The first claim of every case, in their order.
        claims: Vec<String>,
        /// xlsx, docx, pdf.
        format: String,
        /// Save it among the person's downloads, as a window must that cannot hand out files itself.
        save: bool,
    }

    /// A part of the log.
    pub struct ExportsOf {
        /// Skip so many.
        offset: u32,
        /// At most so many (1–500).
        limit: u32,
    }

    /// What has left this and other devices.
    pub struct ExportLog {
        /// How many in all.
        total: u32,
        /// This page, the last first.
        lines: Vec<ExportLine>,
    }

    /// That a list left.
    pub struct ExportLine {
        /// Which.
        list: String,
        /// The hamlet's or the book's name.
        scope: String,
        /// How many people stood in it.
        rows: u32,
        /// xlsx, docx, pdf.
        format: String,
        /// When, seconds.
        at: i64,
        /// Who.
        by: String,
        /// The server has not heard of it yet.
        unsent: bool,
    }
}
