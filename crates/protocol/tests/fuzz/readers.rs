//! Every reader of bytes from outside: how it is fed, and what must hold of what it accepts.

use super::corpus;
use super::mutate::Mutator;
use tungnha_core::body::{Body, Visit};
use tungnha_core::record::Record;
use tungnha_core::words::Outcome;
use tungnha_core::{BookId, Delta, DeltaId, Incarnation, Instant};
use tungnha_protocol::columns;
use tungnha_protocol::courier::{self, OpeningKey};
use tungnha_protocol::held::{HeldDecision, MAX_HELD_DECIDED, MAX_HELD_PAGE};
use tungnha_protocol::limits::MAX_PAGE_DELTAS;
use tungnha_protocol::picture::MAX_PART_BYTES;
use tungnha_protocol::wire::{decode, encode};
use tungnha_protocol::{
    AcceptAnswer, AcceptRequest, AddressLink, Batch, EnrolLink, EnrolRequest, Exchange, Frame,
    Grant, HeldAnswer, HeldRequest, PeopleAnswer, PeopleRequest, PictureAnswer, PictureRequest,
    Request, SignedBatch, SignedExchange, SignedRequest, SigningKey,
};
use uuid::Uuid;

/// A kind of answer, so that new ones can be told from old; or what is wrong with the reader.
type Answer = Result<String, String>;
type Corpus = [(String, Vec<u8>)];

pub struct Reader {
    pub name: &'static str,
    pub read: fn(&[u8]) -> Answer,
    pub mutate: fn(&mut Mutator, &Corpus) -> Vec<u8>,
}

pub const READERS: &[Reader] = &[
    plain("record", record),
    plain("batch", batch),
    plain("batch_unpacked", batch_unpacked),
    plain("exchange", exchange),
    plain("frame", frame),
    plain("page_unpacked", page_unpacked),
    plain("parcel", parcel),
    plain("reply", reply),
    plain("enrolment", enrolment),
    plain("devices", devices),
    plain("devices_answer", devices_answer),
    plain("held", held),
    plain("held_answer", held_answer),
    plain("people", people),
    plain("people_answer", people_answer),
    plain("picture", picture),
    plain("picture_answer", picture_answer),
    plain("enrol_link", enrol_link),
    plain("address_link", address_link),
    plain("grant", grant),
];

const fn plain(name: &'static str, read: fn(&[u8]) -> Answer) -> Reader {
    Reader {
        name,
        read,
        mutate: |mutator, corpus| {
            let bytes = mutator.pick(corpus).to_vec();
            let other = mutator.pick(corpus).to_vec();
            mutator.change(bytes, &other)
        },
    }
}

fn refused(error: impl std::fmt::Display) -> Answer {
    Ok(error.to_string())
}

fn same<T: PartialEq + std::fmt::Debug>(once: &T, again: &T, class: &str) -> Answer {
    if once == again {
        Ok(class.to_owned())
    } else {
        Err("what was accepted reads differently when it is written back".to_owned())
    }
}

fn record(bytes: &[u8]) -> Answer {
    let record = match Record::from_bytes(bytes) {
        Ok(record) => record,
        Err(error) => return refused(error),
    };
    // Canonical: what is accepted is what would be written.
    if record.to_bytes() != bytes {
        return Err("two forms of one record".to_owned());
    }
    let id = DeltaId::new(Incarnation(Uuid::nil()), 1);
    let kept = Delta::keeping(id, &record);
    let _ = (kept.registers(), kept.leans_on(), kept.says());
    match Delta::from_record(id, &record) {
        Ok(delta) => {
            let again = Delta::from_record(id, &delta.to_record());
            same(&Ok(delta.clone()), &again, delta.body.name())
        }
        Err(error) => refused(error),
    }
}

fn batch(bytes: &[u8]) -> Answer {
    match SignedBatch::from_bytes(bytes) {
        Ok(batch) => {
            let leaves = batch.batch.leaves();
            let _ = (batch.hash(&leaves), batch.verify(&key().public()).is_ok());
            let again = SignedBatch::from_bytes(&batch.to_bytes());
            same(&again, &Ok(batch), "a batch")
        }
        Err(error) => refused(error),
    }
}

fn repacked(header: &[u8], columns: &[u8]) -> Vec<u8> {
    let block = zstd::bulk::compress(columns, 1).expect("memory");
    [header, &block].concat()
}

/// The columns of a batch behind a sound header and a sound frame of zstd.
fn batch_unpacked(columns: &[u8]) -> Answer {
    batch(&repacked(&signed_batch(3).to_bytes()[..HEADER], columns))
}

