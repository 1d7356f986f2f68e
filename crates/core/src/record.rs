//! A delta's bytes: a kind and tagged fields, readable without knowing what the kind means.
//!
//! This one form is what a device signs, what every store keeps verbatim and what a batch
//! transposes into columns. Because it is canonical (fields in rising order of their tags, shortest
//! integers), transposing and putting back gives the same bytes, so hashes are always of what the
//! author wrote. Because it is generic, a kind or a field that this program does not know survives
//! untouched and is folded after an upgrade (`brief.md` 2). `docs/protocol/model.md` has the grammar.

use crate::id::{DeltaId, Incarnation};
use uuid::Uuid;

/// One value of a field. The order of the variants is the code that stands in the bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// A whole number; codes of words, years, flags, days and seconds are numbers.
    Int(i64),
    /// UTF-8 text, NFC by convention of the authors.
    Text(String),
    /// The name of a delta.
    Id(DeltaId),
    /// Names of deltas, in the author's order.
    Ids(Vec<DeltaId>),
}

/// A field's number within its kind, 1 to 63. Never reused for another meaning.
pub type Tag = u8;

/// The kind's number and its fields in rising order of tags, each at most once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Record {
    /// What the delta says; see [`crate::body`].
    pub kind: u16,
    /// Fields in strictly rising order of their tags. An absent value has no field.
    pub fields: Vec<(Tag, Value)>,
}

/// What a `Record` may hold at most, so that nothing from outside can exhaust memory.
pub const MAX_TEXT_BYTES: usize = 4096;
/// At most so many names in one `Ids` field: a review of a whole screen of claims.
pub const MAX_IDS: usize = 2000;
/// Tags are below this.
pub const MAX_TAG: Tag = 64;

/// The bytes are not a canonical record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// They end in the middle of a value.
    #[error("the record ends early")]
    Truncated,
    /// A number has more bytes than it needs, or more than 64 bits.
    #[error("a number is not in its shortest form")]
    Number,
    /// Tags do not rise, or are out of range.
    #[error("a field's tag is out of order")]
    Tag,
    /// Text is not UTF-8 or too long, or there are too many ids.
    #[error("a field's value is out of bounds")]
    Value,
}

impl Record {
    /// The value of `tag`, if the record has it.
    pub fn get(&self, tag: Tag) -> Option<&Value> {
        self.fields
            .iter()
            .find(|(t, _)| *t == tag)
            .map(|(_, value)| value)
    }

    /// Whether every value is within the format's bounds, so that whoever reads the bytes accepts them.
    pub fn is_bounded(&self) -> bool {
        self.fields
            .iter()
            .all(|(tag, value)| *tag < MAX_TAG && type_code(value).1)
    }

    /// The canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(48);
        put_uint(&mut out, u64::from(self.kind));
        for (tag, value) in &self.fields {
            let (code, _) = type_code(value);
            out.push(tag << 2 | code);
            match value {
                Value::Int(n) => put_uint(&mut out, zigzag(*n)),
                Value::Text(text) => {
                    put_uint(&mut out, text.len() as u64);
                    out.extend_from_slice(text.as_bytes());
                }
                Value::Id(id) => put_id(&mut out, id),
                Value::Ids(ids) => {
                    put_uint(&mut out, ids.len() as u64);
                    ids.iter().for_each(|id| put_id(&mut out, id));
                }
            }
        }
        out
    }

    /// Reads canonical bytes; anything else is an error, never a panic.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RecordError> {
        let mut input = Reader(bytes);
        let kind = u16::try_from(input.uint()?).map_err(|_| RecordError::Number)?;
        let mut fields: Vec<(Tag, Value)> = Vec::new();
        while !input.0.is_empty() {
            let head = input.byte()?;
            let tag = head >> 2;
            if tag == 0 || fields.last().is_some_and(|(last, _)| *last >= tag) {
                return Err(RecordError::Tag);
            }
            let value = match head & 3 {
                0 => Value::Int(unzigzag(input.uint()?)),
                1 => Value::Text(input.text()?),
                2 => Value::Id(input.id()?),
                _ => {
                    let count = input.len(MAX_IDS)?;
                    let ids = (0..count).map(|_| input.id()).collect::<Result<_, _>>()?;
                    Value::Ids(ids)
                }
            };
            fields.push((tag, value));
        }
        Ok(Self { kind, fields })
    }
}

