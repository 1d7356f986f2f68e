//! A page of what is new: deltas in columns, the admissions they count by, the members who wrote them.

use crate::admission::WireAdmission;
use crate::columns::{self, ColumnsError, Row};
use crate::exchange::Cursor;
use crate::limits::MAX_PAGE_DELTAS;
use crate::wire::Bytes16;
use minicbor::{Decode, Encode};

/// Whoever a page's admissions name, as colleagues know them.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Member {
    /// The member.
    #[n(0)]
    pub id: Bytes16,
    /// Full name.
    #[n(1)]
    pub name: String,
    /// Organisation, if any.
    #[n(2)]
    pub organisation: Option<String>,
}

/// The unit in which a device takes in what is new; the cursor moves with the page, in one transaction.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Page {
    /// Packed rows; see [`crate::columns`].
    #[cbor(n(0), with = "minicbor::bytes")]
    pub deltas: Vec<u8>,
    /// What they count by. Every delta of the page lies in one of these ranges.
    #[n(1)]
    pub admissions: Vec<WireAdmission>,
    /// The members that the admissions name.
    #[n(2)]
    pub members: Vec<Member>,
    /// Where the device stands after this page.
    #[n(3)]
    pub cursor: Cursor,
}

impl Page {
    /// The rows, in the order of the book's sequence.
    pub fn rows(&self) -> Result<Vec<Row>, ColumnsError> {
        columns::unpack(&self.deltas, MAX_PAGE_DELTAS)
    }
}
