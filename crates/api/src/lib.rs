//! Every operation that a screen or a command line can ask of a device, with coded errors.
//!
//! [`Device::call`] is the one door: the window, the browser and the command line all come through it.
//! The operations are thin: they read and write through the store's transactions, sync through the
//! session, and turn words of the domain into payloads.

pub mod command;
mod convert;
mod courier;
mod device;
mod disagreement;
mod error;
mod export;
mod field;
mod host;
mod import;
mod job;
mod lists;
pub mod payload;
mod record;
mod review;
mod said;
mod status;
mod sync;
pub mod typescript;
mod view;
mod waiting;
mod work;

pub use device::Device;
pub use error::{ApiError, ErrorCode};
pub use host::Host;
