//! The way back from a forgotten PIN: whoever holds the server's recovery key opens a vault and closes it again with
//! another PIN. What stands in the database is not touched, so no work is lost.

use super::{ASSOCIATED, MEMORY_KIB, PASSES, Vault, wrapped};
use crate::error::StoreError;
use crypto_box::SecretKey;

impl Vault {
    /// The same vault under another `pin`. `recovery` is the server's secret recovery key; `entropy` is random.
    ///
    /// # Errors
    /// [`StoreError::WrongRecoveryKey`] when the vault was not sealed to this key; the vault is as it was then.
    pub fn recover(
        &mut self,
        recovery: &[u8; 32],
        pin: &str,
        entropy: &[u8; 72],
    ) -> Result<(), StoreError> {
        let secret = SecretKey::from(*recovery);
        let key = unsealed(&secret, &self.sealed)?;
        let seed = self.sealed_seed.as_ref();
        let seed = seed.map(|sealed| unsealed(&secret, sealed)).transpose()?;

        let mut fresh = self.clone();
        let (own, rest) = entropy.split_at(28);
        fresh.salt.copy_from_slice(&own[..16]);
        fresh.nonce.copy_from_slice(&own[16..]);
        (fresh.memory_kib, fresh.passes) = (MEMORY_KIB, PASSES);
        let stretched = fresh.stretch(pin)?;
        fresh.wrapped = wrapped(&stretched, &fresh.nonce, ASSOCIATED, &key)?;
        if let Some(seed) = seed {
            let mut chance = [0; 44];
            chance.copy_from_slice(rest);
            let public = secret.public_key().to_bytes();
            fresh.keep_seed(&stretched, &seed, &public, &chance)?;
        }
        *self = fresh;
        Ok(())
    }
}

fn unsealed(secret: &SecretKey, sealed: &[u8]) -> Result<[u8; 32], StoreError> {
    let opened = secret.unseal(sealed).ok();
    opened
        .and_then(|key| key.try_into().ok())
        .ok_or(StoreError::WrongRecoveryKey)
}