/// (code in the bytes, whether the value is in bounds)
pub fn type_code(value: &Value) -> (u8, bool) {
    match value {
        Value::Int(_) => (0, true),
        Value::Text(text) => (1, text.len() <= MAX_TEXT_BYTES),
        Value::Id(_) => (2, true),
        Value::Ids(ids) => (3, ids.len() <= MAX_IDS),
    }
}

/// Maps small negative and positive numbers to small unsigned ones.
pub const fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)) as u64
}

/// The inverse of [`zigzag`].
pub const fn unzigzag(n: u64) -> i64 {
    ((n >> 1) as i64) ^ -((n & 1) as i64)
}

/// Appends a number in seven-bit groups, low group first.
pub fn put_uint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn put_id(out: &mut Vec<u8>, id: &DeltaId) {
    out.extend_from_slice(id.incarnation.0.as_bytes());
    put_uint(out, u64::from(id.counter));
}

/// Reads the primitives of the format from a slice, front to back.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next `n` bytes.
    pub fn take(&mut self, n: usize) -> Result<&'a [u8], RecordError> {
        let (head, rest) = self.0.split_at_checked(n).ok_or(RecordError::Truncated)?;
        self.0 = rest;
        Ok(head)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, RecordError> {
        self.take(1).map(|b| b[0])
    }

    /// A number as [`put_uint`] writes it; longer forms of the same number are refused.
    pub fn uint(&mut self) -> Result<u64, RecordError> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let group = u64::from(byte & 0x7f);
            if shift == 63 && group > 1 {
                return Err(RecordError::Number);
            }
            n |= group << shift;
            if byte & 0x80 == 0 {
                let shortest = byte != 0 || shift == 0;
                return shortest.then_some(n).ok_or(RecordError::Number);
            }
        }
        Err(RecordError::Number)
    }

    /// A length of at most `max`.
    pub fn len(&mut self, max: usize) -> Result<usize, RecordError> {
        usize::try_from(self.uint()?)
            .ok()
            .filter(|n| *n <= max)
            .ok_or(RecordError::Value)
    }

    /// Length and UTF-8 bytes.
    pub fn text(&mut self) -> Result<String, RecordError> {
        let length = self.len(MAX_TEXT_BYTES)?;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|_| RecordError::Value)
    }

    /// A whole id: sixteen bytes and a counter from 1.
    pub fn id(&mut self) -> Result<DeltaId, RecordError> {
        let bytes = self.take(16)?;
        let uuid = Uuid::from_slice(bytes).map_err(|_| RecordError::Value)?;
        let counter = u32::try_from(self.uint()?).map_err(|_| RecordError::Number)?;
        if counter == 0 {
            return Err(RecordError::Value);
        }
        Ok(DeltaId::new(Incarnation(uuid), counter))
    }
}

#[cfg(test)]
pub mod strategies {
    //! Arbitrary records for property tests here and in the protocol.
    use super::*;
    use proptest::prelude::*;

    pub fn id() -> impl Strategy<Value = DeltaId> {
        (0u128..4, 1u32..50).prop_map(|(n, c)| DeltaId::new(Incarnation(Uuid::from_u128(n)), c))
    }

    pub fn record() -> impl Strategy<Value = Record> {
        let value = prop_oneof![
            any::<i64>().prop_map(Value::Int),
            ".{0,12}".prop_map(Value::Text),
            id().prop_map(Value::Id),
            prop::collection::vec(id(), 0..4).prop_map(Value::Ids),
        ];
        (0u16..30, prop::collection::btree_map(1u8..64, value, 0..6)).prop_map(|(kind, fields)| {
            Record {
                kind,
                fields: fields.into_iter().collect(),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_record_goes_there_and_back(record in strategies::record()) {
            prop_assert_eq!(Record::from_bytes(&record.to_bytes()), Ok(record));
        }

        #[test]
        fn only_one_spelling_is_accepted(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(record) = Record::from_bytes(&bytes) {
                prop_assert_eq!(record.to_bytes(), bytes);
            }
        }
    }

    #[test]
    fn a_number_in_a_longer_form_is_refused() {
        assert_eq!(Record::from_bytes(&[0x81, 0x00]), Err(RecordError::Number));
    }
}
