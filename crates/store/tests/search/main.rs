//! Finding people as one types.

#[path = "../field/mod.rs"]
mod field;
mod law;
mod order;
mod people;
