//! Who is named how. A thing is named by the delta that first spoke of it; nothing is ever named
//! by, or derived from, a personal id (twelve digits can be guessed).

use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// One life of one device's file in one book: drawn when the device enrols, and anew whenever the
/// file was recovered or copied. Its counters run 1, 2, 3, … without a hole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Incarnation(pub Uuid);

/// Place of a delta within its incarnation, from 1. Zero is never a delta.
pub type Counter = u32;

/// The immutable partition (sổ): one roll of people that one office keeps. Never an
/// administrative code, because codes merge and keys cannot change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BookId(pub Uuid);

/// A person who works with the book: volunteer, officer, … One member may use several devices.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MemberId(pub Uuid);

/// The name of a delta, and of whatever that delta spoke of first.
///
/// Ordered by incarnation, then counter; the order means nothing but "the same everywhere".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeltaId {
    /// The device life that wrote it.
    pub incarnation: Incarnation,
    /// Its place in that life, from 1.
    pub counter: Counter,
}

impl DeltaId {
    /// Names delta `counter` of `incarnation`.
    pub const fn new(incarnation: Incarnation, counter: Counter) -> Self {
        Self {
            incarnation,
            counter,
        }
    }
}

impl fmt::Display for DeltaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.incarnation.0.simple(), self.counter)
    }
}

impl fmt::Debug for DeltaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hex = self.incarnation.0.simple().to_string();
        write!(f, "{}…-{}", &hex[..6], self.counter)
    }
}

/// The text is not `<32 hex digits>-<counter from 1>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a delta")]
pub struct NotADeltaId;

impl FromStr for DeltaId {
    type Err = NotADeltaId;

    /// Reads what `Display` writes: `<incarnation as 32 hex digits>-<counter>`.
    fn from_str(text: &str) -> Result<Self, NotADeltaId> {
        let (hex, counter) = text.rsplit_once('-').ok_or(NotADeltaId)?;
        let incarnation = Uuid::try_parse(hex).map_err(|_| NotADeltaId)?;
        match counter.parse() {
            Ok(0) | Err(_) => Err(NotADeltaId),
            Ok(counter) => Ok(Self::new(Incarnation(incarnation), counter)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_being_written_and_read() {
        let id = DeltaId::new(Incarnation(Uuid::from_u128(0x1234)), 417);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in ["", "-", "12", "xyz-1", "00000000000000000000000000000001-0"] {
            assert_eq!(text.parse::<DeltaId>(), Err(NotADeltaId), "{text}");
        }
    }
}
