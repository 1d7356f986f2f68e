//! The line between devices and their server: it can be cut, can fail in known ways, and can be as bad as
//! lines in the hills are.

mod connection;
mod shape;

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub use shape::Shape;

/// A way along the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// From a device to the server.
    Up,
    /// From the server to a device.
    Down,
}

/// How one connection fails. What comes after a handshake is the request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nothing answers.
    Refused,
    /// It dies with half of the request's first piece on its way up.
    CutUp,
    /// The request arrives, the server does its work, and nothing of what it answers comes back: the connection
    /// ends when the server has been silent for 300 ms.
    AnswerLost,
    /// The same, but the connection ends only when the line is mended, so that a test can see for itself that
    /// the server has done its work.
    AnswerHeld,
}

/// A TCP relay with an address of its own. Devices enrol at that address, so the server behind it may
/// end and come back on another port, as it does after a crash.
///
/// With the value its address is free again; connections that are open end by themselves.
pub struct Line {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    closed: bool,
    server: Option<SocketAddr>,
    cut: Option<(Way, u64)>,
    /// Which connection from now on fails, counted from 1, and how.
    fails: Option<(u64, Fault)>,
    shape: Option<Shape>,
    up: u64,
    down: u64,
    connections: u64,
    time: Duration,
}

impl State {
    fn passed(&mut self, way: Way) -> &mut u64 {
        match way {
            Way::Up => &mut self.up,
            Way::Down => &mut self.down,
        }
    }

    /// How many bytes may still pass on `way`.
    fn room(&mut self, way: Way) -> u64 {
        match self.cut {
            Some((cut, after)) if cut == way => after.saturating_sub(*self.passed(way)),
            _ => u64::MAX,
        }
    }

    fn count_from_zero(&mut self) {
        (self.up, self.down, self.connections) = (0, 0, 0);
        self.time = Duration::ZERO;
    }
}

impl Line {
    /// A line that leads nowhere yet.
    pub fn new() -> Self {
        Self::at(0)
    }

    /// The same at this port of the loopback, 0 for a free one.
    pub fn at(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("the port is free");
        let address = listener.local_addr().expect("it has an address");
        let state = Arc::new(Mutex::new(State::default()));
        let of_listener = Arc::clone(&state);
        let listening = thread::spawn(move || {
            for device in listener.incoming().flatten() {
                if lock(&of_listener).closed {
                    return;
                }
                connection::relay(device, &of_listener);
            }
        });
        Self {
            address,
            state,
            listening: Some(listening),
        }
    }

    /// `host:port` for enrolment links.
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// From now on the line leads to `server`.
    pub fn lead_to(&self, server: SocketAddr) {
        lock(&self.state).server = Some(server);
    }

    /// Cuts the line once `after` more bytes have passed on `way`; it stays cut until mended.
    pub fn cut_after(&self, way: Way, after: u64) {
        let mut state = lock(&self.state);
        state.count_from_zero();
        state.cut = Some((way, after));
    }

    /// The `nth` connection from now on, counted from 1, fails; the others do not.
    pub fn fail(&self, nth: u64, fault: Fault) {
        let mut state = lock(&self.state);
        state.count_from_zero();
        state.fails = Some((nth, fault));
    }

    /// From now on the line is as bad as `shape` says, until it is mended. It counts from zero.
    pub fn shape(&self, shape: Shape) {
        let mut state = lock(&self.state);
        state.count_from_zero();
        state.shape = Some(shape);
    }

    /// The line is whole again, and counts from zero.
    pub fn mend(&self) {
        let mut state = lock(&self.state);
        state.count_from_zero();
        (state.cut, state.fails, state.shape) = (None, None, None);
    }

    /// How many bytes have passed on `way` since the line was last cut, shaped or mended.
    pub fn passed(&self, way: Way) -> u64 {
        *lock(&self.state).passed(way)
    }

    /// How many connections were asked for since then.
    pub fn connections(&self) -> u64 {
        lock(&self.state).connections
    }

    /// How much line time has gone by since it was shaped, of all connections together.
    pub fn time(&self) -> Duration {
        lock(&self.state).time
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        lock(&self.state).closed = true;
        // Wakes the listener, which then ends.
        let woken = TcpStream::connect(self.address);
        if let (Ok(_), Some(listening)) = (woken, self.listening.take()) {
            let _ = listening.join();
        }
    }
}

impl Default for Line {
    fn default() -> Self {
        Self::new()
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
