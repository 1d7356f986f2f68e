//! Long work in the background: started, watched, stopped at the next safe point.

use crate::payload::{Job, JobOutcome, Nothing, OfJob};
use crate::{ApiError, Device, ErrorCode};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The jobs of this program's life.
#[derive(Default)]
pub(crate) struct Jobs(Mutex<Table>, Condvar);

#[derive(Default)]
struct Table {
    next: u32,
    jobs: BTreeMap<u32, Slot>,
}

struct Slot {
    job: Job,
    stop: bool,
    /// The number of the member whose job it is: nobody else hears of it.
    member: u32,
}

/// What a running job tells and asks.
pub(crate) struct Reporter {
    device: Device,
    number: u32,
}

impl Reporter {
    /// Says how far it is; `Break` when the person wants it stopped.
    pub(crate) fn at(&self, stage: &str, done: usize, total: usize) -> ControlFlow<()> {
        let mut table = self.device.0.jobs.table();
        let Some(slot) = table.jobs.get_mut(&self.number) else {
            return ControlFlow::Break(());
        };
        slot.job.stage = stage.into();
        slot.job.done = u32::try_from(done).unwrap_or(u32::MAX);
        slot.job.total = u32::try_from(total).unwrap_or(u32::MAX);
        self.device.0.jobs.1.notify_all();
        if slot.stop {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Jobs {
    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Device {
    /// Runs `work` in the background as a job of `kind`; one of a kind at a time for each member. It stays that
    /// member's when somebody else's turn comes: it finishes if it has the file in hand, and ends as `Locked` if
    /// it still has to ask for it.
    pub(crate) fn start(
        &self,
        kind: &str,
        work: impl FnOnce(&Device, &Reporter) -> Result<JobOutcome, ApiError> + Send + 'static,
    ) -> Result<Job, ApiError> {
        // A job needs an open file, and whoever asks should hear so at once.
        self.opened()?;
        let seat = self.seat();
        // Every job there is needs the server or changes the book.
        seat.home()?;
        let member = seat.number;
        let mut table = self.0.jobs.table();
        let running = |slot: &Slot| {
            slot.member == member && slot.job.kind == kind && slot.job.outcome.is_none()
        };
        if table.jobs.values().any(running) {
            return Err(ErrorCode::JobRunning.into());
        }
        table.next += 1;
        let number = table.next;
        let job = Job {
            job: number,
            kind: kind.into(),
            stage: "connecting".into(),
            done: 0,
            total: 0,
            outcome: None,
        };
        let slot = Slot {
            job: job.clone(),
            stop: false,
            member,
        };
        table.jobs.insert(number, slot);
        // The screen needs the last outcomes only.
        while table.jobs.len() > 16 {
            table.jobs.pop_first();
        }
        drop(table);
        let device = self.at(seat);
        let jobs = Arc::clone(&self.0.jobs);
        std::thread::spawn(move || {
            let outcome = outcome(device, number, work);
            if let Some(slot) = jobs.table().jobs.get_mut(&number) {
                slot.job.stage = "done".into();
                slot.job.outcome = Some(outcome);
            }
            jobs.1.notify_all();
        });
        Ok(job)
    }

    pub(crate) fn job(&self, args: OfJob) -> Result<Job, ApiError> {
        let member = self.seat().number;
        let table = self.0.jobs.table();
        let slot = table.jobs.get(&args.job);
        slot.filter(|slot| slot.member == member)
            .map(|slot| slot.job.clone())
            .ok_or_else(|| ErrorCode::NoJob.into())
    }

    pub(crate) fn job_stop(&self, args: OfJob) -> Result<Nothing, ApiError> {
        let member = self.seat().number;
        let mut table = self.0.jobs.table();
        let slot = table.jobs.get_mut(&args.job);
        let slot = slot.filter(|slot| slot.member == member);
        slot.ok_or(ErrorCode::NoJob)?.stop = true;
        Ok(Nothing {})
    }
}

/// Does the work. Whoever hears of the end may end the program at once, so by then this thread has let go
/// of the device and its file.
fn outcome(
    device: Device,
    number: u32,
    work: impl FnOnce(&Device, &Reporter) -> Result<JobOutcome, ApiError>,
) -> JobOutcome {
    let reporter = Reporter {
        device: device.clone(),
        number,
    };
    // A defect in a job must not leave the screen waiting for ever.
    let attempt = std::panic::AssertUnwindSafe(|| work(&device, &reporter));
    match std::panic::catch_unwind(attempt) {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) if error.code == ErrorCode::Stopped => JobOutcome::Stopped,
        Ok(Err(error)) => JobOutcome::Failed(error),
        Err(_) => JobOutcome::Failed(ErrorCode::Internal.into()),
    }
}

impl Device {
    /// Waits for the end of a job, telling `progress` how far it is: for whoever has no screen to draw
    /// meanwhile, as a command line.
    ///
    /// # Errors
    /// `NoJob` when there is none of that number.
    pub fn wait_for(
        &self,
        job: u32,
        progress: &mut dyn FnMut(&Job),
    ) -> Result<JobOutcome, ApiError> {
        loop {
            let mut table = self.0.jobs.table();
            let slot = table.jobs.get(&job).ok_or(ErrorCode::NoJob)?;
            let now = slot.job.clone();
            if now.outcome.is_none() {
                table = self
                    .0
                    .jobs
                    .1
                    .wait(table)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            drop(table);
            progress(&now);
            if let Some(outcome) = now.outcome {
                return Ok(outcome);
            }
        }
    }
}
