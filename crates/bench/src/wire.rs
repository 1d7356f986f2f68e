//! A proxy on loopback that counts what passes: bytes of TCP, and bytes of HTTP inside TLS 1.3.
//!
//! It reads no secret: a record of application data says how long its content is (17 bytes less than
//! the record: the AEAD's tag and the content's type). What belongs to the handshake is told apart by
//! when it passes: the client's first such record is its `Finished`, the server's before that and its
//! session tickets right after are no HTTP. So the client's request is held until the tickets have
//! passed; nothing that is timed goes through here.

use crate::Result;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// What passed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Passed {
    /// TCP payload to the server, TLS included.
    pub tcp_up: u64,
    /// TCP payload to the device, TLS included.
    pub tcp_down: u64,
    /// HTTP to the server: heads and bodies.
    pub http_up: u64,
    /// HTTP to the device: heads and bodies.
    pub http_down: u64,
    /// Connections.
    pub connections: usize,
}

#[derive(Default)]
struct Counters {
    tcp_up: AtomicU64,
    tcp_down: AtomicU64,
    http_up: AtomicU64,
    http_down: AtomicU64,
    connections: AtomicUsize,
    closed: AtomicBool,
}

/// A running proxy; it closes with the value.
pub struct Wire {
    port: u16,
    counters: Arc<Counters>,
}

/// How long the request is held for session tickets that may not come.
const PATIENCE: Duration = Duration::from_millis(300);

impl Wire {
    /// Listens on `port` and passes everything on to `to`.
    pub fn open(port: u16, to: u16) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let counters = Arc::new(Counters::default());
        let all = Arc::clone(&counters);
        std::thread::spawn(move || {
            for device in listener.incoming().flatten() {
                if all.closed.load(SeqCst) {
                    return;
                }
                all.connections.fetch_add(1, SeqCst);
                if let Ok(server) = TcpStream::connect(("127.0.0.1", to)) {
                    join(device, server, &all);
                }
            }
        });
        Ok(Self { port, counters })
    }

    /// What has passed so far.
    pub fn passed(&self) -> Passed {
        // The last bytes of an answer reach the device before they are counted.
        std::thread::sleep(Duration::from_millis(50));
        let c = &self.counters;
        Passed {
            tcp_up: c.tcp_up.load(SeqCst),
            tcp_down: c.tcp_down.load(SeqCst),
            http_up: c.http_up.load(SeqCst),
            http_down: c.http_down.load(SeqCst),
            connections: c.connections.load(SeqCst),
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.counters.closed.store(true, SeqCst);
        // Wakes the listener, which then ends.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// How far the handshake of one connection is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Handshake,
    /// The client's `Finished` has passed; what the server says now are tickets.
    Finished,
    /// Requests and answers.
    Http,
}

type Shared = Arc<(Mutex<Stage>, Condvar)>;

fn join(device: TcpStream, server: TcpStream, counters: &Arc<Counters>) {
    let stage: Shared = Arc::new((Mutex::new(Stage::Handshake), Condvar::new()));
    let ends = (device.try_clone(), server.try_clone());
    if let (Ok(device_too), Ok(server_too)) = ends {
        let (up, down) = (Arc::clone(counters), Arc::clone(counters));
        let stage_too = Arc::clone(&stage);
        std::thread::spawn(move || pass_up(device, server, &stage, &up));
        std::thread::spawn(move || pass_down(server_too, device_too, &stage_too, &down));
    }
}

fn pass_up(mut from: TcpStream, mut to: TcpStream, stage: &Shared, counters: &Counters) {
    let mut records = Records::default();
    let mut buffer = vec![0; 64 << 10];
    while let Ok(n @ 1..) = from.read(&mut buffer) {
        counters.tcp_up.fetch_add(n as u64, SeqCst);
        let mut rest = &buffer[..n];
        while !rest.is_empty() {
            let (taken, content) = records.take(rest);
            let finishing = content.is_some() && finish(stage);
            if to.write_all(&rest[..taken]).is_err() {
                return;
            }
            rest = &rest[taken..];
            match content {
                Some(_) if finishing => await_tickets(stage),
                Some(content) => _ = counters.http_up.fetch_add(content, SeqCst),
                None => {}
            }
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

/// The client's first record of application data ends the handshake; says whether this was it.
fn finish(stage: &Shared) -> bool {
    let mut now = stage.0.lock().unwrap_or_else(PoisonError::into_inner);
    let finishing = *now == Stage::Handshake;
    if finishing {
        *now = Stage::Finished;
    }
    finishing
}

fn await_tickets(stage: &Shared) {
    let now = stage.0.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = stage
        .1
        .wait_timeout_while(now, PATIENCE, |s| *s == Stage::Finished);
    *waited.unwrap_or_else(PoisonError::into_inner).0 = Stage::Http;
}

fn pass_down(mut from: TcpStream, mut to: TcpStream, stage: &Shared, counters: &Counters) {
    let mut records = Records::default();
    let mut buffer = vec![0; 64 << 10];
    while let Ok(n @ 1..) = from.read(&mut buffer) {
        counters.tcp_down.fetch_add(n as u64, SeqCst);
        let mut rest = &buffer[..n];
        let mut tickets = false;
        while !rest.is_empty() {
            let (taken, content) = records.take(rest);
            rest = &rest[taken..];
            if let Some(content) = content {
                match *stage.0.lock().unwrap_or_else(PoisonError::into_inner) {
                    Stage::Handshake => {}
                    Stage::Finished => tickets = true,
                    Stage::Http => _ = counters.http_down.fetch_add(content, SeqCst),
                }
            }
        }
        if tickets {
            *stage.0.lock().unwrap_or_else(PoisonError::into_inner) = Stage::Http;
            stage.1.notify_all();
        }
        if to.write_all(&buffer[..n]).is_err() {
            return;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

/// Cuts a stream into TLS records without keeping them.
#[derive(Default)]
struct Records {
    head: Vec<u8>,
    left: usize,
}

impl Records {
    /// Takes at most to the end of the present record; gives how much was taken and, when a record of
    /// application data ended there, how long its content is.
    fn take(&mut self, bytes: &[u8]) -> (usize, Option<u64>) {
        let mut taken = 0;
        while self.head.len() < 5 {
            let Some(byte) = bytes.get(taken) else {
                return (taken, None);
            };
            self.head.push(*byte);
            taken += 1;
            if let [.., high, low] = self.head[..]
                && self.head.len() == 5
            {
                self.left = usize::from(high) << 8 | usize::from(low);
            }
        }
        let here = self.left.min(bytes.len() - taken);
        self.left -= here;
        if self.left > 0 {
            return (taken + here, None);
        }
        let length = u64::from(self.head[3]) << 8 | u64::from(self.head[4]);
        let content = (self.head[0] == 23).then(|| length.saturating_sub(17));
        self.head.clear();
        (taken + here, content)
    }
}

/// A port that nobody listens on at this moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
