//! Syncing from the screen.

use crate::job::Reporter;
use crate::payload::*;
use crate::status::story;
use crate::{ApiError, Device};
use tungnha_sync::Progress;
use tungnha_sync::http::Https;

impl Device {
    pub(crate) fn sync_start(&self, _: Nothing) -> Result<Job, ApiError> {
        self.start("sync", |device, reporter| {
            device.sync_now(reporter).map(JobOutcome::Synced)
        })
    }

    fn sync_now(&self, reporter: &Reporter) -> Result<SyncStory, ApiError> {
        let opened = self.opened()?;
        let identity = self.read(|txn| Ok(txn.identity()?))?;
        let mut https = Https::new(&identity.addresses, identity.server)?;
        let host = self.0.host.clone();
        let told = tungnha_sync::sync(
            &opened.writer,
            &mut https,
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
        if let Some(address) = https.worked() {
            self.write(|txn| Ok(txn.prefer_address(address)?))?;
        }
        Ok(story(told?))
    }
}