const HEADER: usize = 1 + 16 + 16 + 4 + 32 + 16 + 64;

fn page_unpacked(columns: &[u8]) -> Answer {
    match columns::unpack(&repacked(&[], columns), MAX_PAGE_DELTAS) {
        Ok(rows) => {
            let again = columns::unpack(&columns::pack(&rows), MAX_PAGE_DELTAS);
            same(&again, &Ok(rows), "rows")
        }
        Err(error) => refused(error),
    }
}

fn exchange(bytes: &[u8]) -> Answer {
    let signed = match SignedExchange::from_bytes(bytes) {
        Ok(signed) => signed,
        Err(error) => return refused(error),
    };
    let _ = signed.verify(&key().public()).is_ok();
    match signed.request() {
        Ok(exchange) => {
            for batch in &exchange.batches {
                let _ = SignedBatch::from_bytes(batch);
            }
            for receipt in exchange.receipts.iter().flatten() {
                let _ = receipt.admission();
            }
            let again = decode::<Exchange>(&encode(&exchange));
            same(&again, &Ok(exchange), "an exchange")
        }
        Err(error) => refused(error),
    }
}

fn frame(bytes: &[u8]) -> Answer {
    match Frame::from_body(bytes) {
        Ok(frame) => {
            if let Frame::Page(page) | Frame::Snapshot(page) = &frame {
                let _ = page.rows();
                for wire in &page.admissions {
                    let _ = tungnha_core::Admission::try_from(wire.clone());
                }
            }
            let again = Frame::from_body(&encode(&frame));
            same(&again, &Ok(frame), "a frame")
        }
        Err(error) => refused(error),
    }
}

/// What a parcel holds, mutated and sealed again; and mutated as a file, which must never open.
fn parcel(plain: &[u8]) -> Answer {
    let mut signed = plain.to_vec();
    signed.resize(signed.len().max(64), 0);
    let inner = SignedExchange::from_bytes(&signed).map_err(|e| e.to_string())?;
    let file = courier::parcel(&inner, opening().sealing(), [1; 32]).map_err(|e| e.to_string())?;
    match courier::open_parcel(&file, &opening()) {
        Ok(opened) if opened == signed => {}
        _ => return Err("a parcel does not open".to_owned()),
    }
    let at = signed.iter().map(|b| usize::from(*b)).sum::<usize>() % file.len();
    let mut changed = file;
    changed[at] ^= 0x10;
    if courier::open_parcel(&changed, &opening()).is_ok() {
        return Err("a changed parcel opens".to_owned());
    }
    let _ = courier::open_parcel(plain, &opening());
    exchange(&signed)
}

/// The frames of a reply, signed and sealed again as a dishonest server of ours might.
fn reply(said: &[u8]) -> Answer {
    let identity = key();
    let signature = identity.sign(&[b"tungnha-courier-reply-1".as_slice(), said].concat());
    let plain = [signature.0.as_slice(), said].concat();
    let sealed = SignedExchange::from_parts(said.to_vec(), signature);
    // A reply is sealed as a parcel is; only the prefix tells them apart.
    let file = courier::parcel(&sealed, opening().sealing(), [2; 32]).map_err(|e| e.to_string())?;
    let box_ = file.strip_prefix(b"tungnha-parcel-1").unwrap_or_default();
    let file = [b"tungnha-reply-1".as_slice(), box_].concat();
    debug_assert_eq!(sealed.to_bytes(), plain);
    match courier::open_reply(&file, &opening(), &identity.public()) {
        Ok(reply) => Ok(format!("{} frames", reply.frames.len().min(3))),
        Err(error) => refused(error),
    }
}

fn enrolment(bytes: &[u8]) -> Answer {
    match decode::<EnrolRequest>(bytes) {
        Ok(asked) => same(
            &decode(&encode(&asked)),
            &Ok::<_, tungnha_protocol::wire::BadMessage>(asked),
            "an enrolment",
        ),
        Err(error) => refused(error),
    }
}

fn grant(bytes: &[u8]) -> Answer {
    match decode::<Grant>(bytes) {
        Ok(grant) => same(
            &decode(&encode(&grant)),
            &Ok::<_, tungnha_protocol::wire::BadMessage>(grant),
            "a grant",
        ),
        Err(error) => refused(error),
    }
}

