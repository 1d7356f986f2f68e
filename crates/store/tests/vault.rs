//! The key's file: the PIN opens it, nothing else does, and the server's recovery key is the way back
//! from a forgotten PIN.

use crypto_box::SecretKey;
use tempfile::TempDir;
use tungnha_store::StoreError;
use tungnha_store::vault::{Owner, Vault};

const KEY: [u8; 32] = [42; 32];

fn wrapped(recovery: &SecretKey) -> Vault {
    let owner = Owner {
        member: "Nguyễn Văn Thử",
        role: 1,
        book: "xã Thử",
        organisation: None,
    };
    let recovery = recovery.public_key().to_bytes();
    Vault::wrap(&KEY, "246810", &owner, &recovery, &[7; 60]).expect("a vault")
}

#[test]
fn the_pin_opens_it_and_no_other_does() {
    let vault = wrapped(&SecretKey::from([1; 32]));
    assert_eq!(vault.unwrap_key("246810").expect("the key"), KEY);
    for pin in ["246811", "", "24681", "2468100"] {
        assert!(
            matches!(vault.unwrap_key(pin), Err(StoreError::WrongPin)),
            "{pin}"
        );
    }
}

#[test]
fn a_forgotten_pin_loses_no_work() {
    let secret = SecretKey::from([1; 32]);
    let vault = wrapped(&secret);
    assert_eq!(secret.unseal(&vault.sealed).expect("the key"), KEY);
    assert!(SecretKey::from([2; 32]).unseal(&vault.sealed).is_err());
}

#[test]
fn the_recovery_key_gives_it_another_pin_and_another_servers_does_not() {
    let mut vault = wrapped(&SecretKey::from([1; 32]));
    let refused = vault.recover(&[2; 32], "135790", &[8; 72]);
    assert!(matches!(refused, Err(StoreError::WrongRecoveryKey)));
    assert_eq!(vault.unwrap_key("246810").expect("as before"), KEY);

    vault
        .recover(&[1; 32], "135790", &[8; 72])
        .expect("recovered");
    assert_eq!(vault.unwrap_key("135790").expect("the key"), KEY);
    assert!(matches!(
        vault.unwrap_key("246810"),
        Err(StoreError::WrongPin)
    ));
    assert_eq!((vault.member.as_str(), vault.role), ("Nguyễn Văn Thử", 1));
    // And once more: the seal stays.
    vault
        .recover(&[1; 32], "975310", &[9; 72])
        .expect("recovered");
    assert_eq!(vault.unwrap_key("975310").expect("the key"), KEY);
}

#[test]
fn what_else_the_pin_kept_is_recovered_with_the_key() {
    let secret = SecretKey::from([1; 32]);
    let mut vault = wrapped(&secret);
    let public = secret.public_key().to_bytes();
    let stretched = vault.stretch("246810").expect("stretched");
    vault
        .keep_seed(&stretched, &[77; 32], &public, &[6; 44])
        .expect("kept");
    vault
        .recover(&[1; 32], "135790", &[8; 72])
        .expect("recovered");
    let stretched = vault.stretch("135790").expect("stretched");
    assert_eq!(vault.key_with(&stretched).expect("the key"), KEY);
    assert_eq!(vault.seed_with(&stretched).expect("opened"), Some([77; 32]));
}

#[test]
fn it_holds_no_key_in_clear_and_survives_writing() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("device.key");
    assert!(Vault::read(&path).expect("no file").is_none());
    wrapped(&SecretKey::from([1; 32]))
        .write(&path)
        .expect("written");
    let bytes = std::fs::read(&path).expect("the file");
    assert!(!bytes.windows(32).any(|window| window == KEY));
    let vault = Vault::read(&path).expect("readable").expect("a vault");
    assert_eq!(vault.unwrap_key("246810").expect("the key"), KEY);
}

#[test]
fn a_damaged_file_is_an_error_and_stays() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("device.key");
    std::fs::write(&path, b"\x81nonsense").expect("written");
    assert!(matches!(Vault::read(&path), Err(StoreError::NotOpening)));
    assert!(path.exists());
}
