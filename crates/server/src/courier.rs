//! An exchange that comes as a file: opened, answered as any other, sealed again.

use crate::exchange::ServeError;
use crate::server::Server;
use tungnha_core::Instant;
use tungnha_protocol::courier::{open_parcel, reply};
use tungnha_protocol::exchange::Frame;
use tungnha_protocol::limits::MAX_REQUEST_BYTES;
use tungnha_protocol::{SignedAdmission, SignedExchange};

/// What a parcel was answered with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answered {
    /// For the device that packed the parcel; nobody else can open it.
    pub reply: Vec<u8>,
    /// How many deltas have a receipt now.
    pub deltas: u32,
    /// How many of them are held.
    pub held: u32,
}

impl Server {
    /// Answers one parcel at `now`; `entropy` is random. However often and late it comes, it is the exchange
    /// that it holds, with the reply sealed to the key that this names.
    pub fn courier(
        &self,
        parcel: &[u8],
        now: Instant,
        entropy: [u8; 32],
    ) -> Result<Answered, ServeError> {
        let request = open_parcel(parcel, self.keys().opening())?;
        if request.len() > MAX_REQUEST_BYTES {
            return Err(ServeError::Message("larger than a request may be".into()));
        }
        let asked = SignedExchange::from_bytes(&request)?.request()?;
        // Before anything is written: nobody could read what came of it.
        let to = asked
            .reply_key
            .ok_or_else(|| ServeError::Message("no key to seal the reply to".into()))?;
        let frames = self.exchange(&request, now)?;
        let reply = reply(&request, &frames, to, self.keys().identity(), entropy)?;
        let (mut deltas, mut held) = (0, 0);
        for admission in receipts(&frames).iter().flat_map(|r| r.admission()) {
            deltas += admission.last - admission.first + 1;
            held += u32::try_from(admission.held.len()).unwrap_or(u32::MAX);
        }
        Ok(Answered {
            reply,
            deltas,
            held,
        })
    }
}

fn receipts(frames: &[Frame]) -> &[SignedAdmission] {
    match frames.first() {
        Some(Frame::Head(head)) => &head.receipts,
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
