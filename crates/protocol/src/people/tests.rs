use super::*;

fn asked(act: PeopleAct) -> PeopleRequest {
    PeopleRequest {
        version: 1,
        incarnation: Bytes16([7; 16]),
        act: Some(act),
    }
}

fn invite() -> Invite {
    Invite {
        member: Bytes16([1; 16]),
        name: "Nguyễn Thị Mai".into(),
        role: 1,
        organisation: None,
        hamlets: None,
        code: CodeHash([9; 32]),
        hours: 48,
    }
}

#[test]
fn what_breaks_its_bounds_is_no_request() {
    assert_eq!(asked(PeopleAct::Invite(invite())).check(), Ok(()));
    let long = "a".repeat(MAX_WORD_BYTES + 1);
    let broken = [
        Invite {
            name: "  ".into(),
            ..invite()
        },
        Invite {
            name: long.clone(),
            ..invite()
        },
        Invite {
            organisation: Some(String::new()),
            ..invite()
        },
        Invite {
            organisation: Some(long),
            ..invite()
        },
        Invite {
            hamlets: Some(Vec::new()),
            ..invite()
        },
        Invite {
            hours: 0,
            ..invite()
        },
        Invite {
            hours: MAX_LINK_HOURS + 1,
            ..invite()
        },
    ];
    for invite in broken {
        let asked = asked(PeopleAct::Invite(invite));
        assert!(asked.check().is_err(), "{asked:?}");
    }
    let nowhere = Assign {
        member: Bytes16([1; 16]),
        seen: 0,
        hamlets: Vec::new(),
    };
    assert!(asked(PeopleAct::Assign(nowhere)).check().is_err());
    let link = NewLink {
        member: Bytes16([1; 16]),
        seen: 0,
        code: CodeHash([9; 32]),
        hours: 0,
        replaces: None,
    };
    assert!(asked(PeopleAct::Link(link)).check().is_err());
}
