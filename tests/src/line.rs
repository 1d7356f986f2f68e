//! The line between devices and their server, which can be cut.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// A way along the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// From a device to the server.
    Up,
    /// From the server to a device.
    Down,
}

/// A TCP relay with an address of its own. Devices enrol at that address, so the server behind it may
/// end and come back on another port, as it does after a crash.
///
/// Its threads end with the test's process.
pub struct Line {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    server: Option<SocketAddr>,
    cut: Option<(Way, u64)>,
    up: u64,
    down: u64,
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
}

impl Line {
    /// A line that leads nowhere yet.
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("the loopback is there");
        let address = listener.local_addr().expect("it has an address");
        let state = Arc::new(Mutex::new(State::default()));
        let of_listener = Arc::clone(&state);
        thread::spawn(move || {
            for device in listener.incoming().flatten() {
                relay(device, &of_listener);
            }
        });
        Self { address, state }
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
        (state.up, state.down) = (0, 0);
        state.cut = Some((way, after));
    }

    /// The line is whole again, and counts from zero.
    pub fn mend(&self) {
        let mut state = lock(&self.state);
        (state.up, state.down) = (0, 0);
        state.cut = None;
    }

    /// How many bytes have passed on `way` since the line was last cut or mended.
    pub fn passed(&self, way: Way) -> u64 {
        *lock(&self.state).passed(way)
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

/// Connects a device with the server, if there is one; else the device sees its connection end.
fn relay(device: TcpStream, state: &Arc<Mutex<State>>) {
    let server = lock(state).server.map(TcpStream::connect);
    let Some(Ok(server)) = server else { return };
    let ends = (device.try_clone(), server.try_clone());
    let (Ok(device_too), Ok(server_too)) = ends else {
        return;
    };
    for (way, from, to) in [
        (Way::Up, device, server),
        (Way::Down, server_too, device_too),
    ] {
        let state = Arc::clone(state);
        thread::spawn(move || pass(way, from, to, &state));
    }
}

fn pass(way: Way, mut from: TcpStream, mut to: TcpStream, state: &Mutex<State>) {
    let mut bytes = [0; 4096];
    loop {
        let came = match from.read(&mut bytes) {
            Ok(0) | Err(_) => {
                let _ = to.shutdown(Shutdown::Write);
                return;
            }
            Ok(came) => came,
        };
        let passing = {
            let mut state = lock(state);
            let room = usize::try_from(state.room(way)).unwrap_or(usize::MAX);
            let passing = came.min(room);
            *state.passed(way) += passing as u64;
            passing
        };
        let sent = to.write_all(bytes.get(..passing).unwrap_or_default());
        if passing < came || sent.is_err() {
            let _ = from.shutdown(Shutdown::Both);
            let _ = to.shutdown(Shutdown::Both);
            return;
        }
    }
}
