//! Bounds on everything that comes from outside, and the version's story.

/// The protocol's version.
///
/// 1: batches in columns, receipts, pages, enrolment.
pub const VERSION: u16 = 1;

/// Deltas in one batch at most. A batch is the resume unit on a bad line, so it stays small.
pub const MAX_BATCH_DELTAS: usize = 1000;
/// Authored bytes in one batch at most, unless a single delta is larger.
pub const MAX_BATCH_BYTES: usize = 512 << 10;
/// Deltas in one page at most.
pub const MAX_PAGE_DELTAS: usize = 8000;
/// Bytes of one packed block after unpacking at most.
pub const MAX_UNPACKED_BYTES: usize = 8 << 20;
/// Bytes of a whole request at most.
pub const MAX_REQUEST_BYTES: usize = 16 << 20;
/// Bytes of one frame of a response at most.
pub const MAX_FRAME_BYTES: usize = 8 << 20;
/// Batches in one request at most.
pub const MAX_BATCHES: usize = 64;
/// Bytes of names, titles and codes outside deltas at most.
pub const MAX_WORD_BYTES: usize = 400;
/// Addresses of a server that a device keeps at most.
pub const MAX_ADDRESSES: usize = 8;
/// Decisions about held deltas in one head at most; the rest comes with the next exchange.
pub const MAX_DECISIONS: usize = 500;
/// Bytes of a courier's file at most.
pub const MAX_PARCEL_BYTES: usize = 32 << 20;
