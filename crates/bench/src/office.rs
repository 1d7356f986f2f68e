//! The area server as a process of its own.

use crate::phone::copy;
use crate::{Result, wire};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tungnha_sample::files::{Order, write};
use tungnha_sample::{DEFAULT_SEED, LIST_AS_OF, plan};

/// A data directory and, while it runs, the process that serves it.
pub struct Office {
    data: PathBuf,
    /// What devices know it by.
    port: u16,
    running: Option<Child>,
}

impl Office {
    /// A new server with these books. Their campaign runs around today and asks for all three apps.
    pub fn open(folder: &Path, books: &[&str]) -> Result<Self> {
        let sheets = folder.join("sheets");
        let today = tungnha_api::Host::system().now().day();
        write(&Order {
            out: sheets.clone(),
            seed: DEFAULT_SEED,
            as_of: LIST_AS_OF,
            today,
            communes: vec![plan::find("Đông Trạch").ok_or("no such plan")?],
            dirty: false,
        })?;
        let data = folder.join("server");
        let mut init = program()?;
        init.args(["init", "--data"]).arg(&data);
        init.arg("--units").arg(sheets.join("units.csv"));
        init.arg("--campaign")
            .arg(sheets.join("campaign-dong-trach.json"));
        for book in books {
            init.args(["--book", book]);
        }
        said(init)?;
        let port = wire::free_port()?;
        let mut office = Self {
            data,
            port,
            running: None,
        };
        office.start()?;
        Ok(office)
    }

    /// Serves where devices look for it.
    pub fn start(&mut self) -> Result<()> {
        self.start_at(self.port)
    }

    /// Serves at another port, so that something may stand in between.
    pub fn start_at(&mut self, port: u16) -> Result<()> {
        self.stop()?;
        let mut serve = program()?;
        serve.args(["serve", "--data"]).arg(&self.data);
        serve.args(["--listen", &format!("127.0.0.1:{port}")]);
        let mut child = serve.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        self.running = Some(child);
        if line.starts_with("listening ") {
            Ok(())
        } else {
            Err(format!("the server said {line:?}").into())
        }
    }

    /// Ends it as Ctrl-C would.
    pub fn stop(&mut self) -> Result<()> {
        if let Some(mut child) = self.running.take() {
            Command::new("kill").arg(child.id().to_string()).status()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Its database.
    pub fn database(&self) -> PathBuf {
        self.data.join("server.db")
    }

    /// What devices know it by.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// A new member; gives the link for its device.
    pub fn enrol(&self, role: &str, book: &str, name: &str, hamlets: &[String]) -> Result<String> {
        let mut enrol = program()?;
        enrol.args(["enrol", "--accept", "--data"]).arg(&self.data);
        enrol.args(["--role", role, "--unit", book, "--name", name]);
        enrol.args(["--at", &format!("127.0.0.1:{}", self.port)]);
        for hamlet in hamlets {
            enrol.args(["--hamlet", hamlet]);
        }
        Ok(said(enrol)?.trim().to_owned())
    }

    /// Whether its tables are what was signed; not measured.
    pub fn verify(&self) -> Result<()> {
        let mut verify = program()?;
        verify.args(["verify", "--data"]).arg(&self.data);
        said(verify).map(|_| ())
    }

    /// Processor time that the process has used, user and system, in steps of 10 ms.
    pub fn cpu(&self) -> Result<Duration> {
        let child = self.running.as_ref().ok_or("the server does not run")?;
        cpu_of(&child.id().to_string())
    }

    /// Keeps a copy of the data as it is now. The server is stopped for it and runs afterwards.
    pub fn keep(&mut self, to: &Path) -> Result<()> {
        self.stop()?;
        copy(&self.data, to)?;
        self.start()
    }

    /// Goes back to a copy.
    pub fn go_back(&mut self, to: &Path) -> Result<()> {
        self.stop()?;
        copy(to, &self.data)?;
        self.start()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // The folder goes too; there is nobody left to tell.
        let _ = self.stop();
    }
}

/// Processor time of a process, or of this one as `self`.
pub fn cpu_of(process: &str) -> Result<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let behind_name = stat.rsplit(')').next().ok_or("no stat")?;
    let fields: Vec<&str> = behind_name.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|f| f.parse::<u64>().ok());
    let (user, system) = ticks(11).zip(ticks(12)).ok_or("no stat")?;
    Ok(Duration::from_millis((user + system) * 10))
}

fn program() -> Result<Command> {
    let here = std::env::current_exe()?;
    let program = here.with_file_name("tungnha-server");
    if program.is_file() {
        Ok(Command::new(program))
    } else {
        Err("tungnha-server of the same build is missing; run `make bench`".into())
    }
}

fn said(mut command: Command) -> Result<String> {
    let done = command.output()?;
    if done.status.success() {
        Ok(String::from_utf8(done.stdout)?)
    } else {
        Err(format!("{command:?}: {}", String::from_utf8_lossy(&done.stderr)).into())
    }
}
