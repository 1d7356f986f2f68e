//! Syncing from the screen.

use crate::job::Reporter;
use crate::payload::*;
use crate::seat::Opened;
use crate::status::story;
use crate::work::repair_card;
use crate::{ApiError, Device};
use std::sync::{Arc, PoisonError};
use tungnha_sync::http::Https;
use tungnha_sync::pictures::hand_in_pictures;
use tungnha_sync::{Progress, SyncError};

/// A closing check repairs hamlet by hamlet; a book has fewer.
const REPAIRS: u32 = 500;

impl Device {
    pub(crate) fn sync_start(&self, _: Nothing) -> Result<Job, ApiError> {
        self.start("sync", |device, reporter| {
            let (_, story) = device.sync_now(reporter, false)?;
            Ok(JobOutcome::Synced(story))
        })
    }

    pub(crate) fn check_start(&self, _: Nothing) -> Result<Job, ApiError> {
        self.start("sync", |device, reporter| {
            // Held meanwhile: the person may lock the device, and the report is still theirs.
            let (opened, sync) = device.sync_now(reporter, true)?;
            report(&opened, sync).map(JobOutcome::Checked)
        })
    }

    /// Syncs, and gives the file that it was about: another one when the office has told this member apart from
    /// those who kept one with them.
    fn sync_now(
        &self,
        reporter: &Reporter,
        check: bool,
    ) -> Result<(Arc<Opened>, SyncStory), ApiError> {
        let opened = self.opened()?;
        let turn = self.0.turns.of(&opened.path);
        let turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        match self.sync_file(&opened, reporter, check) {
            Err(SyncError::Parted) => {
                let apart = self.go_apart(&opened)?;
                drop(turn);
                let story = self.sync_file(&apart, reporter, check)?;
                Ok((apart, story))
            }
            Err(SyncError::Revoked) => {
                self.leave_shared(&opened)?;
                Err(SyncError::Revoked.into())
            }
            told => Ok((Arc::clone(&opened), told?)),
        }
    }

    fn sync_file(
        &self,
        opened: &Opened,
        reporter: &Reporter,
        check: bool,
    ) -> Result<SyncStory, SyncError> {
        let identity = opened.reader().read(|txn| txn.identity())?;
        let mut line = Https::new(&identity.addresses, identity.server)?;
        let host = self.0.host.clone();
        let sync = if check {
            tungnha_sync::sync_and_check
        } else {
            tungnha_sync::sync
        };
        let told = sync(
            &opened.writer,
            &mut line,
            &|| host.now(),
            &mut || host.random(),
            &mut |progress| match progress {
                Progress::Connecting => reporter.at("connecting", 0, 0),
                Progress::Sending(done, total) => {
                    reporter.at("sending", done as usize, total as usize)
                }
                Progress::Receiving(done) => reporter.at("receiving", done as usize, 0),
            },
        );
        if told.is_ok() {
            // The work is in. What becomes of a picture is told where the pictures are, and tried again.
            let mut pictures = |done, total| reporter.at("pictures", done as usize, total as usize);
            let _ = hand_in_pictures(&opened.writer, &mut line, &mut pictures);
        }
        self.note_waiting(opened);
        self.note_colleagues(opened);
        if let Some(address) = line.worked() {
            // What came over the line counts, not whether there was room to remember the way.
            let mut writer = opened.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = writer.write(|txn| txn.prefer_address(address));
        }
        told.map(story)
    }

    /// A way to the server of this device.
    ///
    /// # Errors
    /// `PracticeOnly` in practice: there is none, whatever asks for one.
    pub(crate) fn line(&self) -> Result<Https, ApiError> {
        self.seat().home()?;
        let identity = self.read(|txn| Ok(txn.identity()?))?;
        Ok(Https::new(&identity.addresses, identity.server)?)
    }

    /// The address that answered is tried first next time.
    pub(crate) fn line_worked(&self, line: &Https) {
        if let Some(address) = line.worked() {
            // What came over the line counts, not whether there was room to remember the way.
            let _ = self.write(|txn| Ok(txn.prefer_address(address)?));
        }
    }
}

/// What the closing check of this sync found.
fn report(opened: &Opened, sync: SyncStory) -> Result<CheckReport, ApiError> {
    opened.reader().read(|txn| {
        let check = txn.last_check()?.filter(|check| check.at >= sync.at);
        let mut repaired = txn.repairs(REPAIRS)?;
        repaired.retain(|repair| repair.at >= sync.at);
        Ok(CheckReport {
            compared: check.is_some(),
            agrees: check.is_some_and(|check| check.equal),
            repaired: repaired.into_iter().map(repair_card).collect(),
            sync,
        })
    })
}