/// A request as a device that signs anything posts it.
fn request<T: Request + PartialEq + std::fmt::Debug>(bytes: &[u8]) -> Result<Option<T>, String> {
    let signature = key().sign(&[T::DOMAIN.as_bytes(), bytes].concat());
    let signed = SignedRequest::<T>::from_parts(bytes.to_vec(), signature);
    let signed = SignedRequest::<T>::from_bytes(&signed.to_bytes()).map_err(|e| e.to_string())?;
    if signed.verify(&key().public()).is_err() {
        return Err("a signature is lost on the way".to_owned());
    }
    let Ok(asked) = signed.request() else {
        return Ok(None);
    };
    let again = SignedRequest::sign(&asked, &key()).request();
    same(&again, &Ok(asked), "").map(|_| again.ok())
}

fn devices(bytes: &[u8]) -> Answer {
    Ok(match request::<AcceptRequest>(bytes)? {
        Some(asked) => format!("decides: {}", asked.decision.is_some()),
        None => "refused".to_owned(),
    })
}

fn people(bytes: &[u8]) -> Answer {
    Ok(match request::<PeopleRequest>(bytes)? {
        Some(asked) => format!("does: {:?}", asked.act.as_ref().map(std::mem::discriminant)),
        None => "refused".to_owned(),
    })
}

fn people_answer(bytes: &[u8]) -> Answer {
    match decode::<PeopleAnswer>(bytes) {
        Ok(answer) => same(&decode(&encode(&answer)), &Ok(answer), "an answer"),
        Err(error) => refused(error),
    }
}

fn held(bytes: &[u8]) -> Answer {
    match request::<HeldRequest>(bytes)? {
        Some(asked) if asked.limit == 0 || asked.limit > MAX_HELD_PAGE => {
            Err("a page beyond its bound".into())
        }
        Some(asked) => Ok(match asked.decision {
            Some(HeldDecision { deltas, .. }) if deltas.len() > MAX_HELD_DECIDED => {
                return Err("more decided at once than the bound".into());
            }
            Some(HeldDecision { word, .. }) => format!("{:?}", std::mem::discriminant(&word)),
            None => format!("looks after: {}", asked.after.is_some()),
        }),
        None => Ok("refused".to_owned()),
    }
}

fn held_answer(bytes: &[u8]) -> Answer {
    match decode::<HeldAnswer>(bytes) {
        Ok(answer) => {
            if let HeldAnswer::Page(page) = &answer {
                for held in &page.items {
                    if let Some(record) = &held.record {
                        let _ = Delta::from_bytes(held.delta.into(), record);
                    }
                }
            }
            same(&decode(&encode(&answer)), &Ok(answer), "an answer")
        }
        Err(error) => refused(error),
    }
}

fn picture(bytes: &[u8]) -> Answer {
    match request::<PictureRequest>(bytes)? {
        Some(asked) if asked.part.len() > MAX_PART_BYTES => Err("a part beyond its bound".into()),
        Some(asked) => Ok(format!("asks: {}", asked.part.is_empty())),
        None => Ok("refused".to_owned()),
    }
}

fn picture_answer(bytes: &[u8]) -> Answer {
    match decode::<PictureAnswer>(bytes) {
        Ok(answer) => same(&decode(&encode(&answer)), &Ok(answer), "an answer"),
        Err(error) => refused(error),
    }
}

fn devices_answer(bytes: &[u8]) -> Answer {
    match decode::<AcceptAnswer>(bytes) {
        Ok(answer) => same(&decode(&encode(&answer)), &Ok(answer), "an answer"),
        Err(error) => refused(error),
    }
}

fn enrol_link(bytes: &[u8]) -> Answer {
    match String::from_utf8_lossy(bytes).parse::<EnrolLink>() {
        Ok(link) => same(&link.to_string().parse().ok(), &Some(link), "a link"),
        Err(error) => refused(error),
    }
}

