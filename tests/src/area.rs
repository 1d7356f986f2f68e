//! A commune of one's own: sheets, a server, and devices enrolled as the test goes.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{CommandLine, Line, Ran, Server, programs};

/// The book of every area here.
pub const BOOK: &str = "xã Cẩm Tân";

/// The area of one commune, made by the programs as a person would; it goes with the value.
pub struct Area {
    directory: TempDir,
    line: Line,
    server: Option<Server>,
    devices: usize,
}

impl Area {
    /// Sample, init, serve.
    pub fn new() -> Self {
        Self::with_campaign(|_| {})
    }

    /// The same, with the sample's campaign changed by `change`. Its hours are the whole day, so that
    /// no test knows what time it is.
    pub fn with_campaign(change: impl FnOnce(&mut Value)) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let sheets = directory.path().join("sheets");
        let sample = Command::new(programs::built("tungnha-sample"))
            .arg("--out")
            .arg(&sheets)
            .args(["--commune", "Cẩm Tân", "--dirty"])
            .output();
        assert!(sample.expect("the sample starts").status.success());
        let campaign = sheets.join("campaign-cam-tan.json");
        let said = fs::read(&campaign).expect("the sample wrote a campaign");
        let mut said: Value = serde_json::from_slice(&said).expect("a JSON document");
        said["hours"] = json!({ "from": 0, "to": 24 });
        change(&mut said);
        fs::write(&campaign, said.to_string()).expect("written");
        let mut area = Self {
            directory,
            line: Line::new(),
            server: None,
            devices: 0,
        };
        let units = area.sheet("units.csv");
        let (units, campaign) = (text(&units), text(&campaign));
        area.desk(&[
            "init",
            "--units",
            units,
            "--campaign",
            campaign,
            "--book",
            BOOK,
        ]);
        area.serve();
        area
    }

    /// The area's directory.
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// One of the sample's files.
    pub fn sheet(&self, name: &str) -> PathBuf {
        self.path().join("sheets").join(name)
    }

    /// The server's data directory.
    pub fn data(&self) -> PathBuf {
        self.path().join("server")
    }

    /// The line by which all devices reach the server.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Where the server listens.
    pub fn listens_at(&self) -> SocketAddr {
        self.server.as_ref().expect("it runs").address()
    }

    /// Starts the server, anew if it runs.
    pub fn serve(&mut self) {
        self.server = None;
        let server = Server::start(&self.data(), 0);
        self.line.lead_to(server.address());
        self.server = Some(server);
    }

    /// Ends the server as Ctrl-C would.
    pub fn stop(&mut self) {
        self.server = None;
    }

    /// Ends the server as a power cut would.
    pub fn kill(&mut self) {
        if let Some(server) = self.server.take() {
            server.kill();
        }
    }

    /// `tungnha-server COMMAND --data … --json`, which must go well.
    pub fn desk(&self, arguments: &[&str]) -> Value {
        self.try_desk(arguments).done()
    }

    /// The same, however it ends.
    pub fn try_desk(&self, arguments: &[&str]) -> Ran {
        Ran::of(
            Command::new(programs::built("tungnha-server"))
                .args(arguments)
                .arg("--data")
                .arg(self.data())
                .arg("--json"),
        )
    }

    /// A link for a device of a new member, of some hamlets or the whole book.
    pub fn link(&self, role: &str, name: &str, hamlets: &[&str]) -> String {
        let address = self.line.address();
        let mut arguments = vec!["enrol", "--accept", "--unit", BOOK];
        arguments.extend(["--role", role, "--name", name]);
        arguments.extend(["--organisation", organisation(role), "--at", &address]);
        for hamlet in hamlets {
            arguments.extend(["--hamlet", hamlet]);
        }
        link(&self.desk(&arguments))
    }

    /// A link for one more device of the member of this name.
    pub fn another_link(&self, name: &str) -> String {
        let (member, address) = (self.member(name), self.line.address());
        let arguments = [
            "enrol", "--accept", "--unit", BOOK, "--role", "police", "--at", &address,
        ];
        link(&self.desk(&[&arguments[..], &["--member", &member]].concat()))
    }

    /// The id of the member of this name.
    pub fn member(&self, name: &str) -> String {
        let members = self.desk(&["members"]);
        let members = members["members"].as_array().expect("a list of members");
        let found = members.iter().find(|member| member["name"] == name);
        let id = found.and_then(|member| member["member"].as_str());
        id.expect("somebody of that name").to_owned()
    }

    /// A directory for one more device.
    pub fn device(&mut self) -> CommandLine {
        self.devices += 1;
        let home = self.path().join(format!("device-{}", self.devices));
        CommandLine::new(&home, "135790")
    }

    /// A new device of a new member.
    pub fn enrol(&mut self, role: &str, name: &str, hamlets: &[&str]) -> CommandLine {
        let device = self.device();
        device.run(&["enrol", &self.link(role, name, hamlets)]);
        device
    }

    /// One more device of the member of this name.
    pub fn enrol_again(&mut self, name: &str) -> CommandLine {
        let device = self.device();
        device.run(&["enrol", &self.another_link(name)]);
        device
    }

    /// Police whose device has taken in `list` and handed it to the server.
    pub fn police_with(&mut self, list: &Path) -> CommandLine {
        let police = self.enrol("police", "Lê Văn Sơn", &[]);
        police.run(&["import", text(list)]);
        police.run(&["sync"]);
        police
    }
}

impl Default for Area {
    fn default() -> Self {
        Self::new()
    }
}

fn link(document: &Value) -> String {
    document["link"].as_str().expect("a link").to_owned()
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("paths of tests are UTF-8")
}

fn organisation(role: &str) -> &'static str {
    match role {
        "police" => "Công an xã Cẩm Tân",
        "office" => "UBND xã Cẩm Tân",
        _ => "Đoàn Thanh niên xã Cẩm Tân",
    }
}
