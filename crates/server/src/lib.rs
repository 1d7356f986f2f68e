//! The area server: judges, keeps and hands on what devices say (`docs/protocol`).
//!
//! [`judge`] plans, [`apply`] does, [`exchange`], [`enrol`] and [`acceptance`] answer devices, [`verify`] holds the tables
//! against the plain law of [`tungnha_core::fold::Ledger`]. Storage is behind [`storage::Storage`]; clock and
//! randomness are parameters everywhere but in [`http`] and [`cli`].

pub mod acceptance;
pub mod addresses;
pub mod apply;
pub mod campaign;
pub mod check;
pub mod cli;
pub mod clocks;
pub mod courier;
pub mod desk;
pub mod enrol;
pub mod exchange;
#[cfg(test)]
mod fixture;
pub mod grants;
pub mod http;
pub mod inbox;
pub mod judge;
pub mod key;
pub mod keys;
pub mod landing;
pub mod lives;
pub mod people;
pub mod pictures;
pub mod postings;
pub mod server;
mod speaking;
pub mod storage;
pub mod tls;
pub mod units;
pub mod verify;
