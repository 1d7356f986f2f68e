//! A day without any network: the same exchange as a file, sealed to the server, and its reply as another.
//! Any enrolled phone may carry them over its own connection. Whatever becomes of the files, nothing is
//! lost: batches wait until the server's own receipt.

use crate::http::Https;
use crate::session::{Heard, SyncError, open};
use crate::transport::TransportError;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::sync::Mutex;
use tungnha_core::{Incarnation, Instant};
use tungnha_protocol::courier::{open_reply, parcel};
use tungnha_protocol::hash::{Hash, SaltSeed};
use tungnha_protocol::limits::{MAX_BATCHES, MAX_FRAME_BYTES, MAX_PARCEL_BYTES, VERSION};
use tungnha_protocol::wire::BadMessage;
use tungnha_protocol::{COURIER_PATH, Cursor, Exchange, Frame, Grant, Head, RefusalCode};
use tungnha_protocol::{SealingKey, SignedExchange};
use tungnha_store::{Store, StoreError, Txn};
use uuid::Builder;

/// How a reply begins (`tungnha_protocol::courier`).
const REPLY: &[u8] = b"tungnha-reply-1";
/// How much of what is new to want: mail and old sticks carry it.
const WANT_BYTES: u32 = 512 << 10;
/// Bytes of batches in one parcel: the server takes twice as much.
const BATCH_BYTES: usize = 8 << 20;

/// A parcel, ready to be carried.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packed {
    /// The file.
    pub parcel: Vec<u8>,
    /// Own deltas that it carries.
    pub carried: u32,
    /// Own deltas that wait, those in the parcel included.
    pub waiting: u32,
}

/// What a reply was good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// All of it was taken in.
    Whole,
    /// Receipts, decisions, grant and addresses, as far as they were new. The news of others was not: the
    /// device has moved on since it made the parcel, or must ask anew. It comes with the next sync.
    Late,
}

/// What a reply brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    /// What it was good for.
    pub outcome: Use,
    /// Own deltas that waited, and wait no more.
    pub sent: u32,
    /// Deltas of others.
    pub received: u32,
    /// Decisions of the office that were not known.
    pub decided: u32,
    /// The file turned out to be a copy: what waits is said again by a new incarnation, in a new parcel.
    pub reissued: bool,
}

