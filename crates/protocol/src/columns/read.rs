//! Columns into rows; every count and index is checked, since the bytes came from outside.

use super::{ColumnsError, Row};
use crate::limits::MAX_UNPACKED_BYTES;
use tungnha_core::record::{MAX_IDS, MAX_TEXT_BYTES, Reader, Record, Tag, Value, unzigzag};
use tungnha_core::{DeltaId, Incarnation};
use uuid::Uuid;

/// Unpacks at most `max_rows` rows.
pub fn unpack(block: &[u8], max_rows: usize) -> Result<Vec<Row>, ColumnsError> {
    let bytes =
        zstd::bulk::decompress(block, MAX_UNPACKED_BYTES).map_err(|_| ColumnsError::Unpack)?;
    read_columns(&bytes, max_rows)
}

struct Shape {
    kind: u16,
    fields: Vec<(Tag, u8)>,
    members: Vec<usize>,
}

pub(super) fn read_columns(bytes: &[u8], max_rows: usize) -> Result<Vec<Row>, ColumnsError> {
    let mut input = Reader(bytes);
    let incarnations = input.len(max_rows.saturating_mul(4).max(16))?;
    let mut table = Vec::new();
    for _ in 0..incarnations {
        let uuid = Uuid::from_slice(input.take(16)?).map_err(|_| ColumnsError::Inconsistent)?;
        table.push(Incarnation(uuid));
    }
    let rows = input
        .len(max_rows)
        .map_err(|_| ColumnsError::Inconsistent)?;
    let ids = read_ids(&mut input, &table, rows)?;
    let mut shape_of = Vec::with_capacity(rows);
    for _ in 0..rows {
        shape_of.push(input.len(rows)?);
    }
    let mut shapes = read_shapes(&mut input, rows)?;
    for (at, shape) in shape_of.iter().enumerate() {
        let shape = shapes.get_mut(*shape).ok_or(ColumnsError::Inconsistent)?;
        shape.members.push(at);
    }
    let mut records: Vec<Record> = vec![Record::default(); rows];
    for shape in &shapes {
        for &at in &shape.members {
            if let Some(record) = records.get_mut(at) {
                record.kind = shape.kind;
                record.fields.reserve_exact(shape.fields.len());
            }
        }
        for &(tag, code) in &shape.fields {
            let column = read_column(&mut input, &table, code, shape.members.len())?;
            for (&at, value) in shape.members.iter().zip(column) {
                if let Some(record) = records.get_mut(at) {
                    record.fields.push((tag, value));
                }
            }
        }
    }
    if !input.0.is_empty() {
        return Err(ColumnsError::Inconsistent);
    }
    Ok(ids.into_iter().zip(records).collect())
}

fn read_shapes(input: &mut Reader<'_>, rows: usize) -> Result<Vec<Shape>, ColumnsError> {
    let count = input.len(rows)?;
    let mut shapes = Vec::with_capacity(count);
    for _ in 0..count {
        let kind = u16::try_from(input.uint()?).map_err(|_| ColumnsError::Inconsistent)?;
        let mut fields: Vec<(Tag, u8)> = Vec::new();
        for _ in 0..input.len(64)? {
            let head = input.byte()?;
            let (tag, code) = (head >> 2, head & 3);
            if tag == 0 || fields.last().is_some_and(|(last, _)| *last >= tag) {
                return Err(ColumnsError::Inconsistent);
            }
            fields.push((tag, code));
        }
        shapes.push(Shape {
            kind,
            fields,
            members: Vec::new(),
        });
    }
    Ok(shapes)
}

fn read_ids(
    input: &mut Reader<'_>,
    table: &[Incarnation],
    count: usize,
) -> Result<Vec<DeltaId>, ColumnsError> {
    let mut incarnations = Vec::with_capacity(count.min(input.0.len()));
    for _ in 0..count {
        let number = input.len(table.len())?;
        incarnations.push(*table.get(number).ok_or(ColumnsError::Inconsistent)?);
    }
    let mut last = 0i64;
    let mut ids = Vec::with_capacity(incarnations.len());
    for incarnation in incarnations {
        last = last
            .checked_add(unzigzag(input.uint()?))
            .ok_or(ColumnsError::Inconsistent)?;
        match u32::try_from(last) {
            Ok(counter) if counter > 0 => ids.push(DeltaId::new(incarnation, counter)),
            _ => return Err(ColumnsError::Inconsistent),
        }
    }
    Ok(ids)
}

fn read_column(
    input: &mut Reader<'_>,
    table: &[Incarnation],
    code: u8,
    rows: usize,
) -> Result<Vec<Value>, ColumnsError> {
    Ok(match code {
        0 => {
            let mut last = 0i64;
            (0..rows)
                .map(|_| {
                    last = last.wrapping_add(unzigzag(input.uint()?));
                    Ok(Value::Int(last))
                })
                .collect::<Result<_, ColumnsError>>()?
        }
        1 => {
            let lengths = read_lengths(input, rows, MAX_TEXT_BYTES)?;
            lengths
                .into_iter()
                .map(|length| {
                    let text = std::str::from_utf8(input.take(length)?)
                        .map_err(|_| ColumnsError::Inconsistent)?;
                    Ok(Value::Text(text.to_owned()))
                })
                .collect::<Result<_, ColumnsError>>()?
        }
        2 => read_ids(input, table, rows)?
            .into_iter()
            .map(Value::Id)
            .collect(),
        _ => {
            let lengths = read_lengths(input, rows, MAX_IDS)?;
            let total: usize = lengths.iter().sum();
            if total > input.0.len() {
                return Err(ColumnsError::Inconsistent);
            }
            let mut ids = read_ids(input, table, total)?.into_iter();
            lengths
                .into_iter()
                .map(|length| Value::Ids(ids.by_ref().take(length).collect()))
                .collect()
        }
    })
}

fn read_lengths(
    input: &mut Reader<'_>,
    rows: usize,
    max: usize,
) -> Result<Vec<usize>, ColumnsError> {
    (0..rows)
        .map(|_| input.len(max).map_err(ColumnsError::from))
        .collect()
}
