//! A device in this process, for what the command line cannot say: another clock, odd words, a request by hand.

use serde_json::{Value, json};
use std::path::Path;
use tungnha_api::payload::JobOutcome;
use tungnha_api::{Device, Host};
use tungnha_core::Instant;
use tungnha_store::Store;
use tungnha_store::vault::Vault;
use tungnha_tests::CommandLine;

const PIN: &str = "135790";

/// The real time.
pub fn now() -> i64 {
    chrono::Utc::now().timestamp()
}

/// The device of a command line, its clock off by some seconds.
pub struct Phone(Device);

impl Phone {
    /// Enrols it.
    pub fn enrol(home: &Path, link: &str, clock_off: i64) -> Self {
        let device = Device::open(home.to_owned(), host(clock_off)).expect("a folder");
        let enrol = json!({ "link": link, "pin": PIN, "device_name": null });
        device.call("enrol", enrol).expect("enrolled");
        Self(device)
    }

    /// Opens it; it closes with the value.
    pub fn open(device: &CommandLine, clock_off: i64) -> Self {
        let device = Device::open(device.home().to_owned(), host(clock_off)).expect("a folder");
        device
            .call("unlock", json!({ "pin": PIN }))
            .expect("opened");
        Self(device)
    }

    /// One operation.
    pub fn ask(&self, operation: &str, arguments: Value) -> Value {
        let done = self.0.call(operation, arguments);
        done.unwrap_or_else(|error| panic!("{operation}: {error}"))
    }

    /// One sync, which must go through.
    pub fn sync(&self) {
        let job = self.ask("sync_start", json!({}));
        let number = job["job"].as_u64().and_then(|job| job.try_into().ok());
        let ended = self.0.wait_for(number.expect("a job"), &mut |_| {});
        let ended = ended.expect("it ends");
        assert!(matches!(ended, JobOutcome::Synced(_)), "{ended:?}");
    }
}

/// The machine's host with a clock that is off.
fn host(clock_off: i64) -> Host {
    Host::new(
        move || Instant(now() + clock_off),
        |bytes| getrandom::fill(bytes).expect("randomness"),
    )
}

/// The device's file itself.
pub fn store(device: &CommandLine) -> Store {
    let vault = Vault::read(&device.home().join("device.key"));
    let vault = vault.expect("readable").expect("enrolled");
    let key = vault.unwrap_key(PIN).expect("the PIN");
    Store::open(&device.home().join("device.db"), &key).expect("it opens")
}
