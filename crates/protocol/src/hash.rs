//! Hashes bind what authors wrote without binding the person for ever: a leaf is salted, and when the
//! law erases a person the salt goes, so the leaf says nothing any more while signatures still hold.

use sha2::{Digest, Sha256};
use tungnha_core::DeltaId;

/// SHA-256.
pub type Hash = [u8; 32];
/// Sixteen bytes that make a delta's leaf unguessable.
pub type Salt = [u8; 16];
/// From which a batch's salts are drawn; random for each batch.
pub type SaltSeed = [u8; 16];

/// The salt of delta `counter`: the first sixteen bytes of SHA-256(seed ‖ counter, big-endian).
pub fn salt(seed: &SaltSeed, counter: u32) -> Salt {
    let digest = Sha256::new()
        .chain_update(seed)
        .chain_update(counter.to_be_bytes())
        .finalize();
    let mut salt = [0; 16];
    salt.copy_from_slice(&digest[..16]);
    salt
}

/// The leaf of a delta: SHA-256(salt ‖ incarnation ‖ counter, big-endian ‖ authored bytes).
pub fn leaf(salt: &Salt, id: DeltaId, authored: &[u8]) -> Hash {
    Sha256::new()
        .chain_update(salt)
        .chain_update(id.incarnation.0.as_bytes())
        .chain_update(id.counter.to_be_bytes())
        .chain_update(authored)
        .finalize()
        .into()
}

/// The root over a batch's leaves, in the order of their counters.
pub fn root<'a>(leaves: impl IntoIterator<Item = &'a Hash>) -> Hash {
    let mut digest = Sha256::new_with_prefix(b"tungnha-root-1");
    for leaf in leaves {
        digest.update(leaf);
    }
    digest.finalize().into()
}

/// The next link of a book's chain: what was, then what came, in the order of its sequence numbers.
pub fn chain<'a>(before: &Hash, leaves: impl IntoIterator<Item = &'a Hash>) -> Hash {
    let mut digest = Sha256::new_with_prefix(b"tungnha-chain-1");
    digest.update(before);
    for leaf in leaves {
        digest.update(leaf);
    }
    digest.finalize().into()
}
