//! How bad a line is, and the time that things take on it.

use super::Way;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use std::time::Duration;

/// What a bad line does to TCP, segment by segment.
///
/// A model, not a network: a connection costs one round trip; each segment takes its place at the line's rate,
/// then half a round trip; a lost one comes one retransmission timeout later, and everything behind it waits for
/// it. There is no slow start and no congestion, and each connection has the line to itself.
///
/// Line time is the line's own: what the programs take for their work does not count in it, so a run is the
/// same on a busy machine.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// There and back.
    pub round_trip: Duration,
    /// Of each way.
    pub bits_per_second: u64,
    /// Segments lost, of a hundred.
    pub lost_percent: u32,
    /// After so long a lost segment is sent again.
    pub retransmission: Duration,
    /// Every connection dies so long after it began; absent: none does.
    pub lives: Option<Duration>,
    /// Whether line time is waited for, one second a second; else it is only counted.
    pub waits: bool,
    /// What is lost follows from it, and from the connection's number.
    pub seed: u64,
}

impl Shape {
    /// A telephone at the edge of what the mast reaches: 400 ms there and back, 256 kbit/s each way, one segment
    /// in twenty lost and sent again after a second. Counted, not waited for.
    pub const EDGE: Self = Self {
        round_trip: Duration::from_millis(400),
        bits_per_second: 256_000,
        lost_percent: 5,
        retransmission: Duration::from_secs(1),
        lives: None,
        waits: false,
        seed: 1,
    };
}

/// What a segment carries at most.
pub(super) const SEGMENT: usize = 1_400;
/// Headers of IP and TCP.
const HEADERS: u64 = 40;

/// Line time of one connection, from when it is asked for.
pub(super) struct Clock {
    shape: Shape,
    chance: ChaCha8Rng,
    /// When the last byte of a way arrived: nothing overtakes.
    arrived: [Duration; 2],
    /// When the line is free for the next segment of a way.
    free: [Duration; 2],
}

impl Clock {
    /// Of the `nth` connection.
    pub(super) fn new(shape: Shape, nth: u64) -> Self {
        Self {
            shape,
            chance: ChaCha8Rng::seed_from_u64(shape.seed.wrapping_mul(1_000_003).wrapping_add(nth)),
            arrived: [Duration::ZERO; 2],
            free: [Duration::ZERO; 2],
        }
    }

    /// Whether line time is to be waited for.
    pub(super) fn waits(&self) -> bool {
        self.shape.waits
    }

    /// A segment with so many bytes sets out. Gives how much line time goes by until it is there; nothing when
    /// the connection is dead by then.
    pub(super) fn carry(&mut self, way: Way, bytes: usize) -> Option<Duration> {
        let (here, there) = match way {
            Way::Up => (0, 1),
            Way::Down => (1, 0),
        };
        let now = self.arrived[0].max(self.arrived[1]);
        let bits = (bytes as u64 + HEADERS) * 8;
        let takes = Duration::from_nanos(bits * 1_000_000_000 / self.shape.bits_per_second);
        // Who answers has heard what is answered.
        self.free[here] = self.free[here].max(self.arrived[there]) + takes;
        let lost = self.chance.next_u32() % 100 < self.shape.lost_percent;
        let again = if lost {
            self.shape.retransmission
        } else {
            Duration::ZERO
        };
        let arrives = self.free[here] + self.shape.round_trip / 2 + again;
        self.arrived[here] = self.arrived[here].max(arrives);
        let dead = self
            .shape
            .lives
            .is_some_and(|lives| self.arrived[here] > lives);
        (!dead).then(|| self.arrived[here].saturating_sub(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STILL: Shape = Shape {
        lost_percent: 0,
        ..Shape::EDGE
    };

    #[test]
    fn a_round_trip_and_the_rate_are_what_they_are_called() {
        let mut clock = Clock::new(STILL, 1);
        let there = clock.carry(Way::Up, 0).expect("alive");
        let back = clock.carry(Way::Down, 0).expect("alive");
        let headers = Duration::from_micros(1_250);
        assert_eq!(there + back, STILL.round_trip + 2 * headers);
        // 32,000 bytes a second: the second of two segments waits for its place only.
        clock.carry(Way::Down, 3_160).expect("alive");
        let second = clock.carry(Way::Down, 3_160).expect("alive");
        assert_eq!(second, Duration::from_millis(100));
    }

    #[test]
    fn what_follows_a_lost_segment_waits_for_it() {
        let mut clock = Clock::new(
            Shape {
                lost_percent: 100,
                ..STILL
            },
            1,
        );
        let lost = clock.carry(Way::Down, 100).expect("alive");
        assert!(lost > STILL.retransmission, "{lost:?}");
        clock.shape.lost_percent = 0;
        assert_eq!(clock.carry(Way::Down, 100), Some(Duration::ZERO));
    }

    #[test]
    fn a_connection_dies_when_its_time_has_come() {
        let lives = Some(Duration::from_secs(2));
        let mut clock = Clock::new(Shape { lives, ..STILL }, 1);
        let carried = (0..100).take_while(|_| clock.carry(Way::Down, SEGMENT).is_some());
        // (2 s − 0.2 s) of 32,000 bytes a second, in segments of 1,440.
        assert_eq!(carried.count(), 40);
    }
}
