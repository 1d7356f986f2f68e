//! [`Members`] in SQLite.

use super::{SqliteTxn, unknown_code};
use crate::key::{BookNo, Key};
use crate::storage::{CodeRow, GrantRow, HamletRow, MemberRow, Members, Result};
use rusqlite::{Row, params};
use tungnha_core::words::Role;
use tungnha_core::{Incarnation, Instant, MemberId};
use tungnha_protocol::PublicKey;
use tungnha_protocol::hash::Hash;
use uuid::Uuid;

fn member(row: &Row<'_>) -> rusqlite::Result<MemberRow> {
    Ok(MemberRow {
        id: MemberId(Uuid::from_bytes(row.get(0)?)),
        name: row.get(1)?,
        organisation: row.get(2)?,
    })
}

impl Members for SqliteTxn<'_> {
    fn add_member(&self, book: BookNo, member: &MemberRow, now: Instant) -> Result<()> {
        self.run(
            "INSERT INTO member (book, member, name, organisation, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                book.0,
                member.id.0.as_bytes(),
                member.name,
                member.organisation,
                now.0
            ],
        )?;
        Ok(())
    }

    fn member(&self, book: BookNo, id: MemberId) -> Result<Option<MemberRow>> {
        self.one(
            "SELECT member, name, organisation FROM member WHERE book = ?1 AND member = ?2",
            params![book.0, id.0.as_bytes()],
            member,
        )
    }

    fn members(&self, book: BookNo) -> Result<Vec<MemberRow>> {
        self.all(
            "SELECT member, name, organisation FROM member WHERE book = ?1 ORDER BY member",
            [book.0],
            member,
        )
    }

    fn put_grant(&self, book: BookNo, g: &GrantRow) -> Result<()> {
        self.run(
            "INSERT INTO member_grant
                (book, member, role, whole_book, issued_at, expires_at, widened_at, revoked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (book, member) DO UPDATE SET role = excluded.role,
                whole_book = excluded.whole_book, issued_at = excluded.issued_at,
                expires_at = excluded.expires_at, widened_at = excluded.widened_at,
                revoked_at = excluded.revoked_at",
            params![
                book.0,
                g.member.0.as_bytes(),
                g.role.code(),
                g.whole_book,
                g.issued_at.0,
                g.expires_at.0,
                g.widened_at.0,
                g.revoked_at.map(|t| t.0),
            ],
        )?;
        Ok(())
    }

    fn grant(&self, book: BookNo, member: MemberId) -> Result<Option<GrantRow>> {
        self.one(
            "SELECT role, whole_book, issued_at, expires_at, widened_at, revoked_at
             FROM member_grant WHERE book = ?1 AND member = ?2",
            params![book.0, member.0.as_bytes()],
            |row| {
                Ok(GrantRow {
                    member,
                    role: Role::from_code(row.get(0)?).ok_or_else(|| unknown_code(0))?,
                    whole_book: row.get(1)?,
                    issued_at: Instant(row.get(2)?),
                    expires_at: Instant(row.get(3)?),
                    widened_at: Instant(row.get(4)?),
                    revoked_at: row.get::<_, Option<i64>>(5)?.map(Instant),
                })
            },
        )
    }

    fn put_hamlet(&self, book: BookNo, member: MemberId, h: &HamletRow) -> Result<()> {
        self.run(
            "INSERT INTO granted_hamlet (book, member, hamlet, granted_at, ended_at)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (book, member, hamlet) DO UPDATE SET granted_at = excluded.granted_at,
                ended_at = excluded.ended_at",
            params![
                book.0,
                member.0.as_bytes(),
                h.hamlet.0,
                h.granted_at.0,
                h.ended_at.map(|t| t.0)
            ],
        )?;
        Ok(())
    }

    fn hamlets(&self, book: BookNo, member: MemberId) -> Result<Vec<HamletRow>> {
        self.all(
            "SELECT hamlet, granted_at, ended_at FROM granted_hamlet
             WHERE book = ?1 AND member = ?2 ORDER BY hamlet",
            params![book.0, member.0.as_bytes()],
            |row| {
                Ok(HamletRow {
                    hamlet: Key(row.get(0)?),
                    granted_at: Instant(row.get(1)?),
                    ended_at: row.get::<_, Option<i64>>(2)?.map(Instant),
                })
            },
        )
    }

    fn add_code(&self, hash: &Hash, code: &CodeRow, now: Instant) -> Result<()> {
        self.run(
            "INSERT INTO enrol_code (book, code_hash, member, created_at, expires_at, accepts)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                code.book.0,
                hash,
                code.member.0.as_bytes(),
                now.0,
                code.expires_at.0,
                code.accepts,
            ],
        )?;
        Ok(())
    }

    fn code(&self, hash: &Hash) -> Result<Option<CodeRow>> {
        self.one(
            "SELECT book, member, expires_at, used_key, used_incarnation, accepts FROM enrol_code
             WHERE code_hash = ?1",
            [hash],
            |row| {
                let key = row.get::<_, Option<[u8; 32]>>(3)?.map(PublicKey);
                let by = row.get::<_, Option<[u8; 16]>>(4)?;
                Ok(CodeRow {
                    book: BookNo(row.get(0)?),
                    member: MemberId(Uuid::from_bytes(row.get(1)?)),
                    expires_at: Instant(row.get(2)?),
                    accepts: row.get(5)?,
                    used_by: key.zip(by.map(|b| Incarnation(Uuid::from_bytes(b)))),
                })
            },
        )
    }

    fn use_code(&self, book: BookNo, hash: &Hash, key: &PublicKey, by: Incarnation) -> Result<()> {
        self.run(
            "UPDATE enrol_code SET used_key = ?3, used_incarnation = ?4
             WHERE book = ?1 AND code_hash = ?2 AND used_key IS NULL",
            params![book.0, hash, key.0, by.0.as_bytes()],
        )?;
        Ok(())
    }

    fn open_codes(&self, book: BookNo, now: Instant) -> Result<Vec<(MemberId, Instant)>> {
        self.all(
            "SELECT member, expires_at FROM enrol_code
             WHERE book = ?1 AND used_key IS NULL AND expires_at >= ?2 ORDER BY expires_at",
            params![book.0, now.0],
            |row| {
                let member = MemberId(Uuid::from_bytes(row.get(0)?));
                Ok((member, Instant(row.get(1)?)))
            },
        )
    }

    fn end_codes(&self, book: BookNo, member: MemberId, until: Instant) -> Result<()> {
        self.run(
            "UPDATE enrol_code SET expires_at = min(expires_at, ?3)
             WHERE book = ?1 AND member = ?2 AND used_key IS NULL",
            params![book.0, member.0.as_bytes(), until.0],
        )?;
        Ok(())
    }
}
