//! One sync against a server made of memory, with a line that fails wherever it can.

mod copies;
mod frozen;
mod line;
mod office;
mod phone;
mod restored;
