//! How well the clocks of devices go, as the office is told.

use super::Result;
use crate::key::BookNo;

/// What is known of one device's clock. It judges nothing: causality beats clocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DeviceClock {
    /// The server's clock less the device's at its last exchange, in seconds: positive when the device's is
    /// slow; absent before any exchange.
    pub off: Option<i64>,
    /// How many of its deltas were stamped clearly later than they were received, or clearly before what the
    /// same device had said earlier.
    pub doubtful_stamps: u32,
}

/// Clocks of devices.
pub trait Clocks {
    /// Remembers how far a device's clock is off.
    fn note_clock(&self, book: BookNo, number: u32, off: i64) -> Result<()>;
    /// Adds to the count of a device's doubtful stamps.
    fn add_doubtful_stamps(&self, book: BookNo, number: u32, more: u32) -> Result<()>;
}
