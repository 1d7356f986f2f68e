//! What this device remembers of the line and of the server's state between two syncs.

use crate::error::StoreError;
use crate::store::Txn;

const LINE_BUDGET: &str = "line_budget";
const READS_WAIT: &str = "reads_wait";
const DEVICE_NAME: &str = "device_name";

impl Txn<'_> {
    /// How many bytes the last syncs found that the line carries at once; `None` while it has never failed.
    pub fn line_budget(&self) -> Result<Option<u32>, StoreError> {
        let bytes = self.get(LINE_BUDGET)?;
        Ok(bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map(u32::from_be_bytes))
    }

    /// Remembers it.
    pub fn set_line_budget(&self, bytes: u32) -> Result<(), StoreError> {
        self.put(LINE_BUDGET, &bytes.to_be_bytes())
    }

    /// What this device called itself when it enrolled; `None` for one that enrolled before it was kept.
    pub fn device_name(&self) -> Result<Option<String>, StoreError> {
        let name = self.get_own(DEVICE_NAME)?;
        Ok(name.and_then(|name| String::from_utf8(name).ok()))
    }

    /// Remembers it.
    pub fn set_device_name(&self, name: &str) -> Result<(), StoreError> {
        self.put_own(DEVICE_NAME, name.as_bytes())
    }

    /// Whether the server was restored and gives nothing out until people have looked through who is
    /// revoked, as it said at the last sync.
    pub fn reads_wait(&self) -> Result<bool, StoreError> {
        Ok(self.get_own(READS_WAIT)?.is_some_and(|value| value == [1]))
    }

    /// The server said whether reads wait.
    pub fn set_reads_wait(&self, wait: bool) -> Result<(), StoreError> {
        if wait != self.reads_wait()? {
            self.put_own(READS_WAIT, &[u8::from(wait)])?;
        }
        Ok(())
    }
}
