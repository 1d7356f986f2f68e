//! [`Registers`] in SQLite.

use super::pending::EntryInsert;
use super::{SqliteTxn, unknown_code};
use crate::key::{BookNo, Key};
use crate::storage::{EntryRow, HeadRow, PlaceRow, Registers, Result, Thing};
use rusqlite::{Row, params};
use tungnha_core::words::Role;
use tungnha_core::{Instant, MemberId};
use uuid::Uuid;

fn entry(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    Ok(EntryRow {
        key: Key(row.get(0)?),
        head: row.get(1)?,
        needed: row.get(2)?,
        withdrawn: row.get(3)?,
        received_at: Instant(row.get(4)?),
        member: MemberId(Uuid::from_bytes(row.get(5)?)),
        role: Role::from_code(row.get(6)?).ok_or_else(|| unknown_code(6))?,
        bytes: row.get(7)?,
    })
}

fn place(row: &Row<'_>) -> rusqlite::Result<PlaceRow> {
    let thing = match row.get(1)? {
        1 => Thing::Campaign,
        2 => Thing::Milestone,
        3 => Thing::Hamlet,
        4 => Thing::Household,
        5 => Thing::Resident,
        _ => return Err(unknown_code(1)),
    };
    Ok(PlaceRow {
        subject: Key(row.get(0)?),
        thing,
        hamlet: Key(row.get(2)?),
        household: Key(row.get(3)?),
    })
}

impl Registers for SqliteTxn<'_> {
    fn entries(&self, book: BookNo, subject: Key, slot: u32) -> Result<Vec<EntryRow>> {
        self.all(
            "SELECT e.key, e.head, d.needed,
                EXISTS (SELECT 1 FROM retraction r WHERE r.book = e.book AND r.target = e.key),
                a.received_at, a.member, a.role, d.bytes
             FROM register_entry e
             JOIN delta d ON d.book = e.book AND d.key = e.key
             JOIN admission a ON a.book = d.book AND a.number = d.admission
             WHERE e.book = ?1 AND e.subject = ?2 AND e.slot = ?3 ORDER BY e.key",
            params![book.0, subject.0, slot],
            entry,
        )
    }

    fn has_entries(&self, book: BookNo, subject: Key, slot: u32) -> Result<bool> {
        if self.pending.borrow().has_entries(book, subject, slot) {
            return Ok(true);
        }
        let found = self.one_present(
            "SELECT 1 FROM register_entry WHERE book = ?1 AND subject = ?2 AND slot = ?3 LIMIT 1",
            params![book.0, subject.0, slot],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    fn add_entry(&self, book: BookNo, subject: Key, slot: u32, key: Key, head: u32) -> Result<()> {
        let row = EntryInsert {
            book,
            subject,
            slot,
            key,
            head,
        };
        self.put_off(|pending| pending.add_entry(row))
    }

    fn set_head(&self, book: BookNo, subject: Key, slot: u32, key: Key, head: u32) -> Result<()> {
        self.run(
            "UPDATE register_entry SET head = ?5
             WHERE book = ?1 AND subject = ?2 AND slot = ?3 AND key = ?4",
            params![book.0, subject.0, slot, key.0, head],
        )?;
        Ok(())
    }

    fn heads(&self, book: BookNo) -> Result<Vec<HeadRow>> {
        self.all(
            "SELECT subject, slot, head, key FROM register_entry WHERE book = ?1 AND head > 0
             ORDER BY subject, slot, head",
            [book.0],
            |row| {
                Ok(HeadRow {
                    subject: Key(row.get(0)?),
                    slot: row.get(1)?,
                    head: row.get(2)?,
                    key: Key(row.get(3)?),
                })
            },
        )
    }

    fn shown(&self, book: BookNo, subject: Key, slot: u32) -> Result<Option<(Key, Vec<u8>)>> {
        self.one(
            "SELECT e.key, d.bytes FROM register_entry e
             JOIN delta d ON d.book = e.book AND d.key = e.key
             WHERE e.book = ?1 AND e.subject = ?2 AND e.slot = ?3 AND e.head = 1",
            params![book.0, subject.0, slot],
            |row| Ok((Key(row.get(0)?), row.get(1)?)),
        )
    }

    fn add_retraction(&self, book: BookNo, target: Key, by: Key) -> Result<()> {
        self.run(
            "INSERT INTO retraction (book, target, key) VALUES (?1, ?2, ?3)",
            params![book.0, target.0, by.0],
        )?;
        Ok(())
    }

    fn retractions(&self, book: BookNo, target: Key) -> Result<Vec<Key>> {
        self.all(
            "SELECT key FROM retraction WHERE book = ?1 AND target = ?2 ORDER BY key",
            params![book.0, target.0],
            |row| row.get(0).map(Key),
        )
    }

    fn put_place(&self, book: BookNo, p: &PlaceRow) -> Result<()> {
        self.run(
            "INSERT INTO place (book, subject, thing, hamlet, household) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (book, subject) DO UPDATE SET hamlet = excluded.hamlet,
                household = excluded.household",
            params![book.0, p.subject.0, p.thing as u8, p.hamlet.0, p.household.0],
        )?;
        Ok(())
    }

    fn place(&self, book: BookNo, subject: Key) -> Result<Option<PlaceRow>> {
        self.one_present(
            "SELECT subject, thing, hamlet, household FROM place WHERE book = ?1 AND subject = ?2",
            params![book.0, subject.0],
            place,
        )
    }

    fn places(&self, book: BookNo) -> Result<Vec<PlaceRow>> {
        self.all(
            "SELECT subject, thing, hamlet, household FROM place WHERE book = ?1 ORDER BY subject",
            [book.0],
            place,
        )
    }

    fn things(&self, book: BookNo, thing: Thing) -> Result<Vec<Key>> {
        self.all(
            "SELECT subject FROM place WHERE book = ?1 AND thing = ?2 ORDER BY subject",
            params![book.0, thing as u8],
            |row| row.get(0).map(Key),
        )
    }

    fn residents(&self, book: BookNo, household: Key) -> Result<Vec<Key>> {
        self.all(
            "SELECT subject FROM place WHERE book = ?1 AND household = ?2 AND household <> 0
             ORDER BY subject",
            params![book.0, household.0],
            |row| row.get(0).map(Key),
        )
    }
}
