//! A server that was restored from a backup is another life of it, an epoch. What it lost comes back from
//! the devices: batches above its highest counter, the receipts that it signed for them, their grants.

use crate::batch::StoredBatch;
use crate::error::StoreError;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::Incarnation;
use tungnha_protocol::wire::{decode, encode};
use tungnha_protocol::{SignedAdmission, SignedGrant};
use uuid::Uuid;

const EPOCH: &str = "epoch";
/// The signed grant is to be shown to the server at the next request.
const PRESENT: &str = "present";
/// Earlier incarnations of this file that are to be asked for, sixteen bytes each.
const EARLIER: &str = "earlier";

impl Txn<'_> {
    /// The server's life that this device met last; 0 before any.
    pub fn epoch(&self) -> Result<u32, StoreError> {
        match self.get(EPOCH)? {
            Some(bytes) => bytes
                .try_into()
                .map(u32::from_be_bytes)
                .map_err(|_| StoreError::corrupt(EPOCH)),
            // Written before epochs were remembered.
            None => Ok(self.file_cursor()?.epoch),
        }
    }

    /// A cursor of `epoch` came. In another life of the server everything that it may have lost is said
    /// again: who this device is, what its earlier incarnations handed in; and its decisions count anew.
    pub(crate) fn meet_epoch(&self, epoch: u32) -> Result<(), StoreError> {
        let known = self.epoch()?;
        if known != 0 && self.get(EPOCH)?.is_none() {
            self.put(EPOCH, &known.to_be_bytes())?;
        }
        if epoch == 0 || epoch == known {
            return Ok(());
        }
        self.put(EPOCH, &epoch.to_be_bytes())?;
        if known == 0 {
            self.sql("UPDATE decided SET epoch = ?1 WHERE epoch = 0")?
                .execute(params![epoch])?;
            return Ok(());
        }
        // A batch that is there gets the receipt that it had. If another copy of this file was faster, only this
        // tells: the server's highest counter says nothing of whose words it counts.
        self.sql("UPDATE batch SET receipted = 0 WHERE receipted = 1 AND length(bytes) > 0")?
            .execute([])?;
        self.as_each(|| {
            self.present_next()?;
            let earlier = self.earlier_incarnations()?;
            self.put_own(EARLIER, &earlier.concat())
        })
        .map(|_| ())?;
        self.colleagues_begin_anew()
    }

    /// What this speaker was before, the oldest first.
    fn earlier_incarnations(&self) -> Result<Vec<[u8; 16]>, StoreError> {
        let own = self.own_numbers()?;
        let mut before: Vec<(i64, [u8; 16])> = self
            .sql(
                "SELECT r.before, i.uuid FROM reissue r JOIN incarnation i ON i.number = r.before
                 ORDER BY r.rowid",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        before.retain(|(number, _)| own.contains(number));
        Ok(before.into_iter().map(|(_, uuid)| uuid).collect())
    }

    /// The next request shows the signed grant.
    pub fn present_next(&self) -> Result<(), StoreError> {
        self.put_own(PRESENT, &[1])
    }

    /// Whether the next request shows the signed grant.
    pub fn is_to_present(&self) -> Result<bool, StoreError> {
        Ok(self.get_own(PRESENT)?.is_some_and(|value| value == [1]))
    }

    /// A head came for this file's incarnation, so the server knows it; `presented` if the request showed
    /// the grant.
    pub fn was_met(&self, presented: bool) -> Result<(), StoreError> {
        if presented && self.is_to_present()? {
            self.put_own(PRESENT, &[0])?;
        }
        self.reissue_is_known()
    }

    /// An earlier incarnation of this file that is to bring back what the server may have lost of it.
    pub fn earlier_to_ask(&self) -> Result<Option<Incarnation>, StoreError> {
        let listed = self.get_own(EARLIER)?.unwrap_or_default();
        let first = listed.first_chunk::<16>();
        Ok(first.map(|bytes| Incarnation(Uuid::from_bytes(*bytes))))
    }

    /// It was asked for.
    pub fn earlier_was_asked(&self, incarnation: Incarnation) -> Result<(), StoreError> {
        let listed = self.get_own(EARLIER)?.unwrap_or_default();
        let left: Vec<&[u8]> = listed
            .chunks_exact(16)
            .filter(|bytes| *bytes != incarnation.0.as_bytes())
            .collect();
        self.put_own(EARLIER, &left.concat())
    }

    /// The server knows neither this incarnation nor the one before, which is asked for first. Whether there
    /// is one.
    pub fn ask_the_one_before(&self) -> Result<bool, StoreError> {
        let Some(before) = self.incarnation_before()? else {
            return Ok(false);
        };
        self.put_own(EARLIER, before.0.as_bytes())?;
        Ok(true)
    }

    /// Keeps a grant whose signature was checked, if it is not older than the known one and not another
    /// incarnation's.
    pub fn take_grant(&self, signed: &SignedGrant) -> Result<(), StoreError> {
        let grant = signed.grant().map_err(StoreError::corrupt)?;
        let present = self.incarnation()?;
        let mine = grant
            .incarnation
            .is_none_or(|named| named == present.into());
        if grant.book == self.book()?.into()
            && mine
            && grant.issued_at >= self.grant()?.issued_at
            && !self.parts_from_colleagues(&grant)?
        {
            self.set_grant(signed)?;
            if grant.revoked {
                self.forget_own_drafts()?;
            }
        }
        Ok(())
    }

    /// Whether `signed` is this speaker's, and no file is to be shared under it any more: it is not taken, and the
    /// speaker goes on with a file of their own.
    pub fn parts(&self, signed: &SignedGrant) -> Result<bool, StoreError> {
        let grant = signed.grant().map_err(StoreError::corrupt)?;
        let present = self.incarnation()?;
        Ok(grant
            .incarnation
            .is_none_or(|named| named == present.into())
            && self.parts_from_colleagues(&grant)?)
    }

    /// The signed grant that names `incarnation`: the present one, or the one kept when it was given up.
    pub fn signed_grant_of(&self, incarnation: Incarnation) -> Result<SignedGrant, StoreError> {
        let kept: Option<Vec<u8>> = self
            .sql(
                "SELECT r.\"grant\" FROM reissue r JOIN incarnation i ON i.number = r.before
                 WHERE i.uuid = ?1",
            )?
            .query_row(params![incarnation.0.as_bytes()], |row| row.get(0))
            .optional()?;
        match kept {
            Some(bytes) => decode(&bytes).map_err(StoreError::corrupt),
            None => self.signed_grant(),
        }
    }

    /// What the server has signed about batches that are handed in: nothing in a normal sync, since a batch
    /// with a receipt does not wait. With `decisions`, also all that people decided about this incarnation.
    pub fn receipts_about(
        &self,
        incarnation: Incarnation,
        batches: &[StoredBatch],
        decisions: bool,
    ) -> Result<Vec<SignedAdmission>, StoreError> {
        let number = self.number(incarnation)?;
        let mut signed: Vec<SignedAdmission> = Vec::new();
        let mut keep = |bytes: Vec<u8>| -> Result<(), StoreError> {
            let admission = decode(&bytes).map_err(StoreError::corrupt)?;
            // A decision may lie within a batch that is handed in too.
            if !signed.iter().any(|known| known == &admission) {
                signed.push(admission);
            }
            Ok(())
        };
        let mut about = self.sql(
            "SELECT receipt FROM admission
             WHERE incarnation = ?1 AND first <= ?3 AND last >= ?2 AND receipt IS NOT NULL
             ORDER BY first, received_at, held",
        )?;
        for batch in batches {
            let rows =
                about.query_map(params![number, batch.first, batch.last], |row| row.get(0))?;
            for bytes in rows {
                keep(bytes?)?;
            }
        }
        if decisions {
            let mut decided = self.sql(
                "SELECT a.receipt FROM admission a
                 WHERE a.incarnation = ?1 AND a.first = a.last AND a.receipt IS NOT NULL
                   AND EXISTS (SELECT 1 FROM decided d WHERE d.key = (?1 << 32) + a.first)",
            )?;
            for bytes in decided.query_map(params![number], |row| row.get(0))? {
                keep(bytes?)?;
            }
        }
        Ok(signed)
    }

    /// The grant's signed bytes, to be shown to a server that may have lost them.
    pub fn signed_grant(&self) -> Result<SignedGrant, StoreError> {
        let bytes = self
            .get_own(crate::meta::GRANT)?
            .ok_or(StoreError::NotEnrolled)?;
        decode(&bytes).map_err(StoreError::corrupt)
    }

    /// As [`Self::signed_grant`], as it is stored.
    pub(crate) fn stored_grant(&self) -> Result<Vec<u8>, StoreError> {
        Ok(encode(&self.signed_grant()?))
    }
}
