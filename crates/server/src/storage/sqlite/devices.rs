//! [`Devices`] in SQLite.

use super::acceptance::acceptance;
use super::{SqliteTxn, unknown_code};
use crate::key::BookNo;
use crate::storage::{
    AdmissionRow, BatchRow, DeviceClock, DeviceRow, Devices, Result, StorageError,
};
use rusqlite::{Row, params};
use tungnha_core::words::Role;
use tungnha_core::{Counter, Incarnation, Instant, MemberId};
use tungnha_protocol::hash::Hash;
use tungnha_protocol::{PublicKey, Signature, SignedAdmission};
use uuid::Uuid;

const DEVICE: &str = "book, incarnation, uuid, member, public_key, name, highest, last_hash, last_sync, \
                      beginner_until, clock_off, doubtful_stamps, backed_up, reissued_from, acceptance, written";

fn device(row: &Row<'_>) -> rusqlite::Result<DeviceRow> {
    Ok(DeviceRow {
        book: BookNo(row.get(0)?),
        number: row.get(1)?,
        incarnation: Incarnation(Uuid::from_bytes(row.get(2)?)),
        member: MemberId(Uuid::from_bytes(row.get(3)?)),
        key: PublicKey(row.get(4)?),
        name: row.get(5)?,
        highest: row.get(6)?,
        last_hash: row.get(7)?,
        last_sync: row.get::<_, Option<i64>>(8)?.map(Instant),
        beginner_until: row.get::<_, Option<i64>>(9)?.map(i64::unsigned_abs),
        clock: DeviceClock {
            off: row.get(10)?,
            doubtful_stamps: row.get(11)?,
        },
        backed_up: row.get(12)?,
        reissued_from: row.get(13)?,
        acceptance: acceptance(row, 14)?,
        written: row.get(15)?,
    })
}

const BATCH: &str = "incarnation, first, last, previous, seed, signature, hash, admission";

fn batch(row: &Row<'_>) -> rusqlite::Result<BatchRow> {
    Ok(BatchRow {
        number: row.get(0)?,
        first: row.get(1)?,
        last: row.get(2)?,
        previous: row.get(3)?,
        seed: row.get(4)?,
        signature: Signature(row.get(5)?),
        hash: row.get(6)?,
        admission: row.get(7)?,
    })
}

const ADMISSION: &str =
    "number, incarnation, first, last, received_at, member, role, bytes, signature";

fn admission(row: &Row<'_>) -> rusqlite::Result<AdmissionRow> {
    Ok(AdmissionRow {
        number: row.get(0)?,
        incarnation: row.get(1)?,
        range: (row.get(2)?, row.get(3)?),
        received_at: Instant(row.get(4)?),
        member: MemberId(Uuid::from_bytes(row.get(5)?)),
        role: Role::from_code(row.get(6)?).ok_or_else(|| unknown_code(6))?,
        signed: SignedAdmission {
            bytes: row.get(7)?,
            signature: Signature(row.get(8)?),
        },
    })
}

