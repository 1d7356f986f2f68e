//! A forgotten PIN on a phone of two: the recovery key gives one of them another, and nothing else changes.

use crate::book::PIN;
use crate::shared::{KEYS, OTHER_PIN, Shared, place};
use crypto_box::SecretKey;
use serde_json::json;
use tungnha_api::ErrorCode;
use tungnha_store::vault::{Owner, Vault};

const NEW_PIN: &str = "112358";
const RECOVERY: [u8; 32] = [1; 32];

/// Both sealed to the recovery key of the server.
fn two() -> Shared {
    let mut shared = Shared::two();
    for (number, pin) in [(1, PIN), (2, OTHER_PIN)] {
        let path = place(shared.home.path(), number).join("device.key");
        let before = Vault::read(&path).expect("readable").expect("a vault");
        let owner = Owner {
            member: &before.member,
            role: before.role,
            book: &before.book,
            organisation: None,
        };
        let public = SecretKey::from(RECOVERY).public_key().to_bytes();
        let key = &KEYS[number as usize - 1];
        let vault = Vault::wrap(key, pin, &owner, &public, &[4; 60]).expect("wrapped");
        vault.write(&path).expect("written");
    }
    shared.restart();
    shared
}

#[test]
fn one_member_has_another_pin_and_all_of_the_work() {
    let mut shared = two();
    shared.unlock(PIN);
    shared.record().expect("saved");
    shared.call("lock", json!({}));
    shared
        .device
        .recover(&RECOVERY, Some(1), NEW_PIN)
        .expect("recovered");
    assert_eq!(shared.call("status", json!({}))["state"], "locked");
    for device in 0..2 {
        assert_eq!(
            shared.refused("unlock", json!({ "pin": PIN })),
            ErrorCode::WrongPin,
            "{device}"
        );
        assert_eq!(shared.unlock(NEW_PIN)["work"]["unsent"], 1);
        shared.restart();
    }
    shared.switch(2);
    shared.unlock(OTHER_PIN);
}

#[test]
fn what_is_no_recovery_key_changes_nothing() {
    let shared = two();
    let recover = |key: &[u8], member, pin| shared.device.recover(key, member, pin);
    for (key, member, pin, code) in [
        (&[2; 32][..], None, NEW_PIN, ErrorCode::WrongRecoveryKey),
        (&[1; 31], None, NEW_PIN, ErrorCode::WrongRecoveryKey),
        (b"", None, NEW_PIN, ErrorCode::WrongRecoveryKey),
        (&RECOVERY, None, "12345", ErrorCode::PinTooShort),
        (&RECOVERY, Some(3), NEW_PIN, ErrorCode::NotFound),
    ] {
        let refused = recover(key, member, pin).expect_err("refused");
        assert_eq!(refused.code, code);
        assert!(!refused.detail.contains(pin), "{}", refused.detail);
    }
    shared.unlock(PIN);
    shared.switch(2);
    shared.unlock(OTHER_PIN);
}

#[test]
fn practice_has_nothing_to_recover() {
    let shared = two();
    shared.call("practice_start", json!({}));
    let refused = shared.device.recover(&RECOVERY, None, NEW_PIN);
    assert_eq!(refused.expect_err("refused").code, ErrorCode::PracticeOnly);
}
