//! The CBOR messages against the documents' bytes, and what is signed of them.

use super::{bytes, vectors};
use minicbor::bytes::ByteVec;
use tungnha_core::words::Role;
use tungnha_core::{Admission, BookId, HeldReason, Incarnation, Instant, MemberId};
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::enrol::{EnrolAnswer, EnrolReply, EnrolRequest, Grant, SignedGrant};
use tungnha_protocol::exchange::{
    Chain, Cursor, Exchange, Frame, Head, Refusal, RefusalCode, SignedExchange,
};
use tungnha_protocol::page::{Member, Page};
use tungnha_protocol::wire::{Bytes16, WireId, decode, encode};
use tungnha_protocol::{PublicKey, Signature, SignedAdmission, SigningKey};
use uuid::Uuid;

pub(super) fn counting<const N: usize>(from: u8) -> [u8; N] {
    std::array::from_fn(|at| from.wrapping_add(at as u8))
}

pub(super) fn message(name: &str) -> Vec<u8> {
    bytes(&vectors()["messages"], name)
}

fn unsigned(bytes: Vec<u8>) -> (Vec<u8>, Signature) {
    (bytes, Signature([0; 64]))
}

pub(super) fn admission() -> Admission {
    Admission {
        book: BookId(Uuid::from_bytes(counting(32))),
        incarnation: Incarnation(Uuid::from_bytes(counting(0))),
        first: 5,
        last: 404,
        received_at: Instant(1_733_000_100),
        member: MemberId(Uuid::from_bytes(counting(48))),
        role: Role::Volunteer,
        held: vec![(7, HeldReason::OutOfScope), (404, HeldReason::UnknownKind)],
    }
}

pub(super) fn grant() -> Grant {
    let hamlet = |counter| WireId {
        incarnation: Bytes16(counting(0xF0)),
        counter,
    };
    Grant {
        book: Bytes16(counting(32)),
        book_name: "xã Cẩm Tân".into(),
        member: Bytes16(counting(48)),
        name: "Nguyễn Thị Mai".into(),
        organisation: None,
        role: 1,
        hamlets: Some(vec![hamlet(1), hamlet(300)]),
        issued_at: 1_733_000_000,
        expires_at: 1_734_209_600,
        revoked: false,
        incarnation: None,
        device_key: None,
        sealing_key: None,
        not_accepted: None,
    }
}

pub(super) fn cursor() -> Cursor {
    Cursor {
        epoch: 1,
        seq: 70_000,
        chain: Chain(counting(0)),
    }
}

#[test]
fn what_the_server_signs_has_the_documents_bytes() {
    let key = SigningKey::from_seed(&[7; 32]);
    let receipt = SignedAdmission::sign(&admission(), &key);
    assert_eq!(receipt.bytes, message("admission"));
    assert!(
        key.public()
            .verify(&message("admission signed"), &receipt.signature)
            .is_ok()
    );
    assert_eq!(receipt.admission(), Ok(admission()));

    let signed = SignedGrant::sign(&grant(), &key);
    assert_eq!(signed.bytes, message("grant"));
    assert!(
        key.public()
            .verify(&message("grant signed"), &signed.signature)
            .is_ok()
    );
    assert_eq!(signed.grant(), Ok(grant()));
}

#[test]
fn what_a_device_signs_has_the_documents_bytes() {
    let key = SigningKey::from_seed(&[7; 32]);
    let exchange = Exchange {
        version: 1,
        incarnation: Bytes16(counting(0)),
        cursor: cursor(),
        batches: vec![ByteVec::from(b"batch".to_vec())],
        clock: 1_733_000_050,
        want: 4 << 20,
        grant_issued_at: 1_733_000_000,
        decided_through: None,
        reissued_from: None,
        receipts: None,
        grant: None,
        check: None,
        addresses_issued_at: None,
        reply_key: None,
        written: None,
    };
    let signed = SignedExchange::sign(&exchange, &key);
    assert_eq!(signed.bytes, message("exchange"));
    assert!(
        key.public()
            .verify(&message("exchange signed"), &signed.signature)
            .is_ok()
    );
    let travels = [signed.signature.0.as_slice(), &message("exchange")].concat();
    assert_eq!(signed.to_bytes(), travels);
}

#[test]
fn frames_have_the_documents_bytes() {
    let (receipt, signature) = unsigned(message("admission"));
    let head = Head {
        clock: 1_733_000_101,
        receipts: vec![SignedAdmission {
            bytes: receipt,
            signature,
        }],
        backed_up_through: 0,
        grant: None,
        restart: false,
        highest: 404,
        forked: None,
        decided: None,
        addresses: None,
        reads_wait: None,
        awaits_acceptance: None,
    };
    let page = Page {
        deltas: b"block".to_vec(),
        admissions: vec![WireAdmission::from(&admission())],
        members: vec![Member {
            id: Bytes16(counting(48)),
            name: "Trần Văn Bình".into(),
            organisation: Some("Đoàn xã".into()),
        }],
        cursor: cursor(),
    };
    let end = Frame::End {
        more: true,
        cursor: cursor(),
        checked: None,
    };
    let refused = Frame::Refused(Refusal {
        code: RefusalCode::Fork,
        detail: "a batch contradicts what is known".into(),
    });
    for (name, frame) in [
        ("frame head", Frame::Head(head)),
        ("frame page", Frame::Page(page)),
        ("frame end", end),
        ("frame refused", refused),
    ] {
        assert_eq!(encode(&frame), message(name), "{name}");
        assert_eq!(Frame::from_body(&message(name)), Ok(frame), "{name}");
    }
}

#[test]
fn an_absent_value_at_the_end_may_be_left_out() {
    let nobody = Member {
        id: Bytes16(counting(48)),
        name: "Mai".into(),
        organisation: None,
    };
    let left_out = [b"\x82\x50".as_slice(), &counting::<16>(48), b"\x63Mai"].concat();
    let as_null = [b"\x83\x50".as_slice(), &counting::<16>(48), b"\x63Mai\xf6"].concat();
    assert_eq!(decode::<Member>(&left_out), Ok(nobody.clone()));
    assert_eq!(decode::<Member>(&as_null), Ok(nobody.clone()));
    assert_eq!(encode(&nobody), left_out);
}

#[test]
fn enrolment_has_the_documents_bytes() {
    let request = EnrolRequest {
        version: 1,
        code: "ABCDE-FGHJK-LMNPQ-RSTUV".into(),
        key: PublicKey(counting(128)),
        incarnation: Bytes16(counting(0)),
        device_name: "điện thoại".into(),
    };
    assert_eq!(encode(&request), message("enrolment"));
    let (bytes, signature) = unsigned(message("grant"));
    let answer = EnrolAnswer::Enrolled(EnrolReply {
        grant: SignedGrant { bytes, signature },
        recovery_key: counting(128),
        clock: 1_733_000_000,
    });
    assert_eq!(encode(&answer), message("enrolment answered"));
    assert_eq!(decode(&message("enrolment answered")), Ok(answer));
}
