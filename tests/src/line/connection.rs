//! One connection through the line.

use super::shape::{Clock, SEGMENT};
use super::{Fault, State, Way, lock};
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A server that says nothing for so long has said all.
const SILENCE: Duration = Duration::from_millis(300);

/// Both of its ways.
struct Connection {
    state: Arc<Mutex<State>>,
    fault: Option<Fault>,
    clock: Option<Mutex<Clock>>,
    /// The server has spoken: the next that the device says ends the handshake, and is the request.
    answered: AtomicBool,
    asked: AtomicBool,
}

/// Connects a device with the server, if there is one; else the device sees its connection end.
pub(super) fn relay(device: TcpStream, state: &Arc<Mutex<State>>) {
    let (server, connection) = {
        let mut now = lock(state);
        now.connections += 1;
        let nth = now.connections;
        let fails = now.fails.filter(|(which, _)| *which == nth);
        let connection = Connection {
            state: Arc::clone(state),
            fault: fails.map(|(_, fault)| fault),
            clock: now.shape.map(|shape| Mutex::new(Clock::new(shape, nth))),
            answered: AtomicBool::new(false),
            asked: AtomicBool::new(false),
        };
        (now.server, connection)
    };
    let connection = Arc::new(connection);
    if connection.fault == Some(Fault::Refused) {
        return;
    }
    let Some(Ok(server)) = server.map(TcpStream::connect) else {
        return;
    };
    let ends = (device.try_clone(), server.try_clone());
    let (Ok(device_too), Ok(server_too)) = ends else {
        return;
    };
    // Small pieces must not wait for each other's acknowledgement.
    let _ = (device.set_nodelay(true), server.set_nodelay(true));
    thread::spawn(move || {
        // The two ends find each other first.
        if !connection.carry(Way::Up, 0) || !connection.carry(Way::Down, 0) {
            return;
        }
        let other = Arc::clone(&connection);
        thread::spawn(move || other.pass(Way::Down, server_too, device_too));
        connection.pass(Way::Up, device, server);
    });
}

impl Connection {
    fn pass(&self, way: Way, mut from: TcpStream, mut to: TcpStream) {
        let mut bytes = [0; SEGMENT];
        loop {
            let came = match from.read(&mut bytes) {
                Ok(0) | Err(_) => {
                    let _ = to.shutdown(Shutdown::Write);
                    return;
                }
                Ok(came) => came,
            };
            let through = self.through(way, came, &from);
            let sent = to.write_all(bytes.get(..through).unwrap_or_default());
            if through < came || sent.is_err() {
                let _ = from.shutdown(Shutdown::Both);
                let _ = to.shutdown(Shutdown::Both);
                return;
            }
        }
    }

    /// How many of `came` bytes get through; with fewer than all the connection is over.
    fn through(&self, way: Way, came: usize, from: &TcpStream) -> usize {
        match way {
            Way::Down => self.answered.store(true, SeqCst),
            Way::Up if self.answered.load(SeqCst) => self.asked.store(true, SeqCst),
            Way::Up => {}
        }
        match (self.fault, way) {
            _ if !self.asked.load(SeqCst) => {}
            (Some(Fault::CutUp), Way::Up) => return came / 2,
            (Some(Fault::AnswerLost | Fault::AnswerHeld), Way::Down) => {
                self.swallow(from);
                return 0;
            }
            _ => {}
        }
        let room = usize::try_from(lock(&self.state).room(way)).unwrap_or(usize::MAX);
        let through = came.min(room);
        if !self.carry(way, through) {
            return 0;
        }
        *lock(&self.state).passed(way) += through as u64;
        through
    }

    /// Reads what the server says until it has said all, or until the line is mended.
    fn swallow(&self, mut from: &TcpStream) {
        let mut bytes = [0; SEGMENT];
        let _ = from.set_read_timeout(Some(SILENCE));
        loop {
            let silent = matches!(from.read(&mut bytes), Ok(0) | Err(_));
            let held = self.fault == Some(Fault::AnswerHeld);
            if silent && !(held && lock(&self.state).fails.is_some()) {
                return;
            }
        }
    }

    /// A segment on its way: whether it gets there.
    fn carry(&self, way: Way, bytes: usize) -> bool {
        let Some(clock) = &self.clock else {
            return true;
        };
        let (takes, waits) = {
            let mut clock = clock.lock().unwrap_or_else(PoisonError::into_inner);
            (clock.carry(way, bytes), clock.waits())
        };
        let Some(takes) = takes else { return false };
        lock(&self.state).time += takes;
        if waits {
            thread::sleep(takes);
        }
        true
    }
}
