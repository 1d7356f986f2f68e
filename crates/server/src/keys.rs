//! The server's keys, each in a file of its own that only its owner may read.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use tungnha_protocol::courier::OpeningKey;
use tungnha_protocol::keys::SigningKey;
use tungnha_protocol::{PublicKey, SealingKey};

const IDENTITY: &str = "identity.key";
const RECOVERY: &str = "recovery.key";
const SEALING: &str = "sealing.key";
const TLS: &str = "tls.key";

/// What the server proves itself with.
pub struct ServerKeys {
    identity: SigningKey,
    recovery: [u8; 32],
    sealing: OpeningKey,
    tls_pem: String,
}

/// Why keys could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A file could not be written or read.
    #[error("{file}: {error}")]
    File {
        /// Which.
        file: &'static str,
        /// Why.
        error: io::Error,
    },
    /// A file does not hold a key.
    #[error("{0} does not hold a key")]
    NotAKey(&'static str),
    /// The TLS key could not be made.
    #[error("no TLS key: {0}")]
    Tls(#[from] rcgen::Error),
}

/// Randomness for new keys: three independent secrets.
pub struct KeySeeds {
    /// Of the identity.
    pub identity: [u8; 32],
    /// Of the recovery key.
    pub recovery: [u8; 32],
    /// Of the sealing key.
    pub sealing: [u8; 32],
}

impl ServerKeys {
    /// Whether `data` has keys.
    pub fn present(data: &Path) -> bool {
        data.join(IDENTITY).exists()
    }

    /// Makes the keys of a new server. What a making that was cut short left behind is replaced; keys that are
    /// in use never are.
    pub fn create(data: &Path, seeds: &KeySeeds) -> Result<Self, KeysError> {
        if Self::present(data) {
            return Self::open(data, seeds.sealing);
        }
        let tls = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256)?;
        write(data, TLS, tls.serialize_pem().as_bytes())?;
        write(data, RECOVERY, &seeds.recovery)?;
        // Last: its presence says that the others are there, and that all of them are in use.
        write(data, IDENTITY, &seeds.identity)?;
        Self::open(data, seeds.sealing)
    }

    /// Reads the keys of `data`. Servers made before there were couriers have no sealing key: then it is made
    /// of `sealing`, random bytes that otherwise go unused.
    pub fn open(data: &Path, sealing: [u8; 32]) -> Result<Self, KeysError> {
        let tls_pem = String::from_utf8(read(data, TLS)?).map_err(|_| KeysError::NotAKey(TLS))?;
        let identity = SigningKey::from_seed(&secret(data, IDENTITY)?);
        let recovery = secret(data, RECOVERY)?;
        if !data.join(SEALING).exists() {
            write_first(data, SEALING, &sealing)?;
        }
        Ok(Self {
            identity,
            recovery,
            sealing: OpeningKey::from_bytes(secret(data, SEALING)?),
            tls_pem,
        })
    }

    /// Signs receipts, grants and the TLS key; devices pin its public half.
    pub const fn identity(&self) -> &SigningKey {
        &self.identity
    }

    /// The public half of the identity.
    pub fn identity_public(&self) -> PublicKey {
        self.identity.public()
    }

    /// Curve25519 key to which devices seal a copy of their file's key.
    pub fn recovery_public(&self) -> [u8; 32] {
        let secret = crypto_box::SecretKey::from(self.recovery);
        *secret.public_key().as_bytes()
    }

    /// Opens couriers' parcels.
    pub const fn opening(&self) -> &OpeningKey {
        &self.sealing
    }

    /// What couriers' parcels are sealed to; it stands in every grant.
    pub fn sealing_public(&self) -> SealingKey {
        self.sealing.sealing()
    }

    /// The TLS leaf's private key, PKCS #8 in PEM.
    pub fn tls_pem(&self) -> &str {
        &self.tls_pem
    }
}

fn secret(data: &Path, file: &'static str) -> Result<[u8; 32], KeysError> {
    let bytes = read(data, file)?;
    bytes.try_into().map_err(|_| KeysError::NotAKey(file))
}

fn read(data: &Path, file: &'static str) -> Result<Vec<u8>, KeysError> {
    fs::read(data.join(file)).map_err(|error| KeysError::File { file, error })
}

/// Whole or not at all: written beside, made durable, then named.
fn write(data: &Path, file: &'static str, bytes: &[u8]) -> Result<(), KeysError> {
    let beside = data.join(format!("{file}.new"));
    let written = write_private(&beside, bytes).and_then(|()| fs::rename(&beside, data.join(file)));
    written.map_err(|error| KeysError::File { file, error })
}

/// As [`write`], but two programs that begin at the same moment end with the same key: whoever names its
/// file first. What is named is never replaced.
fn write_first(data: &Path, file: &'static str, bytes: &[u8]) -> Result<(), KeysError> {
    let beside = data.join(format!("{file}.{}", std::process::id()));
    let written = write_private(&beside, bytes).and_then(|()| {
        match fs::hard_link(&beside, data.join(file)) {
            // A disk without links.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                fs::rename(&beside, data.join(file))
            }
            _ => fs::remove_file(&beside),
        }
    });
    written.map_err(|error| KeysError::File { file, error })
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seeds(n: u8) -> KeySeeds {
        KeySeeds {
            identity: [n; 32],
            recovery: [n; 32],
            sealing: [n; 32],
        }
    }

    #[test]
    fn keys_are_made_once_and_only_their_owner_reads_them() {
        let folder = tempfile::tempdir().expect("a folder");
        // A making that was cut short.
        fs::write(folder.path().join(RECOVERY), b"half").expect("written");
        let keys = ServerKeys::create(folder.path(), &seeds(1)).expect("keys");
        let again = ServerKeys::create(folder.path(), &seeds(2)).expect("the same keys");
        assert_eq!(keys.identity_public(), again.identity_public());
        assert_eq!(keys.recovery_public(), again.recovery_public());
        assert_eq!(keys.sealing_public(), again.sealing_public());
        #[cfg(unix)]
        for file in [IDENTITY, RECOVERY, SEALING, TLS] {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(file))
                .expect("there")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600, "{file}");
        }
    }

    #[test]
    fn a_server_from_before_couriers_gets_its_sealing_key_once() {
        let folder = tempfile::tempdir().expect("a folder");
        ServerKeys::create(folder.path(), &seeds(1)).expect("keys");
        fs::remove_file(folder.path().join(SEALING)).expect("removed");
        let open = |n| ServerKeys::open(folder.path(), [n; 32]).expect("keys");
        assert_eq!(open(5).sealing_public(), open(6).sealing_public());
        // Somebody else was faster.
        write_first(folder.path(), SEALING, &[7; 32]).expect("theirs stays");
        let five = OpeningKey::from_bytes([5; 32]).sealing();
        assert_eq!(open(8).sealing_public(), five);
        let files = fs::read_dir(folder.path()).expect("read").count();
        assert_eq!(files, 4);
    }

    #[test]
    fn a_damaged_key_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        ServerKeys::create(folder.path(), &seeds(1)).expect("keys");
        fs::write(folder.path().join(IDENTITY), b"short").expect("written");
        let error = ServerKeys::open(folder.path(), [9; 32])
            .err()
            .expect("no key");
        assert_eq!(error.to_string(), "identity.key does not hold a key");
    }
}
