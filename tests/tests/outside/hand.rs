//! A device without a file: it signs by hand whatever it is given.

use crate::mutate::Mutator;
use crate::world::World;
use tungnha_core::record::Record;
use tungnha_core::{BookId, DeltaId, Incarnation};
use tungnha_protocol::courier::{OpeningKey, open_reply};
use tungnha_protocol::hash::Hash;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::wire::encode;
use tungnha_protocol::{Batch, Cursor, Exchange, Frame, SignedBatch, SignedExchange, SigningKey};
use uuid::Uuid;

/// A member's device.
pub struct Hand {
    pub key: SigningKey,
    pub incarnation: Incarnation,
    pub book: BookId,
    next: u32,
    previous: Hash,
    clock: i64,
}

impl Hand {
    /// Enrolled already, nothing said yet.
    pub fn new(key: SigningKey, incarnation: Incarnation, book: BookId, clock: i64) -> Self {
        Self {
            key,
            incarnation,
            book,
            next: 1,
            previous: [0; 32],
            clock,
        }
    }

    /// What it will say next.
    pub fn next_id(&self) -> DeltaId {
        DeltaId::new(self.incarnation, self.next)
    }

    /// The next batch.
    pub fn batch(&self, records: Vec<Record>) -> SignedBatch {
        Batch {
            book: self.book,
            incarnation: self.incarnation,
            first: self.next,
            previous: self.previous,
            seed: [3; 16],
            records,
        }
        .sign(&self.key)
    }

    /// The batch, signed, with a header that is wrong: counters left out or said again, another past, another's name.
    pub fn odd(&self, mutator: &mut Mutator, batch: &SignedBatch) -> SignedBatch {
        let mut odd = batch.batch.clone();
        match mutator.below(6) {
            0 => odd.previous[mutator.below(32)] ^= 1,
            1 => odd.book = BookId(Uuid::from_u128(mutator.below(9) as u128)),
            2 => odd.incarnation = Incarnation(Uuid::from_u128(mutator.below(9) as u128)),
            3 => odd.first = u32::MAX - 20,
            _ => odd.first = mutator.below(self.next as usize + 3) as u32,
        }
        odd.sign(&self.key)
    }

    /// What it asks.
    pub fn exchange(&self, batches: Vec<Vec<u8>>) -> Exchange {
        Exchange {
            version: VERSION,
            incarnation: self.incarnation.into(),
            cursor: Cursor::default(),
            batches: batches.into_iter().map(Into::into).collect(),
            clock: self.clock,
            want: 1 << 16,
            grant_issued_at: 0,
            decided_through: None,
            reissued_from: None,
            receipts: None,
            grant: None,
            check: None,
            addresses_issued_at: None,
            reply_key: None,
            written: None,
        }
    }

    /// The same with a key for the reply.
    pub fn to_carry(&self, batches: Vec<Vec<u8>>) -> Exchange {
        Exchange {
            reply_key: Some(opening().sealing()),
            ..self.exchange(batches)
        }
    }

    /// A request as it travels.
    pub fn signed(&self, exchange: &Exchange) -> Vec<u8> {
        self.sign(encode(exchange))
    }

    /// Whatever bytes, signed as a request.
    pub fn sign(&self, bytes: Vec<u8>) -> Vec<u8> {
        let signature = self
            .key
            .sign(&[b"tungnha-exchange-1".as_slice(), &bytes].concat());
        SignedExchange::from_parts(bytes, signature).to_bytes()
    }

    /// Whether a courier's reply is for this device.
    pub fn opens(&self, reply: &[u8], world: &World) -> bool {
        let identity = world.server.keys().identity_public();
        open_reply(reply, &opening(), &identity).is_ok()
    }

    /// Goes on after a batch for which there is a receipt; says whether there is.
    pub fn was_received(&mut self, batch: &SignedBatch, frames: &[Frame]) -> bool {
        let Some(Frame::Head(head)) = frames.first() else {
            return false;
        };
        let last = batch.batch.last();
        if head.highest < self.next {
            return false;
        }
        assert_eq!(head.highest, last, "the server has what was never said");
        self.next = last + 1;
        self.previous = batch.hash(&batch.batch.leaves());
        true
    }
}

fn opening() -> OpeningKey {
    OpeningKey::from_bytes([11; 32])
}
