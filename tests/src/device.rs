//! A device without a window.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::{Ran, programs};

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

    /// The device's directory.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The same device in the hands of somebody who knows another PIN.
    pub fn with_pin(&self, pin: &str) -> Self {
        Self::new(&self.home, pin)
    }

    /// The program with its arguments, ready to start.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(programs::built("tungnha"));
        command
            .arg("--home")
            .arg(&self.home)
            .args(arguments)
            .env("TUNGNHA_PIN", &self.pin)
            .env_remove("TUNGNHA_HOME");
        command
    }

    /// Runs one command with `--json` and gives its document. A command that fails ends the test.
    pub fn run(&self, arguments: &[&str]) -> Value {
        self.attempt(arguments).done()
    }

    /// Runs one command with `--json` that must be refused, and gives the error's code.
    pub fn refused(&self, arguments: &[&str]) -> String {
        self.attempt(arguments).refused()
    }

    /// Runs one command with `--json`, however it ends.
    pub fn attempt(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).arg("--json"))
    }

    /// Starts one command without `--json` and kills it the moment it prints its first line, which is
    /// returned.
    pub fn killed_when_it_speaks(&self, arguments: &[&str]) -> String {
        let mut running = self.spawn(arguments);
        let said = running.stdout.take().expect("its output is piped");
        let line = BufReader::new(said).lines().next();
        programs::kill(&mut running);
        line.expect("it says something").expect("in UTF-8")
    }

    /// Starts one command without `--json`.
    pub fn spawn(&self, arguments: &[&str]) -> Child {
        self.command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command line starts")
    }
}
