//! What came to the messages later, closing checks and couriers, against the documents' bytes.

use super::messages::{admission, counting, cursor, grant, message};
use super::{array, bytes, delta_id, list, text, vectors};
use minicbor::bytes::ByteVec;
use tungnha_core::record::{Record, Value};
use tungnha_protocol::acceptance::{AcceptDecision, WaitingDevice};
use tungnha_protocol::check::{self, HamletSum, Sum};
use tungnha_protocol::courier::{self, OpeningKey};
use tungnha_protocol::exchange::{Refusal, RefusalCode, SealingKey};
use tungnha_protocol::wire::{Bytes16, WireId, decode, encode};
use tungnha_protocol::{
    AcceptAnswer, AcceptRequest, AddressLink, Addresses, Check, Checked, Cursor, Decided, Exchange,
    Frame, Grant, Head, NotAccepted, Page, PictureAnswer, PictureRequest, PublicKey, Signature,
    SignedAcceptRequest, SignedAddresses, SignedAdmission, SignedGrant, SignedPictureRequest,
    SigningKey,
};

fn signature() -> Signature {
    Signature([0; 64])
}

fn hamlet(counter: u32) -> WireId {
    WireId {
        incarnation: Bytes16(counting(0xF0)),
        counter,
    }
}

fn receipt() -> SignedAdmission {
    SignedAdmission {
        bytes: message("admission"),
        signature: signature(),
    }
}

fn addresses() -> SignedAddresses {
    SignedAddresses {
        bytes: message("addresses"),
        signature: signature(),
    }
}

#[test]
fn a_grant_names_its_device() {
    let whole = Grant {
        incarnation: Some(Bytes16(counting(0))),
        device_key: Some(PublicKey(counting(128))),
        sealing_key: Some(SealingKey(counting(128))),
        ..grant()
    };
    assert_eq!(encode(&whole), message("grant whole"));
    assert_eq!(decode::<Grant>(&message("grant whole")), Ok(whole.clone()));
    let waiting = Grant {
        not_accepted: Some(NotAccepted::Waiting),
        ..whole
    };
    let name = "grant of a device that waits";
    assert_eq!(encode(&waiting), message(name));
    assert_eq!(decode::<Grant>(&message(name)), Ok(waiting));
}

#[test]
fn what_officers_say_of_devices_has_the_documents_bytes() {
    let mut request = AcceptRequest {
        version: 1,
        incarnation: Bytes16(counting(0)),
        decision: None,
    };
    assert_eq!(encode(&request), message("devices asked"));
    assert_eq!(decode(&message("devices asked")), Ok(request.clone()));
    request.decision = Some(AcceptDecision {
        device: Bytes16(counting(0xF0)),
        accept: true,
    });
    assert_eq!(encode(&request), message("devices decided"));
    let key = SigningKey::from_seed(&[7; 32]);
    let bytes = SignedAcceptRequest::sign(&request, &key).to_bytes();
    let signature = Signature(bytes[..64].try_into().expect("64 bytes"));
    let said = message("devices signed");
    assert!(key.public().verify(&said, &signature).is_ok());
    let answer = AcceptAnswer::Waiting(vec![WaitingDevice {
        device: Bytes16(counting(0xF0)),
        key: PublicKey(counting(128)),
        device_name: "điện thoại của Bình".into(),
        member: Bytes16(counting(48)),
        name: "Trần Văn Bình".into(),
        role: 1,
        enrolled_at: 1_733_000_000,
    }]);
    let refused = AcceptAnswer::Refused(Refusal {
        code: RefusalCode::NotAllowed,
        detail: "not this member's to decide".into(),
    });
    for (name, answer) in [("devices answered", answer), ("devices refused", refused)] {
        assert_eq!(encode(&answer), message(name), "{name}");
        assert_eq!(decode(&message(name)), Ok(answer), "{name}");
    }
}

#[test]
fn what_hands_in_pictures_has_the_documents_bytes() {
    let request = PictureRequest {
        version: 1,
        incarnation: Bytes16(counting(0)),
        photo: WireId {
            incarnation: Bytes16(counting(0xF0)),
            counter: 7,
        },
        offset: 49_152,
        part: vec![0xFF, 0xD8, 0xFF, 0xE0].into(),
    };
    assert_eq!(encode(&request), message("picture part"));
    assert_eq!(decode(&message("picture part")), Ok(request.clone()));
    let key = SigningKey::from_seed(&[7; 32]);
    let bytes = SignedPictureRequest::sign(&request, &key).to_bytes();
    let signature = Signature(bytes[..64].try_into().expect("64 bytes"));
    let said = message("picture signed");
    assert!(key.public().verify(&said, &signature).is_ok());
    let have = PictureAnswer::Have {
        bytes: 49_156,
        whole: false,
    };
    let refused = PictureAnswer::Refused(Refusal {
        code: RefusalCode::UnknownDevice,
        detail: "no such device".into(),
    });
    let unknown = PictureAnswer::Unknown;
    for (name, answer) in [
        ("picture have", have),
        ("picture unknown", unknown),
        ("picture refused", refused),
    ] {
        assert_eq!(encode(&answer), message(name), "{name}");
        assert_eq!(decode(&message(name)), Ok(answer), "{name}");
    }
}

#[test]
fn addresses_have_the_documents_bytes() {
    let key = SigningKey::from_seed(&[7; 32]);
    let list = Addresses {
        issued_at: 1_733_000_200,
        at: vec!["192.168.1.20:8443".into(), "may-chu.local:8443".into()],
    };
    let signed = SignedAddresses::sign(&list, &key);
    assert_eq!(signed.bytes, message("addresses"));
    let said = message("addresses signed");
    assert!(key.public().verify(&said, &signed.signature).is_ok());
    let link: AddressLink = AddressLink(signed.clone())
        .to_string()
        .parse()
        .expect("a link");
    assert_eq!(link.0, signed);
}

