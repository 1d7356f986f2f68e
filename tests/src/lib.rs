//! The sample commune driven from outside, by the programs alone: what a person or a script would
//! do, nothing of the crates' inside.

mod device;
mod programs;
mod sample;
mod server;
#[cfg(feature = "window")]
mod window;

pub use device::CommandLine;
pub use sample::{Member, Sample};
pub use server::Server;
#[cfg(feature = "window")]
pub use window::Window;
