//! What officers ask about what is held, and decide, against the documents' bytes.

use super::messages::{counting, message};
use tungnha_core::record::{Record, Value};
use tungnha_protocol::exchange::{Refusal, RefusalCode};
use tungnha_protocol::held::{
    HeldBecame, HeldCount, HeldDecision, HeldDelta, HeldOutcome, HeldPage, HeldPlace, HeldUnable,
    HeldWord,
};
use tungnha_protocol::wire::{Bytes16, WireId, decode, encode};
use tungnha_protocol::{HeldAnswer, HeldRequest, Signature, SignedHeldRequest, SigningKey};

fn of_author(counter: u32) -> WireId {
    WireId {
        incarnation: Bytes16(counting(0xF0)),
        counter,
    }
}

fn of_server(counter: u32) -> WireId {
    WireId {
        incarnation: Bytes16(counting(0)),
        counter,
    }
}

fn request(decision: Option<HeldDecision>, limit: u16) -> HeldRequest {
    HeldRequest {
        version: 1,
        incarnation: Bytes16(counting(0)),
        decision,
        reason: None,
        after: None,
        limit,
    }
}

#[test]
fn what_officers_ask_of_the_inbox_has_the_documents_bytes() {
    let asked = HeldRequest {
        reason: Some(3),
        after: Some(HeldPlace {
            received_at: 1_733_000_000,
            delta: of_author(7),
        }),
        ..request(None, 50)
    };
    let decided = HeldDecision {
        deltas: vec![of_author(7), of_author(8)],
        word: HeldWord::Reject {
            words: "không đúng hộ".into(),
        },
    };
    let reassigned = HeldDecision {
        deltas: vec![of_author(7)],
        word: HeldWord::Reassign {
            to: Some(of_server(9)),
        },
    };
    let key = SigningKey::from_seed(&[7; 32]);
    let bytes = SignedHeldRequest::sign(&asked, &key).to_bytes();
    let signature = Signature(bytes[..64].try_into().expect("64 bytes"));
    let said = message("held signed");
    assert!(key.public().verify(&said, &signature).is_ok());
    for (name, request) in [
        ("held asked", asked),
        ("held decided", request(Some(decided), 200)),
        ("held said again", request(Some(reassigned), 1)),
    ] {
        assert_eq!(encode(&request), message(name), "{name}");
        assert_eq!(decode(&message(name)), Ok(request), "{name}");
    }
}

#[test]
fn what_the_inbox_answers_has_the_documents_bytes() {
    let visit = Record {
        kind: 10,
        fields: vec![(1, Value::Int(5))],
    };
    let whole = HeldDelta {
        delta: of_author(7),
        reason: 3,
        received_at: 1_733_000_000,
        member: Bytes16(counting(48)),
        name: "Trần Văn Bình".into(),
        organisation: Some("Đoàn xã".into()),
        role: 1,
        device_name: "điện thoại của Bình".into(),
        record: Some(visit.to_bytes().into()),
    };
    let long = HeldDelta {
        delta: of_author(8),
        reason: 1,
        name: String::new(),
        organisation: None,
        device_name: String::new(),
        record: None,
        ..whole.clone()
    };
    let unable = |why, on| HeldBecame::Unable { why, on };
    let became = [
        HeldBecame::Admitted,
        HeldBecame::Rejected,
        HeldBecame::Reassigned(of_server(9)),
        HeldBecame::Held(2),
        unable(HeldUnable::LeansOnHeld, Some(of_author(1))),
        unable(HeldUnable::OutOfScope, None),
    ];
    let outcome = |(counter, became): (u32, &HeldBecame)| HeldOutcome {
        delta: of_author(counter),
        became: *became,
    };
    let answer = HeldAnswer::Page(HeldPage {
        items: vec![whole, long],
        counts: [(1, 1), (3, 400)]
            .map(|(reason, deltas)| HeldCount { reason, deltas })
            .to_vec(),
        next: Some(HeldPlace {
            received_at: 1_733_000_000,
            delta: of_author(8),
        }),
        decided: (1..=6).rev().zip(&became).map(outcome).collect(),
    });
    let refused = HeldAnswer::Refused(Refusal {
        code: RefusalCode::NotAllowed,
        detail: "not this member's to decide".into(),
    });
    for (name, answer) in [("held answered", answer), ("held refused", refused)] {
        assert_eq!(encode(&answer), message(name), "{name}");
        assert_eq!(decode(&message(name)), Ok(answer), "{name}");
    }
}
