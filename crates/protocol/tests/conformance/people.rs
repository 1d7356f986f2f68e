//! What officers ask and do about people and devices, against the documents' bytes.

use super::messages::{counting, message};
use tungnha_protocol::exchange::{Refusal, RefusalCode};
use tungnha_protocol::people::{
    Assign, CodeHash, DeviceLine, Invite, LogLine, MemberLine, NewLink, People, RevokeDevice,
    RevokeMember,
};
use tungnha_protocol::wire::{Bytes16, WireId, decode, encode};
use tungnha_protocol::{
    PeopleAct, PeopleAnswer, PeopleRequest, PublicKey, Signature, SignedPeopleRequest, SigningKey,
};

fn device() -> Bytes16 {
    Bytes16(counting(0xF0))
}

fn member() -> Bytes16 {
    Bytes16(counting(48))
}

fn hamlet() -> WireId {
    WireId {
        incarnation: device(),
        counter: 300,
    }
}

fn asked(act: Option<PeopleAct>) -> PeopleRequest {
    PeopleRequest {
        version: 1,
        incarnation: Bytes16(counting(0)),
        act,
    }
}

fn acts() -> Vec<(&'static str, PeopleAct)> {
    let code = CodeHash(counting(160));
    let seen = 1_733_000_000;
    let invite = Invite {
        member: member(),
        name: "Trần Văn Bình".into(),
        role: 1,
        organisation: Some("Đoàn xã".into()),
        hamlets: Some(vec![hamlet()]),
        code,
        hours: 48,
    };
    let officer = Invite {
        role: 4,
        organisation: None,
        hamlets: None,
        ..invite.clone()
    };
    let link = NewLink {
        member: member(),
        seen,
        code,
        hours: 24,
        replaces: None,
    };
    let in_place = NewLink {
        replaces: Some(device()),
        ..link
    };
    let assign = Assign {
        member: member(),
        seen,
        hamlets: vec![hamlet()],
    };
    vec![
        ("invite", PeopleAct::Invite(invite)),
        ("invite for the whole book", PeopleAct::Invite(officer)),
        ("link", PeopleAct::Link(link)),
        ("link in place of a lost device", PeopleAct::Link(in_place)),
        (
            "revoke device",
            PeopleAct::RevokeDevice(RevokeDevice {
                device: device(),
                seen,
            }),
        ),
        (
            "revoke member",
            PeopleAct::RevokeMember(RevokeMember {
                member: member(),
                seen,
            }),
        ),
        ("assign", PeopleAct::Assign(assign)),
    ]
}

#[test]
fn what_officers_ask_has_the_documents_bytes() {
    let look = asked(None);
    assert_eq!(encode(&look), message("people asked"));
    assert_eq!(decode(&message("people asked")), Ok(look.clone()));
    let key = SigningKey::from_seed(&[7; 32]);
    let bytes = SignedPeopleRequest::sign(&look, &key).to_bytes();
    let signature = Signature(bytes[..64].try_into().expect("64 bytes"));
    let said = message("people signed");
    assert!(key.public().verify(&said, &signature).is_ok());
    for (name, act) in acts() {
        let request = asked(Some(act));
        let name = format!("people {name}");
        assert_eq!(encode(&request), message(&name), "{name}");
        assert_eq!(decode(&message(&name)), Ok(request), "{name}");
    }
}

#[test]
fn what_officers_are_answered_has_the_documents_bytes() {
    let phone = DeviceLine {
        device: device(),
        key: PublicKey(counting(128)),
        name: "điện thoại của Bình".into(),
        enrolled_at: 1_733_000_000,
        acceptance: 1,
        received: 404,
        unsent: Some(16),
        last_sync: Some(1_733_000_100),
    };
    let silent = DeviceLine {
        device: Bytes16(counting(0)),
        name: "máy cũ".into(),
        acceptance: 2,
        received: 0,
        unsent: None,
        last_sync: None,
        ..phone.clone()
    };
    let line = MemberLine {
        member: member(),
        name: "Trần Văn Bình".into(),
        organisation: Some("Đoàn xã".into()),
        role: 1,
        hamlets: Some(vec![hamlet()]),
        issued_at: 1_733_000_000,
        revoked_at: None,
        link_until: Some(1_733_100_000),
        may_change: true,
        devices: vec![phone, silent],
    };
    let log = LogLine {
        at: 1_733_000_050,
        by: "Lê Văn Sơn".into(),
        act: 2,
        member: member(),
        device: Some(device()),
    };
    let people = PeopleAnswer::People(People {
        members: vec![line],
        log: vec![log],
        link_until: Some(1_733_172_800),
        page: Some("https://xa.vi.example/e".into()),
        page_book: Some("xã Cẩm Tân".into()),
    });
    let refused = PeopleAnswer::Refused(Refusal {
        code: RefusalCode::Changed,
        detail: "changed meanwhile".into(),
    });
    for (name, answer) in [("people answered", people), ("people refused", refused)] {
        assert_eq!(encode(&answer), message(name), "{name}");
        assert_eq!(decode(&message(name)), Ok(answer), "{name}");
    }
}
