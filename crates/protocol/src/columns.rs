//! Many deltas as columns: the same field of deltas of the same shape stands together, references are
//! two small numbers, neighbours differ little, and zstd finds the rest.
//!
//! It is a lossless transposition of canonical records: `unpack(pack(rows)) == rows`, so hashes are of
//! the authored bytes, never of something re-serialised. It does not need to know any kind.
//! The format is written down in `docs/protocol/model.md`.

mod read;
mod write;

use tungnha_core::DeltaId;
use tungnha_core::record::{Record, RecordError};

pub use read::unpack;
pub use write::pack;

/// A delta's name and what it says.
pub type Row = (DeltaId, Record);

/// Why bytes are not a block of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// zstd could not unpack it, or it is larger than allowed.
    #[error("the block does not unpack within its bounds")]
    Unpack,
    /// A primitive inside is not well formed.
    #[error(transparent)]
    Primitive(#[from] RecordError),
    /// A number points outside a table, or a count is beyond its limit.
    #[error("the block contradicts itself")]
    Inconsistent,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tungnha_core::Incarnation;
    use tungnha_core::record::Value;
    use uuid::Uuid;

    fn id() -> impl Strategy<Value = DeltaId> {
        (0u128..5, 1u32..u32::MAX)
            .prop_map(|(n, c)| DeltaId::new(Incarnation(Uuid::from_u128(n)), c))
    }

    fn row() -> impl Strategy<Value = Row> {
        let value = prop_oneof![
            any::<i64>().prop_map(Value::Int),
            (0i64..10).prop_map(Value::Int),
            "\\PC{0,12}".prop_map(Value::Text),
            id().prop_map(Value::Id),
            prop::collection::vec(id(), 0..4).prop_map(Value::Ids),
        ];
        let fields = prop::collection::btree_map(1u8..6, value, 0..5);
        (id(), 0u16..4, fields).prop_map(|(id, kind, fields)| {
            let fields = fields.into_iter().collect();
            (id, Record { kind, fields })
        })
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(rows in prop::collection::vec(row(), 0..60)) {
            prop_assert_eq!(unpack(&pack(&rows), 100).expect("own block"), rows);
        }

        #[test]
        fn garbage_is_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack(&bytes, 100);
            let _ = read::read_columns(&bytes, 100);
        }
    }

    #[test]
    fn more_rows_than_allowed_are_refused() {
        let one = |c| (DeltaId::new(Incarnation(Uuid::nil()), c), Record::default());
        let rows: Vec<Row> = (1..=11).map(one).collect();
        assert_eq!(unpack(&pack(&rows), 10), Err(ColumnsError::Inconsistent));
    }
}