impl Devices for SqliteTxn<'_> {
    fn number_of(&self, book: BookNo, incarnation: Incarnation) -> Result<Option<u32>> {
        self.one(
            "SELECT number FROM incarnation WHERE book = ?1 AND uuid = ?2",
            params![book.0, incarnation.0.as_bytes()],
            |row| row.get(0),
        )
    }

    fn number_for(&self, book: BookNo, incarnation: Incarnation) -> Result<u32> {
        if let Some(number) = self.number_of(book, incarnation)? {
            return Ok(number);
        }
        let number: u32 = self
            .one(
                "UPDATE book_counter SET incarnations = incarnations + 1 WHERE book = ?1
                 RETURNING incarnations",
                [book.0],
                |row| row.get(0),
            )?
            .ok_or(StorageError::Inconsistent("a book without a counter"))?;
        self.run(
            "INSERT INTO incarnation (book, number, uuid) VALUES (?1, ?2, ?3)",
            params![book.0, number, incarnation.0.as_bytes()],
        )?;
        Ok(number)
    }

    fn incarnation(&self, book: BookNo, number: u32) -> Result<Option<Incarnation>> {
        self.one(
            "SELECT uuid FROM incarnation WHERE book = ?1 AND number = ?2",
            params![book.0, number],
            |row| Ok(Incarnation(Uuid::from_bytes(row.get(0)?))),
        )
    }

    fn add_device(&self, d: &DeviceRow, now: Instant) -> Result<()> {
        self.run(
            "INSERT INTO device (book, incarnation, uuid, member, public_key, name, enrolled_at,
                highest, last_hash, reissued_from, acceptance)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                d.book.0,
                d.number,
                d.incarnation.0.as_bytes(),
                d.member.0.as_bytes(),
                d.key.0,
                d.name,
                now.0,
                d.highest,
                d.last_hash,
                d.reissued_from,
                d.acceptance.code(),
            ],
        )?;
        Ok(())
    }

    fn device(&self, incarnation: Incarnation) -> Result<Option<DeviceRow>> {
        self.one(
            &format!("SELECT {DEVICE} FROM device WHERE uuid = ?1"),
            [incarnation.0.as_bytes()],
            device,
        )
    }

    fn devices(&self, book: BookNo) -> Result<Vec<DeviceRow>> {
        self.all(
            &format!("SELECT {DEVICE} FROM device WHERE book = ?1 ORDER BY incarnation"),
            [book.0],
            device,
        )
    }

    fn set_progress(&self, book: BookNo, number: u32, highest: Counter, last: &Hash) -> Result<()> {
        self.run(
            "UPDATE device SET highest = ?3, last_hash = ?4 WHERE book = ?1 AND incarnation = ?2",
            params![book.0, number, highest, last],
        )?;
        Ok(())
    }

    fn set_last_sync(&self, book: BookNo, number: u32, now: Instant) -> Result<()> {
        self.run(
            "UPDATE device SET last_sync = ?3 WHERE book = ?1 AND incarnation = ?2",
            params![book.0, number, now.0],
        )?;
        Ok(())
    }

    fn set_beginner(&self, book: BookNo, number: u32, until: Option<u64>) -> Result<()> {
        self.run(
            "UPDATE device SET beginner_until = ?3 WHERE book = ?1 AND incarnation = ?2",
            params![book.0, number, until.map(u64::cast_signed)],
        )?;
        Ok(())
    }

    fn set_written(&self, book: BookNo, number: u32, written: Counter) -> Result<()> {
        self.run(
            "UPDATE device SET written = ?3 WHERE book = ?1 AND incarnation = ?2",
            params![book.0, number, written],
        )?;
        Ok(())
    }

    fn add_batch(&self, book: BookNo, b: &BatchRow) -> Result<()> {
        self.run(
            "INSERT INTO batch (book, incarnation, first, last, previous, seed, signature, hash,
                admission) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                book.0,
                b.number,
                b.first,
                b.last,
                b.previous,
                b.seed,
                b.signature.0,
                b.hash,
                b.admission,
            ],
        )?;
        Ok(())
    }

    fn batch(&self, book: BookNo, number: u32, first: Counter) -> Result<Option<BatchRow>> {
        self.one(
            &format!(
                "SELECT {BATCH} FROM batch WHERE book = ?1 AND incarnation = ?2 AND first = ?3"
            ),
            params![book.0, number, first],
            batch,
        )
    }

    fn batches(&self, book: BookNo) -> Result<Vec<BatchRow>> {
        self.all(
            &format!("SELECT {BATCH} FROM batch WHERE book = ?1 ORDER BY incarnation, first"),
            [book.0],
            batch,
        )
    }

    fn keep_fork(
        &self,
        book: BookNo,
        number: u32,
        hash: &Hash,
        now: Instant,
        bytes: &[u8],
    ) -> Result<()> {
        self.run(
            "INSERT INTO fork (book, incarnation, hash, received_at, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (book, incarnation, hash) DO NOTHING",
            params![book.0, number, hash, now.0, bytes],
        )?;
        Ok(())
    }

    fn forks(&self, book: BookNo) -> Result<u64> {
        let count = self.one(
            "SELECT count(*) FROM fork WHERE book = ?1",
            [book.0],
            |row| row.get::<_, i64>(0),
        )?;
        Ok(count.unwrap_or(0).unsigned_abs())
    }

    fn add_admission(&self, book: BookNo, a: &AdmissionRow) -> Result<()> {
        self.run(
            "INSERT INTO admission (book, number, incarnation, first, last, received_at, member, role,
                bytes, signature) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                book.0,
                a.number,
                a.incarnation,
                a.range.0,
                a.range.1,
                a.received_at.0,
                a.member.0.as_bytes(),
                a.role.code(),
                a.signed.bytes,
                a.signed.signature.0,
            ],
        )?;
        Ok(())
    }

    fn admission(&self, book: BookNo, number: i64) -> Result<Option<AdmissionRow>> {
        self.one(
            &format!("SELECT {ADMISSION} FROM admission WHERE book = ?1 AND number = ?2"),
            params![book.0, number],
            admission,
        )
    }

    fn admissions(&self, book: BookNo) -> Result<Vec<AdmissionRow>> {
        self.all(
            &format!("SELECT {ADMISSION} FROM admission WHERE book = ?1 ORDER BY number"),
            [book.0],
            admission,
        )
    }
}
