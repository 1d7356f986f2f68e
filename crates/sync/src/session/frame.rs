//! One frame off the line.

use super::SyncError;
use crate::transport::TransportError;
use std::io::Read;
use tungnha_protocol::Frame;
use tungnha_protocol::limits::MAX_FRAME_BYTES;

/// Reads one frame and counts its bytes; the end of the line in between is a cut.
pub(super) fn read_frame(answer: &mut dyn Read, bytes_down: &mut u32) -> Result<Frame, SyncError> {
    let cut = |e: std::io::Error| TransportError::Cut(e.kind().to_string());
    let mut head = [0; 4];
    answer.read_exact(&mut head).map_err(cut)?;
    let length = u32::from_be_bytes(head) as usize;
    if length > MAX_FRAME_BYTES {
        return Err(SyncError::Answer("a frame is larger than allowed".into()));
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body).map_err(cut)?;
    *bytes_down += u32::from_be_bytes(head) + 4;
    Frame::from_body(&body).map_err(|e| SyncError::Answer(e.to_string()))
}
