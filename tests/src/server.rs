//! The area server as a process.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::programs;

/// A running `tungnha-server serve`; it is ended with the value.
pub struct Server {
    process: Child,
}

impl Server {
    /// Starts it on `port` of the loopback and waits until it listens.
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
        assert!(line.starts_with("listening "), "the server said: {line}");
        Self { process }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        programs::end(&mut self.process);
    }
}
