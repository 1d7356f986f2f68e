//! The file beside the database that holds its key, wrapped: by the PIN, and once by the server's
//! recovery key, so that a forgotten PIN loses no work.
//!
//! Plainly: a PIN alone does not stop somebody who copied the file and has time. Argon2id makes every
//! guess cost; the platform's key store, where there is one, is what makes copying useless.

mod officer;
mod recovery;

pub use officer::{Place, Stretched};

use crate::error::StoreError;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use rand_chacha::rand_core::SeedableRng;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// OWASP's first choice for Argon2id where memory is short, as on old phones: 19 MiB, two passes.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const ASSOCIATED: &[u8] = b"tungnha-vault-1";

/// What stands in the file: nothing of any citizen, the member's name for the lock screen.
#[derive(Clone, Debug, Encode, Decode)]
pub struct Vault {
    /// 1.
    #[n(0)]
    pub version: u8,
    /// The member's name.
    #[n(1)]
    pub member: String,
    /// The member's role's code.
    #[n(2)]
    pub role: u8,
    /// The book's name.
    #[n(3)]
    pub book: String,
    /// The member's organisation, if any.
    #[n(4)]
    pub organisation: Option<String>,
    #[cbor(n(5), with = "minicbor::bytes")]
    salt: [u8; 16],
    #[n(6)]
    memory_kib: u32,
    #[n(7)]
    passes: u32,
    #[cbor(n(8), with = "minicbor::bytes")]
    nonce: [u8; 12],
    #[cbor(n(9), with = "minicbor::bytes")]
    wrapped: Vec<u8>,
    /// The key, sealed to the server's recovery key.
    #[cbor(n(10), with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
    /// Of an officer who shares a file: the seed of the own signing key and the server's recovery key, wrapped by the
    /// PIN as the file's key is. Of everybody else the seed stands in the file, which nobody else opens.
    #[n(11)]
    seed: Option<ByteVec>,
    /// That seed, sealed to the server's recovery key.
    #[n(12)]
    pub sealed_seed: Option<ByteVec>,
    /// Where the file is; absent for the one beside this vault.
    #[n(13)]
    pub place: Option<Place>,
}

/// Whose vault it is.
pub struct Owner<'a> {
    /// The member's name.
    pub member: &'a str,
    /// The role's code.
    pub role: u8,
    /// The book's name.
    pub book: &'a str,
    /// Organisation, if any.
    pub organisation: Option<&'a str>,
}

impl Vault {
    /// Wraps the database's `key` by `pin` and seals it to `recovery`. `entropy` is random.
    pub fn wrap(
        key: &[u8; 32],
        pin: &str,
        owner: &Owner<'_>,
        recovery: &[u8; 32],
        entropy: &[u8; 60],
    ) -> Result<Self, StoreError> {
        let mut salt = [0; 16];
        let mut nonce = [0; 12];
        let mut seed = [0; 32];
        salt.copy_from_slice(&entropy[..16]);
        nonce.copy_from_slice(&entropy[16..28]);
        seed.copy_from_slice(&entropy[28..]);
        let sealed = sealed(recovery, key, seed)?;
        let mut vault = Self {
            version: 1,
            member: owner.member.to_owned(),
            role: owner.role,
            book: owner.book.to_owned(),
            organisation: owner.organisation.map(str::to_owned),
            salt,
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            nonce,
            wrapped: Vec::new(),
            sealed,
            seed: None,
            sealed_seed: None,
            place: None,
        };
        let stretched = vault.stretch(pin)?;
        vault.wrapped = wrapped(&stretched, &nonce, ASSOCIATED, key)?;
        Ok(vault)
    }

    /// The database's key.
    ///
    /// # Errors
    /// [`StoreError::WrongPin`] when the PIN does not open it.
    pub fn unwrap_key(&self, pin: &str) -> Result<[u8; 32], StoreError> {
        self.key_with(&self.stretch(pin)?)
    }

    /// The PIN, stretched as this vault says: what opens it.
    pub fn stretch(&self, pin: &str) -> Result<Stretched, StoreError> {
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32))
            .map_err(|_| StoreError::corrupt("the vault's parameters"))?;
        let mut key = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(pin.as_bytes(), &self.salt, &mut key)
            .map_err(|_| StoreError::corrupt("the vault's parameters"))?;
        Ok(Stretched(key))
    }

    /// As [`Self::unwrap_key`], with the PIN stretched before.
    pub fn key_with(&self, stretched: &Stretched) -> Result<[u8; 32], StoreError> {
        unwrapped(stretched, &self.nonce, ASSOCIATED, &self.wrapped).ok_or(StoreError::WrongPin)
    }

    /// Reads the vault at `path`; `None` if there is none, that is, if the device is new.
    pub fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        match fs::read(path) {
            Ok(bytes) => minicbor::decode(&bytes)
                .map(Some)
                .map_err(|_| StoreError::NotOpening),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Writes it whole or not at all, and to disk, for nobody else on the machine to read.
    pub fn write(&self, path: &Path) -> Result<(), StoreError> {
        let bytes = minicbor::to_vec(self).map_err(StoreError::corrupt)?;
        let draft = path.with_extension("new");
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&draft)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&draft, path)?;
        if let Some(folder) = path.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

/// `secret` for whoever has the recovery key; `entropy` is random.
fn sealed(
    recovery: &[u8; 32],
    secret: &[u8; 32],
    entropy: [u8; 32],
) -> Result<Vec<u8>, StoreError> {
    let mut rng = rand_chacha::ChaCha20Rng::from_seed(entropy);
    crypto_box::PublicKey::from_bytes(*recovery)
        .seal(&mut rng, secret)
        .map_err(|_| StoreError::corrupt("sealing to the recovery key"))
}

/// `secret` under the stretched PIN.
fn wrapped(
    stretched: &Stretched,
    nonce: &[u8; 12],
    aad: &[u8],
    secret: &[u8],
) -> Result<Vec<u8>, StoreError> {
    let payload = Payload { msg: secret, aad };
    ChaCha20Poly1305::new(&Key::from(stretched.0))
        .encrypt(&Nonce::from(*nonce), payload)
        .map_err(|_| StoreError::corrupt("wrapping the key"))
}

/// The secret in what [`wrapped`] gave; `None` for another PIN.
fn unwrapped<const N: usize>(
    stretched: &Stretched,
    nonce: &[u8; 12],
    aad: &[u8],
    wrapped: &[u8],
) -> Option<[u8; N]> {
    let payload = Payload { msg: wrapped, aad };
    let secret =
        ChaCha20Poly1305::new(&Key::from(stretched.0)).decrypt(&Nonce::from(*nonce), payload);
    secret.ok()?.try_into().ok()
}
