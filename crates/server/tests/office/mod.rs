//! What an office does with the program.

mod device;
mod pin;

pub use device::{Device, frames};

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU8, Ordering};
use tungnha_protocol::EnrolLink;

const UNITS: &str = "code,name,kind,parent_code,valid_from,valid_to\n\
    15178,Xã Cẩm Tân,commune,,2004-07-08,\n00698,Xã Đông Trạch,commune,,2004-07-08,\n";
const CAMPAIGN: &str = r#"{"title":"Đợt cao điểm","theme":"Đi từng ngõ","starts":"2024-12-02",
    "ends":"2099-12-31","hours":{"from":8,"to":22},"close_at":"2099-12-31T22:00:00+07:00",
    "reference_date":"2024-11-05","apps":[{"app":"vneid","minimum_age":14,"reviewer":"police"}],
    "milestones":[]}"#;

/// A data directory that `init` has made.
pub struct Office {
    folder: tempfile::TempDir,
}

/// A serving process; ended with the test.
pub struct Serving {
    child: Child,
    url: String,
}

impl Office {
    pub fn made() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("units.csv"), UNITS).expect("written");
        std::fs::write(folder.path().join("campaign.json"), CAMPAIGN).expect("written");
        let office = Self { folder };
        let made = office.init("xã Cẩm Tân", "15178");
        assert_eq!(made["books"][0]["unit"], "15178");
        office
    }

    pub fn init(&self, book: &str, unit: &str) -> Value {
        let file = |name: &str| self.folder.path().join(name).display().to_string();
        let (units, campaign) = (file("units.csv"), file("campaign.json"));
        self.json(&[
            "init",
            "--units",
            &units,
            "--campaign",
            &campaign,
            "--book",
            book,
            "--unit",
            unit,
        ])
    }

    /// A file beside the data directory, or within it.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tungnha-server"));
        let (name, rest) = arguments.split_first().expect("a command");
        command.arg(name);
        if !name.starts_with('-') {
            command.arg("--data").arg(self.folder.path().join("data"));
        }
        command.args(rest);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program")
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).expect("one document")
    }

    pub fn serve(&self, more: &[&str]) -> Serving {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
        let mut child = self
            .command(&arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut line = String::new();
        let out = child.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let url = line
            .trim()
            .strip_prefix("listening ")
            .expect("ready")
            .to_owned();
        Serving { child, url }
    }

    pub fn link(&self, who: &[&str]) -> EnrolLink {
        self.link_in("15178", who)
    }

    pub fn link_in(&self, unit: &str, who: &[&str]) -> EnrolLink {
        let enrolled = self.json(&[&["enrol", "--accept", "--unit", unit], who].concat());
        let link = enrolled["link"].as_str().expect("a link");
        link.parse().expect("a link")
    }

    /// A new member's device.
    pub fn enrol(&self, who: &[&str]) -> Device {
        let link = self.link(who);
        // Each its own: two devices of one key and name would be one. Tests that join by hand take small numbers.
        static NEXT: AtomicU8 = AtomicU8::new(100);
        let chance = NEXT.fetch_add(1, Ordering::Relaxed);
        Device::join(&link, chance).expect("enrolled")
    }
}

impl Serving {
    pub fn address(&self) -> String {
        let (_, address) = self.url.split_once("://").expect("a url");
        address.to_owned()
    }

    /// Ends it as an office does, and waits for its good end.
    pub fn stop(mut self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("kill");
        assert!(sent.success());
        assert_eq!(self.child.wait().expect("ended").code(), Some(0));
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
