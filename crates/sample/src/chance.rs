//! Chance from a number: the same seed draws the same things on every machine and in every year.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A seeded source of draws. Nothing in this crate draws from anywhere else.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The draws of `stream` under `seed`. Each commune has a stream of its own, so that one
    /// commune made alone equals the same commune made with all others.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A number from 0 to `end - 1`; 0 if `end` is 0.
    pub fn below(&mut self, end: u32) -> u32 {
        // Multiply and shift: a bias of less than end / 2^32, which no list will ever show.
        ((u64::from(self.0.next_u32()) * u64::from(end)) >> 32) as u32
    }

    /// A number from `low` to `high`, both included; `low` if `high` is less.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = i64::from(high) - i64::from(low) + 1;
        low + self.below(u32::try_from(width).unwrap_or(1)) as i32
    }

    /// True in `share` of 1000 draws.
    pub fn permille(&mut self, share: u32) -> bool {
        self.below(1000) < share
    }

    /// True in `share` of 100 draws.
    pub fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share
    }

    /// One of `items`, each as likely. `items` is never empty: they are this crate's own tables.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u32) as usize]
    }

    /// One of `items`, as likely as its weight says. Never empty, for the same reason.
    pub fn weighted<T: Copy>(&mut self, items: &[(T, u32)]) -> T {
        let total = items.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total);
        for &(item, weight) in items {
            if left < weight {
                return item;
            }
            left -= weight;
        }
        items[0].0
    }

    /// Puts `items` into an order of chance.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same() {
        let draw = |seed, stream| {
            let mut chance = Chance::new(seed, stream);
            (0..50).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, 2), draw(1, 2));
        assert_ne!(draw(1, 2), draw(1, 3));
        assert_ne!(draw(1, 2), draw(2, 2));
    }

    #[test]
    fn weights_and_bounds_are_kept() {
        let mut chance = Chance::new(7, 0);
        let mut heavy = 0;
        for _ in 0..10_000 {
            heavy += u32::from(chance.weighted(&[(true, 3), (false, 1)]));
            assert!((-2..=5).contains(&chance.between(-2, 5)));
        }
        assert!((7_200..7_800).contains(&heavy));
    }
}
