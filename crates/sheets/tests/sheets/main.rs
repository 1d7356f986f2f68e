//! Workbooks are made here, read back, and looked at cell by cell.

mod book;
mod clean;
mod confirmation;
mod flags;
mod ids;
mod layout;
mod office;
mod places;
mod refusals;
mod states;
mod whole_file;
