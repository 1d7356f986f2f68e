//! The area server as a process.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::programs;

/// A running `tungnha-server serve`; it is ended with the value.
pub struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts it on `port` of the loopback, 0 for a free one, and waits until it listens.
    pub fn start(data: &Path, port: u16) -> Self {
        let mut process = Command::new(programs::built("tungnha-server"))
            .arg("serve")
            .arg("--data")
            .arg(data)
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let said = process.stdout.take().expect("its output is piped");
        let first = BufReader::new(said).lines().next();
        let line = first.expect("it says something").expect("in UTF-8");
        let address = line.strip_prefix("listening https://");
        let address = address.and_then(|address| address.parse().ok());
        let address = address.unwrap_or_else(|| panic!("the server said: {line}"));
        Self { process, address }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(mut self) {
        programs::kill(&mut self.process);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        programs::end(&mut self.process);
    }
}
