//! Spreadsheets in and out: the resident lists of offices as they really are, and the lists that
//! the plans prescribe.
//!
//! Everything works on bytes in memory and takes the day of today as an argument. Nothing here
//! decides what happens to a resident: it says what a sheet says, and where it says so.

pub mod confirmation_list;
pub mod office_list;
pub mod refused_list;
pub mod resident_list;
mod text_cell;
