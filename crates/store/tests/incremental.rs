//! The incremental tables against the plain law: whatever the order in which deltas arrive, however
//! often, the registers and the folded rows are those of `fold(all)`.

#[path = "../../core/tests/history/mod.rs"]
mod history;

use history::{History, history};
use proptest::prelude::*;
use tempfile::TempDir;
use tungnha_core::fold::Ledger;
use tungnha_core::{BookId, Incarnation, MemberId, RegisterKey};
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::exchange::{Chain, Cursor};
use tungnha_protocol::page::Member;
use tungnha_protocol::{Grant, Page, SignedGrant, SigningKey, columns};
use tungnha_store::{Identity, Store, StoreError};
use uuid::Uuid;

/// An enrolled store in a folder of its own.
fn enrolled(folder: &TempDir) -> Store {
    let key = SigningKey::from_seed(&[1; 32]);
    let book = BookId(Uuid::from_u128(7));
    let member = MemberId(Uuid::from_u128(8));
    let grant = Grant {
        book: book.into(),
        book_name: "xã Thử".into(),
        member: member.into(),
        name: "Nguyễn Văn Thử".into(),
        organisation: None,
        role: 1,
        hamlets: None,
        issued_at: 0,
        expires_at: 0,
        revoked: false,
        incarnation: None,
        device_key: None,
        sealing_key: None,
        not_accepted: None,
    };
    let mut store = Store::create(&folder.path().join("device.db"), &[9; 32]).expect("a new file");
    store
        .write(|txn| {
            txn.set_identity(&Identity {
                book,
                member,
                incarnation: Incarnation(Uuid::from_u128(99)),
                key: key.clone(),
                server: key.public(),
                addresses: vec!["127.0.0.1:1".into()],
            })?;
            txn.set_grant(&SignedGrant::sign(&grant, &key))
        })
        .expect("enrolled");
    store
}

/// One delta with its admission, as the server would send it. Held ones are never sent.
fn pages(history: &History) -> Vec<Page> {
    history
        .deltas
        .iter()
        .zip(&history.admissions)
        .filter(|(_, admission)| admission.held.is_empty())
        .map(|(delta, admission)| Page {
            deltas: columns::pack(&[(delta.id, delta.to_record())]),
            admissions: vec![WireAdmission::from(admission)],
            members: vec![Member {
                id: admission.member.into(),
                name: "Ai đó".into(),
                organisation: None,
            }],
            cursor: Cursor {
                epoch: 1,
                seq: 1,
                chain: Chain::default(),
            },
        })
        .collect()
}

/// What `fold(all)` says of the sent part of a history.
fn law(history: &History) -> Ledger {
    let mut ledger = Ledger::new(None);
    for (delta, admission) in history.deltas.iter().zip(&history.admissions) {
        if admission.held.is_empty() {
            ledger.add(delta.clone());
            ledger.admit(admission.clone());
        }
    }
    ledger
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_arrival_gives_the_fold_of_all(
        history in history(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..60),
    ) {
        let folder = TempDir::new().expect("a folder");
        let mut store = enrolled(&folder);
        let pages = pages(&history);
        let shuffled = order.iter().filter(|_| !pages.is_empty()).map(|i| i.index(pages.len()));
        for at in shuffled.chain((0..pages.len()).rev()) {
            store.write(|txn| txn.take_page(&pages[at])).expect("a page");
        }
        let state = law(&history).state();
        store
            .read(|txn| {
                for (register, heads) in &state.registers {
                    let mut expected = heads.clone();
                    let mut actual = txn.heads_of(&RegisterKey { ..*register })?;
                    assert_eq!(actual.first(), expected.first(), "shown head of {register:?}");
                    expected.sort_unstable();
                    actual.sort_unstable();
                    assert_eq!(actual, expected, "heads of {register:?}");
                }
                let found = txn.verify()?;
                assert_eq!(found.differences, Vec::<String>::new());
                assert_eq!(found.registers as usize, state.registers.len());
                Ok::<_, StoreError>(())
            })
            .expect("reading");
    }
}

#[test]
fn the_file_is_ciphertext_and_opens_only_with_its_key() {
    let folder = TempDir::new().expect("a folder");
    drop(enrolled(&folder));
    let path = folder.path().join("device.db");
    let bytes = std::fs::read(&path).expect("the file");
    assert!(!bytes.starts_with(b"SQLite format 3"));
    assert!(matches!(
        Store::open(&path, &[8; 32]),
        Err(StoreError::NotOpening)
    ));
    assert!(Store::open(&path, &[9; 32]).is_ok());
}
