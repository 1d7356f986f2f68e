//! Our code against `docs/protocol/vectors.json`, which `scripts/conformance.py` writes from the documents alone.

#[path = "conformance/held.rs"]
mod held;
#[path = "conformance/kinds.rs"]
mod kinds;
#[path = "conformance/later.rs"]
mod later;
#[path = "conformance/messages.rs"]
mod messages;
#[path = "conformance/people.rs"]
mod people;

use serde_json::Value as Json;
use tungnha_core::record::{Record, RecordError, Value};
use tungnha_core::{BookId, DeltaId, Incarnation};
use tungnha_protocol::columns::{self, ColumnsError, Row};
use tungnha_protocol::{Batch, SignedBatch, SigningKey, hash};
use uuid::Uuid;

/// Rows that the bad blocks are read with.
const MAX_ROWS: usize = 100;

/// The vectors.
fn vectors() -> Json {
    serde_json::from_str(include_str!("../../../docs/protocol/vectors.json")).expect("JSON")
}

/// The list under `key`.
fn list(json: &Json, key: &str) -> Vec<Json> {
    json[key].as_array().expect(key).clone()
}

/// The text under `key`.
fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json[key].as_str().expect(key)
}

/// The bytes under `key`, or the text itself where `key` is empty.
fn bytes(json: &Json, key: &str) -> Vec<u8> {
    let hex = if key.is_empty() {
        json.as_str().expect("hex")
    } else {
        text(json, key)
    };
    (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex"))
        .collect()
}

fn array<const N: usize>(json: &Json, key: &str) -> [u8; N] {
    bytes(json, key).try_into().expect("length")
}

fn number(json: &Json, key: &str) -> u32 {
    u32::try_from(json[key].as_u64().expect(key)).expect("32 bits")
}

fn delta_id(json: &Json) -> DeltaId {
    let incarnation = Incarnation(Uuid::from_bytes(array(json, "incarnation")));
    DeltaId::new(incarnation, number(json, "counter"))
}

fn value(field: &Json) -> Value {
    let it = &field["value"];
    match text(field, "type") {
        "int" => Value::Int(it.as_str().expect("a number").parse().expect("64 bits")),
        "text" => Value::Text(it.as_str().expect("a text").to_owned()),
        "id" => Value::Id(delta_id(it)),
        "ids" => Value::Ids(it.as_array().expect("ids").iter().map(delta_id).collect()),
        other => panic!("{other}"),
    }
}

#[test]
fn records_have_the_documents_bytes() {
    for vector in list(&vectors(), "records") {
        let fields = list(&vector, "fields");
        let tag = |field: &Json| u8::try_from(number(field, "tag")).expect("a tag");
        let record = Record {
            kind: u16::try_from(number(&vector, "kind")).expect("a kind"),
            fields: fields.iter().map(|f| (tag(f), value(f))).collect(),
        };
        let name = text(&vector, "name");
        assert_eq!(record.to_bytes(), bytes(&vector, "bytes"), "{name}");
        assert_eq!(
            Record::from_bytes(&bytes(&vector, "bytes")),
            Ok(record),
            "{name}"
        );
    }
}

#[test]
fn every_way_to_be_no_record_is_refused_as_the_document_says() {
    for vector in list(&vectors(), "bad_records") {
        let expected = match text(&vector, "error") {
            "truncated" => RecordError::Truncated,
            "number" => RecordError::Number,
            "tag" => RecordError::Tag,
            "value" => RecordError::Value,
            other => panic!("{other}"),
        };
        let read = Record::from_bytes(&bytes(&vector, "bytes"));
        assert_eq!(read, Err(expected), "{}", text(&vector, "name"));
    }
}

/// The batch of the vectors.
fn batch(vector: &Json) -> Batch {
    Batch {
        book: BookId(Uuid::from_bytes(array(vector, "book"))),
        incarnation: Incarnation(Uuid::from_bytes(array(vector, "incarnation"))),
        first: number(vector, "first"),
        previous: array(vector, "previous"),
        seed: array(vector, "seed"),
        records: list(vector, "records")
            .iter()
            .map(|record| Record::from_bytes(&bytes(record, "")).expect("a record"))
            .collect(),
    }
}

#[test]
fn a_batch_is_hashed_and_signed_as_the_document_says() {
    let vector = &vectors()["batch"];
    let batch = batch(vector);
    let salts = list(vector, "salts");
    let leaves: Vec<hash::Hash> = list(vector, "leaves")
        .iter()
        .map(|leaf| array(leaf, ""))
        .collect();
    for (salt, counter) in salts.iter().zip(batch.first..) {
        assert_eq!(hash::salt(&batch.seed, counter), array(salt, ""));
    }
    assert_eq!(batch.leaves(), leaves);
    assert_eq!(hash::root(&leaves), array(vector, "root"));
    assert_eq!(
        hash::chain(&batch.previous, &leaves),
        array(vector, "chain")
    );
    let message = bytes(vector, "message");
    assert_eq!(batch.message(&leaves), message);

    let key = SigningKey::from_seed(&array(vector, "key_seed"));
    let rows = batch.rows();
    let signed = batch.sign(&key);
    assert!(key.public().verify(&message, &signed.signature).is_ok());
    let header = [bytes(vector, "header"), signed.signature.0.to_vec()].concat();
    let travels = signed.to_bytes();
    let (ours, block) = travels.split_at(header.len());
    assert_eq!(ours, header);
    assert_eq!(unpacked(block), bytes(vector, "columns"));
    assert_eq!(unpacked(&columns::pack(&rows)), bytes(vector, "columns"));
    assert_eq!(SignedBatch::from_bytes(&travels), Ok(signed));
}

/// A block with its compression taken off.
fn unpacked(block: &[u8]) -> Vec<u8> {
    zstd::bulk::decompress(block, 1 << 20).expect("a zstd frame")
}

/// Reads unpacked columns.
fn read(columns: &[u8]) -> Result<Vec<Row>, ColumnsError> {
    let block = zstd::bulk::compress(columns, 1).expect("memory");
    columns::unpack(&block, MAX_ROWS)
}

#[test]
fn columns_are_read_and_refused_as_the_document_says() {
    let vectors = vectors();
    assert_eq!(
        read(&bytes(&vectors["batch"], "columns")),
        Ok(batch(&vectors["batch"]).rows())
    );
    for vector in list(&vectors, "columns") {
        let outcome = match read(&bytes(&vector, "block")) {
            Ok(_) => None,
            Err(ColumnsError::Inconsistent) => Some("inconsistent"),
            Err(ColumnsError::Primitive(_)) => Some("primitive"),
            Err(ColumnsError::Unpack) => Some("unpack"),
        };
        assert_eq!(
            outcome,
            vector["error"].as_str(),
            "{}",
            text(&vector, "name")
        );
    }
}
