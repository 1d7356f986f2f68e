//! The bridge: the same screen in a browser of the same machine, for where no window can be opened
//! and for tests. It serves `ui/dist` and passes `POST /call/<operation>` on to the device crate.
//!
//! It listens on the loopback only. Every program of the machine can reach the loopback, and so can
//! every page that a browser shows, so a call must carry the run's [`Token`], and a request must
//! name the bridge itself as its host and its origin ([`guard`](mod@guard)).

mod address;
mod call;
mod guard;
mod page;
mod serve;
mod token;

pub use address::{Loopback, NotLoopback};
pub use serve::{Bridge, BridgeError};
pub use token::Token;
