//! The session: batches up, receipts and pages down, until nothing waits on either side.

mod frame;
mod head;
mod line;
mod round;

use crate::closing::Closing;
use crate::transport::{Transport, TransportError};
use frame::read_frame;
pub(crate) use head::Heard;
use round::{Ended, Introduced, Round};
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tungnha_core::{Incarnation, Instant};
use tungnha_protocol::hash::SaltSeed;
use tungnha_protocol::{Frame, Page, PublicKey, RefusalCode};
use tungnha_store::{Store, StoreError, SyncStory};
use uuid::Builder;

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
    /// The office gave this member other hamlets or another role than the colleagues in the same file have: what was
    /// handed in is in, and the member goes on with a file of their own.
    #[error("parted from the colleagues in this file")]
    Parted,
    /// The person stopped it.
    #[error("stopped")]
    Stopped,
}

/// One sync under way.
struct Session<'s> {
    store: &'s Mutex<Store>,
    server: PublicKey,
    now: &'s dyn Fn() -> Instant,
    seed: &'s mut dyn FnMut() -> SaltSeed,
    progress: &'s mut dyn FnMut(Progress) -> ControlFlow<()>,
    /// Own deltas without a receipt when it began.
    waiting: u32,
    introduced: Introduced,
    closing: Closing,
    story: SyncStory,
}

