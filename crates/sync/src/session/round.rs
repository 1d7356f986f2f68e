//! One request: what goes into it, and whether another must follow.

use super::line::Budget;
use super::{Session, SyncError, open};
use tungnha_core::Incarnation;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::{Checked, Cursor, Exchange, SignedExchange};
use tungnha_store::{StoreError, Txn};

/// Batches in one request. An evening is one; the import of a commune is a few dozen.
const BATCHES_A_REQUEST: usize = 40;

/// What one round needs from the file, read in one short transaction.
pub(super) struct Round {
    pub request: Vec<u8>,
    /// Who asks.
    pub incarnation: Incarnation,
    /// An incarnation that this file was before: it brings back what a restored server lost, and wants
    /// nothing.
    pub earlier: bool,
    /// It carries what a restored server may have forgotten about this device.
    pub presents: bool,
    /// First counter of the oldest batch that it hands in.
    oldest: Option<u32>,
    pub cursor: Cursor,
}

/// How a round ended.
#[derive(Default)]
pub(super) struct Ended {
    /// More is waiting at the server.
    pub more: bool,
    /// The file is another incarnation now; the rest of the answer was not for it.
    pub reissued: bool,
    /// Nothing is given out until people have looked through who is revoked, or have accepted this device.
    pub gives_nothing: bool,
    /// The device is to begin anew.
    pub restarted: bool,
    /// What both sides compare, if it was asked for.
    pub checked: Option<Checked>,
}

/// How far this sync has gone in telling a server that does not know the device who it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Introduced {
    No,
    /// Every request carries the signed grant, and the incarnation before.
    ByGrant,
    /// The incarnation before was to speak first.
    ByTheOneBefore,
}

impl Session<'_> {
    pub(super) fn prepare(&mut self) -> Result<Round, SyncError> {
        let clock = (self.now)().0;
        let introduced = self.introduced != Introduced::No;
        let check = self.closing.ask();
        let (exchange, round, key) = open(self.store).write(|txn| {
            txn.seal_batches(&mut *self.seed)?;
            let identity = txn.identity()?;
            let earlier = txn.earlier_to_ask()?;
            let incarnation = earlier.unwrap_or(identity.incarnation);
            let budget = Budget::of(txn.line_budget()?);
            let batches = txn.waiting_batches(incarnation, BATCHES_A_REQUEST, budget.batches)?;
            // What waits elsewhere can be compared with nothing.
            let carried: u32 = batches.iter().map(|b| b.last - b.first + 1).sum();
            let all = carried >= txn.outbox()?.unsent;
            let presents = introduced || earlier.is_some() || txn.is_to_present()?;
            let receipts = txn.receipts_about(incarnation, &batches, presents)?;
            let round = Round {
                request: Vec::new(),
                incarnation,
                earlier: earlier.is_some(),
                presents,
                oldest: batches.first().map(|batch| batch.first),
                cursor: txn.cursor()?,
            };
            let exchange = Exchange {
                version: VERSION,
                incarnation: incarnation.into(),
                cursor: round.cursor,
                batches: batches.into_iter().map(|b| b.bytes.into()).collect(),
                clock,
                want: if round.earlier { 0 } else { budget.want },
                grant_issued_at: txn.grant()?.issued_at,
                decided_through: txn.decided_through()?,
                reissued_from: reissued_from(txn, &round)?,
                receipts: (!receipts.is_empty()).then_some(receipts),
                grant: match presents {
                    true => Some(txn.signed_grant_of(incarnation)?),
                    false => None,
                },
                check: check.filter(|_| all && !round.earlier),
                addresses_issued_at: txn.addresses_issued_at()?,
                reply_key: None,
                written: match round.earlier {
                    true => None,
                    false => Some(txn.sealed_through()?),
                },
            };
            Ok::<_, StoreError>((exchange, round, identity.key))
        })?;
        Ok(Round {
            request: SignedExchange::sign(&exchange, &key).to_bytes(),
            ..round
        })
    }

    /// Whether another round must follow this one.
    ///
    /// # Errors
    /// [`SyncError::Answer`] for a server that takes batches and gives no receipts.
    pub(super) fn goes_on(&mut self, round: &Round, ended: &Ended) -> Result<bool, SyncError> {
        if ended.reissued {
            return Ok(true);
        }
        let (oldest, unsaid) = open(self.store).read(|txn| {
            // The answer told of another life of the server, to which this device is presented next.
            let unsaid = txn.is_to_present()? || txn.earlier_to_ask()?.is_some();
            Ok::<_, StoreError>((txn.oldest_waiting(round.incarnation)?, unsaid))
        })?;
        let stuck = oldest.is_some() && oldest == round.oldest;
        if round.earlier {
            if oldest.is_none() || stuck {
                open(self.store).write(|txn| txn.earlier_was_asked(round.incarnation))?;
            }
            return Ok(true);
        }
        // In another life of the server a batch waits again in the answer that gave it a receipt.
        if stuck && !ended.more && !unsaid {
            return Err(SyncError::Answer(
                "batches came back without receipts".into(),
            ));
        }
        Ok(ended.more || oldest.is_some() || unsaid)
    }

    /// The server does not know the device that asked. Whether there is a way left to tell it: by the
    /// grant that it signed once, then by the incarnation before, which speaks first.
    pub(super) fn introduce(&mut self, round: &Round) -> Result<bool, SyncError> {
        let mut store = open(self.store);
        if round.earlier {
            store.write(|txn| txn.earlier_was_asked(round.incarnation))?;
            return Ok(true);
        }
        self.introduced = match self.introduced {
            Introduced::No => Introduced::ByGrant,
            Introduced::ByGrant if store.write(|txn| txn.ask_the_one_before())? => {
                Introduced::ByTheOneBefore
            }
            _ => return Ok(false),
        };
        Ok(true)
    }
}

/// The incarnation before, until the server has met this one, and again for a server that may have
/// forgotten.
fn reissued_from(
    txn: &Txn<'_>,
    round: &Round,
) -> Result<Option<tungnha_protocol::wire::Bytes16>, StoreError> {
    if round.earlier {
        return Ok(None);
    }
    let before = match round.presents {
        true => txn.incarnation_before()?,
        false => txn.reissued_from()?,
    };
    Ok(before.map(Into::into))
}
