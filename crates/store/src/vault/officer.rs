//! The vault of an officer who shares a file with colleagues: beside the file's key it holds the seed of the own
//! signing key, so that whoever opens the same file cannot sign as this one.

use super::{Vault, sealed, unwrapped, wrapped};
use crate::error::StoreError;
use crate::speaker::Speaker;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

const SEED: &[u8] = b"tungnha-vault-seed-1";
/// Bytes of a nonce, which stands before what is wrapped under it.
const NONCE: usize = 12;

/// A PIN that was stretched with the salt of one vault. It opens that vault, so it is kept no longer than the file's
/// key itself, and never written.
#[derive(Clone)]
pub struct Stretched(pub(super) [u8; 32]);

/// Where the file of a vault is, and who of those that speak from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Place {
    /// The number of the member in whose folder it is.
    #[n(0)]
    pub home: u32,
    /// Which of the files there: 0 for the first, which members have had always.
    #[n(1)]
    pub part: u32,
    /// The member within the file; 0 for whom it was made.
    #[n(2)]
    pub speaker: u32,
}

impl Place {
    /// Whose identity speaks.
    pub const fn speaker(&self) -> Speaker {
        Speaker(self.speaker)
    }
}

impl Vault {
    /// The seed of the own signing key; `None` while it stands in the file.
    ///
    /// # Errors
    /// [`StoreError::WrongPin`] when the PIN does not open it.
    pub fn seed_with(&self, stretched: &Stretched) -> Result<Option<[u8; 32]>, StoreError> {
        Ok(self.own(stretched)?.map(|(seed, _)| seed))
    }

    /// Keeps the seed of the own signing key under the same PIN, and sealed to `recovery`. `entropy` is random.
    pub fn keep_seed(
        &mut self,
        stretched: &Stretched,
        seed: &[u8; 32],
        recovery: &[u8; 32],
        entropy: &[u8; 44],
    ) -> Result<(), StoreError> {
        let (nonce, chance) = parted(entropy);
        let own = [*seed, *recovery].concat();
        let mut kept = nonce.to_vec();
        kept.extend(wrapped(stretched, &nonce, SEED, &own)?);
        self.seed = Some(ByteVec::from(kept));
        self.sealed_seed = Some(ByteVec::from(sealed(recovery, seed, chance)?));
        Ok(())
    }

    /// The same vault for another file, under the same PIN. `entropy` is random.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] for a vault that never kept a seed: it does not know the recovery key.
    pub fn rekey(
        &mut self,
        stretched: &Stretched,
        key: &[u8; 32],
        place: Place,
        entropy: &[u8; 44],
    ) -> Result<(), StoreError> {
        let own = self.own(stretched)?;
        let (_, recovery) =
            own.ok_or_else(|| StoreError::corrupt("a vault without the recovery key"))?;
        let (nonce, chance) = parted(entropy);
        self.sealed = sealed(&recovery, key, chance)?;
        self.wrapped = wrapped(stretched, &nonce, super::ASSOCIATED, key)?;
        self.nonce = nonce;
        self.place = Some(place);
        Ok(())
    }

    /// The own seed and the recovery key.
    fn own(&self, stretched: &Stretched) -> Result<Option<Own>, StoreError> {
        let Some(kept) = &self.seed else {
            return Ok(None);
        };
        let own: Option<[u8; 64]> = kept
            .split_first_chunk::<NONCE>()
            .and_then(|(nonce, bytes)| unwrapped(stretched, nonce, SEED, bytes));
        let own = own.ok_or(StoreError::WrongPin)?;
        let (mut seed, mut recovery) = ([0; 32], [0; 32]);
        seed.copy_from_slice(&own[..32]);
        recovery.copy_from_slice(&own[32..]);
        Ok(Some((seed, recovery)))
    }
}

/// The seed of the own signing key, and the server's recovery key.
type Own = ([u8; 32], [u8; 32]);

fn parted(entropy: &[u8; 44]) -> ([u8; NONCE], [u8; 32]) {
    let (mut nonce, mut chance) = ([0; NONCE], [0; 32]);
    nonce.copy_from_slice(&entropy[..NONCE]);
    chance.copy_from_slice(&entropy[NONCE..]);
    (nonce, chance)
}