/// Syncs once. `now` is the device's clock, `seed` gives random salts' seeds (and, when the file turns out
/// to be a copy, its new incarnation), `progress` may stop it between two frames. The story is kept in the
/// file however it ends.
///
/// Both sides are compared at its end when that was not done for a day; the outcome `check_failed` says that
/// they differ even after a repair.
pub fn sync(
    store: &Mutex<Store>,
    transport: &mut dyn Transport,
    now: &dyn Fn() -> Instant,
    seed: &mut dyn FnMut() -> SaltSeed,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<SyncStory, SyncError> {
    run(store, transport, now, seed, progress, false)
}

/// As [`sync`], and both sides are compared at its end, because a person wants to know.
/// [`Txn::last_check`](tungnha_store::Txn::last_check) tells what was found; nothing new stands there when
/// more was said meanwhile, or the server's program is too old to compare.
pub fn sync_and_check(
    store: &Mutex<Store>,
    transport: &mut dyn Transport,
    now: &dyn Fn() -> Instant,
    seed: &mut dyn FnMut() -> SaltSeed,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<SyncStory, SyncError> {
    run(store, transport, now, seed, progress, true)
}

fn run(
    store: &Mutex<Store>,
    transport: &mut dyn Transport,
    now: &dyn Fn() -> Instant,
    seed: &mut dyn FnMut() -> SaltSeed,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    check: bool,
) -> Result<SyncStory, SyncError> {
    let mut session = Session {
        store,
        server: transport.server(),
        now,
        seed,
        progress,
        waiting: 0,
        introduced: Introduced::No,
        closing: Closing::none(),
        story: SyncStory {
            at: now().0,
            ..SyncStory::default()
        },
    };
    let done = session.rounds(transport, check);
    let mut story = session.story;
    story.outcome = match &done {
        Ok(()) if session.closing.failed() => "check_failed".into(),
        Ok(()) => "done".into(),
        Err(error) => outcome(error).into(),
    };
    if matches!(done, Err(SyncError::Parted)) {
        // It is told with the sync that goes on in the other file.
        return Err(SyncError::Parted);
    }
    let told = open(store).write(|txn| txn.tell_sync(&story));
    // Why the sync failed says more than that its story found no room.
    done?;
    told?;
    Ok(story)
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
        SyncError::Store(StoreError::File(error))
            if error.kind() == std::io::ErrorKind::StorageFull =>
        {
            "disk_full"
        }
        SyncError::Stopped => "stopped",
        _ => "internal",
    }
}

impl Session<'_> {
    fn rounds(&mut self, transport: &mut dyn Transport, check: bool) -> Result<(), SyncError> {
        let now = (self.now)();
        (self.waiting, self.closing) = open(self.store).read(|txn| {
            let waiting = txn.outbox()?.unsent;
            Ok::<_, StoreError>((waiting, Closing::begin(txn, check, now)?))
        })?;
        for _ in 0..MAX_ROUNDS {
            self.go_on(Progress::Connecting)?;
            let round = self.prepare()?;
            match self.exchange(transport, &round) {
                Ok(mut ended) => {
                    self.line_held()?;
                    if !self.goes_on(&round, &ended)? && !self.checks_on(&mut ended)? {
                        return self.finish(&ended);
                    }
                }
                Err(SyncError::Transport(TransportError::Refused(RefusalCode::UnknownDevice)))
                    if self.introduce(&round)? => {}
                Err(error) => {
                    self.line_broke(&error, &round);
                    if self.closing.can_wait(self.store, &error, (self.now)())? {
                        return self.finish(&Ended::default());
                    }
                    return Err(error);
                }
            }
        }
        Err(SyncError::Answer(
            "the server never says that it is done".into(),
        ))
    }

    /// One request and its answer, frame by frame.
    fn exchange(
        &mut self,
        transport: &mut dyn Transport,
        round: &Round,
    ) -> Result<Ended, SyncError> {
        self.story.requests += 1;
        self.story.bytes_up += u32::try_from(round.request.len()).unwrap_or(u32::MAX);
        let mut answer = transport.exchange(round.request.clone())?;
        let mut ended = Ended::default();
        loop {
            match read_frame(&mut answer, &mut self.story.bytes_down)? {
                Frame::Head(head) => {
                    let taken = self.take_head(&head, round)?;
                    ended.gives_nothing = head.gives_nothing();
                    ended.restarted = head.restart;
                    self.story.sent += taken.receipted;
                    self.go_on(Progress::Sending(self.story.sent, self.waiting))?;
                    if taken.parted {
                        return Err(SyncError::Parted);
                    }
                    if taken.reissued {
                        // What follows is for the incarnation that this file was a moment ago.
                        ended.reissued = true;
                        return Ok(ended);
                    }
                }
                // An earlier incarnation only brings back what the server lost.
                Frame::Page(_) if round.earlier => {}
                Frame::Page(page) => {
                    let Some(received) = self.take_page(&page)? else {
                        // The feed begins anew.
                        ended.reissued = true;
                        return Ok(ended);
                    };
                    self.story.received += received;
                    self.go_on(Progress::Receiving(self.story.received))?;
                }
                Frame::Snapshot(page) => self.closing.snapshot(page)?,
                Frame::End {
                    more,
                    cursor,
                    checked,
                } => {
                    if !round.earlier {
                        ended.more = more;
                        ended.checked = checked;
                        // While nothing is given out, the end is where the device was asked from; so it is after a
                        // snapshot, also when the device is to begin anew.
                        let stays = ended.restarted && cursor == round.cursor;
                        if !ended.gives_nothing && !stays {
                            open(self.store).write(|txn| txn.set_cursor(&cursor))?;
                        }
                    }
                    return Ok(ended);
                }
                Frame::Refused(refusal) => {
                    return Err(TransportError::Refused(refusal.code).into());
                }
            }
        }
    }

    /// Takes in a page; `None` when it showed that a colleague's file was copied.
    fn take_page(&mut self, page: &Page) -> Result<Option<u32>, SyncError> {
        let now = (self.now)();
        let seed = &mut *self.seed;
        let taken = open(self.store).write(|txn| {
            let mut fresh = || Incarnation(Builder::from_random_bytes(seed()).into_uuid());
            match txn.rename_copied(page, now, &mut fresh)? {
                true => Ok(None),
                false => txn.take_page(page).map(Some),
            }
        });
        Ok(taken?)
    }

    /// Nothing waits on either side: whether the closing check needs another round.
    fn checks_on(&mut self, ended: &mut Ended) -> Result<bool, SyncError> {
        let checked = ended.checked.take();
        self.closing.end(self.store, checked, (self.now)())
    }

    /// Nothing waits on either side.
    fn finish(&mut self, ended: &Ended) -> Result<(), SyncError> {
        if open(self.store).read(|txn| txn.grant())?.revoked {
            return Err(SyncError::Revoked);
        }
        if !ended.gives_nothing {
            open(self.store).write(|txn| txn.purge())?;
        }
        Ok(())
    }

    fn go_on(&mut self, at: Progress) -> Result<(), SyncError> {
        match (self.progress)(at) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(SyncError::Stopped),
        }
    }
}

/// A thread that panicked in a transaction left it rolled back, so the file is sound.
pub(crate) fn open(store: &Mutex<Store>) -> MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(PoisonError::into_inner)
}
