//! One sync of a device with its server, over any transport.
//!
//! The session ([`sync`]) knows nothing of HTTP; [`http`] is one way to carry it. Nothing is sent from
//! inside a transaction of the store, and every frame that arrives is taken in before the next is
//! read: a line that dies has wasted only the frame it was in.

pub mod acceptance;
mod closing;
pub mod courier;
mod desk;
pub mod enrolment;
pub mod held;
pub mod http;
pub mod people;
pub mod pictures;
mod pin;
mod session;
mod transport;

pub use session::{Progress, SyncError, sync, sync_and_check};
pub use transport::{Transport, TransportError};
