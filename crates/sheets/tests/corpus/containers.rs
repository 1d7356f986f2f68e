//! One workbook as a file of each kind.

mod ods;
mod text;
mod xls;
mod xlsx;

pub use ods::{encrypted as encrypted_ods, ods};
pub use text::{Encoding, text};
pub use xls::{encrypted as encrypted_xls, encrypted_package, letter, xls};
pub use xlsx::xlsx;
