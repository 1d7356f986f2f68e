//! Every operation that a screen or a command line can ask of a device, with coded errors.
//!
//! [`Device::call`] is the one door: the window, the browser and the command line all come through it.
//! The operations are thin: they read and write through the store's transactions, sync through the
//! session, and turn words of the domain into payloads.

mod acceptance;
mod add;
mod answer;
mod asked;
mod assignment;
mod card;
pub mod command;
mod convert;
mod courier;
mod desk;
mod device;
mod disagreement;
mod draft;
mod duplicate;
mod enter;
mod error;
mod export;
mod field;
mod figure;
mod folder;
mod held;
mod host;
mod import;
mod job;
mod lists;
mod members;
mod organisation;
mod paper;
pub mod payload;
mod picture;
mod practice;
mod record;
mod recover;
mod review;
mod said;
mod seat;
mod session;
mod sharing;
mod staff;
mod status;
mod sync;
mod target;
mod team;
pub mod typescript;
mod view;
mod waiting;
mod withdraw;
mod work;

pub use device::Device;
pub use error::{ApiError, ErrorCode};
pub use host::Host;
