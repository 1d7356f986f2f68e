//! A device without a window.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::programs;

/// `tungnha --home …` with a PIN.
pub struct CommandLine {
    home: PathBuf,
    pin: String,
}

impl CommandLine {
    /// The device in `home`, opened with `pin`.
    pub fn new(home: &Path, pin: &str) -> Self {
        Self {
            home: home.to_owned(),
            pin: pin.to_owned(),
        }
    }

    /// Runs one command with `--json` and gives its document. A command that fails ends the test.
    pub fn run(&self, arguments: &[&str]) -> Value {
        let done = Command::new(programs::built("tungnha"))
            .arg("--home")
            .arg(&self.home)
            .args(arguments)
            .arg("--json")
            .env("TUNGNHA_PIN", &self.pin)
            .output()
            .expect("the command line starts");
        assert!(
            done.status.success(),
            "tungnha {arguments:?}: {}\n{}",
            done.status,
            String::from_utf8_lossy(&done.stderr)
        );
        serde_json::from_slice(&done.stdout).expect("one JSON document and nothing else")
    }
}
