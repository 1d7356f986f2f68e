//! Rows into columns.

use super::Row;
use std::collections::HashMap;
use tungnha_core::record::{Value, put_uint, type_code, zigzag};
use tungnha_core::{DeltaId, Incarnation};

/// Level 6 costs a phone a few milliseconds for an evening and is worth a tenth of the bytes.
const LEVEL: i32 = 6;

/// Packs rows in their order.
pub fn pack(rows: &[Row]) -> Vec<u8> {
    let mut table = Incarnations::default();
    let mut body = Vec::with_capacity(rows.len() * 12);
    put_ids(&mut body, &mut table, rows.iter().map(|(id, _)| *id));

    // Rows of one shape (kind, tags, types) share their columns.
    let mut shapes: Vec<Vec<u8>> = Vec::new();
    let mut number: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (at, (_, record)) in rows.iter().enumerate() {
        let mut shape = Vec::with_capacity(8);
        put_uint(&mut shape, u64::from(record.kind));
        put_uint(&mut shape, record.fields.len() as u64);
        shape.extend(
            record
                .fields
                .iter()
                .map(|(tag, v)| tag << 2 | type_code(v).0),
        );
        let n = *number.entry(shape).or_insert_with_key(|shape| {
            shapes.push(shape.clone());
            members.push(Vec::new());
            shapes.len() - 1
        });
        put_uint(&mut body, n as u64);
        members[n].push(at);
    }
    put_uint(&mut body, shapes.len() as u64);
    shapes
        .iter()
        .for_each(|shape| body.extend_from_slice(shape));
    for members in &members {
        let fields = members.first().map_or(0, |at| rows[*at].1.fields.len());
        for field in 0..fields {
            let column = members.iter().map(|at| &rows[*at].1.fields[field].1);
            put_column(&mut body, &mut table, column);
        }
    }

    let mut out = Vec::with_capacity(body.len() + 64);
    put_uint(&mut out, table.order.len() as u64);
    for incarnation in &table.order {
        out.extend_from_slice(incarnation.0.as_bytes());
    }
    put_uint(&mut out, rows.len() as u64);
    out.extend_from_slice(&body);
    // Compressing into memory fails only for want of it; the plain frame is then still valid zstd.
    zstd::bulk::compress(&out, LEVEL).unwrap_or_default()
}

#[derive(Default)]
struct Incarnations {
    order: Vec<Incarnation>,
    number: HashMap<Incarnation, u64>,
}

impl Incarnations {
    fn number(&mut self, incarnation: Incarnation) -> u64 {
        let next = self.order.len() as u64;
        *self.number.entry(incarnation).or_insert_with(|| {
            self.order.push(incarnation);
            next
        })
    }
}

/// The table numbers of all ids, then how far each counter is from the one before.
fn put_ids(
    out: &mut Vec<u8>,
    table: &mut Incarnations,
    ids: impl Iterator<Item = DeltaId> + Clone,
) {
    for id in ids.clone() {
        put_uint(out, table.number(id.incarnation));
    }
    let mut last = 0;
    for id in ids {
        put_uint(out, zigzag(i64::from(id.counter) - last));
        last = i64::from(id.counter);
    }
}

/// One column; all its values are of one type, since the shape says so.
fn put_column<'a>(
    out: &mut Vec<u8>,
    table: &mut Incarnations,
    column: impl Iterator<Item = &'a Value> + Clone,
) {
    let mut last = 0i64;
    let mut ids = Vec::new();
    let mut text = Vec::new();
    for value in column {
        match value {
            Value::Int(n) => {
                put_uint(out, zigzag(n.wrapping_sub(last)));
                last = *n;
            }
            Value::Text(t) => {
                put_uint(out, t.len() as u64);
                text.extend_from_slice(t.as_bytes());
            }
            Value::Id(id) => ids.push(*id),
            Value::Ids(several) => {
                put_uint(out, several.len() as u64);
                ids.extend_from_slice(several);
            }
        }
    }
    put_ids(out, table, ids.iter().copied());
    out.extend_from_slice(&text);
}