/// Why a file did nothing. Nothing is lost by any of these.
#[derive(Debug, thiserror::Error)]
pub enum CourierError {
    /// The file is no reply at all.
    #[error("not a courier's reply")]
    NotAReply,
    /// Sealed to another device, or changed on its way, or not signed by this device's server.
    #[error("a reply for another device, or a changed one")]
    NotForThisDevice,
    /// This device's server has said no key to seal to: one sync with it brings the key.
    #[error("the server has told no key to seal to")]
    NoSealingKey,
    /// The server refused the parcel.
    #[error("the server refused: {0:?}")]
    Refused(RefusalCode),
    /// The device's file, or an answer that cannot be understood.
    #[error(transparent)]
    Sync(#[from] SyncError),
}

impl From<StoreError> for CourierError {
    fn from(error: StoreError) -> Self {
        Self::Sync(error.into())
    }
}

/// Packs everything that waits, and asks for what is new. Nothing changes but that what was said is sealed
/// into batches; made again and again, any of the parcels will do. `seed` gives random bytes.
pub fn pack(
    store: &Mutex<Store>,
    now: Instant,
    seed: &mut dyn FnMut() -> SaltSeed,
) -> Result<Packed, CourierError> {
    let (reply_secret, entropy) = (random(seed), random(seed));
    open(store).write(|txn| {
        let to = txn.grant()?.sealing_key;
        let to = to.ok_or(CourierError::NoSealingKey)?;
        txn.seal_batches(&mut *seed)?;
        let reply_key = txn.reply_key_or(reply_secret)?.sealing();
        let (exchange, carried) = exchange(txn, now, reply_key)?;
        let signed = SignedExchange::sign(&exchange, &txn.identity()?.key);
        let request: Hash = Sha256::digest(signed.to_bytes()).into();
        txn.remember_parcel(request, txn.stand()?)?;
        let parcel = parcel(&signed, to, entropy).map_err(answer)?;
        Ok(Packed {
            parcel,
            carried,
            waiting: txn.outbox()?.unsent,
        })
    })
}

/// The exchange of a parcel, and how many own deltas it hands in.
fn exchange(
    txn: &Txn<'_>,
    now: Instant,
    reply_key: SealingKey,
) -> Result<(Exchange, u32), StoreError> {
    let incarnation = txn.identity()?.incarnation;
    let batches = txn.unreceipted(MAX_BATCHES, BATCH_BYTES)?;
    let carried = batches.iter().map(|b| b.last - b.first + 1).sum();
    let presents = txn.is_to_present()?;
    let receipts = txn.receipts_about(incarnation, &batches, presents)?;
    let exchange = Exchange {
        version: VERSION,
        incarnation: incarnation.into(),
        cursor: txn.cursor()?,
        batches: batches.into_iter().map(|b| b.bytes.into()).collect(),
        clock: now.0,
        want: WANT_BYTES,
        grant_issued_at: txn.grant()?.issued_at,
        decided_through: txn.decided_through()?,
        reissued_from: txn.reissued_from()?.map(Into::into),
        receipts: (!receipts.is_empty()).then_some(receipts),
        grant: match presents {
            true => Some(txn.signed_grant()?),
            false => None,
        },
        check: None,
        addresses_issued_at: txn.addresses_issued_at()?,
        reply_key: Some(reply_key),
        written: Some(txn.sealed_through()?),
    };
    Ok((exchange, carried))
}

/// Takes in a reply. Twice, late, in another order or never does no harm: what the server signed is true
/// whenever it comes, and news of others are taken in only by a device that stands where it asked from.
/// What only a line can tell (clocks, what a server has lost) is left to the next sync.
pub fn take(
    store: &Mutex<Store>,
    reply: &[u8],
    now: Instant,
    seed: &mut dyn FnMut() -> SaltSeed,
) -> Result<Taken, CourierError> {
    if !reply.starts_with(REPLY) || reply.len() > MAX_PARCEL_BYTES {
        return Err(CourierError::NotAReply);
    }
    let fresh = Incarnation(Builder::from_random_bytes(seed()).into_uuid());
    open(store).write(|txn| {
        let identity = txn.identity()?;
        // Without a key no parcel was ever made here.
        let key = txn.reply_key()?.ok_or(CourierError::NotForThisDevice)?;
        let opened = open_reply(reply, &key, &identity.server)
            .map_err(|_| CourierError::NotForThisDevice)?;
        let (head, news) = match opened.frames.split_first() {
            Some((Frame::Head(head), news)) => (head, news),
            Some((Frame::Refused(refusal), _)) => return Err(CourierError::Refused(refusal.code)),
            _ => return Err(answer(BadMessage("a reply without a head".into())).into()),
        };
        let (here, asked) = (txn.stand()?, txn.stand_of_parcel(&opened.about)?);
        let Some((more, end)) = end_of(news) else {
            return Err(answer(BadMessage("a reply without an end".into())).into());
        };
        // Another life of the server is met on a line, where everything that it lost is handed in.
        let known = txn.epoch()?;
        let same_life = known == 0 || end.epoch == known;
        let stands = asked == Some(here) && same_life && !head.gives_nothing();
        let mut head = fitting(txn, head, stands, same_life)?;
        if asked.is_none() {
            // A receipt names counters. The parcel may be another copy's of this file, with other words under them.
            head.receipts.clear();
        }
        let decided_before = txn.decided_through()?;
        let sent = Heard::of(&head, &identity.server)?.keep(txn)?;
        let copied = head.is_forked() && asked.is_some_and(|a| a.incarnation == here.incarnation);
        let reissued = copied && txn.reissue(identity.incarnation, fresh, now)?;
        let mut received = 0;
        let mut copies = || Incarnation(Builder::from_random_bytes(seed()).into_uuid());
        let mut takes_news =
            stands && !reissued && !Heard::of(&head, &identity.server)?.parts(txn)?;
        for frame in news {
            if let (true, Frame::Page(page)) = (takes_news, frame) {
                takes_news = !txn.rename_copied(page, now, &mut copies)?;
            }
        }
        if takes_news {
            if head.restart {
                txn.set_cursor(&Cursor::default())?;
            }
            for frame in news {
                if let Frame::Page(page) = frame {
                    received += txn.take_page(page)?;
                }
            }
            txn.set_cursor(&end)?;
            if !more {
                txn.purge()?;
            }
        }
        let news_of_others = news.iter().any(|frame| matches!(frame, Frame::Page(_)));
        let decided = head.decided.iter().flatten();
        let decided = decided.filter(|d| decided_before.is_none_or(|before| d.number > before));
        Ok(Taken {
            outcome: match takes_news || !news_of_others {
                true => Use::Whole,
                false => Use::Late,
            },
            sent,
            received,
            decided: u32::try_from(decided.count()).unwrap_or(u32::MAX),
            reissued,
        })
    })
}

/// The head without what does not fit here any more. Decisions are numbered in each life of the server. A
/// grant that lets the device hold more comes with news from the beginning, and only with them: alone, it
/// would say that what is older was passed on already.
fn fitting(
    txn: &Txn<'_>,
    head: &Head,
    stands: bool,
    same_life: bool,
) -> Result<Head, CourierError> {
    let mut head = head.clone();
    if !same_life {
        head.decided = None;
    }
    if let Some(signed) = &head.grant {
        let begins = stands && (head.restart || txn.cursor()?.seq == 0);
        let wider = widens(&txn.grant()?, &signed.grant().map_err(answer)?);
        if wider && !begins {
            head.grant = None;
        }
    }
    Ok(head)
}

/// Whether a device with the grant `new` may hold what one with `old` may not.
fn widens(old: &Grant, new: &Grant) -> bool {
    let more = match (&old.hamlets, &new.hamlets) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(old), Some(new)) => new.iter().any(|hamlet| !old.contains(hamlet)),
    };
    more || old.role != new.role
}

