//! Clocks of devices that go wrong, so that the office hears of it. Nothing is judged by this: causality beats
//! clocks, and effective time is never later than received-at.

use crate::storage::DeviceClock;
use tungnha_core::Instant;
use tungnha_protocol::Exchange;

/// A clock that is off by so much or less is right, in seconds: offsets are learnt to the second, and an
/// exchange may take a while.
pub const TOLERANCE_SECONDS: i64 = 120;
/// A stamp so much earlier than one before it, in seconds, is not explained by an offset learnt in between.
const BACKWARDS_SECONDS: i64 = 3600;

impl DeviceClock {
    /// Whether people should look at the device.
    pub fn is_wrong(&self) -> bool {
        self.off
            .is_some_and(|off| off.unsigned_abs() > TOLERANCE_SECONDS.unsigned_abs())
    }

    /// Whether what is remembered is worth a write of its own when the clock is now off by `off`.
    pub fn is_news(&self, off: i64) -> bool {
        off.saturating_sub(self.off.unwrap_or(0)).unsigned_abs() > TOLERANCE_SECONDS.unsigned_abs()
    }
}

/// How far a device's clock is off: the server's less the device's, in seconds.
pub const fn off(server: Instant, device: i64) -> i64 {
    server.0.saturating_sub(device)
}

/// How far the clock of whoever asks is off. A courier's exchange was on its way for hours, and says nothing.
pub fn off_now(asked: &Exchange, now: Instant) -> Option<i64> {
    asked.reply_key.is_none().then(|| off(now, asked.clock))
}

/// How many of a batch's stamps, in the order of the counters, are doubtful: clearly later than they were
/// received, or clearly before what was said earlier. A stamp from the future says nothing about the others.
pub fn doubtful_stamps(stamps: impl IntoIterator<Item = Instant>, received_at: Instant) -> u32 {
    let latest_possible = received_at.plus(TOLERANCE_SECONDS);
    let mut latest: Option<Instant> = None;
    let mut doubtful = 0;
    for stamp in stamps {
        if stamp > latest_possible {
            doubtful += 1;
            continue;
        }
        if latest.is_some_and(|latest| stamp.0 < latest.0.saturating_sub(BACKWARDS_SECONDS)) {
            doubtful += 1;
        }
        latest = latest.max(Some(stamp));
    }
    doubtful
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Pen, World, roll};
    use tungnha_core::words::Role;

    const NOW: Instant = Instant(1_734_267_600);
    const YEAR: i64 = 31_556_952;

    fn doubtful(offsets: &[i64]) -> u32 {
        doubtful_stamps(offsets.iter().map(|by| NOW.plus(*by)), NOW)
    }

    #[test]
    fn an_evening_with_a_good_clock_is_not_doubtful() {
        assert_eq!(doubtful(&[-7200, -7100, -3000, -10, 0, 120]), 0);
        // An offset learnt in between moves stamps a little.
        assert_eq!(doubtful(&[-600, -4200]), 0);
        assert_eq!(doubtful(&[]), 0);
    }

    #[test]
    fn years_ahead_and_years_behind() {
        assert_eq!(doubtful(&[6 * YEAR, 6 * YEAR + 60]), 2);
        // Put right in the middle of the evening: what came after is not in doubt.
        assert_eq!(doubtful(&[6 * YEAR, -60, -30]), 1);
        // Behind from the beginning is a quiet week; jumping back is not.
        assert_eq!(doubtful(&[-6 * YEAR, -6 * YEAR + 60]), 0);
        assert_eq!(doubtful(&[-100, -6 * YEAR, -6 * YEAR + 60, -50]), 2);
        assert_eq!(doubtful(&[121, -3601, 0]), 1);
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        let stamps = [Instant(i64::MIN), Instant(i64::MAX), Instant(i64::MIN)];
        assert_eq!(doubtful_stamps(stamps, Instant(i64::MAX)), 1);
        assert_eq!(doubtful_stamps(stamps, Instant(i64::MIN)), 1);
        for (server, device) in [(i64::MAX, i64::MIN), (i64::MIN, i64::MAX)] {
            let clock = DeviceClock {
                off: Some(off(Instant(server), device)),
                doubtful_stamps: 0,
            };
            assert!(clock.is_wrong() && clock.is_news(0));
        }
    }

    fn device(world: &World, pen: &Pen) -> crate::storage::DeviceRow {
        let view = world.server.storage().read().expect("a view");
        let device = view.device(pen.incarnation).expect("read");
        device.expect("there")
    }

    /// One idle exchange of a pen whose clock is off.
    fn idle(world: &World, pen: &Pen, off: i64) {
        let mut asked = world.asked(pen, &[], 0);
        asked.clock = world.now.0 - off;
        world.exchange(pen, &asked);
    }

    #[test]
    fn an_idle_exchange_writes_only_what_is_news() {
        let mut world = World::new();
        let mut police = world.pen(Role::Police, None);
        world.sync(&mut police);
        let last_sync = device(&world, &police).last_sync;
        world.now = world.now.plus(300);
        for (off, noted) in [
            (100, 0),
            (-120, 0),
            (6 * YEAR, 6 * YEAR),
            (-6 * YEAR, -6 * YEAR),
        ] {
            idle(&world, &police, off);
            assert_eq!(device(&world, &police).clock.off, Some(noted));
            let wrote = device(&world, &police).last_sync != last_sync;
            assert_eq!(wrote, noted != 0);
        }
        // As wrong as before: known.
        let last_sync = device(&world, &police).last_sync;
        world.now = world.now.plus(300);
        idle(&world, &police, -6 * YEAR + 100);
        assert_eq!(device(&world, &police).last_sync, last_sync);
        // Whatever else writes notes it to the second.
        world.now = world.now.plus(601);
        idle(&world, &police, -6 * YEAR + 100);
        assert_eq!(device(&world, &police).clock.off, Some(-6 * YEAR + 100));
    }

    #[test]
    fn doubtful_stamps_are_counted_once() {
        for (years, doubtful) in [(-6, 6), (6, 0)] {
            let mut world = World::new();
            let mut police = world.pen(Role::Police, None);
            world.now = world.now.plus(years * YEAR);
            roll(&mut police);
            for _ in 0..2 {
                world.sync(&mut police);
                assert_eq!(device(&world, &police).clock.doubtful_stamps, doubtful);
            }
            assert_eq!(world.faults(), Vec::<String>::new());
        }
    }

    #[test]
    fn only_what_differs_clearly_is_news() {
        let clock = |off| DeviceClock {
            off,
            doubtful_stamps: 0,
        };
        assert!(!clock(None).is_news(120) && clock(None).is_news(-121));
        assert!(!clock(Some(3600)).is_news(3500) && clock(Some(3600)).is_news(0));
        assert!(
            !clock(Some(-120)).is_wrong()
                && clock(Some(-121)).is_wrong()
                && !clock(None).is_wrong()
        );
    }
}
