//! The words and the laws of Từng Nhà: identities, deltas, admissions, registers and the one fold.
//!
//! Nothing here reads a file, opens a socket, looks at a clock or draws a random number: whatever
//! a function needs is an argument, so that a phone, a server and a test reach the same answer
//! from the same deltas. The words follow the glossary of the domain (`domain.md` section 2).

pub mod account;
pub mod admission;
pub mod body;
pub mod campaign;
pub mod delta;
pub mod desk;
pub mod door;
pub mod fold;
pub mod id;
pub mod lane;
pub mod record;
pub mod register;
pub mod rights;
pub mod subject;
pub mod target;
pub mod time;
pub mod words;

pub mod birth;
pub mod card;
pub mod house;
pub mod name;
pub mod personal_id;
pub mod phone;

pub use admission::{Admission, HeldReason, Verdict};
pub use body::Body;
pub use delta::Delta;
pub use id::{BookId, Counter, DeltaId, Incarnation, MemberId};
pub use register::{RegisterKey, Slot};
pub use subject::Subject;
pub use time::Instant;
