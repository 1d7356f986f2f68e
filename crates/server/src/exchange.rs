//! The exchange: batches in, receipts and pages out.

mod answer;
mod author;
mod pages;
mod readopt;
mod refusal;
mod take_in;
#[cfg(test)]
mod tests;

pub use self::refusal::ServeError;

pub(crate) use self::pages::{PAGE_BYTES, RESPONSE_BYTES, page};

use self::author::Asker;
use self::take_in::{HandedIn, Taken};
use crate::apply::{Honoured, Incoming};
use crate::server::Server;
use crate::storage::DeviceRow;
use tungnha_core::Instant;
use tungnha_protocol::SignedExchange;
use tungnha_protocol::exchange::{Exchange, Frame};
use tungnha_protocol::limits::{MAX_BATCHES, VERSION};

impl Server {
    /// Answers one exchange at `now`. The frames, in order; an error stands for one `Refused` frame.
    pub fn exchange(&self, body: &[u8], now: Instant) -> Result<Vec<Frame>, ServeError> {
        let signed = SignedExchange::from_bytes(body)?;
        let asked = signed.request()?;
        if asked.version != VERSION {
            return Err(ServeError::Version(asked.version));
        }
        let asker = self.author(&signed, &asked, now)?;
        let handed_in = self.read(&asked, &asker)?;
        let mut taken = if handed_in.is_nothing() && asker.changes_nothing(&asked, now) {
            Taken::nothing(asker.device)
        } else {
            self.take_in(&asker, &asked, &handed_in, now)?
        };
        if taken.device.beginner_until.is_some() && self.begins_again(&asked, &taken.device)? {
            self.no_beginner(&mut taken.device)?;
        }
        self.answer(&asked, taken, now)
    }

    /// What is handed in, read and its signatures checked, before any lock is taken.
    fn read(&self, asked: &Exchange, asker: &Asker) -> Result<HandedIn, ServeError> {
        if asked.batches.len() > MAX_BATCHES {
            return Err(ServeError::Message("too many batches".into()));
        }
        let device = &asker.device;
        let read = |bytes: &minicbor::bytes::ByteVec| {
            let incoming = Incoming::read(bytes, &device.key)?;
            let batch = &incoming.signed().batch;
            if batch.incarnation != device.incarnation {
                return Err(ServeError::Message("batch: another device's".into()));
            }
            if batch.book != asker.book.id {
                return Err(ServeError::Message("batch: another book".into()));
            }
            Ok(incoming)
        };
        let batches = asked.batches.iter().map(read).collect::<Result<_, _>>()?;
        let receipts = asked.receipts.as_deref().unwrap_or_default();
        let identity = self.keys().identity_public();
        let honoured = Honoured::read(receipts, &identity, asker.book.id, device.incarnation);
        Ok(HandedIn { batches, honoured })
    }

    /// What it got so far is a part of another whole.
    fn no_beginner(&self, device: &mut DeviceRow) -> Result<(), ServeError> {
        let txn = self.storage().write()?;
        txn.set_beginner(device.book, device.number, None)?;
        txn.commit()?;
        device.beginner_until = None;
        Ok(())
    }
}
