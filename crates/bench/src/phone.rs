//! A device as a person has it: a folder, opened with a PIN, asked through the one door of the API.

use crate::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tungnha_api::payload::{ImportPreview, ImportReport, Job, JobOutcome, SyncStory};
use tungnha_api::{Device, Host};
use tungnha_store::Store;
use tungnha_store::vault::Vault;

const PIN: &str = "202611";

/// An open device.
pub struct Phone {
    device: Device,
    home: PathBuf,
}

impl Phone {
    /// A new device in `home`, made a member's by `link`.
    pub fn enrol(home: PathBuf, link: &str) -> Result<Self> {
        let device = Device::open(home.clone(), Host::system())?;
        device.call(
            "enrol",
            json!({ "link": link, "pin": PIN, "device_name": "bench" }),
        )?;
        Ok(Self { device, home })
    }

    /// An enrolled device, unlocked.
    pub fn open(home: PathBuf) -> Result<Self> {
        let device = Device::open(home.clone(), Host::system())?;
        device.call("unlock", json!({ "pin": PIN }))?;
        Ok(Self { device, home })
    }

    /// One operation of the API, its JSON as a window gets it.
    pub fn call(&self, name: &str, args: Value) -> Result<Value> {
        Ok(self.device.call(name, args)?)
    }

    /// One operation of the API.
    pub fn ask<T: DeserializeOwned>(&self, name: &str, args: Value) -> Result<T> {
        Ok(serde_json::from_value(self.device.call(name, args)?)?)
    }

    /// Starts a job and waits for its end.
    fn job(&self, name: &str, args: Value) -> Result<JobOutcome> {
        let job: Job = self.ask(name, args)?;
        Ok(self.device.wait_for(job.job, &mut |_| {})?)
    }

    /// One sync, with the time it took.
    pub fn sync(&self) -> Result<(SyncStory, Duration)> {
        let began = Instant::now();
        match self.job("sync_start", json!({}))? {
            JobOutcome::Synced(story) => Ok((story, began.elapsed())),
            other => Err(format!("the sync ended otherwise: {other:?}").into()),
        }
    }

    /// Reads a workbook and shows what it holds.
    pub fn preview(&self, name: &str, workbook: &[u8]) -> Result<(ImportPreview, Duration)> {
        let sheet = json!({ "name": name, "bytes_base64": STANDARD.encode(workbook) });
        let began = Instant::now();
        match self.job("import_preview_start", sheet)? {
            JobOutcome::Preview(preview) => Ok((preview, began.elapsed())),
            other => Err(format!("the preview ended otherwise: {other:?}").into()),
        }
    }

    /// Takes in what the preview showed.
    pub fn import(&self) -> Result<(ImportReport, Duration)> {
        let began = Instant::now();
        match self.job("import_start", json!({}))? {
            JobOutcome::Imported(report) => Ok((report, began.elapsed())),
            other => Err(format!("the import ended otherwise: {other:?}").into()),
        }
    }

    /// Where its database is.
    pub fn database(&self) -> PathBuf {
        self.home.join("device.db")
    }

    /// The key of its database.
    pub fn file_key(&self) -> Result<[u8; 32]> {
        let vault = Vault::read(&self.home.join("device.key"))?.ok_or("no vault")?;
        Ok(vault.unwrap_key(PIN)?)
    }

    /// How long the PIN's stretching takes, the part of unlocking that is slow on purpose.
    pub fn stretching(&self) -> Result<Duration> {
        let began = Instant::now();
        self.file_key()?;
        Ok(began.elapsed())
    }

    /// One more connection to its database, below the API.
    pub fn store(&self) -> Result<Store> {
        Ok(Store::open(&self.database(), &self.file_key()?)?)
    }
}

/// Copies a folder of files, as they are on disk.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
