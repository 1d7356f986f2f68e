//! A sample commune of one's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use tempfile::TempDir;

use crate::{CommandLine, Server, programs};

/// The commune whose campaign asks for three apps, and a seed with which it has a house of four where every app
/// of everybody is still to do.
const THREE_APPS: [&str; 2] = ["Đông Trạch", "8"];

/// A copy of a commune that `scripts/prepare.sh` makes; it goes when the value does.
///
/// Devices know the server by its address, so copies share one port: only one of them may have its
/// server running at a time.
pub struct Sample {
    directory: TempDir,
    told: Told,
}

/// `sample.json`, as far as tests ask.
#[derive(Deserialize)]
struct Told {
    port: u16,
    workbook: PathBuf,
    officer: Member,
    volunteer: Member,
}

/// Whose device, and how it is opened.
#[derive(Clone, Deserialize)]
pub struct Member {
    /// The device's directory inside the commune's.
    home: PathBuf,
    /// Six digits.
    pub pin: String,
    /// Full name.
    pub name: String,
}

impl Sample {
    /// A copy of the commune in `TUNGNHA_SAMPLE`, or of one made now in `target/e2e`.
    pub fn copy() -> Self {
        let made = std::env::var_os("TUNGNHA_SAMPLE")
            .map_or_else(|| programs::root().join("target/e2e/sample"), PathBuf::from);
        Self::copy_of(&made, &[])
    }

    /// A copy of the commune whose campaign asks for three apps, made now if it is not there.
    pub fn of_three_apps() -> Self {
        Self::copy_of(&programs::root().join("target/e2e/three-apps"), &THREE_APPS)
    }

    fn copy_of(made: &Path, commune: &[&str]) -> Self {
        if !made.join("sample.json").is_file() {
            let prepare = programs::root().join("scripts/prepare.sh");
            run(Command::new(prepare).arg(made).args(commune));
        }
        let directory = tempfile::tempdir().expect("a directory");
        run(Command::new("cp")
            .args(["-a", "--"])
            .arg(made.join("."))
            .arg(directory.path()));
        let told = fs::read(directory.path().join("sample.json")).expect("sample.json is there");
        let told = serde_json::from_slice(&told).expect("sample.json is as prepare.sh writes it");
        Self { directory, told }
    }

    /// The commune's directory.
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// A second workbook of residents, with faults planted in it.
    pub fn workbook(&self) -> PathBuf {
        self.path().join(&self.told.workbook)
    }

    /// Starts its server.
    pub fn serve(&self) -> Server {
        Server::start(&self.path().join("server"), self.told.port)
    }

    /// Whose device the police's is.
    pub fn officer(&self) -> &Member {
        &self.told.officer
    }

    /// Whose device the volunteer's is.
    pub fn volunteer(&self) -> &Member {
        &self.told.volunteer
    }

    /// The directory of a member's device.
    pub fn home(&self, member: &Member) -> PathBuf {
        self.path().join(&member.home)
    }

    /// A member's device without a window.
    pub fn command_line(&self, member: &Member) -> CommandLine {
        CommandLine::new(&self.home(member), &member.pin)
    }
}

fn run(command: &mut Command) {
    let status = command.status().expect("the program starts");
    assert!(status.success(), "{command:?}: {status}");
}
