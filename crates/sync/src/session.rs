//! The session: batches up, receipts and pages down, until nothing waits on either side.

use crate::transport::{Transport, TransportError};
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tungnha_core::Instant;
use tungnha_protocol::hash::SaltSeed;
use tungnha_protocol::limits::{MAX_FRAME_BYTES, VERSION};
use tungnha_protocol::{
    Cursor, Exchange, Frame, Head, Page, PublicKey, RefusalCode, SignedExchange, SigningKey,
};
use tungnha_store::{Store, StoreError, SyncStory};

/// Batches in one request. An evening is one; the import of a commune is a few dozen.
const BATCHES_A_REQUEST: usize = 40;
/// Bytes of batches in one request: what a bad line carries before it dies. Each request's receipts stay.
const BATCH_BYTES_A_REQUEST: usize = 256 << 10;
/// How much of what is new to take in one response.
const WANT_BYTES: u32 = 4 << 20;
/// A healthy sync ends in one or two rounds; this only stops a server that never says it is done.
const MAX_ROUNDS: u32 = 200;

/// How far a sync has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Asking the server.
    Connecting,
    /// (deltas receipted, deltas that waited)
    Sending(u32, u32),
    /// Deltas received so far; how many there will be is not known.
    Receiving(u32),
}

/// Why a sync did not go through. Whatever was receipted or taken in before stays so.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The way to the server.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The device's file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The server said something that this protocol does not know, or did not sign.
    #[error("the server's answer cannot be understood: {0}")]
    Answer(String),
    /// The office has revoked this member: what was handed in is in, and nothing is given out.
    #[error("revoked")]
    Revoked,
    /// The person stopped it.
    #[error("stopped")]
    Stopped,
}

/// What one round needs from the file, read in one short transaction.
struct Round {
    request: Vec<u8>,
    batches: usize,
    cursor: Cursor,
}

/// Syncs once. `now` is the device's clock, `seed` gives random salts' seeds, `progress` may stop it
/// between two frames. The story is kept in the file however it ends.
pub fn sync(
    store: &Mutex<Store>,
    transport: &mut dyn Transport,
    now: &dyn Fn() -> Instant,
    seed: &mut dyn FnMut() -> SaltSeed,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<SyncStory, SyncError> {
    let mut story = SyncStory {
        at: now().0,
        ..SyncStory::default()
    };
    let done = rounds(store, transport, now, seed, progress, &mut story);
    story.outcome = match &done {
        Ok(()) => "done".into(),
        Err(error) => outcome(error).into(),
    };
    open(store).write(|txn| txn.tell_sync(&story))?;
    done.map(|()| story)
}

/// The code under which a story is told.
fn outcome(error: &SyncError) -> &'static str {
    match error {
        SyncError::Transport(TransportError::NoConnection(_) | TransportError::Cut(_)) => {
            "no_connection"
        }
        SyncError::Transport(TransportError::NotOurServer) => "not_our_server",
        SyncError::Transport(TransportError::CaptivePortal) => "captive_portal",
        SyncError::Transport(TransportError::Busy)
        | SyncError::Transport(TransportError::Refused(RefusalCode::Busy)) => "server_busy",
        SyncError::Transport(TransportError::Refused(RefusalCode::Version)) => "version_mismatch",
        SyncError::Transport(TransportError::Refused(RefusalCode::UnknownDevice)) => {
            "unknown_device"
        }
        SyncError::Revoked => "revoked",
        SyncError::Store(StoreError::DiskFull) => "disk_full",
        SyncError::Stopped => "stopped",
        _ => "internal",
    }
}

fn rounds(
    store: &Mutex<Store>,
    transport: &mut dyn Transport,
    now: &dyn Fn() -> Instant,
    seed: &mut dyn FnMut() -> SaltSeed,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    story: &mut SyncStory,
) -> Result<(), SyncError> {
    let waiting = open(store).read(|txn| txn.outbox())?.unsent;
    let server = transport.server();
    for _ in 0..MAX_ROUNDS {
        go_on(progress(Progress::Connecting))?;
        let round = prepare(store, now(), seed)?;
        story.requests += 1;
        story.bytes_up += round.request.len() as u32;
        let mut answer = transport.exchange(round.request)?;
        let more = loop {
            match read_frame(&mut answer, story)? {
                Frame::Head(head) => {
                    story.sent += take_head(store, &server, &head, now())?;
                    go_on(progress(Progress::Sending(story.sent, waiting)))?;
                }
                Frame::Page(page) => {
                    story.received += take_page(store, &page)?;
                    go_on(progress(Progress::Receiving(story.received)))?;
                }
                Frame::Snapshot(_) => {
                    return Err(SyncError::Answer("a snapshot that nobody asked for".into()));
                }
                Frame::End { more, cursor, .. } => {
                    open(store).write(|txn| txn.set_cursor(&cursor))?;
                    break more || cursor.epoch != round.cursor.epoch && round.cursor.epoch != 0;
                }
                Frame::Refused(refusal) => {
                    return Err(TransportError::Refused(refusal.code).into());
                }
            }
        };
        drop(answer);
        let (left, revoked) = open(store).read(|txn| {
            Ok::<_, StoreError>((txn.unreceipted(1, 0)?.len(), txn.grant()?.revoked))
        })?;
        if !more && left == 0 {
            return if revoked {
                Err(SyncError::Revoked)
            } else {
                Ok(())
            };
        }
        if left > 0 && round.batches > 0 && story.sent == 0 && !more {
            return Err(SyncError::Answer(
                "batches came back without receipts".into(),
            ));
        }
    }
    Err(SyncError::Answer(
        "the server never says that it is done".into(),
    ))
}

