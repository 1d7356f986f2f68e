//! A phone that two people share, without any server.

use crate::book::{PIN, Roll, enrolled, grant, opened};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tungnha_api::{ApiError, Device, ErrorCode};
use tungnha_core::words::Role;
use tungnha_store::{Store, Txn};

pub const OTHER_PIN: &str = "864209";
pub const KEYS: [[u8; 32]; 2] = [[21; 32], [22; 32]];

/// Lan, who has had this phone alone so far, and Minh, who has come to share it: of the same book, with different
/// hamlets on their files.
pub struct Shared {
    pub home: TempDir,
    pub device: Device,
    roll: Roll,
}

pub fn place(home: &Path, number: u32) -> PathBuf {
    match number {
        1 => home.to_owned(),
        _ => home.join("members").join(number.to_string()),
    }
}

pub fn enrol(home: &Path, number: u32, name: &str, pin: &str) {
    let folder = place(home, number);
    fs::create_dir_all(&folder).expect("made");
    enrolled(
        &folder,
        &grant(u128::from(number), name, Role::Volunteer),
        &KEYS[number as usize - 1],
        pin,
    );
}

impl Shared {
    /// Lan alone, as every device was before; the first place holds the roll.
    pub fn alone() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        enrol(home.path(), 1, "Phạm Thị Lan", PIN);
        let device = opened(home.path());
        let shared = Self {
            home,
            device,
            roll: Roll::new(),
        };
        shared.write(1, |txn| {
            txn.take_page(&shared.roll.office.page()).map(|_| ())
        });
        shared
    }

    /// Minh's file holds nothing of the roll.
    pub fn two() -> Self {
        let mut shared = Self::alone();
        enrol(shared.home.path(), 2, "Đỗ Văn Minh", OTHER_PIN);
        shared.restart();
        shared
    }

    pub fn restart(&mut self) {
        self.device = opened(self.home.path());
    }

    pub fn try_call(&self, name: &str, args: Value) -> Result<Value, ApiError> {
        self.device.call(name, args)
    }

    pub fn call(&self, name: &str, args: Value) -> Value {
        self.try_call(name, args)
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn refused(&self, name: &str, args: Value) -> ErrorCode {
        self.try_call(name, args).expect_err(name).code
    }

    pub fn unlock(&self, pin: &str) -> Value {
        self.call("unlock", json!({ "pin": pin }))
    }

    pub fn switch(&self, number: u32) -> Value {
        self.call("switch_member", json!({ "number": number }))
    }

    /// What a sync would write.
    pub fn write<T>(
        &self,
        number: u32,
        work: impl FnOnce(&Txn<'_>) -> Result<T, tungnha_store::StoreError>,
    ) -> T {
        let path = place(self.home.path(), number).join("device.db");
        let mut store = Store::open(&path, &KEYS[number as usize - 1]).expect("the file");
        store.write(work).expect("written")
    }

    pub fn record(&self) -> Result<Value, ApiError> {
        let record = json!({
            "resident": self.roll.people[0].to_string(), "app": "vneid", "level": 1,
            "stage": "activated", "citizen_statement": false, "visit": null,
        });
        self.try_call("record", record)
    }

    pub fn found(&self, text: &str) -> usize {
        let found = self.call("find", json!({ "text": text, "limit": 20 }));
        found.as_array().expect("people").len()
    }
}
