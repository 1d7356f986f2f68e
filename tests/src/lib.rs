//! The sample commune driven from outside, by the programs alone: what a person or a script would
//! do, nothing of the crates' inside.

mod area;
mod device;
mod kept;
mod line;
mod programs;
mod ran;
mod sample;
mod server;
#[cfg(feature = "window")]
mod window;
pub mod workbook;

pub use area::{Area, BOOK, text};
pub use device::CommandLine;
pub use kept::is_current;
pub use line::{Fault, Line, Shape, Way};
pub use programs::built;
pub use ran::Ran;
pub use sample::{Member, Sample};
pub use server::Server;
#[cfg(feature = "window")]
pub use window::Window;