fn address_link(bytes: &[u8]) -> Answer {
    match String::from_utf8_lossy(bytes).parse::<AddressLink>() {
        Ok(link) => same(&link.to_string().parse().ok(), &Some(link), "a link"),
        Err(error) => refused(error),
    }
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

fn opening() -> OpeningKey {
    OpeningKey::from_bytes([9; 32])
}

fn signed_batch(deltas: u32) -> SignedBatch {
    let incarnation = Incarnation(Uuid::from_u128(2));
    let visit = |counter| Delta {
        id: DeltaId::new(incarnation, counter),
        stamped: Instant(1_733_000_000 + i64::from(counter)),
        supersedes: Vec::new(),
        on_behalf_of: None,
        body: Body::from(Visit {
            household: DeltaId::new(Incarnation(Uuid::from_u128(3)), counter),
            outcome: Outcome::Met,
            come_back_at: None,
            note: (counter % 2 == 0).then(|| "chó dữ".to_owned()),
        }),
    };
    Batch {
        book: BookId(Uuid::from_u128(1)),
        incarnation,
        first: 1,
        previous: [0; 32],
        seed: [3; 16],
        records: (1..=deltas).map(|c| visit(c).to_record()).collect(),
    }
    .sign(&key())
}

/// The documents' vectors and a few batches of our own.
pub fn write_corpus() {
    let text = include_str!("../../../../docs/protocol/vectors.json");
    let vectors: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let hex = |text: &str| -> Vec<u8> {
        let byte = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hex");
        (0..text.len()).step_by(2).map(byte).collect()
    };
    let put = |reader: &str, name: &str, bytes: &[u8]| {
        let file = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        corpus::put(reader, &file, bytes);
    };
    for kind in vectors["kinds"].as_array().expect("kinds") {
        let name = kind["name"].as_str().expect("a name");
        for form in ["full", "least"] {
            put(
                "record",
                &format!("{name} {form}"),
                &hex(kind[form].as_str().expect("hex")),
            );
        }
    }
    for (name, message) in vectors["messages"].as_object().expect("messages") {
        let bytes = hex(message.as_str().expect("hex"));
        let reader = match name.as_str() {
            name if name.ends_with("signed") => continue,
            name if name.starts_with("frame") => "frame",
            name if name.starts_with("grant") => "grant",
            name if name.starts_with("exchange") => "exchange",
            "enrolment" => "enrolment",
            "devices asked" | "devices decided" => "devices",
            name if name.starts_with("devices") => "devices_answer",
            "held asked" | "held decided" | "held said again" => "held",
            name if name.starts_with("held") => "held_answer",
            "people answered" | "people refused" => "people_answer",
            name if name.starts_with("people") => "people",
            "picture part" => "picture",
            name if name.starts_with("picture") => "picture_answer",
            _ => continue,
        };
        let bytes = if reader == "exchange" {
            [[0; 64].as_slice(), &bytes].concat()
        } else {
            bytes
        };
        put(reader, name, &bytes);
        match reader {
            "exchange" => put("parcel", name, &bytes),
            "frame" => {
                let length = u32::try_from(bytes.len()).expect("short").to_be_bytes();
                put(
                    "reply",
                    name,
                    &[[0; 32].as_slice(), &length, &bytes].concat(),
                );
            }
            _ => {}
        }
    }
    let longest = PictureRequest {
        version: 1,
        incarnation: tungnha_protocol::wire::Bytes16([5; 16]),
        photo: DeltaId::new(Incarnation(Uuid::from_u128(2)), 1).into(),
        offset: 0,
        part: vec![0xA5; MAX_PART_BYTES].into(),
    };
    put("picture", "the longest part", &encode(&longest));
    let said = hex(vectors["courier"]["said"].as_str().expect("hex"));
    put("reply", "said", &said);
    for deltas in [1, 3, 40] {
        let batch = signed_batch(deltas).to_bytes();
        put("batch", &format!("visits {deltas}"), &batch);
        let columns = zstd::bulk::decompress(&batch[HEADER..], 1 << 20).expect("own block");
        put("batch_unpacked", &format!("visits {deltas}"), &columns);
        put("page_unpacked", &format!("visits {deltas}"), &columns);
    }
    let columns = hex(vectors["batch"]["columns"].as_str().expect("hex"));
    put("page_unpacked", "the document's", &columns);
    put("batch_unpacked", "the document's", &columns);
    put(
        "enrol_link",
        "two addresses",
        b"tungnha://enrol?at=127.0.0.1:8443&at=may-chu.local:8443&code=AB12-CD34&key=CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk",
    );
    put(
        "enrol_link",
        "from a chat",
        "Mời vào: “https://xa.vi.example/e#at=127.0.0.1:8443&amp;at=may-chu.local:8443&amp;code=AB12-CD34&amp;key=CQkJCQkJCQkJ\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk”, hạn 48 giờ".as_bytes(),
    );
    put(
        "enrol_link",
        "escaped",
        b"https://chat.vi.example/to?u=tungnha%3A%2F%2Fenrol%23at%3D127.0.0.1%3A8443%26code%3DAB12-CD34%26key%3DCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk",
    );
    let list = tungnha_protocol::Addresses {
        issued_at: 1_733_000_000,
        at: vec!["192.168.1.20:8443".into(), "may-chu.local:8443".into()],
    };
    let link = AddressLink(tungnha_protocol::SignedAddresses::sign(&list, &key()));
    put("address_link", "two addresses", link.to_string().as_bytes());
}