/// Whether more waits at the server, and where the device stands then.
fn end_of(frames: &[Frame]) -> Option<(bool, Cursor)> {
    match frames.last() {
        Some(Frame::End { more, cursor, .. }) => Some((*more, *cursor)),
        _ => None,
    }
}

/// Hands somebody's parcel to the server over this device's own connection, and gives the reply to be
/// carried back. Whoever carries can read neither.
///
/// # Errors
/// As [`TransportError`] says; [`TransportError::Refused`] for what is no parcel to this server.
pub fn carry(https: &mut Https, parcel: Vec<u8>) -> Result<Vec<u8>, TransportError> {
    let response = https.post(COURIER_PATH, parcel)?;
    let mut body = Vec::new();
    response
        .take(MAX_PARCEL_BYTES as u64)
        .read_to_end(&mut body)
        .map_err(|e| TransportError::Cut(e.kind().to_string()))?;
    if body.starts_with(REPLY) {
        return Ok(body);
    }
    let frame = body
        .split_first_chunk::<4>()
        .filter(|(length, rest)| {
            let length = u32::from_be_bytes(**length) as usize;
            length == rest.len() && length <= MAX_FRAME_BYTES
        })
        .and_then(|(_, rest)| Frame::from_body(rest).ok());
    Err(match frame {
        Some(Frame::Refused(refusal)) => TransportError::Refused(refusal.code),
        _ => TransportError::Cut("no reply".into()),
    })
}

fn random(seed: &mut dyn FnMut() -> SaltSeed) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&seed());
    bytes[16..].copy_from_slice(&seed());
    bytes
}

fn answer(error: BadMessage) -> SyncError {
    SyncError::Answer(error.to_string())
}