#[test]
fn exchanges_and_frames_have_the_documents_bytes() {
    for (name, check) in [
        ("root", Check::Root(15)),
        ("hamlets", Check::Hamlets(15)),
        ("snapshot", Check::Snapshot(vec![hamlet(1)])),
    ] {
        let exchange = Exchange {
            version: 1,
            incarnation: Bytes16(counting(0)),
            cursor: cursor(),
            batches: Vec::<ByteVec>::new(),
            clock: 1_733_000_050,
            want: 0,
            grant_issued_at: 1_733_000_000,
            decided_through: Some(17),
            reissued_from: Some(Bytes16(counting(0xF0))),
            receipts: Some(vec![receipt()]),
            grant: Some(SignedGrant {
                bytes: message("grant"),
                signature: signature(),
            }),
            check: Some(check),
            addresses_issued_at: Some(1_733_000_200),
            reply_key: Some(SealingKey(counting(128))),
            written: (name == "snapshot").then_some(420),
        };
        let name = format!("exchange checks {name}");
        assert_eq!(encode(&exchange), message(&name), "{name}");
        assert_eq!(decode::<Exchange>(&message(&name)), Ok(exchange), "{name}");
    }
    let visit = Record {
        kind: 10,
        fields: vec![(1, Value::Int(5))],
    };
    let decided = Decided {
        number: 18,
        delta: WireId {
            incarnation: Bytes16(counting(0)),
            counter: 7,
        },
        admission: receipt(),
        reason: Some("không đúng hộ".into()),
        by: "Lê Văn Sơn".into(),
        at: 1_733_000_300,
        record: visit.to_bytes(),
    };
    let head = Head {
        clock: 1_733_000_101,
        receipts: Vec::new(),
        backed_up_through: 404,
        grant: None,
        restart: true,
        highest: 404,
        forked: Some(true),
        decided: Some(vec![decided]),
        addresses: Some(addresses()),
        reads_wait: Some(true),
        awaits_acceptance: None,
    };
    let waiting = Head {
        forked: None,
        decided: None,
        addresses: None,
        reads_wait: None,
        awaits_acceptance: Some(true),
        ..head.clone()
    };
    let page: Page = match Frame::from_body(&message("frame page")) {
        Ok(Frame::Page(page)) => page,
        other => panic!("{other:?}"),
    };
    assert_eq!(page.admissions, vec![(&admission()).into()]);
    let end = |checked| Frame::End {
        more: false,
        cursor: cursor(),
        checked: Some(checked),
    };
    let sums = vec![HamletSum {
        hamlet: hamlet(1),
        sum: counting(0),
    }];
    for (name, frame) in [
        ("frame head whole", Frame::Head(head)),
        ("frame head for a device that waits", Frame::Head(waiting)),
        (
            "frame end with a root",
            end(Checked::Root {
                root: counting(0),
                kinds: 15,
            }),
        ),
        (
            "frame end with hamlets",
            end(Checked::Hamlets { sums, kinds: 15 }),
        ),
        ("frame snapshot", Frame::Snapshot(page)),
    ] {
        assert_eq!(encode(&frame), message(name), "{name}");
        assert_eq!(Frame::from_body(&message(name)), Ok(frame), "{name}");
    }
}

#[test]
fn a_closing_check_sums_as_the_document_says() {
    let vector = &vectors()["check"];
    let mut sum = Sum::default();
    for head in list(vector, "heads") {
        sum.add_head(delta_id(&head), &bytes(&head, "authored"));
    }
    sum.add_decision(delta_id(&vector["claim"]), delta_id(&vector["review"]));
    assert_eq!(sum.to_bytes(), array(vector, "sum"));
    let line = |counter, sum| HamletSum {
        hamlet: hamlet(counter),
        sum,
    };
    let lines = [
        line(1, sum.to_bytes()),
        line(300, array(vector, "other")),
        line(7, [0; 16]),
    ];
    assert_eq!(check::root(&lines), array(vector, "root"));
}

#[test]
fn a_parcel_and_its_reply_are_as_the_document_says() {
    let vector = &vectors()["courier"];
    let server = OpeningKey::from_bytes(array(vector, "server_secret"));
    let device = OpeningKey::from_bytes(array(vector, "device_secret"));
    assert_eq!(server.sealing().0, array(vector, "server_key"));
    assert_eq!(device.sealing().0, array(vector, "device_key"));
    let opened = courier::open_parcel(&bytes(vector, "parcel"), &server).expect("opened");
    assert_eq!(opened, bytes(vector, "request"));

    let identity = SigningKey::from_seed(&[7; 32]);
    let end = Frame::End {
        more: false,
        cursor: Cursor::default(),
        checked: None,
    };
    let file = courier::reply(
        &opened,
        std::slice::from_ref(&end),
        device.sealing(),
        &identity,
        [4; 32],
    );
    let file = file.expect("sealed");
    let reply = courier::open_reply(&file, &device, &identity.public()).expect("opened");
    assert_eq!(reply.frames, [end]);
    let said = bytes(vector, "said");
    assert_eq!(reply.about.as_slice(), &said[..32]);
    assert!(text(vector, "signed").ends_with(text(vector, "said")));
    // 16 bytes of prefix, 48 of the box, then the signature and what was said.
    assert_eq!(file.len(), b"tungnha-reply-1".len() + 48 + 64 + said.len());
}
