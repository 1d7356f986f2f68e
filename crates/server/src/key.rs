//! Small local numbers for what the protocol names with sixteen bytes. They never leave this server.

use tungnha_core::Counter;

/// A book's number on this server, from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BookNo(pub i64);

/// A delta's key within a book: its incarnation's local number, then its counter. Whatever a delta spoke
/// of first has the same key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(pub i64);

impl Key {
    /// No delta: for a hamlet "everybody in the book", for a household "none".
    pub const NONE: Self = Self(0);

    /// For a hamlet "nobody but who has the whole book": where a thing stands of which only others have spoken
    /// so far, as happens while a restored server gets everything back.
    pub const NOWHERE: Self = Self(-1);

    /// Delta `counter` of the incarnation with the local number `number`, which is from 1.
    pub const fn new(number: u32, counter: Counter) -> Self {
        Self((number as i64) << 32 | counter as i64)
    }

    /// The incarnation's local number.
    pub const fn number(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The delta's place in its incarnation.
    pub const fn counter(self) -> Counter {
        self.0 as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_keeps_both_numbers() {
        let key = Key::new(7, u32::MAX);
        assert_eq!((key.number(), key.counter()), (7, u32::MAX));
        assert!(Key::new(1, 1) > Key::NONE);
    }
}
