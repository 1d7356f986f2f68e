//! Mutations that parsers stumble over: edges of numbers, lengths that lie, pieces moved, doubled and cut.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// One mutation's chance.
pub struct Mutator(ChaCha8Rng);

const EDGES: &[u8] = &[
    0, 1, 0x17, 0x18, 0x19, 0x1b, 0x3f, 0x40, 0x7f, 0x80, 0x9f, 0xbf, 0xfe, 0xff,
];

impl Mutator {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.0.next_u64() % n.max(1) as u64) as usize
    }

    /// One of the corpus.
    pub fn pick<'c>(&mut self, corpus: &'c [(String, Vec<u8>)]) -> &'c [u8] {
        &corpus[self.below(corpus.len())].1
    }

    /// One to six changes to `bytes`; `other` gives pieces.
    pub fn change(&mut self, mut bytes: Vec<u8>, other: &[u8]) -> Vec<u8> {
        for _ in 0..=self.below(6) {
            self.change_once(&mut bytes, other);
        }
        bytes.truncate(1 << 20);
        bytes
    }

    fn change_once(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let at = self.below(bytes.len());
        let length = 1 + self.below(16);
        let end = (at + length).min(bytes.len());
        match self.below(9) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
            1 if !bytes.is_empty() => bytes[at] = EDGES[self.below(EDGES.len())],
            2 if !bytes.is_empty() => bytes[at] = bytes[at].wrapping_add(1),
            3 => bytes.insert(at, EDGES[self.below(EDGES.len())]),
            4 => drop(bytes.drain(at..end)),
            5 => {
                let piece = bytes[at..end].to_vec();
                let to = self.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            6 => bytes.truncate(at),
            7 => {
                let from = self.below(other.len());
                let until = (from + 4 * length).min(other.len());
                bytes.splice(at..end, other[from..until].iter().copied());
            }
            _ => {
                // A length that lies: nine bytes of a number without end.
                let many = vec![0xff; 1 + self.below(9)];
                bytes.splice(at..end, many);
            }
        }
    }
}