fn prepare(
    store: &Mutex<Store>,
    now: Instant,
    seed: &mut dyn FnMut() -> SaltSeed,
) -> Result<Round, SyncError> {
    let (exchange, key, cursor) = open(store).write(|txn| {
        txn.seal_batches(&mut *seed)?;
        let identity = txn.identity()?;
        let batches = txn.unreceipted(BATCHES_A_REQUEST, BATCH_BYTES_A_REQUEST)?;
        let cursor = txn.cursor()?;
        let exchange = Exchange {
            version: VERSION,
            incarnation: identity.incarnation.into(),
            cursor,
            batches: batches.into_iter().map(|b| b.bytes.into()).collect(),
            clock: now.0,
            want: WANT_BYTES,
            grant_issued_at: txn.grant()?.issued_at,
            decided_through: None,
            reissued_from: None,
            receipts: None,
            grant: None,
            check: None,
            addresses_issued_at: None,
            reply_key: None,
        };
        Ok::<_, StoreError>((exchange, identity.key, cursor))
    })?;
    Ok(Round {
        batches: exchange.batches.len(),
        request: sign(&exchange, &key),
        cursor,
    })
}

fn sign(exchange: &Exchange, key: &SigningKey) -> Vec<u8> {
    SignedExchange::sign(exchange, key).to_bytes()
}

fn take_head(
    store: &Mutex<Store>,
    server: &PublicKey,
    head: &Head,
    now: Instant,
) -> Result<u32, SyncError> {
    let mut receipts = Vec::with_capacity(head.receipts.len());
    for signed in &head.receipts {
        signed
            .verify(server)
            .map_err(|e| SyncError::Answer(e.to_string()))?;
        let admission = signed
            .admission()
            .map_err(|e| SyncError::Answer(e.to_string()))?;
        receipts.push((signed, admission));
    }
    if let Some(grant) = &head.grant {
        grant
            .verify(server)
            .map_err(|e| SyncError::Answer(e.to_string()))?;
    }
    let sent = open(store).write(|txn| {
        let mut sent = 0;
        for (signed, admission) in &receipts {
            sent += txn.take_receipt(signed, admission)?;
        }
        if let Some(grant) = &head.grant {
            txn.set_grant(grant)?;
        }
        txn.set_clock_offset(head.clock - now.0)?;
        txn.set_backed_up_through(head.backed_up_through)?;
        // A restored server lost what lies above: those batches wait again.
        txn.hand_in_again_after(head.highest)?;
        if head.restart {
            txn.set_cursor(&Cursor::default())?;
        }
        Ok::<_, StoreError>(sent)
    })?;
    Ok(sent)
}

fn take_page(store: &Mutex<Store>, page: &Page) -> Result<u32, SyncError> {
    Ok(open(store).write(|txn| txn.take_page(page))?)
}

/// Reads one frame; the end of the line in between is a cut.
fn read_frame(answer: &mut dyn Read, story: &mut SyncStory) -> Result<Frame, SyncError> {
    let cut = |e: std::io::Error| TransportError::Cut(e.kind().to_string());
    let mut length = [0; 4];
    answer.read_exact(&mut length).map_err(cut)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > MAX_FRAME_BYTES {
        return Err(SyncError::Answer("a frame is larger than allowed".into()));
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body).map_err(cut)?;
    story.bytes_down += length as u32 + 4;
    Frame::from_body(&body).map_err(|e| SyncError::Answer(e.to_string()))
}

fn go_on(flow: ControlFlow<()>) -> Result<(), SyncError> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(SyncError::Stopped),
    }
}

/// A thread that panicked in a transaction left it rolled back, so the file is sound.
fn open(store: &Mutex<Store>) -> MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(PoisonError::into_inner)
}
